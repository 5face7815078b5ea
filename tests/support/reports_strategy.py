"""Hypothesis: any finished run, with the texts that documents and pages may hold."""

from __future__ import annotations

import datetime as dt
from typing import get_args

from hypothesis import strategies as st

from citecheck.model.assessment import (
    Archive,
    ArchiveState,
    Assessment,
    Change,
    Claim,
    Content,
    Live,
    OtherCopy,
)
from citecheck.model.citation import Citation, Name
from citecheck.model.document import Document, Marker, Note, Place, Problem
from citecheck.model.evidence import Answer, Evidence, Hop, Observation, Page, Target, Trouble, TroubleKind
from citecheck.model.finding import Finding, Suggestion
from citecheck.model.report import Checked, HostStat, Report, Run, Skipped

NASTY = (
    "\x1b[31mred\x1b[0m",
    "\x1b]8;;https://evil.example\x07click\x1b]8;;\x07",
    "\u202egnp.exe\u2066",
    "\x9b31m\x85\x7f",
    "北京大学学报（哲学社会科学版）的一个很长的标题",
    "العربية عنوان طويل جدا من الصحيفة اليومية",
    "👩‍👩‍👧‍👦 family 🏳️‍🌈",
    "=cmd|'/C calc'!A0",
    "@mention | pipe `code` <script>alert(1)</script> [x](javascript:alert(1)) #12",
    "https://ann:secret@x.example/a",
    "a" * 300,
    "\ud800lone",
    "tab\there\r\nand line\u2028separators\u2029",
    "{\\brace} $math$ 50% a_b ~tilde^",
)
texts = st.text(st.characters(exclude_categories=()), max_size=12) | st.sampled_from(NASTY)
maybe = st.none() | texts
moments = st.datetimes(timezones=st.just(dt.UTC))
counts = st.integers(0, 10**6)
dates = st.none() | st.dates().map(str)


def few(strategy, at_most=2):
    return st.lists(strategy, max_size=at_most).map(tuple)


urls = texts | st.builds("https://x.example/{}".format, texts)
maybe_url = st.none() | urls
places = st.builds(Place, path=texts, line=counts, column=counts, end_line=counts, end_column=counts)
names = st.builds(Name, family=maybe, given=maybe, literal=maybe)
markers = st.builds(Marker, label=texts, place=places, sentence=texts, note=maybe)
notes = st.builds(Note, id=texts, label=maybe, text=texts, place=places)
documents = st.builds(
    Document,
    path=texts,
    format=texts,
    digest=texts,
    notes=few(notes),
    markers=few(markers),
    problems=few(st.builds(Problem, code=texts, message=texts, hint=maybe, fatal=st.booleans())),
)
citations = st.builds(
    Citation,
    id=texts,
    document=texts,
    note=texts,
    label=maybe,
    place=places,
    text=texts,
    kind=st.sampled_from(("webpage", "book", "chapter", "article-journal", "other")),
    markers=few(markers, 1),
    authors=few(names, 3),
    title=maybe,
    outlet=maybe,
    published=dates,
    accessed=dates,
    accessed_other=few(st.dates().map(str)),
    url=maybe_url,
    url_as_written=maybe_url,
    archive_url=maybe_url,
    pages=maybe,
    doi=maybe,
    arxiv=maybe,
    refers_to=maybe,
)
answers = st.builds(Answer, status=st.integers(100, 599))
troubles = st.builds(Trouble, kind=st.sampled_from(get_args(TroubleKind)), detail=texts)
observations = st.builds(
    Observation,
    target=st.builds(Target, url=urls),
    asked_at=moments,
    elapsed_ms=counts,
    attempts=st.integers(0, 4),
    hops=few(st.builds(Hop, url=urls, status=st.just(301), location=urls)),
    outcome=answers | troubles,
)
evidences = st.builds(Evidence, target=st.builds(Target, url=urls), observation=observations)
others = st.builds(
    OtherCopy,
    url=urls,
    captured_at=moments,
    days_from_access=st.none() | st.integers(-9999, 9999),
    archive=texts,
    verdict=st.sampled_from(get_args(ArchiveState)),
)
archives = st.builds(
    Archive,
    archive=maybe,
    url=maybe_url,
    captured_at=st.none() | moments,
    days_from_access=st.none() | st.integers(-9999, 9999),
    detail=texts,
    others=few(others, 5),
)
contents = st.builds(
    Content,
    baseline_at=st.none() | moments,
    similarity=st.none() | st.floats(0, 1),
    changes=few(st.builds(Change, before=maybe, after=maybe)),
)
claims = st.builds(Claim, text=texts, found=maybe, source=maybe)
pages = st.builds(Page, title=maybe, authors=few(names), published=maybe, site=maybe, language=maybe)
assessments = st.builds(
    Assessment,
    live=st.builds(Live, because=few(texts), detail=texts),
    archive=archives,
    content=contents,
    claims=few(claims),
    found=st.none() | pages,
)
findings = st.builds(
    Finding,
    code=texts,
    rule=texts,
    message=texts,
    place=places,
    because=few(texts),
    help=texts,
    suggestion=st.none() | st.builds(Suggestion, old=texts, new=texts),
    citation=maybe,
    label=maybe,
    fingerprint=texts,
    first_seen=st.none() | moments,
)
checkeds = st.builds(
    Checked,
    citation=citations,
    evidence=st.none() | evidences,
    assessment=assessments,
    findings=few(findings),
)
hosts = st.builds(
    HostStat,
    host=texts,
    requests=counts,
    retries=counts,
    waited_s=st.floats(0, 600),
    limited=counts,
)
reports = st.builds(
    Report,
    run=st.builds(Run, version=texts, started_at=moments, finished_at=moments, argv=few(texts, 4)),
    exit_code=st.integers(0, 4),
    documents=few(documents),
    citations=few(checkeds),
    findings=few(findings),
    skipped=few(st.builds(Skipped, url=urls)),
    hints=few(texts),
    hosts=few(hosts),
)
