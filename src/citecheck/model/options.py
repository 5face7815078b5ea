"""What the user may choose, with the defaults of CONTRACT §1."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

FailOn = Literal["error", "warning", "note", "new", "never"]
FORMATS = ("terminal", "json", "html", "markdown", "sarif", "junit", "csv", "github")
WAYBACK = "https://web.archive.org/web"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectTo:
    """Dial `to_host:to_port` for requests to `host:port`, as curl's --connect-to does.

    An empty `host` or a None `port` matches any; what the user maps is allowed by the guard.
    """

    host: str
    port: int | None
    to_host: str
    to_port: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkOptions:
    """Times in seconds, sizes in bytes."""

    timeout: float = 20.0
    retries: int = 3
    concurrency: int = 256
    host_concurrency: int = 10
    host_delay: float = 0.0
    max_redirects: int = 10
    max_body: int = 10_000_000
    time_budget: float = 600.0
    user_agent: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    proxy: str | None = None
    ca_file: str | None = None
    connect_to: tuple[ConnectTo, ...] = ()
    allow_private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Everything that steers a run; `config` builds it, `flow` obeys it.

    `include` and `exclude` are regular expressions on URLs, `select` and `ignore` rule codes
    or names (a prefix such as "L" counts), `documents` the globs used when no path is given.
    """

    offline: bool = False
    archives: bool = True
    content: bool = True
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    fail_on: FailOn = "error"
    archive_urls: tuple[str, ...] = (WAYBACK,)
    record: str | None = None
    replay: str | None = None
    documents: tuple[str, ...] = ()
    stdin_name: str = "stdin.txt"
    network: NetworkOptions = field(default_factory=NetworkOptions)
