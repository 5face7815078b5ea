"""Any note is read: nothing raises, nothing hangs, every span is where it says."""

import datetime as dt
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.citations.read import read_citations
from citecheck.citations.split import split_references
from citecheck.model.archive import Archive
from citecheck.model.document import Document, Marker, Note, Place

ARCHIVES = (Archive(name="wayback", base="https://web.archive.org/web", hosts=("web.archive.org",)),)
PLACE = Place(path="essay.txt", line=1, column=1, end_line=1, end_column=2)
WRITTEN = {"title", "outlet", "accessed_text", "volume", "issue", "isbn_written"}


def parse(*texts: str) -> None:
    notes = tuple(
        Note(id=f"essay.txt#{number}", label=str(number), text=text, place=PLACE)
        for number, text in enumerate(texts, 1)
    )
    document = Document(path="essay.txt", format="text", digest="0", notes=notes)
    for citation in read_citations(document, ARCHIVES, saved=dt.date(2022, 11, 1)):
        text = notes[int(citation.label or 0) - 1].text
        assert citation.text in text
        for span in citation.spans:
            assert 0 <= span.start < span.end <= len(text)
            if span.field in WRITTEN:
                assert getattr(citation, span.field) == text[span.start : span.end]
        for value in (citation.accessed, citation.published, *citation.accessed_other):
            assert value is None or dt.date.fromisoformat((value + "-01-01")[:10])


FRAGMENTS = (
    "Ann Poe", ", ", "“", "”", "«", "»", "\"", "'", "‘", "’", "(", ")", "[", "]", "<", ">", "; ", ". ", " // ", " in: ", "[online]",
    "The river freezes", "Example Agency", "https://news.example/a", "www.news.example/b", "doi:10.1234/x.y", "ISBN 978-605-7501-00-0",
    "arXiv:2306.01234", "https://web.archive.org/web/20221012101010/https://news.example/a", "https://web.archive.org/web/2022*/x",
    "https://web.archive.org/web/99999999999999/x", "Accessed: ", "Date of Accession: ", "дата обращения: ", "ET ", "Archived from the original on ",
    "12.10.2022", "31.02.2022", "04/05/2022", "2022", "0000-00-00", "9999", "12 Ekim 2022", "令和4年", "۲۰ مهر ۱۴۰۱", "Vol. 12(3)", "pp. 4-5",
    "See also ", "Ibid.", "et al.", "\u00a0", "\n", "\u200b", "İ", "ẞ", "\ud7ff", "🧊", "注", "http://", "https://[", "https://x:99999/", "﹕",
)  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=8)), max_size=16).map("".join))
def test_no_note_is_too_strange(text: str) -> None:
    parse(text)


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    parse(text)


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=16).map("".join))
def test_references_of_a_note_are_in_order_and_lose_nothing_but_separators(text: str) -> None:
    parts = split_references(text)
    assert parts[0][0] == 0
    assert parts[-1][1] == len(text)
    for (_, end), (start, _) in pairwise(parts):
        assert end <= start
        assert text[end:start].strip(" ;\n\u00a0") == ""


SIZE = 50_000
HOSTILE = {
    "letters": "a",
    "capitals": "A",
    "digits": "1",
    "spaces": " ",
    "a digit, then spaces": ("1" + " " * 99_998 + "x", 1),
    "a word, then spaces": ("in" + " " * 99_997 + "x", 1),
    "a title, then spaces": ("“T” in" + " " * 99_990 + "x https://x.example", 1),
    "volume, then spaces": ("“The title”, J 12" + " " * 99_970 + "x", 1),
    "a word per space": "a ",
    "a number per space": "1 ",
    "years": "2022 ",
    "dates": "12.10.2022 ",
    "month by month": "May ",
    "day by day": "1 May ",
    "digits and stops": "1.",
    "initials": "A. ",
    "names": "Poe A. ",
    "opening quotes": "“",
    "closing quotes": "”",
    "straight quotes": '"',
    "apostrophes": "'",
    "backticks": "`",
    "quotes and letters": "“a",
    "opening brackets": "(",
    "closing brackets": ")",
    "square brackets": "[",
    "brackets in turn": "()",
    "semicolons": "; ",
    "sources and semicolons": "“a b”; ",
    "slashes": "/",
    "a URL of brackets": ("https://x.example/" + ")" * 99_000, 1),
    "a URL of stops": ("https://x.example/" + "." * 99_000, 1),
    "a URL of superscripts": ("https://x.example/" + "¹" * 99_000 + "x", 1),
    "a URL of superscripts that ends with one": ("https://x.example/" + "¹" * 99_000, 1),
    "a URL of markers": ("https://x.example/" + "[1]" * 33_000, 1),
    "a URL of separators": ("https://x.example/" + ",;|" * 33_000, 1),
    "URLs": "https://x.example/a ",
    "URLs in a row": "https://x.example/",
    "bare hosts": "x.example/a ",
    "labels of a host": "a.",
    "www": "www.",
    "schemes": "http://",
    "damaged schemes": "http:/ a_ ",
    "DOIs": "doi:10.1234/a ",
    "a DOI of brackets": ("doi:10.1234/" + ")" * 99_000, 1),
    "a DOI of numbers": ("doi:10.1234" + ".1" * 49_000, 1),
    "access phrases": "accessed ",
    "access phrases and dates": "accessed 1.1.2022 ",
    "archive phrases": "archived ",
    "archive links": "https://web.archive.org/web/2022/https://x.example/ ",
    "mixed phrases": "дата обращения: erişim tarihi: consulté le ",
    "see also": ". see also ",
    "hyphens": "-",
    "combining marks": "\u0301",
    "Thai marks": "\u0e31",
    "Chinese": "河",
    "Chinese stops": "河。",
    "isbn": "ISBN 978",
    "ampersands": "A & ",
    "double slashes": "A. // ",
    "in": "a, in: ",
    "media": "a [online] ",
    "zero-width": "\u200b",
}


@pytest.mark.timeout(30)
@pytest.mark.parametrize("pattern", HOSTILE.values(), ids=HOSTILE)
def test_nothing_hangs(pattern: str | tuple[str, int]) -> None:
    """The limit stands for ever: what is quadratic in so many characters takes minutes."""
    text = pattern[0] if isinstance(pattern, tuple) else (pattern * SIZE)[:SIZE]
    parse(text)
    parse(f"Ann Poe, “The river”, {text}, https://x.example/a (accessed 12.10.2022).")


def seconds(notes: int) -> float:
    """Processor time for parsing that many notes of a document that cites each of them."""
    text = "Ann Poe, “The river freezes”, Example Agency, https://news.example/{}, (Date of Accession: 12.10.2022)."
    listed = tuple(
        Note(id=f"essay.txt#{n}", label=str(n), text=text.format(n), place=PLACE) for n in range(notes)
    )
    marks = tuple(
        Marker(label=note.label or "", place=PLACE, sentence="It froze.", note=note.id) for note in listed
    )
    document = Document(path="essay.txt", format="text", digest="0", notes=listed, markers=marks)
    begin = time.process_time()
    found = read_citations(document, ARCHIVES)
    assert len(found) == notes
    assert all(len(citation.markers) == 1 for citation in found)
    return time.process_time() - begin


def test_time_grows_with_the_number_of_notes_and_no_faster() -> None:
    """Ten times the notes: 10 times the time if linear, 100 times if each note looked at all others."""
    seconds(100)
    assert seconds(20_000) < 30 * seconds(2_000)
