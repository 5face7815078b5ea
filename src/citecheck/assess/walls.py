"""Walls: answers that a program gets and a reader would not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model.assessment import LiveReason
from ..model.evidence import Answer, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """A wall and what shows it; `sure` when the page's own words cannot outweigh it."""

    reason: LiveReason
    because: str
    sure: bool = False


_HEADERS: tuple[tuple[str, str, str], ...] = (
    ("cf-mitigated", r"challenge", "Cloudflare's challenge"),
    ("x-amzn-waf-action", r"challenge|captcha", "the challenge of AWS WAF"),
    ("x-datadome", r".", "DataDome"),
    ("x-dd-b", r".", "DataDome"),
    ("x-px-block", r".", "HUMAN (PerimeterX)"),
    ("x-kpsdk-ct", r".", "Kasada"),
    ("x-kpsdk-r", r".", "Kasada"),
    ("x-sucuri-block", r".", "Sucuri"),
    ("x-vercel-mitigated", r"challenge|deny", "Vercel"),
)
"""Headers that a wall sends with its answer: name, value, maker."""

_SERVERS = (
    ("server", r"^AkamaiGHost", "Akamai"),
    ("server", r"ddos-guard", "DDoS-Guard"),
    ("server", r"^Sucuri", "Sucuri"),
    ("server", r"^cloudflare", "Cloudflare"),
    ("x-iinfo", r".", "Imperva"),
    ("set-cookie", r"(?:visid_incap|incap_ses)_", "Imperva"),
    ("set-cookie", r"^datadome=", "DataDome"),
)
"""What names the maker when a refusal carries it; a 200 from such a server says nothing."""

_BY_STATUS: dict[int, LiveReason] = {
    401: "unauthorized",
    402: "paywall",
    403: "forbidden",
    407: "unauthorized",
    429: "rate-limited",
    451: "legal",
    999: "challenge",
}
_BY_SIGNAL: dict[str, LiveReason] = {
    "challenge": "challenge",
    "captcha": "challenge",
    "forbidden": "forbidden",
    "legal-block": "legal",
    "login-form": "login",
    "age-gate": "consent",
    "consent": "consent",
    "paywall": "paywall",
    "script-shell": "script-required",
}


def find_wall(answer: Answer, page: Page | None) -> Wall | None:
    """The wall that an answer is, or None."""
    for name, value, maker in _HEADERS:
        if re.search(value, answer.header(name) or "", re.IGNORECASE):
            return Wall(reason="challenge", because=f"the answer carries {name}: {maker}", sure=True)
    if answer.status in _BY_STATUS:
        return _refusal(answer, page)
    if answer.status in (202, 405, 503) and page is not None and page.signal("challenge"):
        return _by_signal(page, answer.status)
    return _by_signal(page, answer.status) if page is not None and answer.status < 300 else None


def _refusal(answer: Answer, page: Page | None) -> Wall:
    reason = _BY_STATUS[answer.status]
    because = f"the server answers {answer.status}"
    maker = _maker(answer)
    if reason == "forbidden" and page is not None and (page.signal("challenge") or page.signal("captcha")):
        signal = page.signal("challenge") or page.signal("captcha")
        detail = signal.detail if signal else ""
        return Wall(reason="challenge", because=f"{because}, and {detail}", sure=True)
    if reason == "forbidden" and page is not None and page.signal("legal-block"):
        return Wall(reason="legal", because=f"{because}, and says why: the law", sure=True)
    return Wall(reason=reason, because=f"{because} ({maker})" if maker else because, sure=True)


def _maker(answer: Answer) -> str | None:
    for name, value, maker in _SERVERS:
        if any(key == name and re.search(value, held, re.IGNORECASE) for key, held in answer.headers):
            return maker
    return None


def _by_signal(page: Page | None, status: int) -> Wall | None:
    for signal in page.signals if page else ():
        if signal.kind in _BY_SIGNAL:
            return Wall(reason=_BY_SIGNAL[signal.kind], because=f"it answers {status}, but {signal.detail}")
    return None
