"""`citecheck rules`: which rules there are."""

from __future__ import annotations

import json

import click


@click.command("rules")
@click.option(
    "-f",
    "--format",
    "style",
    type=click.Choice(("table", "json")),
    default="table",
    show_default=True,
    help="The form.",
)
def command(style: str) -> None:
    """List the rules: code, name, level, and what each reports."""
    from ..rules.registry import RULES

    if style == "json":
        rows = [
            {"code": r.code, "rule": r.name, "level": r.level, "axis": r.axis, "summary": r.summary}
            for r in RULES
        ]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    name = max(len(rule.name) for rule in RULES)
    for rule in RULES:
        click.echo(f"{rule.code}  {rule.name:<{name}}  {rule.level:<7}  {rule.summary}")
    click.echo("\nhint: citecheck explain RULE shows one of them", err=True)
