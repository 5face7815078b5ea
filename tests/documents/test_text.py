"""Plain text: notes, markers, sentences, and the exact place of everything."""

from itertools import pairwise

import pytest

from citecheck.documents.files import Source
from citecheck.documents.read import read
from citecheck.model.document import Document, Note, Place

URL = "https://news.example/a"


def document(text: str, path: str = "essay.txt") -> Document:
    return read(Source(path=path, data=text.encode()))


def labels(found: Document) -> list[str | None]:
    return [note.label for note in found.notes]


def texts(found: Document) -> list[str]:
    return [note.text for note in found.notes]


def cited(found: Document) -> list[tuple[str, str | None]]:
    """Label and note of each marker."""
    return [(marker.label, marker.note) for marker in found.markers]


def characters(text: str, place: Place) -> str:
    """What stands in a text at a place, counted in lines and columns as an editor shows them."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    chosen = lines[place.line - 1 : place.end_line]
    chosen[-1] = chosen[-1][: place.end_column - 1]
    chosen[0] = chosen[0][place.column - 1 :]
    return "\n".join(chosen)


def assert_exact(text: str, note: Note) -> None:
    """Every stretch of the note stands where the note says; a broken line is where text joined it."""
    edges = [segment.at for segment in note.segments] + [len(note.text)]
    for start, end in pairwise(edges):
        words = note.text[start:end].rstrip()
        assert characters(text, note.place_of(start, start + len(words))) == words
    whole = characters(text, note.place_of(0, len(note.text)))
    assert "".join(whole.split()) == "".join(note.text.split())
    place = note.place
    assert (place.end_line, place.end_column) == (
        note.place_of(0, len(note.text)).end_line,
        note.place_of(0, len(note.text)).end_column,
    )


STYLES = {
    "bracket": ("[1] ", "[2] "),
    "bracket and stop": ("[1]. ", "[2]. "),
    "bracket, glued": ("[1]", "[2]"),
    "dot": ("1. ", "2. "),
    "parentheses": ("(1) ", "(2) "),
    "closing": ("1) ", "2) "),
    "superscript": ("¹ ", "² "),
    "superscript, glued": ("¹", "²"),
    "bare": ("1 ", "2 "),
    "tab": ("1.\t", "2.\t"),
    "indented": ("  [1] ", "  [2] "),
}


@pytest.mark.parametrize("marks", STYLES.values(), ids=STYLES)
def test_a_list_under_a_heading(marks: tuple[str, str]) -> None:
    text = f"The river froze.[1] It thawed.[2]\n\nNotes\n\n{marks[0]}Ann Poe, “Ice”, {URL}\n{marks[1]}Bo Lee, “Thaw”, {URL}/b\n"
    found = document(text)
    assert labels(found) == ["1", "2"]
    assert texts(found) == [f"Ann Poe, “Ice”, {URL}", f"Bo Lee, “Thaw”, {URL}/b"]
    assert cited(found) == [("1", "essay.txt#1"), ("2", "essay.txt#2")]
    for note in found.notes:
        assert_exact(text, note)


@pytest.mark.parametrize("marks", [m for name, m in STYLES.items() if name != "bare"])
def test_a_list_at_the_end_without_a_heading(marks: tuple[str, str]) -> None:
    text = f"The river froze.[1] It thawed.[2]\n\n{marks[0]}Ann Poe, “Ice”, {URL}\n{marks[1]}Bo Lee, “Thaw”, {URL}/b"
    found = document(text)
    assert texts(found) == [f"Ann Poe, “Ice”, {URL}", f"Bo Lee, “Thaw”, {URL}/b"]


def test_a_list_directly_below_the_last_paragraph() -> None:
    text = f"One claim.[1]\nAnother claim.[2]\n[1] First, {URL}\n[2] Second, {URL}/2"
    found = document(text)
    assert texts(found) == [f"First, {URL}", f"Second, {URL}/2"]
    assert [marker.sentence for marker in found.markers] == ["One claim.", "Another claim."]


HEADINGS = """
Notes|NOTES|Notes:|## References|== Footnotes ==|**Sources**|5. References|IV. Bibliography|Works Cited|_Endnotes_
Dipnotlar|KAYNAKÇA|DİPNOTLAR|Kaynaklar|Anmerkungen|Quellen:|Literaturverzeichnis|Fußnoten|FUSSNOTEN|Notes de bas de page|Références|Bibliographie
Notas|Referencias|Bibliografía|Fuentes|Referências|Fontes|Note|Fonti|Riferimenti|Voetnoten|Bronnen|Przypisy|Źródła
Poznámky|Zdroje|Jegyzetek|Források|Bibliografie|Bilješke|Izvori|Opombe|Noter|Källor|Kilder|Viitteet|Lähteet|Allikad|Atsauces|Šaltiniai
Примечания|ПРИМЕЧАНИЯ|Сноски|Источники|Список литературы|Примітки|Джерела|Крыніцы|Бележки|Извори|Шилтемелер|Дереккөздер|Manbalar|Mənbələr
Σημειώσεις|ΠΗΓΕΣ|Ծանոթագրություններ|შენიშვნები|הערות|מקורות|المراجع|الهوامش|منابع|پی‌نوشت‌ها|संदर्भ|注释|参考文献：|註釋|脚注|각주|참고 문헌|อ้างอิง
Chú thích|Tài liệu tham khảo|Catatan kaki|Daftar pustaka
"""


@pytest.mark.parametrize("heading", HEADINGS.strip().replace("\n", "|").split("|"))
def test_headings_in_many_languages(heading: str) -> None:
    """Bare numbers are notes only below a heading, so that a heading not known would show."""
    text = f"Prose without markers.\n\n{heading}\n1 Ann Poe, “Ice”, {URL}\n2 Bo Lee, “Thaw”, {URL}/b\n"
    assert labels(document(text)) == ["1", "2"]


def test_an_underlined_heading() -> None:
    assert labels(document(f"Prose.\n\nReferences\n----------\n\n1 Ann Poe, {URL}\n")) == ["1"]


def test_a_heading_is_a_whole_line() -> None:
    assert not document("Notes on the harvest\n\n1 Wheat grew.\n2 Rye did not.\n").notes


def test_wrapped_notes() -> None:
    text = (
        "Prose.[1] More.[2]\n\nNotes\n\n"
        "[1] Ann Poe, “Ice on the\n    river”, The Gazette,\n    https://news.example/a.\n\n"
        "[2] Bo Lee, “Thaw”,\nhttps://news.example/b\n"
    )
    found = document(text)
    assert texts(found) == [
        "Ann Poe, “Ice on the river”, The Gazette, https://news.example/a.",
        "Bo Lee, “Thaw”, https://news.example/b",
    ]
    for note in found.notes:
        assert_exact(text, note)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("https://news.example/2022/10/", "ice-on-the-river"),
        ("https://news.example/ice-on-", "the-river"),
        ("https://news.example/a?id=7&", "page=2"),
        ("https://news.example/a?id=", "7"),
        ("https://news.example/ice_", "river"),
        ("https://news.example/%D0%9A%", "D0%B8"),
        ("www.news.example/archive/", "2022"),
        ("https://news.example/archive/", "ice"),
        ("https://news.example", "/archive/ice"),
        ("https://news.example/archive", "?id=7"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\n     "])
def test_a_url_broken_at_the_end_of_a_line(first: str, second: str, newline: str) -> None:
    text = f"Prose.[1]\n\nNotes\n\n[1] Ann Poe, “Ice”, {first}{newline}{second}, (Accessed: 12.10.2022).\n"
    found = document(text)
    assert texts(found) == [f"Ann Poe, “Ice”, {first}{second}, (Accessed: 12.10.2022)."]
    assert_exact(text, found.notes[0])


@pytest.mark.parametrize(
    "following",
    [
        "(Accessed: 12.10.2022).",
        "Accessed 12 October 2022.",
        "accessed 12.10.2022",
        "12.10.2022",
        "“Thaw”",
        "– seen",
    ],
)
@pytest.mark.parametrize("url", ["https://news.example/archive/", "https://news.example/archive"])
def test_a_whole_url_at_the_end_of_a_line_is_not_joined_with_what_follows(url: str, following: str) -> None:
    text = f"Prose.[1]\n\nNotes\n\n[1] “Ice”, {url}\n{following}\n"
    assert texts(document(text)) == [f"“Ice”, {url} {following}"]


def test_paragraphs_within_a_note() -> None:
    text = f"Prose.[1]\n\nNotes\n\n[1] First, {URL}\n\n    A second paragraph.\n\n[2] Next, {URL}/2\n\nAn afterword.\n"
    found = document(text)
    assert texts(found) == [f"First, {URL} A second paragraph.", f"Next, {URL}/2"]


def test_unnumbered_list_with_paragraphs() -> None:
    text = f"Prose.\n\nReferences\n\nLee, Bo. “Thaw.” The Gazette,\n  2021. {URL}/b\n\nPoe, Ann. “Ice.” 2022. {URL}\n"
    found = document(text)
    assert labels(found) == [None, None]
    assert [note.id for note in found.notes] == ["essay.txt#r1", "essay.txt#r2"]
    assert texts(found) == [f"Lee, Bo. “Thaw.” The Gazette, 2021. {URL}/b", f"Poe, Ann. “Ice.” 2022. {URL}"]
    for note in found.notes:
        assert_exact(text, note)


def test_unnumbered_list_line_by_line() -> None:
    text = f"Prose.\n\nKaynakça\nLee, Bo. “Thaw.” 2021. {URL}/b\nPoe, Ann. “Ice.” 2022.\n  {URL}\n"
    assert texts(document(text)) == [f"Lee, Bo. “Thaw.” 2021. {URL}/b", f"Poe, Ann. “Ice.” 2022. {URL}"]


def test_chapters_restart_their_numbers() -> None:
    text = (
        "Chapter 1\n\nThe river froze.[1]\n\nNotes\n[1] Ice, https://news.example/1\n\n"
        "Chapter 2\n\nThe river thawed.[1] The fish came.[2]\n\nNotes\n[1] Thaw, https://news.example/2\n[2] Fish, https://news.example/3\n"
    )
    found = document(text)
    assert [note.id for note in found.notes] == ["essay.txt#1", "essay.txt#1~2", "essay.txt#2"]
    assert cited(found) == [("1", "essay.txt#1"), ("1", "essay.txt#1~2"), ("2", "essay.txt#2")]
    assert texts(found)[0] == "Ice, https://news.example/1"


def test_chapters_without_headings() -> None:
    text = (
        "The river froze.[1]\n\n[1] Ice, https://news.example/1\n\n"
        "The river thawed.[1]\n\n[1] Thaw, https://news.example/2\n\nAn afterword.\n"
    )
    found = document(text)
    assert texts(found) == ["Ice, https://news.example/1", "Thaw, https://news.example/2"]
    assert cited(found) == [("1", "essay.txt#1"), ("1", "essay.txt#1~2")]


def test_bracketed_steps_that_nothing_points_to_are_no_notes() -> None:
    assert not document("How to skate:\n\n[1] Find ice.\n[2] Test it.\n\nThen rest.\n").notes


def test_notes_that_name_no_source_count_where_markers_point_to_them() -> None:
    found = document("The river froze.[1]\n\n1. As it does in most winters.\n")
    assert texts(found) == ["As it does in most winters."]


def test_labels_of_a_long_book() -> None:
    found = document(f"The river froze.[12345]\n\nNotes\n\n[12344] Ice, {URL}\n[12345] Thaw, {URL}/b\n")
    assert labels(found) == ["12344", "12345"]
    assert cited(found) == [("12345", "essay.txt#12345")]


def test_a_label_used_twice_in_one_list() -> None:
    text = f"Prose.[1]\n\nNotes\n[1] Ice, {URL}\n[1] Thaw, {URL}/b\n"
    found = document(text)
    assert [note.id for note in found.notes] == ["essay.txt#1", "essay.txt#1~2"]
    assert cited(found) == [("1", "essay.txt#1")]


def test_steps_in_the_prose_are_no_notes() -> None:
    text = (
        "How to skate:\n\n1. Find ice.\n2. Test it.\n3. Skate.\n\nThe river froze.[1]\n\n"
        f"Notes\n[1] Ice, {URL}\n"
    )
    found = document(text)
    assert texts(found) == [f"Ice, {URL}"]


def test_steps_at_the_end_without_sources_are_no_notes() -> None:
    assert not document("How to skate:\n\n1. Find ice.\n2. Test it.\n3. Skate.\n").notes


def test_steps_that_share_numbers_with_the_notes() -> None:
    """A marker points to the list of notes, not to the steps that happen to bear its number."""
    text = (
        "The river froze.[1] It thawed.[2]\n\nWhat to do:\n\n1. Find ice.\n2. Test it.\n\nThen rest.\n\n"
        f"Notes\n\n1. Ice, {URL}\n2. Thaw, {URL}/b\n"
    )
    found = document(text)
    assert texts(found) == [f"Ice, {URL}", f"Thaw, {URL}/b"]


def test_a_sentence_that_begins_with_a_year_is_no_note() -> None:
    text = f"The river froze.[1]\n\n2022. It was a cold year.\n\nNotes\n[1] Ice, {URL}\n"
    assert labels(document(text)) == ["1"]


def test_no_notes() -> None:
    found = document("Only prose.\n")
    assert (found.notes, [problem.code for problem in found.problems]) == ((), ["no-notes"])


def test_labels_as_restructured_text_has_them():
    text = "A claim [1]_ and another [2]_.\n\nReferences\n==========\n\n.. [1] One title of a page\n   (https://a.example/x)\n\n.. [2] Another title\n   (https://b.example/y)\n"
    document = read(Source(path="a.txt", data=text.encode()))
    assert [(note.label, note.text) for note in document.notes] == [
        ("1", "One title of a page (https://a.example/x)"),
        ("2", "Another title (https://b.example/y)"),
    ]
