"""PATHs to bytes."""

from pathlib import Path

import pytest

from citecheck.documents import files
from citecheck.documents.files import Source, Unreadable, collect


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b.txt", "a.txt", "sub/c.TXT", "sub/deep/d.text", "image.png", ".hidden.txt", ".git/e.txt"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(found: list[Source | Unreadable]) -> list[str]:
    return [one.path for one in found]


def test_files_in_the_order_given(folder: Path) -> None:
    assert collect(["b.txt", "a.txt"]) == [
        Source(path="b.txt", data=b"b.txt"),
        Source(path="a.txt", data=b"a.txt"),
    ]


def test_a_file_with_another_ending_may_be_named(folder: Path) -> None:
    assert names(collect(["image.png"])) == ["image.png"]


def test_a_folder_is_searched_in_order(folder: Path) -> None:
    assert names(collect(["."])) == ["a.txt", "b.txt", "sub/c.TXT", "sub/deep/d.text"]
    assert names(collect(["sub"])) == ["sub/c.TXT", "sub/deep/d.text"]


def test_a_folder_without_documents(folder: Path) -> None:
    (folder / "none").mkdir()
    assert collect(["none"]) == []


def test_a_glob(folder: Path) -> None:
    assert names(collect(["*.txt"])) == ["a.txt", "b.txt"]
    assert names(collect(["**/*.te*t"])) == ["sub/deep/d.text"]
    assert collect(["*.nothing"]) == []


def test_a_file_whose_name_looks_like_a_glob(folder: Path) -> None:
    (folder / "note[1].txt").write_text("x", encoding="utf-8")
    assert names(collect(["note[1].txt"])) == ["note[1].txt"]


@pytest.mark.parametrize(
    "paths", [["a.txt", "a.txt"], ["a.txt", "./a.txt"], ["a.txt", "*.txt"], ["a.txt", "."]]
)
def test_each_file_once(folder: Path, paths: list[str]) -> None:
    found = names(collect(paths))
    assert found[0] == "a.txt"
    assert len({Path(name).resolve() for name in found}) == len(found)


def test_standard_input() -> None:
    assert collect(["-"], stdin=b"hello", stdin_name="note.md") == [Source(path="note.md", data=b"hello")]
    assert collect(["-"]) == [Source(path="stdin.txt", data=b"")]


def test_without_paths_the_include_patterns_count(folder: Path) -> None:
    assert names(collect([], include=["sub/**/*.text", "b.txt"])) == ["sub/deep/d.text", "b.txt"]
    assert names(collect(["a.txt"], include=["b.txt"])) == ["a.txt"]


def test_a_missing_file_has_a_nearby_name(folder: Path) -> None:
    (found,) = collect(["aa.txt"])
    assert isinstance(found, Unreadable)
    assert (found.path, found.problem.code) == ("aa.txt", "missing")
    assert found.problem.hint == "did you mean a.txt?"


def test_a_missing_folder(folder: Path) -> None:
    (found,) = collect(["nowhere/a.txt"])
    assert isinstance(found, Unreadable)
    assert found.problem.hint == "there is no folder nowhere either"


def test_one_bad_path_does_not_hide_the_others(folder: Path) -> None:
    assert [type(one) for one in collect(["gone.txt", "a.txt"])] == [Unreadable, Source]


def test_a_file_too_large(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 4)
    (found,) = collect(["a.txt"])
    assert isinstance(found, Unreadable)
    assert found.problem.code == "too-large"


@pytest.mark.parametrize("path", ["a\0b.txt", "x" * 5000, ""])
def test_a_path_that_cannot_be(folder: Path, path: str) -> None:
    (found,) = collect([path])
    assert isinstance(found, Unreadable)


def test_links_are_not_followed_into_loops(folder: Path) -> None:
    (folder / "sub" / "loop").symlink_to(folder, target_is_directory=True)
    assert names(collect(["sub"])) == ["sub/c.TXT", "sub/deep/d.text"]


def test_a_broken_link(folder: Path) -> None:
    (folder / "broken.txt").symlink_to(folder / "gone")
    assert [type(one) for one in collect(["broken.txt"])] == [Unreadable]
