"""What holds for any evidence whatsoever."""

import datetime as dt
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from citecheck.assess.assess import assess
from citecheck.assess.language import guess_language
from citecheck.assess.titles import compare_title, similarity
from citecheck.model.assessment import ARCHIVE_STATES, LIVE_STATES, Case
from citecheck.model.evidence import (
    Answer,
    Capture,
    Copy,
    Evidence,
    Hop,
    Observation,
    Page,
    Signal,
    Target,
    Trouble,
    TroubleKind,
)
from citecheck.pages.signals import KINDS
from support.cases import NOW, URL, citation, marker

words = st.text(max_size=60)
urls = st.sampled_from(
    [
        URL,
        "https://news.example/",
        "https://other.example/a/b",
        "http://[::1",
        "ftp://x/",
        "",
        "https://news.example/en/",
    ]
)
signals = st.lists(st.builds(Signal, kind=st.sampled_from(KINDS), detail=words), max_size=3).map(tuple)
pages = st.one_of(
    st.none(),
    st.builds(
        Page,
        title=st.none() | words,
        titles=st.lists(st.tuples(st.sampled_from(["h1", "og"]), words), max_size=2).map(tuple),
        site=st.none() | words,
        published=st.none() | st.sampled_from(["2022", "2022-10", "2022-10-12"]),
        language=st.none() | st.sampled_from(["en", "tr", "ru"]),
        text=st.text(max_size=300),
        blocks=st.lists(st.text(max_size=200), max_size=4).map(tuple),
        signals=signals,
        failure=st.none() | st.sampled_from(["timeout", "crash"]),
    ),
)
answers = st.builds(
    Answer,
    status=st.integers(100, 999),
    headers=st.lists(
        st.tuples(st.sampled_from(["server", "set-cookie", "cf-mitigated", "x-archive-x"]), words), max_size=2
    ).map(tuple),
    length=st.integers(0, 100),
    truncated=st.sampled_from([None, "cap", "short"]),
)
troubles = st.builds(Trouble, kind=st.sampled_from(get_args(TroubleKind)), detail=words)
observations = st.builds(
    Observation,
    target=st.builds(Target, url=urls),
    asked_at=st.just(NOW),
    elapsed_ms=st.integers(0, 9),
    attempts=st.integers(0, 4),
    hops=st.lists(
        st.builds(Hop, url=urls, status=st.sampled_from([301, 302, 308]), location=urls), max_size=3
    ).map(tuple),
    outcome=answers | troubles,
)
captures = st.builds(
    Capture,
    archive=st.just("wayback"),
    original=urls,
    captured_at=st.datetimes(dt.datetime(1996, 1, 1), dt.datetime(2026, 1, 1), timezones=st.just(dt.UTC)),
    url=urls,
    status=st.integers(200, 599),
)
copies = st.builds(
    Copy,
    archive=st.just("wayback"),
    role=st.sampled_from(["cited", "found"]),
    url=urls,
    original=st.none() | urls,
    asked_for=st.none() | st.sampled_from(["2", "2022", "20221012", "20221012120000", "20229999999999"]),
    observation=observations,
    capture=st.none() | captures,
    page=pages,
)
evidences = st.builds(
    Evidence,
    target=st.builds(Target, url=urls),
    observation=observations,
    page=pages,
    control=st.none() | observations,
    control_page=pages,
    copies=st.lists(copies, max_size=3).map(tuple),
)
cases = st.builds(
    Case,
    citation=st.builds(
        citation,
        url=st.none() | urls,
        title=st.none() | words,
        outlet=st.none() | words,
        accessed=st.none() | st.sampled_from(["2022", "2022-10", "2022-10-12"]),
        published=st.none() | st.sampled_from(["2022", "2022-10", "2022-10-12"]),
        markers=st.lists(st.builds(marker, st.text(max_size=120)), max_size=2).map(tuple),
    ),
    evidence=st.none() | evidences,
    today=st.just(NOW.date()),
)


@given(cases)
def test_any_evidence_is_judged(case):
    assessment = assess(case)
    assert assessment.live.verdict in LIVE_STATES
    assert assessment.archive.verdict in ARCHIVE_STATES
    assert len(assessment.archive.others) <= 3
    assert len(assessment.content.changes) <= 50
    assert assessment == assess(case)


@given(cases)
def test_what_did_not_answer_is_dead_only_for_a_missing_name(case):
    live = assess(case).live
    if case.evidence and isinstance(case.evidence.observation.outcome, Trouble) and live.verdict == "dead":
        assert case.evidence.observation.outcome.kind == "dns"


@given(cases)
def test_a_copy_without_a_capture_is_never_good(case):
    archive = assess(case).archive
    if archive.verdict in ("ok", "shifted", "error-copy"):
        assert archive.captured_at is not None


@given(words)
def test_a_page_titled_as_cited_matches(title):
    state = compare_title(title, Page(title=title, titles=(("h1", title),))).state
    assert state in ("match", "not-stated")


@given(words, words)
def test_likeness_is_symmetric_and_bounded(one, other):
    assert 0 <= similarity(one, other) <= 100
    assert similarity(one, other) == similarity(other, one)


@given(st.text())
def test_any_text_has_a_language_or_none(text):
    language = guess_language(text)
    assert language is None or 2 <= len(language) <= 3
