"""Finding the URLs of a note, as they were meant: with what is glued to them cut off.

A pattern such as `https?://\\S+` gets a quarter of real cases right: closing punctuation, brackets
that belong or not, quotation marks, note markers, full-width characters and DOIs (which may contain
`<`, `>`, `;` and brackets) each need their own rule. The DOI rule runs first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from ..model.spans import Taken
from .identifiers import trim_doi

_STOP = r"\s<>\"“”„«»‹›「」『』《》〈〉。，、；！？（）【】｛｝［］〔〕\u3000—"
_CHARACTERS = rf"[^{_STOP}]"
_NOT_GLUED = rf"(?:(?!(?<=[,;|])(?:https?://|\()){_CHARACTERS})"
"""A character of a URL, but not where another one ("…/a;https://…") or a bracket is glued on."""
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069"
_FULL_WIDTH = str.maketrans("：／．？＝＆＿％＃－～＋", ":/.?=&_%#-~+")

_DOI = re.compile(
    r"(?:(?P<link>(?:https?://)?(?:dx\.|www\.)?doi\.org/\s?)|(?<![\w/.=])doi\s?[:：]?\s?(?:https?://(?:dx\.)?doi\.org/\s?)?)"
    r"(?P<prefix>10\.\d{4,9}(?:\.\d+)*/)\s?(?P<suffix>[^\s\"“”„«»{}|]+)",
    re.IGNORECASE,
)
_ARXIV = re.compile(
    r"(?<![\w/])arXiv\s?:\s?(?P<id>(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?)", re.IGNORECASE
)
_BREAK = r"(?<=[-/?&=_%])\r?\n(?=[\w%])"
_WITH_SCHEME = re.compile(
    rf"(?<![a-zA-Z0-9])(?:https?|ftp)[:：][/／]{{2}}(?=[^\s:/])(?:{_NOT_GLUED}|{_BREAK})+", re.IGNORECASE
)
_DAMAGED_SCHEME = re.compile(
    rf"(?<![a-zA-Z0-9/])(?P<bad>https?:/(?=[a-zA-Z0-9])|https?//:?|https?:(?=www\.)|ht{{3,4}}ps?://|htt?s?://|hxxps?://|htps?://|http?s:://|https?:\\\\|https?://\s(?=[a-zA-Z0-9]))(?P<rest>{_NOT_GLUED}+)",
    re.IGNORECASE,
)
_NO_SCHEME = re.compile(
    rf"(?<![\w@/.:-])www\.{_CHARACTERS}+\.{_CHARACTERS}+|(?<![\w@/.:-])(?:[a-z0-9-]+\.)+(?:com|org|net|gov|edu|int|info|eu|[a-z]{{2}})/{_CHARACTERS}+",
    re.IGNORECASE,
)
_SPACED_PATH = re.compile(r"(?:(?<=[/_])\s[\w%.~-]+[/_.][\w%./~-]*)*")
"""What follows a URL that was torn apart at its slashes, as text taken from a PDF often is."""
_GLUED_MARKER = re.compile(r"(?:\[\d{1,3}\]|[¹²³⁰⁴-⁹])$")
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}
_TRAILING = ".,;:!?…·'’‘‛´`*_|\\،؛؟"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundUrl:
    """A URL in a note: its characters there, the URL to ask, and the rule that found it.

    `written` is what stands there when it had to be mended, else None.
    """

    start: int
    end: int
    url: str
    rule: str
    written: str | None = None
    doi: str | None = None
    arxiv: str | None = None


def find_urls(text: str) -> list[FoundUrl]:
    """Every URL, DOI and arXiv identifier of a text, in order; none overlaps another."""
    taken = Taken()
    finders = (_dois, _arxivs, _plain, _damaged, _schemeless)
    found = [one for finder in finders for one in finder(text) if taken.claim(one.start, one.end)]
    return sorted(found, key=lambda one: one.start)


def _dois(text: str) -> Iterator[FoundUrl]:
    for match in _DOI.finditer(text):
        doi = trim_doi(match["prefix"] + match["suffix"])
        if len(doi) <= len(match["prefix"]):
            continue
        end = match.start("suffix") + len(doi) - len(match["prefix"])
        link = re.sub(r"\s", "", match["link"] or "https://doi.org/")
        url = (link if "//" in link else f"https://{link}") + doi
        written = text[match.start() : end]
        mended = written != url and (match["link"] or any(character.isspace() for character in written))
        yield FoundUrl(
            start=match.start(),
            end=end,
            url=url,
            rule="doi",
            written=written if mended else None,
            doi=unquote(doi),
        )


def _arxivs(text: str) -> Iterator[FoundUrl]:
    for match in _ARXIV.finditer(text):
        url = f"https://arxiv.org/abs/{match['id']}"
        yield FoundUrl(start=match.start(), end=match.end(), url=url, rule="arxiv", arxiv=match["id"])


def _plain(text: str) -> Iterator[FoundUrl]:
    for match in _WITH_SCHEME.finditer(text):
        written = match.group()
        end = len(trim(written))
        yield _mended(match.start(), written[:end], "url")


def _damaged(text: str) -> Iterator[FoundUrl]:
    """Schemes that only a slip of the hand explains; the mended form is a reading, and said so."""
    for match in _DAMAGED_SCHEME.finditer(text):
        rest = trim(match["rest"])
        if match["bad"][-1].isspace():
            rest += trim(_SPACED_PATH.match(text, match.start("rest") + len(rest)).group())  # type: ignore[union-attr]
        if "." not in rest.partition("/")[0]:
            continue
        end = match.start("rest") + len(rest)
        scheme = "https" if "s" in match["bad"].lower().partition(":")[0].rstrip("/") else "http"
        url = f"{scheme}://{_clean(rest)}"
        yield FoundUrl(
            start=match.start(), end=end, url=url, rule="damaged-scheme", written=text[match.start() : end]
        )


def _schemeless(text: str) -> Iterator[FoundUrl]:
    for match in _NO_SCHEME.finditer(text):
        written = trim(match.group())
        if "." not in written.partition("/")[0] or len(written) < 6:
            continue
        end = match.start() + len(written)
        yield FoundUrl(
            start=match.start(), end=end, url=f"http://{_clean(written)}", rule="no-scheme", written=written
        )


def _mended(start: int, written: str, rule: str) -> FoundUrl:
    url = _clean(written)
    return FoundUrl(
        start=start, end=start + len(written), url=url, rule=rule, written=None if url == written else written
    )


def _clean(written: str) -> str:
    """Without invisible characters, full-width punctuation made plain."""
    return re.sub(rf"[\s{_INVISIBLE}]", "", written).translate(_FULL_WIDTH)


def trim(written: str) -> str:
    """Take off what the sentence glued to a URL's end.

    Punctuation and quotation marks go, and closing brackets whose opening one is not in the URL.

    >>> trim("https://en.wikipedia.org/wiki/Batken_(city)).")
    'https://en.wikipedia.org/wiki/Batken_(city)'
    """
    counts = Counter(written)
    end = len(written)
    while end:
        last = written[end - 1]
        glued = None if counts["?"] else _GLUED_MARKER.search(written, max(0, end - 5), end)
        if (
            (last in _TRAILING and not (last == "_" and end > 1 and written[end - 2].isalnum()))
            or last in "([{"
            or (last in _PAIRS and counts[last] > counts[_PAIRS[last]])
        ):
            start = end - 1
        elif glued is not None:
            start = glued.start()
        else:
            break
        counts.subtract(written[start:end])
        end = start
    return written[:end]
