"""F104: a date that is still to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ..model.assessment import Assessment, Case
from .rule import Remark, Rule
from .wording import first_day

ELSEWHERE = dt.timedelta(days=1)
"""The day of the run is in UTC; east of it tomorrow has begun already."""


def check(case: Case, _assessment: Assessment) -> Iterator[Remark]:
    """A warning for each date whose first possible day is after tomorrow's beginning."""
    citation = case.citation
    dates = (("access", citation.accessed), ("publication", citation.published))
    for name, iso in dates:
        day = first_day(iso)
        if day is None or day <= case.today + ELSEWHERE:
            continue
        yield Remark(
            message=f"the date of {name}, {iso}, is in the future: today is {case.today}",
            help="correct the date",
            subject=f"{name} {iso}",
        )


RULE = Rule(
    code="F104",
    name="future-date",
    level="warning",
    axis="fields",
    scope="citation",
    summary="a date in the note is still to come",
    check=check,
)
