"""The address guard: what is dialled is what was checked.

It sits below the HTTP client, where connections are opened, so that every hop and every reconnect
passes it and a name that answers differently the second time (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import errno
import ssl
from collections.abc import Iterable, Sequence
from typing import Any

import httpcore

from ..model.options import ConnectTo
from .addresses import is_public
from .resolve import Resolve, ResolverFailed

MAX_TRIED = 4
"""Addresses of one name that are tried before giving up."""

PATIENCE_S = 4.0
"""How long one of several addresses may take to be connected before the next is tried."""

NO_NETWORK = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL})


class RefusedAddress(Exception):
    """A name leads to an address that is not public."""


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens connections to checked addresses only.

    `connect_to` maps hosts as curl does; what the user maps is allowed. `allow_private` lifts the
    check for all.
    """

    def __init__(
        self,
        inner: httpcore.AsyncNetworkBackend,
        *,
        resolve: Resolve,
        connect_to: Sequence[ConnectTo] = (),
        allow_private: bool = False,
    ) -> None:
        self._inner = inner
        self._connect_to = connect_to
        self._allow_private = allow_private
        self._resolve = resolve

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # httpcore's interface
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolve, check every address, and dial the ones checked, one after another."""
        mapped = mapping(self._connect_to, host, port)
        if mapped is not None:
            return Stream(await self._inner.connect_tcp(*mapped, timeout, local_address, socket_options))
        addresses = await self._resolve(host, port)
        if not addresses:
            raise ResolverFailed(f"{host}: the name has no address")
        if not self._allow_private:
            check(host, addresses)
        failures: list[httpcore.NetworkError | httpcore.TimeoutException] = []
        tried = addresses[:MAX_TRIED]
        for address in tried:
            patience = timeout if address == tried[-1] else PATIENCE_S
            try:
                return Stream(
                    await self._inner.connect_tcp(address, port, patience, local_address, socket_options)
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failures.append(error)
        raise min(failures, key=_without_network)  # the first that tells of the server, not of our network

    async def connect_unix_socket(self, path: str, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        """Never: a link has no business with a local socket."""
        raise RefusedAddress(f"the local socket {path} is never dialled")

    async def sleep(self, seconds: float) -> None:
        """As the inner backend does."""
        await self._inner.sleep(seconds)


class ProxyBackend(httpcore.AsyncNetworkBackend):
    """Dials the user's proxy, and says that it was the proxy when that fails."""

    def __init__(self, inner: httpcore.AsyncNetworkBackend) -> None:
        self._inner = inner

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  # httpcore's interface
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Dial; any failure here is the proxy's."""
        try:
            return Stream(await self._inner.connect_tcp(host, port, timeout, local_address, socket_options))
        except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
            raise httpcore.ProxyError(f"the proxy {host}:{port} cannot be reached") from error

    async def sleep(self, seconds: float) -> None:
        """As the inner backend does."""
        await self._inner.sleep(seconds)


class Stream(httpcore.AsyncNetworkStream):
    """A connection that is also closed when a deadline ends its TLS handshake; httpcore forgets it then."""

    def __init__(self, inner: httpcore.AsyncNetworkStream) -> None:
        self._inner = inner

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109  # httpcore's interface
    ) -> httpcore.AsyncNetworkStream:
        """Shake hands, or close."""
        try:
            return await self._inner.start_tls(ssl_context, server_hostname, timeout)
        except BaseException:
            await self._inner.aclose()
            raise

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        """As the inner stream does."""
        return await self._inner.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        """As the inner stream does."""
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        """As the inner stream does."""
        await self._inner.aclose()

    def get_extra_info(self, info: str) -> Any:
        """As the inner stream does."""
        return self._inner.get_extra_info(info)


def check(host: str, addresses: Sequence[str]) -> None:
    """Refuse a name as a whole when any of its addresses is not public.

    Raises:
        RefusedAddress: naming the address.
    """
    for address in addresses:
        if not is_public(address):
            raise RefusedAddress(f"{host} leads to {address}, which is not a public address")


def mapping(connect_to: Sequence[ConnectTo], host: str, port: int) -> tuple[str, int] | None:
    """Where `--connect-to` sends a host and port: the first entry that matches, or None."""
    name = _name(host)
    for entry in connect_to:
        if _name(entry.host) in ("", name) and entry.port in (None, port):
            return entry.to_host.strip("[]") or host, entry.to_port or port
    return None


def _name(host: str) -> str:
    return host.lower().strip("[]").rstrip(".")


def _without_network(error: BaseException) -> bool:
    """Whether a connection failed for want of a network (of that address family) rather than a server."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, OSError) and cause.errno in NO_NETWORK:
            return True
        cause = cause.__cause__ or cause.__context__
    return False
