"""Exit codes and what becomes of evidence, as the contract has them."""

import datetime as dt

import pytest

from citecheck.flow.judge import exit_code, fails, without_network
from citecheck.flow.plan import Plan
from citecheck.model.citation import Citation
from citecheck.model.document import Document, Place, Problem
from citecheck.model.evidence import Answer, Evidence, Observation, Target, Trouble
from citecheck.model.finding import Finding

PLACE = Place(path="a.txt", line=1, column=1, end_line=1, end_column=2)
CITATION = Citation(id="a.txt#1", document="a.txt", note="a.txt#1", label="1", place=PLACE, text="x")
PLAN = Plan(documents=(Document(path="a.txt", format="text", digest=""),), citations=(CITATION,))
UNREAD = Document(path="b.txt", format="text", digest="", problems=(Problem(code="missing", message="m"),))
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def evidence(outcome) -> Evidence:
    target = Target(url="https://a.example/")
    return Evidence(
        target=target,
        observation=Observation(
            target=target, asked_at=NOW, elapsed_ms=1, attempts=1, hops=(), outcome=outcome
        ),
    )


def finding(level, *, known=False) -> Finding:
    return Finding(
        code="L101", rule="dead-link", level=level, axis="live", message="m", place=PLACE, known=known
    )


OK = evidence(Answer(status=200))


@pytest.mark.parametrize(
    ("levels", "fail_on", "expected"),
    [
        ([], "error", 0),
        (["note", "warning"], "error", 0),
        (["error"], "error", 1),
        (["warning"], "warning", 1),
        (["note"], "warning", 0),
        (["note"], "note", 1),
        (["error"], "never", 0),
        (["none"], "note", 0),
    ],
)
def test_findings_at_or_above_the_level(levels, fail_on, expected):
    assert exit_code(PLAN, [OK], [finding(level) for level in levels], fail_on) == expected


def test_only_new_findings():
    assert fails([finding("error")], "new")
    assert not fails([finding("error", known=True), finding("warning")], "new")


def test_nothing_to_check_is_3():
    assert exit_code(Plan(documents=(UNREAD,), citations=()), [], [], "error") == 3


@pytest.mark.parametrize("kind", ["no-network", "budget"])
def test_what_could_not_be_finished_is_4_whatever_was_found(kind):
    assert exit_code(PLAN, [OK, evidence(Trouble(kind=kind))], [finding("error")], "error") == 4


@pytest.mark.parametrize("kind", ["offline", "excluded", "timeout", "refused", "dns"])
def test_other_troubles_are_no_unfinished_run(kind):
    assert exit_code(PLAN, [evidence(Trouble(kind=kind))], [], "error") == 0


def test_an_unread_document_among_others_counts_like_an_error():
    plan = Plan(documents=(*PLAN.documents, UNREAD), citations=PLAN.citations)
    assert exit_code(plan, [OK], [], "error") == 1
    assert exit_code(plan, [OK], [], "never") == 0


def test_without_a_network_nothing_was_asked_of_anyone():
    gathered = without_network(
        {"1": evidence(Trouble(kind="dns")), "2": evidence(Trouble(kind="excluded")), "3": None}
    )
    assert gathered["1"].observation.outcome.kind == "no-network"
    assert gathered["1"].observation.attempts == 0
    assert gathered["2"].observation.outcome.kind == "excluded"
    assert gathered["3"] is None
