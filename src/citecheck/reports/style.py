"""How a report is to look."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """`width` in terminal cells; `verbosity` below 0 for `-q`, above for `-v`. Files ignore all three."""

    width: int = 80
    color: bool = False
    verbosity: int = 0
