"""The access date of a note: which date it is, by which words, and how it is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..model.date import Context, DateSpan, Reading, find_dates
from .phrases import access_pattern, archived_pattern, folded, language_of
from .urls import FoundUrl

REACH = 30
"""Characters between an access phrase and its date, the URL not counted."""

_ISO_PAIR = re.compile(r"[(\[]\s*\d{4}-\d{1,2}-\d{1,2}\s*[)\]]\s*[\[(]\s*(\d{4}-\d{1,2}-\d{1,2})\s*[\])]")
_ENDS_SENTENCE = re.compile(r"[”»\"]|\.\s+[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """An access date: the characters of phrase and date, those of the date alone, and the reading."""

    start: int
    end: int
    date_start: int
    date_end: int
    reading: Reading
    rule: str
    language: str | None = None


def find_access(text: str, urls: Sequence[FoundUrl], context: Context) -> Access | None:
    """The access date of a reference, or None.

    The phrase decides, never the position; without a phrase only GB/T 7714's second bracketed date
    counts. When several phrases have dates, the last one does (an update replaces a first visit).
    """
    masked = mask(text, urls)
    plain = folded(masked)
    found = _by_phrase(masked, plain, context, strong=True)
    if not found and urls:
        found = _by_phrase(masked, plain, context, strong=False)
    return found[-1] if found else _second_bracket(masked, context)


def archive_dates(
    text: str, urls: Sequence[FoundUrl], dates: Sequence[DateSpan]
) -> list[tuple[DateSpan, int]]:
    """The dates that "archived from the original on" and its like introduce, and where those begin."""
    plain = folded(mask(text, urls))
    found: list[tuple[DateSpan, int]] = []
    for match in archived_pattern().finditer(plain):
        near = [date for date in dates if 0 <= date.start - match.end() <= REACH]
        if near and not re.search(r"[^\W\d_]{4,}", plain[match.end() : near[0].start]):
            found.append((near[0], match.start()))
    return found


def mask(text: str, urls: Sequence[FoundUrl]) -> str:
    """The text with its URLs blanked, character for character."""
    for url in urls:
        text = text[: url.start] + " " * (url.end - url.start) + text[url.end :]
    return text


def _by_phrase(masked: str, plain: str, context: Context, *, strong: bool) -> list[Access]:
    archived = [match.span() for match in archived_pattern().finditer(plain)]
    found: list[Access] = []
    for match in access_pattern(strong=strong).finditer(plain):
        if any(start < match.end() and match.start() < end for start, end in archived):
            continue
        if match.group() == "et" and masked[match.start() : match.end()] != "ET":
            continue  # "and", unless it is the Turkish abbreviation
        access = _dated(masked, match.start(), match.end(), context)
        if access is not None:
            found.append(access)
    return found


def _dated(masked: str, start: int, end: int, context: Context) -> Access | None:
    """The date that belongs to a phrase: the one after it, else the one just before it."""
    language = language_of(masked[start:end]) or context.language
    dates = find_dates(masked, replace(context, language=language))
    rule = f"phrase “{' '.join(masked[start:end].split())}”"
    for date in dates:
        between = masked[end : date.start]
        if (
            date.start >= end
            and len(" ".join(between.split())) <= REACH
            and not _ENDS_SENTENCE.search(between)
        ):
            return _access(start, date.end, date, rule, language)
    for date in reversed(dates):
        if date.end <= start and re.fullmatch(
            r"[\s,.:(\[]*(?:tarihinde|günü|に|日に)?\s*", masked[date.end : start]
        ):
            return _access(date.start, end, date, rule, language)
    return None


def _access(start: int, end: int, date: DateSpan, rule: str, language: str | None) -> Access:
    return Access(
        start=start,
        end=max(end, date.end),
        date_start=date.start,
        date_end=date.end,
        reading=date.reading,
        rule=rule,
        language=language,
    )


def _second_bracket(masked: str, context: Context) -> Access | None:
    """GB/T 7714 writes (published)[accessed] and no word."""
    match = _ISO_PAIR.search(masked)
    if match is None:
        return None
    (date,) = find_dates(match[1], context)
    moved = replace(date, start=match.start(1), end=match.end(1))
    return _access(match.start(1) - 1, match.end(), moved, "second bracketed date (GB/T 7714)", "zh")
