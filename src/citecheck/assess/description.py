"""Whether the page is what the citation says it is: title, outlet, authors, date (CONTRACT §2)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from rapidfuzz import fuzz

from ..model.assessment import UNCHECKED, Case, Description, Match
from ..model.citation import Citation, Name
from ..model.evidence import Answer, Page
from ..model.url import host
from .language import script_of
from .soft import gone_signal
from .titles import compare_title, latin
from .walls import find_wall

NOT_STATED = Match(state="not-stated")
ALIKE = 85.0
_ARTICLES = frozenset("the a der die das le la les el los il de het".split())
_NOT_A_NAME = re.compile(r"[^\w]+")


def describe(case: Case) -> tuple[Description, Page | None]:
    """Compare the citation with the live page, or where that shows nothing with the archived one."""
    page, source = readable(case)
    if page is None or source is None:
        return Description(), None
    citation = case.citation
    address = case.evidence.observation.final_url if case.evidence and source == "live" else citation.url
    return (
        Description(
            title=compare_title(citation.title, page) if citation.title else UNCHECKED,
            outlet=_outlet(citation, page, host(address or "")),
            authors=_authors(citation, page),
            published=_published(citation.published, page.published),
            source="live" if source == "live" else "archive",
        ),
        page,
    )


def readable(case: Case) -> tuple[Page | None, str | None]:
    """The page to compare with: today's if it is one a reader would see, else the best capture's."""
    evidence = case.evidence
    if evidence is None or not case.policy.content:
        return None, None
    outcome, page = evidence.observation.outcome, evidence.page
    if isinstance(outcome, Answer) and 200 <= outcome.status < 300 and _is_readable(page):
        wall = find_wall(outcome, page)
        if wall is None or wall.reason in ("paywall", "consent", "login"):
            return page, "live"
    for copy in evidence.copies:
        if copy.capture is not None and copy.capture.status < 400 and _is_readable(copy.page):
            return copy.page, "archive"
    return None, None


def _is_readable(page: Page | None) -> bool:
    """Whether a page speaks for itself rather than for an error or a wall."""
    if page is None or page.failure is not None or (page.title is None and not page.titles and not page.text):
        return False
    return gone_signal(page) is None and not any(
        page.signal(kind)
        for kind in ("error-page", "challenge", "captcha", "forbidden", "parked", "suspended", "default-page")
    )


def _outlet(citation: Citation, page: Page, address: str) -> Match:
    """By the site's own name, else by its address; a name in another script or language is a variant."""
    outlet = citation.outlet
    if outlet is None:
        return UNCHECKED
    cited, shown = _squashed(outlet), page.site or address
    if page.site is None:
        known = _in_address(outlet, address)
        return (
            Match(state="variant", found=address, because=f"the address is {address}")
            if known
            else NOT_STATED
        )
    if cited == _squashed(page.site) and script_of(outlet) == script_of(page.site):
        return Match(state="match", found=shown, because=f"the site calls itself “{shown}”")
    if _like_outlet(outlet, page.site) or _in_address(outlet, address):
        return Match(state="variant", found=shown, because=f"the site calls itself “{shown}”")
    if script_of(outlet) != script_of(page.site):
        return Match(
            state="variant", found=shown, because=f"the site calls itself “{shown}”, in another script"
        )
    return Match(state="differs", found=shown, because=f"the site calls itself “{shown}”")


def _squashed(text: str) -> str:
    words = [word for word in latin(text).split() if word not in _ARTICLES]
    return "".join(words)


def _like_outlet(cited: str, found: str) -> bool:
    one, other = _squashed(cited), _squashed(found)
    if not one or not other:
        return False
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= 4 and shorter in longer:
        return True
    return _initials(cited) == other or _initials(found) == one or fuzz.ratio(one, other) >= ALIKE


def _initials(text: str) -> str:
    return "".join(word[0] for word in latin(text).split() if word not in _ARTICLES | {"of", "and", "for"})


def _in_address(outlet: str, address: str) -> bool:
    """Whether a host name is made of the outlet's name or its initials."""
    labels = [re.sub(r"[^a-z0-9]", "", label) for label in address.lower().split(".")[:-1]]
    name, initials = _squashed(outlet), _initials(outlet)
    return any(
        label == initials or (len(label) >= 4 and (label in name or (len(name) >= 4 and name in label)))
        for label in labels
        if len(label) > 1 and label not in ("www", "com", "org", "net", "gov", "news")
    )


def _authors(citation: Citation, page: Page) -> Match:
    """By surnames, transliterated; some of several is a variant."""
    if not citation.authors:
        return UNCHECKED
    if not page.authors:
        return NOT_STATED
    shown = ", ".join(str(name) for name in page.authors)
    hits = sum(any(_same_person(cited, found) for found in page.authors) for cited in citation.authors)
    if hits == len(citation.authors) and len(page.authors) <= len(citation.authors):
        return Match(state="match", found=shown, because=f"the page names {shown}")
    if hits:
        return Match(state="variant", found=shown, because=f"the page names {shown}")
    return Match(state="differs", found=shown, because=f"the page names {shown}")


def _same_person(one: Name, other: Name) -> bool:
    """Whether two names share a surname, in whatever order and script they are written."""
    mine, theirs = (set(_NOT_A_NAME.sub(" ", latin(str(name))).split()) for name in (one, other))
    families = [_NOT_A_NAME.sub(" ", latin(name.family)).split() for name in (one, other) if name.family]
    if any(set(family) <= (theirs & mine) for family in families):
        return True
    return fuzz.token_sort_ratio(latin(str(one)), latin(str(other))) >= ALIKE


def _published(cited: str | None, found: str | None) -> Match:
    """Equal as far as both go; a day apart is a time zone's doing."""
    if cited is None:
        return UNCHECKED
    if found is None:
        return NOT_STATED
    length = min(len(cited), len(found))
    because = f"the page is dated {found}"
    if cited[:length] == found[:length]:
        return Match(state="match", found=found, because=because)
    if len(cited) == len(found) == 10:
        apart: Callable[[str], dt.date] = dt.date.fromisoformat
        if abs((apart(cited) - apart(found)).days) <= 1:
            return Match(state="variant", found=found, because=f"{because}, a day apart")
    return Match(state="differs", found=found, because=because)
