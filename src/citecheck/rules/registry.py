"""The rules, in the order of their codes, and how a user names some of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from functools import lru_cache

from ..model.errors import CitecheckError
from . import (
    ambiguous_date,
    blocked_link,
    broken_copy,
    changed_source,
    damaged_url,
    dead_link,
    future_date,
    impossible_date,
    marker_without_note,
    moved_link,
    no_access_date,
    no_archived_copy,
    note_without_marker,
    shifted_copy,
    title_differs,
    unreachable_link,
    untrusted_archive,
    wrong_copy,
)
from .rule import AnyRule, CitationCheck, DocumentCheck, Rule

DOCUMENT_RULES: tuple[Rule[DocumentCheck], ...] = (
    marker_without_note.RULE,
    note_without_marker.RULE,
)
CITATION_RULES: tuple[Rule[CitationCheck], ...] = (
    no_access_date.RULE,
    ambiguous_date.RULE,
    impossible_date.RULE,
    future_date.RULE,
    damaged_url.RULE,
    dead_link.RULE,
    moved_link.RULE,
    blocked_link.RULE,
    unreachable_link.RULE,
    changed_source.RULE,
    no_archived_copy.RULE,
    broken_copy.RULE,
    shifted_copy.RULE,
    wrong_copy.RULE,
    untrusted_archive.RULE,
    title_differs.RULE,
)
RULES: tuple[AnyRule, ...] = (*DOCUMENT_RULES, *CITATION_RULES)

_PREFIX = re.compile(r"[A-Z]\d{0,2}")


def rule_named(text: str) -> AnyRule | None:
    """The rule of a code or a name, in any case; None when there is none."""
    wanted = text.strip().casefold()
    return next((rule for rule in RULES if wanted in (rule.code.casefold(), rule.name)), None)


def selected(select: Sequence[str], ignore: Sequence[str]) -> tuple[AnyRule, ...]:
    """The rules to apply, in their order: those of `select` (all when empty) without those of `ignore`.

    An entry is a code, a name, or the beginning of codes ("L", "L1"), in any case.

    Raises:
        CitecheckError: an entry names no rule.
    """
    return _selected(tuple(select), tuple(ignore))


@lru_cache(maxsize=64)
def _selected(select: tuple[str, ...], ignore: tuple[str, ...]) -> tuple[AnyRule, ...]:
    wanted = {rule for entry in select for rule in _meant(entry)} if select else set(RULES)
    unwanted = {rule for entry in ignore for rule in _meant(entry)}
    return tuple(rule for rule in RULES if rule in wanted - unwanted)


def _meant(entry: str) -> tuple[AnyRule, ...]:
    """The rules an entry stands for, at least one."""
    rule = rule_named(entry)
    if rule is not None:
        return (rule,)
    beginning = entry.strip().upper()
    found = tuple(r for r in RULES if _PREFIX.fullmatch(beginning) and r.code.startswith(beginning))
    if not found:
        raise CitecheckError(f"there is no rule “{entry}”", _nearest(entry))
    return found


def _nearest(entry: str) -> str:
    names = {word: rule for rule in RULES for word in (rule.name, rule.code.casefold())}
    close = get_close_matches(entry.strip().casefold(), names, n=1)
    if not close:
        return "citecheck rules lists them"
    rule = names[close[0]]
    return f"did you mean {rule.name} ({rule.code})? citecheck rules lists them all"
