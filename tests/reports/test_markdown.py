from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citecheck.reports.markdown import text, url
from citecheck.reports.registry import render
from support import sample
from support.reports_strategy import reports

UNESCAPED = re.compile(r"(?<!\\)(?:\\\\)*[`*_{}\[\]()<>|~&$!]")
UNSAFE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def test_sample():
    lines = render(sample.report(), "markdown").splitlines()
    assert lines[:5] == [
        "**4 sources in 4 notes: 1 alive, 1 moved, 1 dead, 1 blocked** (findings: 1 error, 1 warning, 3 notes)",
        "",
        "| note | source | live | archived | title |",
        "|---|---|---|---|---|",
        "| 1 | Kyrgyzstan and Tajikistan have been having a border dispute for 31 years | alive | ok | translation |",
    ]
    assert "- link: <http://akipress.com/news:680082>" in lines
    assert "- rule: L101 dead-link, confidence: high" in lines


@given(st.text())
def test_text_has_no_markup(raw):
    assert not UNESCAPED.search(text(raw))


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("<script>", r"\<script\>"),
        ("a|b", r"a\|b"),
        ("[x](javascript:alert(1))", r"\[x\]\(javascript:alert\(1\)\)"),
        ("see @octocat", "see @\u2060octocat"),
        ("fixes #12", "fixes #\u206012"),
        ("https://evil.example", "https:\u2060//evil.example"),
        ("WWW.evil.example", "WWW\u2060.evil.example"),
        ("two\nlines", "two lines"),
    ],
)
def test_examples(raw, shown):
    assert text(raw) == shown


def test_only_web_addresses_become_links():
    assert url("https://x.example/a>b c") == "<https://x.example/a%3Eb%20c>"
    assert url("javascript:alert(1)") == r"javascript:alert\(1\)"


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(reports)
def test_every_row_has_five_cells_and_nothing_is_unsafe(report):
    shown = render(report, "markdown")
    assert not UNSAFE.search(shown.replace("\n", ""))
    assert "secret" not in shown
    rows = [line for line in shown.split("\n") if line.startswith("| ")]
    assert all(len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) == 6 for row in rows)
    assert len(rows) == len(report.citations) + bool(report.citations)
