"""Pages of our own writing, in many languages and with the markup that sites really have."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.model.citation import Name
from citecheck.pages.metadata import iso_date
from citecheck.pages.read import media_kind, read_page, without_site

NEWS = [
    ("tr", "Anadolu Haber", "Sınırda gerginlik yeniden tırmandı", "Ayşe Yılmaz", "İki ülke arasındaki sınırda dün gece yaşanan çatışmada üç kişi yaralandı; taraflar birbirini suçladı ve görüşmelerin süreceğini açıkladı."),
    ("ru", "Степной вестник", "Урожай зерна вырос на двенадцать процентов", "Иван Петров", "Урожай зерна в северных долинах вырос в этом году на двенадцать процентов, сообщило министерство сельского хозяйства в понедельник."),
    ("ky", "Чүй кабары", "Чек арада тынчтык сүйлөшүүлөрү башталды", "Айбек Асанов", "Эки өлкөнүн чек ара комиссиялары Бишкек шаарында жолугуп, талаштуу тилкелер боюнча сүйлөшүүлөрдү баштады деп билдирди өкмөт."),
    ("de", "Süddeutscher Bote", "Mieten steigen langsamer als im Vorjahr", "Jürgen Groß", "Die Mieten in den großen Städten sind im vergangenen Jahr langsamer gestiegen als zuvor, wie das Amt für Statistik am Montag mitteilte."),
    ("fr", "Le Courrier du Midi", "La récolte dépasse toutes les prévisions", "Hélène Bœuf", "La récolte de blé a dépassé toutes les prévisions cette année, a annoncé lundi le ministère de l’agriculture à l’issue d’une réunion."),
    ("es", "El Correo del Valle", "La cosecha crece un doce por ciento", "José Núñez", "La cosecha de grano en los valles del norte creció este año un doce por ciento, según informó el lunes la oficina de agricultura."),
    ("pl", "Głos Doliny", "Zbiory wzrosły o dwanaście procent", "Łukasz Żak", "Zbiory zboża w północnych dolinach wzrosły w tym roku o dwanaście procent, poinformował w poniedziałek urząd rolnictwa."),
    ("ar", "صحيفة الوادي", "ارتفاع محصول القمح في الوديان الشمالية", "أحمد منصور", "ارتفع محصول القمح في الوديان الشمالية هذا العام بنسبة اثني عشر في المئة، وفق ما أعلنه مكتب الزراعة يوم الاثنين الماضي."),
    ("fa", "روزنامه دره", "افزایش برداشت گندم در دره‌های شمالی", "رضا کریمی", "برداشت گندم در دره‌های شمالی امسال دوازده درصد افزایش یافت، این را اداره کشاورزی روز دوشنبه در بیانیه‌ای اعلام کرد."),
    ("zh", "山谷日报", "北部山谷粮食产量增长百分之十二", "王小明", "农业局星期一表示，北部山谷今年的粮食产量增长了百分之十二，此前连续两个夏季干旱，农民卖掉了大部分牲畜，情况十分困难。"),
    ("ja", "谷の新聞", "北部の谷で穀物の収穫が増加", "山田太郎", "農業局は月曜日、北部の谷における今年の穀物の収穫量が十二パーセント増加したと発表した。二年続いた干ばつの後のことである。"),
    ("el", "Εφημερίδα της Κοιλάδας", "Αυξήθηκε η συγκομιδή στις βόρειες κοιλάδες", "Γιώργος Νικολάου", "Η συγκομιδή σιτηρών στις βόρειες κοιλάδες αυξήθηκε φέτος κατά δώδεκα τοις εκατό, ανακοίνωσε τη Δευτέρα το γραφείο γεωργίας."),
    ("en", "The Valley Courier", "Harvest figures rise in the northern valleys", "Ann Writer", "The grain harvest in the northern valleys rose by twelve percent this year, the agriculture office said on Monday after two dry summers."),
]  # fmt: skip


def news(language, site, title, author, text, *, template="json-ld", charset="utf-8"):
    """An article in one of several templates."""
    ld = json.dumps({
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": site},
            {"@type": "NewsArticle", "headline": title, "author": [{"@type": "Person", "name": author}], "datePublished": "2022-09-17T23:30:00+06:00", "inLanguage": language, "publisher": {"@type": "Organization", "name": site}},
        ],
    })  # fmt: skip
    heads = {
        "json-ld": f'<script type="application/ld+json">{ld}</script>',
        "og": f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="{site}"><meta property="article:published_time" content="2022-09-17T10:00:00Z"><meta name="author" content="{author}">',
        "citation": f'<meta name="citation_title" content="{title}"><meta name="citation_author" content="{author}"><meta name="citation_publication_date" content="2022/09/17"><meta name="citation_journal_title" content="{site}">',
        "dc": f'<meta name="DC.title" content="{title}"><meta name="DC.creator" content="{author}"><meta name="DC.date" content="2022-09-17"><meta property="og:site_name" content="{site}">',
        "plain": "",
    }
    byline = (
        f'<p class="article-byline">{author}</p><time datetime="2022-09-17T08:00">17.9.</time>'
        if template == "plain"
        else ""
    )
    page = f"""<!DOCTYPE html><html lang="{language}"><head><meta charset="{charset}">
