"""Who may ask when: fair over hosts, so that one slow or strict host blocks nobody else.

Per-host queues; a cap that counts only requests in flight; the host with the longest backlog first
(within 1 % of the theoretical bound where document order is 24 to 63 % off); a host-wide "not
before"; a pace that is fast until a host objects and then follows what it says. The order of the
links in a document does not matter.

`Timetable` decides and knows no clock; `Scheduler` waits.
"""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count


class BudgetSpent(Exception):
    """The time budget ran out before it was this question's turn."""


class LaneClosed(Exception):
    """A host that limits us stopped answering: nothing more is asked of it in this run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How a host may be asked: so many at once, their starts at least so many seconds apart."""

    at_once: int
    spacing: float = 0.0


@dataclass(slots=True)
class Host:
    """One host's queue and its state."""

    pace: Pace
    waiting: list[tuple[float, int]] = field(default_factory=list)
    running: int = 0
    at_once: int = 0
    not_before: float = 0.0
    limits: int = 0
    closed: bool = False
    requests: int = 0
    waited: float = 0.0


class Timetable:
    """Tickets wait per host; `due` hands out those whose turn it is. Times are seconds of any clock."""

    def __init__(self, total: int, pace_of: Callable[[str], Pace]) -> None:
        self._total = total
        self._pace_of = pace_of
        self._hosts: dict[str, Host] = {}
        self._running = 0
        self._tickets = count()

    def host(self, name: str) -> Host:
        """The state of a host, made on first sight."""
        if name not in self._hosts:
            pace = self._pace_of(name)
            self._hosts[name] = Host(pace=pace, at_once=pace.at_once)
        return self._hosts[name]

    @property
    def hosts(self) -> dict[str, Host]:
        """All hosts seen."""
        return self._hosts

    def join(self, name: str, ready_at: float) -> int:
        """Queue for a host, not to be served before `ready_at`; gives a ticket."""
        ticket = next(self._tickets)
        heapq.heappush(self.host(name).waiting, (ready_at, ticket))
        return ticket

    def leave(self, name: str, ticket: int) -> None:
        """Give up waiting."""
        host = self.host(name)
        host.waiting = [entry for entry in host.waiting if entry[1] != ticket]
        heapq.heapify(host.waiting)

    def due(self, now: float) -> list[tuple[str, int]]:
        """Every ticket that may start now, the longest backlog first; they count as running."""
        started: list[tuple[str, int]] = []
        if self._running >= self._total:
            return started
        ready = [(-len(host.waiting), name) for name, host in self._hosts.items() if _may_start(host, now)]
        heapq.heapify(ready)
        while ready and self._running < self._total:
            name = heapq.heappop(ready)[1]
            host = self._hosts[name]
            ready_at, ticket = heapq.heappop(host.waiting)
            host.waited += max(0.0, now - max(ready_at, 0.0))
            host.running += 1
            host.requests += 1
            self._running += 1
            host.not_before = max(host.not_before, now + host.pace.spacing)
            started.append((name, ticket))
            if _may_start(host, now):
                heapq.heappush(ready, (-len(host.waiting), name))
        return started

    def next_time(self, now: float) -> float | None:
        """When `due` may next have something without anything finishing first, or None."""
        if self._running >= self._total:
            return None
        times = [
            max(host.not_before, host.waiting[0][0])
            for host in self._hosts.values()
            if host.waiting and host.running < host.at_once
        ]
        return min((time for time in times if time > now), default=None)

    def finished(self, name: str, *, limited: bool, answered: bool) -> None:
        """A request came to its end: make room, and slow down or speed up as the host wishes."""
        host = self.host(name)
        host.running -= 1
        self._running -= 1
        if limited:
            host.limits += 1
            host.at_once = max(1, host.at_once // 2)
        elif answered:
            host.limits = 0
            host.at_once = min(host.pace.at_once, host.at_once + 1)

    def hold(self, name: str, until: float) -> None:
        """Ask nothing of a host before `until`."""
        host = self.host(name)
        host.not_before = max(host.not_before, until)


def _may_start(host: Host, now: float) -> bool:
    return bool(
        host.waiting and host.running < host.at_once and host.not_before <= now and host.waiting[0][0] <= now
    )


class Scheduler:
    """Lets coroutines wait for their turn at a host."""

    def __init__(self, timetable: Timetable, *, budget: float) -> None:
        self._timetable = timetable
        self._loop = asyncio.get_running_loop()
        self._deadline = self._loop.time() + budget
        self._turns: dict[int, asyncio.Future[None]] = {}
        self._timer: asyncio.TimerHandle | None = None

    @property
    def left(self) -> float:
        """Seconds left of the time budget."""
        return max(0.0, self._deadline - self._loop.time())

    @asynccontextmanager
    async def turn(self, host: str, *, wait: float = 0.0) -> AsyncIterator[Turn]:
        """Wait for a turn at a host, not sooner than in `wait` seconds; report to what it yields.

        Raises:
            BudgetSpent: there was no turn within the time budget.
            LaneClosed: the host was given up.
        """
        await self._wait(host, self._loop.time() + wait)
        turn = Turn()
        try:
            yield turn
        finally:
            self._timetable.finished(host, limited=turn.limited, answered=turn.answered)
            if turn.hold is not None:
                self._timetable.hold(host, self._loop.time() + turn.hold)
            self._serve()

    async def _wait(self, host: str, ready_at: float) -> None:
        if self._timetable.host(host).closed:
            raise LaneClosed(host)
        if ready_at >= self._deadline or self.left == 0:
            raise BudgetSpent(host)
        ticket = self._timetable.join(host, ready_at)
        turn: asyncio.Future[None] = self._loop.create_future()
        self._turns[ticket] = turn
        self._serve()
        try:
            async with asyncio.timeout_at(self._deadline):
                await turn
        except BaseException as error:
            self._forget(host, ticket, turn)
            if isinstance(error, TimeoutError):
                raise BudgetSpent(host) from error
            raise
        if self._timetable.host(host).closed:
            self._timetable.finished(host, limited=False, answered=False)
            raise LaneClosed(host)

    def close(self, host: str) -> None:
        """Give a host up: whoever waits for it is told so when their turn comes."""
        self._timetable.host(host).closed = True

    def _forget(self, host: str, ticket: int, turn: asyncio.Future[None]) -> None:
        """Leave the queue, or give the turn back if it came at the same moment."""
        if self._turns.pop(ticket, None) is not None:
            self._timetable.leave(host, ticket)
        elif turn.done() and not turn.cancelled():
            self._timetable.finished(host, limited=False, answered=False)
        self._serve()

    def _serve(self) -> None:
        """Hand out every turn that is due, and set the alarm for the next."""
        now = self._loop.time()
        for host, ticket in self._timetable.due(now):
            turn = self._turns.pop(ticket)
            if turn.done():  # cancelled a moment ago
                self._timetable.finished(host, limited=False, answered=False)
            else:
                turn.set_result(None)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        then = self._timetable.next_time(now)
        if then is not None:
            self._timer = self._loop.call_at(then, self._serve)


@dataclass(slots=True)
class Turn:
    """What a request found out about its host: whether it was limited, and for how long to hold."""

    limited: bool = False
    answered: bool = False
    hold: float | None = None
