"""Text that may go to a terminal or a file, and text made comparable."""

from __future__ import annotations

import re
import unicodedata

_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_UNSAFE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_BIDI}\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_FOLDS = str.maketrans({
    **dict.fromkeys("‘’‚‛′ʼʹ`´＇", "'"),
    **dict.fromkeys("“”„‟«»‹›″〝〞〟「」『』＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
    "…": "...",
})  # fmt: skip


def clean(text: str, *, lines: bool = False) -> str:
    """Make untrusted text safe to print: the one sanitiser for every output.

    Control characters (C0, DEL, C1), bidirectional controls, line separators and lone
    surrogates are dropped, tabs and line ends become one space (kept with `lines=True`).
    Neither `rich` nor `click.echo` does any of it.
    """
    text = _UNSAFE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if lines else re.sub(r"[\t\n]+", " ", text)


def squeeze(text: str) -> str:
    """All white space (Unicode) as single spaces, none at the ends."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """Text made comparable: NFKC, one kind of quote and hyphen, no soft hyphens, caseless.

    Turkish İ and ı fold to i, so that "İLAN" equals "ilan" whatever the locale that wrote it.
    """
    text = unicodedata.normalize("NFKC", text).translate(_FOLDS)
    text = text.replace("İ", "i").replace("ı", "i")
    return squeeze(unicodedata.normalize("NFKC", text.casefold()))


def shorten(text: str, width: int) -> str:
    """At most `width` characters, an ellipsis for what was cut."""
    return text if len(text) <= width else text[: max(0, width - 1)].rstrip() + "…"


def plural(count: int, noun: str, nouns: str | None = None) -> str:
    """`1 source`, `2 sources`."""
    return f"{count} {noun if count == 1 else nouns or noun + 's'}"
