"""Case → Assessment: the five axes, each in its own module."""

from __future__ import annotations

from ..model.assessment import Assessment, Case
from .archive import judge_archive
from .claims import check_claims
from .content import compare_content, gone
from .description import describe
from .live import judge_live


def assess(case: Case) -> Assessment:
    """Judge one citation by what was gathered for it; nothing is asked, and the clock is `case.today`."""
    description, found = describe(case)
    content = compare_content(case)
    live = judge_live(case, description, content)
    return Assessment(
        live=live,
        archive=judge_archive(case),
        description=description,
        content=gone(content, case) if live.verdict == "dead" else content,
        claims=check_claims(case),
        found=found,
    )
