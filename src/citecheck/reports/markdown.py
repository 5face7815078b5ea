"""The report as Markdown, for a pull request or a wiki."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.finding import Finding
from ..model.report import Checked, Report
from . import words
from .style import Style

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>|~&$!])")
_LIVELY = re.compile(r"(?<=@)(?=\w)|(?<=#)(?=\d)|(?<=:)(?=//)|(?<=www)(?=\.)", re.IGNORECASE)
WORD_JOINER = "\u2060"


def render(report: Report, style: Style) -> str:  # noqa: ARG001 - the signature of all reports
    """Summary, one table of the sources, one section per finding."""
    return "\n".join(_lines(report)).rstrip() + "\n"


def text(raw: str) -> str:
    """Untrusted words as Markdown text: nothing in them is markup, a link or a mention.

    Mentions, issue numbers and bare links are recognised after escapes are undone: an invisible
    joiner breaks them. What matters only at the start of a line need not be escaped: all text of
    ours stands behind a word of ours.
    """
    return _SPECIAL.sub(r"\\\1", _LIVELY.sub(WORD_JOINER, words.safe(raw)))


def url(raw: str) -> str:
    """An autolink where the URL is plain http(s), otherwise its text."""
    target = words.link(raw)
    return f"<{target}>" if target else text(raw)


def _lines(report: Report) -> Iterator[str]:
    yield f"**{words.summary(report)}** ({words.levels(report)})"
    yield ""
    for head, message, hint in words.problems(report.documents):
        yield f"- {text(head)}: {text(message)}{f' ({text(hint)})' if hint else ''}"
        yield ""
    if report.citations:
        yield from ("| note | source | live | archived | title |", "|---|---|---|---|---|")
        yield from map(_row, report.citations)
        yield ""
    for finding, one in words.in_order(report.documents, report.citations, report.findings):
        yield from _finding(finding, one)
        yield ""


def _row(one: Checked) -> str:
    assessment = one.assessment
    states = (assessment.live.verdict, assessment.archive.verdict, assessment.description.title.state)
    return (
        f"| {text(words.label(one.citation))} | {text(words.source(one.citation))} | {' | '.join(states)} |"
    )


def _finding(finding: Finding, one: Checked | None) -> Iterator[str]:
    yield f"### {finding.level}: {text(finding.message)}"
    yield ""
    place = words.place_of((finding, one))
    source = f", note {text(words.label(one.citation))}: {text(words.describe(one.citation))}" if one else ""
    yield f"- where: {text(place.path)}, line {place.line}{source}"
    if one and one.citation.url:
        yield f"- link: {url(one.citation.url)}"
    yield from (f"- because: {text(reason)}" for reason in finding.because)
    copy = one.assessment.archive if one else None
    if copy and copy.url and finding.axis in ("live", "archive", "content"):
        yield f"- archived ({copy.verdict}): {url(copy.url)} {words.when_captured(copy)}".rstrip()
    if finding.help:
        yield f"- help: {text(finding.help)}"
    yield f"- rule: {text(finding.code)} {text(finding.rule)}, confidence: {finding.confidence}"
