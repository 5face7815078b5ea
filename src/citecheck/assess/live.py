"""The source on the web today (CONTRACT §2), decided from evidence.

In order: what was never asked; no answer; proof that it is gone; walls; errors; and then whether the
page that answers is the one that was cited. One failure is never proof, and a page that shows the cited
headline is alive, whatever else it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model.assessment import Case, Content, Description, Live, LiveReason
from ..model.citation import Confidence
from ..model.evidence import Answer, Evidence, Observation, Page, Trouble, TroubleKind
from .redirects import is_permanent, kind_of
from .soft import gone_signal, votes
from .titles import shows_title
from .walls import Wall, find_wall

UNASKED: dict[TroubleKind, tuple[LiveReason, str]] = {
    "offline": ("offline", "the network was not used"),
    "not-recorded": ("offline", "the recording holds no answer for this link"),
    "no-network": ("no-network", "this machine has no network"),
    "excluded": ("excluded", "the link was excluded from this run"),
    "budget": ("budget", "the time budget ended before this link was asked"),
    "malformed-url": ("malformed-url", "the address is not a valid URL, so nothing could be asked"),
    "unsupported-scheme": ("unsupported-scheme", "only http and https addresses can be asked"),
    "lane-closed": ("budget", "the host limits us and was left alone for the rest of the run"),
    "no-copy": ("excluded", "the link was not asked"),
}
UNREACHED: dict[TroubleKind, LiveReason] = {
    "timeout": "timeout",
    "refused": "refused",
    "reset": "reset",
    "tls": "tls",
    "dns-failure": "dns-failure",
    "protocol-error": "protocol-error",
    "redirect-loop": "redirect-loop",
    "refused-address": "refused-address",
    "proxy": "refused",
}
ALIVE_KINDS = ("application/pdf", "image/", "audio/", "video/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What there is to judge a 2xx answer by."""

    case: Case
    evidence: Evidence
    answer: Answer
    page: Page | None
    description: Description
    content: Content

    @property
    def headline(self) -> bool:
        """Whether the page shows the cited title."""
        return shows_title(self.case.citation.title, self.page)


def judge_live(case: Case, description: Description, content: Content) -> Live:
    """The verdict on the link, given what the other axes saw of the page."""
    evidence = case.evidence
    if evidence is None or case.citation.url is None:
        return Live(verdict="unchecked", reason="no-url", detail="the note gives no link")
    outcome = evidence.observation.outcome
    if isinstance(outcome, Trouble):
        return _without_answer(outcome, evidence.observation)
    page = evidence.page if evidence.page and evidence.page.failure is None else None
    sight = Sight(
        case=case, evidence=evidence, answer=outcome, page=page, description=description, content=content
    )
    return _by_status(sight) or _by_wall(sight) or _by_page(sight)


def _without_answer(trouble: Trouble, observation: Observation) -> Live:
    if trouble.kind in UNASKED:
        reason, detail = UNASKED[trouble.kind]
        return Live(verdict="unchecked", reason=reason, detail=detail)
    tries = observation.attempts
    because = (trouble.detail or trouble.kind, *((f"asked {tries} times",) if tries > 1 else ()))
    if trouble.kind == "dns":
        return Live(verdict="dead", reason="dns", because=because, detail="the host name does not exist")
    return Live(
        verdict="unreachable",
        reason=UNREACHED[trouble.kind],
        because=because,
        detail=f"no answer that proves anything: {trouble.detail or trouble.kind}",
    )


def _by_status(sight: Sight) -> Live | None:
    """Statuses that decide by themselves."""
    status, hops = sight.answer.status, _hops(sight.evidence.observation)
    said = f"the server answers {status}"
    if status in (404, 410):
        reason: LiveReason = "http-404" if status == 404 else "http-410"
        if sight.page and sight.page.signal("challenge"):
            return None
        return Live(verdict="dead", reason=reason, because=(said, *hops), detail=said)
    if 500 <= status < 600 and status != 503 and find_wall(sight.answer, sight.page) is None:
        return Live(verdict="unreachable", reason="server-error", because=(said, *hops), detail=said)
    return None


