"""N102: a numbered note that nothing in the text points to."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.citation import Citation
from ..model.document import Document
from ..model.text import shorten
from .rule import Remark, Rule


def check(document: Document, _citations: tuple[Citation, ...]) -> Iterator[Remark]:
    """One remark for each such note, in a document that has markers at all.

    A list without numbers, or a text that cites by author and year, is no error.
    """
    if not document.markers:
        return
    marked = {marker.note for marker in document.markers}
    for note in document.notes:
        if note.label is None or note.id in marked:
            continue
        yield Remark(
            message=f"nothing in the text points to note {note.label}",
            because=(f"note {note.label} reads “{shorten(note.text, 120)}”",),
            help=f"put a marker [{note.label}] where the source is used, or remove the note",
            place=note.place,
            label=note.label,
            subject=f"{note.label} {note.text}",
        )


RULE = Rule(
    code="N102",
    name="note-without-marker",
    level="warning",
    axis="notes",
    scope="document",
    summary="nothing in the text points to a note",
    check=check,
)
