"""The report for programs (`schema_version` 1)."""

from __future__ import annotations

from ..model.report import Report
from ..model.wire import dump, report_to_wire
from .style import Style


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - the signature of all reports
    """The JSON text, two spaces deep, with a final newline."""
    return dump(report_to_wire(report))
