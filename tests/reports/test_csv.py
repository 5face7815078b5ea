from __future__ import annotations

import csv
import re
from io import StringIO

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from citecheck.reports.registry import render
from citecheck.reports.sheet import cell
from support import sample
from support.reports_strategy import reports

UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))


def test_one_row_per_source():
    dead = rows(render(sample.report(), "csv"))[3]
    assert {
        key: dead[key] for key in ("note", "live", "reason", "status", "archive", "days_from_access")
    } == {
        "note": "4",
        "live": "dead",
        "reason": "soft-404",
        "status": "200",
        "archive": "ok",
        "days_from_access": "-2",
    }
    assert dead["findings"] == "L101 dead-link"


@given(st.text())
def test_no_cell_is_a_formula(raw):
    assert not cell(raw).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_cells():
    assert [cell(value) for value in (None, -2, "", "=1+1", "a", " \t@x")] == [
        "",
        "-2",
        "",
        "'=1+1",
        "a",
        "'@x",
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(reports)
def test_reads_back_cell_by_cell(report):
    text = render(report, "csv")
    read = rows(text)
    assert len(read) == len(report.citations)
    assert not UNSAFE.search(text.replace("\n", ""))
    assert "secret" not in text
    assert all(None not in row and None not in row.values() for row in read)
