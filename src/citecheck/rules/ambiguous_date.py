"""F102: an access date that can be read in more than one way."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.assessment import Assessment, Case
from .rule import Remark, Rule
from .wording import quoted


def check(case: Case, _assessment: Assessment) -> Iterator[Remark]:
    """A warning with all the readings; which one is meant is not guessed."""
    citation = case.citation
    if citation.accessed is not None or len(citation.accessed_other) < 2:
        return
    written = quoted(citation.accessed_text) if citation.accessed_text else "the date of access"
    yield Remark(
        message=f"{written} can be {' or '.join(citation.accessed_other)}",
        because=("nothing else in the document settles the order of day and month",),
        help="write the month as a word, or the date as YYYY-MM-DD",
        subject=citation.accessed_text or "",
    )


RULE = Rule(
    code="F102",
    name="ambiguous-date",
    level="warning",
    axis="fields",
    scope="citation",
    summary="the date of access can be read in more than one way",
    check=check,
)
