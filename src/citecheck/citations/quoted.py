"""Titles in quotation marks, of whatever make."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model.spans import Taken

_PAIRS = {
    "“": "”“", "„": "“”„", "«": "»", "»": "«", "‟": "”", "「": "」", "『": "』", "《": "》", "〈": "〉",
    "‚": "‘’", "‘": "’", "‹": "›", '"': '"', "״": "״", "”": "”", "＂": "＂",
}  # fmt: skip
_OPENING = re.compile("[" + "".join(_PAIRS) + "]")
_SINGLE = frozenset("‘‚‹")
_DOUBLED = re.compile(r"``(.{2,600}?)''|''(.{2,600}?)''")
SHORTEST, LONGEST = 2, 600


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted stretch: characters of the words within, and of the whole with its marks."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    mark: str


def find_quoted(text: str) -> list[Quoted]:
    """Every outermost quoted stretch, in order. A mark that is never closed quotes nothing."""
    found: list[Quoted] = []
    position = 0
    while (match := _OPENING.search(text, position)) is not None:
        quoted = _at(text, match.start())
        if quoted is None:
            position = match.end()
        else:
            found.append(quoted)
            position = quoted.outer_end
    taken = Taken((quoted.outer_start, quoted.outer_end) for quoted in found)
    found += [
        Quoted(m.start() + 2, m.end() - 2, m.start(), m.end(), "''")
        for m in _DOUBLED.finditer(text)
        if taken.claim(m.start(), m.end())
    ]
    return sorted(found, key=lambda quoted: quoted.outer_start)


def _at(text: str, start: int) -> Quoted | None:
    """The quotation that opens at `start`, or None."""
    mark = text[start]
    if mark in _SINGLE and start and text[start - 1].isalnum():
        return None  # an apostrophe
    if mark in '"”＂' and start and text[start - 1].isalnum():
        return None
    end = _closing(text, start, mark)
    if end is None or not SHORTEST <= end - start - 1 <= LONGEST:
        return None
    return Quoted(start + 1, end, start, end + 1, mark)


def _closing(text: str, start: int, mark: str) -> int | None:
    """Where the quotation closes: nested ones of the same make are stepped over."""
    closers = _PAIRS[mark]
    depth = 0
    for position in range(start + 1, min(len(text), start + LONGEST + 2)):
        character = text[position]
        if character in closers and not _inside_word(text, position, character):
            if depth == 0:
                return position
            depth -= 1
        elif character == mark and mark not in closers:
            depth += 1
    return None


def _inside_word(text: str, position: int, character: str) -> bool:
    """Whether a closing mark is an apostrophe: ’ between letters, or " before one."""
    after = text[position + 1 : position + 2]
    return character in "’'" and after.isalnum()
