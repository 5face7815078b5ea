"""Which addresses a public link may lead to.

`ipaddress.is_global` will not do: on Python 3.11 it calls 6to4, NAT64, site-local, multicast and
IPv4-compatible addresses global, whatever they embed. This is our own list, from the IANA
special-purpose registries (RFC 6890 and its updates).
"""

from __future__ import annotations

import re
import socket
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_DENIED_4 = tuple(
    ip_network(block)
    for block in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade NAT
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local, cloud metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_UNICAST_6 = ip_network("2000::/3")
"""All that is assigned as global unicast: whatever lies outside is local, multicast or reserved."""
_DENIED_6 = tuple(
    ip_network(block)
    for block in (
        "2001::/23",  # protocol assignments, Teredo, benchmarks, ORCHID
        "2001:db8::/32",  # documentation
        "3fff::/20",  # documentation
    )
)
_NUMBERS = re.compile(r"[0-9a-fA-FxX.]+")
_NAT64 = ip_network("64:ff9b::/96")
_6TO4 = ip_network("2002::/16")


@lru_cache(maxsize=4096)
def is_public(text: str) -> bool:
    """Whether an address (as a resolver gives it, a zone id allowed) is one of the public internet.

    Addresses that carry an IPv4 address within (mapped, NAT64, 6to4) are judged by that one.

    >>> is_public("93.184.216.34"), is_public("::ffff:127.0.0.1"), is_public("64:ff9b::7f00:1")
    (True, False, False)
    """
    address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv6Address):
        embedded = _embedded(address)
        if embedded is None:
            return address in _UNICAST_6 and not any(address in block for block in _DENIED_6)
        address = embedded
    return not any(address in block for block in _DENIED_4)


def literal(host: str) -> str | None:
    """The address that a host spells out instead of a name, in its usual form; None for a name.

    Also the forms that `inet_aton` reads and some proxies and browsers take for an address.

    >>> literal("0x7f.1"), literal("2130706433"), literal("0177.0.0.1"), literal("a.example")
    ('127.0.0.1', '127.0.0.1', '127.0.0.1', None)
    """
    bare = host.strip("[]").partition("%")[0]
    try:
        return str(ip_address(bare))
    except ValueError:
        pass
    if not _NUMBERS.fullmatch(bare):  # inet_aton ignores what follows a space
        return None
    try:
        return socket.inet_ntoa(socket.inet_aton(bare))
    except OSError:
        return None


def is_address(host: str) -> bool:
    """Whether a host is an address, in whatever form, rather than a name."""
    return literal(host) is not None


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one stands for, or None."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _6TO4:
        return IPv4Address((int(address) >> 80) & 0xFFFFFFFF)
    return None
