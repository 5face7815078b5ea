"""Waiting for one's turn: the timetable, a clock, and the time budget of a run."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from .timetable import Timetable


class BudgetSpent(Exception):
    """The time budget ran out before it was this question's turn."""


class LaneClosed(Exception):
    """A host that limits us stopped answering: nothing more is asked of it in this run."""


@dataclass(slots=True)
class Turn:
    """What a request found out about its host: whether it was limited, and for how long to hold."""

    limited: bool = False
    answered: bool = False
    hold: float | None = None


class Scheduler:
    """Lets coroutines wait for their turn at a host."""

    def __init__(self, timetable: Timetable, *, budget: float) -> None:
        self._timetable = timetable
        self._loop = asyncio.get_running_loop()
        self._deadline = self._loop.time() + budget
        self._turns: dict[int, asyncio.Future[None]] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._serving = False

    @property
    def left(self) -> float:
        """Seconds left of the time budget."""
        return max(0.0, self._deadline - self._loop.time())

    @asynccontextmanager
    async def turn(self, name: str, *, wait: float = 0.0) -> AsyncIterator[Turn]:
        """Wait for a turn at a host, not sooner than in `wait` seconds; report to what it yields.

        Raises:
            BudgetSpent: there was no turn within the time budget.
            LaneClosed: the host was given up.
        """
        await self._wait(name, self._loop.time() + wait)
        era = self._timetable.host(name).era
        turn = Turn()
        try:
            yield turn
        finally:
            self._timetable.finished(name, era=era, limited=turn.limited, answered=turn.answered)
            if turn.hold is not None:
                self._timetable.hold(name, self._loop.time() + turn.hold)
            self._serve_soon()

    def close_lane(self, name: str) -> None:
        """Give a host up: whoever waits for it is told so at once."""
        for ticket in self._timetable.close(name):
            turn = self._turns.pop(ticket)
            if not turn.done():
                turn.set_exception(LaneClosed(name))

    def close(self) -> None:
        """Stop the alarm; nobody waits any more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    async def _wait(self, name: str, ready_at: float) -> None:
        if self._timetable.host(name).closed:
            raise LaneClosed(name)
        if ready_at >= self._deadline or self.left == 0:
            raise BudgetSpent(name)
        ticket = self._timetable.join(name, ready_at)
        turn: asyncio.Future[None] = self._loop.create_future()
        self._turns[ticket] = turn
        self._serve_soon()
        try:
            async with asyncio.timeout_at(self._deadline):
                await turn
        except TimeoutError as error:
            self._forget(name, ticket, turn)
            raise BudgetSpent(name) from error
        except asyncio.CancelledError:
            self._forget(name, ticket, turn)
            raise

    def _forget(self, name: str, ticket: int, turn: asyncio.Future[None]) -> None:
        """Leave the queue, or give the turn back if it came at the same moment."""
        if self._turns.pop(ticket, None) is not None:
            self._timetable.leave(name, ticket)
        elif turn.done() and not turn.cancelled() and turn.exception() is None:
            self._timetable.finished(name, era=-1)
        self._serve_soon()

    def _serve_soon(self) -> None:
        """Serve once all that happens in this moment has happened: only then is a backlog known."""
        if not self._serving:
            self._serving = True
            self._loop.call_soon(self._serve)

    def _serve(self) -> None:
        """Hand out every turn that is due, and set the alarm for the next."""
        self._serving = False
        for name, ticket in self._timetable.due(self._loop.time()):
            turn = self._turns.pop(ticket)
            if turn.done():  # cancelled a moment ago
                self._timetable.finished(name, era=-1)
            else:
                turn.set_result(None)
        then = self._timetable.next_time()
        if self._timer is not None and self._timer.when() == then:
            return
        self.close()
        if then is not None:
            self._timer = self._loop.call_at(then, self._alarm)

    def _alarm(self) -> None:
        self._timer = None
        self._serve()
