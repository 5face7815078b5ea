"""The access date of a note: which date it is, by which words, and how it is read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..model.date import Context, DateSpan, Reading, find_dates
from ..model.spans import Taken
from .phrases import access_pattern, archived_pattern, folded, language_of
from .urls import FoundUrl

REACH = 30
"""Characters between an access phrase and its date, the URL not counted."""

_FARTHEST = 4_000
"""The same with the URL counted: more than any URL has."""

_JUST_BEFORE = re.compile(r"[\s,.:(\[]*(?:tarihinde|günü|に|日に)?\s{0,3}")
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
    """The access date of a reference, or None: of several the last (an update replaces a first visit)."""
    found = find_accesses(text, urls, context)
    return found[-1] if found else None


def find_accesses(text: str, urls: Sequence[FoundUrl], context: Context) -> list[Access]:
    """Every access date of a reference, in order.

    The phrase decides, never the position; without a phrase only GB/T 7714's second bracketed date
    counts.
    """
    masked = mask(text, urls)
    plain = folded(masked)
    found = _by_phrase(masked, plain, context, strong=True)
    if not found and urls:
        found = _by_phrase(masked, plain, context, strong=False)
    return found or _second_bracket(masked, context)


def archive_dates(
    text: str, urls: Sequence[FoundUrl], dates: Sequence[DateSpan]
) -> list[tuple[DateSpan, int]]:
    """The dates that "archived from the original on" and its like introduce, and where those begin."""
    plain = folded(mask(text, urls))
    found: list[tuple[DateSpan, int]] = []
    for match in archived_pattern().finditer(plain):
        index = bisect_left(dates, match.end(), key=_start)
        date = dates[index] if index < len(dates) else None
        if (
            date is not None
            and date.start - match.end() <= REACH
            and not re.search(r"[^\W\d_]{4,}", plain[match.end() : date.start])
        ):
            found.append((date, match.start()))
    return found


def mask(text: str, urls: Sequence[FoundUrl]) -> str:
    """The text with its URLs blanked, character for character."""
    pieces, done = [], 0
    for url in urls:
        pieces += [text[done : url.start], " " * (url.end - url.start)]
        done = url.end
    return "".join([*pieces, text[done:]])


def _start(date: DateSpan) -> int:
    return date.start


def _by_phrase(masked: str, plain: str, context: Context, *, strong: bool) -> list[Access]:
    phrases = list(access_pattern(strong=strong).finditer(plain))
    if not phrases:
        return []
    archived = Taken(match.span() for match in archived_pattern().finditer(plain))
    dates: dict[str | None, list[DateSpan]] = {}
    found: list[Access] = []
    for match in phrases:
        start, end = match.span()
        if archived.meets(start, end):
            continue
        if match.group() == "et" and masked[start:end] != "ET":
            continue  # "and", unless it is the Turkish abbreviation
        language = language_of(masked[start:end]) or context.language
        if language not in dates:
            dates[language] = find_dates(masked, replace(context, language=language))
        access = _dated(masked, start, end, dates[language], language)
        if access is not None:
            found.append(access)
    return found


def _dated(
    masked: str, start: int, end: int, dates: Sequence[DateSpan], language: str | None
) -> Access | None:
    """The date that belongs to a phrase: the one after it, else the one just before it."""
    rule = f"phrase “{' '.join(masked[start:end].split())}”"
    index = bisect_left(dates, end, key=_start)
    if index < len(dates):
        between = masked[end : min(dates[index].start, end + _FARTHEST)]
        near = len(" ".join(between.split())) <= REACH and not _ENDS_SENTENCE.search(between)
        if near and dates[index].start <= end + _FARTHEST:
            return _access(start, dates[index].end, dates[index], rule, language)
    if index and _JUST_BEFORE.fullmatch(masked, dates[index - 1].end, start):
        return _access(dates[index - 1].start, end, dates[index - 1], rule, language)
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


def _second_bracket(masked: str, context: Context) -> list[Access]:
    """GB/T 7714 writes (published)[accessed] and no word."""
    match = _ISO_PAIR.search(masked)
    if match is None:
        return []
    (date,) = find_dates(match[1], context)
    moved = replace(date, start=match.start(1), end=match.end(1))
    return [_access(match.start(1) - 1, match.end(), moved, "second bracketed date (GB/T 7714)", "zh")]
