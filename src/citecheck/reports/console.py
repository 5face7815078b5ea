"""`rich` made pure: renderables to a string, the environment left out of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import StringIO

from rich.console import Console
from rich.table import Table
from rich.text import Text

Part = Text | Table

_LINK_ID = re.compile(r"\x1b\]8;id=[^;]*;")
_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)


def to_text(parts: Iterable[Part], *, width: int, color: bool) -> str:
    """Render line by line; a table obeys `width`, a line of text is never broken.

    rich gives each hyperlink a random id: they are dropped, so that the same report is the same text.
    """
    console = Console(
        file=StringIO(),
        width=width,
        color_system="standard" if color else None,
        force_terminal=color,
        no_color=not color,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as captured:
        for part in parts:
            console.print(part, soft_wrap=isinstance(part, Text))
    return _TRAILING.sub("", _LINK_ID.sub("\x1b]8;;", captured.get()))
