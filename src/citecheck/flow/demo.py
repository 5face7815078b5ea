"""The whole job on bundled material: shows what the tool does where there is no network."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from importlib.resources import as_file, files

from ..model.options import Options
from ..model.report import Report
from .verify import verify

HINT = "the pages of this recording were written for the demo and say nothing about the real sites"


def demo(options: Options | None = None, *, argv: Sequence[str] = ()) -> Report:
    """Verify the bundled article against the bundled recording; nothing is sent.

    `options` choose the rules and what counts as failure; where answers come from is fixed.
    """
    bundled = files("citecheck.demo")
    article = bundled.joinpath("article.txt").read_bytes()
    with ExitStack() as stack:
        recording = stack.enter_context(as_file(bundled.joinpath("web.warc.gz")))
        chosen = replace(options or Options(), replay=str(recording), record=None, stdin_name="article.txt")
        report = verify(["-"], chosen, stdin=article, argv=argv)
    return replace(report, hints=(*report.hints, HINT))
