"""A105: the copy lies in an archive that cannot be relied on."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.assessment import Assessment, Case
from ..model.url import host
from .copies import copy_help, replace_archive
from .rule import Remark, Rule
from .wording import reasons


def check(case: Case, assessment: Assessment) -> Iterator[Remark]:
    """A warning: the copy may be true, but nobody can rely on it."""
    archive = assessment.archive
    if archive.verdict != "untrusted":
        return
    name = archive.archive or host(archive.url or case.citation.archive_url or "") or "an archive"
    which = "the cited copy" if archive.role == "cited" else "the copy that was found"
    suggestion = replace_archive(case, archive)
    yield Remark(
        message=f"{which} is in {name}, an archive that has altered copies or has closed",
        because=reasons(archive),
        help=copy_help(suggestion, "cite a copy in another archive"),
        confidence=archive.confidence,
        suggestion=suggestion,
    )


RULE = Rule(
    code="A105",
    name="untrusted-archive",
    level="warning",
    axis="archive",
    scope="citation",
    summary="the copy is in an archive that has altered copies or has closed",
    check=check,
)
