"""The report for people: an overview that fits the terminal, then each finding with its evidence.

Nothing hangs on colour, and nothing that a page or a document says can steer the terminal.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table
from rich.text import Text

from ..model.report import HostStat, Report
from . import words
from .console import Part, to_text
from .details import findings, problems, source
from .style import Style
from .table import grid, overview


def render(report: Report, style: Style) -> str:
    """Overview, findings and summary; with `-v` the sources without findings and the hosts too."""
    parts: list[Part] = [Text(words.summary(report), "bold"), Text(words.levels(report))]
    if style.verbosity >= 0:
        parts = [*_body(report, style), *parts]
    return to_text(parts, width=style.width, color=style.color)


def _body(report: Report, style: Style) -> Iterator[Part]:
    yield from problems(report.documents, style)
    yield from _overviews(report, style)
    yield from findings(report.documents, report.citations, report.findings, style)
    if style.verbosity > 0:
        for one in report.citations:
            if not one.findings:
                yield from source(one, style)
        if report.hosts:
            yield from (_hosts(report.hosts, style.width), Text())


def _overviews(report: Report, style: Style) -> Iterator[Part]:
    """One table per document, under its name where there are several."""
    for path in dict.fromkeys(one.citation.document for one in report.citations):
        if len(report.documents) > 1:
            yield from (Text(words.safe(path), "bold"), Text())
        yield overview([one for one in report.citations if one.citation.document == path], style.width)
        yield Text()


def _hosts(hosts: tuple[HostStat, ...], width: int) -> Table:
    """How each host behaved."""
    rows = [
        (words.safe(h.host), str(h.requests), str(h.retries), str(h.limited), f"{h.waited_s:.1f} s")
        for h in hosts
    ]
    heads = ("host", "requests", "retries", "limited", "waited")
    return grid(heads, [[Text(cell) for cell in row] for row in rows], width, gives_way=0, numbers=4)
