"""The report as a spreadsheet: one row per source."""

from __future__ import annotations

from ..model.evidence import Answer
from ..model.report import Checked, Report
from ..model.wire import moment
from .sheet import sheet
from .style import Style

HEADS = (
    "document", "line", "note", "id", "authors", "title", "outlet", "published", "accessed", "url",
    "live", "reason", "status", "final_url", "archive", "archive_url", "captured_at", "days_from_access",
    "title_match", "outlet_match", "authors_match", "published_match", "content", "findings",
)  # fmt: skip


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - the signature of all reports
    """Heads and rows in document order; several authors or findings are joined by `; `."""
    return sheet(HEADS, map(_row, report.citations))


def _row(one: Checked) -> tuple[object, ...]:
    citation, assessment = one.citation, one.assessment
    live, archive, description = assessment.live, assessment.archive, assessment.description
    observation = one.evidence.observation if one.evidence and one.evidence.observation.attempts else None
    outcome = observation.outcome if observation else None
    return (
        citation.document,
        citation.place.line,
        citation.label,
        citation.id,
        "; ".join(map(str, citation.authors)),
        citation.title,
        citation.outlet,
        citation.published,
        citation.accessed,
        citation.url,
        live.verdict,
        live.reason,
        outcome.status if isinstance(outcome, Answer) else None,
        observation.final_url if observation else None,
        archive.verdict,
        archive.url,
        moment(archive.captured_at) if archive.captured_at else None,
        archive.days_from_access,
        description.title.state,
        description.outlet.state,
        description.authors.state,
        description.published.state,
        assessment.content.state,
        "; ".join(f"{finding.code} {finding.rule}" for finding in one.findings),
    )