def _by_wall(sight: Sight) -> Live | None:
    """Walls; one that only the page's words show does not count over the cited headline."""
    wall = find_wall(sight.answer, sight.page)
    if wall is None or (not wall.sure and sight.headline and not _covers(wall)):
        return None
    if sight.headline and not wall.sure:
        return Live(
            verdict="alive",
            reason="ok",
            because=(wall.because, "the page still shows the cited headline"),
            detail=f"it shows the cited headline, behind a {wall.reason} wall",
        )
    because = (wall.because, *_hops(sight.evidence.observation), *_witness(sight.evidence))
    confidence: Confidence = "high" if wall.sure else "medium"
    return Live(
        verdict="blocked", reason=wall.reason, confidence=confidence, because=because, detail=wall.because
    )


def _covers(wall: Wall) -> bool:
    return wall.reason in ("paywall", "consent", "login")


def _witness(evidence: Evidence) -> tuple[str, ...]:
    """What the archives saw where we are not let in."""
    for copy in evidence.copies:
        if copy.capture is not None and copy.capture.status < 400:
            return (f"an archive was let in on {copy.capture.captured_at:%Y-%m-%d}",)
    return ()


def _by_page(sight: Sight) -> Live:
    """A page came: is it the one that was cited?"""
    status = sight.answer.status
    if not 200 <= status < 300:
        return _other_status(sight)
    if sight.page is None:
        return _unread(sight)
    return (
        _gone(sight)
        or _no_site(sight)
        or _no_page(sight)
        or _moved(sight)
        or _changed(sight)
        or _alive(sight)
    )


def _other_status(sight: Sight) -> Live:
    status = sight.answer.status
    said = f"the server answers {status}"
    if status in (408, 503):
        reason: LiveReason = "timeout" if status == 408 else "server-error"
        return Live(verdict="unreachable", reason=reason, because=(said,), detail=said)
    return Live(
        verdict="unreachable",
        reason="protocol-error" if status < 400 else "server-error",
        confidence="medium",
        because=(said,),
        detail=f"{said}, which says neither that the page is there nor that it is gone",
    )


def _unread(sight: Sight) -> Live:
    """An answer whose page was not read: links only, or a page no parser could cope with."""
    if sight.answer.truncated == "short" and sight.answer.length == 0:
        return Live(
            verdict="unreachable",
            reason="truncated",
            because=("the answer broke off",),
            detail="the answer broke off",
        )
    if kind_of(sight.evidence.observation) == "home":
        return _home(sight, "medium")
    failure = sight.evidence.page.failure if sight.evidence.page else None
    because = (f"the page could not be read ({failure})",) if failure else ()
    return _moved(sight) or _alive(sight, because)


def _gone(sight: Sight) -> Live | None:
    """A 200 that says the item is not there: several independent votes, the cited headline against them."""
    if sight.headline:
        return None
    observation = sight.evidence.observation
    signal = gone_signal(sight.page)
    cast = votes(sight.evidence, sight.page, sight.case.citation.title)
    if signal is not None:
        confidence: Confidence = "high" if cast else "medium"
        detail = f"it answers {sight.answer.status}, but {signal.detail}"
        return Live(
            verdict="dead", reason="soft-404", confidence=confidence, because=(detail, *cast), detail=detail
        )
    if kind_of(observation) == "home":
        return _home(sight, "high" if cast else "medium")
    if len(cast) >= 2:
        return Live(verdict="dead", reason="soft-404", confidence="medium", because=cast, detail=cast[0])
    return None


def _home(sight: Sight, confidence: Confidence) -> Live:
    final = sight.evidence.observation.final_url
    because = (f"the link leads to {final}, a front page", *_hops(sight.evidence.observation))
    return Live(
        verdict="dead",
        reason="redirected-home",
        confidence=confidence,
        because=because,
        detail=f"the link leads to the front page {final} instead of the article",
    )


_SITES: tuple[tuple[str, LiveReason], ...] = (
    ("parked", "parked"),
    ("suspended", "suspended"),
    ("default-page", "default-page"),
    ("directory-listing", "default-page"),
)


def _no_site(sight: Sight) -> Live | None:
    """Hosts on which nobody publishes any more."""
    if sight.headline or sight.page is None:
        return None
    for kind, reason in _SITES:
        signal = sight.page.signal(kind)
        if signal is not None:
            return Live(verdict="dead", reason=reason, because=(signal.detail,), detail=signal.detail)
    return None


