"""One note into its references."""

from __future__ import annotations

import re
from bisect import bisect_left

from ..model.spans import Taken
from .quoted import find_quoted
from .urls import find_urls

_SEPARATOR = re.compile(
    r";\s+(?=\S)|(?<=[.)\]])\s+(?=(?:see also|cf\.|ayrıca bkz|ayrıca bakınız|vgl\. auch|siehe auch|voir aussi|véase también|см\. также|див\. також)\b)",
    re.IGNORECASE,
)
SIGNAL = re.compile(
    r"^\W{0,2}(?:see(?: also| generally| for example|,? e\.g\.)?|cf\.?|compare|accord|bkz\.?|bakınız|ayrıca bkz\.?|vgl\.?(?: auch)?|siehe(?: auch)?|s\. auch|"
    r"voir(?: aussi)?|véase(?: también)?|cfr\.|vedi|zie(?: ook)?|см\.(?: также)?|див\.(?: також)?|por\.|zob\.|srov\.|vö\.|参见|参看)[\s,:]+",
    re.IGNORECASE,
)


def split_references(text: str) -> list[tuple[int, int]]:
    """The stretches of a note that are references of their own.

    A note is cut only where both sides name a source (a URL or a quoted title), never within
    quotation marks, brackets or a URL; so that a semicolon between authors cuts nothing.
    """
    named = [(url.start, url.end) for url in find_urls(text)]
    named += [(quoted.outer_start, quoted.outer_end) for quoted in find_quoted(text)]
    named.sort()
    taken, brackets = Taken(named), _Depth(text)
    parts: list[tuple[int, int]] = []
    start = 0
    for cut in _SEPARATOR.finditer(text):
        if taken.meets(*cut.span()) or brackets.open_at(cut.start()):
            continue
        left = bisect_left(named, (start, 0)) < bisect_left(named, (cut.start(), 0))
        if left and named[-1][0] >= cut.end():
            parts.append((start, cut.start()))
            start = cut.end()
    return [*parts, (start, len(text))]


class _Depth:
    """Whether a bracket is open, asked at ascending offsets."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._open = text, 0, 0

    def open_at(self, offset: int) -> bool:
        self._open += self._text.count("(", self._at, offset) - self._text.count(")", self._at, offset)
        self._at = offset
        return self._open > 0
