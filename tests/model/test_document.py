from hypothesis import given
from hypothesis import strategies as st

from citecheck.model.document import Note, Place, Segment, note_ids


def place(line: int, column: int, length: int) -> Place:
    return Place(path="e", line=line, column=column, end_line=line, end_column=column + length)


WRAPPED = Note(
    id="e#1",
    label="1",
    text="first line second line",
    place=Place(path="e", line=5, column=1, end_line=6, end_column=15),
    segments=(Segment(at=0, place=place(5, 5, 10)), Segment(at=11, place=place(6, 3, 11))),
)


def test_a_place_on_one_line() -> None:
    assert WRAPPED.place_of(6, 10) == place(5, 11, 4)
    assert WRAPPED.place_of(11, 17) == place(6, 3, 6)


def test_a_place_over_two_lines() -> None:
    found = WRAPPED.place_of(6, 17)
    assert (found.line, found.column, found.end_line, found.end_column) == (5, 11, 6, 9)


def test_an_empty_place() -> None:
    assert WRAPPED.place_of(13, 13) == place(6, 5, 0)


def test_without_segments_the_whole_note() -> None:
    note = Note(id="e#1", label="1", text="words", place=place(1, 1, 5))
    assert note.place_of(1, 2) == note.place


def test_ids() -> None:
    assert list(note_ids("e", ["1", "2", "1", None, "1", None])) == [
        "e#1",
        "e#2",
        "e#1~2",
        "e#r1",
        "e#1~3",
        "e#r2",
    ]


@given(st.lists(st.one_of(st.none(), st.sampled_from("123ar"))))
def test_ids_are_never_shared(labels: list[str | None]) -> None:
    ids = list(note_ids("e", labels))
    assert len(set(ids)) == len(labels)
