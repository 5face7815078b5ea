"""Storey 4: one file per command; the only place where errors become messages and exit codes.

Only click is imported until a command runs, so that `citecheck --help` is quick.
"""

from __future__ import annotations

import sys
import traceback
from importlib import import_module
from typing import Any

import click

ISSUES = "https://pypi.org/project/citecheck-cli/"
USAGE, UNFINISHED = 2, 4
"""As in `model.errors`, which `--help` need not load."""

COMMANDS = {
    "verify": "Check the links and archived copies of a document's notes, and judge them.",
    "extract": "Show the citations of a document as data; asks nobody.",
    "rules": "List the rules.",
    "explain": "Show the page of one rule: what it means, how it decides, where it errs.",
    "schema": "Print the JSON Schema of the report or of citations.toml.",
    "doctor": "Say what works on this machine: network, archives, configuration.",
    "demo": "Run the whole job on a bundled article and a bundled recorded web; offline.",
}
"""Each command and its one line; its module is named like it."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The commands, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f".{cmd_name}", __name__).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list in `--help`, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """As click does, with the nearest command named when there is none."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            close = get_close_matches(args[0], COMMANDS, n=1)
            meant = f", did you mean {close[0]!r}?" if close else ""
            raise click.UsageError(f"there is no command {args[0]!r}{meant}", ctx) from error


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="citecheck-cli", prog_name="citecheck", message="%(prog)s %(version)s")
def group() -> None:
    """Verify the sources of a document: each link, its archived copy, and what the note says of it.

    Exit codes: 0 nothing found, 1 findings, 2 wrong usage, 3 nothing to check, 4 could not finish.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run a command and exit."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run a command; every way it can end becomes an exit code here."""
    try:
        code = group.main(args=arguments, prog_name="citecheck", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "citecheck"
        return tell(_lowered(error.format_message()), f"see {command} --help", USAGE)
    except click.ClickException as error:
        return tell(_lowered(error.format_message()), None, USAGE)
    except (click.Abort, KeyboardInterrupt):
        return tell("interrupted", None, UNFINISHED)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:  # noqa: BLE001  # the one place where errors become messages
        return _failed(error)
    return code if isinstance(code, int) else 0


def tell(message: str, hint: str | None, code: int) -> int:
    """`error: …` and `hint: …` on stderr; gives the exit code back."""
    from ..model.text import clean

    click.echo(f"error: {clean(message)}", err=True)
    if hint:
        click.echo(f"hint: {clean(hint)}", err=True)
    return code


def _failed(error: Exception) -> int:
    from ..model.errors import CitecheckError

    if isinstance(error, CitecheckError):
        return tell(error.message, error.hint, error.exit_code)
    traceback.print_exception(error)
    return tell("this is a bug in citecheck", f"please report it with the lines above: {ISSUES}", UNFINISHED)


def _lowered(message: str) -> str:
    """A message of click's in our manner: no capital, no full stop."""
    message = message.rstrip(".")
    return message[:1].lower() + message[1:] if not message[:2].isupper() else message
