"""Nouns to JSON and back: where each key comes from, how it is written, and its Schema.

What is private stays here: user names and passwords in URLs, and the values of headers.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import ValidationError

from . import wire_v1 as v1
from .assessment import ARCHIVE_STATES, LIVE_STATES, Archive, Assessment, Content, Live
from .citation import Citation, Name
from .document import Document, Marker, Note, Place
from .errors import CitecheckError
from .evidence import Answer, Evidence
from .finding import Finding
from .report import Checked, Report, Run
from .url import hide_userinfo, key, without_userinfo

SCHEMA = "https://json-schema.org/draft/2020-12/schema"
_ESCAPED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")
_HEADER_OPTIONS = ("-H", "--header")


def report_to_wire(report: Report) -> v1.ReportV1:
    """The whole report, in the order of the documents."""
    return v1.ReportV1(
        schema_version=1,
        run=_run(report.run),
        exit_code=report.exit_code,
        summary=_summary(report),
        documents=tuple(map(_document, report.documents)),
        notes=_notes(report.documents, report.citations),
        citations=tuple(map(_citation, report.citations)),
        findings=tuple(map(_document_finding, report.findings)),
        skipped=tuple(v1.SkippedV1(url=_public_url(s.url), reason=s.reason) for s in report.skipped),
        hints=tuple(map(hide_userinfo, report.hints)),
    )


def extract_to_wire(
    documents: Sequence[Document], citations: Sequence[Checked], findings: Sequence[Finding]
) -> v1.ExtractV1:
    """The citations as data: what the documents say, and the findings that need no network."""
    return v1.ExtractV1(
        schema_version=1,
        documents=tuple(map(_document, documents)),
        notes=_notes(documents, citations),
        citations=tuple(
            v1.ExtractedV1(**_fields(one.citation), findings=tuple(map(_finding, one.findings)))
            for one in citations
        ),
        findings=tuple(map(_document_finding, findings)),
    )


def dump(wire: v1.Wire) -> str:
    """JSON text: two spaces, UTF-8 unescaped, a final newline; the same bytes for the same facts.

    Control and bidirectional characters are escaped (`\\u202e`): the data stays, and a terminal
    that it is printed to stays as it was.
    """
    text = json.dumps(wire.model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=2)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def load_report(text: str) -> v1.ReportV1:
    """Read what `dump` wrote.

    Raises:
        CitecheckError: it is not a report of this version; the message names the place.
    """
    try:
        return v1.ReportV1.model_validate_json(v1.SURROGATE.sub("\ufffd", text), strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise CitecheckError(
            f"this is no citecheck report: {where + ': ' if where else ''}{first['msg']}",
            "expected is what `citecheck verify --format json` writes; its shape: `citecheck schema report`",
        ) from error


def report_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the report, as `citecheck schema report` prints it."""
    schema = v1.ReportV1.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": SCHEMA} | schema | {"title": "citecheck report, schema_version 1"}


def _run(run: Run) -> v1.RunV1:
    return v1.RunV1(
        tool="citecheck",
        version=run.version,
        started_at=moment(run.started_at),
        finished_at=moment(run.finished_at),
        elapsed_s=round(run.elapsed_s, 3),
        argv=tuple(_public_argv(run.argv)),
    )


def _summary(report: Report) -> v1.SummaryV1:
    live = Counter(one.assessment.live.verdict for one in report.citations)
    archive = Counter(one.assessment.archive.verdict for one in report.citations)
    levels = report.levels()
    return v1.SummaryV1(
        documents=len(report.documents),
        citations=len(report.citations),
        links=len({key(one.citation.url) for one in report.citations if one.citation.url}),
        live={state: live[state] for state in LIVE_STATES if live[state]},
        archive={state: archive[state] for state in ARCHIVE_STATES if archive[state]},
        levels=v1.LevelsV1(error=levels["error"], warning=levels["warning"], note=levels["note"]),
    )


