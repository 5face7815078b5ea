"""The page of a rule: what `citecheck explain` shows."""

from __future__ import annotations

from importlib.resources import files

from .rule import AnyRule


def page(rule: AnyRule) -> str:
    """The rule's page, as Markdown; its examples are run by the tests."""
    name = rule.name.replace("-", "_") + ".md"
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
