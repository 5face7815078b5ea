"""`citecheck demo`: the whole job on bundled material."""

from __future__ import annotations

import sys
from typing import Any

import click

from . import options


@click.command("demo")
@options.output
@options.judging
@click.pass_context
def command(context: click.Context, /, **parameters: Any) -> None:
    """Run the whole job on a bundled article and a bundled recorded web; works without a network.

    Of its four sources one is alive, one has moved, one is behind a wall and one is dead, so that
    it exits with 1.
    """
    from pathlib import Path

    from ..config.load import load
    from ..flow.demo import demo
    from .output import check, write

    loaded = load(options.given(parameters), folder=Path.cwd(), config="none")
    check(loaded.output)
    report = demo(loaded.options, argv=sys.argv[1:])
    write(report, loaded.output, verbosity=parameters["verbose"] - parameters["quiet"])
    context.exit(report.exit_code)
