"""L101: there is proof that the source is gone from its address."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.assessment import Assessment, Case, LiveReason
from .copies import add_archive, good_copy, good_copy_is_cited
from .rule import Remark, Rule
from .wording import answers, reasons, site, where


def check(case: Case, assessment: Assessment) -> Iterator[Remark]:
    """An error, or a note when readers find a good copy in the note already."""
    live = assessment.live
    if live.verdict != "dead":
        return
    kept = good_copy_is_cited(assessment)
    suggestion = add_archive(case, assessment)
    yield Remark(
        message=_observed(case, live.reason),
        because=reasons(live, good_copy(case, assessment)),
        help=_help(kept, suggestion.new if suggestion else None),
        confidence=live.confidence,
        level="note" if kept else None,
        suggestion=suggestion,
    )


def _observed(case: Case, reason: LiveReason) -> str:
    match reason:
        case "http-404" | "http-410":
            return f"the page answers {reason[-3:]} at {where(case)}"
        case "dns":
            return f"there is no host of the name {site(case)}"
        case "soft-404":
            return f"the page {answers(case)} but says that its content is gone, at {where(case)}"
        case "redirected-home":
            return f"the link leads to a front page, {where(case)}"
        case "parked":
            return f"the domain is parked or for sale, at {where(case)}"
        case "suspended":
            return f"the host says that the site is suspended, at {where(case)}"
        case "default-page":
            return f"a web server shows its own default page at {where(case)}"
        case "taken-over":
            return f"the page at {where(case)} has another owner and another topic"
        case _:
            return f"the page is gone from {where(case)}"


def _help(kept: bool, copy: str | None) -> str:
    if kept:
        return "nothing to do: the note cites a good archived copy"
    if copy is not None:
        return f"add the archived copy to the note: {copy}"
    return "look for the source at a new address or in another archive, or cite another source"


RULE = Rule(
    code="L101",
    name="dead-link",
    level="error",
    axis="live",
    scope="citation",
    summary="the source is gone from its address",
    check=check,
)
