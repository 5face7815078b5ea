"""How people write times, sizes, headers and mappings."""

from __future__ import annotations

import re

from ..model.options import ConnectTo

_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86_400.0, "w": 604_800.0}
_SIZES = {
    "": 1, "b": 1, "k": 1_000, "kb": 1_000, "mb": 1_000_000, "m": 1_000_000, "gb": 1_000_000_000,
    "kib": 1_024, "mib": 1_024**2, "gib": 1_024**3,
}  # fmt: skip


def seconds(text: str | float) -> float:
    """Seconds of a duration: a bare number, or numbers with units.

    >>> seconds("20"), seconds("1m30s"), seconds("1d")
    (20.0, 90.0, 86400.0)

    Raises:
        ValueError: it is no duration.
    """
    if isinstance(text, int | float):
        return float(text)
    words = text.strip().lower()
    if re.fullmatch(r"\d+(?:\.\d+)?", words):
        return float(words)
    parts = re.findall(r"(\d+(?:\.\d+)?)\s*(ms|[smhdw])", words)
    if not parts or re.sub(r"\d+(?:\.\d+)?\s*(?:ms|[smhdw])|\s", "", words):
        raise ValueError(f"{text!r} is no duration, such as 20, 90s, 10m or 1m30s")
    return sum(float(number) * _UNITS[unit] for number, unit in parts)


def size(text: str | int) -> int:
    """Bytes of a size: a bare number, or one with a unit.

    >>> size("10MB"), size("512KiB")
    (10000000, 524288)

    Raises:
        ValueError: it is no size.
    """
    if isinstance(text, int):
        return text
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([a-z]*)", text.strip().lower())
    if match is None or match[2] not in _SIZES:
        raise ValueError(f"{text!r} is no size, such as 500000, 10MB or 512KiB")
    return int(float(match[1]) * _SIZES[match[2]])


def header(text: str) -> tuple[str, str]:
    """Name and value of a header written as `Name: value`.

    Raises:
        ValueError: it has no colon, or characters that a header cannot have.
    """
    name, colon, value = text.partition(":")
    if (
        not colon
        or not re.fullmatch(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+", name.strip())
        or re.search(r"[\r\n\0]", value)
    ):
        raise ValueError(f"{text!r} is no header, such as 'Accept-Language: en'")
    return name.strip(), value.strip()


def connect_to(text: str) -> ConnectTo:
    """A mapping written as `HOST[:PORT]=ADDR[:PORT]`; IPv6 addresses stand in brackets, HOST may be empty.

    Raises:
        ValueError: it is no such mapping.
    """
    left, equals, right = text.partition("=")
    if not equals or not right.strip():
        raise ValueError(f"{text!r} is no mapping, such as news.example:443=127.0.0.1:8443")
    host, port = _endpoint(left.strip(), text)
    to_host, to_port = _endpoint(right.strip(), text)
    return ConnectTo(host=host.lower(), port=port, to_host=to_host, to_port=to_port)


def _endpoint(text: str, whole: str) -> tuple[str, int | None]:
    match = re.fullmatch(r"(\[[0-9a-fA-F:.%]+\]|[^:\[\]]*)(?::(\d{1,5}))?", text)
    if match is None or (match[2] and int(match[2]) > 65_535):
        raise ValueError(f"{whole!r} is no mapping, such as news.example:443=127.0.0.1:8443")
    return match[1].strip("[]"), int(match[2]) if match[2] else None
