"""The one exception that means "the user can mend this"."""

from __future__ import annotations

from typing import Final

FINDINGS: Final = 1
USAGE: Final = 2
NOTHING: Final = 3
UNFINISHED: Final = 4
"""Exit codes of CONTRACT §1; 0 is success."""


class CitecheckError(Exception):
    """Something the user did, or the user's machine lacks, with advice.

    Args:
        message: what is wrong, one sentence without a full stop.
        hint: what to do about it, or None when there is nothing to advise.
        exit_code: the exit code of the command, `USAGE` unless told.
    """

    def __init__(self, message: str, hint: str | None = None, *, exit_code: int = USAGE) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.exit_code = exit_code