<title>{title} | {site}</title>{heads[template]}</head><body>
<header><nav><a href="/">{site}</a><a href="/a">A</a><a href="/b">B</a></nav></header>
<div class="cookie-banner"><p>Cookies?</p><button>OK</button></div>
<main><article><h1>{title}</h1>{byline}<p>{text}</p><p>{text}</p><p>{text}</p></article>
<aside class="related"><h2>Related</h2><ul><li><a href="/x">x</a></li></ul></aside></main>
<footer><p>© {site}</p></footer></body></html>"""
    return page.encode(charset, "xmlcharrefreplace")


def read(body, charset=None, media_type="text/html", url="https://news.example/a"):
    return read_page(body, url=url, media_type=media_type, charset=charset)


@pytest.mark.parametrize("template", ["json-ld", "og", "citation", "dc", "plain"])
@pytest.mark.parametrize(("language", "site", "title", "author", "text"), NEWS)
def test_what_a_page_says_of_itself(language, site, title, author, text, template):
    page = read(news(language, site, title, author, text, template=template))
    assert page.title in (title, f"{title} | {site}" if template == "plain" else title)
    assert ("h1", title) in page.titles
    assert [str(name) for name in page.authors] == [author]
    assert page.published == "2022-09-17"
    assert page.language == language
    assert template == "plain" or page.site == site
    assert text in page.text
    assert "Cookies?" not in page.text
    assert page.signals == ()
    assert page.failure is None


@pytest.mark.parametrize(
    ("language", "charset"),
    [("tr", "windows-1254"), ("tr", "iso-8859-9"), ("ru", "windows-1251"), ("ru", "koi8-r"), ("de", "windows-1252"), ("pl", "iso-8859-2"),
     ("zh", "gb18030"), ("ja", "shift_jis"), ("ja", "euc-jp"), ("el", "windows-1253"), ("ar", "windows-1256"), ("en", "utf-16")],
)  # fmt: skip
def test_charsets_by_header_or_by_the_pages_own_word(language, charset):
    facts = next(row for row in NEWS if row[0] == language)
    body = news(*facts, charset=charset)
    for declared in (charset, None):
        page = read(body, declared)
        assert page.title == facts[2]
        assert facts[4] in page.text


def test_a_lying_header_is_not_believed():
    facts = NEWS[0]
    assert read(news(*facts), "ascii").title == facts[2]


@pytest.mark.parametrize("language", ["ru", "zh", "ja"])
def test_undeclared_charsets_are_guessed(language):
    facts = next(row for row in NEWS if row[0] == language)
    charset = {"ru": "windows-1251", "zh": "gb18030", "ja": "shift_jis"}[language]
    body = news(*facts, charset=charset).replace(f'<meta charset="{charset}">'.encode(), b"")
    assert facts[2] in (read(body).title or "")


@pytest.mark.parametrize(
    ("body", "declared", "kind"),
    [
        (b"%PDF-1.7 ...", "text/html", "application/pdf"),
        (b"\x89PNG\r\n", None, "image/png"),
        (b"\xff\xd8\xff\xe0", "text/html", "image/jpeg"),
        (b"<!doctype html><p>x", None, "text/html"),
        (b"<html><p>x", "text/plain", "text/html"),
        (b"Just words.", None, "text/plain"),
        (b"Just words.", "text/plain", "text/plain"),
        (b"{}", "application/json", "application/json"),
        (b"<p>x", "application/xhtml+xml", "text/html"),
    ],
)
def test_kinds(body, declared, kind):
    assert media_kind(body, declared) == kind
    assert read(body, media_type=declared).media_type == kind


def test_plain_text_is_read_as_paragraphs():
    page = read(b"One line.\n\nAnother   line.\n", media_type="text/plain")
    assert page.blocks == ("One line.", "Another line.")


@pytest.mark.parametrize(
    ("title", "site", "bare"),
    [
        ("A headline | The Courier", "The Courier", "A headline"),
        ("A headline - The Courier News", "The Courier", "A headline"),
        ("A headline – with a dash", "The Courier", "A headline – with a dash"),
        ("A headline | The Courier", None, "A headline | The Courier"),
        ("The Courier", "The Courier", "The Courier"),
    ],
)
def test_a_sites_name_is_taken_off(title, site, bare):
    assert without_site(title, site) == bare


@pytest.mark.parametrize(
    ("value", "iso"),
    [("2022-10-12T23:59:00+06:00", "2022-10-12"), ("2022-10-12", "2022-10-12"), ("2022/10/2", "2022-10-02"), ("20221012", "2022-10-12"), ("2022-10", "2022-10"),
     ("2022", "2022"), ("12.10.2022", None), ("2022-13-01", None), ("0001-01-01", None), ("", None), (None, None)],
)  # fmt: skip
def test_dates_keep_their_precision_and_their_day(value, iso):
    assert iso_date(value) == iso


def test_several_authors_and_bodies():
    body = b'<title>x</title><meta name="citation_author" content="Smith, Ann"><meta name="citation_author" content="Jones, Bea">'
    assert read(body).authors == (Name(family="Smith", given="Ann"), Name(family="Jones", given="Bea"))
    body = b'<title>x</title><meta name="author" content="By Ann Smith and Bea Jones">'
    assert read(body).authors == (Name(family="Smith", given="Ann"), Name(family="Jones", given="Bea"))


def test_broken_json_ld_is_left_alone():
    assert read(b'<title>T</title><script type="application/ld+json">{"headline": </script>').title == "T"


def test_without_content_only_the_metadata():
    page = read_page(news(*NEWS[0]), url="", media_type="text/html", charset=None, content=False)
    assert page.title == NEWS[0][2]
    assert page.blocks == ()


@given(
    st.binary(max_size=2_000),
    st.sampled_from([None, "text/html", "text/plain", "image/png"]),
    st.sampled_from([None, "utf-8", "shift_jis", "nonsense"]),
)
def test_any_bytes_are_read(body, media_type, charset):
    read(body, charset, media_type)


@given(st.text(max_size=200))
def test_any_markup_is_read(text):
    page = read(
        f"<html><head><title>{text}</title></head><body><h1>{text}</h1><p>{text}".encode(errors="replace")
    )
    assert page.failure is None
