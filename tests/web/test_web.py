"""Retries counted exactly, one question asked once, pace, lanes, the time budget, and nothing left behind."""

import asyncio
import datetime as dt
import gc
import time
from dataclasses import replace
from email.utils import format_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citecheck.model.archive import Archive
from citecheck.model.evidence import Answer, Target, Trouble
from citecheck.model.options import ConnectTo, NetworkOptions
from citecheck.web import web as web_module
from citecheck.web.resolve import NoSuchName, ResolverFailed
from citecheck.web.web import open_web
from support.pywb import free_port
from support.site import Reply, ask, serving

BUSY, HELLO = Reply(status=503, body=b"busy"), Reply(body=b"hello")


def limited(after: str, status: int = 429) -> Reply:
    return Reply(status=status, headers={"Retry-After": after}, body=b"slow down")


SCRIPT = {
    "a.example/ok": HELLO,
    "a.example/slow": Reply(body=b"hello", pause=0.3),
    "a.example/blip": [BUSY, HELLO],
    "a.example/busy": BUSY,
    "a.example/error": Reply(status=500),
    "a.example/gone": Reply(status=404),
    "a.example/forbidden": Reply(status=403),
    "a.example/wall": Reply(status=503, headers={"cf-mitigated": "challenge"}),
    "a.example/reset": Reply(manner="reset"),
    "a.example/reset-once": [Reply(manner="reset"), HELLO],
    "a.example/short": Reply(manner="short", body=b"x" * 1000),
    "a.example/short-once": [Reply(manner="short", body=b"x" * 1000), HELLO],
    "a.example/hang": Reply(manner="hang"),
    "a.example/broken": Reply(manner="raw", body=b"nonsense\r\n\r\n"),
    "a.example/loop": Reply(status=302, headers={"Location": "/loop"}),
    "a.example/one-second": [limited("1"), HELLO],
    "a.example/one-second-503": [limited("1", 503), HELLO],
    "a.example/unit": [limited("0m1s"), HELLO],
    "a.example/hour": limited("3600"),
    "a.example/long-units": limited("1m30s"),
    "a.example/long-date": limited(format_datetime(dt.datetime.now(dt.UTC) + dt.timedelta(hours=1))),
    "a.example/past": [limited("Mon, 01 Jan 2001 00:00:00 GMT"), HELLO],
    "a.example/nonsense": [limited("soon"), HELLO],
    "a.example/minute": limited("50"),
    "b.example/ok": HELLO,
    "b.example/from-a": Reply(status=301, headers={"Location": "http://a.example/ok"}),
    "archive.example/1": limited("0"),
    "archive.example/2": HELLO,
    "archive.example/3": HELLO,
}


@pytest.fixture
def site(tmp_path):
    with serving(tmp_path, SCRIPT) as running:
        yield running


@pytest.fixture(autouse=True)
def no_jitter(monkeypatch):
    """Backoff is at its shortest, unless a server names a wait."""
    original = web_module.Web.__init__
    monkeypatch.setattr(
        web_module.Web, "__init__", lambda *a, **k: original(*a, **{"chance": lambda: 0.0, **k})
    )


@pytest.mark.parametrize(
    ("path", "attempts", "end"),
    [
        ("ok", 1, 200),
        ("blip", 2, 200),
        ("busy", 4, 503),
        ("error", 4, 500),
        ("gone", 1, 404),
        ("forbidden", 1, 403),
        ("wall", 1, 503),
        ("reset", 4, "reset"),
        ("reset-once", 2, 200),
        ("short", 2, 200),
        ("short-once", 2, 200),
        ("hang", 2, "timeout"),
        ("broken", 1, "protocol-error"),
        ("loop", 1, "redirect-loop"),
        ("hour", 1, 429),
        ("long-units", 1, 429),
        ("long-date", 1, 429),
        ("past", 2, 200),
        ("nonsense", 2, 200),
    ],
)
def test_what_is_asked_again_and_how_often(site, path, attempts, end):
    started = time.monotonic()
    (fetched,) = site.ask(f"http://a.example/{path}", retries=3, timeout=0.5)
    outcome = fetched.observation.outcome
    assert (outcome.status if isinstance(outcome, Answer) else outcome.kind) == end
    assert fetched.observation.attempts == attempts
    assert site.count(f"a.example/{path}") == attempts
    assert time.monotonic() - started < 2.5


@pytest.mark.parametrize("path", ["one-second", "one-second-503", "unit"])
def test_a_wait_that_a_server_names_is_kept(site, path):
    started = time.monotonic()
    (fetched,) = site.ask(f"http://a.example/{path}", retries=3)
    assert fetched.observation.outcome.status == 200
    assert time.monotonic() - started >= 1.0


