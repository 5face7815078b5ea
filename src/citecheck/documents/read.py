"""Bytes to Document, and Edits back to bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from ..model.document import Document, Edit, Problem
from ..model.errors import CitecheckError
from .decode import Decoded, decode
from .files import Source
from .formats import format_of


def read(source: Source) -> Document:
    """Read one document. Never raises for what the bytes are: a Problem says it."""
    digest = sha256(source.data).hexdigest()
    decoded = decode(source.data)
    how = format_of(source.path)
    if isinstance(decoded, Problem):
        return Document(path=source.path, format=how.name, digest=digest, problems=(decoded,))
    document = how.read(source.path, decoded.text, digest)
    problems = [decoded.problem] if decoded.problem else []
    if not document.notes:
        problems.append(_no_notes())
    return replace(document, problems=(*document.problems, *problems))


def write(source: Source, edits: Sequence[Edit]) -> bytes:
    """The document with the edits made: everything else byte for byte as it was.

    Raises:
        CitecheckError: an edit does not fit the document, or its new text not the encoding.
    """
    decoded = decode(source.data)
    if not isinstance(decoded, Decoded):
        raise CitecheckError(f"{source.path} {decoded.message}", decoded.hint)
    if not edits:
        return source.data
    try:
        return decoded.encode(format_of(source.path).write(decoded.text, edits))
    except UnicodeEncodeError as error:
        raise CitecheckError(
            f"{source.path} is written in {decoded.encoding}, which has no {error.object[error.start]!r}",
            "save the document as UTF-8 first",
        ) from error


def _no_notes() -> Problem:
    return Problem(
        code="no-notes",
        message="has no notes that could be read",
        hint="notes are numbered ([1] …, 1. …, (1) …, ¹ …) at the end or under a heading such as Notes",
        fatal=False,  # a folder may well hold such documents
    )
