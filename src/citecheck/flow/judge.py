"""Evidence to verdicts and findings, and those to an exit code. No network here."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..assess.assess import assess
from ..model.assessment import Case, LiveReason, Neighbour, Policy
from ..model.citation import Citation
from ..model.errors import FINDINGS, NOTHING, UNFINISHED
from ..model.evidence import Evidence, Observation, Trouble
from ..model.finding import Finding
from ..model.options import FailOn, Options
from ..model.report import LEVELS, Checked, Skipped
from ..rules.run import citation_findings, document_findings
from ..web.archives.registry import recognised
from .plan import Plan

Gathered = Mapping[str, Evidence | None]
"""Evidence by citation id."""

UNFINISHED_KINDS = frozenset({"no-network", "budget"})
SKIPPED: dict[str, LiveReason] = {
    "excluded": "excluded",
    "offline": "offline",
    "unsupported-scheme": "unsupported-scheme",
    "malformed-url": "malformed-url",
}


def judge(plan: Plan, gathered: Gathered, options: Options, today: dt.date) -> tuple[Checked, ...]:
    """Assess every citation in document order and apply the rules."""
    policy = Policy(
        archives=options.archives,
        content=options.content,
        untrusted_archives=frozenset(
            archive.name
            for archive in recognised(options.archive_urls)
            if archive.trust in ("untrusted", "defunct")
        ),
    )
    sources: defaultdict[str, list[Neighbour]] = defaultdict(list)
    for citation in plan.citations:
        evidence = gathered.get(citation.id)
        if evidence is not None:
            sources[citation.document].append(Neighbour(citation=citation, evidence=evidence))
    return tuple(
        _checked(citation, gathered.get(citation.id), sources[citation.document], policy, options, today)
        for citation in plan.citations
    )


def _checked(
    citation: Citation,
    evidence: Evidence | None,
    sources: list[Neighbour],
    policy: Policy,
    options: Options,
    today: dt.date,
) -> Checked:
    neighbours = tuple(one for one in sources if one.citation.id != citation.id)
    case = Case(citation=citation, evidence=evidence, today=today, neighbours=neighbours, policy=policy)
    assessment = assess(case)
    findings = citation_findings(case, assessment, select=options.select, ignore=options.ignore)
    return Checked(citation=citation, evidence=evidence, assessment=assessment, findings=findings)


def about_documents(plan: Plan, options: Options) -> tuple[Finding, ...]:
    """The findings about notes and markers, in document order."""
    findings: list[Finding] = []
    for document in plan.documents:
        citations = tuple(c for c in plan.citations if c.document == document.path)
        findings += document_findings(document, citations, select=options.select, ignore=options.ignore)
    return tuple(findings)


def skipped(checked: Iterable[Checked]) -> tuple[Skipped, ...]:
    """The URLs that were not asked because the user or the URL itself said so, each once."""
    found: dict[str, Skipped] = {}
    for one in checked:
        outcome = one.evidence.observation.outcome if one.evidence else None
        if isinstance(outcome, Trouble) and outcome.kind in SKIPPED and one.citation.url:
            found.setdefault(one.citation.url, Skipped(url=one.citation.url, reason=SKIPPED[outcome.kind]))
    return tuple(found.values())


def exit_code(
    plan: Plan, evidence: Iterable[Evidence | None], findings: Iterable[Finding], fail_on: FailOn
) -> int:
    """CONTRACT §1: 3 when there was nothing to check, 4 when not all was asked, 1 for findings.

    A document that could not be read among others that could be counts like an error.
    """
    if not plan.citations:
        return NOTHING
    if any(_unfinished(one.observation) for one in evidence if one is not None):
        return UNFINISHED
    unread = any(problem.fatal for document in plan.documents for problem in document.problems)
    if fails(findings, fail_on) or (unread and fail_on != "never"):
        return FINDINGS
    return 0


def fails(findings: Iterable[Finding], fail_on: FailOn) -> bool:
    """Whether any finding is at or above the level to fail on; without a store all are new."""
    if fail_on == "never":
        return False
    if fail_on == "new":
        return any(finding.level == "error" and not finding.known for finding in findings)
    return any(LEVELS.index(f.level) <= LEVELS.index(fail_on) for f in findings if f.level in LEVELS)


def _unfinished(observation: Observation) -> bool:
    return isinstance(observation.outcome, Trouble) and observation.outcome.kind in UNFINISHED_KINDS


def without_network(gathered: Gathered) -> dict[str, Evidence | None]:
    """The same evidence when the machine proved to have no network: nothing was asked of anyone."""
    return {name: _unasked(one) if one is not None else None for name, one in gathered.items()}


def _unasked(evidence: Evidence) -> Evidence:
    outcome = evidence.observation.outcome
    if isinstance(outcome, Trouble) and outcome.kind in (*SKIPPED, "budget"):
        return evidence
    trouble = Trouble(kind="no-network", detail="this machine has no network")
    observation = replace(evidence.observation, outcome=trouble, hops=(), attempts=0)
    return replace(evidence, observation=observation, page=None, control=None, control_page=None, copies=())
