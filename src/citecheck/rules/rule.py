"""What a rule is: its fixed words, and a function from what is known to what there is to tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from ..model.assessment import Assessment, Case, Level
from ..model.citation import Citation, Confidence
from ..model.document import Document, Place
from ..model.finding import Axis, Suggestion

Scope = Literal["citation", "document"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What a check has to tell; `run` makes a finding of it with the words of its rule.

    `level` is set only where it is not the rule's own. `place` and `label` are for notes and
    markers (a remark on a citation stands where the citation does), `subject` for telling
    apart two remarks of one rule on one thing.
    """

    message: str
    help: str
    because: tuple[str, ...] = ()
    confidence: Confidence = "high"
    level: Level | None = None
    suggestion: Suggestion | None = None
    place: Place | None = None
    label: str | None = None
    subject: str = ""


CitationCheck = Callable[[Case, Assessment], Iterator[Remark]]
DocumentCheck = Callable[[Document, tuple[Citation, ...]], Iterator[Remark]]
Check = TypeVar("Check", CitationCheck, DocumentCheck)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Generic[Check]):
    """One rule. `code` is never used again for anything else; `summary` is one line.

    `level` is what a finding has unless the check says otherwise. The rule's page stands
    beside its module, under the same name.
    """

    code: str
    name: str
    level: Level
    axis: Axis
    scope: Scope
    summary: str
    check: Check


AnyRule = Rule[CitationCheck] | Rule[DocumentCheck]
