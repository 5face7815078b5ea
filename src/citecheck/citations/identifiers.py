"""Identifiers: DOI, ISBN, arXiv."""

from __future__ import annotations

import re
from collections import Counter

_ISBN = re.compile(r"\bISBN(?:-1[03])?[:\s]*((?:97[89][-\s]?)?(?:\d[-\s]?){9}[\dXx])\b", re.IGNORECASE)
_CLOSERS = {")": "(", "]": "[", ">": "<"}


def trim_doi(written: str) -> str:
    """Take off what the sentence glued to a DOI; brackets that the DOI opened itself stay.

    >>> trim_doi("10.1002/(SICI)1097-4636(199823)43:4<338::AID-JBM2>3.0.CO;2-B.")
    '10.1002/(SICI)1097-4636(199823)43:4<338::AID-JBM2>3.0.CO;2-B'
    """
    counts = Counter(written)
    end = len(written)
    while end:
        last = written[end - 1]
        unopened = last in _CLOSERS and counts[last] > counts[_CLOSERS[last]]
        if last not in ".,;:!?…'’\"*_，。；、）】" and not unopened:
            break
        counts[last] -= 1
        end -= 1
    return written[:end]


def find_isbn(text: str) -> tuple[int, int, str] | None:
    """The first ISBN: its characters in the text, and it bare (digits and a final X)."""
    match = _ISBN.search(text)
    if match is None:
        return None
    return match.start(1), match.end(1), re.sub(r"[-\s]", "", match[1]).upper()


def isbn_is_valid(isbn: str) -> bool:
    """Whether the check digit of a bare ISBN-10 or ISBN-13 is right (ISO 2108)."""
    if re.fullmatch(r"\d{13}", isbn):
        return sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(isbn)) % 10 == 0
    if re.fullmatch(r"\d{9}[\dX]", isbn):
        digits = [10 if digit == "X" else int(digit) for digit in isbn]
        return sum(weight * digit for weight, digit in zip(range(10, 0, -1), digits, strict=True)) % 11 == 0
    return False
