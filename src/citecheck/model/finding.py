"""What we tell the user."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

from .assessment import Level
from .citation import Confidence
from .document import Place

Axis = Literal["notes", "fields", "live", "archive", "content", "description", "claims"]
SuggestionKind = Literal["add-archive", "replace-url", "replace-archive", "add-access-date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A rewriting that would mend the finding; `safe` ones need no second look."""

    kind: SuggestionKind
    safe: bool
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to tell. `message` says what was observed (no full stop), `because` the evidence.

    A finding about a reference carries its `citation` id; one about a note or a marker its
    `label` and `place`. `fingerprint` is stable over runs and over moved lines.
    """

    code: str
    rule: str
    level: Level
    axis: Axis
    message: str
    place: Place
    confidence: Confidence = "high"
    because: tuple[str, ...] = ()
    help: str = ""
    suggestion: Suggestion | None = None
    citation: str | None = None
    label: str | None = None
    fingerprint: str = ""
    first_seen: dt.datetime | None = field(default=None)
    known: bool = False


def fingerprint(code: str, document: str, subject: str) -> str:
    """16 hex digits naming a finding: the rule, the document, and what it is about.

    `subject` is a URL or the reference's text, never a line number, so that a finding keeps
    its name when the document grows above it.
    """
    return sha256("\0".join((code, document, " ".join(subject.split()))).encode()).hexdigest()[:16]
