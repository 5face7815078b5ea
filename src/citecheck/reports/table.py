"""The overview: one row per source, never wider than the terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from ..model.assessment import Archive, ArchiveState, LiveState, MatchState
from ..model.report import Checked
from . import words
from .cells import fit

LABEL_CELLS = 8
GAP = 2
"""Cells between two columns."""
LIVE_STYLE: dict[LiveState, str] = {
    "alive": "green",
    "moved": "yellow",
    "changed": "yellow",
    "dead": "bold red",
    "blocked": "magenta",
    "unreachable": "magenta",
    "unchecked": "dim",
}
ARCHIVE_STYLE: dict[ArchiveState, str] = {
    "ok": "green",
    "shifted": "yellow",
    "missing": "yellow",
    "excluded": "yellow",
    "unreachable": "magenta",
    "unchecked": "dim",
}
TITLE_STYLE: dict[MatchState, str] = {"differs": "yellow", "translation": "cyan"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; below `from_width` cells of terminal it is left out."""

    head: str
    cell: Callable[[Checked], Text]
    from_width: int = 0


def _note(one: Checked) -> Text:
    return Text(fit(words.label(one.citation), LABEL_CELLS))


def _source(one: Checked) -> Text:
    return Text(words.source(one.citation))


def _live(one: Checked) -> Text:
    verdict = one.assessment.live.verdict
    return Text(verdict, LIVE_STYLE[verdict])


def _archive(one: Checked) -> Text:
    archive = one.assessment.archive
    return Text(_archive_word(archive), ARCHIVE_STYLE.get(archive.verdict, "red"))


def _archive_word(archive: Archive) -> str:
    if archive.verdict == "unchecked":
        return "–"
    return (
        f"ok {archive.captured_at:%Y-%m-%d}"
        if archive.verdict == "ok" and archive.captured_at
        else archive.verdict
    )


def _title(one: Checked) -> Text:
    state = one.assessment.description.title.state
    return Text("–", "dim") if state == "unchecked" else Text(state, TITLE_STYLE.get(state, ""))


COLUMNS = (
    Column(head="note", cell=_note),
    Column(head="source", cell=_source),
    Column(head="live", cell=_live),
    Column(head="archived", cell=_archive, from_width=48),
    Column(head="title", cell=_title, from_width=60),
)


def overview(citations: Sequence[Checked], width: int) -> Table:
    """The table: only the source's name gives way when there is little room."""
    columns = [column for column in COLUMNS if width >= column.from_width]
    cells = [[column.cell(one) for column in columns] for one in citations]
    return grid([column.head for column in columns], cells, width, gives_way=1)


def grid(
    heads: Sequence[str], rows: Sequence[Sequence[Text]], width: int, *, gives_way: int, numbers: int = 0
) -> Table:
    """A table without outer lines that fits `width`: one column is cut where the others need the room.

    `numbers` says how many columns from the right are figures.
    """
    widths = [max(map(cell_len, [head, *(row[at].plain for row in rows)])) for at, head in enumerate(heads)]
    room = width - sum(widths) - GAP * (len(heads) - 1) + widths[gives_way]
    widths[gives_way] = max(min(widths[gives_way], room), 1)
    table = Table(
        box=SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, GAP - 1, 0, 0),
        header_style="bold",
        border_style="dim",
    )
    for at, head in enumerate(heads):
        side: Literal["left", "right"] = "right" if at >= len(heads) - numbers else "left"
        table.add_column(head, no_wrap=True, overflow="ellipsis", width=widths[at], justify=side)
    for row in rows:
        table.add_row(*row)
    return table
