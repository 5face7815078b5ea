"""What several rules need to know of the archived copies, and the rewritings that copies allow."""

from __future__ import annotations

import re

from ..model.assessment import Archive, Assessment, Case, Level, OtherCopy
from ..model.evidence import Copy, Page
from ..model.finding import Suggestion
from .wording import as_written, quoted

NEAR_DAYS = 30
"""A copy this near to the access date may take the place of another without a second look."""

_CALENDAR = re.compile(r"^https?://[^?#]*?/\d{0,14}\*/", re.IGNORECASE)
_UNDATED = re.compile(r"^https?://(?!archive\.\w+/o/)[^?#]*?/(?P<before>[^/?#]*)/https?:/", re.IGNORECASE)
"""The part before the inner URL is the date, if there is one (archive.today's `/o/code/URL` has a code)."""


def is_calendar(link: str) -> bool:
    """Whether an archive link leads to a list of copies (`/web/2022*/URL`) instead of to a copy."""
    return _CALENDAR.match(link) is not None


def is_undated(link: str) -> bool:
    """Whether an archive link holds the source's URL but no date (`/web/URL`): it serves the newest copy."""
    found = _UNDATED.match(link)
    return found is not None and re.match(r"\d", found["before"]) is None and not is_calendar(link)


def level_of(archive: Archive) -> Level:
    """A bad cited copy sends readers to the wrong thing: an error. A bad one that was found, a warning."""
    return "error" if archive.role == "cited" else "warning"


def named(archive: Archive) -> str:
    """`the cited copy of 2022-10-12`, or `the nearest copy found, of 2022-10-12,`."""
    day = f"{archive.captured_at:%Y-%m-%d}" if archive.captured_at else None
    if archive.role == "cited":
        return f"the cited copy of {day}" if day else "the cited copy"
    return f"the nearest copy found, of {day}," if day else "the nearest copy found"


def seen(case: Case, archive: Archive) -> Copy | None:
    """The evidence that the verdict on the archive speaks of, or None."""
    copies = case.evidence.copies if case.evidence else ()
    return next((c for c in copies if archive.url and archive.url in _addresses(c)), None)


def page_of(case: Case, archive: Archive) -> Page | None:
    """What the archived copy says of itself, when it was read."""
    copy = seen(case, archive)
    return copy.page if copy else None


def _addresses(copy: Copy) -> tuple[str, ...]:
    return (copy.url, copy.capture.url) if copy.capture else (copy.url,)


def good_copy_is_cited(assessment: Assessment) -> bool:
    """Whether the note already leads its readers to a good copy."""
    return assessment.archive.verdict == "ok" and assessment.archive.role == "cited"


def good_copy(case: Case, assessment: Assessment) -> str | None:
    """What a good copy shows, as a reason: `the copy of 2022-10-12 was “…”`; None without one."""
    archive = assessment.archive
    if archive.verdict != "ok" or archive.captured_at is None:
        other = better(archive)
        return f"there is a good copy of {other.captured_at:%Y-%m-%d}: {other.url}" if other else None
    page = page_of(case, archive)
    if page is not None and page.title:
        return f"the copy of {archive.captured_at:%Y-%m-%d} was {quoted(page.title)}"
    return f"there is a good copy of {archive.captured_at:%Y-%m-%d}"


def add_archive(case: Case, assessment: Assessment) -> Suggestion | None:
    """Put a good copy that was found beside the URL: the old address stays, so nothing is lost."""
    archive, written = assessment.archive, as_written(case.citation)
    if archive.verdict != "ok" or not archive.url or case.citation.archive_url is not None:
        return None
    if written in ("", archive.url):
        return None
    return Suggestion(kind="add-archive", safe=archive.confidence != "low", old=written, new=archive.url)


def better(archive: Archive, *, nearer: bool = False) -> OtherCopy | None:
    """The first other copy that is good; with `nearer` only one nearer to the access date than this one."""
    good = [other for other in archive.others if other.verdict == "ok"]
    if nearer and archive.days_from_access is not None:
        bound = abs(archive.days_from_access)
        good = [o for o in good if o.days_from_access is not None and abs(o.days_from_access) < bound]
    return good[0] if good else None


def replace_archive(case: Case, archive: Archive, *, nearer: bool = False) -> Suggestion | None:
    """Cite a better copy instead of the cited one; safe when it is near to the access date."""
    old, other = case.citation.archive_url, better(archive, nearer=nearer)
    if not old or other is None or other.url in ("", old):
        return None
    days = other.days_from_access
    safe = days is not None and abs(days) <= NEAR_DAYS
    return Suggestion(kind="replace-archive", safe=safe, old=old, new=other.url)


def copy_help(suggestion: Suggestion | None, otherwise: str) -> str:
    """What to do about a bad copy: take the better one that was seen, or `otherwise`."""
    return f"cite this copy instead: {suggestion.new}" if suggestion else otherwise
