import json
from pathlib import Path

import pytest

from citecheck.citations.urls import find_urls

CASES = [
    json.loads(line) for line in (Path(__file__).parent / "url_cases.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=[case["note"][:60] for case in CASES])
def test_case(case: dict[str, object]) -> None:
    found = find_urls(str(case["text"]))
    # Without a scheme, what is asked is the URL with one; the case says what stands there.
    assert [one.written if one.rule == "no-scheme" else one.url for one in found] == case["urls"]
