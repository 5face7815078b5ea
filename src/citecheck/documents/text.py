"""Plain text: a body with markers, and numbered notes at its end, at chapter ends or under a heading."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ..model.document import Document, Edit, Marker, Note, Place, Segment, note_ids
from ..model.errors import CitecheckError
from .blocks import Block, Entry, find_blocks
from .lines import Line, split_lines
from .markers import find_markers


def read_text(path: str, text: str, digest: str) -> Document:
    """Read a plain text.

    Args:
        path: the path as the user gave it.
        text: the decoded text, its line ends as they are.
        digest: SHA-256 of the bytes.
    """
    lines = split_lines(text)
    blocks = find_blocks(text, lines)
    entries = [(block, entry) for block in blocks for entry in block.entries]
    ids = list(note_ids(path, (entry.label for _, entry in entries)))
    notes = tuple(_note(path, name, entry) for name, (_, entry) in zip(ids, entries, strict=True))
    targets = _targets(blocks, ids)
    markers = tuple(
        Marker(
            label=found.label,
            place=_place(path, found.line, found.start, found.end),
            sentence=found.sentence,
            note=_target(targets, found.label, found.line.start),
        )
        for found in find_markers(text, lines, blocks)
    )
    return Document(path=path, format="text", digest=digest, notes=notes, markers=markers)


def write_text(text: str, edits: Sequence[Edit]) -> str:
    """Make the edits, each at its exact place.

    Raises:
        CitecheckError: what should be replaced is not there, or two edits overlap.
    """
    lines = split_lines(text)
    spans = sorted((_offset(lines, e.place.line, e.place.column), e) for e in edits) if edits else []
    out, done = [], 0
    for start, edit in spans:
        if start < done or text[start : start + len(edit.old)] != edit.old:
            raise CitecheckError(
                f"{edit.place.path}:{edit.place.line} is not what it was when it was read",
                "run the command again",
            )
        out += [text[done:start], edit.new]
        done = start + len(edit.old)
    return "".join([*out, text[done:]])


def _offset(lines: Sequence[Line], line: int, column: int) -> int:
    if not 1 <= line <= len(lines):
        return -1
    return lines[line - 1].start + column - 1


def _note(path: str, name: str, entry: Entry) -> Note:
    segments = tuple(
        Segment(at=piece.at, place=_place(path, piece.line, piece.start, piece.end)) for piece in entry.pieces
    )
    first, last = entry.pieces[0], entry.pieces[-1]
    place = Place(
        path=path,
        line=first.line.number,
        column=entry.start - first.line.start + 1,
        end_line=last.line.number,
        end_column=last.end - last.line.start + 1,
    )
    return Note(id=name, label=entry.label, text=entry.text, place=place, segments=segments)


def _place(path: str, line: Line, start: int, end: int) -> Place:
    return Place(
        path=path,
        line=line.number,
        column=start - line.start + 1,
        end_line=line.number,
        end_column=end - line.start + 1,
    )


_Targets = dict[str, tuple[list[int], list[str]]]


def _targets(blocks: Sequence[Block], ids: Sequence[str]) -> _Targets:
    """For each label the lists that have it, as their offsets, and the note it means in each.

    Of notes with the same label in one list, the first is meant.
    """
    names = iter(ids)
    targets: _Targets = {}
    for block in blocks:
        for entry in block.entries:
            name = next(names)
            if entry.label is None:
                continue
            starts, notes = targets.setdefault(entry.label, ([], []))
            if not starts or starts[-1] != block.start:
                starts.append(block.start)
                notes.append(name)
    return targets


def _target(targets: _Targets, label: str, offset: int) -> str | None:
    """The note for a marker: of the next list that has its label, else of the last before it."""
    starts, notes = targets.get(label, ([], []))
    return notes[min(bisect_right(starts, offset), len(notes) - 1)] if notes else None
