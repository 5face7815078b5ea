"""The web as the rest of citecheck sees it: ask, and get an observation back, whatever happens."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Protocol

from ..model.archive import Archive
from ..model.evidence import Answer, Observation, Provenance, Target, Trouble
from ..model.options import NetworkOptions
from ..model.report import HostStat
from ..model.url import host, origin
from .addresses import is_address
from .client import ShardedTransport, make_client, make_transport
from .fetch import Attempt, Exchange, Fetched, Fetcher
from .guard import NoSuchName, Resolve, ResolverFailed, resolve
from .record import Recorder, question_key
from .replay import Replay
from .retry import is_limit, wait_before_retry
from .schedule import BudgetSpent, LaneClosed, Pace, Scheduler, Timetable, Turn

RESOLVER_THREADS = 64
"""Name look-ups at once: with the default of a few threads, slow DNS is all one waits for."""

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
        settle: ShardedTransport,
        lanes: frozenset[str],
        recorder: Recorder | None,
        resolver: Resolve = resolve,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._fetcher = fetcher
        self._scheduler = scheduler
        self._timetable = timetable
        self._options = options
        self._settle = settle
        self._lanes = lanes
        self._recorder = recorder
        self._resolve = resolver
        self._chance = chance
        self._asked: dict[str, asyncio.Task[Fetched]] = {}
        self._pending: Counter[str] = Counter()
        self._retries: Counter[str] = Counter()

    async def get(self, target: Target) -> Fetched:
        """Ask a URL and follow its redirects (an archive's are left to `archives.memento`).

        Never raises for what the network does; the same question is asked once in a run.
        """
        question = question_key(target)
        if question not in self._asked:
            self._asked[question] = asyncio.create_task(self._ask(target))
        fetched = await asyncio.shield(self._asked[question])
        return replace(fetched, observation=replace(fetched.observation, target=target))

    async def is_online(self, names: Sequence[str]) -> bool:
        """Whether the machine can resolve any of these names, or one that always exists."""
        if self._options.proxy is not None:
            return True
        for name in (*(name for name in names if name and not is_address(name)), *KNOWN_NAMES):
            try:
                if await self._resolve(name, 443):
                    return True
            except (NoSuchName, ResolverFailed, OSError):
                continue
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
        for task in self._asked.values():
            task.cancel()
        await asyncio.gather(*self._asked.values(), return_exceptions=True)

    async def _ask(self, target: Target) -> Fetched:
        name = host(target.url)
        self._pending[name] += 1
        try:
            fetched, exchanges = await self._try(target, name)
        finally:
            self._pending[name] -= 1
            where = origin(target.url)
            if not self._pending[name] and where is not None:
                await self._settle.settle(where)
        if self._recorder is not None:
            self._recorder.write(fetched.observation, exchanges, length=len(fetched.body))
        return fetched

    async def _try(self, target: Target, name: str) -> tuple[Fetched, list[Exchange]]:
        """Attempt, and attempt again while it is worth it."""
        attempts: list[Attempt] = []
        wait: float | None = 0.0
        while wait is not None:
            try:
                async with self._scheduler.turn(name, wait=wait) as turn:
                    attempt = await self._attempt(target)
                    attempts.append(attempt)
                    wait = self._afterwards(name, attempt, len(attempts), turn)
            except (BudgetSpent, LaneClosed) as stopped:
                if not attempts or is_limit(attempts[-1].outcome):
                    return self._stopped(target, stopped, attempts), [
                        x for a in attempts for x in a.exchanges
                    ]
                break
            if wait is not None:
                self._retries[name] += 1
        return _fetched(target, attempts), attempts[-1].exchanges

    async def _attempt(self, target: Target) -> Attempt:
        """One attempt, cut short when the time budget ends before `--timeout` does."""
        left = self._scheduler.left
        attempt = await self._fetcher.attempt(target, min(self._options.timeout, left))
        cut = isinstance(attempt.outcome, Trouble) and attempt.outcome.kind == "timeout"
        if cut and left < self._options.timeout:
            attempt.outcome = Trouble(kind="budget", detail="the time budget ended while it was asked")
        return attempt

    def _afterwards(self, name: str, attempt: Attempt, count: int, turn: Turn) -> float | None:
        """Tell the host's queue what was learnt; say how long to wait before another attempt."""
        outcome, now = attempt.outcome, dt.datetime.now(dt.UTC)
        turn.answered = isinstance(outcome, Answer)
        turn.limited = is_limit(outcome)
        wait = wait_before_retry(outcome, count, self._options.retries, now, self._chance())
        if wait is not None and wait >= self._scheduler.left:
            wait = None
        if turn.limited:
            turn.hold = wait  # the whole host waits, not only this question
        self._mind_lane(name, outcome)
        return wait

    def _mind_lane(self, name: str, outcome: Answer | Trouble) -> None:
        """The circuit breaker: an archive that refuses us after it limited us has blocked us."""
        if name not in self._lanes:
            return
        limits = self._timetable.host(name).limits + is_limit(outcome)
        refused = isinstance(outcome, Trouble) and outcome.kind in ("refused", "reset")
        if (refused and limits) or limits >= LIMITS_UNTIL_CLOSED:
            self._scheduler.close(name)

    def _stopped(self, target: Target, stopped: Exception, attempts: list[Attempt]) -> Fetched:
        """The observation for a question that got no (further) turn."""
        if attempts:
            return _fetched(target, attempts)
        if isinstance(stopped, LaneClosed):
            trouble = Trouble(kind="lane-closed", detail=f"{host(target.url)} limits us and was left alone")
        else:
            trouble = Trouble(kind="budget", detail="the time budget was spent")
        now = dt.datetime.now(dt.UTC)
        observation = Observation(
            target=target, asked_at=now, elapsed_ms=0, attempts=0, hops=(), outcome=trouble
        )
        return Fetched(observation=observation)


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


@asynccontextmanager
async def open_web(
    options: NetworkOptions,
    *,
    record: str | None = None,
    replay: str | None = None,
    archives: tuple[Archive, ...] = (),
    version: str,
    resolver: Resolve = resolve,
) -> AsyncIterator[AnyWeb]:
    """The web for one run.

    Args:
        options: how to ask.
        record: a .warc or .warc.gz file to write everything to.
        replay: a recording to answer from; nothing is sent then.
        archives: whose public limits to keep.
        version: ours, for the user agent.
        resolver: how names become addresses.

    Raises:
        CitecheckError: a file cannot be read or written.
    """
    if replay is not None:
        yield ReplayedWeb(Replay(replay, max_body=options.max_body))
        return
    recorder = Recorder(record, software=f"citecheck/{version}") if record else None
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(RESOLVER_THREADS, thread_name_prefix="resolver"))
    lanes = {name: archive for archive in archives if archive.replay_per_minute for name in archive.hosts}
    timetable = Timetable(options.concurrency, lambda name: _pace(name, options, lanes))
    transport = make_transport(options, resolver=resolver)
    async with make_client(options, transport, version) as client:
        web = Web(
            Fetcher(client, options),
            Scheduler(timetable, budget=options.time_budget),
            timetable,
            options,
            settle=transport,
            lanes=frozenset(
                name for archive in archives for name in (*archive.hosts, host(archive.base or ""))
            ),
            recorder=recorder,
            resolver=resolver,
        )
        try:
            yield web
        finally:
            await web.close()
            if recorder is not None:
                recorder.close()


def _pace(name: str, options: NetworkOptions, lanes: dict[str, Archive]) -> Pace:
    """A host's pace: the user's, and for a public archive its limit besides."""
    archive = lanes.get(name)
    limit = archive.replay_per_minute if archive else None
    spacing = 60.0 / (limit * SHARE_OF_LIMIT) if limit else 0.0
    return Pace(at_once=options.host_concurrency, spacing=max(spacing, options.host_delay))
