"""`citecheck extract`: the citations as data."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from . import options

FORMATS = ("table", "json", "csl-json", "bibtex", "ris", "csv")


@click.command("extract")
@options.paths
@click.option(
    "-f",
    "--format",
    "style",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="The form.",
)
@options.judging
@options.option("--stdin-name", metavar="NAME", envvar=None, help="What standard input (-) is called.")
@options.option("--color", type=click.Choice(("auto", "always", "never")), help="Colour; NO_COLOR is obeyed.")
@options.config
@click.pass_context
def command(
    context: click.Context, /, paths: tuple[str, ...], style: str, config: str | None, **parameters: Any
) -> None:
    """Show the citations of a document as data; asks nobody.

    Exits 0 whatever it finds unless --fail-on is given, 3 when there is nothing.

    \b
    citecheck extract essay.txt
    citecheck extract essay.txt --format bibtex > essay.bib
    """
    from ..config.load import load
    from ..flow.verify import extract
    from ..reports.extract.extract import Extract
    from ..reports.extract.registry import render_extract
    from .output import tell_problems, terminal_width, use_color

    loaded = load(options.given(parameters), folder=Path.cwd(), config=config)
    chosen = loaded.options if parameters["fail_on"] else replace(loaded.options, fail_on="never")
    stdin = sys.stdin.buffer.read() if "-" in paths else None
    found = extract(paths, chosen, stdin=stdin)
    tell_problems(found.documents, nothing=found.exit_code == 3)
    data = Extract(documents=found.documents, citations=found.citations, findings=found.findings)
    color = use_color(loaded.output.color)
    click.echo(render_extract(data, style, width=terminal_width(), color=color), nl=False, color=color)
    context.exit(found.exit_code)
