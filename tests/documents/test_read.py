"""Bytes to documents and back."""

import codecs
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.documents.files import Source
from citecheck.documents.read import read, write
from citecheck.model.document import Edit, Place
from citecheck.model.errors import CitecheckError

ENGLISH = "The river froze.[1]\n\nNotes\n\n[1] Ann Poe, “Ice”, https://news.example/a\n"
TURKISH = (
    "Göl geçen kış ilk kez baştan başa dondu, köylüler şaşkınlığını gizlemedi.[1] Işığın değişmesi uzun sürdü; "
    "çocuklar buzun üstünde şarkılar söyledi.[2]\n\nDipnotlar\n\n"
    '[1] Ayşe Güneş, "Gölün Donduğu Kış", Örnek Ajansı, https://haber.example/göl, (Erişim Tarihi: 12.10.2022).\n'
    '[2] Çağrı Işık, "Buzun Üstünde Şarkı", Örnek Gazetesi, https://haber.example/buz, (Erişim Tarihi: 13.10.2022).\n'
)
RUSSIAN = (
    "Река замёрзла впервые за двадцать лет, и жители деревни долго не могли в это поверить.[1] Лёд держался до весны.[2]\n\n"
    "Примечания\n\n[1] Иванов И. Лёд на реке // Пример. URL: https://news.example/led (дата обращения: 12.10.2022).\n"
    "[2] Петров П. Весна // Пример. URL: https://news.example/vesna (дата обращения: 13.10.2022).\n"
)
PLACE = Place(path="essay.txt", line=5, column=19, end_line=5, end_column=41)


def source(data: bytes, path: str = "essay.txt") -> Source:
    return Source(path=path, data=data)


ENCODED = {
    "lf": ENGLISH.encode(),
    "crlf": ENGLISH.replace("\n", "\r\n").encode(),
    "cr": ENGLISH.replace("\n", "\r").encode(),
    "mixed ends": ENGLISH.replace("\n", "\r\n", 2).encode(),
    "no final end": ENGLISH.strip().encode(),
    "bom": codecs.BOM_UTF8 + ENGLISH.encode(),
    "utf-16 le": codecs.BOM_UTF16_LE + ENGLISH.encode("utf-16-le"),
    "utf-16 be": codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be"),
    "utf-32 le": codecs.BOM_UTF32_LE + ENGLISH.encode("utf-32-le"),
    "windows-1254": TURKISH.encode("windows-1254"),
    "windows-1251": RUSSIAN.encode("windows-1251"),
    "other line separators": ENGLISH.replace("froze", "fro\u2028ze\x0c\x0b\x85").encode(),
}


@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED)
def test_without_edits_the_same_bytes(data: bytes) -> None:
    found = read(source(data))
    assert found.notes
    assert found.digest == sha256(data).hexdigest()
    assert write(source(data), []) == data


@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED)
def test_an_edit_of_nothing_changes_nothing(data: bytes) -> None:
    """Unlike no edit at all, this one goes through decoding and encoding."""
    note = read(source(data)).notes[0]
    words = note.text[: note.segments[1].at].rstrip() if len(note.segments) > 1 else note.text
    edit = Edit(place=note.place_of(0, len(words)), old=words, new=words)
    assert write(source(data), [edit]) == data


@pytest.mark.parametrize("name", ["lf", "crlf", "cr", "bom", "utf-16 le", "utf-32 le"])
def test_an_edit_changes_nothing_else(name: str) -> None:
    note = read(source(ENCODED[name])).notes[0]
    old = "https://news.example/a"
    at = note.text.index(old)
    edit = Edit(place=note.place_of(at, at + len(old)), old=old, new="https://news.example/b")
    after = write(source(ENCODED[name]), [edit])
    encoding = {"utf-16 le": "utf-16-le", "utf-32 le": "utf-32-le"}.get(name, "utf-8")
    assert after == ENCODED[name].replace("example/a".encode(encoding), "example/b".encode(encoding))


def test_several_edits_in_any_order() -> None:
    note = read(source(ENGLISH.encode())).notes[0]
    edits = [
        Edit(place=note.place_of(at, at + 3), old=note.text[at : at + 3], new=new)
        for at, new in ((9, "X"), (0, "Bo"))
    ]
    after = write(source(ENGLISH.encode()), edits).decode()
    assert after == ENGLISH.replace("Ann Poe, “Ice”", f"Bo{note.text[3:9]}X{note.text[12:14]}")


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(place=PLACE, old="not what is there", new="x")],
        [Edit(place=Place(path="essay.txt", line=99, column=1, end_line=99, end_column=2), old="x", new="y")],
        [Edit(place=Place(path="essay.txt", line=0, column=1, end_line=0, end_column=2), old="T", new="y")],
        [Edit(place=Place(path="essay.txt", line=1, column=-3, end_line=1, end_column=2), old="T", new="y")],
        [
            Edit(
                place=Place(path="essay.txt", line=1, column=1, end_line=1, end_column=4), old="The", new="A"
            ),
            Edit(
                place=Place(path="essay.txt", line=1, column=2, end_line=1, end_column=5), old="he ", new="A"
            ),
        ],
    ],
    ids=["other words", "no such line", "line 0", "no such column", "overlapping"],
)
def test_an_edit_that_does_not_fit_is_refused(edits: list[Edit]) -> None:
    with pytest.raises(CitecheckError, match="is not what it was"):
        write(source(ENGLISH.encode()), edits)


