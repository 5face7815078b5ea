"""The formats that are read and written: one file each, one line here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..model.document import Document, Edit
from . import text


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How one format is read and rewritten.

    `read` takes the path, the decoded text and its digest; `write` the decoded text and the edits.
    """

    name: str
    endings: tuple[str, ...]
    read: Callable[[str, str, str], Document]
    write: Callable[[str, Sequence[Edit]], str]


FORMATS: tuple[Format, ...] = (
    Format(name="text", endings=(".txt", ".text"), read=text.read_text, write=text.write_text),
)


def format_of(path: str) -> Format:
    """The format of a file by its ending; plain text for any other."""
    return next((one for one in FORMATS if path.lower().endswith(one.endings)), FORMATS[0])
