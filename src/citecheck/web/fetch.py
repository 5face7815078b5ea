"""One attempt at one URL: every hop of it, within one deadline, to an Answer or a Trouble."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal
from urllib.parse import urljoin, urlsplit

from ..model.evidence import Answer, Hop, Observation, Target, Trouble
from ..model.options import NetworkOptions
from ..model.url import Origin, origin, split, without_fragment, without_userinfo
from .addresses import is_public, literal
from .body import Body, read_body
from .client import Client, HTTPError, InvalidURL, Response, UnsupportedProtocol
from .cookies import Cookies
from .guard import RefusedAddress, mapping
from .proxies import Proxies
from .trouble import EXPECTED, trouble

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MAX_HEADERS = 100
MAX_HEADER_VALUE = 2_000
PRIVATE_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization"})
UNANSWERED = Trouble(kind="timeout")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An observation and the decoded bytes of its answer (empty for a Trouble)."""

    observation: Observation
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and its answer as they went over the wire, for a recording."""

    url: str
    asked_at: dt.datetime
    request_headers: tuple[tuple[str, str], ...]
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    raw: bytes = b""
    truncated: Literal["cap", "short"] | None = None


@dataclass(slots=True, kw_only=True)
class Attempt:
    """What one attempt came to."""

    asked_at: dt.datetime
    hops: list[Hop] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)
    outcome: Answer | Trouble = UNANSWERED
    body: bytes = b""
    elapsed_ms: int = 0


class Fetcher:
    """Makes attempts with one client."""

    def __init__(
        self,
        client: Client,
        options: NetworkOptions,
        proxies: Proxies,
        *,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        self._client = client
        self._options = options
        self._proxies = proxies
        self._now = now
        self._unrecorded = PRIVATE_HEADERS | {name.lower() for name, _ in options.headers}

    async def attempt(self, target: Target, seconds: float | None = None) -> Attempt:
        """Ask once, follow redirects, and say what came of it; nothing is raised.

        Redirects of an archive are not followed here: they must be kept inside it.

        Args:
            target: what to ask.
            seconds: the deadline for all of it, `--timeout` unless told.
        """
        attempt = Attempt(asked_at=self._now())
        started = time.monotonic()
        limit = self._options.timeout if seconds is None else seconds
        try:
            async with asyncio.timeout(limit):
                await self._walk(target, attempt)
        except TimeoutError:
            attempt.outcome = Trouble(kind="timeout", detail=f"no complete answer within {limit:g} s")
        except EXPECTED as error:
            attempt.outcome = trouble(error)
        attempt.elapsed_ms = round((time.monotonic() - started) * 1000)
        return attempt

    async def _walk(self, target: Target, attempt: Attempt) -> None:
        url = request_url(target.url)
        cookies = Cookies()
        seen: set[tuple[str, bytes | None]] = {(url, None)}
        while True:
            location = await self._step(target, url, cookies, attempt)
            if location is None:
                return
            place = (location, cookies.header(location))
            if place in seen or len(attempt.hops) > self._options.max_redirects:
                attempt.outcome = loop(attempt.hops)
                return
            seen.add(place)
            url = location

    async def _step(self, target: Target, url: str, cookies: Cookies, attempt: Attempt) -> str | None:
        """One request: records a hop and says where it leads, or sets the outcome."""
        where = self._check(url)
        asked_at = self._now()
        own = target.purpose != "archive" and where == origin(target.url)
        response = await self._client.get(url, own=own, cookie=cookies.header(url))
        try:
            cookies.take(url, response.headers.raw)
            location = redirect_location(url, response.status_code, response.headers.get("location"))
            follow = location is not None and target.purpose != "archive"
            body = Body(decoded=b"", raw=b"") if follow else await self._body(response)
        finally:
            await response.aclose()
        attempt.exchanges.append(self._exchange(url, asked_at, response, body))
        if follow and location is not None:
            attempt.hops.append(Hop(url=url, status=response.status_code, location=location))
            attempt.outcome = followable(location) or UNANSWERED
            return location if attempt.outcome is UNANSWERED else None
        attempt.outcome, attempt.body = _answer(response, body), body.decoded
        if response.status_code == 407 and self._proxies.of(where):
            attempt.outcome, attempt.body = Trouble(kind="proxy", detail="the proxy wants a password"), b""
        return None

    def _check(self, url: str) -> Origin:
        """Where a request goes; refuses a literal private address even where a proxy does the dialling."""
        where = origin(url)
        if where is None:
            if _scheme(url) not in ("", "http", "https"):
                raise UnsupportedProtocol(f"{_scheme(url)} is not http or https")
            raise InvalidURL("this is no valid URL")
        if self._options.allow_private or mapping(self._options.connect_to, where.host, where.port):
            return where
        address = literal(where.host)
        if address is not None and not is_public(address):
            raise RefusedAddress(f"{where.host} is not a public address")
        return where

    def _exchange(self, url: str, asked_at: dt.datetime, response: Response, body: Body) -> Exchange:
        """What goes into a recording: neither secrets nor the headers that the user added."""
        sent = response.request.headers.multi_items()
        return Exchange(
            url=url,
            asked_at=asked_at,
            request_headers=tuple((name, value) for name, value in sent if name not in self._unrecorded),
            status=response.status_code,
            reason=response.reason_phrase,
            headers=tuple(response.headers.multi_items()),
            raw=body.raw,
            truncated=body.truncated,
        )

    async def _body(self, response: Response) -> Body:
        return await read_body(
            response.aiter_raw(),
            response.headers.get("content-encoding"),
            self._options.max_body,
            (HTTPError,),
        )


def request_url(url: str) -> str:
    """The URL as it is sent: without userinfo (never sent) and fragment (stays with the reader)."""
    return without_fragment(without_userinfo(url.strip()))


def redirect_location(url: str, status: int, location: str | None) -> str | None:
    """Where a redirect leads, resolved (RFC 9110 §10.2.2); None for an answer that is none."""
    if status not in REDIRECTS or not location or not location.strip():
        return None
    try:
        return request_url(urljoin(url, location.strip()))
    except ValueError:
        return location


def followable(location: str) -> Trouble | None:
    """Why a redirect is not followed, or None."""
    parts = split(location)
    if parts is not None and parts.scheme in ("http", "https"):
        return None
    return Trouble(kind="protocol-error", detail=f"redirects to {location[:200]}, which is no web address")


def loop(hops: list[Hop]) -> Trouble:
    """The outcome of a walk in circles, or too long a one."""
    return Trouble(
        kind="redirect-loop", detail=f"gave up after {len(hops)} redirects, at {hops[-1].location}"
    )


def _scheme(url: str) -> str:
    try:
        return urlsplit(url).scheme
    except ValueError:
        return ""


def _answer(response: Response, body: Body) -> Answer:
    media_type, charset = media_type_of(response.headers.get("content-type"))
    headers = tuple(
        (name.lower(), value[:MAX_HEADER_VALUE]) for name, value in response.headers.multi_items()
    )
    return Answer(
        status=response.status_code,
        headers=headers[:MAX_HEADERS],
        media_type=media_type,
        charset=charset,
        body_digest=sha256(body.decoded).hexdigest(),
        length=len(body.decoded),
        truncated=body.truncated,
    )


def media_type_of(value: str | None) -> tuple[str | None, str | None]:
    """Media type and charset of a Content-Type header, lower-cased; None for what it does not say.

    >>> media_type_of('Text/HTML; charset="UTF-8"'), media_type_of("html")
    (('text/html', 'utf-8'), (None, None))
    """
    head = (value or "").partition(";")[0].partition(",")[0].strip().lower()
    media_type = head if re.fullmatch(r"[^\s/]+/[^\s/]+", head) else None
    found = re.search(r"charset\s*=\s*[\"']?([\w.:+-]+)", value or "", re.IGNORECASE)
    return media_type, found[1].lower() if found else None
