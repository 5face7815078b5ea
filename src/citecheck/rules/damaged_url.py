"""F106: an address that cannot be one, or that had to be mended before it could be asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.assessment import Assessment, Case
from ..model.citation import Citation
from ..model.finding import Suggestion
from ..model.url import split, without_userinfo
from .rule import Remark, Rule
from .wording import as_written, quoted, shown

_LAYOUT = re.compile(r"[\s\u00ad\u200b\u2060\ufeff]+")
"""White space and invisible characters: how a long address is broken over lines, no damage."""


def check(case: Case, assessment: Assessment) -> Iterator[Remark]:
    """An error for an address that nobody can open, a note for one that was mended."""
    citation = case.citation
    if citation.url is None:
        return
    if assessment.live.reason == "malformed-url" or _is_malformed(citation.url):
        yield Remark(
            message=f"{quoted(without_userinfo(as_written(citation)))} is no valid address",
            because=tuple(one for one in (assessment.live.detail,) if one),
            help="correct the address in the note: it was not asked, so nothing is known of the source",
        )
    elif _is_mended(citation):
        yield _mended(citation)


def _is_malformed(url: str) -> bool:
    scheme = url.partition(":")[0].lower()
    return scheme in ("http", "https") and split(url) is None


def _is_mended(citation: Citation) -> bool:
    """Whether more was mended than a line break or a scheme that readers can supply."""
    if not citation.url or not citation.url_as_written:
        return False
    written = _LAYOUT.sub("", citation.url_as_written)
    bare = re.sub(r"^https?://", "", citation.url, flags=re.IGNORECASE)
    return written not in (citation.url, bare, f"//{bare}")


def _mended(citation: Citation) -> Remark:
    span = citation.span("url")
    written, url = as_written(citation), citation.url or ""
    return Remark(
        message=f"the address was read as {shown(url)}, the note writes {quoted(without_userinfo(written))}",
        because=(f"the rule that read it: {span.rule}",) if span else (),
        help="correct the address in the note",
        confidence=span.confidence if span else "medium",
        level="note",
        suggestion=Suggestion(kind="replace-url", safe=False, old=written, new=url),
    )


RULE = Rule(
    code="F106",
    name="damaged-url",
    level="error",
    axis="fields",
    scope="citation",
    summary="the address is no valid one, or had to be mended",
    check=check,
)
