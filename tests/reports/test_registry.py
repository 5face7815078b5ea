from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import citecheck.reports
from citecheck.model.errors import CitecheckError
from citecheck.model.options import FORMATS
from citecheck.reports.registry import REPORTS, format_for, names, render
from support import sample


@pytest.mark.parametrize("name", names())
def test_every_report_is_text_with_a_final_line_end(name):
    text = render(sample.report(), name, verbosity=1)
    assert text.endswith("\n")
    assert text == render(sample.report(), name, verbosity=1)
    assert not re.search("fake|fabricat", text, re.IGNORECASE)


def test_names_are_those_of_the_contract():
    assert set(names()) <= set(FORMATS)
    assert json.loads(render(sample.report(), "json"))["schema_version"] == 1


@pytest.mark.parametrize(
    ("path", "name"),
    [("out/report.json", "json"), ("R.MD", "markdown"), ("a.b.csv", "csv")],
)
def test_the_ending_names_the_format(path, name):
    assert format_for(path) == name


@pytest.mark.parametrize("path", ["report", "report.docx", ".json"])
def test_an_unknown_ending_says_which_there_are(path):
    with pytest.raises(CitecheckError) as caught:
        format_for(path)
    assert path in caught.value.message
    assert caught.value.hint == "these endings do: .json, .md, .csv"


def test_an_unknown_format_says_which_there_are():
    with pytest.raises(CitecheckError) as caught:
        render(sample.report(), "yaml")
    assert caught.value.hint == f"available: {', '.join(names())}"


def test_endings_are_unique():
    endings = [known.ending for known in REPORTS if known.ending]
    assert len(endings) == len(set(endings))


def test_the_words_that_are_never_printed_are_in_no_source():
    for path in Path(citecheck.reports.__file__).parent.rglob("*.py"):
        assert not re.search("fake|fabricat", path.read_text(encoding="utf-8"), re.IGNORECASE), path
