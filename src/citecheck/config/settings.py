"""The shape of citations.toml. Every key is an option of the command line by the same name."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
    field_validator,
)

from ..model.options import FORMATS, WAYBACK, ConnectTo
from . import values

_TEXT_OR_NUMBER = WithJsonSchema({"type": ["string", "number"]})
Seconds = Annotated[float, BeforeValidator(values.seconds), _TEXT_OR_NUMBER]
Size = Annotated[int, BeforeValidator(values.size), _TEXT_OR_NUMBER]
Header = Annotated[
    tuple[str, str],
    BeforeValidator(lambda text: values.header(text) if isinstance(text, str) else text),
    WithJsonSchema({"type": "string"}),
]
Mapping = Annotated[
    ConnectTo,
    BeforeValidator(lambda text: values.connect_to(text) if isinstance(text, str) else text),
    PlainSerializer(str),
    WithJsonSchema({"type": "string"}),
]
Format = Literal["terminal", "json", "html", "markdown", "sarif", "junit", "csv", "github"]
assert set(FORMATS) == set(Format.__args__)  # type: ignore[attr-defined]  # typing's own attribute


class Section(BaseModel):
    """A table of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Documents(Section):
    """What is checked."""

    include: tuple[str, ...] = Field((), description="Globs of the documents to check when no path is given.")


class Verify(Section):
    """How it is judged."""

    offline: bool = Field(False, description="Parse and judge without the network.")
    content: bool = Field(True, description="Read pages, not only their status.")
    select: tuple[str, ...] = Field((), description="Only these rules: codes, names, or prefixes such as L.")
    ignore: tuple[str, ...] = Field((), description="Not these rules.")
    include: tuple[str, ...] = Field((), description="Only URLs that match one of these regular expressions.")
    exclude: tuple[str, ...] = Field((), description="No URLs that match one of these regular expressions.")
    fail_on: Literal["error", "warning", "note", "new", "never"] = Field(
        "error", description="The level of finding that makes the exit code 1."
    )

    @field_validator("include", "exclude")
    @classmethod
    def _compile(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"{pattern!r} is no regular expression: {error}") from error
        return patterns


class Network(Section):
    """How the web is asked."""

    timeout: Seconds = Field(20.0, gt=0, description="Seconds for one attempt in all.")
    retries: int = Field(3, ge=0, le=20, description="How often a transient failure is tried again.")
    concurrency: int = Field(256, ge=1, le=5_000, description="Requests in flight at once.")
    host_concurrency: int = Field(10, ge=1, le=100, description="Requests in flight at once per host.")
    host_delay: Seconds = Field(0.0, ge=0, description="Seconds between two requests to a host.")
    max_redirects: int = Field(10, ge=0, le=50, description="Redirects followed.")
    max_body: Size = Field(10_000_000, ge=1_000, description="Bytes read of a page.")
    time_budget: Seconds = Field(600.0, gt=0, description="Seconds for the whole run.")
    user_agent: str | None = Field(None, description="Instead of citecheck's own.")
    headers: tuple[Header, ...] = Field(
        (), description="Sent with every request to a cited host. Not in a repository's file."
    )
    proxy: str | None = Field(None, description="URL of a proxy. Not in a repository's file.")
    ca_file: str | None = Field(
        None, description="PEM file of more certificate authorities. Not in a repository's file."
    )
    connect_to: tuple[Mapping, ...] = Field(
        (), description="HOST[:PORT]=ADDR[:PORT]. Not in a repository's file."
    )
    allow_private: bool = Field(
        False, description="Allow addresses that are not public. Not in a repository's file."
    )


class Archives(Section):
    """Which archives are asked."""

    enabled: bool = Field(True, description="Whether archived copies are looked for at all.")
    urls: tuple[str, ...] = Field((WAYBACK,), description="Wayback-compatible bases, asked in this order.")

    @field_validator("urls")
    @classmethod
    def _absolute(cls, urls: tuple[str, ...]) -> tuple[str, ...]:
        for url in urls:
            if not re.match(r"https?://[^/\s]+", url):
                raise ValueError(f"{url!r} is no archive's address, such as {WAYBACK}")
        return urls


class Output(Section):
    """How it is told."""

    format: Format = Field("terminal", description="What is written to standard output.")
    files: tuple[str, ...] = Field((), description="Files to write besides; the ending names the format.")
    color: Literal["auto", "always", "never"] = Field("auto", description="Colour in the terminal.")
    progress: bool | None = Field(None, description="A progress bar; by default only in a terminal.")


class Evidence(Section):
    """What is kept of a run; not in a file."""

    record: str | None = None
    replay: str | None = None
    stdin_name: str = "stdin.txt"


class Settings(Section):
    """citations.toml."""

    documents: Documents = Documents()
    verify: Verify = Verify()
    network: Network = Network()
    archives: Archives = Archives()
    output: Output = Output()


class Everything(Settings):
    """The file's settings and what only a command line has."""

    evidence: Evidence = Evidence()


PRIVILEGED = frozenset(
    {
        "network.headers",
        "network.proxy",
        "network.ca_file",
        "network.connect_to",
        "network.allow_private",
        "output.files",
    }
)
"""Keys that a repository's own file must not set: whoever sends a change could redirect what others run."""


def config_schema() -> dict[str, Any]:
    """The JSON Schema of citations.toml."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "citations.toml",
        **{k: v for k, v in Settings.model_json_schema().items() if k != "title"},
    }
