"""The formats of `citecheck extract`."""

from __future__ import annotations

from collections.abc import Callable

from ...model.errors import CitecheckError
from ..style import Style
from . import bibtex, csljson, csv, json, ris, table
from .extract import Extract

EXTRACTS: tuple[tuple[str, Callable[[Extract, Style], str]], ...] = (
    ("table", table.render),
    ("json", json.render),
    ("csl-json", csljson.render),
    ("bibtex", bibtex.render),
    ("ris", ris.render),
    ("csv", csv.render),
)


def names() -> tuple[str, ...]:
    """The names that `extract --format` takes."""
    return tuple(name for name, _ in EXTRACTS)


def render_extract(
    extract: Extract,
    format: str,  # noqa: A002 - the word that the command line uses
    *,
    width: int = 80,
    color: bool = False,
    verbosity: int = 0,
) -> str:
    """The citations as text.

    Raises:
        CitecheckError: there is no such format.
    """
    for name, render in EXTRACTS:
        if name == format:
            return render(extract, Style(width=width, color=color, verbosity=verbosity))
    raise CitecheckError(f"there is no format `{format}`", f"available: {', '.join(names())}")
