"""Text measured as a terminal shows it: a CJK character or an emoji takes two cells."""

from __future__ import annotations

from rich.cells import cell_len, chop_cells, set_cell_size


def fit(text: str, cells: int) -> str:
    """At most `cells` wide, an ellipsis for what was cut."""
    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, max(0, cells - 1)).rstrip() + "…"


def wrap(text: str, cells: int) -> list[str]:
    """Lines of at most `cells`, broken at spaces; a URL is never broken, another long word is."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if cell_len(longer) <= cells:
            line = longer
            continue
        lines += [line] if line else []
        *whole, line = [word] if "://" in word else chop_cells(word, max(cells, 2))
        lines += whole
    return [*lines, line] if line or not lines else lines
