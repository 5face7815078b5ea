import datetime as dt

import pytest

from citecheck.flow.plan import day_of, plan, why_not_asked
from citecheck.model.citation import Citation
from citecheck.model.document import Place
from citecheck.model.errors import CitecheckError
from citecheck.model.options import Options

PLACE = Place(path="a.txt", line=1, column=1, end_line=1, end_column=2)


def citation(url: str | None) -> Citation:
    return Citation(id="a.txt#1", document="a.txt", note="a.txt#1", label="1", place=PLACE, text="x", url=url)


@pytest.mark.parametrize(
    ("iso", "day"),
    [
        ("2022-10-12", dt.date(2022, 10, 12)),
        ("2022-10", dt.date(2022, 10, 15)),
        ("2022", dt.date(2022, 7, 1)),
        (None, None),
    ],
)
def test_a_date_of_reduced_precision_stands_for_its_middle(iso, day):
    assert day_of(iso) == day


@pytest.mark.parametrize(
    ("url", "options", "reason"),
    [
        ("https://a.example/", Options(), None),
        (None, Options(offline=True), None),
        ("https://a.example/", Options(offline=True), "offline"),
        ("ftp://a.example/x", Options(), "unsupported-scheme"),
        ("https:///x", Options(), "malformed-url"),
        ("https://a.example:99999/", Options(), "malformed-url"),
        ("https://a.example/private/x", Options(exclude=("/private/",)), "excluded"),
        ("https://a.example/x", Options(include=(r"b\.example",)), "excluded"),
        ("https://b.example/x", Options(include=(r"b\.example",)), None),
        ("https://b.example/x", Options(include=(r"b\.example",), exclude=("x$",)), "excluded"),
    ],
)
def test_what_is_not_asked_says_why(url, options, reason):
    assert why_not_asked(citation(url), options) == reason


def test_no_host_is_skipped_by_default():
    assert why_not_asked(citation("https://anything.example/"), Options()) is None
    assert why_not_asked(citation("http://localhost/"), Options()) is None


def test_an_empty_folder_is_nothing_to_check(tmp_path):
    with pytest.raises(CitecheckError) as caught:
        plan([str(tmp_path)], Options())
    assert caught.value.exit_code == 3
    assert caught.value.hint
