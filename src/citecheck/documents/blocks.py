"""Finding the notes of a plain text: which lines are a list of notes, and where each note begins.

A list counts when it stands under a heading for notes, when it ends the document, or when markers
in the text before it point to it; so that numbered steps within the prose are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from .headings import is_heading, is_underline
from .lines import Line

Style = Literal["bracket", "dot", "parens", "closing", "superscript", "bare"]

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LABELS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("bracket", re.compile(r"\s*(?:\.\.\s+)?\[\s*(\d{1,5})\s*\][:.]?\s*(?=\S)")),
    ("parens", re.compile(r"\s*\((\d{1,5})\)\s*(?=\S)")),
    ("superscript", re.compile(r"\s*([⁰¹²³⁴-⁹]{1,4})\s*(?=\S)")),
    ("dot", re.compile(r"\s*(\d{1,5})\.\s+(?=\S)")),
    ("closing", re.compile(r"\s*(\d{1,5})\)\s+(?=\S)")),
    ("bare", re.compile(r"\s*(\d{1,4})\s+(?=\S)")),
)
_BY_STYLE = dict(_LABELS)
_URL_AT_END = re.compile(r"(?:https?://|www\.|doi\.org/)[^\s<>\"“”«»]*$", re.IGNORECASE)
_GOES_ON = re.compile(r"[\w%]")
_PATH_GOES_ON = re.compile(
    r"(?!\d{1,2}[./]\d{1,2}[./]\d{2,4}\b)\w*(?:[-/._%=&?#~+\d]\w|[/,;.)\]]?(?:\s\(|$))"
)
_BEGINS_WITHIN_URL = re.compile(r"[/?&=%#_-]\w")
_LONGEST_URL = 2_000
_MARKER = re.compile(
    r"(?<=[^\s\[])\s?\[\d{1,5}(?:[\s,;–—-]{1,3}\d{1,5})*\]|(?<=\S)[⁰¹²³⁴-⁹]{1,4}|(?<=\w)\s?\(\d{1,3}\)"
)
_HAS_SOURCE = re.compile(r"https?://|www\.|doi|\b(?:19|20)\d\d\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start:end` of the text, on one line, that stand from `at` on in the note."""

    at: int
    line: Line
    start: int
    end: int


@dataclass(slots=True)
class Entry:
    """One note: its label (None in an unnumbered list), where it starts, and its pieces."""

    label: str | None
    start: int
    pieces: list[Piece] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        """The note's text, its lines joined."""
        return "".join(self.words)

    def add(self, line: Line, start: int) -> None:
        """Append what stands on a line from `start` on; a URL broken at its line's end is rejoined."""
        words = line.text[start - line.start :]
        begin = start + len(words) - len(words.lstrip())
        words = words.strip()
        if not words:
            return
        if self.words and not self._breaks_url(words):
            self._append(" ")
        self.pieces.append(Piece(self.length, line, begin, begin + len(words)))
        self._append(words)

    def _append(self, words: str) -> None:
        self.words.append(words)
        self.length += len(words)

    def _breaks_url(self, following: str) -> bool:
        """Whether a URL that the last line ends with goes on in what follows.

        After a hyphen or a parameter's sign it does; after a slash, where it may as well be
        complete, only if a path follows rather than a word or a date of the note.
        """
        tail = self.words[-1][-_LONGEST_URL:]
        if _URL_AT_END.search(tail) is None:
            return False
        if tail[-1] in "-?&=_%+#~":
            return _GOES_ON.match(following) is not None
        if tail[-1] == "/":
            return _PATH_GOES_ON.match(following) is not None
        return tail[-1].isalnum() and _BEGINS_WITHIN_URL.match(following) is not None


@dataclass(slots=True)
class Block:
    """A list of notes: its lines (as indices, end exclusive) and its entries."""

    first: int
    end: int
    start: int
    style: Style | None
    headed: bool
    entries: list[Entry]


def label_of(line: Line, style: Style | None = None) -> tuple[Style, str, int] | None:
    """The note label that a line begins with: style, bare number, and the offset after it."""
    for name, pattern in _LABELS if style is None else ((style, _BY_STYLE[style]),):
        match = pattern.match(line.text)
        if match:
            number = str(int(match[1].translate(_SUPERSCRIPTS)))
            return name, number, line.start + match.end()
    return None


