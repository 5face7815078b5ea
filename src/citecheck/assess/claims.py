"""Quotations and figures of the citing sentence, looked up in the source's own words.

The archived copy nearest the access date first, then today's page, then the document's other sources.
Only strings and numbers are compared: nothing is said of support or the lack of it beyond that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from ..model.assessment import Case, Claim
from ..model.evidence import Evidence, Page
from ..model.text import fold
from .language import guess_language

SHORTEST_QUOTE, SHORTEST_CJK = 12, 5
ALTERED = 82.0
"""Per cent at which a passage counts as the quotation, altered."""

_QUOTE = re.compile(
    r"“([^“”]+)”|„([^„“”]+)[“”]|«([^«»]+)»|\"([^\"]+)\"|「([^「」]+)」|『([^『』]+)』|(?<!\w)‘([^‘’]{12,})’(?!\w)"
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SCALE = {
    3: "thousand bin tausend mille mil тысяч тыс тисяч tys миң мың ming",
    6: "million millions milyon mio millionen millones milhões milioni млн миллион миллиона миллионов мільйон мільйонів mln",
    9: "billion billions milyar milliarden mrd milliards млрд миллиард миллиарда миллиардов мільярд мільярдів mld",
    12: "trillion trilyon billionen трлн",
}  # fmt: skip
_SCALES = {word: power for power, words in _SCALE.items() for word in words.split()}
_NUMBER_WORDS = {
    word: str(value)
    for value, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), 2)
}
_FIGURE = re.compile(
    r"(?<![\w.,/-])(?P<number>\d{1,3}(?:[ .,'’\u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)(?P<percent>\s?(?:%|percent|per cent|yüzde|Prozent|процент\w*))?"
    r"(?:\s(?P<scale>[^\W\d_]+)\.?)?(?![\w/-])|(?<!\w)(?P<word>" + "|".join(_NUMBER_WORDS) + r")(?!\w)",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık"
    r"|январ|феврал|март|апрел|мая|июн|июл|август|сентябр|октябр|ноябр|декабр|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|januar|februar|märz|juni|juli|oktober|dezember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:note|n\.|section|§|article|art\.|chapter|page|pp?\.|no\.|№|figure|table|fig\.|resolution|madde|sayfa|dipnot|статья|глава)\s*$",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"^(?:st|nd|rd|th|\.?\s?(?:inci|ıncı|üncü|uncu)|º|ª|er|-?(?:й|го|я|е))(?!\w)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Said:
    """One quotation or figure as the sentence has it."""

    kind: Literal["quote", "figure"]
    text: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one copy of a source."""

    source: str
    seen_in: Literal["archive", "live"]
    text: str
    folded: str
    language: str | None


def check_claims(case: Case) -> tuple[Claim, ...]:
    """Every quotation and figure of the sentences that cite this source."""
    sentences = dict.fromkeys(marker.sentence for marker in case.citation.markers)
    said = [one for sentence in sentences for one in find_claims(sentence)]
    if not said or not case.policy.content:
        return ()
    own = _words(case.citation.id, case.evidence)
    shared = {(marker.place, marker.sentence) for marker in case.citation.markers}
    beside = [
        n for n in case.neighbours if any(m.sentence in {s for _, s in shared} for m in n.citation.markers)
    ]
    others = [n for n in case.neighbours if n not in beside]
    same = own + [words for n in beside for words in _words(n.citation.id, n.evidence)]
    elsewhere = [words for n in others for words in _words(n.citation.id, n.evidence)]
    return tuple(_checked(one, own, same, elsewhere) for one in dict.fromkeys(said))


def find_claims(sentence: str) -> Iterator[Said]:
    """The quotations and figures of a sentence.

    Short quotations are scare quotes or names; years, dates, ordinals and the numbers of notes and
    sections are no figures.
    """
    for match in _QUOTE.finditer(sentence):
        words = next(group for group in match.groups() if group is not None).strip(" ,.;")
        if len(words) >= (SHORTEST_CJK if _CJK.search(words) else SHORTEST_QUOTE) and " " in words + (
            " " if _CJK.search(words) else ""
        ):
            yield Said("quote", words)
    bare = _QUOTE.sub(lambda quoted: " " * len(quoted.group()), sentence)
    for match in _FIGURE.finditer(bare):
        value = _value(match)
        if value is not None and not _is_no_figure(bare, match):
            yield Said("figure", match.group("number") or match.group("word"), value)