def _document(document: Document) -> v1.DocumentV1:
    return v1.DocumentV1(
        path=document.path,
        format=document.format,
        sha256=document.digest or None,
        problems=tuple(v1.ProblemV1(code=p.code, message=p.message) for p in document.problems),
    )


def _notes(documents: Sequence[Document], citations: Sequence[Checked]) -> tuple[v1.NoteV1, ...]:
    held: defaultdict[str, list[str]] = defaultdict(list)
    for one in citations:
        held[one.citation.note].append(one.citation.id)
    marks: defaultdict[str | None, list[Marker]] = defaultdict(list)
    for document in documents:
        for marker in document.markers:
            marks[marker.note].append(marker)
    return tuple(
        _note(note, document.path, marks.get(note.id, ()), held.get(note.id, ()))
        for document in documents
        for note in document.notes
    )


def _note(note: Note, path: str, markers: Iterable[Marker], citations: Iterable[str]) -> v1.NoteV1:
    return v1.NoteV1(
        id=note.id,
        document=path,
        label=note.label,
        place=_place(note.place),
        text=note.text,
        markers=_markers(markers),
        citations=tuple(citations),
    )


def _place(place: Place) -> v1.PlaceV1:
    return v1.PlaceV1(line=place.line, column=place.column)


def _markers(markers: Iterable[Marker]) -> tuple[v1.MarkerV1, ...]:
    return tuple(
        v1.MarkerV1(line=marker.place.line, column=marker.place.column, sentence=marker.sentence)
        for marker in markers
    )


def _name(name: Name) -> v1.NameV1:
    if name.literal is not None:
        return v1.LiteralNameV1(literal=name.literal)
    return v1.SplitNameV1(family=name.family, given=name.given)


_COPIED = (
    "id", "document", "note", "label", "text", "kind", "title", "outlet", "published", "accessed",
    "accessed_text", "accessed_other", "archived_at", "doi", "isbn", "arxiv", "publisher", "volume",
    "issue", "pages", "refers_to",
)  # fmt: skip


def _fields(citation: Citation) -> dict[str, Any]:
    """The keys that `verify` and `extract` share."""
    return {name: getattr(citation, name) for name in _COPIED} | {
        "place": _place(citation.place),
        "markers": _markers(citation.markers),
        "authors": tuple(map(_name, citation.authors)),
        "url": _public_or_none(citation.url),
        "url_as_written": _public_or_none(citation.url_as_written),
        "archive_url": _public_or_none(citation.archive_url),
    }


def _citation(one: Checked) -> v1.CitationV1:
    assessment = one.assessment
    description = assessment.description
    return v1.CitationV1(
        **_fields(one.citation),
        live=_live(assessment.live, one.evidence),
        archive=_archive(assessment.archive),
        found=_found(assessment),
        description=v1.DescriptionV1(
            title=description.title.state,
            outlet=description.outlet.state,
            authors=description.authors.state,
            published=description.published.state,
        ),
        content=_content(assessment.content),
        claims=_claims(assessment),
        findings=tuple(map(_finding, one.findings)),
    )


def _live(live: Live, evidence: Evidence | None) -> v1.LiveV1:
    """The verdict with what was observed; all null where nobody was asked."""
    observation = evidence.observation if evidence and evidence.observation.attempts else None
    outcome = observation.outcome if observation else None
    return v1.LiveV1(
        verdict=live.verdict,
        reason=live.reason,
        status=outcome.status if isinstance(outcome, Answer) else None,
        final_url=_public_url(observation.final_url) if observation else None,
        hops=tuple(
            v1.HopV1(url=_public_url(hop.url), status=hop.status)
            for hop in (observation.hops if observation else ())
        ),
        attempts=observation.attempts if observation else 0,
        checked_at=moment(observation.asked_at) if observation else None,
        elapsed_ms=observation.elapsed_ms if observation else None,
        detail=hide_userinfo(live.detail),
    )


