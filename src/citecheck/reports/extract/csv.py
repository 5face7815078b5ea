"""The citations as a spreadsheet: one row each."""

from __future__ import annotations

from ...model.report import Checked
from ..sheet import sheet
from ..style import Style
from .extract import Extract

_COPIED = (
    "kind", "title", "outlet", "published", "accessed", "url", "archive_url", "archived_at", "doi",
    "isbn", "arxiv", "publisher", "volume", "issue", "pages", "refers_to", "text",
)  # fmt: skip
HEADS = ("id", "document", "line", "note", "authors", *_COPIED, "findings")


def render(extract: Extract, style: Style) -> str:  # noqa: ARG001 - the signature of all formats
    """Heads and rows in document order; several authors or findings are joined by `; `."""
    return sheet(HEADS, map(_row, extract.citations))


def _row(one: Checked) -> tuple[object, ...]:
    citation = one.citation
    return (
        citation.id,
        citation.document,
        citation.place.line,
        citation.label,
        "; ".join(map(str, citation.authors)),
        *(getattr(citation, name) for name in _COPIED),
        "; ".join(f"{finding.code} {finding.rule}" for finding in one.findings),
    )
