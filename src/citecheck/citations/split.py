"""One note into its references."""

from __future__ import annotations

import re

from .quoted import find_quoted
from .urls import find_urls

_SEPARATOR = re.compile(
    r";\s+(?=\S)|(?<=[.)\]])\s+(?=(?:see also|cf\.|ayrıca bkz|ayrıca bakınız|vgl\. auch|siehe auch|voir aussi|véase también|см\. также|див\. також)\b)",
    re.IGNORECASE,
)
SIGNAL = re.compile(
    r"^\W{0,2}(?:see(?: also| generally| for example|,? e\.g\.)?|cf\.?|compare|accord|bkz\.?|bakınız|ayrıca bkz\.?|vgl\.?(?: auch)?|siehe(?: auch)?|s\. auch|"
    r"voir(?: aussi)?|véase(?: también)?|cfr\.|vedi|zie(?: ook)?|см\.(?: также)?|див\.(?: також)?|por\.|zob\.|srov\.|vö\.|参见|参看)[\s,:]+",
    re.IGNORECASE,
)


def split_references(text: str) -> list[tuple[int, int]]:
    """The stretches of a note that are references of their own.

    A note is cut only where both sides name a source (a URL or a quoted title), never within
    quotation marks, brackets or a URL; so that a semicolon between authors cuts nothing.
    """
    taken = [(url.start, url.end) for url in find_urls(text)]
    titles = [(quoted.outer_start, quoted.outer_end) for quoted in find_quoted(text)]
    cuts = [
        match
        for match in _SEPARATOR.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in taken + titles)
        and text.count("(", 0, match.start()) <= text.count(")", 0, match.start())
    ]
    parts: list[tuple[int, int]] = []
    start = 0
    for cut in cuts:
        left = any(start <= begin < cut.start() for begin, _ in taken + titles)
        right = any(begin >= cut.end() for begin, _ in taken + titles)
        if left and right:
            parts.append((start, cut.start()))
            start = cut.end()
    return [*parts, (start, len(text))]
