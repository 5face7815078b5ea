"""What holds for every test: no packet leaves the machine, no setting of the machine leaks in."""

from __future__ import annotations

import os
import socket
from ipaddress import ip_address
from typing import Any

import pytest

REAL = socket.getaddrinfo


def is_address(name: str) -> bool:
    try:
        ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return True


@pytest.fixture(autouse=True)
def no_names_are_resolved(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question to a resolver is a packet too (pytest-socket only minds connections)."""

    def getaddrinfo(host: Any, *arguments: Any, **more: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name in (None, "", "localhost") or is_address(name):
            return REAL(host, *arguments, **more)
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


@pytest.fixture(autouse=True)
def no_setting_leaks_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """The options and proxies of whoever runs the tests do not count."""
    for name in list(os.environ):
        if name.startswith("CITECHECK_") and name != "CITECHECK_PYWB":
            monkeypatch.delenv(name)
        if name.lower() in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
            monkeypatch.delenv(name)
