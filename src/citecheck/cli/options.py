"""The options that several commands share, spelled the same everywhere.

Values are passed on as they were written: `config` reads them, so that an option, an environment
variable and a key of citations.toml accept the same and err alike.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])
Decorator = Callable[[Command], Command]

FORMATS = ("terminal", "json", "html", "markdown", "sarif", "junit", "csv", "github")

KEYS = {
    "offline": "verify.offline",
    "content": "verify.content",
    "select": "verify.select",
    "ignore": "verify.ignore",
    "include": "verify.include",
    "exclude": "verify.exclude",
    "fail_on": "verify.fail_on",
    "timeout": "network.timeout",
    "retries": "network.retries",
    "concurrency": "network.concurrency",
    "host_concurrency": "network.host_concurrency",
    "host_delay": "network.host_delay",
    "max_redirects": "network.max_redirects",
    "max_body": "network.max_body",
    "time_budget": "network.time_budget",
    "user_agent": "network.user_agent",
    "header": "network.headers",
    "proxy": "network.proxy",
    "ca_file": "network.ca_file",
    "connect_to": "network.connect_to",
    "allow_private": "network.allow_private",
    "archives": "archives.enabled",
    "archive_url": "archives.urls",
    "record": "evidence.record",
    "replay": "evidence.replay",
    "stdin_name": "evidence.stdin_name",
    "output_format": "output.format",
    "output": "output.files",
    "color": "output.color",
    "progress": "output.progress",
}
"""Parameter names and the keys of citations.toml that they stand for."""


def option(*names: str, **settings: Any) -> Decorator[Any]:
    """An option with an environment variable of its own, None when it is not given."""
    long = next(name for name in names if name.startswith("--")).split("/")[0]
    settings.setdefault("envvar", "CITECHECK_" + long.lstrip("-").replace("-", "_").upper())
    settings.setdefault("default", None)
    settings.setdefault("show_envvar", False)
    return click.option(*names, **settings)


def stacked(*decorators: Decorator[Any]) -> Decorator[Any]:
    """Several decorators as one, shown in the order given."""

    def decorate(command: Any) -> Any:
        for one in reversed(decorators):
            command = one(command)
        return command

    return decorate


paths = click.argument("paths", nargs=-1, metavar="[PATH]...")

config = option(
    "--config",
    metavar="FILE",
    help="Read this file instead of the folder's citations.toml; `none` reads none.",
)

output = stacked(
    option(
        "-f",
        "--format",
        "output_format",
        type=click.Choice(FORMATS),
        help="What is written to standard output.  [default: terminal]",
    ),
    option(
        "-o",
        "--output",
        multiple=True,
        metavar="FILE",
        default=(),
        help="Write a report to a file as well; the ending names the format (.json .md .csv).",
    ),
    option("--progress/--no-progress", help="A progress bar on stderr; by default in a terminal."),
    click.option("-q", "--quiet", is_flag=True, help="Only the summary."),
    click.option("-v", "--verbose", is_flag=True, help="Every source, every hop, every host."),
    option(
        "--color",
        type=click.Choice(("auto", "always", "never")),
        help="Colour; NO_COLOR is obeyed.  [default: auto]",
    ),
)

judging = stacked(
    option(
        "--select",
        multiple=True,
        metavar="RULE",
        default=(),
        help="Only these rules: code, name, or prefix such as L.",
    ),
    option("--ignore", multiple=True, metavar="RULE", default=(), help="Not these rules."),
    option(
        "--fail-on",
        type=click.Choice(("error", "warning", "note", "new", "never")),
        help="What makes the exit code 1.  [default: error]",
    ),
)

asking = stacked(
    option("--offline", is_flag=True, help="Parse and judge without the network."),
    option("--archives/--no-archives", help="Look for archived copies.  [default: archives]"),
    option("--content/--no-content", help="Read pages, not only their status.  [default: content]"),
    option("--include", multiple=True, metavar="REGEX", default=(), help="Only URLs that match."),
    option("--exclude", multiple=True, metavar="REGEX", default=(), help="No URLs that match."),
)

network = stacked(
    option("--timeout", metavar="SECONDS", help="For one attempt in all.  [default: 20]"),
    option("--retries", metavar="N", help="More attempts after a transient failure.  [default: 3]"),
    option("--concurrency", metavar="N", help="Requests in flight at once.  [default: 256]"),
    option("--host-concurrency", metavar="N", help="Requests in flight at once per host.  [default: 10]"),
    option("--host-delay", metavar="SECONDS", help="Between two requests to a host.  [default: 0]"),
    option("--max-redirects", metavar="N", help="Redirects followed.  [default: 10]"),
    option("--max-body", metavar="SIZE", help="Read of a page at most.  [default: 10MB]"),
    option("--time-budget", metavar="TIME", help="For the whole run.  [default: 10m]"),
    option("-A", "--user-agent", metavar="TEXT", help="Instead of citecheck's own."),
    option(
        "-H",
        "--header",
        multiple=True,
        metavar="'NAME: VALUE'",
        default=(),
        envvar=None,
        help="Send this header to cited hosts.",
    ),
    option("--proxy", metavar="URL", help="Use this proxy; HTTPS_PROXY and its like count too."),
    option("--ca-file", metavar="FILE", help="Trust these certificate authorities as well (PEM)."),
    option(
        "--connect-to",
        multiple=True,
        default=(),
        envvar=None,
        metavar="HOST[:PORT]=ADDR[:PORT]",
        help="Dial another address for a host, as curl does.",
    ),
    option("--allow-private", is_flag=True, help="Allow addresses that are not public."),
)

archives = option(
    "--archive-url",
    multiple=True,
    metavar="BASE",
    default=(),
    help="Wayback-compatible archive to ask.  [default: https://web.archive.org/web]",
)

evidence = stacked(
    option("--record", metavar="FILE", envvar=None, help="Keep everything that was seen (.warc.gz)."),
    option("--replay", metavar="FILE", envvar=None, help="Answer from a recording; nothing is sent."),
    option(
        "--stdin-name",
        metavar="NAME",
        envvar=None,
        help="What standard input (-) is called; the ending names its format.",
    ),
)


state = click.option(
    "--no-store",
    is_flag=True,
    expose_value=False,
    help="Remember nothing of this run.  [so far nothing ever is remembered]",
)


def given(parameters: dict[str, Any]) -> dict[str, Any]:
    """What was given on the command line or in the environment, by key of citations.toml."""
    return {
        KEYS[name]: value for name, value in parameters.items() if name in KEYS and value not in (None, ())
    }
