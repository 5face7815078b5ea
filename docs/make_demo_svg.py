"""Draw docs/demo.svg: what `citecheck demo` prints, as a picture for the README."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

from citecheck.flow.demo import demo
from citecheck.reports.registry import render


def main() -> None:
    """Render the demo's report in colour and save it as SVG."""
    report = render(demo(), "terminal", width=100, color=True)
    console = Console(record=True, width=100, force_terminal=True, file=StringIO())
    console.print(Text("$ citecheck demo", style="bold"))
    for line in report.splitlines():
        console.print(Text.from_ansi(line), soft_wrap=False, overflow="ellipsis", no_wrap=True)
    svg = console.export_svg(title="citecheck", unique_id="demo")
    # No font is fetched from anywhere when the picture is shown.
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    Path(__file__).with_name("demo.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
