"""Where a report goes: standard output, and files that are whole or not there at all."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

import click

from ..config.settings import Output
from ..flow.verify import Progress
from ..model.document import Document
from ..model.errors import NOTHING, CitecheckError
from ..model.report import Report
from ..model.text import clean
from ..reports.hints import lines
from ..reports.registry import format_for, names, render


def check(output: Output) -> None:
    """See before the run whether its outcome can be written.

    Raises:
        CitecheckError: a format is not there, or a file could not be written.
    """
    if output.format not in names():
        raise CitecheckError(
            f"the format {output.format!r} is not available yet", f"available: {', '.join(names())}"
        )
    for file in output.files:
        format_for(file)
        _check_writable(Path(file))


def _check_writable(path: Path) -> None:
    if path.is_dir():
        raise CitecheckError(f"cannot write {path}: it is a folder", "name a file")
    if not path.parent.is_dir():
        raise CitecheckError(
            f"cannot write {path}: there is no folder {path.parent}", f"mkdir -p {path.parent}"
        )
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}."):
            pass
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CitecheckError(
            f"cannot write {path}: {reason}", "name a file in a folder that is yours to write"
        ) from error
    if path.exists() and not os.access(path, os.W_OK):
        raise CitecheckError(f"cannot write {path}: it is read-only", "name another file")


def write(report: Report, output: Output, *, verbosity: int) -> None:
    """The report to stdout and to every file, problems and hints to stderr."""
    nothing = report.exit_code == NOTHING
    in_report = output.format == "terminal" and not nothing
    if not in_report:
        tell_problems(report.documents, nothing=nothing)
    if in_report or output.format != "terminal":
        color = use_color(output.color)
        text = render(report, output.format, width=terminal_width(), color=color, verbosity=verbosity)
        click.echo(text, nl=False, color=color)
    for file in output.files:
        _replace(Path(file), render(report, format_for(file)))
    if verbosity >= 0 and report.hints:
        click.echo(lines(report.hints).rstrip("\n"), err=True)


def tell_problems(documents: Sequence[Document], *, nothing: bool) -> None:
    """What was wrong with documents, to stderr; all of it is an error where nothing could be checked."""
    for document in documents:
        for problem in document.problems:
            word = "error" if problem.fatal or nothing else "warning"
            click.echo(f"{word}: {clean(f'{document.path}: {problem.message}')}", err=True)
            if problem.hint:
                click.echo(f"hint: {clean(problem.hint)}", err=True)


def _replace(path: Path, text: str) -> None:
    """Write beside the file, then put it in its place."""
    umask = os.umask(0)
    os.umask(umask)
    with NamedTemporaryFile(
        "w", dir=path.parent, prefix=f".{path.name}.", delete=False, encoding="utf-8", newline=""
    ) as file:
        file.write(text)
    Path(file.name).chmod(0o666 & ~umask)
    Path(file.name).replace(path)


def use_color(choice: str) -> bool:
    """Whether to colour what goes to stdout (https://no-color.org)."""
    if choice == "auto":
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return choice == "always"


def terminal_width() -> int:
    """Columns of the terminal, 80 where there is none."""
    return shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 80


@contextmanager
def progress_bar(wanted: bool | None) -> Iterator[Callable[[Progress], None] | None]:
    """A bar on stderr, or None where nobody would see it."""
    if not (sys.stderr.isatty() if wanted is None else wanted):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("checking"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("sources", total=None)
        yield lambda progress: bar.update(task, completed=progress.done, total=progress.total)
