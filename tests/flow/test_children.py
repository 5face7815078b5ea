"""Child processes that read pages: cut off in time, gone at the end, and never running the caller again."""

import asyncio
import subprocess
import sys
import time

import pytest

from citecheck.flow import child
from citecheck.flow.child import page_from_json, page_to_json
from citecheck.flow.children import open_children
from citecheck.model.citation import Name
from citecheck.model.evidence import Page, Signal

GOOD = b"<html lang=en><title>A page</title><h1>A page</h1><p>Some words to read.</p>"
BOMB = b"<html><body>" + b"<div>" * 200_000 + b"x"


def run(work, **settings):
    async def job():
        async with open_children(**settings) as children:
            return await work(children)

    return asyncio.run(job())


async def read(children, body):
    return await children.read_page(body, url="https://a.example/", media_type="text/html", charset=None)


def test_pages_are_read():
    pages = run(lambda children: asyncio.gather(*(read(children, GOOD) for _ in range(20))))
    assert {page.title for page in pages} == {"A page"}


def test_what_is_no_text_needs_no_child():
    page = run(lambda c: c.read_page(b"%PDF-1.7", url="", media_type=None, charset=None), workers=0)
    assert page.media_type == "application/pdf"


def test_a_page_that_takes_too_long_is_cut_off_and_the_next_is_read():
    async def work(children):
        started = time.monotonic()
        bad = await read(children, BOMB)
        took = time.monotonic() - started
        return bad, took, await read(children, GOOD)

    bad, took, good = run(work, workers=1, seconds=0.3)
    assert bad.failure == "timeout"
    assert took < 20  # the start of the child included
    assert good.title == "A page"


def test_waiting_for_a_child_is_not_the_pages_fault():
    pages = run(
        lambda children: asyncio.gather(read(children, BOMB), *(read(children, GOOD) for _ in range(5))),
        workers=1,
        seconds=1.0,
    )
    assert [page.failure for page in pages] == ["timeout", *[None] * 5]


def test_too_much_memory_is_the_pages_fault_alone():
    async def work(children):
        return await read(children, b"<p>x" * 700_000), await read(children, GOOD)

    bad, good = run(work, workers=1, seconds=60, memory=450_000_000)
    assert bad.failure in ("memory", "crash")
    assert good.title == "A page"


def test_no_child_is_left():
    async def work(children):
        await read(children, GOOD)
        return [process.pid for process in children._idle]

    pids = run(work, workers=1)
    assert pids
    for pid in pids:
        listed = subprocess.run(["ps", "-p", str(pid)], capture_output=True, check=False)
        assert str(pid).encode() not in listed.stdout


def test_a_cancelled_read_leaves_none_either():
    async def work(children):
        task = asyncio.create_task(read(children, BOMB))
        await asyncio.sleep(1.5)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return children._idle

    assert run(work, workers=1, seconds=30) == []


def test_a_script_without_a_guard_is_not_run_again(tmp_path):
    script = tmp_path / "job.py"
    script.write_text(
        "print('once')\n"
        "import asyncio\n"
        "from citecheck.flow.children import open_children\n"
        "async def job():\n"
        "    async with open_children() as children:\n"
        f"        page = await children.read_page({GOOD!r}, url='', media_type='text/html', charset=None)\n"
        "        print(page.title)\n"
        "asyncio.run(job())\n"
    )
    (tmp_path / "json.py").write_text("raise SystemExit('the wrong json')\n")
    done = subprocess.run(
        [sys.executable, "-P", str(script)], cwd=tmp_path, capture_output=True, timeout=60, check=False
    )
    assert done.stdout.decode().split("\n") == ["once", "A page", ""], done.stderr.decode()


@pytest.mark.parametrize("error", [MemoryError, RecursionError, ValueError, AssertionError])
def test_whatever_a_parser_raises_is_the_pages_failure(monkeypatch, error):
    def broken(body, **job):
        raise error

    monkeypatch.setattr(child, "read_page", broken)
    assert child._page(b"", {}).failure == ("memory" if error is MemoryError else "crash")


def test_a_page_survives_the_pipe():
    page = Page(
        title="T",
        titles=(("h1", "T"),),
        authors=(Name(family="A", given="B"),),
        blocks=("x",),
        signals=(Signal(kind="empty", detail="d"),),
    )
    assert page_from_json(page_to_json(page)) == page
