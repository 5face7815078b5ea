"""Waiting for one's turn: cancellation leaks no slot, the order of links costs nothing, budgets hold."""

import asyncio
import random

import pytest

from citecheck.web.schedule import BudgetSpent, LaneClosed, Scheduler
from citecheck.web.timetable import Pace, Timetable


class Clock(asyncio.SelectorEventLoop):
    """A loop whose clock jumps to the next alarm instead of waiting."""

    jumped = 0.0

    def time(self):
        return self.jumped

    def _run_once(self):
        if not self._ready and self._scheduled:
            self.jumped = max(self.jumped, self._scheduled[0]._when)
        super()._run_once()


def run(work, *, total=100, at_once=2, spacing=0.0, budget=10_000.0):
    """Run `work(scheduler, timetable)` by the jumping clock; everything must be given back at the end."""

    async def main():
        table = Timetable(total, lambda name: Pace(at_once=at_once, spacing=spacing))
        scheduler = Scheduler(table, budget=budget)
        found = await work(scheduler, table)
        scheduler.close()
        assert table._running == 0
        assert all(host.running == 0 and not host.waiting for host in table.hosts.values())
        assert not scheduler._turns
        return found

    with asyncio.Runner(loop_factory=Clock) as runner:
        return runner.run(main())


async def ask(scheduler, name, seconds=1.0, wait=0.0, **facts):
    async with scheduler.turn(name, wait=wait) as turn:
        await asyncio.sleep(seconds)
        turn.answered = True
        for fact, value in facts.items():
            setattr(turn, fact, value)
    return asyncio.get_running_loop().time()


def makespan(links, **settings):
    async def work(scheduler, table):
        return max(await asyncio.gather(*(ask(scheduler, name) for name in links)))

    return run(work, **settings)


def test_grouped_interleaved_and_shuffled_links_take_the_same_time():
    links = ["a"] * 30 + ["b"] * 20 + ["c"] * 10 + [f"h{n}" for n in range(40)]
    orders = [links, links[::-1], sorted(links, key=lambda _: random.random())]
    assert {makespan(order, total=6) for order in orders} == {17.0}
    assert {makespan(order, total=60) for order in orders} == {15.0}


def test_one_slow_host_blocks_nobody():
    async def work(scheduler, table):
        slow = [asyncio.create_task(ask(scheduler, "slow", 100.0)) for _ in range(20)]
        quick = await asyncio.gather(*(ask(scheduler, f"h{n}") for n in range(20)))
        await asyncio.gather(*slow)
        return max(quick)

    assert run(work, total=10, at_once=2) <= 4.0


@pytest.mark.parametrize("seed", range(20))
def test_cancelling_at_any_moment_leaks_no_slot(seed):
    chance = random.Random(seed)

    async def work(scheduler, table):
        tasks = [
            asyncio.create_task(ask(scheduler, chance.choice("abc"), chance.random())) for _ in range(60)
        ]
        while not all(task.done() for task in tasks):
            chance.choice(tasks).cancel()
            for _ in range(chance.randrange(4)):
                await asyncio.sleep(0)
            if chance.random() < 0.3:
                await asyncio.sleep(chance.random())
        results = await asyncio.gather(*tasks, return_exceptions=True)
        assert any(isinstance(one, asyncio.CancelledError) for one in results)
        return await ask(scheduler, "a")  # and there is room for more

    assert run(work, total=4, at_once=2) > 0


def test_cancelling_in_the_moment_of_being_served_leaks_no_slot():
    async def work(scheduler, table):
        task = asyncio.create_task(ask(scheduler, "a"))
        await asyncio.sleep(0)  # joined
        await asyncio.sleep(0)  # served: the turn is set, the task has not run
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return await ask(scheduler, "a")

    run(work, total=1, at_once=1)


def test_an_error_while_asking_gives_the_slot_back():
    async def work(scheduler, table):
        with pytest.raises(KeyError):
            async with scheduler.turn("a"):
                raise KeyError
        return await ask(scheduler, "a")

    run(work, total=1, at_once=1)


def test_a_retry_waits_without_a_slot():
    async def work(scheduler, table):
        late = asyncio.create_task(ask(scheduler, "a", wait=50.0))
        return await ask(scheduler, "a"), await late

    assert run(work, total=1, at_once=1) == (1.0, 51.0)


def test_a_hold_is_for_the_whole_host():
    async def work(scheduler, table):
        await ask(scheduler, "a", limited=True, hold=30.0)
        return await asyncio.gather(ask(scheduler, "a"), ask(scheduler, "a"), ask(scheduler, "b"))

    assert run(work, at_once=2) == [32.0, 33.0, 2.0]  # one at a time after the complaint


def test_starts_at_a_host_keep_their_distance():
    assert makespan(["a"] * 5, at_once=5, spacing=3.0) == 13.0


def test_the_budget_ends_waiting():
    async def work(scheduler, table):
        tasks = [asyncio.create_task(ask(scheduler, "a", 4.0)) for _ in range(4)]
        results = await asyncio.gather(*tasks, return_exceptions=True)
        with pytest.raises(BudgetSpent):
            await ask(scheduler, "b")
        return [type(one) for one in results]

    assert run(work, at_once=1, budget=7.0) == [float, float, BudgetSpent, BudgetSpent]


def test_a_wait_beyond_the_budget_is_refused_at_once():
    async def work(scheduler, table):
        with pytest.raises(BudgetSpent):
            await ask(scheduler, "a", wait=8.0)
        return asyncio.get_running_loop().time()

    assert run(work, budget=7.0) == 0.0


def test_a_closed_lane_tells_all_who_wait_and_all_who_come():
    async def work(scheduler, table):
        tasks = [asyncio.create_task(ask(scheduler, "a", 5.0)) for _ in range(6)]
        await asyncio.sleep(1.0)
        scheduler.close_lane("a")
        await asyncio.sleep(0)
        with pytest.raises(LaneClosed):
            await ask(scheduler, "a")
        results = await asyncio.gather(*tasks, return_exceptions=True)
        return [type(one) for one in results]

    assert run(work, at_once=2) == [float, float, *[LaneClosed] * 4]
