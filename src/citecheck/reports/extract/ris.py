"""RIS, which every reference manager imports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.citation import Citation, Name
from .. import words
from ..style import Style
from .extract import Extract, date_parts, remark

TYPES = {
    "article": "JOUR",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "legal_case": "CASE",
    "legislation": "STAT",
    "paper-conference": "CPAPER",
    "post": "ELEC",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "thesis": "THES",
    "webpage": "ELEC",
}


def render(extract: Extract, style: Style) -> str:  # noqa: ARG001 - the signature of all formats
    """One record per source, an empty line between two."""
    return "\n".join(_record(citation) for citation in extract.sources())


def _record(citation: Citation) -> str:
    lines = [f"{tag}  - {value}\n" for tag, value in _fields(citation) if value]
    return "".join((f"TY  - {TYPES.get(citation.kind, 'GEN')}\n", *lines, "ER  - \n"))


def _fields(citation: Citation) -> Iterator[tuple[str, str]]:
    yield "TI", words.safe(citation.title or "")
    yield from (("AU", _name(name)) for name in citation.authors)
    yield "T2", words.safe(citation.outlet or "")
    yield "PB", words.safe(citation.publisher or "")
    yield "PY", "".join(date_parts(citation.published)[:1])
    yield "DA", _date(citation.published)
    yield "VL", words.safe(citation.volume or "")
    yield "IS", words.safe(citation.issue or "")
    first, _, last = re.sub(r"\s*[-–—]\s*", "-", words.safe(citation.pages or "")).partition("-")
    yield from (("SP", first), ("EP", last))
    yield "DO", words.safe(citation.doi or "")
    yield "SN", words.safe(citation.isbn or "")
    yield "UR", words.url(citation.url or "")
    yield "Y2", _date(citation.accessed)
    yield "N1", remark(citation)


def _name(name: Name) -> str:
    if name.literal or not name.family:
        return words.safe(str(name))
    return words.safe(f"{name.family}, {name.given}" if name.given else name.family)


def _date(date: str | None) -> str:
    """`2022/10/12/`: three slashes whatever the precision, as the format has it."""
    parts = date_parts(date)
    return "/".join((*parts, *[""] * (4 - len(parts)))) if parts else ""
