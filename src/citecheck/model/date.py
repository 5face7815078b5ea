"""Reading dates as people write them, with the reason for each reading.

The popular libraries read 12.10.2022 as 10 December and fill in today's day where there is none.
Here nothing is filled in: precision is kept, and what has two readings has both.

Order of day and month in numeric dates: four digits first is the year (ISO 8601); with dots the day
comes first (no country writes M.D.Y with dots); a part over 12 decides; with slashes the language
decides, then the document's other dates, then what is possible at all; else it stays ambiguous.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from .months import month_of, persian_month, roman_month
from .spans import Taken

Order = Literal["dmy", "mdy"]

DAY_FIRST = frozenset(
    """
    tr de fr es pt it nl ru uk be pl cs sk ro bg sr hr sl mk bs el da nb nn no fi et lv ca gl az uz
    kk ky tg ka hy ar he vi id ms th sq is ga cy hi bn
""".split()
)
"""Languages whose slashed dates have the day first; English has both, so it is not here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What helps to choose between readings.

    `language` of the note; `order` that the document's other dates prove; `earliest` and `latest`
    days that are possible (an access lies after publication and before the document was saved).
    """

    language: str | None = None
    order: Order | None = None
    earliest: dt.date | None = None
    latest: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An ISO 8601 date of reduced precision, or None with `alternatives` (or none), and why."""

    iso: str | None
    reason: str
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """A date in a text: its characters and its reading."""

    start: int
    end: int
    reading: Reading


NO_CONTEXT = Context()
_MARKS = "\u0300-\u036f\u064b-\u0655\u0900-\u0903\u093a-\u093c\u093e-\u094f\u09bc\u09be-\u09cd\u0a3e-\u0a4d\u0abe-\u0acd\u0bbe-\u0bcd\u0c3e-\u0c4d\u0cbe-\u0ccd\u0d3e-\u0d4d\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
"""Vowel signs, which Python's letters do not include; none of them is a word character."""
_THAI = r"[\u0e01-\u0e4e]{1,4}\.[\u0e01-\u0e4e]{1,2}"
"""An abbreviated month: ม.ค."""
_WORD = rf"(?:{_THAI}|(?:[^\W\d_]|[{_MARKS}]){{1,30}}(?:['’][^\W\d_]{{1,10}})?)"
_WORD_BEGINS = rf"(?<![^\W\d_])(?<![{_MARKS}])"
_YEAR = r"(?:1[0-9]|2[0-9])\d\d"
_ORDINAL = r"(?:st|nd|rd|th|er|re|º|ª|°|\.?-?(?:го|ші|чы|чү|inci|ıncı|de|da)(?![^\W\d_])|\.)?"
_OF = r"(?:\s?(?:de|del|of|d'|d’|dne|van|di|ค\.ศ\.|พ\.ศ\.)\s)?"
_GAP = r"[\s\u200e\u200f]?"
_STOP = r"[.׳॰]?"

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("era", r"(?P<era>令和|平成|昭和|大正|明治|民國|民国)\s?(?P<y>\d{1,3}|元)\s?年\s?(?:(?P<m>\d{1,2})\s?月\s?(?:(?P<d>\d{1,2})\s?日)?)?"),
    ("cjk", r"(?P<y>\d{4})\s?[年년]\s?(?:(?P<m>\d{1,2})\s?[月월]\s?(?:(?P<d>\d{1,2})\s?[日일])?)?"),
    ("vietnamese", r"(?<!\d)(?P<d>\d{1,2})\s(?:tháng|thg)\s(?P<m>\d{1,2}),?\s(?:năm\s)?(?P<y>\d{4})(?!\d)"),
    ("year-first", r"(?<![\d./-])(?P<y>\d{4})(?P<s>[-/.])\s?(?P<m>\d{1,2})(?P=s)\s?(?P<d>\d{1,2})(?!\d)(?:\.(?=\s|\W|$))?"),
    ("numeric", rf"(?<![\d./-])(?P<a>\d{{1,2}}){_GAP}(?P<s>[./-]){_GAP}(?P<b>\d{{1,2}}){_GAP}(?P=s){_GAP}(?P<y>\d{{4}}|\d{{2}})(?![\d])"),
    ("roman", r"(?<![\d./-])(?P<d>\d{1,2})(?P<s>[./ -])\s?(?P<w>[IVXivxХхΧχІΙⅠ-Ⅻ]{1,4})(?:(?P=s)|\.|\s)\s?(?P<y>\d{4})(?!\d)"),
    ("day-first", rf"(?<![\d./-])(?P<d>\d{{1,2}}){_ORDINAL}[\s\-./]*{_OF}(?P<w>{_WORD}(?:\s{_WORD})?){_STOP}[\s\-.,/]{{0,3}}{_OF}(?P<y>{_YEAR}|\d{{4}}|(?<=-)\d{{2}})(?!\d)"),
    ("year-month-day", rf"(?<![\d./-])(?P<y>\d{{4}})\.?\s?(?:[-‑]?\s?(?:жылдын|жылы|жылғы|ж|йил|yil|ийл|ili|gada|m|г)\b|\(?e\)?ko\b)?[.,]{{0,2}}[\s\-]*(?:(?P<d>\d{{1,2}})\.?\s?[-‑]?\s?(?P<w>{_WORD})|(?P<w2>{_WORD})\.?\s?(?P<d2>\d{{1,2}}))(?!\d)\.?"),
    ("month-first", rf"{_WORD_BEGINS}(?P<w>{_WORD})\.?\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y>{_YEAR})(?!\d)"),
    ("month-year", rf"{_WORD_BEGINS}(?P<w>{_WORD}(?:\s{_WORD})?)\.?,?\s?[-/]?{_OF}\s?(?P<y>{_YEAR})(?![\d])"),
    ("year-month", r"(?<![\d./-])(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])(?![\d-])"),
    ("year", rf"(?<![\d./:_-])(?P<y>{_YEAR})(?![\d_])(?![./-]\d)"),
)  # fmt: skip
_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _PATTERNS)
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_MAY_DATE = re.compile(r"[0-9元]")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民國": 1911, "民国": 1911}


