"""citations.toml, the environment and the command line, in rising order, to Options."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_config_path
from pydantic import ValidationError
from rapidfuzz import process

from ..model.errors import CitecheckError
from ..model.options import NetworkOptions, Options
from .settings import PRIVILEGED, Everything, Output, Settings

NAME = "citations.toml"
Given = Mapping[str, Any]
"""Values by dotted key ("network.timeout"), as the command line has them; None is not given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """The options of a run, how to tell its outcome, and the files they came from."""

    options: Options
    output: Output
    files: tuple[str, ...] = ()


def load(given: Given, *, folder: Path, config: str | None = None) -> Loaded:
    """Put the settings together.

    Args:
        given: what the command line and the environment say.
        folder: where to look for the repository's file: there and upwards, as far as the repository goes.
        config: a file to read instead, which the user vouches for; "none" for none at all.

    Raises:
        CitecheckError: a file is broken, a key unknown, a value of the wrong kind, or a key is not
            for a repository's file to set.
    """
    tables: dict[str, dict[str, Any]] = {}
    files: list[str] = []
    for path, trusted in _files(folder, config):
        table = _read(path)
        _check(path, table, trusted=trusted)
        _merge(tables, table)
        files.append(str(path))
    for key, value in given.items():
        if value is not None and value != ():
            section, _, name = key.partition(".")
            tables.setdefault(section, {})[name] = value
    settings = _validated(tables, files)
    return Loaded(options=_options(settings), output=settings.output, files=tuple(files))


def _files(folder: Path, config: str | None) -> Iterator[tuple[Path, bool]]:
    """The files to read and whether the user vouches for each, the weakest first."""
    if config == "none":
        return
    if config is not None:
        if not Path(config).is_file():
            raise CitecheckError(f"there is no configuration file {config}", "--config none reads none")
        yield Path(config), True
        return
    own = user_config_path("citecheck") / NAME
    if own.is_file():
        yield own, True
    found = next((place / NAME for place in _upwards(folder.resolve()) if (place / NAME).is_file()), None)
    if found is not None:
        yield found, False


def _upwards(folder: Path) -> Iterator[Path]:
    """A folder and those above it, up to the root of its repository; outside of one only itself."""
    parents = [folder, *folder.parents]
    root = next((index for index, place in enumerate(parents) if (place / ".git").exists()), 0)
    yield from parents[: root + 1]


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise CitecheckError(
            f"{path} is no TOML: {error}", "see `citecheck schema config` for its keys"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise CitecheckError(f"{path} cannot be read: {error}", "--config none does without it") from error


def _check(path: Path, table: Mapping[str, Any], *, trusted: bool) -> None:
    """Unknown keys, and keys that are not this file's to set."""
    known = {name: list(type(getattr(Settings(), name)).model_fields) for name in Settings.model_fields}
    for section, content in table.items():
        if section not in known:
            raise _unknown(path, section, known)
        for key in content if isinstance(content, dict) else ():
            if key not in known[section]:
                raise _unknown(path, f"{section}.{key}", [f"{section}.{name}" for name in known[section]])
            if not trusted and f"{section}.{key}" in PRIVILEGED:
                raise CitecheckError(
                    f"{path}: {section}.{key} cannot be set by a repository's own file",
                    f"put it into {user_config_path('citecheck') / NAME} or on the command line",
                )


def _unknown(path: Path, key: str, known: Any) -> CitecheckError:
    close = process.extractOne(key, list(known), score_cutoff=60)
    hint = f"did you mean {close[0]}?" if close else "see `citecheck schema config` for its keys"
    return CitecheckError(f"{path}: unknown key {key}", hint)


def _merge(tables: dict[str, dict[str, Any]], table: Mapping[str, Any]) -> None:
    for section, content in table.items():
        if not isinstance(content, dict):
            raise CitecheckError(f"{section} must be a table", f"write [{section}] on a line of its own")
        tables.setdefault(section, {}).update(content)


def _validated(tables: Mapping[str, Any], files: list[str]) -> Everything:
    try:
        return Everything.model_validate(tables)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"] if not isinstance(part, int))
        message = re.sub(r"^(?:Value error|Input should be), ?", "", first["msg"])
        where = (
            f" (option --{key.partition('.')[2].replace('_', '-')}, or {', '.join(files)})" if files else ""
        )
        raise CitecheckError(f"{key}: {message}", f"got {first['input']!r}{where}") from error


def _options(settings: Everything) -> Options:
    network, verify = settings.network, settings.verify
    return Options(
        offline=verify.offline,
        archives=settings.archives.enabled,
        content=verify.content,
        select=verify.select,
        ignore=verify.ignore,
        include=verify.include,
        exclude=verify.exclude,
        fail_on=verify.fail_on,
        archive_urls=settings.archives.urls,
        record=settings.evidence.record,
        replay=settings.evidence.replay,
        documents=settings.documents.include,
        stdin_name=settings.evidence.stdin_name,
        network=NetworkOptions(**{name: getattr(network, name) for name in type(network).model_fields}),
    )
