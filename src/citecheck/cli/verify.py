"""`citecheck verify`: the main job."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from . import options


@click.command("verify")
@options.paths
@options.output
@options.asking
@options.judging
@options.network
@options.archives
@options.evidence
@options.state
@options.config
@click.pass_context
def command(context: click.Context, /, paths: tuple[str, ...], config: str | None, **parameters: Any) -> None:
    """Check the links and archived copies of a document's notes, and judge them.

    PATH is a file, a folder, a glob, or - for standard input; with none, [documents] include of
    citations.toml counts. The report goes to stdout, everything else to stderr.

    \b
    citecheck verify essay.txt
    citecheck verify essay.txt -o report.json --fail-on warning
    citecheck verify essay.txt --record seen.warc.gz
    """
    from ..config.load import load
    from ..flow.verify import verify
    from .output import check, progress_bar, write

    loaded = load(options.given(parameters), folder=Path.cwd(), config=config)
    check(loaded.output)
    stdin = sys.stdin.buffer.read() if "-" in paths else None
    with progress_bar(loaded.output.progress) as on_progress:
        report = verify(paths, loaded.options, stdin=stdin, argv=sys.argv[1:], on_progress=on_progress)
    write(report, loaded.output, verbosity=parameters["verbose"] - parameters["quiet"])
    context.exit(report.exit_code)
