"""The reports there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from ..model.errors import CitecheckError
from ..model.report import Report
from . import csv, json, markdown, terminal
from .style import Style


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One report. `ending` is what names it in `--output FILE`, None for the terminal's."""

    name: str
    ending: str | None
    render: Callable[[Report, Style], str]


REPORTS = (
    Format(name="terminal", ending=None, render=terminal.render),
    Format(name="json", ending=".json", render=json.render),
    Format(name="markdown", ending=".md", render=markdown.render),
    Format(name="csv", ending=".csv", render=csv.render),
)


def render(
    report: Report,
    format: str,  # noqa: A002 - the word that the command line uses
    *,
    width: int = 80,
    color: bool = False,
    verbosity: int = 0,
) -> str:
    """The report as text that ends with a line end.

    Args:
        report: the outcome of a run.
        format: a name of `REPORTS`.
        width: of the terminal, in cells; the overview is never wider.
        color: whether the terminal report is coloured.
        verbosity: below 0 the summary alone, above 0 the sources without findings too.

    Raises:
        CitecheckError: there is no such format.
    """
    style = Style(width=width, color=color, verbosity=verbosity)
    for known in REPORTS:
        if known.name == format:
            return known.render(report, style)
    raise CitecheckError(f"there is no report format `{format}`", f"available: {', '.join(names())}")


def names() -> tuple[str, ...]:
    """The names that `--format` takes."""
    return tuple(known.name for known in REPORTS)


def format_for(path: str) -> str:
    """The format that the ending of an output file names.

    Raises:
        CitecheckError: no format has that ending.
    """
    ending = PurePath(path).suffix.lower()
    for known in REPORTS:
        if known.ending is not None and known.ending == ending:
            return known.name
    endings = ", ".join(known.ending for known in REPORTS if known.ending)
    raise CitecheckError(
        f"the name of `{path}` does not say which report it is to be", f"these endings do: {endings}"
    )
