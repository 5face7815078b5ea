"""What a redirect did to an address."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import SplitResult, unquote, urlsplit

from ..model.evidence import Observation
from ..model.url import without_tracking

Kind = Literal["none", "benign", "home", "path", "host"]

_LOCALE = re.compile(r"^[a-z]{2}(?:[-_][a-z]{2,4})?$", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp|touch)\.", re.IGNORECASE)
_SECTION = re.compile(
    r"^(?:news|home|index|default|main|en|tr|ru|fr|de|es|about|search|archive|articles?|blog|category|topics?|latest)(?:\.\w{2,5})?$",
    re.IGNORECASE,
)
PERMANENT = frozenset({301, 308})


def kind_of(observation: Observation) -> Kind:
    """How the address that answered differs from the one asked.

    `benign` when a reader would call it the same address: scheme, www or m, slash, case, default
    port, tracking parameters, locale or AMP form. `home` when a deep link ended on the front page or
    on a bare section front.
    """
    asked, answered = _parts(observation.target.url), _parts(observation.final_url)
    if not observation.hops:
        return "none"
    if _plain(asked) == _plain(answered):
        return "benign"
    if is_home(observation.final_url) and not is_home(observation.target.url):
        return "home"
    if _host(asked) == _host(answered):
        return "path"
    return "host"


def is_permanent(observation: Observation) -> bool:
    """Whether every hop that changed more than a trifle was a permanent one."""
    telling = [hop for hop in observation.hops if _plain(_parts(hop.url)) != _plain(_parts(hop.location))]
    return bool(telling) and all(hop.status in PERMANENT for hop in telling)


def is_home(url: str) -> bool:
    """Whether an address is a front page: of the site, of a language, or of a bare section."""
    parts = [part for part in _parts(url).path.split("/") if part]
    return (
        not _parts(url).query
        and len(parts) <= 1
        and all(_LOCALE.match(p) or _SECTION.match(p) for p in parts)
    )


def _parts(url: str) -> SplitResult:
    """The parts of an address, those of an empty one where it is no URL at all."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def _host(parts: SplitResult) -> str:
    return _PREFIX.sub("", (parts.hostname or "").rstrip(".").lower())


def _plain(parts: SplitResult) -> tuple[str, str, str]:
    """Host, path and query less what is benign."""
    path = [part for part in unquote(parts.path).lower().split("/") if part]
    path = [part for part in path if part != "amp" and not re.fullmatch(r"index\.\w{3,5}", part)]
    while path and _LOCALE.match(path[0]):
        path.pop(0)
    if path and path[-1].endswith(".amp.html"):
        path[-1] = path[-1].replace(".amp.html", ".html")
    query = _parts(without_tracking(parts.geturl())).query
    query = "&".join(
        part
        for part in query.split("&")
        if not re.match(r"(?:amp|outputType=amp|lang|hl|locale)(?:=|$)", part)
    )
    return _host(parts), "/".join(path), query
