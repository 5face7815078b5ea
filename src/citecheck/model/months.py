"""Month names: which month a word is, in which languages.

From Babel's CLDR tables, with what they lack: Levantine Arabic names, inflected and colloquial
forms, the Persian calendar. Read when the first month word is met, and kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache

from babel import Locale
from babel.core import UnknownLocaleError

from .text import fold

LANGUAGES = """
    en tr de fr es pt it nl ru uk be pl cs sk hu ro bg sr sr_Latn hr sl mk bs el sv da nb nn fi et
    lv lt ca gl eu az uz uz_Cyrl kk ky tg ka hy ar fa he zh ja ko vi id ms th sq is ga cy hi bn mn
    tk ta sw af
""".split()

PERSIAN = {
    name: month
    for month, names in enumerate(
        [
            "فروردین",
            "اردیبهشت",
            "خرداد",
            "تیر",
            "مرداد امرداد",
            "شهریور",
            "مهر",
            "آبان",
            "آذر",
            "دی",
            "بهمن",
            "اسفند",
        ],
        1,
    )
    for name in names.split()
}
"""Months of the Solar Hijri calendar."""

_MORE = {
    "ar": "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول",
    "en": "jan|feb|mar|apr|may|jun|jul|aug|sept|oct|nov|dec",
    "ky": "январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь",
    "uz": "yanvar|fevral|mart|aprel|may|iyun|iyul|avgust|sentabr|oktabr|noyabr|dekabr",
    "pt": "jan|fev|mar|abr|maio|jun|jul|ago|set|out|nov|dez",
    "es": "ene|feb|mar|abr|may|jun|jul|ago|set|oct|nov|dic",
    "fr": "janv|fév|mars|avr|mai|juin|juil|août|sept|oct|nov|déc",
    "it": "gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic",
    "ro": "ian|feb|mar|apr|mai|iun|iul|aug|sept|oct|noi|dec",
    "de": "jan|feb|mär|apr|mai|jun|jul|aug|sept|okt|nov|dez",
    "hr": "siječnja|veljače|ožujka|travnja|svibnja|lipnja|srpnja|kolovoza|rujna|listopada|studenoga|prosinca",
}
_SUFFIX = re.compile(r"(?:'?(?:de|da|te|ta|nde|nda)|ында|инде|да|де|те|та|ы|и)$")
_ROMAN = {roman: month for month, roman in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)}
_LOOKALIKES = str.maketrans("ХхΧχІіΙιⅠⅤⅩⅰⅴⅹV", "XxXxIiIiIVXivxV")


@cache
def table() -> dict[str, dict[str, int]]:
    """Folded month name to {language: month}."""
    names: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for code in LANGUAGES:
        language = code.partition("_")[0]
        try:
            months = Locale.parse(code).months
        except (UnknownLocaleError, ValueError):
            continue
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in months[context][width].items():
                    _add(names, language, month, name)
    for language, listed in _MORE.items():
        for month, name in enumerate(listed.split("|"), 1):
            _add(names, language, month, name)
    return dict(names)


def _add(names: defaultdict[str, dict[str, int]], language: str, month: int, name: str) -> None:
    word = _plain(name)
    if len(word) > 1 and not word.isdigit() and not any(character.isdigit() for character in word):
        names[word].setdefault(language, month)


def _plain(word: str) -> str:
    """Folded, without marks of Arabic vowels, full stops and the hamza's varieties."""
    word = fold(word).strip(" .'-׳॰")
    return unicodedata.normalize("NFC", word.replace("أ", "ا").replace("إ", "ا").replace("آ", "ا"))


def month_of(word: str, language: str | None = None) -> tuple[int, ...]:
    """The months a word may mean: none, one, or several where languages disagree.

    A known language decides ("listopada" is November in Polish, October in Croatian).
    """
    known = table()
    plain = _plain(word)
    found = known.get(plain) or known.get(_SUFFIX.sub("", plain)) or known.get(plain.removeprefix("ב"))
    if not found:
        return ()
    if language in found:
        return (found[language],)
    return tuple(sorted(set(found.values())))


def persian_month(word: str) -> int | None:
    """The month of the Solar Hijri calendar that a word names."""
    return PERSIAN.get(word.strip(" .").replace("ي", "ی").replace("ك", "ک"))


def roman_month(word: str) -> int | None:
    """The month of a Roman numeral, its Cyrillic and Greek look-alikes included."""
    return _ROMAN.get(word.translate(_LOOKALIKES).lower())
