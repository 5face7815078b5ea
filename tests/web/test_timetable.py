"""Who may ask when, decided from given times: order independence, fairness, caps, pace."""

import heapq
import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citecheck.web.timetable import Pace, Timetable


def simulate(links, *, total=50, at_once=5, spacing=0.0, seconds=lambda name: 1.0, seed=None):
    """Serve links (host names) by a clock that jumps; gives starts `(time, host)` and the makespan."""
    table = Timetable(total, lambda name: Pace(at_once=at_once, spacing=spacing))
    for name in links:
        table.join(name, 0.0)
    now, starts, ends = 0.0, [], []
    running: dict[str, int] = {}
    while True:
        for name, ticket in table.due(now):
            starts.append((now, name))
            running[name] = running.get(name, 0) + 1
            assert running[name] <= at_once
            heapq.heappush(ends, (now + seconds(name), ticket, name))
        assert len(ends) <= total
        then = table.next_time()
        assert then is None or then > now
        if not ends and then is None:
            return starts, now
        if ends and (then is None or ends[0][0] <= then):
            now, _, name = heapq.heappop(ends)
            running[name] -= 1
            table.finished(name, era=0, answered=True)
        else:
            now = then


LINKS = [name for name, n in (("a", 300), ("b", 120), ("c", 60), *((f"h{i}", 3) for i in range(40))) for _ in range(n)]  # fmt: skip


def test_the_order_of_the_links_does_not_matter():
    makespans = set()
    for seed in range(5):
        links = list(LINKS)
        random.Random(seed).shuffle(links)
        makespans.add(simulate(links)[1])
    makespans |= {simulate(LINKS)[1], simulate(sorted(LINKS))[1], simulate(LINKS[::-1])[1]}
    assert makespans == {60.0}  # the bound: host a, 300 links, five at once


def test_the_longest_backlog_goes_first_when_the_whole_is_full():
    links = ["a"] * 10 + ["b"] * 30 + ["c"] * 20
    starts, makespan = simulate(links, total=4, at_once=4)
    assert [name for _, name in starts[:4]] == ["b"] * 4
    assert makespan == 15.0


def test_a_slow_host_blocks_nobody():
    starts, _ = simulate(["slow"] * 100 + ["quick"] * 10, total=6, at_once=3, seconds=lambda name: 100.0 if name == "slow" else 1.0)  # fmt: skip
    assert max(at for at, name in starts if name == "quick") <= 3.0


def test_starts_keep_their_distance():
    starts, _ = simulate(["a"] * 8, spacing=2.0)
    assert [at for at, _ in starts] == [0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 14.0]


def table(at_once=4, total=100, spacing=0.0):
    return Timetable(total, lambda name: Pace(at_once=at_once, spacing=spacing))


def test_a_hold_is_for_the_whole_host_and_for_nobody_else():
    times = table()
    tickets = {name: times.join(name, 0.0) for name in ("a", "b")}
    times.hold("a", 30.0)
    assert times.due(0.0) == [("b", tickets["b"])]
    assert times.next_time() == 30.0
    assert times.due(29.9) == []
    assert times.due(30.0) == [("a", tickets["a"])]


def test_a_shorter_hold_does_not_shorten_a_longer_one():
    times = table()
    times.hold("a", 30.0)
    times.hold("a", 10.0)
    times.join("a", 0.0)
    assert times.due(10.0) == []


def test_who_must_wait_lets_others_pass():
    times = table(at_once=1)
    later = times.join("a", 5.0)
    first = times.join("a", 0.0)
    assert times.due(0.0) == [("a", first)]
    times.finished("a", era=0, answered=True)
    assert times.due(4.9) == []
    assert times.due(5.0) == [("a", later)]


def test_who_leaves_is_not_served():
    times = table(at_once=1)
    one, two = times.join("a", 0.0), times.join("a", 0.0)
    times.leave("a", one)
    assert times.due(0.0) == [("a", two)]


def test_a_closed_host_gives_its_tickets_back():
    times = table(at_once=1)
    tickets = [times.join("a", 0.0) for _ in range(3)]
    times.due(0.0)
    assert times.close("a") == tickets[1:]
    times.finished("a", era=0)
    assert times.due(9.0) == []
    assert times.next_time() is None


def test_a_host_that_limits_is_slowed_down_and_sped_up_again():
    times = table(at_once=8)
    for _ in range(40):
        times.join("a", 0.0)
    assert len(times.due(0.0)) == 8
    for _ in range(8):  # one burst: one complaint
        times.finished("a", era=0, limited=True, answered=True)
    assert (times.host("a").at_once, times.host("a").limits) == (4, 1)
    assert len(times.due(0.0)) == 4
    times.finished("a", era=1, limited=True, answered=True)
    assert (times.host("a").at_once, times.host("a").limits) == (2, 2)
    for _ in range(3):
        times.finished("a", era=2, answered=True)
    assert (times.host("a").at_once, times.host("a").limits) == (5, 0)


def test_it_never_slows_down_to_nothing():
    times = table(at_once=1)
    for era in range(5):
        times.join("a", 0.0)
        assert len(times.due(0.0)) == 1
        times.finished("a", era=era, limited=True)
    assert times.host("a").at_once == 1


@settings(deadline=None)
@given(
    links=st.lists(st.sampled_from("abcdef"), max_size=60),
    total=st.integers(1, 8),
    at_once=st.integers(1, 5),
    spacing=st.sampled_from([0.0, 0.25, 3.0]),
    length=st.dictionaries(st.sampled_from("abcdef"), st.sampled_from([0.125, 1.0, 7.0])),
)
def test_everything_is_served_and_no_cap_is_passed(links, total, at_once, spacing, length):
    starts, _ = simulate(links, total=total, at_once=at_once, spacing=spacing, seconds=lambda name: length.get(name, 1.0))  # fmt: skip
    assert sorted(name for _, name in starts) == sorted(links)
    for name in set(links):
        times = [at for at, one in starts if one == name]
        assert all(after - before >= spacing for before, after in pairwise(times))


STEPS = st.lists(
    st.tuples(st.sampled_from(["join", "due", "finish", "leave", "hold"]), st.sampled_from("abc"), st.floats(0, 5)),
    max_size=80,
)  # fmt: skip


@given(STEPS)
def test_no_order_of_events_loses_a_ticket_or_passes_a_cap(steps):
    times, now = table(at_once=2, total=3), 0.0
    waiting, running = {}, []
    for step, name, amount in steps:
        if step == "join":
            waiting[times.join(name, now + amount)] = name
        elif step == "leave" and waiting:
            times.leave(*reversed(waiting.popitem()))
        elif step == "finish" and running:
            times.finished(running.pop(0), era=times.host(name).era, limited=amount > 4, answered=True)
        elif step == "hold":
            times.hold(name, now + amount)
        now += amount
        for started, ticket in times.due(now):
            assert waiting.pop(ticket) == started
            running.append(started)
        assert len(running) <= 3
        assert all(running.count(one) <= 2 for one in "abc")
    while waiting or running:
        if running:
            times.finished(running.pop(), era=-1)
        else:
            now = max(now, times.next_time())
        for started, ticket in times.due(now):
            assert waiting.pop(ticket) == started
            running.append(started)


@pytest.mark.parametrize("hosts", [1, 5_000])
def test_many_hosts_and_many_links_cost_little(hosts):
    starts, _ = simulate([f"h{n % hosts}" for n in range(10_000)], total=256, at_once=10)
    assert len(starts) == 10_000
