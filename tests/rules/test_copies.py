from __future__ import annotations

import pytest

from citecheck.model.assessment import Archive
from citecheck.rules.copies import add_archive, better, is_calendar, is_undated, replace_archive
from rules.notation import archive_of, assessment_of, case_of, read_example

ORIGINAL = "https://news.example/border"


@pytest.mark.parametrize(
    "link",
    [
        f"https://web.archive.org/web/*/{ORIGINAL}",
        f"https://web.archive.org/web/2022*/{ORIGINAL}",
        f"http://web.archive.org/web/20221012000000*/{ORIGINAL}",
        "https://web.archive.org/web/2022*/news.example/border",
        f"https://archive.example:8080/coll/2022*/{ORIGINAL}",
    ],
)
def test_a_calendar_is_told_from_its_address(link: str) -> None:
    assert is_calendar(link)
    assert not is_undated(link)


@pytest.mark.parametrize(
    "link",
    [
        f"https://web.archive.org/web/{ORIGINAL}",
        f"https://archive.ph/newest/{ORIGINAL}",
        f"https://archive.example:8080/coll/{ORIGINAL}",
    ],
)
def test_a_link_without_a_date_is_told_from_its_address(link: str) -> None:
    assert is_undated(link)
    assert not is_calendar(link)


@pytest.mark.parametrize(
    "link",
    [
        f"https://web.archive.org/web/20221012120000/{ORIGINAL}",
        f"https://web.archive.org/web/2022id_/{ORIGINAL}",
        f"https://archive.today/2022.10.12-101010/{ORIGINAL}",
        f"https://archive.ph/o/aBcDe/{ORIGINAL}",
        "https://web.archive.org/web/20221012120000/https://news.example/a*/b?u=http://x.example/",
        "https://web.archive.org/web/20221012120000/https://web.archive.org/web/https://news.example/",
        "https://web.archive.org/web/20221012120000/news.example/border",
        "https://perma.cc/ABCD-1234",
        "https://archive.ph/aBcDe",
    ],
)
def test_a_dated_or_short_link_is_neither(link: str) -> None:
    assert not is_calendar(link)
    assert not is_undated(link)


def test_only_good_copies_are_better() -> None:
    archive = given(
        "cited, error-copy, 2022-10-12, 0 days", "error-copy, 2022-10-13, 1 day", "ok, 2022-10-20, 8 days"
    )
    assert better(archive) == archive.others[1]
    assert better(Archive(verdict="missing")) is None


def test_a_shifted_copy_is_replaced_only_by_a_nearer_one() -> None:
    archive = given("cited, shifted, 2022-10-15, 3 days", "ok, 2022-10-20, 8 days", "ok, 2022-10-11, -1 days")
    assert better(archive, nearer=True) == archive.others[1]
    assert better(given("cited, shifted, 2022-10-13, 1 day", "ok, 2022-10-20, 8 days"), nearer=True) is None


@pytest.mark.parametrize("days, safe", [("30 days", True), ("-30 days", True), ("31 days", False)])
def test_a_replacement_is_safe_when_it_is_near(days: str, safe: bool) -> None:
    example = read_example(f"""\
url  {ORIGINAL}
copy  https://web.archive.org/web/20221012120000/{ORIGINAL}
archive  cited, error-copy, 2022-10-12
other  ok, 2022-11-11, {days}
=> silent""")
    suggestion = replace_archive(case_of(example), archive_of(example))
    assert suggestion is not None
    assert suggestion.safe == safe
    assert suggestion.old == case_of(example).citation.archive_url


def test_a_copy_is_added_to_the_address_as_the_note_writes_it() -> None:
    example = read_example(
        f"url  {ORIGINAL}\nwritten  news.example/border\narchive  found, ok, 2022-10-12\n=> silent"
    )
    suggestion = add_archive(case_of(example), assessment_of(example))
    assert suggestion is not None
    assert suggestion.old == "news.example/border"


def test_no_copy_is_added_where_one_is_cited() -> None:
    example = read_example(
        f"url  {ORIGINAL}\ncopy  https://perma.cc/AB\narchive  found, ok, 2022-10-12\n=> silent"
    )
    assert add_archive(case_of(example), assessment_of(example)) is None


def given(archive: str, *others: str) -> Archive:
    lines = [f"url  {ORIGINAL}", f"archive  {archive}", *(f"other  {other}" for other in others), "=> silent"]
    return archive_of(read_example("\n".join(lines)))
