"""Soft 404s: pages that answer 200 and are not there. Several independent votes, no keyword alone."""

from __future__ import annotations

from rapidfuzz import fuzz

from ..model.evidence import Answer, Evidence, Page, Signal
from .redirects import is_home
from .titles import shows_title

ALIKE = 92.0
"""Per cent at which two pages' words count as the same page."""


def gone_signal(page: Page | None) -> Signal | None:
    """The page's own word that the item is not there."""
    return (page.signal("not-found") or page.signal("removed")) if page else None


def votes(evidence: Evidence, page: Page | None, cited_title: str | None) -> tuple[str, ...]:
    """What speaks for a page not being the cited one, each a sentence.

    The control request (a page that cannot exist) gives the same; the archived copy was titled as
    cited while this is not; the site itself asks not to be listed.
    """
    if page is None:
        return ()
    cast: list[str] = []
    if _same_as_control(evidence, page):
        cast.append("a page that cannot exist on this site gives the same answer")
    if _copy_was_it(evidence, cited_title):
        cast.append("the archived copy shows the cited headline, this page does not")
    if gone_signal(page) and page.signal("noindex"):
        cast.append("the page asks search engines not to list it")
    return tuple(cast)


def _same_as_control(evidence: Evidence, page: Page) -> bool:
    control, control_page = evidence.control, evidence.control_page
    if control is None or not isinstance(control.outcome, Answer) or control.outcome.status != 200:
        return False
    if is_home(evidence.observation.target.url):
        return False  # single-page sites give everything the front page's answer
    if evidence.observation.hops and control.final_url == evidence.observation.final_url:
        return True
    if control_page is None or control_page.failure or not page.text:
        return False
    return fuzz.ratio(control_page.text[:5_000], page.text[:5_000]) >= ALIKE


def _copy_was_it(evidence: Evidence, cited_title: str | None) -> bool:
    return any(
        shows_title(cited_title, copy.page)
        for copy in evidence.copies
        if copy.capture is not None and copy.capture.status < 400
    )
