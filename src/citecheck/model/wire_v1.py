"""The JSON that programs may rely on: report and extract, `schema_version` 1.

A field's place in its class is its place in the file. Every key is always there, null or empty
when unknown; a key that is not listed here is an error. A change needs a new version.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from .assessment import ArchiveState, ClaimState, ContentState, Level, LiveReason, LiveState, MatchState
from .citation import Confidence
from .evidence import Role
from .finding import SuggestionKind

SURROGATE = re.compile("[\ud800-\udfff]")


def _scalar(value: object) -> object:
    """Replace lone surrogates (a file name in no encoding): UTF-8 cannot write them."""
    return SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_scalar)]
Moment = Annotated[
    str,
    Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", description="UTC, to the second"),
]
Day = Annotated[
    str,
    BeforeValidator(_scalar),
    Field(description="ISO 8601, as precise as known: 2022, 2022-10 or 2022-10-12"),
]
Count = Annotated[int, Field(ge=0)]


class Wire(BaseModel):
    """What all parts have in common: immutable, and no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class RunV1(Wire):
    """Who ran what, when: the only part that differs between two runs that saw the same."""

    tool: Literal["citecheck"]
    version: Text
    started_at: Moment
    finished_at: Moment
    elapsed_s: float
    argv: tuple[Text, ...]


class LevelsV1(Wire):
    """How many findings of each level."""

    error: Count
    warning: Count
    note: Count


class SummaryV1(Wire):
    """Counts. A verdict that did not occur is left out of `live` and `archive`."""

    documents: Count
    citations: Count
    links: Annotated[int, Field(ge=0, description="distinct URLs")]
    live: dict[LiveState, Count]
    archive: dict[ArchiveState, Count]
    levels: LevelsV1


class ProblemV1(Wire):
    """Something wrong with a document as a whole."""

    code: Text
    message: Text


class DocumentV1(Wire):
    """A document that was to be read. `path` is as given, `sha256` of its bytes."""

    path: Text
    format: Text
    sha256: Text | None
    problems: tuple[ProblemV1, ...]


class PlaceV1(Wire):
    """Line and column, counted from 1, in characters."""

    line: int
    column: int


class MarkerV1(Wire):
    """A reference mark in the body, and the citing sentence without its markers."""

    line: int
    column: int
    sentence: Text


class NoteV1(Wire):
    """One note or list entry, and the ids of the citations in it."""

    id: Text
    document: Text
    label: Text | None
    place: PlaceV1
    text: Text
    markers: tuple[MarkerV1, ...]
    citations: tuple[Text, ...]


class SplitNameV1(Wire):
    """A person: a CSL name in its parts."""

    family: Text | None
    given: Text | None


class LiteralNameV1(Wire):
    """A body, or a name that cannot be split."""

    literal: Text


NameV1 = SplitNameV1 | LiteralNameV1


class HopV1(Wire):
    """A redirect that was followed: the URL asked and the status of its answer."""

    url: Text
    status: int


class LiveV1(Wire):
    """The source on the web today. Without attempts it was not asked."""

    verdict: LiveState
    reason: LiveReason
    status: int | None
    final_url: Text | None
    hops: tuple[HopV1, ...]
    attempts: Count
    checked_at: Moment | None
    elapsed_ms: Count | None
    detail: Text


class OtherCopyV1(Wire):
    """Another archived copy that was seen."""

    url: Text
    captured_at: Moment
    days_from_access: int | None
    archive: Text
    verdict: ArchiveState


class ArchiveV1(Wire):
    """The archived copy: the one the note cites, or else the best one found."""

    verdict: ArchiveState
    role: Role | None
    archive: Text | None
    url: Text | None
    captured_at: Moment | None
    days_from_access: int | None
    detail: Text
    others: Annotated[tuple[OtherCopyV1, ...], Field(max_length=3)]


class FoundV1(Wire):
    """What the page says of itself, and which copy of it said so."""

    title: Text | None
    outlet: Text | None
    authors: tuple[NameV1, ...]
    published: Day | None
    language: Text | None
    media_type: Text | None
    source: Literal["live", "archive"] | None = Field(validation_alias="from", serialization_alias="from")


