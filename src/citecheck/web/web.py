"""The web as the rest of citecheck sees it: ask, and get an observation back, whatever happens."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, Protocol

from ..model.archive import Archive
from ..model.errors import CitecheckError
from ..model.evidence import Answer, Observation, Provenance, Target, Trouble
from ..model.options import NetworkOptions
from ..model.report import HostStat
from ..model.url import Origin, host, origin
from .addresses import is_address
from .client import Client, ShardedTransport, make_transport
from .fetch import Attempt, Exchange, Fetched, Fetcher
from .proxies import proxies
from .record import Recorder, question_key, recording
from .replay import Replay
from .resolve import NoSuchName, Resolve, Resolver, ResolverFailed
from .retry import is_limit, wait_before_retry
from .schedule import BudgetSpent, LaneClosed, Scheduler, Turn
from .timetable import Pace, Timetable

HELD_BYTES = 100_000_000
"""Bodies that are kept for whoever asks the same again."""

SHARE_OF_LIMIT = 0.8
"""How much of an archive's published limit is used, as they ask of clients."""

LIMITS_UNTIL_CLOSED = 3
"""An archive that limits us so many times in a row is left alone for the rest of the run."""

KNOWN_NAMES = ("example.com", "iana.org")
"""Names whose absence means that the resolver is not working (RFC 2606, and its keeper)."""


class AnyWeb(Protocol):
    """What the rest of citecheck may do with the web, fresh or recorded."""

    @property
    def provenance(self) -> Provenance:
        """Where answers come from."""

    async def get(self, target: Target) -> Fetched:
        """Ask one URL; never raises for what the network does."""

    async def is_online(self, names: Sequence[str]) -> bool:
        """Whether the machine can resolve any of these names."""

    def stats(self) -> tuple[HostStat, ...]:
        """How each host behaved."""


