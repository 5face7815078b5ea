"""`citecheck explain RULE`: the page of one rule."""

from __future__ import annotations

import sys

import click


@click.command("explain")
@click.argument("rule")
def command(rule: str) -> None:
    """Show the page of one rule (by code or name): what it means, how it decides, where it errs."""
    from ..model.errors import CitecheckError
    from ..rules.pages import page
    from ..rules.registry import RULES, rule_named

    found = rule_named(rule)
    if found is None:
        from difflib import get_close_matches

        close = get_close_matches(rule.lower(), [r.name for r in RULES], n=1, cutoff=0.5)
        hint = f"did you mean {close[0]}?" if close else "citecheck rules lists them"
        raise CitecheckError(f"there is no rule {rule!r}", hint)
    text = page(found)
    if not sys.stdout.isatty():
        click.echo(text, nl=False)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    Console().print(Markdown(text))
