"""The address guard: what is dialled is what was checked.

It sits below the HTTP client, where connections are opened, so that every hop and every reconnect
passes it and a name that answers differently the second time (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

import httpcore

from ..model.options import ConnectTo
from .addresses import is_public

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
MAX_TRIED = 4
"""Addresses of one name that are tried before giving up."""


class RefusedAddress(Exception):
    """A name leads to an address that is not public."""


class NoSuchName(Exception):
    """The name does not exist (NXDOMAIN)."""


class ResolverFailed(Exception):
    """The resolver gave no answer that proves anything (SERVFAIL, no address, no resolver)."""


async def resolve(host: str, port: int) -> Sequence[str]:
    """Every address of a name, by the machine's own resolver, in its order.

    Raises:
        NoSuchName: the resolver says that the name does not exist.
        ResolverFailed: it says anything else.
    """
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno == socket.EAI_NONAME:
            raise NoSuchName(f"{host}: the name does not exist") from error
        raise ResolverFailed(f"{host}: {error.strerror}") from error
    except UnicodeError as error:
        raise NoSuchName(f"{host}: no valid host name") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens connections to checked addresses only.

    `connect_to` maps hosts as curl does; what the user maps is allowed. `allow_private` lifts the
    check for all.
    """

    def __init__(
        self,
        inner: httpcore.AsyncNetworkBackend,
        *,
        connect_to: Sequence[ConnectTo] = (),
        allow_private: bool = False,
        resolve: Resolve = resolve,
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
            return await self._inner.connect_tcp(*mapped, timeout, local_address, socket_options)
        addresses = await self._resolve(host, port)
        if not self._allow_private:
            check(host, addresses)
        for address in addresses[: MAX_TRIED - 1]:
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except httpcore.ConnectError:
                if address == addresses[-1]:
                    raise
        return await self._inner.connect_tcp(addresses[-1], port, timeout, local_address, socket_options)

    async def connect_unix_socket(self, path: str, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        """Never: a link has no business with a local socket."""
        raise RefusedAddress(f"the local socket {path} is never dialled")

    async def sleep(self, seconds: float) -> None:
        """As the inner backend does."""
        await self._inner.sleep(seconds)


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
    for entry in connect_to:
        if entry.host.lower() in ("", host.lower()) and entry.port in (None, port):
            return entry.to_host or host, entry.to_port or port
    return None