def ascii_digits(text: str) -> str:
    """The same text, character for character, its decimal digits as 0–9 (Arabic-Indic, full-width…)."""
    return text if text.isascii() else _OTHER_DIGIT.sub(lambda digit: str(int(digit.group())), text)


def find_dates(text: str, context: Context = NO_CONTEXT) -> list[DateSpan]:
    """Every date in a text, in order; none overlaps another, the most telling form wins."""
    plain = ascii_digits(text)
    if _MAY_DATE.search(plain) is None:
        return []
    spans: list[DateSpan] = []
    taken = Taken()
    for name, pattern in _COMPILED:
        for match in pattern.finditer(plain):
            if taken.meets(match.start(), match.end()):
                continue
            read = _READERS[name](match, context)
            if read is not None:
                begin, reading = read
                spans.append(DateSpan(start=begin, end=match.end(), reading=reading))
                taken.add(begin, match.end())
    return sorted(spans, key=lambda span: span.start)


def read_date(text: str, context: Context = NO_CONTEXT) -> Reading | None:
    """The first date of a text, or None where there is none ("n.d." is none)."""
    return next((span.reading for span in find_dates(text, context)), None)


def order_of(texts: Sequence[str]) -> Order | None:
    """The order of day and month that a document's slashed dates prove, None without or against proof."""
    seen: set[Order] = set()
    for text in texts:
        for match in re.finditer(r"(?<![\d/])(\d{1,2})/(\d{1,2})/\d{2,4}(?!\d)", ascii_digits(text)):
            first, second = int(match[1]), int(match[2])
            if first > 12 >= second:
                seen.add("dmy")
            elif second > 12 >= first:
                seen.add("mdy")
    return seen.pop() if len(seen) == 1 else None


Read = tuple[int, Reading] | None


def _era(match: re.Match[str], _: Context) -> Read:
    year = _ERAS[match["era"]] + (1 if match["y"] == "元" else int(match["y"]))
    return _whole(match, year, match["m"], match["d"], "Japanese or Minguo era")


def _named_parts(match: re.Match[str], _: Context) -> Read:
    return _whole(match, int(match["y"]), match["m"], match["d"], "year, month and day named")


def _year_first(match: re.Match[str], context: Context) -> Read:
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    if year < 1600 and (context.language == "fa" or 1300 <= year <= 1450):
        return _solar_hijri(match, year, month, day)
    return match.start(), _reading(_western(year), month, day, "four digits first: year, month, day")


def _numeric(match: re.Match[str], context: Context) -> Read:
    first, second, year = int(match["a"]), int(match["b"]), _century(match["y"])
    readings = {order: _iso(year, *parts) for order, parts in _orders(first, second).items()}
    order, reason = _choose(match["s"], readings, context)
    if order is not None:
        iso = readings[order]
        return match.start(), Reading(iso=iso, reason=reason if iso else "no such day")
    both = tuple(sorted({iso for iso in readings.values() if iso}))
    return match.start(), Reading(iso=None, reason=reason, alternatives=both)


def _orders(first: int, second: int) -> dict[Order, tuple[int, int]]:
    """Month and day for each order."""
    return {"dmy": (second, first), "mdy": (first, second)}


def _choose(separator: str, readings: dict[Order, str | None], context: Context) -> tuple[Order | None, str]:
    """The order of day and month, and why; None while both are possible."""
    possible: list[Order] = [order for order, iso in readings.items() if iso is not None]
    if not possible:
        return "dmy", "no such day"
    if len(possible) == 1:
        unusual = separator == "." and possible == ["mdy"]
        return (
            possible[0],
            "only the month can come first, which is unusual with dots"
            if unusual
            else "only one order is possible",
        )
    if readings["dmy"] == readings["mdy"]:
        return "dmy", "the same in either order"
    if separator == ".":
        return "dmy", "with dots the day comes first"
    if separator == "-" and context.order != "mdy":
        return "dmy", "with hyphens the day comes first"
    if context.language in DAY_FIRST:
        return "dmy", f"the day comes first in this language ({context.language})"
    if context.order is not None:
        return context.order, "another date of the document shows the order"
    fitting = [order for order in possible if _fits(readings[order], context)]
    if len(fitting) == 1:
        return fitting[0], "the other order would lie outside what is possible"
    return None, "day and month could be either way round"


