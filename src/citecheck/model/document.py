"""What a reader makes of a file: notes, markers, and where each stands."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stretch of a document.

    Lines and columns count from 1, columns in characters (not bytes); the end is exclusive.
    `address` is for formats without lines: part/paragraph/run in docx and odt, page and box in pdf.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """The characters of a note's text from offset `at` on stand in the document from `place` on.

    A segment never spans a line break: joining wrapped lines starts a new one.
    """

    at: int
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A hyperlink that the format itself carries (not one that is only written out)."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One note or list entry: its text with wrapped lines joined, without its label.

    `id` is `path#label` (`path#label~2` for a label used again, `path#r1` without a label).
    `links` and `emphasis` are character ranges of `text`.
    """

    id: str
    label: str | None
    text: str
    place: Place
    segments: tuple[Segment, ...] = ()
    links: tuple[Link, ...] = ()
    emphasis: tuple[tuple[int, int], ...] = ()

    def place_of(self, start: int, end: int) -> Place:
        """Where `text[start:end]` stands in the document."""
        if not self.segments:
            return self.place
        first, last = self._segment(start), self._segment(max(start, end - 1))
        return replace(
            first.place,
            column=first.place.column + start - first.at,
            end_line=last.place.line,
            end_column=last.place.column + end - last.at,
        )

    def _segment(self, offset: int) -> Segment:
        return self.segments[max(0, bisect_right([s.at for s in self.segments], offset) - 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A reference mark in the body, `label` bare (`"12"` for `[12]`, `[^12]` and `¹²` alike).

    `sentence` is the citing sentence without its markers; `note` the id of the note it
    points to, or None when there is none.
    """

    label: str
    place: Place
    sentence: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong with a document as a whole; the run goes on without it.

    `fatal` problems leave nothing to read; the others are only told (a guessed encoding).
    """

    code: str
    message: str
    hint: str | None = None
    fatal: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as read. `path` is the path as the user gave it, `digest` the SHA-256 of its bytes."""

    path: str
    format: str
    digest: str
    notes: tuple[Note, ...] = ()
    markers: tuple[Marker, ...] = ()
    problems: tuple[Problem, ...] = ()
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Put `new` where `old` stands; a writer refuses an edit whose `old` is not there."""

    place: Place
    old: str
    new: str


def note_ids(path: str, labels: Iterable[str | None]) -> Iterator[str]:
    """Yield one id per note, in order: `p#3`, `p#3~2` for a label used again, `p#r1` for none."""
    seen: Counter[str] = Counter()
    for label in labels:
        if label is None:
            seen["\0unlabelled"] += 1
            yield f"{path}#r{seen[chr(0) + 'unlabelled']}"
            continue
        seen[label] += 1
        yield f"{path}#{label}" if seen[label] == 1 else f"{path}#{label}~{seen[label]}"
