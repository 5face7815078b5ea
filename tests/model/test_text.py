from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.model.text import clean, fold, plural, shorten, squeeze

BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
anything = st.text(st.characters(exclude_categories=()))


@given(anything)
def test_nothing_unsafe_is_left(text):
    left = clean(text)
    assert not [c for c in left if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or c in BIDI]
    left.encode()


@given(anything)
def test_with_lines_only_line_ends_and_tabs_are_left(text):
    left = clean(text, lines=True)
    assert {c for c in left if unicodedata.category(c) == "Cc"} <= {"\n", "\t"}


@given(anything, st.booleans())
def test_cleaning_twice_changes_nothing(text, lines):
    assert clean(clean(text, lines=lines), lines=lines) == clean(text, lines=lines)


@given(st.text(st.characters(exclude_categories=("C", "Z"))))
def test_plain_words_stay(text):
    assert clean(text) == text


def test_every_control_character_of_unicode():
    every = "".join(map(chr, range(0x110000)))
    left = clean(every)
    assert not [c for c in left if unicodedata.category(c) in ("Cc", "Cs") or c in BIDI]


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x1b]8;;https://evil.example\x07here", "]8;;https://evil.examplehere"),
        ("txt\u202egpj.exe", "txtgpj.exe"),
        ("a\r\nb\rc\n\td", "a b c d"),
        ("a\u2028b\x85c", "abc"),
        ("zero\u200bwidth stays", "zero\u200bwidth stays"),
    ],
)
def test_examples(text, cleaned):
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("İLAN", "ilan"),
        ("ILIK", "ılık"),
        ("“Won’t”", '"won\'t"'),
        ("« Le Monde »", '" le monde "'),
        ("co\u00adoperate…", "cooperate..."),
        ("Straße", "STRASSE"),
        ("ﬁve\u00a0pages", "five pages"),
        ("1990–1995", "1990-1995"),
    ],
)
def test_fold_makes_comparable(one, other):
    assert fold(one) == fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.integers(1, 40))
def test_shorten_keeps_to_the_width(text, width):
    assert len(shorten(text, width)) <= width


def test_small_words():
    assert squeeze(" a\u00a0\n b ") == "a b"
    assert (plural(1, "source"), plural(0, "source"), plural(2, "copy", "copies")) == (
        "1 source",
        "0 sources",
        "2 copies",
    )
