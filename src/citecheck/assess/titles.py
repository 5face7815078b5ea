"""Comparing a cited title with what a page calls itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz import fuzz

from ..model.assessment import Match
from ..model.evidence import Page
from ..model.text import fold
from .language import evidence_for, guess_language, script_of

VARIANT = 84.0
"""Per cent of likeness at which two titles are forms of one: live and archived headlines of one
article are rarely further apart, those of two articles rarely as near."""

LEAST = 65.0
"""Per cent of likeness below which shared words are only those of the language."""

_SEPARATOR = re.compile(r"\s+[|–—·•»:-]+\s+|\s*\|\s*|:\s+")
_PUNCTUATION = re.compile(r"[^\w\s]+")
_LATIN = {
    **dict(zip("абвгдеёзийклмнопрстуфхыэіїєґўңөүәғқұһјљњћђџҳҷӣӯ", "a b v g d e e z i i k l m n o p r s t u f h y e i i e g u n o u a g k u h j l n c d d h j i u".split(), strict=True)),
    "ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya",
    **dict(zip("αβγδεζηθικλμνξοπρστυφχψως", "a v g d e z i th i k l m n x o p r s t y f ch ps o s".split(), strict=True)),
    "ı": "i", "ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ə": "a", "þ": "th", "ð": "d",
}  # fmt: skip


def bare(text: str) -> str:
    """A title as bare words."""
    return " ".join(_PUNCTUATION.sub(" ", fold(text)).split())


def latin(text: str) -> str:
    """Words in plain Latin letters: Cyrillic and Greek transliterated, accents dropped."""
    out = "".join(_LATIN.get(letter, letter) for letter in fold(text))
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", out) if not unicodedata.combining(letter)
    )
    return " ".join(_PUNCTUATION.sub(" ", plain).split())


def compare_title(cited: str, page: Page) -> Match:
    """Whether a page is called as cited: the best of all the titles that it gives itself."""
    titles = [words for _, words in page.titles] or ([page.title] if page.title else [])
    if not titles:
        return Match(state="not-stated", because="the page gives no title")
    shown = page.title or titles[0]
    if any(bare(cited) == bare(form) for title in titles for form in forms(title)):
        return Match(state="match", found=shown, because="the page has the same title")
    likeness = max(similarity(cited, form) for title in titles for form in forms(title))
    if likeness >= VARIANT:
        return Match(state="variant", found=shown, because=f"the page's title is {likeness:.0f} % alike")
    other = other_language(cited, page, shown)
    if other is not None:
        return Match(state="translation", found=shown, because=other)
    return Match(state="differs", found=shown, because=f"the page is titled “{shown}”")


def forms(title: str) -> Iterable[str]:
    """A title whole, and what it may be without a site's name, a section or a subtitle."""
    yield title
    parts = [part for part in _SEPARATOR.split(title) if part.strip()]
    if len(parts) > 1:
        yield " ".join(parts[:-1])
        yield " ".join(parts[1:])
        yield from (part for part in parts if len(part.split()) >= 3)


def similarity(cited: str, found: str) -> float:
    """Likeness in per cent, transliteration included.

    Every word of the shorter one within the longer counts as a subtitle or prefix, if there are
    enough words for that to be no accident.
    """
    one, other = latin(cited), latin(found)
    if not one or not other:
        return 0.0
    likeness = fuzz.ratio(one, other)
    words, others = one.split(), other.split()
    shorter = min(len(words), len(others))
    if shorter >= 4 and (set(words) <= set(others) or set(others) <= set(words)):
        likeness = max(likeness, 90.0 if shorter * 3 >= max(len(words), len(others)) else 80.0)
    if shorter >= 5 and likeness >= LEAST and len(set(words) & set(others)) >= 0.8 * shorter:
        likeness = max(likeness, VARIANT)  # an updated headline: a few words more, less, or others
    if shorter >= 4:
        likeness = max(likeness, fuzz.token_sort_ratio(one, other))
    return likeness


def other_language(cited: str, page: Page, shown: str) -> str | None:
    """Why a cited title and a page's are words of two languages, None if they are not known to be."""
    theirs = page.language or guess_language(shown) or guess_language(page.text[:2_000])
    ours = guess_language(cited)
    mine, its = script_of(cited), script_of(shown)
    if mine and its and mine != its:
        return f"the citation's title is in another script than the page's, “{shown}”"
    if theirs and ours and theirs != ours and not _kin(theirs, ours) and not _same_words(shown, ours):
        return f"the citation's title is in another language ({ours}) than the page ({theirs}), “{shown}”"
    if (
        theirs
        and not ours
        and theirs != "en"
        and not evidence_for(cited, theirs)
        and evidence_for(shown, theirs)
    ):
        return f"nothing in the citation's title is in the language of the page ({theirs}), “{shown}”"
    return None


def _same_words(shown: str, language: str) -> bool:
    """A page that declares one language but is titled in another: its title decides."""
    return guess_language(shown) == language


def _kin(one: str, other: str) -> bool:
    """Languages that a few words cannot tell apart."""
    return any(
        {one, other} <= group
        for group in ({"nb", "nn", "no", "da"}, {"hr", "sr", "bs"}, {"cs", "sk"}, {"id", "ms"})
    )


def shows_title(cited: str | None, page: Page | None) -> bool:
    """Whether a page evidently shows the cited headline."""
    return bool(cited and page and compare_title(cited, page).state in ("match", "variant"))
