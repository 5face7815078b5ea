"""L102: the source has moved to another address for good."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.assessment import Assessment, Case
from ..model.finding import Suggestion
from ..model.url import key, without_userinfo
from .rule import Remark, Rule
from .wording import as_written, final_url, reasons, shown

PERMANENT = frozenset({301, 308})


def check(case: Case, assessment: Assessment) -> Iterator[Remark]:
    """A note with the new address."""
    live = assessment.live
    if live.verdict != "moved":
        return
    new = _new_address(case)
    suggestion = _suggestion(case, assessment, new)
    yield Remark(
        message=f"the page has moved to {shown(new)}" if new else "the page has moved to another address",
        because=reasons(live),
        help="cite the new address" if suggestion and suggestion.safe else "see that it is the same source",
        confidence=live.confidence,
        suggestion=suggestion,
    )


def _new_address(case: Case) -> str | None:
    """Where the redirects ended, or else what the page calls its own address."""
    cited = case.citation.url or ""
    page = case.evidence.page if case.evidence else None
    for new in (final_url(case), page.canonical if page else None):
        if new and key(new) != key(cited):
            return _with_fragment(without_userinfo(new), cited)
    return None


def _with_fragment(new: str, cited: str) -> str:
    """A redirect without a fragment inherits the one that was asked with (RFC 9110 §10.2.2)."""
    _, mark, fragment = cited.partition("#")
    return new if "#" in new or not mark else f"{new}#{fragment}"


def _suggestion(case: Case, assessment: Assessment, new: str | None) -> Suggestion | None:
    """Safe when every hop says "for good" and the page at the end has the cited title."""
    old = as_written(case.citation)
    if new is None or old in ("", new):
        return None
    hops = case.evidence.observation.hops if case.evidence else ()
    permanent = bool(hops) and all(hop.status in PERMANENT for hop in hops)
    same = assessment.description.source == "live" and assessment.description.title.state in (
        "match",
        "variant",
    )
    return Suggestion(kind="replace-url", safe=permanent and same, old=old, new=new)


RULE = Rule(
    code="L102",
    name="moved-link",
    level="note",
    axis="live",
    scope="citation",
    summary="the source has moved to another address for good",
    check=check,
)
