"""F103: an access date that is no day of the calendar."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.assessment import Assessment, Case
from .rule import Remark, Rule
from .wording import quoted


def check(case: Case, _assessment: Assessment) -> Iterator[Remark]:
    """A warning for a date that the note writes and no reading makes a day of."""
    citation = case.citation
    if citation.accessed is not None or citation.accessed_other or not citation.accessed_text:
        return
    written = quoted(citation.accessed_text)
    yield Remark(
        message=f"the date of access {written} cannot be read as a day of the calendar",
        help="correct the date",
        subject=citation.accessed_text,
    )


RULE = Rule(
    code="F103",
    name="impossible-date",
    level="warning",
    axis="fields",
    scope="citation",
    summary="the date of access is no day of the calendar",
    check=check,
)
