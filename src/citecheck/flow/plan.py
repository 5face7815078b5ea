"""What there is to check: the documents, their citations, and the questions to ask for each."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..citations.read import read_citations
from ..documents.files import Source, Unreadable, collect
from ..documents.read import read
from ..model.citation import Citation
from ..model.document import Document
from ..model.errors import NOTHING, CitecheckError
from ..model.evidence import TroubleKind
from ..model.options import Options
from ..model.url import split
from ..web.archives.registry import recognised


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The documents in the order given, and their citations in document order."""

    documents: tuple[Document, ...]
    citations: tuple[Citation, ...]


def plan(paths: Sequence[str], options: Options, *, stdin: bytes | None = None) -> Plan:
    """Read every document and its citations.

    Raises:
        CitecheckError: no path was given or none leads to a file (exit code 3).
    """
    sources = collect(paths, include=options.documents, stdin=stdin, stdin_name=options.stdin_name)
    if not sources:
        raise CitecheckError(
            "there is no document to check",
            "name a file or a folder, or set [documents] include in citations.toml",
            exit_code=NOTHING,
        )
    archives = recognised(options.archive_urls)
    documents = tuple(_document(source) for source in sources)
    citations = tuple(c for document in documents for c in read_citations(document, archives))
    return Plan(documents=documents, citations=citations)


def _document(source: Source | Unreadable) -> Document:
    if isinstance(source, Source):
        return read(source)
    return Document(path=source.path, format="unknown", digest="", problems=(source.problem,))


def why_not_asked(citation: Citation, options: Options) -> TroubleKind | None:
    """The reason not to ask for a citation's URL, or None when it is to be asked."""
    url = citation.url
    if url is None:
        return None
    if options.offline:
        return "offline"
    scheme = url.partition(":")[0].lower()
    if scheme not in ("http", "https"):
        return (
            "unsupported-scheme"
            if re.fullmatch(r"[a-z][a-z0-9+.-]*", scheme) and ":" in url
            else "malformed-url"
        )
    if split(url) is None:
        return "malformed-url"
    if any(re.search(pattern, url) for pattern in options.exclude):
        return "excluded"
    if options.include and not any(re.search(pattern, url) for pattern in options.include):
        return "excluded"
    return None


def day_of(iso: str | None) -> dt.date | None:
    """The day that stands for a date of reduced precision: the middle of its month or year.

    >>> day_of("2022-10"), day_of("2022-10-12")
    (datetime.date(2022, 10, 15), datetime.date(2022, 10, 12))
    """
    if iso is None:
        return None
    year, month, day = (*(int(part) for part in iso.split("-")), 0, 0)[:3]
    return dt.date(year, month or 7, day or (15 if month else 1))
