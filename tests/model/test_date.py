"""Dates in many hands: order, precision, calendars, and what is no date."""

import datetime as dt
from typing import Literal

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from citecheck.model.date import Context, Reading, find_dates, from_solar_hijri, order_of, read_date
from citecheck.model.months import LANGUAGES, month_of, persian_month, roman_month


def iso(text: str, **hints: object) -> str | None:
    reading = read_date(text, Context(**hints))  # type: ignore[arg-type]  # hints by name
    return reading.iso if reading else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12.10.2022", "2022-10-12"),
        ("12. 10. 2022", "2022-10-12"),
        ("1.2.23", "2023-02-01"),
        ("1.2.95", "1995-02-01"),
        ("12-10-2022", "2022-10-12"),
        ("2022/10/12", "2022-10-12"),
        ("2022-10", "2022-10"),
        ("2022", "2022"),
        ("25/12/2022", "2022-12-25"),
        ("12/25/2022", "2022-12-25"),
        ("05/05/2022", "2022-05-05"),
        ("October 2022", "2022-10"),
        ("Oct. 12, 2022", "2022-10-12"),
        ("12th October 2022", "2022-10-12"),
        ("12th of October, 2022", "2022-10-12"),
        ("12-Oct-2022", "2022-10-12"),
        ("12 Ekim 2022", "2022-10-12"),
        ("12 EKİM 2022", "2022-10-12"),
        ("12 Ekim’de 2022", "2022-10-12"),
        ("12 Ağustos 2022", "2022-08-12"),
        ("3 ŞUBAT 2022", "2022-02-03"),
        ("12 ОКТЯБРЯ 2022", "2022-10-12"),
        ("12. Oktober 2022", "2022-10-12"),
        ("12.XII.2022", "2022-12-12"),
        ("12 Х 2022", "2022-10-12"),
        ("２０２２年１０月１２日", "2022-10-12"),
        ("2022년 10월 12일", "2022-10-12"),
        ("令和元年5月1日", "2019-05-01"),
        ("民國111年10月12日", "2022-10-12"),
        ("29 February 2024", "2024-02-29"),
    ],
)
def test_one_reading(text: str, expected: str) -> None:
    assert iso(text) == expected
    assert iso(f"Agency, {text}, more.") == expected


@pytest.mark.parametrize(
    "text",
    ["", "n.d.", "no date", "12", "page 12", "1.2", "v1.2.3", "10.1234/5", "420 km", "12:30", "May", "003"],
)
def test_no_date(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    "text", ["31.02.2022", "00.00.2022", "32.01.2022", "29 February 2023", "2022-13-45", "99.99.9999"]
)
def test_impossible_dates_are_found_but_not_read(text: str) -> None:
    assert read_date(text) == Reading(iso=None, reason="no such day")


def test_both_readings_of_an_open_date() -> None:
    reading = read_date("04/05/2022")
    assert reading is not None
    assert (reading.iso, reading.alternatives) == (None, ("2022-04-05", "2022-05-04"))


def test_what_decides_an_open_date() -> None:
    assert iso("04/05/2022", language="tr") == "2022-05-04"
    assert iso("04/05/2022", order="mdy") == "2022-04-05"
    assert iso("04/05/2022", order="dmy") == "2022-05-04"
    assert iso("04/05/2022", earliest=dt.date(2022, 5, 1)) == "2022-05-04"
    assert iso("04/05/2022", latest=dt.date(2022, 4, 20)) == "2022-04-05"
    assert iso("04/05/2022", earliest=dt.date(2023, 1, 1)) is None


def test_dots_decide_before_the_order_of_other_dates() -> None:
    assert iso("04.05.2022", order="mdy") == "2022-05-04"


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["25/10/2022"], "dmy"),
        (["10/25/2022"], "mdy"),
        (["25/10/2022", "10/25/2022"], None),
        (["04/05/2022"], None),
        (["25.10.2022"], None),
        (["https://x.example/2022/10/25/2022"], None),
        ([], None),
    ],
)
def test_order_of_a_document(texts: list[str], order: str | None) -> None:
    assert order_of(texts) == order


