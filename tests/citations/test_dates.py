"""Dates as notes write them: the labelled cases, through the same doors that the parser uses."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from citecheck.citations.access import find_access
from citecheck.citations.urls import find_urls
from citecheck.model.date import Context, order_of, read_date

CASES = [
    json.loads(line) for line in (Path(__file__).parent / "date_cases.jsonl").read_text("utf-8").splitlines()
]


def context_of(hints: dict[str, Any]) -> Context:
    saved, published = hints.get("doc_saved"), hints.get("published")
    return Context(
        language=hints.get("lang"),
        order=order_of(hints.get("doc_evidence", [])),
        earliest=dt.date.fromisoformat(published) if published else None,
        latest=dt.date.fromisoformat(saved) if saved else None,
    )


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    context = context_of(case["context"])
    text = case["text"]
    access = find_access(text, find_urls(text), context) if case["field"] == "access" else None
    reading = access.reading if access else read_date(text, context)
    assert (reading.iso if reading else None) == case["expect"], case["why"]
