"""Names as pages give them."""

from __future__ import annotations

import re

from ..model.citation import Name
from ..model.text import squeeze

_SPLIT = re.compile(
    r"\s*(?:;|,(?!\s*(?:Jr|Sr|PhD|MD)\b)|\s(?:and|und|ve|et|y|e|и|та|en|och|og)\s|&|、)\s*", re.IGNORECASE
)
_LEAD = re.compile(r"^(?:by|von|par|por|di|yazan|автор)\s*:?\s+", re.IGNORECASE)
_PARTICLES = frozenset(
    "van von de der den del della di da dos du la le el al ter ten bin ibn af av zu".split()
)


def page_name(words: str) -> list[Name]:
    """The names in a page's author element, given names first unless a single comma inverts them."""
    words = _LEAD.sub("", squeeze(words)).strip(" ,;|")
    inverted = re.fullmatch(r"([^,;]{2,40}),\s*([^,;]{1,40})", words)
    if inverted and len(inverted[1].split()) == 1 and len(inverted[2].split()) <= 3:
        return [Name(family=inverted[1], given=inverted[2])]
    return [_one(part) for part in _SPLIT.split(words) if part.strip()]


def _one(text: str) -> Name:
    words = text.split()
    if not 2 <= len(words) <= 5 or any(
        not word[0].isupper() and word.lower() not in _PARTICLES for word in words
    ):
        return Name(literal=text)
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return Name(family=" ".join(words[start:]), given=" ".join(words[:start]))
