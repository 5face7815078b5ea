"""A103: the archive serves a copy of another day than its link says."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.assessment import Archive, Assessment, Case
from .copies import copy_help, is_undated, level_of, replace_archive
from .rule import Remark, Rule
from .wording import reasons


def check(case: Case, assessment: Assessment) -> Iterator[Remark]:
    """An error for a cited copy of another day, a warning for an archive link without a date."""
    archive = assessment.archive
    link = case.citation.archive_url
    undated = link is not None and is_undated(link)
    if archive.verdict != "shifted" and not undated:
        return
    suggestion = replace_archive(case, archive, nearer=True)
    yield Remark(
        message=_undated(archive) if undated else _shifted(case, archive),
        because=reasons(archive),
        help=copy_help(suggestion, "look at the copy and cite it under the date that it has"),
        confidence="high" if undated else archive.confidence,
        level="warning" if undated else level_of(archive),
        suggestion=suggestion,
    )


def _undated(archive: Archive) -> str:
    message = "the archive link has no date, so it shows whatever copy is the newest"
    return f"{message}: today that of {archive.captured_at:%Y-%m-%d}" if archive.captured_at else message


def _shifted(case: Case, archive: Archive) -> str:
    cited = f"of {case.citation.archived_at}" if case.citation.archived_at else "that is cited"
    if archive.captured_at is None:
        return f"the archive serves another copy than the one {cited}"
    return f"the archive serves a copy of {archive.captured_at:%Y-%m-%d} instead of the one {cited}"


RULE = Rule(
    code="A103",
    name="shifted-copy",
    level="error",
    axis="archive",
    scope="citation",
    summary="the archive serves a copy of another day than its link says",
    check=check,
)
