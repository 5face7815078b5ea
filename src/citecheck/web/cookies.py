"""Cookies for the length of one check: some pages set one and redirect to themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..model.url import host

MOST_PER_HOST = 50
LONGEST = 4096


@dataclass(slots=True)
class Cookies:
    """Kept to the host that set them, whatever domain they ask for."""

    by_host: defaultdict[str, dict[bytes, bytes]] = field(default_factory=lambda: defaultdict(dict))

    def take(self, url: str, headers: Iterable[tuple[bytes, bytes]]) -> None:
        """Remember what a response sets: its raw headers are read as browsers do (RFC 6265 §5.2)."""
        jar = self.by_host[host(url)]
        for header, line in headers:
            if header.lower() != b"set-cookie":
                continue
            pair, _, attributes = line.partition(b";")
            name, equals, value = (part.strip() for part in pair.partition(b"="))
            if not name or not equals:
                continue
            if b"max-age=0" in attributes.lower().replace(b" ", b"") or not value:
                jar.pop(name, None)
            elif len(pair) <= LONGEST and (name in jar or len(jar) < MOST_PER_HOST):
                jar[name] = value

    def header(self, url: str) -> bytes | None:
        """The Cookie header for a URL."""
        jar = self.by_host.get(host(url))
        return b"; ".join(name + b"=" + value for name, value in jar.items()) if jar else None
