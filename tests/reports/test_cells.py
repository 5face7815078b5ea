from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from citecheck.reports.cells import fit, wrap

# what `clean` leaves: no control characters, which have no width
words = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=60)


@given(words, st.integers(1, 40))
def test_fit_never_exceeds(text, cells):
    assert cell_len(fit(text, cells)) <= cells


@given(words, st.integers(2, 40))
def test_wrap_never_exceeds_but_for_urls_and_loses_nothing(text, cells):
    lines = wrap(text, cells)
    assert all(cell_len(line) <= cells or "://" in line for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_examples():
    assert fit("北京大学学报", 7) == "北京大…"
    assert wrap("a https://x.example/a-long-way b", 8) == ["a", "https://x.example/a-long-way", "b"]
    assert wrap("北京大学学报", 4) == ["北京", "大学", "学报"]
    assert wrap("", 10) == [""]
