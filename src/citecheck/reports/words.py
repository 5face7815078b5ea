"""The phrases that reports share. Everything that comes out of here is safe to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from ..model.assessment import LIVE_STATES, Archive, Assessment
from ..model.citation import Citation, Name
from ..model.document import Document, Place
from ..model.finding import Finding
from ..model.report import LEVELS, Checked, Report
from ..model.text import clean, plural, squeeze
from ..model.url import hide_userinfo, host, without_userinfo

_COMPARED = {
    "title-differs": "title",
    "outlet-differs": "outlet",
    "author-differs": "authors",
    "date-differs": "published",
}


def safe(text: str) -> str:
    """One line that may be printed: no control or bidi characters, no passwords."""
    return squeeze(hide_userinfo(clean(text)))


def url(raw: str) -> str:
    """A URL that may be printed."""
    return safe(without_userinfo(clean(raw)))


def link(raw: str) -> str | None:
    """The URL as a hyperlink's target, None where it is not plain http(s).

    Percent-encoded, so that nothing in it can end the escape sequence or attribute it stands in.
    """
    target = quote(url(raw), safe=":/?#[]@!$&'()*+,;=%~-._")
    return target if target.lower().startswith(("http://", "https://")) else None


def label(citation: Citation) -> str:
    """The note's label as ids have it: `7`, `7.2` for its second reference, `r1` without one."""
    return safe(citation.id.removeprefix(f"{citation.document}#"))


def authors(names: tuple[Name, ...]) -> str:
    """`Tayfur`, `Tayfur and Ito`, `Tayfur et al.`."""
    short = [safe(name.literal or name.family or str(name)) for name in names]
    return f"{short[0]} et al." if len(short) > 2 else " and ".join(short)


def source(citation: Citation) -> str:
    """The shortest name of a source: its title, else its outlet, its host, its own words."""
    title = safe(citation.title or "")
    return title or safe(citation.outlet or host(citation.url or "") or citation.doi or citation.text)


def describe(citation: Citation) -> str:
    """`Tayfur, “Title”, Outlet`, or the note's own words where none of them is known."""
    title = safe(citation.title or "")
    parts = (authors(citation.authors), f"“{title}”" if title else "", safe(citation.outlet or ""))
    return ", ".join(part for part in parts if part) or source(citation)


def when_captured(archive: Archive) -> str:
    """How far a copy is from the day the source was read: `2 days before you read it`."""
    days = archive.days_from_access
    if days is None:
        return f"of {archive.captured_at:%Y-%m-%d}" if archive.captured_at else ""
    if days == 0:
        return "of the day you read it"
    return f"{plural(abs(days), 'day')} {'before' if days < 0 else 'after'} you read it"


def about_copy(archive: Archive) -> str:
    """What to know of a copy beside its URL: `shifted, 2 days before you read it`."""
    what = "" if archive.verdict == "ok" else archive.verdict
    return ", ".join(part for part in (what, when_captured(archive)) if part)


def found(finding: Finding, assessment: Assessment) -> str | None:
    """The page's own words for what the finding compares."""
    if finding.axis == "description":
        match = getattr(assessment.description, _COMPARED.get(finding.rule, "title"))
        return safe(match.found) if match.found else None
    if finding.axis in ("live", "content") and assessment.live.verdict in ("moved", "changed"):
        page = assessment.found if assessment.description.source == "live" else None
        return safe(page.title) if page and page.title else None
    return None


Told = tuple[Finding, Checked | None]
"""A finding, with the source that it is about."""


def in_order(
    documents: Sequence[Document], citations: Sequence[Checked], findings: Sequence[Finding]
) -> list[Told]:
    """All findings worth telling, document by document and line by line."""
    order = {document.path: at for at, document in enumerate(documents)}
    pairs: list[Told] = [(finding, one) for one in citations for finding in one.findings]
    pairs += [(finding, None) for finding in findings]

    def position(pair: Told) -> tuple[int, int]:
        place = place_of(pair)
        return order.get(place.path, 0), place.line

    return sorted((pair for pair in pairs if pair[0].level != "none"), key=position)


def place_of(told: Told) -> Place:
    """Where the reader finds it: the reference, or the note or marker itself."""
    finding, one = told
    return one.citation.place if one else finding.place


def summary(report: Report) -> str:
    """`4 sources in 4 notes: 1 alive, 1 dead`."""
    if not report.citations:
        return f"no citations found in {plural(len(report.documents), 'document')}"
    notes = len({one.citation.note for one in report.citations})
    states = [one.assessment.live.verdict for one in report.citations]
    counts = ", ".join(f"{states.count(state)} {state}" for state in LIVE_STATES if state in states)
    return f"{plural(len(states), 'source')} in {plural(notes, 'note')}: {counts}"


def levels(report: Report) -> str:
    """`findings: 1 error, 2 warnings`, or `no findings`."""
    counted = report.levels()
    told = [plural(counted[level], level) for level in LEVELS if counted[level]]
    return f"findings: {', '.join(told)}" if told else "no findings"


def problems(documents: Sequence[Document]) -> Iterator[tuple[str, str, str | None]]:
    """What is wrong with whole documents: headline, message and hint."""
    for document in documents:
        for problem in document.problems:
            level = "error" if problem.fatal else "warning"
            head = f"{level}[{safe(problem.code)}] {safe(document.path)}"
            yield head, safe(problem.message), safe(problem.hint) if problem.hint else None
