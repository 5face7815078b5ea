"""Notes to citations: the article's four notes, and a labelled corpus of its near relatives."""

import datetime as dt
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from citecheck.citations.read import read_citations
from citecheck.model.archive import Archive
from citecheck.model.citation import Citation
from citecheck.model.document import Document, Marker, Note, Place

ARCHIVES = (
    Archive(name="wayback", base="https://web.archive.org/web", hosts=("web.archive.org",)),
    Archive(name="perma.cc", base=None, hosts=("perma.cc",)),
)
PLACE = Place(path="essay.txt", line=1, column=1, end_line=1, end_column=2)
FIELDS = (
    "authors", "title", "outlet", "published", "accessed", "accessed_other", "url", "archive_url", "archived_at", "doi",
    "volume", "issue", "pages",
)  # fmt: skip
CORPUS = [
    json.loads(line) for line in (Path(__file__).parent / "notes.jsonl").read_text("utf-8").splitlines()
]


def note(text: str, label: str = "1") -> Note:
    return Note(id=f"essay.txt#{label}", label=label, text=text, place=PLACE)


def citations(
    *texts: str, saved: dt.date | None = None, markers: tuple[Marker, ...] = ()
) -> tuple[Citation, ...]:
    notes = tuple(note(text, str(number)) for number, text in enumerate(texts, 1))
    document = Document(path="essay.txt", format="text", digest="0", notes=notes, markers=markers)
    return read_citations(document, ARCHIVES, saved=saved)


def fields(citation: Citation) -> dict[str, Any]:
    """What is known of a citation, as the corpus writes it."""
    known = {name: getattr(citation, name) for name in FIELDS if getattr(citation, name)}
    if citation.authors:
        known["authors"] = [str(author) for author in citation.authors]
    if citation.accessed_other:
        known["accessed_other"] = list(citation.accessed_other)
    return known


SEED = (
    (
        "Nazir Aliyev Tayfur, “Kyrgyzstan and Tajikistan have been having a border dispute for 31 years”, Anadolu Ajansı, https://www.aa.com.tr/tr/dunya/kirgizistan-ve-tacikistan-31-yildir-sinir-anlasmazligi-yasiyor/2687648, (Date of Accession: 12.10.2022).",
        {
            "authors": ["Nazir Aliyev Tayfur"],
            "title": "Kyrgyzstan and Tajikistan have been having a border dispute for 31 years",
            "outlet": "Anadolu Ajansı",
            "url": "https://www.aa.com.tr/tr/dunya/kirgizistan-ve-tacikistan-31-yildir-sinir-anlasmazligi-yasiyor/2687648",
        },
    ),
    (
        "“Kyrgyzstan won’t cede a centimeter of its land to anyone – President Japarov tells UN GA about Tajikistan’s military aggression”, AKI Press, https://akipress.com/news:680082, (Date of Accession: 12.10.2022).",
        {
            "title": "Kyrgyzstan won’t cede a centimeter of its land to anyone – President Japarov tells UN GA about Tajikistan’s military aggression",
            "outlet": "AKI Press",
            "url": "https://akipress.com/news:680082",
        },
    ),
    (
        "“The CSTO Secretariat Commentary on the situation on the Kyrgyz-Tajik Border”, Collective Security Treaty Organization, https://en.odkb-csto.org/news/news_odkb/kommentariy-sekretariata-odkb-po-situatsii-na-kyrgyzsko-tadzhikskoy-granitse/#loaded, (Date of Accession: 12.10.2022).",
        {
            "title": "The CSTO Secretariat Commentary on the situation on the Kyrgyz-Tajik Border",
            "outlet": "Collective Security Treaty Organization",
            "url": "https://en.odkb-csto.org/news/news_odkb/kommentariy-sekretariata-odkb-po-situatsii-na-kyrgyzsko-tadzhikskoy-granitse/#loaded",
        },
    ),
    (
        "“Rahmon congratulates Putin on his birthday”, Asia-Plus, https://www.asiaplustj.info/en/news/tajikistan/power/20221007/rahmon-congratulates-putin-on-his-birthday, (Date of Accession: 12.10.2022).",
        {
            "title": "Rahmon congratulates Putin on his birthday",
            "outlet": "Asia-Plus",
            "url": "https://www.asiaplustj.info/en/news/tajikistan/power/20221007/rahmon-congratulates-putin-on-his-birthday",
        },
    ),
)


def test_the_article() -> None:
    found = citations(*(text for text, _ in SEED))
    assert [fields(one) for one in found] == [{**gold, "accessed": "2022-10-12"} for _, gold in SEED]
    assert [one.id for one in found] == [f"essay.txt#{number}" for number in (1, 2, 3, 4)]
    for one, (text, _) in zip(found, SEED, strict=True):
        assert_spans(one, text)
        assert {span.confidence for span in one.spans} == {"high"}


def assert_spans(citation: Citation, text: str) -> None:
    """Each field that is known names the characters that it was read from."""
    for span in citation.spans:
        assert 0 <= span.start < span.end <= len(text)
        assert span.rule
        words = text[span.start : span.end]
        if span.field in ("title", "outlet", "accessed_text"):
            assert getattr(citation, span.field) == words
    for field in ("title", "outlet", "accessed", "published", "url", "archive_url", "doi", "authors"):
        assert bool(getattr(citation, field)) == (citation.span(field) is not None)
    url = citation.span("url")
    if url is not None and citation.archive_url is None and not citation.doi:
        assert text[url.start : url.end] == (citation.url_as_written or citation.url)


def test_the_corpus_is_wide() -> None:
    assert len(CORPUS) >= 80
    assert len({case["lang"] for case in CORPUS}) >= 12
    assert max(Counter(case["text"] for case in CORPUS).values()) == 1


