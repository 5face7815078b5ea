"""One attempt at one URL: every hop of it, within one deadline, to an Answer or a Trouble."""

from __future__ import annotations

import asyncio
import datetime as dt
import errno
import ssl
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urljoin

from ..model.evidence import Answer, Hop, Observation, Target, Trouble, TroubleKind
from ..model.options import NetworkOptions
from ..model.url import host, origin, split, without_fragment, without_userinfo
from .addresses import is_address, is_public
from .body import BadEncoding, Body, read_body
from .client import Client, HTTPError, InvalidURL, Response, proxy_for
from .guard import NoSuchName, RefusedAddress, ResolverFailed, mapping

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MAX_HEADERS = 100
MAX_HEADER_VALUE = 2_000
NO_NETWORK = frozenset({errno.ENETUNREACH, errno.ENETDOWN})


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


@dataclass(slots=True, kw_only=True)
class Attempt:
    """What one attempt came to."""

    asked_at: dt.datetime
    hops: list[Hop] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)
    outcome: Answer | Trouble = UNANSWERED
    body: bytes = b""
    elapsed_ms: int = 0


@dataclass(slots=True)
class Cookies:
    """Cookies of one check, kept to the host that set them."""

    by_host: defaultdict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def take(self, url: str, response: Response) -> None:
        """Remember what a response sets."""
        for line in response.headers.get_list("set-cookie"):
            try:
                parsed = SimpleCookie(line)
            except CookieError:
                continue
            for name, morsel in parsed.items():
                self.by_host[host(url)][name] = morsel.value

    def header(self, url: str) -> str | None:
        """The Cookie header for a URL."""
        return "; ".join(f"{name}={value}" for name, value in self.by_host[host(url)].items()) or None


