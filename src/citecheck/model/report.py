"""The outcome of a run."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from .assessment import Assessment, Level, LiveReason
from .citation import Citation
from .document import Document
from .evidence import Evidence
from .finding import Finding

LEVELS: tuple[Level, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Who ran what, when (UTC)."""

    version: str
    started_at: dt.datetime
    finished_at: dt.datetime
    argv: tuple[str, ...] = ()

    @property
    def elapsed_s(self) -> float:
        """Seconds between start and end."""
        return (self.finished_at - self.started_at).total_seconds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One citation with all that came of it. `evidence` is None when it has no URL."""

    citation: Citation
    evidence: Evidence | None
    assessment: Assessment
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A URL that was not asked, and why."""

    url: str
    reason: LiveReason


@dataclass(frozen=True, slots=True, kw_only=True)
class HostStat:
    """How one host behaved, for `-v`: requests, retries, and seconds waited for its limits."""

    host: str
    requests: int
    retries: int
    waited_s: float
    limited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Documents, citations and findings in document order. `findings` are about documents."""

    run: Run
    exit_code: int
    documents: tuple[Document, ...] = ()
    citations: tuple[Checked, ...] = ()
    findings: tuple[Finding, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    hints: tuple[str, ...] = ()
    hosts: tuple[HostStat, ...] = field(default=())

    def all_findings(self) -> tuple[Finding, ...]:
        """Those of the citations, then those of the documents."""
        return tuple(f for c in self.citations for f in c.findings) + self.findings

    def levels(self) -> Counter[str]:
        """How many findings of each level."""
        return Counter(finding.level for finding in self.all_findings())
