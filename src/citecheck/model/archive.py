"""What an archive is, and how to recognise the address of an archived copy.

The table of the archives that exist is data of the `web` room (`web/archives/registry`);
`flow` hands it to whoever must recognise an archive link.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

Trust = Literal["ok", "untrusted", "defunct", "needs-script"]
CopyForm = Literal["capture", "latest", "calendar", "short"]

_TIMESTAMP = re.compile(r"^(?P<stamp>\d{1,14})(?P<modifier>(?:[a-z]{2}_|id_)?)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """One web archive.

    `hosts` are the host names that serve its copies, `base` the Wayback-compatible prefix
    (without a final slash) under which `<timestamp>id_/<url>` and `timemap/link/<url>` live,
    or None when it has no such form. `*_per_minute` are the public limits (requests per
    client address, of which we use 80 %), None for no known limit.
    """

    name: str
    base: str | None
    hosts: tuple[str, ...] = ()
    trust: Trust = "ok"
    replay_per_minute: int | None = None
    index_per_minute: int | None = None
    dotted: bool = False
    """Long addresses carry a dotted timestamp (archive.today: 2022.10.12-101010)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveUrl:
    """An archive link taken apart.

    `timestamp` has 1 to 14 digits, None for a link without one; `original` is None for short
    forms. `form`: a dated capture, the latest copy (`/web/URL`), a calendar page
    (`/web/2022*/URL`, no copy at all), or a short code that only the archive can resolve.
    """

    archive: str
    url: str
    original: str | None
    timestamp: str | None
    form: CopyForm


def captured_at(timestamp: str | None) -> dt.datetime | None:
    """The moment (UTC) a full 14-digit timestamp names; None for shorter or impossible ones."""
    if timestamp is None or len(timestamp) != 14:
        return None
    try:
        return dt.datetime.strptime(timestamp, "%Y%m%d%H%M%S").replace(tzinfo=dt.UTC)
    except ValueError:
        return None


def timestamp_of(day: dt.date | None) -> str | None:
    """The timestamp to ask for a day: its noon, so that no time zone is a day off."""
    return None if day is None else f"{day:%Y%m%d}120000"


def read_archive_url(url: str, archives: tuple[Archive, ...]) -> ArchiveUrl | None:
    """Take an archive link apart; None when it is no link into one of `archives`.

    >>> wayback = Archive(name="wayback", base="https://web.archive.org/web", hosts=("web.archive.org",))
    >>> read_archive_url("https://web.archive.org/web/2022id_/http://a.example/", (wayback,)).original
    'http://a.example/'
    """
    for archive in archives:
        rest = _below(url, archive)
        if rest is not None:
            return _take_apart(url, rest, archive)
    return None


def _below(url: str, archive: Archive) -> str | None:
    """What follows the archive's base (or its host), None when `url` is not one of its links."""
    bare = re.sub(r"^https?://(?:www\.)?", "", url, flags=re.IGNORECASE)
    if archive.base is not None:
        base = re.sub(r"^https?://(?:www\.)?", "", archive.base) + "/"
        if bare.lower().startswith(base.lower()):
            return bare[len(base) :]
    head, _, rest = bare.partition("/")
    if head.lower() not in archive.hosts or not rest:
        return None
    return rest if archive.base is None else _strip_collection(rest)


def _strip_collection(rest: str) -> str | None:
    """Drop path parts before the timestamp: other collections of the same host."""
    found = re.search(r"(?:^|/)(\d{1,14}(?:[a-z]{2}_)?\*?/(?:https?:|www\.).*)$", rest)
    return found[1] if found else None


def _take_apart(url: str, rest: str, archive: Archive) -> ArchiveUrl:
    head, _, tail = rest.partition("/")
    if "*" in head:
        return ArchiveUrl(
            archive=archive.name, url=url, original=_absolute(tail), timestamp=None, form="calendar"
        )
    stamp = head.replace(".", "").replace("-", "") if archive.dotted else head
    parts = _TIMESTAMP.match(stamp)
    if parts and tail:
        return ArchiveUrl(
            archive=archive.name, url=url, original=_absolute(tail), timestamp=parts["stamp"], form="capture"
        )
    if re.match(r"https?:/", rest, re.IGNORECASE):
        return ArchiveUrl(
            archive=archive.name, url=url, original=_absolute(rest), timestamp=None, form="latest"
        )
    return ArchiveUrl(archive=archive.name, url=url, original=None, timestamp=None, form="short")


def _absolute(original: str) -> str | None:
    """Give back the scheme, or its second slash, that some hands drop from the inner URL."""
    if not original:
        return None
    mended = re.sub(r"^(https?):/(?!/)", r"\1://", original, flags=re.IGNORECASE)
    return mended if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*://", mended) else "http://" + mended
