"""A104: the archived copy shows another page than the one cited."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.assessment import Assessment, Case
from .copies import copy_help, level_of, named, page_of, replace_archive
from .rule import Remark, Rule
from .wording import quoted, reasons


def check(case: Case, assessment: Assessment) -> Iterator[Remark]:
    """An error for a copy that the note cites, a warning for one that was only found."""
    archive = assessment.archive
    if archive.verdict != "other-page":
        return
    page = page_of(case, archive)
    title = f": {quoted(page.title)}" if page and page.title else ""
    suggestion = replace_archive(case, archive)
    yield Remark(
        message=f"{named(archive)} shows another page{title}",
        because=reasons(archive),
        help=copy_help(suggestion, "look at the copy, and cite one that shows the source"),
        confidence=archive.confidence,
        level=level_of(archive),
        suggestion=suggestion,
    )


RULE = Rule(
    code="A104",
    name="wrong-copy",
    level="error",
    axis="archive",
    scope="citation",
    summary="the archived copy shows another page",
    check=check,
)
