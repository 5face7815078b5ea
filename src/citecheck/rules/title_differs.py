"""D101: the page has another title than the note says."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.assessment import Assessment, Case
from .rule import Remark, Rule
from .wording import quoted


def check(case: Case, assessment: Assessment) -> Iterator[Remark]:
    """A warning, where the page compared is the cited one: a rule on the link or the copy tells the rest."""
    title = assessment.description.title
    cited = case.citation.title
    if title.state != "differs" or not cited or not _is_the_source(assessment):
        return
    found = f"the title is {quoted(title.found)}" if title.found else "the title is another one"
    copy = "archived copy" if assessment.description.source == "archive" else "page"
    yield Remark(
        message=f"on the {copy} {found}, the note says {quoted(cited)}",
        because=(title.because,) if title.because else (),
        help="correct the title in the note, or see whether the link leads to the right page",
        confidence="medium",
    )


def _is_the_source(assessment: Assessment) -> bool:
    if assessment.description.source == "archive":
        return assessment.archive.verdict in ("ok", "shifted", "untrusted")
    return assessment.live.verdict in ("alive", "moved")


RULE = Rule(
    code="D101",
    name="title-differs",
    level="warning",
    axis="description",
    scope="citation",
    summary="the page has another title than the note says",
    check=check,
)
