"""N101: a marker in the text points to a note that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.citation import Citation
from ..model.document import Document, Marker
from ..model.text import plural, shorten
from .rule import Remark, Rule

LINES_TOLD = 5


def check(document: Document, _citations: tuple[Citation, ...]) -> Iterator[Remark]:
    """One remark for each label without a note, at its first marker."""
    orphans: dict[str, list[Marker]] = {}
    for marker in document.markers:
        if marker.note is None:
            orphans.setdefault(marker.label, []).append(marker)
    for label, markers in orphans.items():
        yield Remark(
            message=f"the text cites note {label}, but there is no note {label}",
            because=tuple(_because(markers)),
            help=f"add note {label}, or correct the marker",
            place=markers[0].place,
            label=label,
            subject=label,
        )


def _because(markers: list[Marker]) -> Iterator[str]:
    if markers[0].sentence:
        yield f"it is cited in “{shorten(markers[0].sentence, 120)}”"
    if len(markers) > 1:
        lines = sorted({marker.place.line for marker in markers[1:]})
        where = ("line " if len(lines) == 1 else "lines ") + ", ".join(map(str, lines[:LINES_TOLD]))
        yield f"and {plural(len(markers) - 1, 'more time')}, on {where}"


RULE = Rule(
    code="N101",
    name="marker-without-note",
    level="error",
    axis="notes",
    scope="document",
    summary="a marker in the text points to a note that is not there",
    check=check,
)
