"""The documentation says what is there: commands, options, words, codes, files."""

import re
from pathlib import Path
from typing import get_args

import pytest

import citecheck
from citecheck.cli import COMMANDS
from citecheck.config.settings import PRIVILEGED, Settings
from citecheck.model import assessment
from citecheck.rules.registry import RULES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
VERDICTS = (ROOT / "docs" / "verdicts.md").read_text(encoding="utf-8")
EXAMPLE = (ROOT / "citations.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "kind", ["LiveState", "LiveReason", "ArchiveState", "MatchState", "ContentState", "ClaimState"]
)
def test_every_word_is_explained(kind):
    words = get_args(getattr(assessment, kind))
    assert words
    assert [word for word in words if f"`{word}`" not in VERDICTS] == []


def test_every_exit_code_is_explained():
    usage = (ROOT / "docs" / "usage.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| (\d) \|", usage, re.MULTILINE) == ["0", "1", "2", "3", "4"]


def test_every_key_is_in_the_commented_example():
    missing = [
        f"{section}.{key}"
        for section in Settings.model_fields
        for key in type(getattr(Settings(), section)).model_fields
        if not re.search(rf"^(?:# )?{key} = ", EXAMPLE, re.MULTILINE) and f"{section}.{key}" not in PRIVILEGED
    ]
    assert missing == []


def test_what_the_readme_tells_to_run_exists():
    told = re.findall(r"^\$ (?:\.venv/bin/)?citecheck (\w+)", README, re.MULTILINE)
    assert told
    assert set(told) <= set(COMMANDS)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^\$ make (\w+)", README, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md"))]
)
def test_local_links_lead_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    for link in re.findall(r"\]\((?!https?://)([^)#]+)", text):
        assert (ROOT / page).parent.joinpath(link).exists(), link


def test_the_public_names_are_sorted_and_there():
    assert citecheck.__all__ == sorted(citecheck.__all__)
    for name in citecheck.__all__:
        assert getattr(citecheck, name) is not None
    with pytest.raises(AttributeError):
        citecheck.nothing_of_the_kind  # noqa: B018


def test_the_picture_is_of_the_demo_as_it_is():
    picture = (ROOT / "docs" / "demo.svg").read_text(encoding="utf-8")
    for word in ("alive", "moved", "blocked", "dead", "dead-link"):
        assert word in picture


def test_every_rule_of_the_demo_is_known():
    assert {"dead-link", "moved-link", "blocked-link"} <= {rule.name for rule in RULES}
