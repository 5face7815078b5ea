"""Finding the markers in the body of a plain text, and the sentence each stands in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model.text import squeeze
from .blocks import Block
from .headings import is_heading
from .lines import Line
from .sentences import sentence_at, sentence_starts

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_BRACKET = re.compile(r"\[\s*\d{1,5}(?:\s*[,;–—-]\s*\d{1,5})*\s*\]")
_RAISED = re.compile(r"(?<![⁰¹²³⁴-⁹])[⁰¹²³⁴-⁹]{1,4}(?![⁰¹²³⁴-⁹])(?:\s?[,⁻–-]\s?[⁰¹²³⁴-⁹]{1,4}(?![⁰¹²³⁴-⁹]))*")
_PARENS = re.compile(r"(?<=[\w.,;:!?”\"'’»])\s?\(\d{1,3}\)(?=[\s.,;:!?]|$)")
_RANGE = re.compile(r"(\d+)\s*[⁻–—-]\s*(\d+)|(\d+)")
_NOT_PROSE = re.compile(r"(?:https?://|www\.)\S+|`[^`\n]*`")
_MEASURE = re.compile(
    r"(?:(?<!\d)(?!(?:1[5-9]|20)\d\d$)\d{1,4}|\d{5}|(?<![^\W\d_])(?:[kcmdnµ]?m|in|ft|yd|mi|м|км|см|[a-zα-ω])|[=+×·]\s?[^\W\d_]{1,3})$",
    re.IGNORECASE,
)
"""What a raised number behind it is an exponent of: a number that is no year, a unit, a variable."""
_CLOSES = frozenset(".,;:!?…。，；：！？")
LONGEST_RANGE = 50
YEARS = range(1500, 2101)


@dataclass(frozen=True, slots=True)
class Found:
    """A marker: its label, its line, its characters in the text, and the citing sentence."""

    label: str
    line: Line
    start: int
    end: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One marker's characters in the text, and the labels it stands for with their own characters."""

    start: int
    end: int
    labels: tuple[tuple[str, int, int], ...]


def find_markers(text: str, lines: Sequence[Line], blocks: Sequence[Block]) -> list[Found]:
    """Every marker in the body, in order; `[1-3]` gives three, each at the place of its number."""
    known = {entry.label for block in blocks for entry in block.entries if entry.label}
    parens = any(block.style == "parens" for block in blocks)
    starts = [line.start for line in lines]
    found: list[Found] = []
    for begin, end in _paragraphs(lines, blocks):
        marks = list(_marks(text, begin, end, known, parens=parens))
        if not marks:
            continue
        boundaries = _boundaries(text, lines, starts, begin, end)
        sentences: dict[tuple[int, int], str] = {}
        for mark in marks:
            line = lines[bisect_right(starts, mark.start) - 1]
            span = _sentence_of(text, boundaries, begin, end, mark)
            if span not in sentences:
                sentences[span] = _without_markers(text, *span, marks)
            found += [Found(label, line, first, last, sentences[span]) for label, first, last in mark.labels]
    return found


def _paragraphs(lines: Sequence[Line], blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """The offsets of each run of body lines: not blank, no heading, not part of a list of notes."""
    taken = {index for block in blocks for index in range(block.first, block.end)}
    begin: int | None = None
    end = 0
    for index, line in enumerate(lines):
        if line.blank or index in taken or is_heading(line.text):
            if begin is not None:
                yield begin, end
            begin = None
        else:
            begin, end = (line.start if begin is None else begin), line.end
    if begin is not None:
        yield begin, end


def _marks(text: str, begin: int, end: int, known: set[str], *, parens: bool) -> Iterator[Mark]:
    """The markers of a paragraph, in order."""
    hidden = [match.span() for match in _NOT_PROSE.finditer(text, begin, end)]
    patterns = (_BRACKET, _RAISED, _PARENS) if parens else (_BRACKET, _RAISED)
    matches = sorted(
        (m for pattern in patterns for m in pattern.finditer(text, begin, end)), key=lambda m: m.start()
    )
    cursor = 0
    for match in matches:
        while cursor < len(hidden) and hidden[cursor][1] <= match.start():
            cursor += 1
        if (
            cursor < len(hidden)
            and hidden[cursor][0] <= match.start()
            and not _after_url(text, match, hidden[cursor])
        ):
            continue
        if match.re is _RAISED and _MEASURE.search(text, max(begin, match.start() - 6), match.start()):
            continue
        labels = tuple(_labels(match, known))
        if labels:
            yield Mark(match.start(), match.end(), labels)


def _after_url(text: str, match: re.Match[str], span: tuple[int, int]) -> bool:
    """A bracket at the very end of a URL's characters is a marker glued to it."""
    return match.re is _BRACKET and not text[match.end() : span[1]].strip(".,;:!?)”\"'»")


def _labels(match: re.Match[str], known: set[str]) -> Iterator[tuple[str, int, int]]:
    """The labels of one marker; a year in brackets is none unless a note is called so."""
    plain = match.group().translate(_SUPERSCRIPTS)
    for part in _RANGE.finditer(plain):
        span = match.start() + part.start(), match.start() + part.end()
        if part[3] is not None:
            numbers = [int(part[3])]
        else:
            low, high = int(part[1]), int(part[2])
            numbers = list(range(low, high + 1)) if low <= high < low + LONGEST_RANGE else []
        for number in numbers:
            if str(number) in known or (number not in YEARS and number > 0):
                yield str(number), *span


def _boundaries(text: str, lines: Sequence[Line], starts: Sequence[int], begin: int, end: int) -> list[int]:
    """Where sentences begin in a paragraph: at its stops, and after lines too short to be wrapped."""
    boundaries = {begin + start for start in sentence_starts(text[begin:end])}
    first, last = bisect_right(starts, begin) - 1, bisect_right(starts, max(begin, end - 1)) - 1
    width = max(line.end - line.start for line in lines[first : last + 1])
    for line in lines[first:last]:
        following = lines[line.number]
        if line.end - line.start < 0.6 * width and not following.text.lstrip()[:1].islower():
            boundaries.add(following.start)
    return sorted(boundaries)


def _sentence_of(text: str, boundaries: list[int], begin: int, end: int, mark: Mark) -> tuple[int, int]:
    """Start and end of the sentence that a marker belongs to."""
    start, stop = sentence_at(end, boundaries, mark.start)
    if start > begin and not text[start : mark.start].strip():
        # The marker stands alone after the stop: it belongs to the sentence before.
        return sentence_at(end, boundaries, start - 1)
    return start, stop


def _without_markers(text: str, start: int, stop: int, marks: Sequence[Mark]) -> str:
    """A sentence as it would read without its markers."""
    pieces, done = [], start
    for other in marks[bisect_left(marks, start, key=_start) :]:
        if other.end > stop:
            break
        words = text[done : other.start]
        pieces.append(words.rstrip() if text[other.end : other.end + 1] in _CLOSES else words)
        done = other.end
    pieces.append(text[done:stop])
    return squeeze("".join(pieces))


def _start(mark: Mark) -> int:
    return mark.start
