"""Words that several rules share: addresses, days and titles as a message shows them."""

from __future__ import annotations

import datetime as dt

from ..model.assessment import Archive, Case, Live
from ..model.citation import Citation
from ..model.evidence import Answer
from ..model.text import shorten
from ..model.url import host, without_userinfo

WIDTH = 120
"""Characters of an address or a title that a one-line message can bear."""


def shown(url: str) -> str:
    """A URL as a message shows it: never with a password, and cut when it is very long."""
    return shorten(without_userinfo(url), WIDTH)


def quoted(text: str) -> str:
    """Someone else's words, marked as such."""
    return f"“{shorten(text, WIDTH)}”"


def as_written(citation: Citation) -> str:
    """The URL as it stands in the document: what a rewriting must look for."""
    return citation.url_as_written or citation.url or ""


def final_url(case: Case) -> str:
    """The address that gave the answer, or else the cited one."""
    if case.evidence is not None and case.evidence.observation.final_url:
        return case.evidence.observation.final_url
    return case.citation.url or ""


def where(case: Case) -> str:
    """The same, as a message shows it."""
    return shown(final_url(case))


def site(case: Case) -> str:
    """The host that was asked last."""
    return host(final_url(case)) or where(case)


def status(case: Case) -> int | None:
    """The status of the final answer, or None when there was none."""
    outcome = case.evidence.observation.outcome if case.evidence else None
    return outcome.status if isinstance(outcome, Answer) else None


def answers(case: Case) -> str:
    """`answers 404`, or `answers` when the status is not known."""
    code = status(case)
    return "answers" if code is None else f"answers {code}"


def reasons(axis: Live | Archive, *more: str | None) -> tuple[str, ...]:
    """What was seen (`detail`), the reasons of the axis, then `more`, each once."""
    said = (axis.detail, *axis.because, *more)
    return tuple(dict.fromkeys(one for one in said if one))


def first_day(iso: str | None) -> dt.date | None:
    """The first day of a date of reduced precision ("2022-10" is its 1st); None for what is no date."""
    if iso is None:
        return None
    year, month, day = (*iso.split("-"), "1", "1")[:3]
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