def _archive(archive: Archive) -> v1.ArchiveV1:
    others = tuple(
        v1.OtherCopyV1(
            url=_public_url(other.url),
            captured_at=moment(other.captured_at),
            days_from_access=other.days_from_access,
            archive=other.archive,
            verdict=other.verdict,
        )
        for other in archive.others[:3]
    )
    return v1.ArchiveV1(
        verdict=archive.verdict,
        role=archive.role,
        archive=archive.archive,
        url=_public_or_none(archive.url),
        captured_at=_moment_or_none(archive.captured_at),
        days_from_access=archive.days_from_access,
        detail=hide_userinfo(archive.detail),
        others=others,
    )


def _found(assessment: Assessment) -> v1.FoundV1:
    page = assessment.found
    return v1.FoundV1(
        title=page.title if page else None,
        outlet=page.site if page else None,
        authors=tuple(map(_name, page.authors)) if page else (),
        published=page.published if page else None,
        language=page.language if page else None,
        media_type=page.media_type if page else None,
        source=assessment.description.source if page else None,
    )


def _content(content: Content) -> v1.ContentV1:
    return v1.ContentV1(
        state=content.state,
        baseline=content.baseline,
        baseline_at=_moment_or_none(content.baseline_at),
        similarity=None if content.similarity is None else round(content.similarity, 4),
        changes=tuple(
            v1.ChangeV1(kind=change.kind, before=change.before, after=change.after)
            for change in content.changes[:50]
        ),
    )


def _claims(assessment: Assessment) -> tuple[v1.ClaimV1, ...]:
    return tuple(
        v1.ClaimV1(
            kind=claim.kind,
            text=claim.text,
            state=claim.state,
            found=claim.found,
            citation=claim.source,
            source=claim.seen_in,
        )
        for claim in assessment.claims
    )


def _finding_fields(finding: Finding) -> dict[str, Any]:
    made = finding.suggestion
    return {
        "code": finding.code,
        "rule": finding.rule,
        "level": finding.level,
        "confidence": finding.confidence,
        "message": hide_userinfo(finding.message),
        "because": tuple(map(hide_userinfo, finding.because)),
        "help": hide_userinfo(finding.help),
        "suggestion": made
        and v1.SuggestionV1(
            kind=made.kind, safe=made.safe, old=hide_userinfo(made.old), new=hide_userinfo(made.new)
        ),
        "fingerprint": finding.fingerprint,
        "first_seen": _moment_or_none(finding.first_seen),
        "known": finding.known,
    }


def _finding(finding: Finding) -> v1.FindingV1:
    return v1.FindingV1(**_finding_fields(finding))


def _document_finding(finding: Finding) -> v1.DocumentFindingV1:
    return v1.DocumentFindingV1(
        **_finding_fields(finding),
        document=finding.place.path,
        citation=finding.citation,
        label=finding.label,
        place=_place(finding.place),
    )


def moment(at: dt.datetime) -> str:
    """A moment as the contract writes it: UTC, to the second, with Z."""
    return at.astimezone(dt.UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def _moment_or_none(at: dt.datetime | None) -> str | None:
    return None if at is None else moment(at)


def _public_url(url: str) -> str:
    return hide_userinfo(without_userinfo(url))


def _public_or_none(url: str | None) -> str | None:
    return None if url is None else _public_url(url)


def _public_argv(argv: Sequence[str]) -> Iterable[str]:
    """The command line without the values of headers, which are often keys."""
    previous = ""
    for word in argv:
        name, equals, value = word.partition("=")
        if previous in _HEADER_OPTIONS:
            yield _only_name(word)
        elif equals and name in _HEADER_OPTIONS:
            yield f"{name}={_only_name(value)}"
        elif word.startswith("-H") and len(word) > 2:
            yield "-H" + _only_name(word[2:])
        else:
            yield hide_userinfo(word)
        previous = word


def _only_name(header: str) -> str:
    return header.partition(":")[0] + ": …"
