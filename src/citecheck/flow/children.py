"""Reading untrusted bytes in child processes that can be killed.

Small hostile pages made parsers hang for half a minute or take gigabytes, threads made one of them
crash the interpreter, and parsing in the event loop turns fetches into false time-outs. A child has a
time limit and a memory limit; when it breaks either, it is killed and the page says so.

The pools of anyio and multiprocessing were weighed: both run the user's main module again in the child,
which for a script without a guard starts the whole job again in each.
"""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from ..model.evidence import Page
from ..pages.read import media_kind
from .child import HEAD, page_from_json

WORKERS = 2
SECONDS = 5.0
START_SECONDS = 60.0
"""How long a child may take to load its libraries, which is not the page's fault."""
MEMORY = 2_000_000_000
"""Bytes of address space that a child may have."""


class Children:
    """A few child processes that read pages, started when they are first needed."""

    def __init__(self, *, workers: int, seconds: float, memory: int) -> None:
        self._free = asyncio.Semaphore(workers)
        self._idle: list[Process] = []
        self._seconds = seconds
        self._memory = memory

    async def read_page(
        self, body: bytes, *, url: str, media_type: str | None, charset: str | None, content: bool = True
    ) -> Page:
        """Read a page; its `failure` is "timeout", "memory" or "crash" where that could not be done.

        Waiting for a free child does not count against the page's time.
        """
        kind = media_kind(body, media_type)
        if kind not in ("text/html", "text/plain"):
            return Page(media_type=kind)  # nothing to parse
        job = {
            "url": url,
            "media_type": media_type,
            "charset": charset,
            "content": content,
            "length": len(body),
        }
        async with self._free:
            return await self._read(job, body)

    async def close(self) -> None:
        """End every child."""
        while self._idle:
            await _end(self._idle.pop())

    async def _read(self, job: dict[str, Any], body: bytes) -> Page:
        child: Process | None = None
        try:
            child = self._idle.pop() if self._idle else await self._start()
            async with asyncio.timeout(self._seconds):
                page = page_from_json(await _exchange(child, job, body))
        except TimeoutError:
            page = Page(failure="timeout")
        except (OSError, EOFError, ValueError, TypeError, KeyError):
            page = Page(failure="crash")
        else:
            self._idle.append(child)
            child = None
        finally:
            if child is not None:
                await _end(child)
        return page

    async def _start(self) -> Process:
        # -P: a file of the user's folder must not stand in for one of our modules.
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-m",
            "citecheck.flow.child",
            str(self._memory),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
        )
        try:
            async with asyncio.timeout(START_SECONDS):
                await _receive(child)
        except BaseException:
            await _end(child)
            raise
        return child


@asynccontextmanager
async def open_children(
    *, workers: int = WORKERS, seconds: float = SECONDS, memory: int = MEMORY
) -> AsyncIterator[Children]:
    """Child processes for one run; none is left when it ends."""
    children = Children(workers=workers, seconds=seconds, memory=memory)
    try:
        yield children
    finally:
        await children.close()


async def _exchange(child: Process, job: dict[str, Any], body: bytes) -> dict[str, Any]:
    assert child.stdin is not None
    message = json.dumps(job).encode()
    child.stdin.write(HEAD.pack(len(message)) + message + body)
    await child.stdin.drain()
    return await _receive(child)


async def _receive(child: Process) -> dict[str, Any]:
    assert child.stdout is not None
    length = HEAD.unpack(await child.stdout.readexactly(HEAD.size))[0]
    message: dict[str, Any] = json.loads(await child.stdout.readexactly(length))
    return message


async def _end(child: Process) -> None:
    """Kill a child and wait until it is gone, even when we are being cancelled ourselves."""
    if child.returncode is None:
        child.kill()
    assert child.stdin is not None
    child.stdin.close()
    await asyncio.shield(child.wait())
