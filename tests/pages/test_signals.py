import pytest

from citecheck.model.evidence import Answer, Hop, Observation, Target
from citecheck.pages.read import read_page
from citecheck.pages.signals import KINDS, wording_kind
from citecheck.pages.unwell import sibling, wants_control

LONG = "<p>" + "The article goes on for a while and has something to say about its matter. " * 40 + "</p>"


def kinds(markup, url="https://news.example/a"):
    page = read_page(markup.encode(), url=url, media_type="text/html", charset="utf-8")
    found = [signal.kind for signal in page.signals]
    assert set(found) <= set(KINDS)
    assert all(signal.detail for signal in page.signals)
    return found


def notice(title, body="<p>Sorry.</p>"):
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"


NOT_FOUND = {
    "en": "Page not found", "tr": "Sayfa bulunamadı", "de": "Seite nicht gefunden", "fr": "Page introuvable", "es": "Página no encontrada", "pt": "Página não encontrada",
    "it": "Pagina non trovata", "nl": "Pagina niet gevonden", "ru": "Страница не найдена", "uk": "Сторінку не знайдено", "pl": "Nie znaleziono strony", "cs": "Stránka nenalezena",
    "sk": "Stránka sa nenašla", "hu": "Az oldal nem található", "ro": "Pagina nu a fost găsită", "hr": "Stranica nije pronađena", "el": "Η σελίδα δεν βρέθηκε",
    "sv": "Sidan hittades inte", "da": "Siden blev ikke fundet", "fi": "Sivua ei löytynyt", "ar": "الصفحة غير موجودة", "fa": "صفحه پیدا نشد", "he": "הדף לא נמצא",
    "zh": "页面不存在", "ja": "ページが見つかりません", "ko": "페이지를 찾을 수 없습니다", "vi": "Không tìm thấy trang", "id": "Halaman tidak ditemukan", "th": "ไม่พบหน้า", "hi": "पृष्ठ नहीं मिला",
}  # fmt: skip


@pytest.mark.parametrize("language", NOT_FOUND)
def test_not_found_in_many_languages(language):
    words = NOT_FOUND[language]
    for title in (
        words,
        words.upper() if language != "tr" else words,
        f"404 - {words}",
        f"{words} | The Courier",
        f"{words} - 404",
        f"{words}!",
    ):
        assert "not-found" in kinds(notice(title)), title


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("404", "not-found"),
        ("Error 404 (Not Found)!!1", None),
        ("This article has been removed", "removed"),
        ("Материал удалён", "removed"),
        ("We'll be right back", "error-page"),
        ("502 Bad Gateway", "error-page"),
        ("Ведутся технические работы", "error-page"),
        ("Just a moment...", "challenge"),
        ("Attention Required! | Cloudflare", "challenge"),
        ("Access denied", "forbidden"),
        ("Domain for sale", "parked"),
        ("Account Suspended", "suspended"),
        ("Welcome to nginx!", "default-page"),
        ("Apache2 Debian Default Page: It works", "default-page"),
        ("Index of /files", "directory-listing"),
        ("Log in", "login-form"),
        ("Before you continue to Google", "consent"),
        ("Unavailable for legal reasons", "legal-block"),
        ("Are you over 18?", "age-gate"),
    ],
)
def test_notices(title, kind):
    assert (kind in kinds(notice(title))) if kind else True


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ("<title>x</title><script src='/cdn-cgi/challenge-platform/x'></script>", "challenge"),
        ("<title>x</title><script src='https://geo.captcha-delivery.com/c.js'></script>", "challenge"),
        ("<title>x</title><iframe src='/_Incapsula_Resource?x=1'></iframe>", "challenge"),
        ("<title>x</title><div id='px-captcha'></div>", "challenge"),
        ("<title>x</title><div class='g-recaptcha'></div>", "captcha"),
        ("<title>x</title><p>Welcome</p><form><input type='password'></form>", "login-form"),
        ("<title>x</title><script>window.park = 'x'</script>", "parked"),
        ("<title>x</title><div id='root'></div><script src='a.js'></script>", "script-shell"),
        (
            "<title>x</title><noscript>You need to enable JavaScript to run this app.</noscript><div id='app'></div>",
            "script-shell",
        ),
        ("<title></title><body></body>", "empty"),
        ("<meta name='robots' content='noindex, nofollow'>" + LONG, "noindex"),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree": "False"}</script>'
            + LONG,
            "paywall",
        ),
    ],
)
def test_marks_in_the_markup(markup, kind):
    assert kind in kinds(markup)