class Web:
    """Asks the web: paced, retried, guarded and, if wished, recorded."""

    provenance: Provenance = "fresh"

    def __init__(
        self,
        fetcher: Fetcher,
        scheduler: Scheduler,
        timetable: Timetable,
        options: NetworkOptions,
        *,
        transport: ShardedTransport,
        resolver: Resolve,
        proxied: bool = False,
        lanes: frozenset[str] = frozenset(),
        recorder: Recorder | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._fetcher = fetcher
        self._scheduler = scheduler
        self._timetable = timetable
        self._options = options
        self._transport = transport
        self._resolve = resolver
        self._proxied = proxied
        self._lanes = lanes
        self._recorder = recorder
        self._chance = chance
        self._asked: dict[str, asyncio.Task[Fetched]] = {}
        self._held: deque[tuple[str, int]] = deque()
        self._held_bytes = 0
        self._pending: Counter[Origin] = Counter()
        self._retries: Counter[str] = Counter()

    async def get(self, target: Target) -> Fetched:
        """Ask a URL and follow its redirects (an archive's are left to `archives.memento`).

        Never raises for what the network does; the same question is asked once in a run.

        Raises:
            CitecheckError: the recording cannot be written.
        """
        question = question_key(target)
        if question not in self._asked:
            self._asked[question] = asyncio.create_task(self._ask(question, target))
        fetched = await asyncio.shield(self._asked[question])
        return replace(fetched, observation=replace(fetched.observation, target=target))

    async def is_online(self, names: Sequence[str]) -> bool:
        """Whether the machine can resolve any of these names, or one that always exists."""
        if self._proxied:
            return True
        wanted = [*(name for name in names if name and not is_address(name)), *KNOWN_NAMES]
        tasks = [asyncio.create_task(self._has_address(name)) for name in wanted]
        try:
            for found in asyncio.as_completed(tasks, timeout=self._options.timeout):
                if await found:
                    return True
        except TimeoutError:
            pass
        finally:
            await _cancel(tasks)
        return False

    async def _has_address(self, name: str) -> bool:
        try:
            return bool(await self._resolve(name, 443))
        except (NoSuchName, ResolverFailed, OSError, UnicodeError):
            return False

    def stats(self) -> tuple[HostStat, ...]:
        """How each host behaved, the busiest first."""
        stats = [
            HostStat(
                host=name,
                requests=one.requests,
                retries=self._retries[name],
                waited_s=round(one.waited, 3),
                limited=one.limits,
            )
            for name, one in self._timetable.hosts.items()
        ]
        return tuple(sorted(stats, key=lambda stat: (-stat.requests, stat.host)))

    async def close(self) -> None:
        """Stop what is still under way."""
        await _cancel(list(self._asked.values()))
        self._scheduler.close()
        await self._transport.aclose()

    async def _ask(self, question: str, target: Target) -> Fetched:
        start = origin(target.url)
        if start is not None:
            self._pending[start] += 1
        fetched, exchanges = await self._try(target)
        if start is not None:
            self._pending[start] -= 1
        await self._settle(start, exchanges)
        if self._recorder is not None:
            self._recorder.write(fetched.observation, exchanges)
        self._hold(question, len(fetched.body))
        return fetched

    async def _settle(self, start: Origin | None, exchanges: list[Exchange]) -> None:
        """Let go of the connections that nobody waits for any more: thousands of hosts are asked."""
        for where in {start, *(origin(exchange.url) for exchange in exchanges)}:
            if where is not None and not self._pending[where]:
                await self._transport.settle(where)

    def _hold(self, question: str, size: int) -> None:
        """Keep an answer for whoever asks the same again, but not every body of a long run."""
        self._held.append((question, size))
        self._held_bytes += size
        while self._held_bytes > HELD_BYTES and len(self._held) > 1:
            oldest, freed = self._held.popleft()
            self._held_bytes -= freed
            del self._asked[oldest]

    async def _try(self, target: Target) -> tuple[Fetched, list[Exchange]]:
        """Attempt, and attempt again while it is worth it."""
        name = host(target.url)
        attempts: list[Attempt] = []
        wait: float | None = 0.0
        while wait is not None:
            try:
                async with self._scheduler.turn(name, wait=wait) as turn:
                    self._retries[name] += bool(attempts)
                    attempts.append(await self._attempt(target))
                    wait = self._afterwards(attempts[-1].outcome, len(attempts), turn)
            except (BudgetSpent, LaneClosed) as stopped:
                if not attempts:
                    return _unasked(target, stopped), []
                break
            self._mind_lane(name, attempts[-1].outcome)
        return _fetched(target, attempts), attempts[-1].exchanges

    async def _attempt(self, target: Target) -> Attempt:
        """One attempt, cut short when the time budget ends before `--timeout` does."""
        left = self._scheduler.left
        attempt = await self._fetcher.attempt(target, min(self._options.timeout, left))
        cut = isinstance(attempt.outcome, Trouble) and attempt.outcome.kind == "timeout"
        if cut and left < self._options.timeout:
            attempt.outcome = Trouble(kind="budget", detail="the time budget ended while it was asked")
        return attempt

    def _afterwards(self, outcome: Answer | Trouble, count: int, turn: Turn) -> float | None:
        """Tell the host's queue what was learnt; say how long to wait before another attempt."""
        now = dt.datetime.now(dt.UTC)
        turn.answered = isinstance(outcome, Answer)
        turn.limited = is_limit(outcome)
        wait = wait_before_retry(outcome, count, self._options.retries, now, self._chance())
        if wait is not None and wait >= self._scheduler.left:
            wait = None
        if turn.limited:
            turn.hold = wait  # the whole host waits, not only this question
        return wait

    def _mind_lane(self, name: str, outcome: Answer | Trouble) -> None:
        """The circuit breaker: an archive that refuses us after it limited us has blocked us."""
        if name not in self._lanes:
            return
        limits = self._timetable.host(name).limits
        refused = isinstance(outcome, Trouble) and outcome.kind in ("refused", "reset")
        if (refused and limits) or limits >= LIMITS_UNTIL_CLOSED:
            self._scheduler.close_lane(name)


class ReplayedWeb:
    """The web as it was recorded; nothing is sent."""

    provenance: Provenance = "replayed"

    def __init__(self, replay: Replay) -> None:
        self._replay = replay

    async def get(self, target: Target) -> Fetched:
        """The recorded answer."""
        return self._replay.answer(target)

    async def is_online(self, names: Sequence[str]) -> bool:  # noqa: ARG002
        """A recording needs no network."""
        return True

    def stats(self) -> tuple[HostStat, ...]:
        """Nothing was asked of any host."""
        return ()


def _fetched(target: Target, attempts: list[Attempt]) -> Fetched:
    last = attempts[-1]
    observation = Observation(
        target=target,
        asked_at=attempts[0].asked_at.replace(microsecond=0),
        elapsed_ms=sum(attempt.elapsed_ms for attempt in attempts),
        attempts=len(attempts),
        hops=tuple(last.hops),
        outcome=last.outcome,
    )
    return Fetched(observation=observation, body=last.body)


def _unasked(target: Target, stopped: Exception) -> Fetched:
    """The observation for a question that got no turn."""
    if isinstance(stopped, LaneClosed):
        trouble = Trouble(kind="lane-closed", detail=f"{host(target.url)} limits us and was left alone")
    else:
        trouble = Trouble(kind="budget", detail="the time budget was spent")
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    observation = Observation(target=target, asked_at=now, elapsed_ms=0, attempts=0, hops=(), outcome=trouble)
    return Fetched(observation=observation)


async def _cancel(tasks: Sequence[asyncio.Task[Any]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


@asynccontextmanager
async def open_web(
    options: NetworkOptions,
    *,
    record: str | None = None,
    replay: str | None = None,
    archives: tuple[Archive, ...] = (),
    version: str,
    resolver: Resolve | None = None,
) -> AsyncIterator[AnyWeb]:
    """The web for one run.

    Args:
        options: how to ask.
        record: a .warc or .warc.gz file to write everything to.
        replay: a recording to answer from; nothing is sent then.
        archives: whose public limits to keep.
        version: ours, for the user agent.
        resolver: how names become addresses, the machine's own resolver unless told.

    Raises:
        CitecheckError: a file cannot be read or written, or an option cannot be used.
    """
    if replay is not None:
        if record is not None:
            raise CitecheckError("cannot record what is replayed", "give --record or --replay, not both")
        yield ReplayedWeb(Replay(replay, options))
        return
    names = resolver or Resolver()
    with recording(record, software=f"citecheck/{version}") as recorder:
        web = _web(options, archives, version, names, recorder)
        try:
            yield web
        finally:
            await web.close()
            if isinstance(names, Resolver):
                await names.close()


def _web(
    options: NetworkOptions,
    archives: tuple[Archive, ...],
    version: str,
    resolver: Resolve,
    recorder: Recorder | None,
) -> Web:
    limited = {name: archive for archive in archives if archive.replay_per_minute for name in archive.hosts}
    timetable = Timetable(options.concurrency, lambda name: _pace(name, options, limited))
    chosen = proxies(options)
    transport = make_transport(options, chosen, resolver)
    return Web(
        Fetcher(Client(transport, options, version), options, chosen),
        Scheduler(timetable, budget=options.time_budget),
        timetable,
        options,
        transport=transport,
        resolver=resolver,
        proxied=any(chosen.by_scheme.get(scheme) for scheme in ("http", "https", "all")),
        lanes=frozenset(name for one in archives for name in (*one.hosts, host(one.base or ""))),
        recorder=recorder,
    )


def _pace(name: str, options: NetworkOptions, lanes: dict[str, Archive]) -> Pace:
    """A host's pace: the user's, and for a public archive its limit besides."""
    archive = lanes.get(name)
    limit = archive.replay_per_minute if archive else None
    spacing = 60.0 / (limit * SHARE_OF_LIMIT) if limit else 0.0
    return Pace(at_once=options.host_concurrency, spacing=max(spacing, options.host_delay))
