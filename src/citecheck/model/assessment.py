"""What we think of it: one verdict per axis, each with its reasons (CONTRACT §2)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal, get_args

from .citation import Citation, Confidence
from .evidence import Evidence, Page, Role

LiveState = Literal["alive", "moved", "changed", "dead", "blocked", "unreachable", "unchecked"]
LiveReason = Literal[
    "ok", "benign-redirect",
    "permanent-redirect",
    "content-changed", "other-page", "title-changed", "empty",
    "http-404", "http-410", "dns", "soft-404", "redirected-home", "parked", "suspended",
    "default-page", "taken-over",
    "challenge", "forbidden", "unauthorized", "rate-limited", "legal", "login", "paywall",
    "consent", "script-required",
    "timeout", "refused", "reset", "tls", "server-error", "error-page", "truncated",
    "protocol-error", "redirect-loop", "dns-failure", "refused-address",
    "offline", "no-network", "excluded", "no-url", "malformed-url", "budget", "unsupported-scheme",
]  # fmt: skip
ArchiveState = Literal[
    "ok", "shifted", "error-copy", "soft-404-copy", "blocked-copy", "other-page", "excluded",
    "missing", "untrusted", "unreachable", "unchecked",
]  # fmt: skip
MatchState = Literal["match", "variant", "translation", "differs", "not-stated", "unchecked"]
ContentState = Literal["same", "edited", "rewritten", "gone", "unknown"]
ClaimState = Literal["exact", "altered", "elsewhere", "absent", "unchecked"]
Level = Literal["error", "warning", "note", "none"]

LIVE_STATES: tuple[LiveState, ...] = get_args(LiveState)
ARCHIVE_STATES: tuple[ArchiveState, ...] = get_args(ArchiveState)


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """The source on the web today. `detail` is one sentence of what was observed."""

    verdict: LiveState
    reason: LiveReason
    confidence: Confidence = "high"
    because: tuple[str, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherCopy:
    """Another archived copy that was seen."""

    url: str
    captured_at: dt.datetime
    days_from_access: int | None
    archive: str
    verdict: ArchiveState


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """The archived copy: the cited one, or the best one found. Three `others` at most."""

    verdict: ArchiveState
    role: Role | None = None
    archive: str | None = None
    url: str | None = None
    captured_at: dt.datetime | None = None
    days_from_access: int | None = None
    confidence: Confidence = "high"
    because: tuple[str, ...] = ()
    detail: str = ""
    others: tuple[OtherCopy, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """How one field of the citation compares with the page, and the page's own words."""

    state: MatchState
    found: str | None = None
    because: str = ""


UNCHECKED = Match(state="unchecked")


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """The four compared fields, and which copy they were compared with."""

    title: Match = UNCHECKED
    outlet: Match = UNCHECKED
    authors: Match = UNCHECKED
    published: Match = UNCHECKED
    source: Literal["live", "archive"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The smallest differing run of whole words; None where there is none."""

    kind: Literal["added", "removed", "replaced"]
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The page's text against its baseline. `similarity` is 0…1, None when not compared."""

    state: ContentState = "unknown"
    baseline: Literal["archive", "lock", "store"] | None = None
    baseline_at: dt.datetime | None = None
    similarity: float | None = None
    changes: tuple[Change, ...] = ()
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A quotation or figure of the citing sentence, looked up in the source's own words.

    `source` is the id of the citation whose text holds it, `seen_in` which copy of it.
    """

    kind: Literal["quote", "figure"]
    text: str
    state: ClaimState
    found: str | None = None
    source: str | None = None
    seen_in: Literal["live", "archive"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The five axes."""

    live: Live
    archive: Archive
    description: Description = field(default_factory=Description)
    content: Content = field(default_factory=Content)
    claims: tuple[Claim, ...] = ()
    found: Page | None = None
    """The page that description speaks of: the live one, else the archived one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """Another source of the same document, in so far as `assess` may see it."""

    citation: Citation
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The options that judgement depends on."""

    archives: bool = True
    content: bool = True
    untrusted_archives: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that `assess` may see. The clock is an argument: `today` is the day of the run."""

    citation: Citation
    evidence: Evidence | None
    today: dt.date
    neighbours: tuple[Neighbour, ...] = ()
    policy: Policy = Policy()
