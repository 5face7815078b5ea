"""Asking a web archive for one copy, and telling whether the answer is one.

What decides (RFC 7089, and what archives were seen to do):

- Only the raw form (`<timestamp>id_/<url>`) is asked. In the viewing form an archived redirect is
  a 200 page, and framed archives answer 200 for everything, captures they never had included.
- `Memento-Datetime` on that raw answer proves a capture, the status does not: an excluded URL may
  answer 200 without it, an archived 404 answers 404 with it.
- The date served is the date judged; archives redirect to another one without a word.
- A redirect is followed inside the archive only: raw answers of some archives give the captured
  `Location` as it was, and following that would leave for today's web.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from typing import Protocol
from urllib.parse import urljoin

from ...model.archive import Archive, ArchiveUrl, read_archive_url, timestamp_of
from ...model.evidence import Answer, Capture, Copy, Hop, Observation, Role, Target, Trouble
from ...model.url import without_fragment, without_userinfo
from ..fetch import Fetched
from .links import related

MAX_HOPS = 8
LATEST = "2"
"""A timestamp cut to its first digit: Wayback and pywb both serve their latest copy for it."""

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_RAW_FORM = re.compile(r"/(\d{1,14})(?:[a-z]{2}_)?/")


class Asker(Protocol):
    """The part of `Web` that an archive needs; it does not follow redirects for `purpose="archive"`."""

    async def get(self, target: Target) -> Fetched:
        """Ask one URL."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCopy:
    """A copy and the bytes of its raw answer (empty when there is none)."""

    copy: Copy
    body: bytes = b""


async def find_copy(web: Asker, archive: Archive, original: str, as_of: dt.date | None) -> FoundCopy:
    """Ask an archive for its capture of `original` nearest the day `as_of` (the latest without one).

    One request and its redirects. The archive must have a `base`.
    """
    bare = without_fragment(without_userinfo(original))
    stamp = timestamp_of(as_of) or LATEST
    return await _ask(
        web, archive, f"{archive.base}/{stamp}id_/{bare}", Question("found", None, bare, stamp, as_of)
    )


async def cited_copy(web: Asker, archive: Archive, link: ArchiveUrl, as_of: dt.date | None) -> FoundCopy:
    """Ask for the copy that a note cites, by its raw form where the archive has one."""
    return await _ask(
        web, archive, _raw(archive, link), Question("cited", link.url, link.original, link.timestamp, as_of)
    )


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked for; `cited` is the address in the note."""

    role: Role
    cited: str | None
    original: str | None
    stamp: str | None
    as_of: dt.date | None


def _raw(archive: Archive, link: ArchiveUrl) -> str:
    """The address of the raw answer: the cited one itself where the archive knows no raw form."""
    url = without_fragment(link.url)
    if link.form == "capture" and archive.base is not None:
        return _RAW_FORM.sub(r"/\1id_/", url, count=1)
    if link.form == "latest" and archive.base is not None:
        return f"{archive.base}/{LATEST}id_/{link.original}"
    return url


async def _ask(web: Asker, archive: Archive, url: str, question: Question) -> FoundCopy:
    """Walk from answer to answer inside the archive until one is no redirect."""
    hops: list[Hop] = []
    seen = {url}
    observations: list[Observation] = []
    while True:
        fetched = await web.get(Target(url=url, as_of=question.as_of, purpose="archive"))
        observations.append(fetched.observation)
        outcome = fetched.observation.outcome
        location = _next(archive, url, outcome)
        if location is None:
            return _found(archive, question, _merged(observations, hops), fetched.body)
        assert isinstance(outcome, Answer)
        hops.append(Hop(url=url, status=outcome.status, location=location))
        if location in seen or len(hops) > MAX_HOPS:
            loop = Trouble(kind="redirect-loop", detail=f"{len(hops)} redirects inside the archive")
            return _found(archive, question, _merged(observations, hops, loop), b"")
        seen.add(location)
        url = location


def _next(archive: Archive, url: str, outcome: Answer | Trouble) -> str | None:
    """Where an answer sends us, turned back into the archive's raw form."""
    if isinstance(outcome, Trouble) or outcome.status not in REDIRECTS:
        return None
    location = outcome.header("location")
    if not location:
        return None
    # An archived Location may itself be an archive's address below another prefix: keep it as it is.
    target = urljoin(url, location)
    link = read_archive_url(target, (archive,))
    stamp = _RAW_FORM.search(url)
    if link is not None:
        return _raw(archive, link)
    if archive.base is None or stamp is None:
        return target
    return f"{_prefix(url)}/{stamp[1]}id_/{_captured_target(url, location)}"


def _prefix(url: str) -> str:
    """The base of a raw address."""
    found = _RAW_FORM.search(url)
    return url[: found.start()] if found else url


def _captured_target(url: str, location: str) -> str:
    """A captured Location, relative ones resolved against the captured page."""
    found = _RAW_FORM.search(url)
    return urljoin(url[found.end() :], location) if found else location


def _merged(observations: list[Observation], hops: list[Hop], outcome: Trouble | None = None) -> Observation:
    """One observation for the whole walk."""
    return replace(
        observations[0],
        elapsed_ms=sum(one.elapsed_ms for one in observations),
        attempts=sum(one.attempts for one in observations),
        hops=tuple(hops),
        outcome=outcome or observations[-1].outcome,
    )


def _found(archive: Archive, question: Question, observation: Observation, body: bytes) -> FoundCopy:
    capture = _capture(archive, question, observation)
    url = question.cited or (capture.url if capture else observation.target.url.replace("id_/", "/", 1))
    copy = Copy(
        archive=archive.name,
        role=question.role,
        url=url,
        original=question.original,
        asked_for=question.stamp,
        observation=observation,
        capture=capture,
    )
    return FoundCopy(copy=copy, body=body if capture else b"")


def _capture(archive: Archive, question: Question, observation: Observation) -> Capture | None:
    """The capture that an answer proves to be, by `Memento-Datetime` alone."""
    outcome = observation.outcome
    if isinstance(outcome, Trouble):
        return None
    at = memento_datetime(outcome)
    if at is None:
        return None
    served = read_archive_url(observation.final_url, (archive,))
    original = (
        related(outcome.header("link"), "original")
        or (served.original if served else None)
        or question.original
        or observation.final_url
    )
    return Capture(
        archive=archive.name,
        original=original,
        captured_at=at,
        url=_view(archive, observation.final_url, original, at),
        status=outcome.status,
    )


def _view(archive: Archive, final_url: str, original: str, at: dt.datetime) -> str:
    """The address at which a reader sees a capture."""
    if archive.base is None:
        return final_url
    return f"{_prefix(final_url)}/{at:%Y%m%d%H%M%S}/{original}"


def memento_datetime(answer: Answer) -> dt.datetime | None:
    """The capture date (UTC) an answer proves, None for an answer that is no capture (RFC 7089 §2.1.1)."""
    value = answer.header("memento-datetime")
    if value is None:
        return None
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
