"""CSL-JSON, the input of citation processors (citeproc, Pandoc, Zotero)."""

from __future__ import annotations

import json
from typing import Any

from ...model.citation import Citation, Name
from ...model.text import clean
from ...model.url import hide_userinfo
from .. import words
from ..style import Style
from .extract import Extract, date_parts, remark


def render(extract: Extract, style: Style) -> str:  # noqa: ARG001 - the signature of all formats
    """A JSON list of CSL items; what is unknown is left out, as the format wants it."""
    items = [item(citation) for citation in extract.sources()]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def item(citation: Citation) -> dict[str, Any]:
    """One CSL item."""
    item = {
        "id": clean(hide_userinfo(citation.id)),
        "type": clean(citation.kind),
        "title": _text(citation.title),
        "author": [_name(name) for name in citation.authors],
        "container-title": _text(citation.outlet),
        "publisher": _text(citation.publisher),
        "issued": _date(citation.published),
        "accessed": _date(citation.accessed),
        "volume": _text(citation.volume),
        "issue": _text(citation.issue),
        "page": _text(citation.pages),
        "URL": words.url(citation.url or ""),
        "DOI": _text(citation.doi),
        "ISBN": _text(citation.isbn),
        "note": remark(citation),
    }
    return {key: value for key, value in item.items() if value}


def _text(text: str | None) -> str:
    return words.safe(text or "")


def _name(name: Name) -> dict[str, str]:
    parts = {"literal": name.literal} if name.literal else {"family": name.family, "given": name.given}
    return {part: words.safe(text) for part, text in parts.items() if text}


def _date(date: str | None) -> dict[str, list[list[int]]] | None:
    parts = [int(part) for part in date_parts(date)]
    return {"date-parts": [parts]} if parts else None
