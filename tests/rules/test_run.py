"""What holds for all rules together, whatever the assessment."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.model.assessment import (
    ARCHIVE_STATES,
    LIVE_STATES,
    Archive,
    Assessment,
    Case,
    Content,
    Description,
    Live,
    LiveReason,
    Match,
    MatchState,
    OtherCopy,
)
from citecheck.model.citation import Citation
from citecheck.model.evidence import Answer, Capture, Copy, Evidence, Hop, Page, Target, Trouble
from citecheck.rules.registry import RULES
from citecheck.rules.run import citation_findings, document_findings
from rules.notation import ASKED, PATH, TODAY, case_of, document_of, observation, place, read_example

texts = st.text(max_size=12) | st.sampled_from(["", "%s", "{site}", "“T”", "\x1b[31mred"])
urls = st.sampled_from([
    "https://news.example/border", "http://[::1", "https://a:99999/", "//news.example", "nonsense", "",
    "https://ann:secret@news.example/x#top", "https://web.archive.org/web/2022*/https://news.example/",
    "https://web.archive.org/web/https://news.example/", "https://web.archive.org/web/20221012120000/http://n.example/",
])  # fmt: skip
maybe_urls = st.none() | urls
dates = st.sampled_from(["2022-10-12", "2022-10", "2022", "2062-01-01", "2022-13-40", "0000", "soon", ""])
moments = st.datetimes(timezones=st.just(dt.UTC))
roles = st.sampled_from(["cited", "found"])
days = st.none() | st.integers(-9999, 9999)

citations = st.builds(
    Citation,
    id=st.just(f"{PATH}#1"), document=st.just(PATH), note=st.just(f"{PATH}#1"), label=st.just("1"),
    place=st.just(place(3)), text=texts, title=st.none() | texts, url=maybe_urls,
    url_as_written=st.none() | texts | urls, accessed=st.none() | dates, accessed_text=st.none() | texts,
    accessed_other=st.lists(dates, max_size=3).map(tuple), published=st.none() | dates,
    archive_url=maybe_urls, archived_at=st.none() | dates, doi=st.none() | texts,
)  # fmt: skip
pages = st.none() | st.builds(Page, title=st.none() | texts, canonical=maybe_urls)
outcomes = st.builds(Answer, status=st.integers(100, 599)) | st.builds(Trouble, kind=st.just("timeout"))
hops = st.lists(st.builds(Hop, url=urls, status=st.sampled_from([301, 302, 308]), location=urls), max_size=3)
observations = st.builds(
    lambda url, outcome, chain: observation(Target(url=url), outcome, tuple(chain)), urls, outcomes, hops
)
captures = st.none() | st.builds(
    Capture, archive=texts, original=urls, captured_at=moments, url=urls, status=st.integers(100, 599)
)
copies = st.builds(
    Copy, archive=texts, role=roles, url=urls, original=maybe_urls, asked_for=st.none(),
    observation=observations, capture=captures, page=pages,
)  # fmt: skip
evidence = st.none() | st.builds(
    Evidence, target=st.builds(Target, url=urls), observation=observations, page=pages,
    copies=st.lists(copies, max_size=2).map(tuple),
)  # fmt: skip
cases = st.builds(
    Case, citation=citations, evidence=evidence, today=st.dates(max_value=dt.date(9999, 12, 30))
)
others = st.builds(
    OtherCopy,
    url=urls,
    captured_at=moments,
    days_from_access=days,
    archive=texts,
    verdict=st.sampled_from(ARCHIVE_STATES),
)
assessments = st.builds(
    Assessment,
    live=st.builds(
        Live, verdict=st.sampled_from(LIVE_STATES), reason=st.sampled_from(get_args(LiveReason)),
        because=st.lists(texts, max_size=2).map(tuple), detail=texts,
    ),
    archive=st.builds(
        Archive, verdict=st.sampled_from(ARCHIVE_STATES), role=st.none() | roles, archive=st.none() | texts,
        url=maybe_urls, captured_at=st.none() | moments, days_from_access=days, detail=texts,
        others=st.lists(others, max_size=3).map(tuple),
    ),
    description=st.builds(
        Description, title=st.builds(Match, state=st.sampled_from(get_args(MatchState)), found=st.none() | texts),
        source=st.sampled_from([None, "live", "archive"]),
    ),
    content=st.builds(Content, because=st.lists(texts, max_size=1).map(tuple)),
)  # fmt: skip


@given(cases, assessments)
def test_whatever_is_known_findings_are_whole(case: Case, assessment: Assessment) -> None:
    findings = citation_findings(case, assessment)
    for finding in findings:
        assert finding.message
        assert finding.help
        assert finding.level in ("error", "warning", "note")
        assert finding.citation == case.citation.id
        assert finding.place == case.citation.place
        assert len(finding.fingerprint) == 16
        assert "secret" not in finding.message
        suggestion = finding.suggestion
        assert suggestion is None or (suggestion.old and suggestion.new and suggestion.old != suggestion.new)
    assert [f.code for f in findings] == sorted((f.code for f in findings), key=[r.code for r in RULES].index)


@given(cases, assessments, st.sampled_from([rule for rule in RULES if rule.scope == "citation"]))
def test_selecting_a_rule_gives_just_its_findings(case: Case, assessment: Assessment, rule: Any) -> None:
    everything = citation_findings(case, assessment)
    own = tuple(finding for finding in everything if finding.code == rule.code)
    rest = tuple(finding for finding in everything if finding.code != rule.code)
    assert citation_findings(case, assessment, select=[rule.name]) == own
    assert citation_findings(case, assessment, ignore=[rule.code.lower()]) == rest


@given(cases, assessments, st.integers(2, 500))
def test_a_finding_keeps_its_fingerprint_when_lines_move(
    case: Case, assessment: Assessment, line: int
) -> None:
    moved = replace(case, citation=replace(case.citation, place=place(line)))
    before, after = (citation_findings(one, assessment) for one in (case, moved))
    assert [one.fingerprint for one in before] == [one.fingerprint for one in after]


@given(cases, assessments)
def test_findings_of_one_citation_have_different_fingerprints(case: Case, assessment: Assessment) -> None:
    prints = [finding.fingerprint for finding in citation_findings(case, assessment)]
    assert len(set(prints)) == len(prints)


def test_nothing_known_is_nothing_told() -> None:
    """The assessment of a run without a network says nothing about any source."""
    case = case_of(read_example("url  https://news.example/border\naccessed  2022-10-12\n=> silent"))
    live = Live(verdict="unchecked", reason="offline")
    assert citation_findings(case, Assessment(live=live, archive=Archive(verdict="unchecked"))) == ()


def test_a_reference_without_an_address_is_not_asked_for_one() -> None:
    citation = Citation(
        id="e#1", document="e", note="e#1", label="1", place=place(1), text="A. Author, A Book, 1999"
    )
    case = Case(citation=citation, evidence=None, today=TODAY)
    live = Live(verdict="unchecked", reason="no-url")
    assert citation_findings(case, Assessment(live=live, archive=Archive(verdict="unchecked"))) == ()


REASONS: dict[str, list[str]] = {
    "dead": ["http-404", "http-410", "dns", "soft-404", "redirected-home", "parked", "suspended",
             "default-page", "taken-over"],
    "changed": ["content-changed", "other-page", "title-changed", "empty"],
    "blocked": ["challenge", "forbidden", "rate-limited", "legal", "login", "paywall", "consent",
                "script-required"],
    "unreachable": ["timeout", "refused", "reset", "tls", "server-error", "error-page", "truncated",
                    "protocol-error", "redirect-loop", "dns-failure", "refused-address"],
}  # fmt: skip


@pytest.mark.parametrize("verdict", REASONS)
def test_every_reason_has_words_of_its_own(verdict: str) -> None:
    messages = {
        reason: message_for(verdict, reason)
        for reason in REASONS[verdict]
        if reason != "http-410"  # the words of http-404, another number
    }
    assert len(set(messages.values())) == len(messages)
    assert all("news.example" in message for message in messages.values())


def message_for(verdict: str, reason: str) -> str:
    case = case_of(
        read_example(f"url  https://news.example/a\nlive  {verdict}, {reason}\naccessed  2022\n=> silent")
    )
    facts: Any = {"verdict": verdict, "reason": reason}
    (finding,) = citation_findings(case, Assessment(live=Live(**facts), archive=Archive(verdict="unchecked")))
    return finding.message


def test_the_evidence_and_the_copy_are_among_the_reasons() -> None:
    example = read_example("""\
