"""Which proxy a request goes through, as curl decides it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.request import getproxies_environment

from ..model.errors import CitecheckError
from ..model.options import ConnectTo, NetworkOptions
from ..model.url import Origin, split, without_userinfo
from .guard import mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxies:
    """Proxies by the scheme asked for ("all" for any), and the hosts that go without one."""

    by_scheme: Mapping[str, str] = field(default_factory=dict)
    connect_to: Sequence[ConnectTo] = ()

    def of(self, where: Origin) -> str | None:
        """The proxy for an origin, or None; what --connect-to or NO_PROXY names is dialled directly."""
        found = self.by_scheme.get(where.scheme) or self.by_scheme.get("all")
        if not found or mapping(self.connect_to, where.host, where.port):
            return None
        return None if _bypassed(where, self.by_scheme.get("no", "")) else found


def proxies(options: NetworkOptions) -> Proxies:
    """The proxies of a run: `--proxy`, else those of the environment; `NO_PROXY` is obeyed for both.

    Raises:
        CitecheckError: one of them is no proxy that we can use.
    """
    found = getproxies_environment()
    if options.proxy is not None:
        found = {"all": options.proxy, "no": found.get("no", "")}
    usable = {scheme: _usable(found[scheme]) for scheme in ("http", "https", "all") if found.get(scheme)}
    return Proxies(by_scheme={**usable, "no": found.get("no", "")}, connect_to=options.connect_to)


def _usable(url: str) -> str:
    """A proxy with its scheme, which many leave out."""
    url = url if "://" in url else f"http://{url}"
    parts = split(url)
    if parts is None or parts.scheme not in ("http", "https"):
        raise CitecheckError(
            f"the proxy {without_userinfo(url)} cannot be used", "a proxy is given as http://HOST:PORT"
        )
    return url


def _bypassed(where: Origin, no_proxy: str) -> bool:
    """Whether NO_PROXY names a host: itself, its domain, or `*`; a port may follow."""
    for entry in no_proxy.lower().replace(",", " ").split():
        name, colon, port = entry.rpartition(":")
        if colon and port.isdigit() and ":" not in name:
            if port != str(where.port):
                continue
            entry = name
        bare = entry.strip("[]").removeprefix("*").lstrip(".")
        if entry == "*" or where.host == bare or where.host.endswith(f".{bare}"):
            return True
    return False
