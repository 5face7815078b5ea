"""`citecheck schema`: the JSON Schemas."""

from __future__ import annotations

import json

import click


@click.command("schema")
@click.argument("which", type=click.Choice(("report", "config")), metavar="report|config")
def command(which: str) -> None:
    """Print the JSON Schema of the JSON report, or of citations.toml."""
    if which == "report":
        from ..model.wire import report_schema as schema
    else:
        from ..config.settings import config_schema as schema
    click.echo(json.dumps(schema(), indent=2, ensure_ascii=False))