@pytest.mark.parametrize(
    ("markup", "kind", "target"),
    [
        ("<meta http-equiv='refresh' content='0; url=/new'>", "meta-refresh", "https://news.example/new"),
        (
            "<meta http-equiv=Refresh content=\"5;URL='https://b.example/x'\">",
            "meta-refresh",
            "https://b.example/x",
        ),
        ("<script>window.location.href = '/gone';</script>", "script-redirect", "https://news.example/gone"),
        ('<script>location.replace("https://b.example/")</script>', "script-redirect", "https://b.example/"),
    ],
)
def test_redirects_by_the_page_itself(markup, kind, target):
    page = read_page(markup.encode(), url="https://news.example/a", media_type="text/html", charset=None)
    assert page.signal(kind).detail == target


@pytest.mark.parametrize(
    "markup",
    [
        notice("404: a short history of the missing page", LONG),
        notice("How we design 404 pages", LONG),
        notice("What has been removed in version 3", "<p>The old parser has been removed.</p>" + LONG),
        notice("Domain names for sale: a market report", LONG),
        notice("Log in to vote: the new rules", LONG),
        notice(
            "A moment with the minister",
            LONG + "<div class='g-recaptcha'></div><script src='/cdn-cgi/challenge-platform/x'></script>",
        ),
        notice("Harvest figures", LONG + "<form><input type='password'></form>"),
        notice(
            "Closed on Monday", "<p>The office is closed on Monday, and open again on Tuesday at nine.</p>"
        ),
        notice("Errors of judgement", LONG),
        notice("Maintenance of old bridges", LONG),
    ],
)
def test_what_only_speaks_of_such_things(markup):
    assert kinds(markup) == []


def test_a_page_that_is_not_found_within_a_big_site():
    assert "not-found" in kinds(
        notice("Page not found", "<nav>" + "<a href=/x>Section</a> " * 200 + "</nav>")
    )


@pytest.mark.parametrize(
    "title", ["Harvest rises", "Not found in translation", "The error of 1914", "", "2022"]
)
def test_titles_that_speak_for_themselves(title):
    assert wording_kind(title) is None


def observed(status=200, hops=()):
    answer = Answer(status=status, media_type="text/html")
    return Observation(
        target=Target(url="https://news.example/2022/a"),
        asked_at=None,
        elapsed_ms=1,
        attempts=1,
        hops=hops,
        outcome=answer,
    )


def test_when_a_control_is_wanted():
    sound = read_page(notice("Harvest", LONG).encode(), url="", media_type="text/html", charset=None)
    gone = read_page(notice("Page not found").encode(), url="", media_type="text/html", charset=None)
    elsewhere = (Hop(url="https://news.example/2022/a", status=302, location="https://news.example/b"),)
    added = (
        Hop(url="https://news.example/2022/a", status=301, location="https://www.news.example/en/2022/a/"),
    )
    assert not wants_control(observed(), sound)
    assert wants_control(observed(), gone)
    assert not wants_control(observed(404), gone)
    assert wants_control(observed(hops=elsewhere), sound)
    assert not wants_control(observed(hops=added), sound)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "https://n.example/2020/story.html?id=7#x",
            "https://n.example/2020/citecheck-control-a3f19c7d.html",
        ),
        ("https://n.example/2020/story/", "https://n.example/2020/citecheck-control-a3f19c7d/"),
        ("https://n.example/news:680082", "https://n.example/citecheck-control-a3f19c7d"),
        ("https://n.example/", "https://n.example/citecheck-control-a3f19c7d"),
        ("https://n.example", "https://n.example/citecheck-control-a3f19c7d"),
    ],
)
def test_the_sibling_that_cannot_exist(url, expected):
    assert sibling(url) == expected
    assert sibling(sibling(url)) == sibling(url)
