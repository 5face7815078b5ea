"""From the PATHs of a command line to bytes: files, folders, globs, standard input."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from ..model.document import Problem
from .formats import FORMATS

MAX_BYTES = 50_000_000
"""Larger files are no documents that a person wrote notes into."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document's bytes, and the path as the user gave it."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A path that leads to nothing readable, and why."""

    path: str
    problem: Problem


def collect(
    paths: Sequence[str],
    *,
    include: Sequence[str] = (),
    stdin: bytes | None = None,
    stdin_name: str = "stdin.txt",
) -> list[Source | Unreadable]:
    """Read every document that the paths lead to, in the order given, each once.

    Args:
        paths: files, folders (searched below for known endings, hidden ones left out), globs, or
            "-" for `stdin`.
        include: the globs that count when there are no paths.
        stdin: the bytes of "-".
        stdin_name: the path that "-" goes by; its ending names the format.

    Returns:
        Sources, and an Unreadable for each path that was named but cannot be read. Nothing is
        raised, so that one bad path does not hide the others.
    """
    found: dict[str, Source | Unreadable] = {}
    for path in paths or [
        match for pattern in include for match in sorted(glob.glob(pattern, recursive=True))
    ]:
        if path == "-":
            found.setdefault("-", Source(path=stdin_name, data=stdin or b""))
            continue
        for name in _files(path):
            place = os.path.normpath(name)
            if place not in found:
                found[place] = _load(name)
    return list(found.values())


def _files(path: str) -> Iterator[str]:
    """The files that one PATH stands for."""
    if path and _leads(path, Path.is_dir):
        yield from _below(path)
    elif glob.has_magic(path) and not _leads(path, Path.exists):
        yield from (match for match in sorted(glob.glob(path, recursive=True)) if Path(match).is_file())
    else:
        yield path


def _leads(path: str, to: Callable[[Path], bool]) -> bool:
    """Ask the file system about a path; one that it cannot even ask for leads nowhere."""
    try:
        return to(Path(path))
    except (OSError, ValueError):
        return False


def _below(folder: str) -> Iterator[str]:
    """Documents in a folder and the folders in it; links are not followed, so no loop is possible."""
    endings = tuple(ending for one in FORMATS for ending in one.endings)
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.lower().endswith(endings) and not name.startswith("."):
                yield (Path(root) / name).as_posix()


def _load(path: str) -> Source | Unreadable:
    try:
        if Path(path).stat().st_size > MAX_BYTES:
            return _unreadable(path, "too-large", f"is larger than {MAX_BYTES // 1_000_000} MB", "split it")
        return Source(path=path, data=Path(path).read_bytes())
    except FileNotFoundError:
        return _unreadable(path, "missing", "there is no such file", _nearby(path))
    except (OSError, ValueError) as error:
        words = (getattr(error, "strerror", None) or str(error)).lower()
        return _unreadable(path, "unreadable", f"cannot be read: {words}", "see whether you may read it")


def _unreadable(path: str, code: str, message: str, hint: str) -> Unreadable:
    return Unreadable(path=path, problem=Problem(code=code, message=message, hint=hint))


def _nearby(path: str) -> str:
    """What the user may have meant."""
    folder = Path(path).parent
    if not folder.is_dir():
        return f"there is no folder {folder} either"
    names = sorted(entry.name for entry in folder.iterdir() if entry.is_file())
    close = get_close_matches(Path(path).name, names, n=1, cutoff=0.6)
    return f"did you mean {(folder / close[0]).as_posix()}?" if close else "check the path"
