"""A scripted web on loopback: any number of host names, over http and https, on two ports.

Reach it with `--connect-to :80=127.0.0.1:PORT` and `--connect-to :443=127.0.0.1:TLS_PORT`.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import trustme

from citecheck.model.evidence import Target
from citecheck.model.options import ConnectTo, NetworkOptions
from citecheck.web.fetch import Fetched
from citecheck.web.web import open_web

Manner = Literal["answer", "reset", "hang", "drip", "short", "close", "raw", "endless"]


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One answer; `manner` says how it is given (or not).

    `raw` sends `body` as the whole answer, head included; `endless` repeats `body` until the client
    leaves; `close` closes without a byte. `pause` is waited before the answer.
    """

    status: int = 200
    headers: Mapping[str, str] | Sequence[tuple[str, str]] = field(default_factory=dict)
    body: bytes = b""
    manner: Manner = "answer"
    pause: float = 0.0


Script = Mapping[str, Reply | Sequence[Reply]]
"""Replies by `host/path`; a sequence is given one by one, its last for ever."""

NOT_FOUND = Reply(status=404, body=b"<html><title>404 Not Found</title><h1>Not Found</h1></html>")


@dataclass(kw_only=True)
class Site:
    """A running scripted web. `heads` are the requests as they came."""

    port: int
    tls_port: int
    ca_file: Path
    asked: list[str]
    heads: list[str] = field(default_factory=list)

    @property
    def connect_to(self) -> tuple[ConnectTo, ...]:
        """What maps every host name onto this server."""
        return (
            ConnectTo(host="", port=80, to_host="127.0.0.1", to_port=self.port),
            ConnectTo(host="", port=443, to_host="127.0.0.1", to_port=self.tls_port),
        )

    @property
    def arguments(self) -> list[str]:
        """The same as command line options."""
        return [
            f"--connect-to=:80=127.0.0.1:{self.port}",
            f"--connect-to=:443=127.0.0.1:{self.tls_port}",
            f"--ca-file={self.ca_file}",
        ]

    def count(self, question: str) -> int:
        """How often `host/path` was asked."""
        return Counter(self.asked)[question]

    def network(self, **more: Any) -> NetworkOptions:
        """Options that reach this server, impatient unless told otherwise."""
        settings = {"timeout": 2.0, "retries": 0, "connect_to": self.connect_to, **more}
        return NetworkOptions(ca_file=str(self.ca_file), **settings)

    def ask(self, *urls: str | Target, record: str | None = None, **more: Any) -> list[Fetched]:
        """Ask all of them at once, in one run."""
        return ask(self.network(**more), *urls, record=record)


def ask(options: NetworkOptions, *urls: str | Target, **more: Any) -> list[Fetched]:
    """Ask all of them at once, in one run with these options."""

    async def run() -> list[Fetched]:
        async with open_web(options, version="0", **more) as web:
            targets = [Target(url=url) if isinstance(url, str) else url for url in urls]
            return await asyncio.gather(*(web.get(target) for target in targets))

    return asyncio.run(run())


@contextmanager
def serving(folder: Path, script: Script, *, untrusted: Sequence[str] = ()) -> Iterator[Site]:
    """Serve a script; hosts named in `untrusted` show a certificate of another authority."""
    loop = asyncio.new_event_loop()
    server = _Server(script)
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    authority = trustme.CA()
    ca_file = folder / "ca.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    context = _context(authority, _hosts(script), untrusted)
    try:
        ports = asyncio.run_coroutine_threadsafe(server.start(context), loop).result(10)
        yield Site(port=ports[0], tls_port=ports[1], ca_file=ca_file, asked=server.asked, heads=server.heads)
    finally:
        asyncio.run_coroutine_threadsafe(server.stop(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


def _hosts(script: Script) -> list[str]:
    return sorted({question.partition("/")[0] for question in script})


def _context(authority: trustme.CA, hosts: Sequence[str], untrusted: Sequence[str]) -> ssl.SSLContext:
    good, bad = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*(hosts or ["localhost"])).configure_cert(good)
    trustme.CA().issue_cert(*(untrusted or ["localhost"])).configure_cert(bad)

    def choose(connection: ssl.SSLObject, name: str | None, context: ssl.SSLContext) -> None:
        if name in untrusted:
            connection.context = bad

    good.sni_callback = choose
    return good


class _Server:
    def __init__(self, script: Script) -> None:
        self.asked: list[str] = []
        self.heads: list[str] = []
        self._script = script
        self._turns: Counter[str] = Counter()
        self._servers: list[asyncio.Server] = []
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self, context: ssl.SSLContext) -> list[int]:
        self._servers = [
            await asyncio.start_server(self._connection, "127.0.0.1", 0, limit=2**20, backlog=1000),
            await asyncio.start_server(self._connection, "127.0.0.1", 0, limit=2**20, ssl=context),
        ]
        return [server.sockets[0].getsockname()[1] for server in self._servers]

    async def stop(self) -> None:
        for server in self._servers:
            server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.sleep(0.01)  # transports close in the next round of the loop

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError, ssl.SSLError):
                while await self._exchange(reader, writer):
                    pass
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        whole = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        self.heads.append(whole)
        head = whole.split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
        question = headers.get("host", "").partition(":")[0] + head[0].split(" ")[1]
        self.asked.append(question)
        reply = self._next(question)
        await asyncio.sleep(reply.pause)
        if reply.manner == "reset":
            _reset(writer)
        elif reply.manner == "hang":
            await asyncio.sleep(60)
        elif reply.manner == "raw":
            writer.write(reply.body)
            await writer.drain()
        elif reply.manner != "close":
            await _answer(writer, reply)
            return reply.manner == "answer"
        return False

    def _next(self, question: str) -> Reply:
        found = self._script.get(question, NOT_FOUND)
        if isinstance(found, Reply):
            return found
        turn = min(self._turns[question], len(found) - 1)
        self._turns[question] += 1
        return found[turn]


def _reset(writer: asyncio.StreamWriter) -> None:
    """Close with RST instead of FIN."""
    raw = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def _answer(writer: asyncio.StreamWriter, reply: Reply) -> None:
    given = list(reply.headers.items() if isinstance(reply.headers, Mapping) else reply.headers)
    named = {name.lower() for name, _ in given}
    usual = [("Content-Type", "text/html; charset=utf-8")]
    if reply.manner != "endless":
        usual.append(("Content-Length", str(len(reply.body))))
    lines = [f"HTTP/1.1 {reply.status} Whatever"]
    lines += [f"{name}: {value}" for name, value in [*usual, *given] if (name, value) in given or name.lower() not in named]  # fmt: skip
    writer.write("\r\n".join([*lines, "", ""]).encode("latin-1"))
    if reply.manner == "short":
        writer.write(reply.body[: len(reply.body) // 2])
        await writer.drain()
        return
    while reply.manner == "endless":
        writer.write(reply.body)
        await writer.drain()
    for start in range(0, len(reply.body), 1 if reply.manner == "drip" else 65536):
        writer.write(reply.body[start : start + (1 if reply.manner == "drip" else 65536)])
        await writer.drain()
        if reply.manner == "drip":
            await asyncio.sleep(0.2)
