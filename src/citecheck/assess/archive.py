"""The archived copy (CONTRACT §2): what was served, not what its address promises."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ..model.archive import captured_at as moment_of
from ..model.assessment import Archive, ArchiveState, Case, OtherCopy
from ..model.citation import Citation
from ..model.evidence import Answer, Capture, Copy, Trouble
from .redirects import is_home
from .titles import compare_title, shows_title
from .walls import find_wall

GOOD: frozenset[ArchiveState] = frozenset({"ok"})
MOST_OTHERS = 3
_EXCLUDED = re.compile(r"AccessControl|Blocked Site|excluded|robots", re.IGNORECASE)
_BAD_PAGES: tuple[tuple[str, ArchiveState], ...] = (
    ("not-found", "soft-404-copy"),
    ("removed", "soft-404-copy"),
    ("error-page", "soft-404-copy"),
    ("parked", "other-page"),
    ("suspended", "other-page"),
    ("default-page", "other-page"),
    ("challenge", "blocked-copy"),
    ("captcha", "blocked-copy"),
    ("forbidden", "blocked-copy"),
    ("login-form", "blocked-copy"),
    ("consent", "blocked-copy"),
    ("script-shell", "blocked-copy"),
)


def judge_archive(case: Case) -> Archive:
    """The verdict on the cited copy, or else on the best one found."""
    if case.evidence is None or not case.policy.archives:
        return Archive(verdict="unchecked", detail="no archive was asked")
    copies = case.evidence.copies
    if not copies:
        return Archive(verdict="unchecked", detail="no archive was asked")
    judged = [(copy, *state_of(copy, case)) for copy in copies]
    cited = next((one for one in judged if one[0].role == "cited"), None)
    chosen = cited or min(judged, key=lambda one: _rank(one[0], one[1], case))
    return _archive(case.citation, chosen, [one for one in judged if one[0] is not chosen[0]])


def state_of(copy: Copy, case: Case) -> tuple[ArchiveState, str]:
    """One copy's verdict and the sentence that says why."""
    outcome = copy.observation.outcome
    if copy.archive in case.policy.untrusted_archives:
        detail = outcome.detail if isinstance(outcome, Trouble) else ""
        return "untrusted", detail or f"{copy.archive} is not trusted as an archive"
    if copy.capture is not None:
        return _of_capture(copy, copy.capture, case.citation)
    if isinstance(outcome, Trouble):
        return _of_trouble(outcome)
    return _without_capture(copy, outcome)


def _of_trouble(trouble: Trouble) -> tuple[ArchiveState, str]:
    if trouble.kind in (
        "offline",
        "no-network",
        "excluded",
        "budget",
        "not-recorded",
        "no-copy",
        "lane-closed",
    ):
        return "unchecked", trouble.detail or f"the archive was not asked ({trouble.kind})"
    return "unreachable", f"the archive gave no answer: {trouble.detail or trouble.kind}"


def _without_capture(copy: Copy, answer: Answer) -> tuple[ArchiveState, str]:
    """An answer that carried no `Memento-Datetime`: no capture, but not always none at all."""
    notes = " ".join(value for key, value in answer.headers if key.startswith("x-archive"))
    said = f"the archive answers {answer.status} without Memento-Datetime"
    if _EXCLUDED.search(notes) or answer.status == 451:
        return "excluded", f"{said}: the page is excluded from it"
    if answer.status == 404:
        return "missing", f"{copy.archive} has no copy"
    if answer.status == 403:
        return "excluded", f"{said}: it will not show the page"
    if answer.status == 429 or answer.status >= 500:
        return "unreachable", said
    if copy.role == "cited" and copy.original is None:
        return "unchecked", f"{copy.archive} does not prove its captures to a program"
    return "excluded" if answer.status == 200 else "unreachable", f"{said}, so it is no capture"


def _of_capture(copy: Copy, capture: Capture, citation: Citation) -> tuple[ArchiveState, str]:
    day = f"{capture.captured_at:%Y-%m-%d}"
    if capture.status >= 400:
        return "error-copy", f"the copy of {day} is a captured {capture.status}"
    bad = _bad_page(copy, citation)
    if bad is not None:
        return bad[0], f"the copy of {day}: {bad[1]}"
    shift = _shift(copy, capture)
    if shift:
        return "shifted", f"the copy served is of {day}, {shift} from the date in the link"
    return "ok", f"the copy of {day} is there"


