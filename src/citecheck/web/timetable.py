"""Who may ask when: fair over hosts, so that one slow or strict host blocks nobody else.

Per-host queues; a cap that counts only requests in flight; the host with the longest backlog first
(within 1 % of the theoretical bound where document order is 24 to 63 % off); a host-wide "not
before"; a pace that is fast until a host objects and then follows what it says. The order of the
links in a document does not matter.

Everything here is decided from the times given: there is no clock.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from math import inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How a host may be asked: so many at once, their starts at least so many seconds apart."""

    at_once: int
    spacing: float = 0.0


@dataclass(slots=True)
class Host:
    """One host's queue and its state; `limits` counts how often in a row it said "too much"."""

    pace: Pace
    waiting: list[tuple[float, int]] = field(default_factory=list)
    running: int = 0
    at_once: int = 0
    not_before: float = 0.0
    limits: int = 0
    era: int = 0
    version: int = 0
    closed: bool = False
    requests: int = 0
    waited: float = 0.0

    def opens_at(self) -> float | None:
        """When its next ticket may start, None while it has none or no room."""
        if not self.waiting or self.running >= self.at_once:
            return None
        return max(self.not_before, self.waiting[0][0])


class Timetable:
    """Tickets wait per host; `due` hands out those whose turn it is. Times are seconds of any clock.

    Two heaps keep it fast for thousands of hosts: `_later` by time, `_ready` by backlog. A host has one
    valid entry at most, the one of its present `version`.
    """

    def __init__(self, total: int, pace_of: Callable[[str], Pace]) -> None:
        self.hosts: dict[str, Host] = {}
        self._total = total
        self._pace_of = pace_of
        self._running = 0
        self._tickets = count()
        self._later: list[tuple[float, str, int]] = []
        self._ready: list[tuple[int, str, int]] = []

    def host(self, name: str) -> Host:
        """The state of a host, made on first sight."""
        if name not in self.hosts:
            pace = self._pace_of(name)
            self.hosts[name] = Host(pace=pace, at_once=pace.at_once)
        return self.hosts[name]

    def join(self, name: str, ready_at: float) -> int:
        """Queue for a host, not to be served before `ready_at`; gives a ticket."""
        ticket = next(self._tickets)
        heapq.heappush(self.host(name).waiting, (ready_at, ticket))
        self._file(name)
        return ticket

    def leave(self, name: str, ticket: int) -> None:
        """Give up waiting."""
        host = self.host(name)
        host.waiting = [entry for entry in host.waiting if entry[1] != ticket]
        heapq.heapify(host.waiting)
        self._file(name)

    def close(self, name: str) -> list[int]:
        """Ask nothing more of a host: the tickets that waited for it leave."""
        host = self.host(name)
        host.closed = True
        tickets = sorted(ticket for _, ticket in host.waiting)
        host.waiting.clear()
        self._file(name)
        return tickets

    def due(self, now: float) -> list[tuple[str, int]]:
        """Every ticket that may start now, the longest backlog first; they count as running."""
        while self._later and self._later[0][0] <= now:
            _, name, version = heapq.heappop(self._later)
            if version == self.hosts[name].version:
                self._file(name, now)
        started: list[tuple[str, int]] = []
        while self._ready and self._running < self._total:
            _, name, version = heapq.heappop(self._ready)
            if version == self.hosts[name].version:
                started.append((name, self._start(self.hosts[name], now)))
                self._file(name, now)
        return started

    def next_time(self) -> float | None:
        """When to ask `due` again if nothing joins or finishes before, or None."""
        return self._later[0][0] if self._later and self._running < self._total else None

    def finished(self, name: str, *, era: int, limited: bool = False, answered: bool = False) -> None:
        """A request came to its end: make room, and slow down or speed up as the host wishes.

        `era` is that of the host when the request started: several that were under way when the host
        first said "too much" are one complaint, not several.
        """
        host = self.host(name)
        host.running -= 1
        self._running -= 1
        if limited and era == host.era:
            host.era += 1
            host.limits += 1
            host.at_once = max(1, host.at_once // 2)
        elif answered and not limited:
            host.limits = 0
            host.at_once = min(host.pace.at_once, host.at_once + 1)
        self._file(name)

    def hold(self, name: str, until: float) -> None:
        """Ask nothing of a host before `until`."""
        host = self.host(name)
        host.not_before = max(host.not_before, until)
        self._file(name)

    def _start(self, host: Host, now: float) -> int:
        ready_at, ticket = heapq.heappop(host.waiting)
        host.waited += max(0.0, now - ready_at)
        host.running += 1
        host.requests += 1
        host.not_before = max(host.not_before, now + host.pace.spacing)
        self._running += 1
        return ticket

    def _file(self, name: str, now: float = -inf) -> None:
        """Put a host where its next turn is looked for; what was filed for it before is void."""
        host = self.hosts[name]
        host.version += 1
        opens_at = host.opens_at()
        if opens_at is None:
            return
        if opens_at <= now:
            heapq.heappush(self._ready, (-len(host.waiting), name, host.version))
        else:
            heapq.heappush(self._later, (opens_at, name, host.version))
