"""A reference while it is being read: its fields, and where each was read by which rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ..model.citation import Confidence, Span
from ..model.date import Context, DateSpan
from .access import Access, mask
from .quoted import Quoted
from .urls import FoundUrl

_SPACES = "\t\u00a0\u2009\u202f\u3000"


@dataclass(slots=True)
class Draft:
    """What is known of a reference so far.

    `text` is the reference, `base` its offset in the note. `rest` is the text with everything that
    has been understood blanked, character for character, so that offsets stay.
    """

    text: str
    base: int
    context: Context
    urls: list[FoundUrl] = field(default_factory=list)
    quoted: list[Quoted] = field(default_factory=list)
    dates: list[DateSpan] = field(default_factory=list)
    access: Access | None = None
    rest: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)

    def has(self, name: str) -> bool:
        """Whether a field is known."""
        return bool(self.fields.get(name))

    def span(self, name: str) -> Span | None:
        """Where a field was read, or None."""
        return next((span for span in self.spans if span.field == name), None)

    def set(
        self, name: str, value: Any, start: int, end: int, rule: str, confidence: Confidence = "high"
    ) -> None:
        """Set a field that was read at `start:end`."""
        self.fields[name] = value
        span = Span(
            field=name, start=self.base + start, end=self.base + end, rule=rule, confidence=confidence
        )
        self.spans.append(span)

    def set_words(
        self,
        name: str,
        start: int,
        end: int,
        rule: str,
        confidence: Confidence = "high",
        *,
        strip: str = " ,;:.",
    ) -> None:
        """Set a field to the words of the text at `start:end`, less what is to be stripped; not if none are left."""
        strip += _SPACES
        words = self.text[start:end]
        begin = start + len(words) - len(words.lstrip(strip))
        value = words.strip(strip)
        if value:
            self.set(name, value, begin, begin + len(value), rule, confidence)

    def blank(self, start: int, end: int) -> None:
        """Mark characters as understood."""
        self.rest = self.rest[:start] + " " * (end - start) + self.rest[end:]

    def blank_urls(self) -> None:
        """Mark every URL as understood."""
        self.rest = mask(self.rest, self.urls)

    def first(self, offsets: Iterable[int]) -> int:
        """The least of some offsets, the end of the text without any."""
        return min(offsets, default=len(self.text))