def _value(match: re.Match[str]) -> str | None:
    """A figure's value in one spelling: no thousands separators, a decimal point, scales multiplied out."""
    if match["word"]:
        return _NUMBER_WORDS[match["word"].lower()]
    digits = re.sub(r"[ '’\u00a0\u202f]", "", match["number"])
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits):
        digits = re.sub(r"[.,]", "", digits)
    else:
        digits = re.sub(r"[.,](?=\d{3}(?:\D|$)(?=.*[.,]))", "", digits).replace(",", ".")
    try:
        number = float(digits) * 10 ** _SCALES.get((match["scale"] or "").lower(), 0)
    except ValueError:
        return None
    return f"{number:g}" if number < 1e6 else f"{number:.0f}"


def _is_no_figure(sentence: str, match: re.Match[str]) -> bool:
    if match["word"]:
        return False
    number = match["number"]
    before, after = sentence[: match.start()], sentence[match.end("number") :]
    year = (
        re.fullmatch(r"1[5-9]\d\d|20\d\d", number)
        and not match["percent"]
        and (match["scale"] or "").lower() not in _SCALES
    )
    date = _DATE_WORDS.match(after.lstrip(" ,.")) or re.search(
        _DATE_WORDS.pattern + r"\w*\.?\s*$", before, re.IGNORECASE
    )
    return bool(year or date or _NUMBERED.search(before) or _ORDINAL.match(after))


def _words(source: str, evidence: Evidence | None) -> list[Words]:
    """The readable copies of a source, the one near the access date first."""
    if evidence is None:
        return []
    pages: list[tuple[Literal["archive", "live"], Page | None]] = [
        ("archive", copy.page) for copy in evidence.copies if copy.capture and copy.capture.status < 400
    ]
    pages.append(("live", evidence.page))
    return [
        Words(source, seen, page.text, fold(page.text), page.language or guess_language(page.text[:2_000]))
        for seen, page in pages
        if page is not None and page.failure is None and page.text
    ]


def _checked(said: Said, own: list[Words], same: list[Words], elsewhere: list[Words]) -> Claim:
    if not same:
        return Claim(kind=said.kind, text=said.text, state="unchecked")
    for words in same:
        found = _exact(said, words)
        if found is not None:
            return _claim(said, "exact", found, words)
    if said.kind == "quote" and all(_foreign(said.text, words) for words in own or same):
        return Claim(kind=said.kind, text=said.text, state="unchecked")
    for words in same if said.kind == "quote" else ():
        found = _altered(said, words)
        if found is not None:
            return _claim(said, "altered", found, words)
    for words in elsewhere:
        found = _exact(said, words)
        if found is not None:
            return _claim(said, "elsewhere", found, words)
    if (
        said.kind == "figure"
        and not said.text[0].isdigit()
        and any(words.language not in (None, "en") for words in same)
    ):
        return Claim(kind=said.kind, text=said.text, state="unchecked")  # a number word in another language
    return Claim(kind=said.kind, text=said.text, state="absent")


def _claim(said: Said, state: Literal["exact", "altered", "elsewhere"], found: str, words: Words) -> Claim:
    return Claim(
        kind=said.kind, text=said.text, state=state, found=found, source=words.source, seen_in=words.seen_in
    )


def _foreign(quote: str, words: Words) -> bool:
    language = guess_language(quote)
    return language is not None and words.language is not None and language != words.language


def _exact(said: Said, words: Words) -> str | None:
    if said.kind == "figure":
        return next(
            (m["number"] or m["word"] for m in _FIGURE.finditer(words.text) if _value(m) == said.value), None
        )
    pattern = [
        re.escape(part)
        for part in re.split(r"\s*\[[^\]]*\]\s*|\s*\.\.\.\s*", fold(said.text))
        if part.strip()
    ]
    if not pattern:
        return None
    match = re.search(r".{0,80}?".join(pattern), words.folded)
    return match.group() if match else None


def _altered(said: Said, words: Words) -> str | None:
    """The source's passage that is nearly the quotation, or None."""
    best = fuzz.partial_ratio_alignment(fold(said.text), words.folded, score_cutoff=ALTERED)
    if best is None:
        return None
    start = words.folded.rfind(" ", 0, best.dest_start + 1) + 1
    end = words.folded.find(" ", best.dest_end)
    return words.folded[start : end if end >= 0 else None].strip()
