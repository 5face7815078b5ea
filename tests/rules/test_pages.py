"""A rule's page is its test: every example on it is run, and every page has all its parts."""

from __future__ import annotations

import re

import pytest

from citecheck.model.finding import Finding
from citecheck.rules.pages import page
from citecheck.rules.registry import RULES
from citecheck.rules.rule import AnyRule
from citecheck.rules.run import citation_findings, document_findings
from rules.notation import Example, assessment_of, case_of, document_of, examples, is_document, told

SECTIONS = ["What it means", "How it decides", "Examples", "Where it errs", "What to do"]
NEVER_SAID = re.compile(r"\b(?:fake|fabricat)", re.IGNORECASE)

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
each_example = pytest.mark.parametrize(
    "rule, example",
    [
        pytest.param(rule, example, id=f"{rule.name}-{number}")
        for rule in RULES
        for number, example in enumerate(examples(page(rule)), 1)
    ],
)


@each_example
def test_an_example_gives_what_the_page_says(rule: AnyRule, example: Example) -> None:
    assert told(found(rule, example)) == example.expected


@each_example
def test_a_finding_carries_the_words_of_its_rule(rule: AnyRule, example: Example) -> None:
    for finding in found(rule, example):
        assert (finding.code, finding.rule, finding.axis) == (rule.code, rule.name, rule.axis)
        assert finding.help
        assert not finding.message.endswith(".")
        assert not NEVER_SAID.search(" ".join((finding.message, finding.help, *finding.because)))


@each_rule
def test_a_page_has_its_head_and_sections(rule: AnyRule) -> None:
    lines = page(rule).splitlines()
    assert lines[0] == f"# {rule.name}"
    assert lines[2].startswith(f"`{rule.code}` · {rule.level}")
    assert [line[3:] for line in lines if line.startswith("## ")] == SECTIONS


@each_rule
def test_no_section_is_empty(rule: AnyRule) -> None:
    for section in re.split(r"^## .*$", page(rule), flags=re.MULTILINE)[1:]:
        assert section.strip()


@each_rule
def test_a_page_shows_the_rule_firing_and_silent(rule: AnyRule) -> None:
    shown = [example.is_silent for example in examples(page(rule))]
    assert True in shown
    assert False in shown
    assert page(rule).count("```") == 2 * len(shown), "a fenced block is not run"


@each_rule
def test_a_page_fits_a_terminal(rule: AnyRule) -> None:
    lines = page(rule).splitlines()
    assert len(lines) <= 60
    prose = re.sub(r"^```.*?^```$", "", page(rule), flags=re.MULTILINE | re.DOTALL)
    assert max(map(len, prose.splitlines())) <= 100


@each_rule
def test_a_page_does_not_accuse(rule: AnyRule) -> None:
    assert not NEVER_SAID.search(page(rule))


@each_rule
def test_a_page_speaks_of_no_rule_that_is_not_there(rule: AnyRule) -> None:
    names = {other.name for other in RULES} - {rule.name}
    mentioned = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", page(rule)))
    assert mentioned <= names


def found(rule: AnyRule, example: Example) -> tuple[Finding, ...]:
    """What this rule alone makes of the example."""
    assert is_document(example) == (rule.scope == "document")
    if is_document(example):
        return document_findings(document_of(example), (), select=[rule.code], ignore=[])
    return citation_findings(case_of(example), assessment_of(example), select=[rule.code], ignore=[])
