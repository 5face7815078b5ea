"""What happened when we asked: facts only, no judgement."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from .citation import Name

Purpose = Literal["live", "archive", "control"]
Provenance = Literal["fresh", "replayed", "remembered"]
Role = Literal["cited", "found"]

TroubleKind = Literal[
    "timeout",  # no complete answer within the deadline
    "refused",  # connection refused
    "reset",  # connection closed or reset before an answer
    "tls",  # the handshake or the certificate failed
    "dns",  # NXDOMAIN: the name does not exist
    "dns-failure",  # the resolver failed or gave no address
    "protocol-error",  # bad framing, bad encoding, header flood
    "redirect-loop",  # a loop, or more than --max-redirects hops
    "refused-address",  # an address that the guard refuses
    "proxy",  # the configured proxy failed
    "malformed-url",
    "unsupported-scheme",
    "offline",  # --offline: not asked
    "no-network",  # the machine has no network
    "excluded",  # --exclude / --include
    "budget",  # the time budget was spent
    "not-recorded",  # --replay: the recording has no answer
    "lane-closed",  # an archive's circuit breaker is open
    "no-copy",  # an archive link that is no copy: a calendar page, a defunct or untrusted archive
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A URL to ask. `as_of` is the access date: it opens the archive."""

    url: str
    as_of: dt.date | None = None
    purpose: Purpose = "live"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One redirect answer that was followed: the URL asked, its status, its resolved target."""

    url: str
    status: int
    location: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A final HTTP answer. `headers` are lower-cased names in order, values cut at 2 kB.

    `body_digest` is the SHA-256 of the decoded bytes kept, `length` their count; `truncated`
    is None, "cap" (cut at --max-body) or "short" (the server closed early or framed wrongly).
    """

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    media_type: str | None = None
    charset: str | None = None
    body_digest: str | None = None
    length: int = 0
    truncated: Literal["cap", "short"] | None = None

    def header(self, name: str) -> str | None:
        """The first value of a header, or None."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key == wanted), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """No answer that can be judged. `retry_after` in seconds, where a server named one."""

    kind: TroubleKind
    detail: str = ""
    retry_after: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One URL asked: when (UTC), how long in all (ms), how often, along which hops, to what end."""

    target: Target
    asked_at: dt.datetime
    elapsed_ms: int
    attempts: int
    hops: tuple[Hop, ...]
    outcome: Answer | Trouble

    @property
    def final_url(self) -> str:
        """The URL that gave the outcome."""
        return self.hops[-1].location if self.hops else self.target.url


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A proven capture: its raw (`id_`) answer carried `Memento-Datetime` (RFC 7089).

    `url` is the address a reader would open, `status` the captured status.
    """

    archive: str
    original: str
    captured_at: dt.datetime
    url: str
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """Something on a page that a judge may weigh: `kind` is a closed word, `detail` the evidence."""

    kind: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page says of itself. `titles` maps where it says so ("og", "h1", …) to the words.

    `blocks` are the paragraphs of the main text, `text` their join. `failure` is None, or why
    the page could not be read ("timeout", "crash", "unsupported"); all else is then empty.
    """

    title: str | None = None
    titles: tuple[tuple[str, str], ...] = ()
    authors: tuple[Name, ...] = ()
    published: str | None = None
    site: str | None = None
    canonical: str | None = None
    language: str | None = None
    media_type: str | None = None
    text: str = ""
    blocks: tuple[str, ...] = ()
    signals: tuple[Signal, ...] = ()
    failure: str | None = None

    def signal(self, kind: str) -> Signal | None:
        """The first signal of a kind, or None."""
        return next((signal for signal in self.signals if signal.kind == kind), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One archive asked for one source.

    `asked_for` is the timestamp asked (14 digits or fewer), `url` the address a reader would
    open or the one cited; `capture` is set only when the raw answer proved to be a capture.
    """

    archive: str
    role: Role
    url: str
    original: str | None
    asked_for: str | None
    observation: Observation
    capture: Capture | None = None
    page: Page | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that was gathered for one target. What was not gathered is absent, and said so."""

    target: Target
    observation: Observation
    page: Page | None = None
    control: Observation | None = None
    control_page: Page | None = None
    copies: tuple[Copy, ...] = field(default=())
    provenance: Provenance = "fresh"
