"""The citations for programs (`schema_version` 1)."""

from __future__ import annotations

from ...model.wire import dump, extract_to_wire
from ..style import Style
from .extract import Extract


def render(extract: Extract, style: Style) -> str:  # noqa: ARG001 - the signature of all formats
    """The JSON text, two spaces deep, with a final newline."""
    return dump(extract_to_wire(extract.documents, extract.citations, extract.findings))
