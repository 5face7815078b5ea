"""L105: the publisher still answers, but with something else than was cited."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.assessment import Assessment, Case, LiveReason
from .copies import add_archive, good_copy, good_copy_is_cited
from .rule import Remark, Rule
from .wording import reasons, where


def check(case: Case, assessment: Assessment) -> Iterator[Remark]:
    """A warning, or a note when readers find a good copy in the note already."""
    live = assessment.live
    if live.verdict != "changed":
        return
    kept = good_copy_is_cited(assessment)
    suggestion = add_archive(case, assessment)
    yield Remark(
        message=_observed(case, live.reason),
        because=reasons(live, *assessment.content.because, good_copy(case, assessment)),
        help=_help(kept, suggestion.new if suggestion else None),
        confidence=live.confidence,
        level="note" if kept else None,
        suggestion=suggestion,
    )


def _observed(case: Case, reason: LiveReason) -> str:
    match reason:
        case "content-changed":
            return f"the text at {where(case)} is not what it was"
        case "title-changed":
            return f"the page at {where(case)} now has another title"
        case "empty":
            return f"the page at {where(case)} is empty"
        case _:
            return f"another page is shown at {where(case)}"


def _help(kept: bool, copy: str | None) -> str:
    if kept:
        return "nothing to do: the note cites a good archived copy"
    if copy is not None:
        return f"add the archived copy, which shows what was cited: {copy}"
    return "read the page again and see whether it still says what it is cited for"


RULE = Rule(
    code="L105",
    name="changed-source",
    level="warning",
    axis="live",
    scope="citation",
    summary="the publisher answers with something else than was cited",
    check=check,
)