def test_months_that_languages_disagree_on() -> None:
    assert iso("5 listopada 2021", language="pl") == "2021-11-05"
    assert iso("5 listopada 2021", language="hr") == "2021-10-05"
    reading = read_date("5 listopada 2021")
    assert reading is not None
    assert reading.alternatives == ("2021-10-05", "2021-11-05")
    assert month_of("nothing") == ()
    assert persian_month("مهر") == 7
    assert [roman_month(text) for text in ("X", "х", "Χ", "Ⅹ", "XIII")] == [10, 10, 10, 10, None]


def test_several_dates_in_order() -> None:
    text = "7 October 2022, updated 2022-10-08, seen 12.10.2022 (no. 4711)"
    found = find_dates(text)
    assert [date.reading.iso for date in found] == ["2022-10-07", "2022-10-08", "2022-10-12"]
    assert [text[date.start : date.end] for date in found] == ["7 October 2022", "2022-10-08", "12.10.2022"]


def test_a_word_before_the_month_is_not_part_of_the_date() -> None:
    (found,) = find_dates("Agency October 2022")
    assert (found.start, found.reading.iso) == (7, "2022-10")


@pytest.mark.parametrize(
    ("solar", "common"),
    [
        ((1401, 7, 20), (2022, 10, 12)),
        ((1403, 12, 30), (2025, 3, 20)),
        ((1400, 1, 1), (2021, 3, 21)),
        ((1357, 11, 22), (1979, 2, 11)),
    ],
)
def test_solar_hijri(solar: tuple[int, int, int], common: tuple[int, int, int]) -> None:
    assert from_solar_hijri(*solar) == dt.date(*common)


@pytest.mark.parametrize("day", [(1402, 12, 30), (1401, 13, 1), (1401, 7, 31), (1000, 1, 1), (1401, 1, 0)])
def test_no_such_solar_day(day: tuple[int, int, int]) -> None:
    assert from_solar_hijri(*day) is None


@given(st.dates(dt.date(1800, 1, 1), dt.date(2200, 1, 1)))
def test_solar_days_follow_each_other(day: dt.date) -> None:
    first = next(
        solar
        for year in (day.year - 622, day.year - 621)
        for month in range(1, 13)
        for one in range(1, 32)
        if (solar := (year, month, one)) and from_solar_hijri(*solar) == day
    )
    assert from_solar_hijri(*first) == day


DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))
WRITTEN = sorted({*LANGUAGES} - {"mn", "eu"})
"""Mongolian counts its months by ordinals, Basque declines them: both are read as their year."""


@given(DAYS, st.sampled_from(WRITTEN), st.sampled_from(["long", "medium"]))
def test_what_a_language_writes_comes_back(
    day: dt.date, locale: str, form: Literal["long", "medium"]
) -> None:
    assert iso(format_date(day, form, locale=locale), language=locale.partition("_")[0]) == day.isoformat()


@given(
    DAYS,
    st.sampled_from(
        [
            "{d:02}.{m:02}.{y}",
            "{d}.{m}.{y}",
            "{d}. {m}. {y}",
            "{y}-{m:02}-{d:02}",
            "{y}/{m}/{d}",
            "{y}. {m}. {d}.",
            "{d}-{m}-{y}",
            "{y}年{m}月{d}日",
        ]
    ),
)
def test_numeric_forms_come_back(day: dt.date, form: str) -> None:
    assert iso(form.format(d=day.day, m=day.month, y=day.year)) == day.isoformat()


@given(DAYS)
def test_an_open_date_always_keeps_the_true_reading(day: dt.date) -> None:
    for form in ("{d}/{m}/{y}", "{m}/{d}/{y}"):
        reading = read_date(form.format(d=day.day, m=day.month, y=day.year))
        assert reading is not None
        assert day.isoformat() in (reading.iso, *reading.alternatives)


@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    found = find_dates(text)
    for date in found:
        assert 0 <= date.start < date.end <= len(text)
        assert date.reading.reason
        for value in (date.reading.iso, *date.reading.alternatives):
            assert value is None or dt.date.fromisoformat((value + "-01-01")[:10])
    edges = [edge for date in found for edge in (date.start, date.end)]
    assert edges == sorted(edges)
