from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from citecheck.reports.hints import hints, lines
from support import sample
from support.reports_strategy import reports


def troubled(kind: str, count: int = 1, attempts: int = 4):
    return sample.report(*(sample.troubled(str(n), kind, attempts=attempts) for n in range(1, count + 1)))


@pytest.mark.parametrize(
    ("kind", "count", "option"),
    [
        ("no-network", 1, "--offline"),
        ("budget", 1, "--time-budget"),
        ("not-recorded", 1, "--record"),
        ("timeout", 2, "--timeout"),
        ("tls", 2, "--ca-file"),
        ("proxy", 1, "--proxy"),
        ("refused-address", 1, "--allow-private"),
        ("redirect-loop", 1, "--max-redirects"),
    ],
)
def test_each_trouble_names_the_option_that_helps(kind, count, option):
    found = [hint for hint in hints(troubled(kind, count)) if f"`{option}" in hint]
    assert len(found) == 1
    assert str(count) in found[0]


@pytest.mark.parametrize("kind", ["timeout", "tls", "refused", "dns"])
def test_one_failure_is_no_pattern(kind):
    report = troubled(kind)
    archived = replace(report.citations[0].assessment, archive=sample.Archive(verdict="missing"))
    assert hints(replace(report, citations=(replace(report.citations[0], assessment=archived),))) == ()


def test_a_good_run_needs_no_hint():
    assert hints(sample.report()) == ()


def test_a_rate_limited_host_is_named_when_it_matters():
    limited = sample.HostStat(host="slow.example", requests=9, retries=3, waited_s=9.0, limited=3)
    assert any(
        hint.startswith("3 links on slow.example waited for its rate limit (told 3 times); `--host-delay`")
        for hint in hints(replace(troubled("reset", 3), hosts=(limited,)))
    )
    assert not any("slow.example" in hint for hint in hints(replace(troubled("reset", 2), hosts=(limited,))))


def test_archives_that_were_not_asked():
    assert any("--no-archives" in hint for hint in hints(troubled("reset")))
    assert not any("--no-archives" in hint for hint in hints(troubled("offline", attempts=0)))


def test_missing_access_dates():
    one = sample.checked(
        sample.citation("1", url="https://x.example/", accessed=None),
        sample.Live(verdict="alive", reason="ok"),
        sample.Archive(verdict="missing"),
    )
    assert any("access date" in hint for hint in hints(sample.report(one)))


def test_lines_are_safe_to_print():
    assert lines(("a\x1b[31m\nb", "c")) == "hint: a[31m b\nhint: c\n"
    assert lines(()) == ""


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(reports)
def test_hints_of_any_run_are_one_line_without_full_stop(report):
    for hint in hints(report):
        assert "\n" not in lines((hint,))[:-1]
        assert not hint.endswith(".")
