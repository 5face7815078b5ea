"""One finding, or one source, in words: what, where, and below it why.

Laid out as compilers do it. Every line is complete in itself; only prose is wrapped, never a URL.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from ..model.assessment import Archive
from ..model.document import Document, Place
from ..model.evidence import Answer
from ..model.finding import Finding
from ..model.report import Checked
from . import words
from .cells import fit, wrap
from .style import Style
from .table import LABEL_CELLS, LIVE_STYLE

LEVEL_STYLE = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
LEAST_WRAP = 24


def findings(
    documents: Sequence[Document], citations: Sequence[Checked], about: Sequence[Finding], style: Style
) -> Iterator[Text]:
    """Each finding and an empty line after it, in document order; `about` are those about documents."""
    for finding, one in words.in_order(documents, citations, about):
        yield from _finding(finding, one, style)
        yield Text()


def problems(documents: Sequence[Document], style: Style) -> Iterator[Text]:
    """What is wrong with documents as a whole."""
    for head, message, hint in words.problems(documents):
        yield _headline(head, message)
        if hint:
            yield from _fact("hint", hint, style)
        yield Text()


def source(one: Checked, style: Style) -> Iterator[Text]:
    """A source with nothing to complain of, and what that rests on."""
    live = one.assessment.live
    headline = Text().append(f"{live.verdict}[{live.reason}]", LIVE_STYLE[live.verdict])
    yield headline.append(f": {words.safe(live.detail)}" if live.detail else "")
    yield _where(one.citation.place, one, style)
    if one.citation.url:
        yield _url(one.citation.url)
    yield from _way(one, style)
    for reason in live.because:
        yield from _fact("because", words.safe(reason), style)
    yield from _copy(one.assessment.archive)
    page = one.assessment.found
    if page and page.title:
        yield from _fact("found", words.safe(page.title), style)
    yield Text()


def _headline(head: str, message: str) -> Text:
    style = LEVEL_STYLE.get(head.partition("[")[0], "bold")
    return Text().append(head, style).append(f": {message}", "bold")


def _finding(finding: Finding, one: Checked | None, style: Style) -> Iterator[Text]:
    rule = words.safe(finding.rule)
    yield _headline(f"{finding.level}[{rule}] {words.safe(finding.code)}", words.safe(finding.message))
    where = _where(words.place_of((finding, one)), one, style)
    yield where.append(f"  label {words.safe(finding.label)}") if finding.label and one is None else where
    if one and one.citation.url:
        yield _url(one.citation.url)
    for reason in finding.because:
        yield from _fact("because", words.safe(reason), style)
    yield from _evidence(finding, one, style)
    if finding.help:
        yield from _fact("help", words.safe(finding.help), style)
    yield from _fact("confidence", f"{finding.confidence} · citecheck explain {rule}", style)


def _where(place: Place, one: Checked | None, style: Style) -> Text:
    """`  --> essay.md:212  note 7  Smith, “T”, The Outlet`: the path is never cut."""
    line = Text().append("  --> ", "blue").append(f"{words.safe(place.path)}:{place.line}")
    if one is None:
        return line
    line.append(f"  note {fit(words.label(one.citation), LABEL_CELLS)}  ")
    return line.append(fit(words.describe(one.citation), max(style.width - line.cell_len, LEAST_WRAP)))


def _url(url: str) -> Text:
    return Text().append("   |  ", "blue").append_text(_link(url))


def _link(url: str) -> Text:
    target = words.link(url)
    return Text(words.url(url), f"link {target}" if target else "")


def _evidence(finding: Finding, one: Checked | None, style: Style) -> Iterator[Text]:
    """The copy, the page's own words and the rewriting, each where it helps with this finding."""
    if one and finding.axis in ("live", "archive", "content"):
        yield from _copy(one.assessment.archive)
    own_words = words.found(finding, one.assessment) if one else None
    if own_words:
        yield from _fact("found", own_words, style)
    made = words.safe(finding.suggestion.new) if finding.suggestion else ""
    if made and finding.suggestion and finding.suggestion.kind not in ("add-archive", "replace-archive"):
        yield from _fact("suggestion", made, style)


def _copy(archive: Archive) -> Iterator[Text]:
    """The archived copy on one line, whatever its length: a URL is there to be opened."""
    if archive.url is None:
        return
    line = Text().append("   = ", "blue").append("archived: ", "bold").append_text(_link(archive.url))
    said = words.about_copy(archive)
    yield line.append(f"  ({said})" if said else "")


def _fact(name: str, text: str, style: Style) -> Iterator[Text]:
    """`   = name: text`, further lines indented below the text; URLs stay whole."""
    lead = f"   = {name}: "
    first, *rest = wrap(text, max(style.width - len(lead), LEAST_WRAP))
    yield Text().append("   = ", "blue").append(f"{name}: ", "bold").append(first)
    for line in rest:
        yield Text(" " * len(lead) + line)


def _way(one: Checked, style: Style) -> Iterator[Text]:
    """The redirects that were followed and how the asking ended."""
    observation = one.evidence.observation if one.evidence else None
    if observation is None or not observation.attempts:
        return
    for hop in observation.hops:
        yield from _fact(str(hop.status), f"to {words.url(hop.location)}", style)
    outcome = observation.outcome
    end = str(outcome.status) if isinstance(outcome, Answer) else outcome.kind
    tries = f", {observation.attempts} attempts" if observation.attempts > 1 else ""
    yield from _fact("asked", f"{end} after {observation.elapsed_ms} ms{tries}", style)
