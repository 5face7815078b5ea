"""URLs as text: keys for deduplication, hosts, and what must never leave the machine.

The URL that is fetched is always the one written (mended at most); a key only tells whether
two written URLs are the same question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit, urlunsplit

DEFAULT_PORTS = {"http": 80, "https": 443}

TRACKING_PARAMETERS = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|ymclid|twclid|igshid|mc_cid|mc_eid"
    r"|_ga|_gl|_openstat|wt_mc|ref_src|ref_url|cmpid|s_cid|vero_id|mkt_tok|oly_\w+_id|__twitter_impression)",
    re.IGNORECASE,
)
"""Query parameters that follow the reader, not the page (the list that browsers strip)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a request goes: what per-host limits and connections are kept by."""

    scheme: str
    host: str
    port: int


def split(url: str) -> SplitResult | None:
    """`urlsplit` that answers None for what is no absolute http(s)-like URL (RFC 3986)."""
    try:
        parts = urlsplit(url)
        if not parts.scheme or not parts.hostname:
            return None
        _ = parts.port  # raises ValueError for ":99999" and ":abc"
    except ValueError:
        return None
    return parts


def origin(url: str) -> Origin | None:
    """Scheme, lower-cased host without the final dot, and port; None for a malformed URL."""
    parts = split(url)
    if parts is None or parts.hostname is None:
        return None
    port = parts.port or DEFAULT_PORTS.get(parts.scheme, 0)
    return Origin(scheme=parts.scheme, host=parts.hostname.rstrip("."), port=port)


def host(url: str) -> str:
    """The lower-cased host, or "" for a malformed URL."""
    found = origin(url)
    return found.host if found else ""


def without_fragment(url: str) -> str:
    """The URL as it is sent: a fragment stays with the reader (RFC 3986 §3.5)."""
    return url.partition("#")[0]


def without_userinfo(url: str) -> str:
    """Drop `user:password@`: it is never sent, logged, stored or archived.

    >>> without_userinfo("https://ann:secret@x.example/a?b=c@d")
    'https://x.example/a?b=c@d'
    """
    return re.sub(r"^([a-zA-Z][a-zA-Z0-9+.-]*://)[^/?#\\]*@", r"\1", url)


_USERINFO = re.compile(r"(?<=://)[^/?#\\\s\"'<>“”«»()]*@")


def hide_userinfo(text: str) -> str:
    """Drop `user:password@` from every URL in a text, also from one inside an archive's address.

    >>> hide_userinfo("saved as https://archive.example/web/2022/http://ann:pw@x.example/a")
    'saved as https://archive.example/web/2022/http://x.example/a'
    """
    return _USERINFO.sub("", text)


def key(url: str) -> str:
    """Two URLs with the same key are the same question: scheme and host case, default port, fragment.

    Anything that a server may tell apart (path case, query order, trailing slash) stays.

    >>> key("HTTPS://News.Example:443/A?b=1#top")
    'https://news.example/A?b=1'
    """
    parts = split(url)
    if parts is None:
        return url
    where = origin(url)
    assert where is not None
    name = f"[{where.host}]" if ":" in where.host else where.host
    port = "" if where.port == DEFAULT_PORTS.get(where.scheme) else f":{where.port}"
    return urlunsplit((where.scheme, name + port, parts.path or "/", parts.query, ""))


def without_tracking(url: str) -> str:
    """Drop tracking parameters from the query; everything else stays byte for byte."""
    head, mark, fragment = url.partition("#")
    path, question, query = head.partition("?")
    if not question:
        return url
    kept = [p for p in query.split("&") if not TRACKING_PARAMETERS.fullmatch(p.partition("=")[0])]
    if len(kept) == query.count("&") + 1:
        return url
    return path + ("?" + "&".join(kept) if kept else "") + mark + fragment
