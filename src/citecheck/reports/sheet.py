"""CSV that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from . import words

_FORMULA = ("=", "+", "-", "@")


def cell(value: object) -> str:
    """The value as text, None as nothing; what a spreadsheet would run gets an apostrophe before it.

    Tab and carriage return, which start a formula too, do not survive `safe`.
    """
    if value is None or isinstance(value, int | float):
        return "" if value is None else str(value)
    text = words.url(str(value))
    return "'" + text if text.startswith(_FORMULA) else text


def sheet(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """One line of heads, one line per row, `\\n` between lines."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()
