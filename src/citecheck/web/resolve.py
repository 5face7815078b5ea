"""Names to addresses, by the machine's own resolver, many at once."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

LOOKUPS_AT_ONCE = 64
"""With the few threads of the default executor, slow name servers are all one waits for."""

REMEMBERED_S = 60.0
"""How long an answer is used again in a run. What is dialled is checked each time all the same."""

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


class NoSuchName(Exception):
    """The name does not exist (NXDOMAIN)."""


class ResolverFailed(Exception):
    """The resolver gave no answer that proves anything (SERVFAIL, no address, no resolver)."""


class Resolver:
    """Asks `getaddrinfo` in daemon threads, so that a name server that hangs cannot keep us from ending."""

    def __init__(self) -> None:
        self._room = asyncio.Semaphore(LOOKUPS_AT_ONCE)
        self._known: dict[tuple[str, int], tuple[float, asyncio.Future[Sequence[str]]]] = {}

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        """Every address of a name, in the resolver's order; asked once for all who want it now.

        Raises:
            NoSuchName: the resolver says that the name does not exist.
            ResolverFailed: it says anything else.
            UnicodeError: it is no valid host name.
        """
        now = asyncio.get_running_loop().time()
        asked_at, asked = self._known.get((host, port), (0.0, None))
        stale = asked is None or now - asked_at > REMEMBERED_S
        if asked is None or stale or (asked.done() and (asked.cancelled() or asked.exception())):
            asked = asyncio.ensure_future(self._look_up(host, port))
            self._known[host, port] = (now, asked)
        return await asyncio.shield(asked)

    async def close(self) -> None:
        """Wait for nothing that is still being looked up."""
        pending = [asked for _, asked in self._known.values()]
        for asked in pending:
            asked.cancel()
        await asyncio.gather(*pending, return_exceptions=True)

    async def _look_up(self, host: str, port: int) -> Sequence[str]:
        async with self._room:
            return await _in_thread(host, port)


def _in_thread(host: str, port: int) -> asyncio.Future[Sequence[str]]:
    """`lookup` in a thread of its own; a result that nobody waits for any more is dropped."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Sequence[str]] = loop.create_future()

    def tell(found: Sequence[str] | Exception) -> None:
        if answer.done():
            return
        if isinstance(found, Exception):
            answer.set_exception(found)
        else:
            answer.set_result(found)

    def work() -> None:
        try:
            found: Sequence[str] | Exception = lookup(host, port)
        except (NoSuchName, ResolverFailed, OSError, ValueError) as error:
            found = error
        with suppress(RuntimeError):  # the loop was closed meanwhile
            loop.call_soon_threadsafe(tell, found)

    threading.Thread(target=work, name=f"resolve {host}", daemon=True).start()
    return answer


def lookup(host: str, port: int) -> Sequence[str]:
    """Every address of a name, blocking.

    Raises:
        NoSuchName: the resolver says that the name does not exist.
        ResolverFailed: it says anything else.
        UnicodeError: it is no valid host name.
    """
    host.encode("idna")  # UnicodeError for an empty or too long label, on every system
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno == socket.EAI_NONAME:
            raise NoSuchName(f"{host}: the name does not exist") from error
        raise ResolverFailed(f"{host}: {(error.strerror or str(error)).lower()}") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
