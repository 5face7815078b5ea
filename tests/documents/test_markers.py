"""Markers in the body: their labels, their places, and the sentences they stand in."""

import pytest

from citecheck.documents.files import Source
from citecheck.documents.read import read
from citecheck.model.document import Document

NOTES = "\n".join(f"[{number}] Source, https://news.example/{number}" for number in range(1, 13))


def document(body: str, notes: str = NOTES) -> Document:
    return read(Source(path="essay.txt", data=f"{body}\n\nNotes\n\n{notes}\n".encode()))


def found(body: str, notes: str = NOTES) -> list[str]:
    return [marker.label for marker in document(body, notes).markers]


@pytest.mark.parametrize(
    ("body", "labels"),
    [
        ("It froze.[1]", "1"),
        ("It froze [1].", "1"),
        ("It froze[1], then thawed.[2]", "1 2"),
        ("It froze.[1,2]", "1 2"),
        ("It froze.[1, 2, 5]", "1 2 5"),
        ("It froze.[1;2]", "1 2"),
        ("It froze.[1-3]", "1 2 3"),
        ("It froze.[1–3]", "1 2 3"),
        ("It froze.[1, 3-5]", "1 3 4 5"),
        ("It froze.[1][2]", "1 2"),
        ("It froze.[ 7 ]", "7"),
        ("It froze.¹", "1"),
        ("It froze¹, then thawed².", "1 2"),
        ("It froze.¹²", "12"),
        ("It froze.¹,²", "1 2"),
        ("It froze.¹⁻³", "1 2 3"),
        ("It froze.¹–³", "1 2 3"),
        ("“It froze.”[3]", "3"),
        ("See https://news.example/x[4] for it.", "4"),
        ("It froze.[99]", "99"),
        ("It froze.[12345]", "12345"),
        ("It froze in 2022² and thawed.", "2"),
        ("它结冰了。[1]然后融化。[2]", "1 2"),
    ],
)
def test_labels(body: str, labels: str) -> None:
    assert found(body) == labels.split()


@pytest.mark.parametrize(
    "body",
    [
        "It covers 420 km² of ice.",
        "It covers 420km² of ice.",
        "It weighs 3 m³ of snow.",
        "E = mc² holds.",
        "Let x² be small.",
        "About 10⁶ fish.",
        "Reka ima 5 км² leda.",
        "In [2022] it froze.",
        "It froze [sic] then.",
        "It froze [1789].",
        "See https://news.example/a?b[1]=2 for it.",
        "Write `list[1]` here.",
        "It froze (2) then.",
        "It is [0].",
    ],
)
def test_what_is_no_marker(body: str) -> None:
    assert found(body) == []


def test_parentheses_are_markers_where_the_notes_use_them() -> None:
    notes = "(1) Ice, https://news.example/1\n(2) Thaw, https://news.example/2"
    assert found("It froze (1). It thawed (2), too, in (2022).", notes) == ["1", "2"]


def test_a_huge_range_is_no_list_of_notes() -> None:
    assert found("It froze.[1-9999]") == []


@pytest.mark.parametrize(
    ("body", "sentences"),
    [
        ("It froze.[1] It thawed.[2]", ["It froze.", "It thawed."]),
        ("It froze. It thawed, says Poe [1], again.", ["It thawed, says Poe, again."]),
        ("It froze.[1][2] It thawed.", ["It froze.", "It froze."]),
        (
            "Dr. A. B. Poe of the U.S. said no. 5 froze.[1] It thawed.",
            ["Dr. A. B. Poe of the U.S. said no. 5 froze."],
        ),
        ("Sn. Poe vb. kişiler bkz. s. 5 dedi.[1] Sonra gitti.", ["Sn. Poe vb. kişiler bkz. s. 5 dedi."]),
        ("В 2022 г. река замёрзла.[1] Потом растаяла.[2]", ["В 2022 г. река замёрзла.", "Потом растаяла."]),
        ("Am 3. Mai fror z. B. der Fluss zu.[1] Dann taute er.", ["Am 3. Mai fror z. B. der Fluss zu."]),
        ("El río se heló.[1] ¿Y luego? Nada.[2]", ["El río se heló.", "Nada."]),
        ("河流结冰了。[1]然后融化了。[2]", ["河流结冰了。", "然后融化了。"]),
        ("川が凍った[1]。そして溶けた[2]。", ["川が凍った。", "そして溶けた。"]),
        ("تجمد النهر.[1] هل ذاب؟[2]", ["تجمد النهر.", "هل ذاب؟"]),
        ("नदी जम गई।[1] फिर पिघली।[2]", ["नदी जम गई।", "फिर पिघली।"]),
        ("강이 얼었다.[1] 그리고 녹았다.[2]", ["강이 얼었다.", "그리고 녹았다."]),
        ("Ο ποταμός πάγωσε.[1] Μετά έλιωσε.[2]", ["Ο ποταμός πάγωσε.", "Μετά έλιωσε."]),
        ("He asked: “Is it ice?” She nodded.[1]", ["She nodded."]),
        ("It rose by 3.5 percent.[1]", ["It rose by 3.5 percent."]),
        (
            "It froze over\nthe whole long winter\nof that year.[1] It thawed.",
            ["It froze over the whole long winter of that year."],
        ),
        ("It froze.¹ It thawed.²", ["It froze.", "It thawed."]),
        ("It froze. [1] It thawed.", ["It froze."]),
    ],
)
def test_sentences(body: str, sentences: list[str]) -> None:
    assert [marker.sentence for marker in document(body).markers] == sentences


def test_a_title_line_is_no_part_of_the_first_sentence() -> None:
    body = "The Frozen River\n\nIt froze.[1]"
    assert [marker.sentence for marker in document(body).markers] == ["It froze."]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_places(newline: str) -> None:
    body = newline.join(["Ice, snow", "and 🧊 frost.[1, 3-4] It thawed.¹²", "", "So.[2]"])
    places = [(m.label, m.place.line, m.place.column, m.place.end_column) for m in document(body).markers]
    assert places == [("1", 2, 14, 15), ("3", 2, 17, 20), ("4", 2, 17, 20), ("12", 2, 32, 34), ("2", 4, 5, 6)]


def test_a_marker_without_a_note_says_so() -> None:
    assert [(m.label, m.note) for m in document("It froze.[1] It thawed.[99]").markers] == [
        ("1", "essay.txt#1"),
        ("99", None),
    ]


def test_the_notes_hold_no_markers() -> None:
    notes = "[1] Ice, https://news.example/1. See [2].\n[2] Thaw, https://news.example/2"
    assert found("It froze.[1]", notes) == ["1"]


def test_markers_in_parentheses_end_their_sentence():
    text = "The committee met twice.(1) It found that costs had tripled.(2)\n\nReferences\n(1) A, “One title”, B, https://a.example/.\n(2) A, “Two titles”, B, https://b.example/.\n"
    document = read(Source(path="a.txt", data=text.encode()))
    assert [marker.sentence for marker in document.markers] == [
        "The committee met twice.",
        "It found that costs had tripled.",
    ]
