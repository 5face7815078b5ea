"""One reference to one source, with where each of its fields was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .document import Marker, Place

Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A CSL name: `family` and `given`, or `literal` for a body or a name we cannot split."""

    family: str | None = None
    given: str | None = None
    literal: str | None = None

    def __str__(self) -> str:
        return self.literal or " ".join(part for part in (self.given, self.family) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """`field` was read at `start:end` of the note's text by `rule` (kebab-case, says why)."""

    field: str
    start: int
    end: int
    rule: str
    confidence: Confidence = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A reference as the document writes it. Unknown is None: nothing is guessed.

    Dates are ISO 8601 strings of reduced precision ("2022", "2022-10", "2022-10-12").
    `accessed_other` holds all readings of a date that stays ambiguous (`accessed` is then None).
    `url` is what to ask (mended if need be, `url_as_written` then holds the original);
    `archive_url` an archived copy that the note cites, `archived_at` as precise as it says.
    `kind` is a CSL type. `markers` are the places in the body that cite it.
    """

    id: str
    document: str
    note: str
    label: str | None
    place: Place
    text: str
    kind: str = "webpage"
    markers: tuple[Marker, ...] = ()
    authors: tuple[Name, ...] = ()
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    accessed: str | None = None
    accessed_text: str | None = None
    accessed_other: tuple[str, ...] = ()
    url: str | None = None
    url_as_written: str | None = None
    archive_url: str | None = None
    archived_at: str | None = None
    doi: str | None = None
    isbn: str | None = None
    arxiv: str | None = None
    publisher: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    refers_to: str | None = None
    spans: tuple[Span, ...] = ()

    def span(self, field: str) -> Span | None:
        """Where `field` was read, or None."""
        return next((span for span in self.spans if span.field == field), None)