url  https://news.example/a
live  dead, http-404
accessed  2022-10-12
archive  found, ok, 2022-10-12
shows  “The border”
=> silent""")
    from_notation = case_of(example)
    live = Live(verdict="dead", reason="http-404", detail="it answers 404", because=("so does a second try",))
    assert from_notation.evidence is not None
    copy = from_notation.evidence.copies[0]
    assert copy.capture is not None
    archive = Archive(
        verdict="ok", role="found", archive="wayback", url=copy.url, captured_at=copy.capture.captured_at
    )
    (finding,) = citation_findings(from_notation, Assessment(live=live, archive=archive))
    assert finding.because == (
        "it answers 404",
        "so does a second try",
        "the copy of 2022-10-12 was “The border”",
    )
    assert finding.suggestion is not None
    assert (finding.suggestion.old, finding.suggestion.new) == ("https://news.example/a", copy.url)


# Documents

numbers = st.integers(1, 6)


@st.composite
def documents(draw: st.DrawFn) -> str:
    marks = draw(st.lists(st.lists(numbers, max_size=3), min_size=1, max_size=4))
    lines = [f"text  A sentence.{''.join(f'[{n}]' for n in row)}" for row in marks]
    lines += [f"note {n}  Source {n}" for n in draw(st.lists(numbers, max_size=6))]
    return "\n".join([*lines, "=> silent"])


@given(documents(), st.integers(2, 99))
def test_note_findings_carry_label_and_place_and_survive_moving(text: str, line: int) -> None:
    example = read_example(text)
    before = document_findings(document_of(example), ())
    after = document_findings(document_of(example, first_line=line), ())
    for finding in before:
        assert finding.label
        assert finding.place.path == PATH
        assert finding.citation is None
    assert [one.fingerprint for one in before] == [one.fingerprint for one in after]
    assert [one.place.line + line - 1 for one in before] == [one.place.line for one in after]


@given(documents())
def test_notes_and_markers_are_accounted_for(text: str) -> None:
    document = document_of(read_example(text))
    findings = document_findings(document, ())
    orphans = {marker.label for marker in document.markers if marker.note is None}
    assert [f.label for f in findings if f.code == "N101"] == list(
        dict.fromkeys(m.label for m in document.markers if m.label in orphans)
    )
    unmarked = [f.place for f in findings if f.code == "N102"]
    cited = {marker.note for marker in document.markers}
    assert unmarked == [n.place for n in document.notes if document.markers and n.id not in cited]


def test_findings_about_a_document_are_in_its_order() -> None:
    example = read_example("text  One.[7]\nnote 1  A source\n=> silent")
    assert [f.code for f in document_findings(document_of(example), ())] == ["N101", "N102"]
    notes_first = document_of(example)
    moved = replace(notes_first, markers=tuple(replace(m, place=place(9)) for m in notes_first.markers))
    assert [f.code for f in document_findings(moved, ())] == ["N102", "N101"]


def test_a_label_without_a_note_is_told_once_where_it_first_stands() -> None:
    document = document_of(read_example("text  One.[7]\ntext  Two.[7]\ntext  Three.[7]\n=> silent"))
    (finding,) = document_findings(document, (), select=["N101"])
    assert (finding.place.line, finding.place.column) == (1, 5)
    assert finding.because == ("it is cited in “One.”", "and 2 more times, on lines 2, 3")


def test_today_is_an_argument() -> None:
    example = read_example("url  https://news.example/a\naccessed  2026-06-03\n=> silent")
    case = case_of(example)
    assessment = Assessment(live=Live(verdict="alive", reason="ok"), archive=Archive(verdict="unchecked"))
    assert [f.code for f in citation_findings(case, assessment)] == ["F104"]
    later = replace(case, today=ASKED.date() + dt.timedelta(days=2))
    assert citation_findings(later, assessment) == ()