class Fetcher:
    """Makes attempts with one client."""

    def __init__(
        self,
        client: Client,
        options: NetworkOptions,
        *,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        self._client = client
        self._options = options
        self._now = now

    async def attempt(self, target: Target, seconds: float | None = None) -> Attempt:
        """Ask once, follow redirects, and say what came of it; nothing is raised.

        Redirects of an archive are not followed here: they must be kept inside it.

        Args:
            target: what to ask.
            seconds: the deadline for all of it, `--timeout` unless told.
        """
        attempt = Attempt(asked_at=self._now())
        started = time.monotonic()
        try:
            async with asyncio.timeout(seconds or self._options.timeout):
                await self._walk(target, attempt)
        except TimeoutError:
            limit = seconds or self._options.timeout
            attempt.outcome = Trouble(kind="timeout", detail=f"no complete answer within {limit:g} s")
        except (*CAUGHT, HTTPError, InvalidURL, OSError) as error:
            attempt.outcome = trouble(error)
        attempt.elapsed_ms = round((time.monotonic() - started) * 1000)
        return attempt

    async def _walk(self, target: Target, attempt: Attempt) -> None:
        url = request_url(target.url)
        cookies = Cookies()
        seen: set[tuple[str, str | None]] = {(url, None)}
        while True:
            location = await self._step(target, url, cookies, attempt)
            if location is None:
                return
            place = (location, cookies.header(location))
            if place in seen or len(attempt.hops) > self._options.max_redirects:
                attempt.outcome = Trouble(
                    kind="redirect-loop", detail=f"gave up after {len(attempt.hops)} redirects, at {location}"
                )
                return
            seen.add(place)
            url = location

    async def _step(self, target: Target, url: str, cookies: Cookies, attempt: Attempt) -> str | None:
        """One request: records a hop and says where it leads, or sets the outcome."""
        self._check(url)
        asked_at = self._now()
        headers = self._headers(target, url, cookies)
        request = self._client.build_request("GET", url, headers=headers)
        response = await self._client.send(request, stream=True)
        try:
            cookies.take(url, response)
            location = _location(url, response)
            follow = location is not None and target.purpose != "archive"
            body = Body(decoded=b"", raw=b"") if follow else await self._body(response)
        finally:
            await response.aclose()
        attempt.exchanges.append(_exchange(url, asked_at, response, body))
        if follow and location is not None:
            attempt.hops.append(Hop(url=url, status=response.status_code, location=location))
            return self._followable(location, attempt)
        attempt.outcome, attempt.body = _answer(response, body), body.decoded
        return None

    def _followable(self, location: str, attempt: Attempt) -> str | None:
        parts = split(location)
        if parts is not None and parts.scheme in ("http", "https"):
            return location
        attempt.outcome = Trouble(
            kind="protocol-error", detail=f"redirects to {location}, which is no web address"
        )
        return None

    def _check(self, url: str) -> None:
        """Refuse a literal private address even where a proxy would do the dialling."""
        where = origin(url)
        if where is None:
            raise InvalidURL(f"{url} is no valid URL")
        if self._options.allow_private or mapping(self._options.connect_to, where.host, where.port):
            return
        if proxy_for(where, self._options.proxy) and is_address(where.host) and not is_public(where.host):
            raise RefusedAddress(f"{where.host} is not a public address")

    def _headers(self, target: Target, url: str, cookies: Cookies) -> dict[str, str]:
        """The user's own headers go to the origin they were meant for, and never to an archive."""
        headers: dict[str, str] = {}
        if target.purpose != "archive" and origin(url) == origin(target.url):
            headers.update(self._options.headers)
        cookie = cookies.header(url)
        if cookie is not None:
            headers["Cookie"] = cookie
        return headers

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


def _location(url: str, response: Response) -> str | None:
    """Where a redirect leads, resolved (RFC 9110 §10.2.2); None for an answer that is none."""
    if response.status_code not in REDIRECTS:
        return None
    location = str(response.headers.get("location", "")).strip()
    try:
        return request_url(urljoin(url, location)) if location else None
    except ValueError:
        return location


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
    """Media type and charset of a Content-Type header, lower-cased."""
    if not value:
        return None, None
    message = Message()
    message["content-type"] = value
    charset = message.get_param("charset")
    return message.get_content_type(), charset.lower() if isinstance(charset, str) else None


def _exchange(url: str, asked_at: dt.datetime, response: Response, body: Body) -> Exchange:
    return Exchange(
        url=url,
        asked_at=asked_at,
        request_headers=tuple(
            (name, value)
            for name, value in response.request.headers.multi_items()
            if name.lower() not in ("authorization", "cookie", "proxy-authorization")
        ),
        status=response.status_code,
        reason=response.reason_phrase,
        headers=tuple(response.headers.multi_items()),
        raw=body.raw,
    )


CAUGHT = (RefusedAddress, NoSuchName, ResolverFailed, BadEncoding, UnicodeError)
_BY_CLASS: tuple[tuple[str, TroubleKind], ...] = (
    ("InvalidURL", "malformed-url"),
    ("UnsupportedProtocol", "unsupported-scheme"),
    ("ProxyError", "proxy"),
    ("TimeoutException", "timeout"),
    ("RemoteProtocolError", "protocol-error"),
    ("LocalProtocolError", "protocol-error"),
    ("DecodingError", "protocol-error"),
    ("TooManyRedirects", "redirect-loop"),
    ("ConnectError", "refused"),
    ("NetworkError", "reset"),
    ("TransportError", "reset"),
    ("HTTPStatusError", "protocol-error"),
    ("RequestError", "reset"),
    ("HTTPError", "reset"),
    ("BadEncoding", "protocol-error"),
    ("RefusedAddress", "refused-address"),
    ("NoSuchName", "dns"),
    ("ResolverFailed", "dns-failure"),
    ("UnicodeError", "malformed-url"),
    ("OSError", "reset"),
)
"""By the name of a class or of one of its bases, the most telling first."""


def trouble(error: BaseException) -> Trouble:
    """What an exception of the client, the guard or the operating system means."""
    chain = _chain(error)
    for cause in chain:
        if isinstance(cause, ssl.SSLError):
            return Trouble(kind="tls", detail=_words(cause))
        if isinstance(cause, OSError) and cause.errno in NO_NETWORK:
            return Trouble(kind="no-network", detail=_words(cause))
        if isinstance(cause, ConnectionResetError | BrokenPipeError):
            return Trouble(kind="reset", detail="the connection was reset")
    if "without sending a response" in str(error):
        return Trouble(kind="reset", detail="the server closed the connection without an answer")
    names = [base.__name__ for base in type(error).__mro__]
    kind: TroubleKind = next((kind for name, kind in _BY_CLASS if name in names), "protocol-error")
    return Trouble(kind=kind, detail=_words(chain[-1] if kind == "refused" else error))


def _chain(error: BaseException) -> list[BaseException]:
    """The error and what caused it, outermost first."""
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.append(current)
        current = current.__cause__ or current.__context__
    return chain


def _words(error: BaseException) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"certificate not accepted: {error.verify_message}"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return str(error) or type(error).__name__
