"""Sphinx configuration. The pages of the rules are taken from the package, so that they cannot differ."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from citecheck import __version__
from citecheck.rules.pages import page
from citecheck.rules.registry import RULES

project = "citecheck"
author = "the citecheck authors"
copyright = f"2026, {author}"
release = version = __version__

extensions = ["myst_parser", "sphinx_click"]
html_theme = "furo"
html_title = f"citecheck {__version__}"
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
suppress_warnings = ["misc.highlighting_failure"]


def write_rules(app: Any) -> None:
    """One page per rule, and the list of them."""
    folder = Path(app.srcdir) / "rules"
    folder.mkdir(exist_ok=True)
    for rule in RULES:
        _replace(folder / f"{rule.name}.md", page(rule))
    rows = [
        f"| {rule.code} | [{rule.name}]({rule.name}.md) | {rule.level} | {rule.summary} |" for rule in RULES
    ]
    toctree = ["```{toctree}", ":hidden:", "", *(rule.name for rule in RULES), "```"]
    lines = ["# Rules", "", "| code | rule | level | reports |", "|---|---|---|---|", *rows, "", *toctree, ""]
    _replace(folder / "index.md", "\n".join(lines))


def _replace(path: Path, text: str) -> None:
    """Write only what changed, so that an unchanged page is not built again."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def setup(app: Any) -> None:
    """Called by Sphinx."""
    app.connect("builder-inited", write_rules)
