"""What is extracted, and what the bibliographic formats have in common."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...model.citation import Citation
from ...model.document import Document
from ...model.finding import Finding
from ...model.report import Checked
from .. import words

_PRECISION = re.compile(r"^(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """Documents and their citations; `findings` are about documents."""

    documents: tuple[Document, ...]
    citations: tuple[Checked, ...]
    findings: tuple[Finding, ...] = ()

    def sources(self) -> list[Citation]:
        """The citations that are works of their own: "ibid." is none, it only points to one."""
        return [one.citation for one in self.citations if one.citation.refers_to is None]


def date_parts(date: str | None) -> tuple[str, ...]:
    """`("2022", "10")` for 2022-10: as many parts as the date has, none for no date."""
    found = _PRECISION.match(date or "")
    return tuple(part for part in found.groups() if part) if found else ()


def remark(citation: Citation) -> str:
    """What the formats have no field for: the archived copy that the note cites, the arXiv id."""
    parts = (
        f"Archived: {citation.archive_url}" if citation.archive_url else "",
        f"arXiv: {citation.arxiv}" if citation.arxiv else "",
    )
    return words.safe("; ".join(part for part in parts if part))