def test_no_retries_if_so_wished(site):
    (fetched,) = site.ask("http://a.example/busy", retries=0)
    assert fetched.observation.attempts == 1


def test_a_refused_port_is_tried_again(site):
    closed = ConnectTo(host="", port=None, to_host="127.0.0.1", to_port=free_port())
    (fetched,) = ask(NetworkOptions(timeout=2, retries=2, connect_to=(closed,)), "http://a.example/")
    assert fetched.observation.attempts == 3


@pytest.mark.parametrize(("error", "attempts"), [(NoSuchName("x"), 1), (ResolverFailed("x"), 3)])
def test_a_name_that_does_not_exist_is_asked_once_a_failing_resolver_again(error, attempts):
    async def resolver(host, port):
        raise error

    (fetched,) = ask(NetworkOptions(timeout=2, retries=2), "http://a.example/", resolver=resolver)
    assert fetched.observation.attempts == attempts


def test_the_same_question_is_asked_once(site):
    targets = [
        Target(url="http://a.example/slow"),
        Target(url="HTTP://A.example:80/slow#part", as_of=dt.date(2022, 1, 1)),
        Target(url="http://ann:pw@a.example/slow"),
    ]
    found = site.ask(*targets, *targets)
    assert site.count("a.example/slow") == 1
    assert [one.observation.target for one in found] == targets * 2
    assert {one.body for one in found} == {b"hello"}


def test_another_purpose_is_another_question(site):
    site.ask("http://a.example/ok", Target(url="http://a.example/ok", purpose="control"))
    assert site.count("a.example/ok") == 2


def run(options, use, **more):
    async def work():
        async with open_web(options, version="0", **more) as web:
            return await use(web)

    return asyncio.run(work())


def get(web, *urls):
    return asyncio.gather(*(web.get(Target(url=url)) for url in urls))


def test_bodies_are_not_all_kept_for_ever(site, monkeypatch):
    monkeypatch.setattr(web_module, "HELD_BYTES", 12)

    async def use(web):
        for _ in range(2):
            for path in ("ok", "slow", "blip"):
                await get(web, f"http://a.example/{path}")
        return len(web._asked)

    assert run(site.network(retries=1), use) == 2


def test_a_caller_that_gives_up_leaves_the_others_alone(site):
    async def use(web):
        first = asyncio.create_task(web.get(Target(url="http://a.example/slow")))
        second = asyncio.create_task(web.get(Target(url="http://a.example/slow")))
        await asyncio.sleep(0.1)
        first.cancel()
        return (await second).body

    assert run(site.network(), use) == b"hello"
    assert site.count("a.example/slow") == 1


def test_the_users_distance_between_requests(site):
    started = time.monotonic()
    site.ask("http://a.example/ok", "http://a.example/gone", "http://a.example/error", host_delay=0.2)
    assert 0.4 <= time.monotonic() - started < 1.0


def test_one_host_that_limits_holds_back_itself_only(site):
    async def use(web):
        waiting = asyncio.create_task(web.get(Target(url="http://a.example/minute")))
        await asyncio.sleep(0.2)
        held = asyncio.create_task(web.get(Target(url="http://a.example/ok")))
        other = await asyncio.wait_for(web.get(Target(url="http://b.example/ok")), 1)
        await asyncio.sleep(0.2)
        return other, held.done(), waiting.done()

    other, held, waiting = run(site.network(retries=3), use)
    assert other.body == b"hello"
    assert not held
    assert not waiting
    assert site.count("a.example/ok") == 0


def test_how_hosts_behaved(site):
    async def use(web):
        await get(web, "http://a.example/blip", "http://a.example/ok", "http://b.example/ok")
        return web.stats()

    stats = run(site.network(retries=2), use)
    assert [(one.host, one.requests, one.retries) for one in stats] == [
        ("a.example", 3, 1),
        ("b.example", 1, 0),
    ]


LANE = (Archive(name="test", base="http://archive.example/web", hosts=("archive.example",)),)


def test_an_archive_that_keeps_limiting_is_left_alone(site):
    async def use(web):
        return await get(web, *(f"http://archive.example/{n}" for n in (1, 2, 3)), "http://a.example/ok")

    found = run(site.network(retries=9, host_concurrency=1), use, archives=LANE)
    outcomes = [one.observation.outcome for one in found]
    assert outcomes[0].status == 429
    assert site.count("archive.example/1") <= web_module.LIMITS_UNTIL_CLOSED + 2
    assert outcomes[3].status == 200


