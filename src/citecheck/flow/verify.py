"""The main job, and the part of it that needs no network."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from .. import __version__
from ..model.citation import Citation
from ..model.document import Document
from ..model.evidence import Evidence, Observation, Target, Trouble
from ..model.finding import Finding
from ..model.options import Options
from ..model.report import Checked, HostStat, Report, Run
from ..reports.hints import hints
from ..web.archives.registry import recognised
from ..web.web import AnyWeb, open_web
from .children import open_children
from .engines.local import gather_all
from .gather import Gatherer
from .judge import about_documents, exit_code, judge, skipped, without_network
from .plan import Plan, plan

NO_ROUTE = frozenset({"dns", "dns-failure", "no-network"})
"""What a machine without a network makes of every question (a refusal or a time-out has a peer)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """So many of so many sources are done; `url` is the last one."""

    done: int
    total: int
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """The citations as data, with the findings that need no network."""

    documents: tuple[Document, ...]
    citations: tuple[Checked, ...]
    findings: tuple[Finding, ...]
    exit_code: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """What came of asking: evidence by citation id (less what an interrupt came before), and the hosts."""

    evidence: dict[str, Evidence | None]
    hosts: tuple[HostStat, ...] = ()


def verify(
    paths: Sequence[str],
    options: Options | None = None,
    *,
    stdin: bytes | None = None,
    argv: Sequence[str] = (),
    on_progress: Callable[[Progress], None] | None = None,
) -> Report:
    """Read the documents, check every source and its archived copy, and judge them.

    Args:
        paths: files, folders, globs, or "-" for `stdin`.
        options: what to do; the defaults of the contract without it.
        stdin: the bytes of "-".
        argv: the command line, for the report.
        on_progress: called as sources are done.

    Returns:
        The report. An interrupt (Ctrl-C) ends the asking, not the report: it has exit code 4.

    Raises:
        CitecheckError: no document is there, or an option cannot be obeyed.
    """
    options = options or Options()
    started = _now()
    planned = plan(paths, options, stdin=stdin)
    gathering = asyncio.run(_gather(planned, options, on_progress))
    return _report(planned, gathering, options, started, tuple(argv))


def extract(paths: Sequence[str], options: Options | None = None, *, stdin: bytes | None = None) -> Extracted:
    """Read the documents and their citations; nothing is asked of anyone.

    Raises:
        CitecheckError: no document is there.
    """
    options = options or Options(fail_on="never")
    planned = plan(paths, options, stdin=stdin)
    checked = judge(planned, {}, options, _now().date())
    findings = about_documents(planned, options)
    everything = [finding for one in checked for finding in one.findings] + list(findings)
    code = exit_code(planned, (), everything, options.fail_on)
    return Extracted(documents=planned.documents, citations=checked, findings=findings, exit_code=code)


async def _gather(
    planned: Plan, options: Options, on_progress: Callable[[Progress], None] | None
) -> Gathering:
    """Ask everything; on an interrupt, keep what is known."""
    evidence: dict[str, Evidence | None] = {}
    if not planned.citations:
        return Gathering(evidence=evidence)
    async with AsyncExitStack() as stack:
        web = await stack.enter_async_context(
            open_web(
                options.network,
                record=options.record,
                replay=options.replay,
                archives=recognised(options.archive_urls),
                version=__version__,
            )
        )
        reader = await stack.enter_async_context(open_children())
        gatherer = Gatherer(web, reader, options, now=_now)
        # An interrupt cancels this task: what was not reached by then is reported as such.
        with suppress(asyncio.CancelledError):
            async for citation, one in gather_all(gatherer, planned.citations):
                evidence[citation.id] = one
                if on_progress is not None:
                    on_progress(Progress(done=len(evidence), total=len(planned.citations), url=citation.url))
        if await _has_no_network(web, evidence, options):
            evidence = dict(without_network(evidence))
        return Gathering(evidence=evidence, hosts=web.stats())


async def _has_no_network(web: AnyWeb, evidence: dict[str, Evidence | None], options: Options) -> bool:
    """Whether every question failed as it does without a network, and the control questions too."""
    asked = [one for one in evidence.values() if one is not None and one.observation.attempts > 0]
    if not asked or web.provenance != "fresh" or not all(map(_got_nowhere, asked)):
        return False
    return not await web.is_online([urlsplit(base).hostname or "" for base in options.archive_urls])


def _got_nowhere(evidence: Evidence) -> bool:
    observations = [evidence.observation, *(copy.observation for copy in evidence.copies)]
    return all(
        isinstance(o.outcome, Trouble) and o.outcome.kind in NO_ROUTE for o in observations if o.attempts
    )


def _report(
    planned: Plan, gathering: Gathering, options: Options, started: dt.datetime, argv: tuple[str, ...]
) -> Report:
    evidence = {c.id: gathering.evidence.get(c.id, _not_reached(c, started)) for c in planned.citations}
    checked = judge(planned, evidence, options, _today(evidence, started))
    about = about_documents(planned, options)
    findings = [finding for one in checked for finding in one.findings] + list(about)
    report = Report(
        run=Run(version=__version__, started_at=started, finished_at=_now(), argv=argv),
        exit_code=exit_code(planned, evidence.values(), findings, options.fail_on),
        documents=planned.documents,
        citations=checked,
        findings=about,
        skipped=skipped(checked),
        hosts=gathering.hosts,
    )
    return replace(report, hints=hints(report))


def _not_reached(citation: Citation, at: dt.datetime) -> Evidence | None:
    """The evidence for a citation that an interrupt came before."""
    if citation.url is None:
        return None
    target = Target(url=citation.url)
    trouble = Trouble(kind="budget", detail="interrupted before this source was asked")
    observation = Observation(target=target, asked_at=at, elapsed_ms=0, attempts=0, hops=(), outcome=trouble)
    return Evidence(target=target, observation=observation)


def _today(evidence: dict[str, Evidence | None], started: dt.datetime) -> dt.date:
    """The day of the run; for a replay the day it was recorded, so that a replay judges alike."""
    replayed = [
        e.observation.asked_at
        for e in evidence.values()
        if e and e.provenance == "replayed" and e.observation.attempts
    ]
    return max(replayed, default=started).date()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
