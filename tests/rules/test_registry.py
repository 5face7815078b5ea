from __future__ import annotations

from importlib import import_module
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.model.errors import USAGE, CitecheckError
from citecheck.rules.registry import CITATION_RULES, DOCUMENT_RULES, RULES, rule_named, selected

FIXED = {
    "N101": "marker-without-note", "N102": "note-without-marker", "N103": "duplicate-label",
    "N104": "label-gap", "N105": "out-of-order", "N106": "mixed-numbering", "N107": "unresolved-reference",
    "F101": "no-access-date", "F102": "ambiguous-date", "F103": "impossible-date", "F104": "future-date",
    "F105": "accessed-before-published", "F106": "damaged-url", "F107": "truncated-url", "F108": "bad-identifier",
    "L101": "dead-link", "L102": "moved-link", "L103": "blocked-link", "L104": "unreachable-link",
    "L105": "changed-source",
    "A101": "no-archived-copy", "A102": "broken-copy", "A103": "shifted-copy", "A104": "wrong-copy",
    "A105": "untrusted-archive",
    "C101": "content-edited", "C102": "content-rewritten", "C103": "correction-notice", "C104": "retracted",
    "D101": "title-differs", "D102": "outlet-differs", "D103": "author-differs", "D104": "date-differs",
    "Q101": "quotation-altered", "Q102": "quotation-absent", "Q103": "quotation-elsewhere",
    "Q104": "figure-differs",
}  # fmt: skip
"""The promised names. A code is never used again: this table only grows."""

HERE_NOW = [
    "N101", "N102", "F101", "F102", "F103", "F104", "F106", "L101", "L102", "L103", "L104", "L105",
    "A101", "A102", "A103", "A104", "A105", "D101",
]  # fmt: skip
AXES = {
    "N": "notes", "F": "fields", "L": "live", "A": "archive", "C": "content", "D": "description", "Q": "claims",
}  # fmt: skip

entries = st.lists(
    st.sampled_from(
        [r.code for r in RULES] + [r.name for r in RULES] + ["N", "F", "L", "L1", "A", "D1", "l10"]
    ),
    max_size=4,
)


def test_the_rules_are_these_and_in_this_order() -> None:
    assert [rule.code for rule in RULES] == HERE_NOW


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_keeps_its_promises(rule) -> None:
    assert FIXED[rule.code] == rule.name
    assert AXES[rule.code[0]] == rule.axis
    assert rule.level in ("error", "warning", "note")
    assert rule.scope == ("document" if rule in DOCUMENT_RULES else "citation")
    assert rule.summary == rule.summary.strip().rstrip(".")
    assert len(rule.summary) < 80


def test_codes_and_names_are_used_once() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)
    assert len(CITATION_RULES) + len(DOCUMENT_RULES) == len(RULES)


def test_every_rule_module_and_page_is_in_the_registry() -> None:
    room = files("citecheck.rules")
    pages = {one.name.removesuffix(".md") for one in room.iterdir() if one.name.endswith(".md")}
    assert pages == {rule.name.replace("-", "_") for rule in RULES}
    for rule in RULES:
        assert import_module(f"citecheck.rules.{rule.name.replace('-', '_')}").RULE is rule


@pytest.mark.parametrize("text", ["L101", "l101", "dead-link", "Dead-Link", " dead-link "])
def test_a_rule_is_found_by_code_or_name(text: str) -> None:
    rule = rule_named(text)
    assert rule is not None
    assert rule.code == "L101"


@pytest.mark.parametrize("text", ["", "L", "L1", "L999", "dead", "C101"])
def test_what_is_no_rule_is_none(text: str) -> None:
    assert rule_named(text) is None


def test_nothing_selected_is_all() -> None:
    assert selected((), ()) == RULES


def test_a_prefix_selects_a_family() -> None:
    assert [rule.code for rule in selected(["l"], ["L104", "moved-link"])] == ["L101", "L103", "L105"]


@given(entries, entries)
def test_select_and_ignore_are_sets(select: list[str], ignore: list[str]) -> None:
    chosen = selected(select, ignore)
    assert set(chosen) == set(selected(select, ())) - (set(selected(ignore, ())) if ignore else set())
    assert list(chosen) == [rule for rule in RULES if rule in chosen]


@given(entries, entries)
def test_selecting_more_never_loses_a_rule(one: list[str], other: list[str]) -> None:
    if one and other:
        assert set(selected(one + other, ())) == set(selected(one, ())) | set(selected(other, ()))


@pytest.mark.parametrize(
    "entry, hint",
    [
        ("dead-lnik", "dead-link (L101)"),
        ("L110", "(L10"),
        ("moved", "moved-link"),
        ("zzzz", "citecheck rules"),
    ],
)
def test_an_unknown_entry_is_told_with_the_nearest(entry: str, hint: str) -> None:
    for select, ignore in (([entry], []), ([], [entry])):
        with pytest.raises(CitecheckError) as caught:
            selected(select, ignore)
        assert entry in caught.value.message
        assert hint in (caught.value.hint or "")
        assert caught.value.exit_code == USAGE


@given(st.text(max_size=8))
def test_any_entry_means_rules_or_is_refused(entry: str) -> None:
    try:
        chosen = selected([entry], ())
    except CitecheckError as error:
        told = error.hint
    else:
        told = chosen
    assert told
