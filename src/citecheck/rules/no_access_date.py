"""F101: a web source without the day on which it was read."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.assessment import Assessment, Case
from .rule import Remark, Rule
from .wording import shown


def check(case: Case, _assessment: Assessment) -> Iterator[Remark]:
    """A note. A DOI, an arXiv number or a dated archived copy fixes the source better than a date."""
    citation = case.citation
    dated = citation.accessed or citation.accessed_text or citation.accessed_other or citation.archived_at
    lasting = citation.doi or citation.arxiv or citation.refers_to
    if citation.url is None or dated or lasting:
        return
    yield Remark(
        message=f"the note does not say when {shown(citation.url)} was read",
        help="add the date of access: it tells which version of the page is meant",
    )


RULE = Rule(
    code="F101",
    name="no-access-date",
    level="note",
    axis="fields",
    scope="citation",
    summary="a web source has no date of access",
    check=check,
)