def _bad_page(copy: Copy, citation: Citation) -> tuple[ArchiveState, str] | None:
    """What is wrong with the page within a capture; one that shows the cited headline is right."""
    page = copy.page
    if page is not None and page.failure is None and shows_title(citation.title, page):
        return None
    if page is not None and page.failure is None:
        for kind, state in _BAD_PAGES:
            signal = page.signal(kind)
            if signal is not None:
                return state, signal.detail
    outcome = copy.observation.outcome
    if isinstance(outcome, Answer):
        wall = find_wall(outcome, page if page and not page.failure else None)
        if wall is not None and wall.reason in ("challenge", "forbidden", "rate-limited"):
            return "blocked-copy", wall.because
    return _other_page(copy, citation)


def _other_page(copy: Copy, citation: Citation) -> tuple[ArchiveState, str] | None:
    """A capture of something else: another address, or another page at it."""
    capture, page = copy.capture, copy.page
    if capture is None:
        return None
    wanted = citation.url if citation.url and copy.role == "cited" else copy.original
    elsewhere = wanted is not None and not same_address(wanted, capture.original)
    if elsewhere and is_home(capture.original) and wanted is not None and not is_home(wanted):
        return "other-page", f"it is a capture of the front page {capture.original}"
    if page is None or page.failure is not None or not citation.title:
        return (
            ("other-page", f"it is a capture of {capture.original}") if elsewhere and page is None else None
        )
    match = compare_title(citation.title, page)
    if match.state == "differs" and elsewhere:
        return "other-page", f"it is a capture of {capture.original}; {match.because}"
    return None


def same_address(one: str, other: str) -> bool:
    """Whether two addresses are one page to an archive (scheme, www, port, case, final slash)."""

    def plain(url: str) -> str:
        url = re.sub(r"^https?://(?:www\d?\.)?", "", url.partition("#")[0], flags=re.IGNORECASE)
        head, slash, path = url.partition("/")
        return re.sub(r":(?:80|443)$", "", head.lower()) + slash + path.rstrip("/")

    return plain(one).rstrip("/") == plain(other).rstrip("/")


def _shift(copy: Copy, capture: Capture) -> str | None:
    """By how much the date served differs from the cited link's, None for the same calendar day."""
    if copy.role != "cited" or copy.asked_for is None or len(copy.asked_for) < 4:
        return None
    served = f"{capture.captured_at:%Y%m%d%H%M%S}"
    asked = copy.asked_for[:8]
    if served.startswith(asked):
        return None
    exact = moment_of(copy.asked_for) or moment_of(copy.asked_for[:8].ljust(8, "0") + "120000")
    if exact is None:
        return "another date"
    days = abs((capture.captured_at.date() - exact.date()).days)
    return f"{days} day{'' if days == 1 else 's'}"


def access_day(citation: Citation) -> dt.date | None:
    """The day of access, for dates that have one; of an ambiguous date the earlier reading."""
    text = citation.accessed or min(citation.accessed_other, default=None)
    if text is None or len(text) != 10:
        return None
    return dt.date.fromisoformat(text)


def days_from_access(citation: Citation, captured_at: dt.datetime) -> int | None:
    """Whole days from the access to the capture: negative for a capture before it."""
    day = access_day(citation)
    return None if day is None else (captured_at.date() - day).days


def _rank(copy: Copy, state: ArchiveState, case: Case) -> tuple[int, int, int]:
    """Good captures first, then nearness to the access date, the earlier on a tie."""
    if copy.capture is None:
        return (3 if state == "missing" else 2, 0, 0)
    days = days_from_access(case.citation, copy.capture.captured_at)
    if days is None:
        days = (case.today - copy.capture.captured_at.date()).days
    return (0 if state in GOOD else 1, abs(days), 0 if days <= 0 else 1)


Judged = tuple[Copy, ArchiveState, str]


def _archive(citation: Citation, chosen: Judged, rest: Sequence[Judged]) -> Archive:
    copy, state, detail = chosen
    capture = copy.capture
    others = tuple(
        OtherCopy(
            url=other.capture.url,
            captured_at=other.capture.captured_at,
            days_from_access=days_from_access(citation, other.capture.captured_at),
            archive=other.archive,
            verdict=verdict,
        )
        for other, verdict, _ in rest
        if other.capture is not None
    )
    known = state not in ("missing", "unchecked") or copy.role == "cited"
    return Archive(
        verdict=state,
        role=copy.role,
        archive=copy.archive,
        url=copy.url if capture is not None or (known and copy.role == "cited") else None,
        captured_at=capture.captured_at if capture else None,
        days_from_access=days_from_access(citation, capture.captured_at) if capture else None,
        because=(detail,),
        detail=detail,
        others=others[:MOST_OTHERS],
    )
