"""Reading a body that may be endless, a bomb, or broken.

httpx's own decoding let a double gzip bomb take 11 GB below a 5 MB cap, so the bytes are taken raw
and inflated here, piece by piece, never further than the cap.
"""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Literal, Protocol

PIECE = 65_536
GZIP, ZLIB, RAW = 31, 15, -15
MAX_MEMBERS = 1_000
NO_ENCODING = frozenset({"identity", "none", "binary", "utf-8", "utf8"})
"""What servers write where there is no encoding; browsers ignore it."""


class BadEncoding(Exception):
    """The content encoding is unknown, nested, or its bytes are broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Decoded bytes (at most the cap), the raw ones they came from, and whether something is missing."""

    decoded: bytes
    raw: bytes
    truncated: Literal["cap", "short"] | None = None


class Decoder(Protocol):
    """Inflates piece by piece."""

    def feed(self, data: bytes, room: int) -> bytes:
        """At most `room` bytes of what `data` unpacks to."""

    @property
    def complete(self) -> bool:
        """Whether the end of the stream was seen."""


class Identity:
    """No encoding."""

    complete = True

    def feed(self, data: bytes, room: int) -> bytes:
        """The bytes as they are."""
        return data[:room]


class Inflate:
    """gzip (RFC 1952, its several members too) or deflate, in the zlib form or, as some send it, raw."""

    def __init__(self, *, gzip: bool) -> None:
        self._gzip = gzip
        self._inflater = zlib.decompressobj(GZIP) if gzip else None
        self._head = b""
        self._members = 1

    @property
    def complete(self) -> bool:
        """Whether the end of the stream was seen."""
        return self._inflater is not None and self._inflater.eof

    def feed(self, data: bytes, room: int) -> bytes:
        """Unpack at most `room` bytes.

        Raises:
            BadEncoding: the bytes are not what the header says.
        """
        if self._inflater is None:
            self._head, data = b"", self._head + data
            if len(data) < 2:
                self._head = data
                return b""
            self._inflater = zlib.decompressobj(ZLIB if _is_zlib(data) else RAW)
        out = bytearray()
        try:
            while data and len(out) < room and self._goes_on(data):
                out += self._inflater.decompress(data, room - len(out))
                data = self._inflater.unused_data
        except zlib.error as error:
            raise BadEncoding(f"broken content encoding: {error}") from error
        return bytes(out)

    def _goes_on(self, data: bytes) -> bool:
        """Whether there is more to unpack: after the last member anything may follow, and is ignored."""
        if self._inflater is None or not self._inflater.eof:
            return True
        if not self._gzip or data[:1] != b"\x1f":
            return False
        self._members += 1
        if self._members > MAX_MEMBERS:
            raise BadEncoding(f"more than {MAX_MEMBERS} gzip members")
        self._inflater = zlib.decompressobj(GZIP)
        return True


def _is_zlib(data: bytes) -> bool:
    """Whether a deflate stream has the header of RFC 1950: method 8, and a checksum of 31."""
    return data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0


def decoder(content_encoding: str | None) -> Decoder:
    """The decoder for a `Content-Encoding` header (RFC 9110 §8.4).

    Raises:
        BadEncoding: an encoding we did not ask for, or more than one.
    """
    encodings = [part.strip().lower() for part in (content_encoding or "").split(",") if part.strip()]
    encodings = [encoding for encoding in encodings if encoding not in NO_ENCODING]
    if not encodings:
        return Identity()
    if len(encodings) > 1:
        raise BadEncoding(f"{len(encodings)} content encodings at once")
    if encodings[0] in ("gzip", "x-gzip"):
        return Inflate(gzip=True)
    if encodings[0] == "deflate":
        return Inflate(gzip=False)
    raise BadEncoding(f"content encoding {encodings[0][:50]!r}, which was not asked for")


def decode(raw: bytes, content_encoding: str | None, limit: int) -> bytes:
    """At most `limit` decoded bytes of a whole body.

    Raises:
        BadEncoding: it cannot be decoded.
    """
    return decoder(content_encoding).feed(raw, limit) if limit else b""


async def read_body(
    chunks: AsyncIterator[bytes],
    content_encoding: str | None,
    limit: int,
    closed: tuple[type[Exception], ...],
) -> Body:
    """Read until the end, the cap, or the connection breaks.

    Args:
        chunks: the raw body.
        content_encoding: the header of that name.
        limit: the most decoded (and raw) bytes to keep.
        closed: the exceptions that mean "the server stopped before the end".

    Raises:
        BadEncoding: what came cannot be decoded.
    """
    unpack = decoder(content_encoding)
    decoded, raw = bytearray(), bytearray()
    try:
        async for chunk in chunks:
            for start in range(0, len(chunk), PIECE):
                piece = chunk[start : start + PIECE]
                decoded += unpack.feed(piece, limit + 1 - len(decoded))
                raw += piece
                if len(decoded) > limit or len(raw) > limit:
                    return Body(decoded=bytes(decoded[:limit]), raw=bytes(raw[:limit]), truncated="cap")
    except closed:
        return Body(decoded=bytes(decoded), raw=bytes(raw), truncated="short")
    short = bool(raw) and not unpack.complete
    return Body(decoded=bytes(decoded), raw=bytes(raw), truncated="short" if short else None)