@pytest.mark.parametrize("case", CORPUS, ids=[f"{case['lang']} {case['why']}" for case in CORPUS])
def test_corpus(case: dict[str, Any]) -> None:
    found = citations(case["text"])
    wanted = [dict(gold) for gold in case["citations"]]
    kinds = [gold.pop("kind", None) for gold in wanted]
    assert [fields(one) for one in found] == wanted
    for one, kind in zip(found, kinds, strict=True):
        assert_spans(one, case["text"])
        assert kind is None or one.kind == kind


LINK = "“The river freezes”, Example Agency, {}"


def test_references_of_one_note_have_ids_of_their_own() -> None:
    note_text = "“The river freezes”, https://news.example/a; “It thaws”, https://news.example/b"
    found = citations(note_text)
    assert [one.id for one in found] == ["essay.txt#1", "essay.txt#1.2"]
    assert {one.note for one in found} == {"essay.txt#1"}
    assert found[1].text == "“It thaws”, https://news.example/b"
    span = found[1].span("title")
    assert span is not None
    assert note_text[span.start : span.end] == "It thaws"


def test_markers_go_with_their_note() -> None:
    marks = tuple(
        Marker(label=label, place=PLACE, sentence=f"Sentence {label}.", note=f"essay.txt#{label}")
        for label in "2122"
    )
    found = citations(
        LINK.format("https://news.example/a"), LINK.format("https://news.example/b"), markers=marks
    )
    assert [[marker.label for marker in one.markers] for one in found] == [["1"], ["2", "2", "2"]]


def test_a_date_of_another_note_shows_the_order() -> None:
    first, _ = citations(
        LINK.format("https://news.example/a (accessed 04/05/2022)"),
        LINK.format("https://news.example/b (accessed 25/05/2022)"),
    )
    assert (first.accessed, first.accessed_other) == ("2022-05-04", ())


def test_contradicting_notes_show_nothing() -> None:
    first, *_ = citations(
        LINK.format("https://news.example/a (accessed 04/05/2022)"),
        LINK.format("https://news.example/b (accessed 25/05/2022)"),
        LINK.format("https://news.example/c (accessed 05/25/2022)"),
    )
    assert (first.accessed, first.accessed_other) == (None, ("2022-04-05", "2022-05-04"))


def test_the_day_the_document_was_saved_excludes_a_reading() -> None:
    (one,) = citations(
        LINK.format("https://news.example/a (accessed 12/10/2022)"), saved=dt.date(2022, 11, 1)
    )
    assert one.accessed == "2022-10-12"


def test_an_impossible_access_date_is_kept_as_written() -> None:
    (one,) = citations(LINK.format("https://news.example/a (accessed 31.02.2022)"))
    assert (one.accessed, one.accessed_text, one.accessed_other) == (None, "31.02.2022", ())


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("http//news.example/a", "http://news.example/a"),
        ("https:/news.example/a", "https://news.example/a"),
        ("htttps://news.example/a", "https://news.example/a"),
        ("www.news.example/a", "http://www.news.example/a"),
        ("https：//news.example／a", "https://news.example/a"),
        ("https://news.example/\u200ba", "https://news.example/a"),
    ],
)
def test_a_mended_url_keeps_what_was_written(written: str, url: str) -> None:
    (one,) = citations(LINK.format(written))
    assert (one.url, one.url_as_written) == (url, written)


@pytest.mark.parametrize("order", ["{live}, {copy}", "{copy}, {live}"])
def test_a_live_link_beside_an_archived_copy(order: str) -> None:
    live, copy = "https://news.example/a", "https://web.archive.org/web/20221012/http://news.example/a"
    (one,) = citations(LINK.format(order.format(live=live, copy=copy)))
    assert (one.url, one.archive_url, one.archived_at) == (live, copy, "2022-10-12")


@pytest.mark.parametrize(
    ("stamp", "at"),
    [
        ("2022", "2022"),
        ("202210", "2022-10"),
        ("20221012101010", "2022-10-12T10:10:10Z"),
        ("20221312000000", None),
        ("2022*", None),
    ],
)
def test_when_a_copy_was_made(stamp: str, at: str | None) -> None:
    (one,) = citations(LINK.format(f"https://web.archive.org/web/{stamp}/https://news.example/a"))
    assert (one.url, one.archived_at) == ("https://news.example/a", at)


def test_how_a_field_was_read_is_told() -> None:
    (one,) = citations("Ann Poe, “The river freezes”, Agency, https://news.example/a (accessed 12.10.2022).")
    assert {span.field: span.rule for span in one.spans} == {
        "authors": "before the title",
        "title": "quoted",
        "outlet": "after the title",
        "url": "url",
        "accessed_text": "phrase “accessed”",
        "accessed": "phrase “accessed”; with dots the day comes first",
    }


def test_an_unmarked_reference_is_read_with_little_confidence() -> None:
    (one,) = citations("Ann Poe, The river freezes, Example Agency, https://news.example/a")
    assert fields(one) == {
        "authors": ["Ann Poe"],
        "title": "The river freezes",
        "outlet": "Example Agency",
        "url": "https://news.example/a",
    }
    title = one.span("title")
    assert title is not None
    assert title.confidence == "low"


@pytest.mark.parametrize(
    "text",
    [
        "The villagers call it the “long winter” of the lake.",
        "In 2021 the mayor said: “We will not sell the river”.",
        "“Long ice” is what they call it.",
        "On 12 October 2022 the ice broke.",
        "Emphasis added.",
        "Author’s translation.",
        "Op. cit., p. 4.",
        "Ibid.",
        "Там же.",
        "",
    ],
)
def test_comments_are_no_citations(text: str) -> None:
    assert citations(text) == ()
