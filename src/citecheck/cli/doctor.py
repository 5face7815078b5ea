"""`citecheck doctor`: what works here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from . import options


@click.command("doctor")
@options.network
@options.archives
@options.config
@click.pass_context
def command(context: click.Context, /, config: str | None, **parameters: Any) -> None:
    """Say what works on this machine: Python, configuration, names, archives, optional parts.

    Exits 4 when sources could not be checked from here.
    """
    from ..config.load import load
    from ..flow.doctor import diagnose

    loaded = load(options.given(parameters), folder=Path.cwd(), config=config)
    checks = diagnose(loaded.options, loaded.files)
    width = max(len(check.name) for check in checks)
    for check in checks:
        click.echo(f"{'ok' if check.ok else 'no':<3} {check.name:<{width}}  {check.detail}")
        if check.hint and not check.ok:
            click.echo(f"hint: {check.hint}", err=True)
    context.exit(0 if all(check.ok or check.optional for check in checks) else 4)