def test_who_waits_for_a_lane_that_is_closed_is_told_at_once(site):
    async def use(web):
        tasks = [asyncio.create_task(web.get(Target(url=f"http://archive.example/{n}"))) for n in (1, 2)]
        await asyncio.sleep(0)
        await asyncio.sleep(0.3)
        web._scheduler.close_lane("archive.example")
        late = await web.get(Target(url="http://archive.example/3"))
        return late, await asyncio.gather(*tasks)

    late, _ = run(site.network(retries=0, host_delay=5.0), use, archives=LANE)
    assert isinstance(late.observation.outcome, Trouble)
    assert late.observation.outcome.kind == "lane-closed"
    assert late.observation.attempts == 0
    assert site.count("archive.example/2") == 0


def test_a_public_archive_is_asked_at_its_own_pace(site):
    lane = (replace(LANE[0], replay_per_minute=300),)  # 80 % of it: a start every 0.25 s

    async def use(web):
        await get(web, *(f"http://archive.example/{n}" for n in (1, 2, 3)))

    started = time.monotonic()
    run(site.network(), use, archives=lane)
    assert 0.5 <= time.monotonic() - started < 1.5


def test_the_time_budget_ends_what_is_asked_and_what_waits(site):
    started = time.monotonic()
    found = site.ask("http://a.example/hang", "http://a.example/ok", host_concurrency=1, time_budget=0.5)
    assert [one.observation.outcome.kind for one in found] == ["budget", "budget"]
    assert [one.observation.attempts for one in found] == [1, 0]
    assert time.monotonic() - started < 1.5


def test_a_wait_longer_than_the_budget_is_not_begun(site):
    started = time.monotonic()
    (fetched,) = site.ask("http://a.example/minute", retries=3, time_budget=5)
    assert fetched.observation.outcome.status == 429
    assert time.monotonic() - started < 2


def test_what_was_learnt_before_the_budget_ended_stays(site):
    (fetched,) = site.ask("http://a.example/busy", retries=3, time_budget=0.4, host_delay=0.3)
    assert fetched.observation.outcome.status == 503
    assert fetched.observation.attempts in (1, 2)


@pytest.mark.parametrize("error", [NoSuchName("x"), ResolverFailed("x"), OSError("x")])
def test_a_machine_without_a_resolver_is_offline(error):
    async def resolver(host, port):
        raise error

    assert not run(NetworkOptions(timeout=1), lambda web: web.is_online(["a.example", ""]), resolver=resolver)


def test_one_name_is_enough_to_be_online_and_slow_ones_are_not_waited_for():
    async def resolver(host, port):
        if host != "good.example":
            await asyncio.sleep(30)
        return ["93.184.216.34"]

    started = time.monotonic()
    names = ["slow.example", "good.example", "127.0.0.1"]
    assert run(NetworkOptions(timeout=1), lambda web: web.is_online(names), resolver=resolver)
    assert not run(
        NetworkOptions(timeout=0.3), lambda web: web.is_online(["slow.example"]), resolver=resolver
    )
    assert time.monotonic() - started < 2


def test_nothing_is_left_behind(site):
    """Connections, transports, tasks: after a run, also one broken off, all are gone."""

    async def use(web):
        await get(web, "http://a.example/ok", "https://a.example/ok", "http://b.example/from-a")
        assert web._transport.open == frozenset()
        web_task = asyncio.create_task(web.get(Target(url="http://a.example/hang")))
        more = asyncio.create_task(web.get(Target(url="https://b.example/ok")))
        await asyncio.sleep(0.1)
        return web_task, more, web

    async def work():
        async with open_web(site.network(timeout=30), version="0") as web:
            task, _, web = await use(web)
        await asyncio.sleep(0)
        assert task.cancelled()
        assert web._transport.open == frozenset()
        assert web._timetable._running == 0
        return asyncio.all_tasks() - {asyncio.current_task()}

    assert asyncio.run(work()) == set()
    gc.collect()  # an unclosed transport would now warn, and a warning is an error


def test_a_run_that_breaks_off_closes_everything(site):
    async def use(web):
        _ = [asyncio.create_task(web.get(Target(url=f"https://a.example/{one}"))) for one in ("hang", "slow")]
        await asyncio.sleep(0.1)
        raise KeyError("ours")

    with pytest.raises(KeyError):
        run(site.network(timeout=30), use)
    gc.collect()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(st.text(), st.text().map("http://{}".format), st.text().map("http://a.example/{}".format)),
        max_size=5,
    )
)
def test_no_url_whatever_raises(urls):
    async def resolver(host, port):
        raise ResolverFailed("no")

    for fetched in ask(NetworkOptions(retries=0, timeout=1), *urls, resolver=resolver):
        assert isinstance(fetched.observation.outcome, Trouble)
        assert fetched.observation.outcome.kind in (
            "malformed-url",
            "unsupported-scheme",
            "dns-failure",
            "refused-address",
        )
