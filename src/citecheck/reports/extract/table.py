"""The citations for people: a table that fits the terminal, and the findings below it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from ...model.citation import Citation
from ...model.text import plural
from ...model.url import host
from .. import words
from ..cells import fit
from ..console import Part, to_text
from ..details import findings, problems
from ..style import Style
from ..table import LABEL_CELLS, grid
from .extract import Extract


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; below `from_width` cells of terminal it is left out."""

    head: str
    cell: Callable[[Citation], str]
    from_width: int = 0


COLUMNS = (
    Column(head="note", cell=lambda c: fit(words.label(c), LABEL_CELLS)),
    Column(head="source", cell=words.source),
    Column(head="author", cell=lambda c: fit(words.authors(c.authors), 14), from_width=70),
    Column(head="outlet", cell=lambda c: fit(words.safe(c.outlet or ""), 18), from_width=56),
    Column(head="accessed", cell=lambda c: fit(words.safe(c.accessed or "–"), 10)),
    Column(head="link", cell=lambda c: fit(words.safe(host(c.url or "")) or "–", 24), from_width=100),
)


def render(extract: Extract, style: Style) -> str:
    """The table, what the notes themselves give cause to say, and a count."""
    return to_text(_parts(extract, style), width=style.width, color=style.color)


def render_extract_table(citations: Sequence[Citation], width: int) -> str:
    """The table alone, in plain text."""
    return to_text([table(citations, width)], width=width, color=False)


def table(citations: Sequence[Citation], width: int) -> Table:
    """One row per citation; the source's name gives way where there is little room."""
    columns = [column for column in COLUMNS if width >= column.from_width]
    rows = [[Text(column.cell(citation)) for column in columns] for citation in citations]
    return grid([column.head for column in columns], rows, width, gives_way=1)


def _parts(extract: Extract, style: Style) -> Iterator[Part]:
    yield from problems(extract.documents, style)
    if extract.citations and style.verbosity >= 0:
        yield table([one.citation for one in extract.citations], style.width)
        yield Text()
        yield from findings(extract.documents, extract.citations, extract.findings, style)
    notes = len({one.citation.note for one in extract.citations})
    yield Text(f"{plural(len(extract.citations), 'citation')} in {plural(notes, 'note')}", "bold")
