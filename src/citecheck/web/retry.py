"""What is worth asking again, and when. Pure: time and chance are arguments."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime

from ..model.evidence import Answer, Trouble

TRANSIENT_STATUS = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 599})
TRANSIENT_TROUBLE = frozenset({"refused", "reset", "tls", "dns-failure", "timeout"})
LONGEST_WAIT = 60.0
"""A `Retry-After` beyond this many seconds is not waited for (CONTRACT §2)."""
BASE, CAP = 0.5, 10.0

_UNITS = {"h": 3600, "m": 60, "s": 1}


def is_transient(outcome: Answer | Trouble) -> bool:
    """Whether asking again may well give another answer.

    A certificate does not change within a run, and a wall that names itself stays.
    """
    if isinstance(outcome, Trouble):
        return outcome.kind in TRANSIENT_TROUBLE and "certificate" not in outcome.detail
    if outcome.header("cf-mitigated") is not None:
        return False
    return outcome.status in TRANSIENT_STATUS or outcome.truncated == "short"


def is_limit(outcome: Answer | Trouble) -> bool:
    """Whether a server says that we ask too much."""
    return isinstance(outcome, Answer) and outcome.status in (429, 503)


def most_attempts(outcome: Answer | Trouble, retries: int) -> int:
    """How often a question is asked in all.

    A time-out is tried once more only, as it costs the most, and so is a body that came short: some
    servers always state a wrong length.
    """
    costly = outcome.kind == "timeout" if isinstance(outcome, Trouble) else outcome.truncated == "short"
    return 1 + (min(retries, 1) if costly else retries)


def retry_after(outcome: Answer | Trouble, now: dt.datetime) -> float | None:
    """Seconds that a server asks to wait, or None (RFC 9110 §10.2.3, and "1m30s" as some send)."""
    if isinstance(outcome, Trouble):
        return outcome.retry_after
    value = (outcome.header("retry-after") or "").strip()
    if re.fullmatch(r"\d{1,9}(?:\.\d+)?", value):
        return float(value)
    units = re.findall(r"(\d{1,6})\s*([hms])", value.lower())
    if units and re.fullmatch(r"(?:\d{1,6}\s*[hms]\s*)+", value.lower()):
        return float(sum(int(count) * _UNITS[unit] for count, unit in units))
    try:
        at = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    return max(0.0, ((at if at.tzinfo else at.replace(tzinfo=dt.UTC)) - now).total_seconds())


def wait_before_retry(
    outcome: Answer | Trouble, attempts: int, retries: int, now: dt.datetime, chance: float
) -> float | None:
    """Seconds to wait before asking again, or None when this outcome stands.

    Args:
        outcome: what the last attempt came to.
        attempts: how many there were.
        retries: how many more `--retries` allows after the first.
        now: the time, for a `Retry-After` that is a date.
        chance: a random number in [0, 1): full jitter over an exponential backoff.
    """
    if not is_transient(outcome) or attempts >= most_attempts(outcome, retries):
        return None
    asked = retry_after(outcome, now)
    if asked is not None:
        return asked if asked <= LONGEST_WAIT else None
    return chance * min(CAP, BASE * 2.0**attempts)
