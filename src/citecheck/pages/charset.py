"""The bytes of a page to its text: byte order mark, header, the page's own word, then a guess."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE
)
_ALIASES = {"iso-8859-1": "windows-1252", "latin-1": "windows-1252", "ascii": "windows-1252", "us-ascii": "windows-1252",
            "iso-8859-9": "windows-1254", "gb2312": "gb18030", "gbk": "gb18030", "x-sjis": "shift_jis", "shift-jis": "cp932",
            "shift_jis": "cp932", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "tis-620": "cp874", "utf8": "utf-8", "x-gbk": "gb18030"}  # fmt: skip
"""What browsers read when a page says so (WHATWG Encoding)."""


def decode(body: bytes, declared: str | None) -> str:
    """The text of a page; bytes that do not fit become U+FFFD rather than an error."""
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(encoding, "replace")
    for name in (declared, _in_markup(body)):
        text = _strict(body, name)
        if text is not None:
            return text
    text = _strict(body, "utf-8")
    if text is not None:
        return text
    for name in (declared, _in_markup(body)):
        if name and _known(name):
            return body.decode(_known(name) or "utf-8", "replace")
    best = from_bytes(body[:60_000]).best()
    return body.decode(best.encoding if best else "utf-8", "replace")


def _in_markup(body: bytes) -> str | None:
    match = _META.search(body[:4096])
    return (match[1] or match[2]).decode("ascii", "replace") if match else None


def _known(name: str) -> str | None:
    name = name.strip().lower()
    try:
        return codecs.lookup(_ALIASES.get(name, name)).name
    except LookupError:
        return None


def _strict(body: bytes, name: str | None) -> str | None:
    """The text if an encoding is known and fits; windows-1252 fits anything but for five bytes."""
    encoding = _known(name) if name else None
    if encoding is None:
        return None
    try:
        return body.decode(encoding)
    except UnicodeDecodeError:
        # A cut page ends within a character; one bad byte in a long page is the page's own slip.
        text = body.decode(encoding, "replace")
        return text if text.count("\ufffd") <= 1 + len(text) // 1000 else None
