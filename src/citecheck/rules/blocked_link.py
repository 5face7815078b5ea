"""L103: the server answers, but will not show the page to a program."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.assessment import Assessment, Case, LiveReason
from .copies import good_copy
from .rule import Remark, Rule
from .wording import answers, reasons, site, where


def check(case: Case, assessment: Assessment) -> Iterator[Remark]:
    """A note: being refused says nothing about the source."""
    live = assessment.live
    if live.verdict != "blocked":
        return
    yield Remark(
        message=_observed(case, live.reason),
        because=reasons(live, good_copy(case, assessment)),
        help="open the link in a browser; being refused here says nothing about whether the page is there",
        confidence=live.confidence,
    )


def _observed(case: Case, reason: LiveReason) -> str:
    match reason:
        case "challenge":
            return f"{site(case)} shows a challenge for browsers instead of the page"
        case "forbidden" | "unauthorized":
            return f"the server {answers(case)} to a program at {where(case)}"
        case "rate-limited":
            return f"{site(case)} limits how often it may be asked"
        case "legal":
            return f"the page is withheld for legal reasons at {where(case)}"
        case "login":
            return f"the page asks for a login at {where(case)}"
        case "paywall":
            return f"the page is behind a paywall at {where(case)}"
        case "consent":
            return f"the page shows only a request for consent at {where(case)}"
        case "script-required":
            return f"the page shows nothing without JavaScript at {where(case)}"
        case _:
            return f"the server does not show the page to a program at {where(case)}"


RULE = Rule(
    code="L103",
    name="blocked-link",
    level="note",
    axis="live",
    scope="citation",
    summary="the server does not show the page to a program",
    check=check,
)