def find_blocks(text: str, lines: Sequence[Line]) -> list[Block]:
    """Every list of notes in the document, in order."""
    blocks: list[Block] = []
    index = 0
    uses = _first_uses(text)
    last = max((index for index, line in enumerate(lines) if not line.blank), default=0)
    while index < len(lines):
        block = _headed(lines, index) or _unheaded(lines, index)
        if block is not None and (block.headed or _counts(block, uses, last)):
            blocks.append(block)
            index = max(block.end, index + 1)
        else:
            index = block.end if block is not None else index + 1
    return blocks


def _headed(lines: Sequence[Line], index: int) -> Block | None:
    """The list under a heading, or None."""
    if not is_heading(lines[index].text) or lines[index].blank:
        return None
    first = index + 1
    while first < len(lines) and (lines[first].blank or is_underline(lines[first].text)):
        first += 1
    if first == len(lines):
        return None
    found = label_of(lines[first])
    block = _numbered(lines, first, found[0], headed=True) if found else _unnumbered(lines, first)
    return block if block.entries else None


def _unheaded(lines: Sequence[Line], index: int) -> Block | None:
    """The list that begins on this line without a heading, or None; bare numbers do not count."""
    found = label_of(lines[index])
    if found is None or found[0] == "bare":
        return None
    return _numbered(lines, index, found[0], headed=False)


def _numbered(lines: Sequence[Line], first: int, style: Style, *, headed: bool) -> Block:
    entries: list[Entry] = []
    index = first
    while index < len(lines):
        line = lines[index]
        if line.blank:
            if not _continues(lines, index, style):
                break
        elif (found := label_of(line, style)) is not None and _next_label(entries, found[1], style):
            entries.append(Entry(found[1], line.start + len(line.text) - len(line.text.lstrip())))
            entries[-1].add(line, found[2])
        elif is_heading(line.text) or line.text.startswith("#"):
            break
        else:
            entries[-1].add(line, line.start)
        index += 1
    kept = [entry for entry in entries if entry.pieces]
    return Block(first, index, lines[first].start, style, headed, kept)


def _next_label(entries: Sequence[Entry], label: str, style: Style) -> bool:
    """Whether a number can be a label here; a bare one must count on, or it is the note's own text."""
    if style != "bare" or not entries:
        return True
    return int(label) == int(entries[-1].label or 0) + 1


def _continues(lines: Sequence[Line], index: int, style: Style) -> bool:
    """Whether the list goes on after a blank line: with another label, or an indented paragraph."""
    following = next((line for line in lines[index : index + 4] if not line.blank), None)
    if following is None:
        return False
    if label_of(following, style) is not None:
        return True
    return following.text[:1] in " \t" and not is_heading(following.text)


def _unnumbered(lines: Sequence[Line], first: int) -> Block:
    """A reference list without numbers: a paragraph each, or a line each where none is blank."""
    end = first
    while end < len(lines) and not is_heading(lines[end].text) and not lines[end].text.startswith("#"):
        end += 1
    paragraphs = any(line.blank for line in lines[first : _trimmed(lines, first, end)])
    entries: list[Entry] = []
    for index in range(first, end):
        line = lines[index]
        if line.blank:
            continue
        new = lines[index - 1].blank if paragraphs else line.text[:1] not in " \t"
        if new or not entries:
            entries.append(Entry(None, line.start + len(line.text) - len(line.text.lstrip())))
        entries[-1].add(line, line.start)
    entries = [entry for entry in entries if _HAS_SOURCE.search(entry.text)]
    return Block(first, end, lines[first].start, None, True, entries)


def _trimmed(lines: Sequence[Line], first: int, end: int) -> int:
    while end > first and lines[end - 1].blank:
        end -= 1
    return end


def _counts(block: Block, uses: Mapping[str, int], last: int) -> bool:
    """Whether a list without a heading is one of notes rather than steps in the prose.

    At the document's end either sign is enough: notes name sources (or are labelled as markers
    are), or markers before the list point to it. Elsewhere it takes both.
    """
    typical = block.style in ("bracket", "superscript") or any(
        _HAS_SOURCE.search(e.text) for e in block.entries
    )
    pointed_to = any(uses.get(e.label or "", block.start + 1) <= block.start for e in block.entries)
    return (typical or pointed_to) if block.end > last else (typical and pointed_to)


def _first_uses(text: str) -> dict[str, int]:
    """For each label where the first thing ends that looks like a marker with it."""
    uses: dict[str, int] = {}
    for match in _MARKER.finditer(text):
        for number in re.findall(r"\d+", match.group().translate(_SUPERSCRIPTS)):
            uses.setdefault(str(int(number)), match.end())
    return uses