class DescriptionV1(Wire):
    """How the citation's words compare with the page's."""

    title: MatchState
    outlet: MatchState
    authors: MatchState
    published: MatchState


class ChangeV1(Wire):
    """The smallest differing run of whole words."""

    kind: Literal["added", "removed", "replaced"]
    before: Text | None
    after: Text | None


class ContentV1(Wire):
    """The page's text against its baseline; `similarity` is 0 to 1."""

    state: ContentState
    baseline: Literal["archive", "lock", "store"] | None
    baseline_at: Moment | None
    similarity: float | None
    changes: Annotated[tuple[ChangeV1, ...], Field(max_length=50)]


class ClaimV1(Wire):
    """A quotation or figure of the citing sentence; `in` is the citation whose source has it."""

    kind: Literal["quote", "figure"]
    text: Text
    state: ClaimState
    found: Text | None
    citation: Text | None = Field(validation_alias="in", serialization_alias="in")
    source: Literal["live", "archive"] | None = Field(validation_alias="from", serialization_alias="from")


class SuggestionV1(Wire):
    """A rewriting that would mend the finding; a safe one needs no second look."""

    kind: SuggestionKind
    safe: bool
    old: Text
    new: Text


class FindingV1(Wire):
    """One thing to tell. `fingerprint` is stable over runs and over moved lines."""

    code: Text
    rule: Text
    level: Level
    confidence: Confidence
    message: Text
    because: tuple[Text, ...]
    help: Text
    suggestion: SuggestionV1 | None
    fingerprint: Text
    first_seen: Moment | None
    known: bool


class DocumentFindingV1(FindingV1):
    """A finding about a document rather than one citation, and where it stands."""

    document: Text
    citation: Text | None
    label: Text | None
    place: PlaceV1


class FieldsV1(Wire):
    """A reference as the document writes it."""

    id: Text
    document: Text
    note: Text
    label: Text | None
    place: PlaceV1
    markers: tuple[MarkerV1, ...]
    text: Text
    kind: Annotated[str, BeforeValidator(_scalar), Field(description="a CSL type")]
    authors: tuple[NameV1, ...]
    title: Text | None
    outlet: Text | None
    published: Day | None
    accessed: Day | None
    accessed_text: Text | None
    accessed_other: tuple[Day, ...]
    url: Text | None
    url_as_written: Text | None
    archive_url: Text | None
    archived_at: Day | None
    doi: Text | None
    isbn: Text | None
    arxiv: Text | None
    publisher: Text | None
    volume: Text | None
    issue: Text | None
    pages: Text | None
    refers_to: Text | None


class CitationV1(FieldsV1):
    """A reference with all that came of it."""

    live: LiveV1
    archive: ArchiveV1
    found: FoundV1
    description: DescriptionV1
    content: ContentV1
    claims: tuple[ClaimV1, ...]
    findings: tuple[FindingV1, ...]


class ExtractedV1(FieldsV1):
    """A reference with the findings that need no network."""

    findings: tuple[FindingV1, ...]


class SkippedV1(Wire):
    """A URL that was not asked, and why."""

    url: Text
    reason: LiveReason


class ReportV1(Wire):
    """What `citecheck verify --format json` writes."""

    schema_version: Literal[1]
    run: RunV1
    exit_code: Annotated[int, Field(ge=0, le=4)]
    summary: SummaryV1
    documents: tuple[DocumentV1, ...]
    notes: tuple[NoteV1, ...]
    citations: tuple[CitationV1, ...]
    findings: tuple[DocumentFindingV1, ...]
    skipped: tuple[SkippedV1, ...]
    hints: tuple[Text, ...]


class ExtractV1(Wire):
    """What `citecheck extract --format json` writes."""

    schema_version: Literal[1]
    documents: tuple[DocumentV1, ...]
    notes: tuple[NoteV1, ...]
    citations: tuple[ExtractedV1, ...]
    findings: tuple[DocumentFindingV1, ...]