def _no_page(sight: Sight) -> Live | None:
    """An error page served as 200, a body that broke off, or nothing at all."""
    page = sight.page
    if page is None or sight.headline:
        return None
    signal = page.signal("error-page")
    if signal is not None:
        return Live(
            verdict="unreachable", reason="error-page", because=(signal.detail,), detail=signal.detail
        )
    if sight.answer.truncated == "short" and len(page.text) < 200:
        said = "the answer broke off before the page was complete"
        return Live(verdict="unreachable", reason="truncated", because=(said,), detail=said)
    signal = page.signal("empty")
    if signal is not None and not page.signal("meta-refresh") and not page.signal("script-redirect"):
        return Live(
            verdict="changed",
            reason="empty",
            confidence="medium",
            because=(signal.detail,),
            detail=signal.detail,
        )
    return None


def _moved(sight: Sight) -> Live | None:
    """Permanently redirected to what is evidently the same source."""
    observation = sight.evidence.observation
    if kind_of(observation) not in ("path", "host") or not is_permanent(observation):
        return None
    if not _same_source(sight):
        return None
    final = observation.final_url
    because = (*_hops(observation), *_why_same(sight))
    return Live(
        verdict="moved", reason="permanent-redirect", because=because, detail=f"it has moved to {final}"
    )


def _same_source(sight: Sight) -> bool:
    """Whether what answers is what was cited, as far as can be told."""
    if sight.page is None or sight.description.title.state in (
        "match",
        "variant",
        "translation",
        "unchecked",
    ):
        return True
    return sight.content.state in ("same", "edited")


def _why_same(sight: Sight) -> tuple[str, ...]:
    if sight.description.title.state in ("match", "variant", "translation"):
        return (sight.description.title.because,)
    if sight.content.state in ("same", "edited"):
        return ("the text is that of the archived copy",)
    return ()


def _changed(sight: Sight) -> Live | None:
    """The same publisher answers, but with something else than was cited."""
    title, content = sight.description.title, sight.content
    if sight.description.source != "live" or title.state != "differs":
        if content.state in ("gone", "rewritten") and title.state not in ("match", "variant"):
            return _change("content-changed", content.because, "medium")
        return None
    observation = sight.evidence.observation
    if content.state == "gone":
        return _change("other-page", (title.because, *content.because), "high")
    if content.state == "rewritten":
        return _change("content-changed", (title.because, *content.because), "medium")
    if content.state in ("same", "edited"):
        return None  # a new headline over the same text
    if _copy_had_title(sight.case):
        return _change("title-changed", (title.because, "the archived copy was titled as cited"), "medium")
    if kind_of(observation) in ("path", "host"):
        return _change("other-page", (title.because, *_hops(observation)), "medium")
    return None  # only the citation disagrees: that is its description, not the page's change


def _change(reason: LiveReason, because: Sequence[str], confidence: Confidence) -> Live:
    because = tuple(one for one in because if one)
    return Live(
        verdict="changed",
        reason=reason,
        confidence=confidence,
        because=because,
        detail=because[0] if because else "the page is not what it was",
    )


def _copy_had_title(case: Case) -> bool:
    copies = case.evidence.copies if case.evidence else ()
    return any(shows_title(case.citation.title, copy.page) for copy in copies if copy.capture is not None)


def _alive(sight: Sight, because: tuple[str, ...] = ()) -> Live:
    observation = sight.evidence.observation
    kind = kind_of(observation)
    said = f"the server answers {sight.answer.status}"
    seen = (sight.description.title.because,) if sight.headline else ()
    reason: LiveReason = "benign-redirect" if kind != "none" else "ok"
    confidence: Confidence = (
        "high" if sight.headline or sight.page is None or sight.case.citation.title is None else "medium"
    )
    return Live(
        verdict="alive",
        reason=reason,
        confidence="high" if _is_file(sight.answer) else confidence,
        because=(said, *_hops(observation), *seen, *because),
        detail=f"{said}{' with the cited headline' if sight.headline else ''}",
    )


def _is_file(answer: Answer) -> bool:
    return (answer.media_type or "").startswith(ALIVE_KINDS)


def _hops(observation: Observation) -> tuple[str, ...]:
    """The redirects in words, the first and the last of a long chain."""
    said = [f"{hop.status} to {hop.location}" for hop in observation.hops]
    return tuple(said if len(said) <= 3 else [said[0], f"… {len(said) - 2} more …", said[-1]])