def test_new_text_that_the_encoding_lacks() -> None:
    data = TURKISH.encode("windows-1254")
    note = read(source(data)).notes[0]
    with pytest.raises(CitecheckError, match="which has no 'Ж'") as caught:
        write(source(data), [Edit(place=note.place_of(0, 4), old=note.text[:4], new="Ж")])
    assert caught.value.hint == "save the document as UTF-8 first"


def test_a_guessed_encoding_is_told() -> None:
    found = read(source(TURKISH.encode("windows-1254")))
    assert found.notes[0].text.startswith('Ayşe Güneş, "Gölün Donduğu Kış"')
    assert [(problem.code, problem.fatal) for problem in found.problems] == [("encoding", False)]
    assert "cp1254" in found.problems[0].message


def test_cyrillic_in_its_old_encoding() -> None:
    found = read(source(RUSSIAN.encode("windows-1251")))
    assert found.notes[0].text.startswith("Иванов И. Лёд на реке // Пример.")


BAD = {
    "nothing": (b"", "empty"),
    "white space": (b" \r\n\t\n", "empty"),
    "only a BOM": (codecs.BOM_UTF8, "empty"),
    "only a UTF-16 BOM": (codecs.BOM_UTF16_LE, "empty"),
    "zeros": (b"\x00" * 100, "empty"),
    "binary": (bytes(range(256)) * 8, "binary"),
    "high bytes and controls": (b"\x01\x02\xff\xfe\x03" * 50, "binary"),
    "machine code": (b"\x7fELF\x02\x01\x01\x00" + b"\x90" * 64, "binary"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "unsupported-format"),
    "docx": (b"PK\x03\x04\x14\x00", "unsupported-format"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unsupported-format"),
    "RTF": (b"{\\rtf1\\ansi Hello}", "unsupported-format"),
    "PNG": (b"\x89PNG\r\n\x1a\n", "unsupported-format"),
    "broken UTF-8 after a BOM": (codecs.BOM_UTF8 + b"caf\xe9 [1]", "encoding"),
    "half a UTF-16 character": (codecs.BOM_UTF16_LE + b"a\x00b", "encoding"),
}


@pytest.mark.parametrize(("data", "code"), BAD.values(), ids=BAD)
def test_bad_input_is_a_problem(data: bytes, code: str) -> None:
    found = read(source(data))
    assert [(problem.code, problem.fatal) for problem in found.problems] == [(code, True)]
    assert found.problems[0].hint
    assert not found.notes
    with pytest.raises(CitecheckError):
        write(source(data), [])


def test_an_ending_that_nobody_knows_is_read_as_text() -> None:
    assert read(source(ENGLISH.encode(), "essay.odd")).format == "text"


@given(st.binary(max_size=400))
def test_any_bytes_are_read(data: bytes) -> None:
    found = read(source(data))
    assert found.notes or found.problems
    assert found == read(source(data))


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    read(source(text.encode("utf-8", "replace")))


WORDS = st.text(st.sampled_from("abcZğл水0189 .,;:()[]“”\"'/-_#¹²"), max_size=40)


@given(
    st.lists(
        st.one_of(
            WORDS,
            st.sampled_from(
                ["", "Notes", "[1] a", "[2] b https://x.example/a-", "1. x", "¹ y", "  z", "#", "---"]
            ),
        ),
        max_size=20,
    ),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_every_place_is_exact_and_every_edit_local(lines: list[str], newline: str) -> None:
    text = newline.join(lines)
    data = text.encode()
    found = read(source(data))
    for note in found.notes:
        edges = [segment.at for segment in note.segments] + [len(note.text)]
        edits = []
        for start, end in pairwise(edges):
            words = note.text[start:end].rstrip()
            place = note.place_of(start, start + len(words))
            row = lines[place.line - 1]
            assert row[place.column - 1 : place.end_column - 1] == words
            edits.append(Edit(place=place, old=words, new=words))
        assert write(source(data), edits) == data
    for marker in found.markers:
        row = lines[marker.place.line - 1]
        assert row[marker.place.column - 1 : marker.place.end_column - 1].strip("[]()") != ""
        assert marker.note is None or any(note.id == marker.note for note in found.notes)
    assert len({note.id for note in found.notes}) == len(found.notes)


NOTE = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), min_size=1, max_size=20
).map(lambda words: f"x{words}x")


@given(st.lists(NOTE, min_size=1, max_size=12), st.sampled_from(["[{}] ", "{}. ", "({}) ", "{}) "]))
def test_notes_written_as_a_list_come_back(notes: list[str], mark: str) -> None:
    listed = "\n".join(mark.format(number) + note for number, note in enumerate(notes, 1))
    found = read(source(f"Prose.\n\nNotes\n\n{listed}\n".encode()))
    assert [(note.label, note.text) for note in found.notes] == [
        (str(n), note) for n, note in enumerate(notes, 1)
    ]
