"""When to ask again: pure, time and chance are arguments."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.model.evidence import Answer, Trouble
from citecheck.web.retry import CAP, LONGEST_WAIT, is_limit, is_transient, retry_after, wait_before_retry

NOW = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)


def limited(value):
    return Answer(status=429, headers=(("retry-after", value),))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        (" 7 ", 7),
        ("1.5", 1.5),
        ("1m30s", 90),
        ("2h", 7200),
        ("1h 5m", 3900),
        ("30S", 30),
        ("Thu, 01 Jan 2026 12:00:30 GMT", 30),
        ("Thu, 01 Jan 2026 11:00:00 GMT", 0),
        ("Thursday, 01-Jan-26 12:01:00 GMT", 60),
        ("Thu, 01 Jan 2026 12:00:30", 30),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("m", None),
        ("1x", None),
        ("9" * 30, None),
        ("Thu, 99 Jan 2026 12:00:30 GMT", None),
    ],
)
def test_retry_after_in_all_its_forms(value, seconds):
    assert retry_after(limited(value), NOW) == seconds


@given(st.text())
def test_any_retry_after_is_read_without_a_crash(value):
    found = retry_after(limited(value), NOW)
    assert found is None or found >= 0


@pytest.mark.parametrize(("value", "wait"), [("60", 60), ("61", None), ("1m1s", None), ("2h", None)])
def test_a_long_wait_is_not_begun(value, wait):
    assert wait_before_retry(limited(value), 1, 3, NOW, 0.5) == wait


@given(st.integers(1, 10), st.floats(0, 1, exclude_max=True))
def test_backoff_stays_within_bounds(attempts, chance):
    wait = wait_before_retry(Answer(status=503), attempts, 20, NOW, chance)
    assert wait is not None
    assert 0 <= wait <= CAP <= LONGEST_WAIT


def test_backoff_grows():
    waits = [wait_before_retry(Answer(status=503), attempts, 9, NOW, 0.999) for attempts in (1, 2, 3)]
    assert waits == sorted(waits)
    assert waits[0] < waits[2]


@pytest.mark.parametrize("kind", ["refused", "reset", "dns-failure", "timeout", "tls"])
def test_passing_troubles(kind):
    assert is_transient(Trouble(kind=kind))


@pytest.mark.parametrize(
    "kind", ["dns", "protocol-error", "redirect-loop", "refused-address", "malformed-url", "proxy", "budget"]
)
def test_lasting_troubles(kind):
    assert not is_transient(Trouble(kind=kind))
    assert wait_before_retry(Trouble(kind=kind), 1, 3, NOW, 0.5) is None


def test_only_two_statuses_say_too_much():
    assert [status for status in range(100, 600) if is_limit(Answer(status=status))] == [429, 503]
    assert not is_limit(Trouble(kind="timeout"))
