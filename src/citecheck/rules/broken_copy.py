"""A102: the archived copy is there, but it does not show the source."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.assessment import Archive, Assessment, Case
from ..model.text import shorten
from .copies import copy_help, is_calendar, level_of, named, replace_archive, seen
from .rule import Remark, Rule
from .wording import WIDTH, reasons

GONE = "look for another copy of the source, near the day you read it"


def check(case: Case, assessment: Assessment) -> Iterator[Remark]:
    """An error for a copy that the note cites, a warning for one that was only found."""
    archive = assessment.archive
    link = case.citation.archive_url
    calendar = link is not None and is_calendar(link)
    message = (
        f"the archive link leads to a list of copies, not to a copy: {shorten(link, WIDTH)}"
        if link is not None and calendar
        else _observed(case, archive)
    )
    if message is None:
        return
    suggestion = replace_archive(case, archive)
    yield Remark(
        message=message,
        because=reasons(archive),
        help=copy_help(suggestion, "choose one copy from the list and cite it" if calendar else GONE),
        confidence="high" if calendar else archive.confidence,
        level="warning" if calendar else level_of(archive),
        suggestion=suggestion,
    )


def _observed(case: Case, archive: Archive) -> str | None:
    """What the copy shows instead of the source, None when it is not broken."""
    match archive.verdict:
        case "error-copy":
            copy = seen(case, archive)
            what = f"HTTP status {copy.capture.status}" if copy and copy.capture else "an HTTP error"
            return f"{named(archive)} is an error page: the server answered with {what} when it was saved"
        case "soft-404-copy":
            return f"{named(archive)} shows a page that says the source is not there"
        case "blocked-copy":
            return f"{named(archive)} shows a wall (a challenge, a login, a paywall), not the source"
        case "missing" if archive.role == "cited":
            return f"the archive does not have the cited copy{_at(case)}"
        case "excluded" if archive.role == "cited":
            return f"the archive does not show the cited copy{_at(case)}"
        case _:
            return None


def _at(case: Case) -> str:
    link = case.citation.archive_url
    return f": {shorten(link, WIDTH)}" if link else ""


RULE = Rule(
    code="A102",
    name="broken-copy",
    level="error",
    axis="archive",
    scope="citation",
    summary="the archived copy does not show the source",
    check=check,
)
