"""Lines with their offsets: what every place in a text document is counted by."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its number from 1, and where its words (not its line end) begin and end in the text."""

    number: int
    start: int
    end: int
    text: str

    @property
    def blank(self) -> bool:
        """Whether there is nothing on it."""
        return not self.text.strip()


def split_lines(text: str) -> list[Line]:
    """The lines of a text: ended by LF, CRLF or CR, and by nothing else that Unicode offers."""
    lines: list[Line] = []
    for match in _LINE.finditer(text):
        words = match.group().rstrip("\r\n")
        lines.append(Line(len(lines) + 1, match.start(), match.start() + len(words), words))
        if match.end() == len(text) and not match.group().endswith(("\r", "\n")):
            break
    return lines
