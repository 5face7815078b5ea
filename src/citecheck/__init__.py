"""citecheck verifies the sources of a document: as cited, as archived, as they are today.

from citecheck import Options, verify

report = verify(["essay.md"], Options(archives=False))
for checked in report.citations:
    print(checked.citation.id, checked.assessment.live.verdict)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # for type checkers; at run time a name is loaded when it is first asked for
    from .flow.verify import Extracted, Progress, extract, verify
    from .model.errors import CitecheckError
    from .model.options import ConnectTo, NetworkOptions, Options
    from .model.report import Report

__version__ = "0.1.0"

_HOMES = {
    "CitecheckError": "model.errors",
    "ConnectTo": "model.options",
    "Extracted": "flow.verify",
    "NetworkOptions": "model.options",
    "Options": "model.options",
    "Progress": "flow.verify",
    "Report": "model.report",
    "extract": "flow.verify",
    "verify": "flow.verify",
}

__all__ = [
    "CitecheckError",
    "ConnectTo",
    "Extracted",
    "NetworkOptions",
    "Options",
    "Progress",
    "Report",
    "extract",
    "verify",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for, so that `citecheck --help` stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
