"""The HTTP client: one, over a small connection pool per origin.

The only module that imports httpx, so that a change to its maintained fork is one line. One big
pool scans itself on every request (70 requests a second where small ones give 1,770); creating an
SSL context costs 22 ms, so there is one. HTTP/2 is off: it was slower and failed more often.
"""

from __future__ import annotations

import ssl
import urllib.request
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable

import httpcore
import httpx
import truststore

from ..model.errors import CitecheckError
from ..model.options import NetworkOptions
from ..model.url import Origin, origin
from .guard import GuardedBackend, Resolve, resolve

HTTPError = httpx.HTTPError
InvalidURL = httpx.InvalidURL
Response = httpx.Response
Request = httpx.Request
Client = httpx.AsyncClient

CONNECTIONS_PER_ORIGIN = 10
BROWSER_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/pdf,*/*;q=0.8"


def user_agent(version: str) -> str:
    """Who we are and where to find out more."""
    return f"citecheck/{version} (source verification; +https://pypi.org/project/citecheck-cli/)"


def ssl_context(ca_file: str | None) -> ssl.SSLContext:
    """The one SSL context: the system's own trust store, and `--ca-file` beside it.

    Raises:
        CitecheckError: the file is not there or holds no certificate.
    """
    context: ssl.SSLContext = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
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
        self._done.add(where)
        if self._active[where] == 0:
            await self._close(where)

    async def aclose(self) -> None:
        """Close everything."""
        for where in list(self._shards):
            await self._close(where)

    async def _release(self, where: Origin) -> None:
        self._active[where] -= 1
        if self._active[where] == 0 and where in self._done:
            await self._close(where)

    async def _close(self, where: Origin) -> None:
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


def make_transport(options: NetworkOptions, *, resolver: Resolve = resolve) -> ShardedTransport:
    """The transport of a run: guarded, or through the proxy that the user or the environment names."""
    context = ssl_context(options.ca_file)
    limits = httpx.Limits(
        max_connections=max(CONNECTIONS_PER_ORIGIN, options.host_concurrency),
        max_keepalive_connections=CONNECTIONS_PER_ORIGIN,
    )
    backend = GuardedBackend(
        httpcore.AnyIOBackend(),
        connect_to=options.connect_to,
        allow_private=options.allow_private,
        resolve=resolver,
    )

    def make(where: Origin) -> httpx.AsyncBaseTransport:
        proxy = proxy_for(where, options.proxy)
        if proxy is not None:
            return httpx.AsyncHTTPTransport(verify=context, limits=limits, trust_env=False, proxy=proxy)
        transport = httpx.AsyncHTTPTransport(verify=context, limits=limits, trust_env=False)
        # httpx offers no way in for a network backend; the version is pinned below 0.29 for this.
        transport._pool._network_backend = backend  # noqa: SLF001
        return transport

    return ShardedTransport(make)


def make_client(options: NetworkOptions, transport: ShardedTransport, version: str) -> httpx.AsyncClient:
    """The one client. It follows no redirects and keeps no cookies: both are ours to decide."""
    client = httpx.AsyncClient(
        transport=transport,
        follow_redirects=False,
        trust_env=False,
        timeout=httpx.Timeout(None),  # one deadline for all, set around each attempt
        headers={
            "User-Agent": options.user_agent or user_agent(version),
            "Accept": BROWSER_ACCEPT,
            "Accept-Encoding": "gzip, deflate",
        },
    )
    client.cookies = _NoCookies()
    return client


class _NoCookies(httpx.Cookies):
    """Remembers nothing: cookies live within one check (see `fetch`)."""

    def extract_cookies(self, response: httpx.Response) -> None:
        """Keep none."""


def proxy_for(where: Origin, chosen: str | None) -> str | None:
    """The proxy for an origin: the one chosen, else the environment's (NO_PROXY obeyed)."""
    if chosen is not None:
        return chosen
    proxies = urllib.request.getproxies_environment()
    if not proxies or urllib.request.proxy_bypass(where.host):
        return None
    return proxies.get(where.scheme) or proxies.get("all")
