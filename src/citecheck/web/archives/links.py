"""The `Link` header as archives send it.

Neither httpx nor the standard library will do: a TimeMap repeats `rel="memento"` (httpx keeps a
dict), dates contain commas, the Internet Archive HTML-escapes the URIs, perma.cc leaves `rel`
unquoted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

_LINK = re.compile(r"<(?P<uri>[^>]*)>(?P<parameters>(?:\s*;\s*[\w*-]+\s*=\s*(?:\"[^\"]*\"|[^\s\",;]+))*)")
_PARAMETER = re.compile(r";\s*([\w*-]+)\s*=\s*(?:\"([^\"]*)\"|([^\s\",;]+))")


@dataclass(frozen=True, slots=True, kw_only=True)
class MementoLink:
    """One link: its URI, its relations, and its datetime as sent."""

    uri: str
    relations: tuple[str, ...]
    datetime: str | None = None


def parse_links(value: str) -> tuple[MementoLink, ...]:
    """Read a `Link` header or a link-format TimeMap (RFC 8288, RFC 6690, RFC 7089 §2.2).

    >>> parse_links('<http://a.example/?x=1&amp;y=2>; rel=original')[0].uri
    'http://a.example/?x=1&y=2'
    """
    links = []
    for match in _LINK.finditer(value):
        parameters = {
            name.lower(): quoted or bare for name, quoted, bare in _PARAMETER.findall(match["parameters"])
        }
        links.append(
            MementoLink(
                uri=unescape(match["uri"]).strip(),
                relations=tuple(parameters.get("rel", "").lower().split()),
                datetime=parameters.get("datetime"),
            )
        )
    return tuple(links)


def related(value: str | None, relation: str) -> str | None:
    """The URI of the first link with a relation, or None."""
    return next((link.uri for link in parse_links(value or "") if relation in link.relations), None)
