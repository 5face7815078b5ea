"""Where sentences end, in prose of many scripts."""

from __future__ import annotations

import re
from bisect import bisect_right

from ..model.months import month_of

_END = re.compile(
    r"""
    (?P<stop>[.!?…؟۔।]+|[。！？]+)
    (?P<close>["'”’»)\]』」›]*)
    (?P<marks>(?:\(\d{1,3}\)|\s?\[\s*\d[\d\s,;–—-]*\]|[⁰¹²³⁴-⁹]+(?:[,–-][⁰¹²³⁴-⁹]+)*)*)
    (?=\s|$|(?<=[。！？])|(?<=[。！？][”」』]))
    """,
    re.VERBOSE,
)
_ABBREVIATION = re.compile(
    r"""(?:^|[\s(\["'“‘«„])(?:
    (?:[^\W\d_]\.)*[^\W\d_]                                    # initials: A. B., z.B, U.S, e.g, т.е
    |mr|mrs|ms|dr|prof|st|sr|jr|gen|col|lt|sen|rep|gov|pres|rev|hon|messrs
    |vs|etc|cf|eg|ie|ibid|al|approx|est|dept|inc|ltd|co|corp|no|nos|vol|vols|pp|ed|eds|trans|fig|ch|sec|art|para|op|cit|loc
    |jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec
    |vb|vd|sn|bkz|çev|yay|haz|age|doç|yrd|av|hz|mah|cad|sok|no|s|ss
    |bzw|ca|vgl|usw|hrsg|nr|bd|abs|str|dipl|ing|evtl|ggf|inkl|sog|tel|zzgl|mio|mrd
    |mme|mlle|env|éd|coll|art|av|apr|janv|févr|juill|déc
    |sra|srta|dra|ud|uds|pág|págs|núm|aprox|ee|uu
    |г|гг|в|вв|им|др|пр|тыс|млн|млрд|руб|стр|см|ср|акад|проф|ул|рис|табл|напр|англ|рус
    |р|рр|ст|тис|грн|див|рис|наприклад|м|обл
    |tzv|např|resp|atd|apod|mj|č|roč|np|itd|itp|tj|tzn|ul|ok|prof|red|wyd|zob|por|m\.in
    )\.?$""",
    re.VERBOSE | re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_DAY = re.compile(r"(?<!\d)(?:[12]?\d|3[01])$")
_SPACE = re.compile(r"\s*")
_LOOK_BACK = 24


def sentence_starts(text: str) -> list[int]:
    """The offsets at which sentences begin in a paragraph; the first is 0.

    A full stop ends no sentence after an abbreviation or an initial, before a lower-case letter, or
    within a number. Closing quotes and reference marks after the stop belong to the sentence before.
    """
    starts = [0]
    for match in _END.finditer(text):
        begin = _SPACE.match(text, match.end()).end()  # type: ignore[union-attr]  # matches anywhere
        if begin < len(text) and not _goes_on(text, match, begin):
            starts.append(begin)
    return starts


def _goes_on(text: str, match: re.Match[str], begin: int) -> bool:
    """Whether the sentence goes on after what looks like its end."""
    if match["stop"] not in (".", "…", "..."):
        return False
    if text[begin].islower():
        return True
    if match["marks"] or match["close"] or match["stop"] != ".":
        return False
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    if before[-1:].isdigit():
        return text[begin].isdigit() or _is_ordinal(before, text, begin)
    return bool(_ABBREVIATION.search(before))


def _is_ordinal(before: str, text: str, begin: int) -> bool:
    """Whether the number before a full stop counts a day or a century ("3. Mai", "19. Jahrhundert")."""
    word = _WORD.match(text, begin)
    return (
        _DAY.search(before) is not None
        and word is not None
        and (bool(month_of(word.group())) or word.group().startswith("Jahrh"))
    )


def sentence_at(end: int, starts: list[int], offset: int) -> tuple[int, int]:
    """Start and end of the sentence in which an offset lies; the last one ends at `end`."""
    index = bisect_right(starts, offset) - 1
    return starts[index], starts[index + 1] if index + 1 < len(starts) else end
