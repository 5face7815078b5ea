"""Stretches of a text that are spoken for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable


class Taken:
    """Disjoint stretches (start, end exclusive), asked in logarithmic time.

    >>> taken = Taken([(2, 5)])
    >>> taken.meets(4, 9), taken.meets(5, 9)
    (True, False)
    """

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._spans: list[tuple[int, int]] = []
        for start, end in spans:
            self.add(start, end)

    def meets(self, start: int, end: int) -> bool:
        """Whether a stretch shares a character with one that is taken."""
        index = bisect_left(self._spans, (end, end)) - 1
        return index >= 0 and self._spans[index][1] > start

    def add(self, start: int, end: int) -> None:
        """Take a stretch; what it shares with others is theirs and its alike."""
        low = bisect_right(self._spans, start, key=_end)
        high = bisect_left(self._spans, end, key=_start)
        for other_start, other_end in self._spans[low:high]:
            start, end = min(start, other_start), max(end, other_end)
        del self._spans[low:high]
        insort(self._spans, (start, end))

    def claim(self, start: int, end: int) -> bool:
        """Take a stretch if nobody has a part of it; whether that went."""
        if self.meets(start, end):
            return False
        self.add(start, end)
        return True


def _start(span: tuple[int, int]) -> int:
    return span[0]


def _end(span: tuple[int, int]) -> int:
    return span[1]