def _fits(iso: str | None, context: Context) -> bool:
    day = dt.date.fromisoformat(iso) if iso else None
    return day is not None and (context.earliest or day) <= day <= (context.latest or day)


def _roman(match: re.Match[str], _: Context) -> Read:
    month = roman_month(match["w"])
    if month is None:
        return None
    return match.start(), _reading(int(match["y"]), month, int(match["d"]), "Roman month")


def _named(match: re.Match[str], context: Context) -> Read:
    """A date with its month in letters; the words before the month may belong to something else."""
    groups = match.groupdict()
    words, day = groups.get("w") or groups.get("w2") or "", groups.get("d") or groups.get("d2")
    year = _century(match["y"])
    for skip, word in _candidates(words, dayless=day is None):
        persian = persian_month(word)
        if persian is not None and (context.language in (None, "fa")) and year < 1600:
            return _solar_hijri(match, year, persian, int(day) if day else None)
        months = month_of(word, context.language)
        if months:
            start = match.start() + (skip if day is None else 0)
            return start, _months_reading(year, months, int(day) if day else None)
    return None


def _candidates(words: str, *, dayless: bool) -> Iterator[tuple[int, str]]:
    """The whole, and where nothing stands before the month that belongs to it, its last word."""
    yield 0, words
    head, space, tail = words.rpartition(" ")
    if space and dayless:
        yield len(head) + 1, tail
    elif space:
        yield 0, head


def _months_reading(year: int, months: tuple[int, ...], day: int | None) -> Reading:
    year = _western(year)
    if len(months) == 1:
        return _reading(year, months[0], day, "month written out")
    both = tuple(iso for month in months if (iso := _iso(year, month, day)))
    return Reading(
        iso=None, reason="the month's name means different months in different languages", alternatives=both
    )


def _year_month(match: re.Match[str], _: Context) -> Read:
    return match.start(), _reading(int(match["y"]), int(match["m"]), None, "year and month")


def _year(match: re.Match[str], _: Context) -> Read:
    return match.start(), Reading(iso=str(_western(int(match["y"]))), reason="year only")


_READERS: dict[str, Callable[[re.Match[str], Context], Read]] = {
    "era": _era,
    "cjk": _named_parts,
    "vietnamese": _named_parts,
    "year-first": _year_first,
    "numeric": _numeric,
    "roman": _roman,
    "day-first": _named,
    "year-month-day": _named,
    "month-first": _named,
    "month-year": _named,
    "year-month": _year_month,
    "year": _year,
}


def _whole(match: re.Match[str], year: int, month: str | None, day: str | None, reason: str) -> Read:
    return match.start(), _reading(year, int(month) if month else None, int(day) if day else None, reason)


def _reading(year: int, month: int | None, day: int | None, reason: str) -> Reading:
    iso = _iso(year, month, day)
    return Reading(iso=iso, reason=reason if iso else "no such day")


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    """An ISO date of the precision given, None for one that does not exist."""
    try:
        dt.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    if month is None:
        return f"{year:04}"
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day is not None else "")


def _century(digits: str) -> int:
    """Two digits are of this century, up to its end of being plausible; more are as they are."""
    if len(digits) > 2:
        return int(digits)
    return 2000 + int(digits) if int(digits) < 70 else 1900 + int(digits)


def _western(year: int) -> int:
    """A year of the Buddhist era (543 ahead) in the common one."""
    return year - 543 if 2400 <= year <= 2700 else year


def _solar_hijri(match: re.Match[str], year: int, month: int, day: int | None) -> Read:
    reason = "Solar Hijri calendar"
    if day is None:
        first = from_solar_hijri(year, month, 1)
        return match.start(), Reading(iso=first.isoformat()[:7] if first else None, reason=reason)
    date = from_solar_hijri(year, month, day)
    return match.start(), Reading(
        iso=date.isoformat() if date else None, reason=reason if date else "no such day"
    )


def from_solar_hijri(year: int, month: int, day: int) -> dt.date | None:
    """A day of the Solar Hijri calendar in the Gregorian one, None for one that does not exist.

    By the 33-year cycle, which agrees with the astronomical calendar from 1178 to 1633 SH.
    """
    if not (1178 <= year <= 1633 and 1 <= month <= 12 and 1 <= day <= _month_length(year, month)):
        return None
    before = (month - 1) * 31 if month <= 7 else 186 + (month - 7) * 30
    leaps = sum(_is_leap(one) for one in range(1178, year))
    return dt.date(1799, 3, 21) + dt.timedelta(days=365 * (year - 1178) + leaps + before + day - 1)


def _is_leap(year: int) -> bool:
    return year % 33 in (1, 5, 9, 13, 17, 22, 26, 30)


def _month_length(year: int, month: int) -> int:
    if month <= 6:
        return 31
    return 30 if month < 12 or _is_leap(year) else 29
