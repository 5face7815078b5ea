"""Apply the rules: from what is known to the findings a user reads."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.assessment import Assessment, Case
from ..model.citation import Citation
from ..model.document import Document, Place
from ..model.finding import Finding, fingerprint
from .registry import CITATION_RULES, DOCUMENT_RULES, selected
from .rule import AnyRule, Remark


def citation_findings(
    case: Case, assessment: Assessment, *, select: Sequence[str] = (), ignore: Sequence[str] = ()
) -> tuple[Finding, ...]:
    """What there is to tell of one citation, in the order of the rules.

    Raises:
        CitecheckError: `select` or `ignore` names no rule.
    """
    chosen = selected(select, ignore)
    citation = case.citation
    return tuple(
        _finding(rule, remark, citation.document, remark.place or citation.place, citation)
        for rule in CITATION_RULES
        if rule in chosen
        for remark in rule.check(case, assessment)
    )


def document_findings(
    document: Document,
    citations: tuple[Citation, ...],
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> tuple[Finding, ...]:
    """What there is to tell of a document's notes and markers, in document order.

    `citations` are those of the document.

    Raises:
        CitecheckError: `select` or `ignore` names no rule.
    """
    chosen = selected(select, ignore)
    beginning = Place(path=document.path, line=1, column=1, end_line=1, end_column=1)
    findings = [
        _finding(rule, remark, document.path, remark.place or beginning)
        for rule in DOCUMENT_RULES
        if rule in chosen
        for remark in rule.check(document, citations)
    ]
    return tuple(sorted(findings, key=lambda finding: (finding.place.line, finding.place.column)))


def _finding(
    rule: AnyRule, remark: Remark, document: str, place: Place, citation: Citation | None = None
) -> Finding:
    about = (citation.url or citation.text) if citation else ""
    return Finding(
        code=rule.code,
        rule=rule.name,
        level=remark.level or rule.level,
        axis=rule.axis,
        message=remark.message,
        place=place,
        confidence=remark.confidence,
        because=remark.because,
        help=remark.help,
        suggestion=remark.suggestion,
        citation=citation.id if citation else None,
        label=remark.label if citation is None else citation.label,
        fingerprint=fingerprint(rule.code, document, f"{about} {remark.subject}"),
    )
