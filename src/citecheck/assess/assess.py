"""Case → Assessment: the five axes, each in its own module."""

from __future__ import annotations

from ..model.assessment import Assessment, Case
from .archive import judge_archive
from .claims import check_claims
from .content import compare_content
from .description import describe
from .live import judge_live


def assess(case: Case) -> Assessment:
    """Judge one citation by what was gathered for it; nothing is asked, and the clock is `case.today`."""
    description, found = describe(case)
    content = compare_content(case)
    return Assessment(
        live=judge_live(case, description, content),
        archive=judge_archive(case),
        description=description,
        content=content,
        claims=check_claims(case),
        found=found,
    )
