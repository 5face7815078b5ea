"""Authors as notes write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.citations.names import looks_like_names, read_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Poe", [("Poe", "Ann")]),
        ("Ann Mary Poe", [("Poe", "Ann Mary")]),
        ("Poe, Ann", [("Poe", "Ann")]),
        ("Poe, Ann.", [("Poe", "Ann")]),
        ("Poe, A. B.", [("Poe", "A. B.")]),
        ("Poe A. B.", [("Poe", "A. B.")]),
        ("A. B. Poe", [("Poe", "A. B.")]),
        ("PETERSEN, Ann", [("Petersen", "Ann")]),
        ("Jan van der Meer", [("van der Meer", "Jan")]),
        ("Ann Poe and Bo Lee", [("Poe", "Ann"), ("Lee", "Bo")]),
        ("Ann Poe, Bo Lee & Cy Orr", [("Poe", "Ann"), ("Lee", "Bo"), ("Orr", "Cy")]),
        ("Poe, A.; Lee, B.", [("Poe", "A."), ("Lee", "B.")]),
        ("Poe, A., Lee, B., & Orr, C.", [("Poe", "A."), ("Lee", "B."), ("Orr", "C.")]),
        ("Ann Poe et al.", [("Poe", "Ann")]),
        ("Ayşe Güneş ve Çağrı Işık", [("Güneş", "Ayşe"), ("Işık", "Çağrı")]),
        ("Примеров И. И.", [("Примеров", "И. И.")]),
    ],
)
def test_people(text: str, names: list[tuple[str, str]]) -> None:
    assert [(name.family, name.given) for name in read_names(text)] == names


@pytest.mark.parametrize(
    "text", ["Reuters", "Anadolu Ajansı", "Ministry of Ice", "王例", "Lake Treaty Organization"]
)
def test_bodies_and_names_that_cannot_be_split(text: str) -> None:
    assert [name.literal for name in read_names(text)] == [text]


@pytest.mark.parametrize(
    ("text", "names"), [("Ann Poe", True), ("the ice on the lake", False), ("Poe 2022", False), ("", False)]
)
def test_what_looks_like_names(text: str, names: bool) -> None:
    assert looks_like_names(text) is names


@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    looks_like_names(text)
    for name in read_names(text):
        assert str(name)
