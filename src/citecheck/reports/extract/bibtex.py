"""BibTeX, in the fields of biblatex (which Zotero and Pandoc read too)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ...model.citation import Citation, Name
from .. import words
from ..style import Style
from .extract import Extract, date_parts, remark

TYPES = {
    "article": "article",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "report": "report",
    "thesis": "thesis",
    "webpage": "online",
    "post": "online",
    "post-weblog": "online",
}
_CONTAINER = {"article": "journaltitle", "incollection": "booktitle", "inproceedings": "booktitle"}
_ESCAPES = str.maketrans({
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{special: "\\" + special for special in "{}$&#_%"},
})  # fmt: skip


def render(extract: Extract, style: Style) -> str:  # noqa: ARG001 - the signature of all formats
    """One entry per source, an empty line between two."""
    used: set[str] = set()
    return "\n".join(_entry(citation, _key(citation, used)) for citation in extract.sources())


def _entry(citation: Citation, key: str) -> str:
    kind = TYPES.get(citation.kind, "misc")
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(citation, kind) if value)
    return f"@{kind}{{{key},\n{fields}}}\n"


def _fields(citation: Citation, kind: str) -> Iterator[tuple[str, str]]:
    yield "author", " and ".join(map(_name, citation.authors))
    yield "title", _text(citation.title)
    yield _CONTAINER.get(kind, "organization" if kind == "online" else "howpublished"), _text(citation.outlet)
    yield "publisher", _text(citation.publisher)
    yield "date", "-".join(date_parts(citation.published))
    yield "volume", _text(citation.volume)
    yield "number", _text(citation.issue)
    yield "pages", re.sub(r"(?<=\d)\s*[-–—]\s*(?=\d)", "--", _text(citation.pages))
    yield "doi", _verbatim(citation.doi)
    yield "isbn", _text(citation.isbn)
    yield "url", _verbatim(citation.url)
    yield "urldate", "-".join(date_parts(citation.accessed))
    yield "note", _text(remark(citation))


def _text(text: str | None) -> str:
    return words.safe(text or "").translate(_ESCAPES)


def _verbatim(text: str | None) -> str:
    """A URL or DOI, which biblatex reads as it stands: only braces and backslashes must go."""
    return words.url(text or "").replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


def _name(name: Name) -> str:
    """`Family, Given`; in braces what is no person, so that it is not taken apart."""
    if name.literal or not name.family:
        return f"{{{_text(str(name))}}}"
    family = _text(name.family)
    family = f"{{{family}}}" if "," in family or " and " in f" {family} " else family
    return f"{family}, {_text(name.given)}" if name.given else family


def _key(citation: Citation, used: set[str]) -> str:
    """`tayfur2022kyrgyzstan`, with -2, -3 … for further sources of that name."""
    who = citation.authors[0].family or str(citation.authors[0]) if citation.authors else citation.outlet
    year = (date_parts(citation.published) or date_parts(citation.accessed) or ("",))[0]
    stem = f"{_word(who, 1)}{year}{_word(citation.title, 4)}" or "source"
    key, count = stem, 1
    while key in used:
        count += 1
        key = f"{stem}-{count}"
    used.add(key)
    return key


def _word(text: str | None, letters: int) -> str:
    """The first word of so many letters or more (else the first) in ASCII, lower case."""
    plain = unicodedata.normalize("NFKD", text or "").encode("ascii", "ignore").decode().lower()
    found = re.findall(r"[a-z0-9]+", plain)
    return next((word for word in found if len(word) >= letters), found[0] if found else "")
