"""A101: the source has no archived copy in the archives that were asked."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.assessment import Assessment, Case
from ..model.url import host
from .rule import Remark, Rule
from .wording import reasons

SAVE = "save the page while it is there (https://web.archive.org/save) and cite the copy"
GONE = "look in other archives, or cite another source for the same"


def check(case: Case, assessment: Assessment) -> Iterator[Remark]:
    """A note, or a warning when the source itself is gone. Names the places that were searched."""
    archive = assessment.archive
    if archive.role == "cited" or archive.verdict not in ("missing", "excluded"):
        return
    searched = _searched(case, archive.archive)
    dead = assessment.live.verdict == "dead"
    if archive.verdict == "excluded":
        message = f"{searched} may not show copies of {host(case.citation.url or '') or 'this site'}"
    else:
        message = f"no archived copy was found in {searched}"
    yield Remark(
        message=message,
        because=reasons(archive),
        help=GONE if dead else SAVE,
        confidence=archive.confidence,
        level="warning" if dead else None,
    )


def _searched(case: Case, fallback: str | None) -> str:
    """The archives that were asked for the source, by name."""
    copies = case.evidence.copies if case.evidence else ()
    names = dict.fromkeys(copy.archive for copy in copies if copy.role == "found")
    return ", ".join(names) or fallback or "the archives that were asked"


RULE = Rule(
    code="A101",
    name="no-archived-copy",
    level="note",
    axis="archive",
    scope="citation",
    summary="the archives that were asked have no copy of the source",
    check=check,
)
