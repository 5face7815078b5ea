"""The HTTP client: one, over a small connection pool per origin.

The only module that imports httpx, so that a change to its maintained fork is one line. One big
pool scans itself on every request (70 requests a second where small ones give 1,770); creating an
SSL context costs 22 ms, so there is one. HTTP/2 is off: it was slower and failed more often.

Requests go to the transport itself. httpx's own client would keep cookies for the whole run, and
raise for a Location that it cannot read even where it is told not to follow it.
"""

from __future__ import annotations

import re
import ssl
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from pathlib import Path

import httpcore
import httpx
import truststore

from ..model.errors import CitecheckError
from ..model.options import NetworkOptions
from ..model.url import Origin, origin
from .guard import GuardedBackend, ProxyBackend
from .proxies import Proxies
from .resolve import Resolve

HTTPError = httpx.HTTPError
InvalidURL = httpx.InvalidURL
UnsupportedProtocol = httpx.UnsupportedProtocol
Response = httpx.Response

KEPT_PER_ORIGIN = 10
CA_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Alpine, Arch
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora, RHEL
    "/etc/ssl/ca-bundle.pem",  # SUSE
    "/etc/ssl/cert.pem",  # BSD
)
BROWSER_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/pdf,*/*;q=0.8"
_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEADER_VALUE = re.compile(r"[^\x00-\x08\x0a-\x1f\x7f]*")


def user_agent(version: str) -> str:
    """Who we are and where to find out more."""
    return f"citecheck/{version} (source verification; +https://pypi.org/project/citecheck-cli/)"


def ssl_context(ca_file: str | None) -> ssl.SSLContext:
    """The one SSL context: the system's own trust store, and `--ca-file` beside it.

    Raises:
        CitecheckError: the file is not there or holds no certificate.
    """
    context = _system_context()
    if ca_file is None:
        return context
    try:
        context.load_verify_locations(ca_file)
    except (OSError, ssl.SSLError) as error:
        raise CitecheckError(
            f"cannot read certificates from {ca_file}: {error.strerror or error}",
            "--ca-file takes a PEM file",
        ) from error
    return context


def _system_context() -> ssl.SSLContext:
    """A context that trusts what the system trusts.

    truststore asks macOS and Windows themselves. Elsewhere it would read the whole bundle again for
    every connection (17 ms each, in which nothing else moves), so that is done once, here.
    """
    if sys.platform in ("darwin", "win32"):
        return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_default_certs()
    paths = ssl.get_default_verify_paths()
    if not paths.cafile and not (paths.capath and any(Path(paths.capath).iterdir())):
        found = next((path for path in CA_BUNDLES if Path(path).is_file()), None)
        if found is not None:  # a Python that was built elsewhere looks in the wrong place
            context.load_verify_locations(found)
    return context


class ShardedTransport(httpx.AsyncBaseTransport):
    """A small transport per (scheme, host, port), closed when its origin is done."""

    def __init__(self, make: Callable[[Origin], httpx.AsyncBaseTransport]) -> None:
        self._make = make
        self._shards: dict[Origin, httpx.AsyncBaseTransport] = {}
        self._active: Counter[Origin] = Counter()
        self._done: set[Origin] = set()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send by the origin's own transport."""
        where = origin(str(request.url))
        if where is None:
            raise httpx.InvalidURL(f"no host in {request.url}")
        if where.scheme not in ("http", "https"):
            raise httpx.UnsupportedProtocol(f"{where.scheme} is not http or https")
        if where not in self._shards:
            self._shards[where] = self._make(where)
        self._done.discard(where)
        self._active[where] += 1
        try:
            response = await self._shards[where].handle_async_request(request)
        except BaseException:
            await self._release(where)
            raise
        assert isinstance(response.stream, httpx.AsyncByteStream)
        response.stream = _Counted(response.stream, lambda: self._release(where))
        return response

    async def settle(self, where: Origin) -> None:
        """Nothing more is waiting for this origin: close its connections once they are idle."""
        if self._active[where]:
            self._done.add(where)
        else:
            await self._close(where)

    async def aclose(self) -> None:
        """Close everything."""
        for where in list(self._shards):
            await self._close(where)

    @property
    def open(self) -> frozenset[Origin]:
        """The origins that have a transport."""
        return frozenset(self._shards)

    async def _release(self, where: Origin) -> None:
        self._active[where] -= 1
        if self._active[where] == 0 and where in self._done:
            await self._close(where)

    async def _close(self, where: Origin) -> None:
        self._done.discard(where)
        del self._active[where]
        shard = self._shards.pop(where, None)
        if shard is not None:
            await shard.aclose()


class _Counted(httpx.AsyncByteStream):
    """A response stream that tells when it is closed."""

    def __init__(self, inner: httpx.AsyncByteStream, closed: Callable[[], Awaitable[None]]) -> None:
        self._inner = inner
        self._closed = closed
        self._open = True

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._inner:
            yield chunk

    async def aclose(self) -> None:
        try:
            await self._inner.aclose()
        finally:
            if self._open:
                self._open = False
                await self._closed()


def make_transport(options: NetworkOptions, proxies: Proxies, resolver: Resolve) -> ShardedTransport:
    """The transport of a run: guarded, or through the proxy that the user or the environment names.

    Raises:
        CitecheckError: `--ca-file` cannot be read.
    """
    context = ssl_context(options.ca_file)
    limits = httpx.Limits(
        max_connections=max(KEPT_PER_ORIGIN, options.host_concurrency),
        max_keepalive_connections=KEPT_PER_ORIGIN,
    )
    guarded = GuardedBackend(
        httpcore.AnyIOBackend(),
        connect_to=options.connect_to,
        allow_private=options.allow_private,
        resolve=resolver,
    )
    to_proxy = ProxyBackend(httpcore.AnyIOBackend())

    def make(where: Origin) -> httpx.AsyncBaseTransport:
        proxy = proxies.of(where)
        transport = httpx.AsyncHTTPTransport(verify=context, limits=limits, trust_env=False, proxy=proxy)
        # httpx offers no way in for a network backend; the version is pinned below 0.29 for this.
        transport._pool._network_backend = guarded if proxy is None else to_proxy  # noqa: SLF001
        return transport

    return ShardedTransport(make)


class Client:
    """Sends GET requests with our headers and the user's."""

    def __init__(self, transport: httpx.AsyncBaseTransport, options: NetworkOptions, version: str) -> None:
        """Check the user's headers.

        Raises:
            CitecheckError: one of them cannot be sent.
        """
        self._transport = transport
        self._own = _headers(options.headers)
        agent = options.user_agent or user_agent(version)
        self._usual = _headers(
            [("User-Agent", agent), ("Accept", BROWSER_ACCEPT), ("Accept-Encoding", "gzip, deflate")]
        )

    async def get(self, url: str, *, own: bool, cookie: bytes | None = None) -> httpx.Response:
        """The head of an answer; its body is yours to read and to close.

        Args:
            url: what to ask.
            own: whether the user's own headers go with it.
            cookie: the Cookie header.
        """
        headers = self._usual | (self._own if own else {})
        if cookie is not None:
            headers[b"cookie"] = (b"Cookie", cookie)
        request = httpx.Request("GET", url, headers=list(headers.values()))
        response = await self._transport.handle_async_request(request)
        response.request = request
        return response


def _headers(given: Iterable[tuple[str, str]]) -> dict[bytes, tuple[bytes, bytes]]:
    """Headers by lower-cased name, a later one replacing an earlier."""
    headers = {}
    for name, value in given:
        if not _HEADER_NAME.fullmatch(name) or not _HEADER_VALUE.fullmatch(value):
            raise CitecheckError(
                f"the header {name!r} cannot be sent", "a header is given as NAME: VALUE, on one line"
            )
        headers[name.lower().encode()] = (name.encode(), value.strip().encode())
    return headers
