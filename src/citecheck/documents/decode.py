"""Bytes to text and back, exactly."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from charset_normalizer import from_bytes

from ..model.document import Problem

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTAINERS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip container (docx, odt, epub)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip file"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text (without its byte order mark), how to encode it again, and what to tell of it."""

    text: str
    encoding: str
    bom: bytes = b""
    problem: Problem | None = None

    def encode(self, text: str) -> bytes:
        """Text to the bytes of this document's encoding."""
        return self.bom + text.encode(self.encoding)


def decode(data: bytes) -> Decoded | Problem:
    """The text of a document, or why it has none.

    UTF-8 and what a byte order mark announces are certain; anything else is guessed, and said so.
    """
    if not data.strip(b"\x00 \t\r\n\x0b\x0c" + codecs.BOM_UTF8):
        return _empty()
    for magic, kind in _CONTAINERS:
        if data.startswith(magic):
            return Problem(
                code="unsupported-format",
                message=f"is {kind}, which is not read yet",
                hint="save it as plain text",
            )
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding, bom)
    if b"\x00" in data:
        return _binary()
    try:
        return Decoded(text=data.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError:
        return _guessed(data)


def _strict(data: bytes, encoding: str, bom: bytes) -> Decoded | Problem:
    try:
        text = data.decode(encoding)
        if not text.strip("\0 \t\r\n"):
            return _empty()
        if text.encode(encoding) == data:
            return Decoded(text=text, encoding=encoding, bom=bom)
    except UnicodeError:
        pass
    return Problem(
        code="encoding",
        message=f"is not valid {encoding.upper()}, though it begins as if it were",
        hint="save it again as UTF-8",
    )


def _guessed(data: bytes) -> Decoded | Problem:
    best = from_bytes(data[:200_000]).best()
    encoding = best.encoding if best is not None else None
    if encoding is None or _looks_binary(data):
        return _binary()
    try:
        text = data.decode(encoding)
        if text.encode(encoding) != data:
            return _binary()
    except (UnicodeError, LookupError):
        return _binary()
    note = Problem(
        code="encoding",
        message=f"is not UTF-8; it was read as {encoding}, which is a guess",
        hint="save it as UTF-8 to be sure",
        fatal=False,
    )
    return Decoded(text=text, encoding=encoding, problem=note)


def _looks_binary(data: bytes) -> bool:
    """Control bytes do not occur in any text encoding's prose."""
    sample = data[:4096]
    controls = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in sample)
    return controls > len(sample) // 100


def _empty() -> Problem:
    return Problem(code="empty", message="is empty", hint="see whether it was saved")


def _binary() -> Problem:
    return Problem(code="binary", message="is not text", hint="name a text document")
