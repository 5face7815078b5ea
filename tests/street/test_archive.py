"""Archived copies over real sockets, against pywb as the archive."""

import pytest

from citecheck import NetworkOptions, Options, verify
from support.pywb import FRAMED, Captured, running
from support.site import Reply, serving

pytestmark = [pytest.mark.archive, pytest.mark.xdist_group("pywb")]

TITLE = "Harvest figures rise in the northern valleys"
PARAGRAPHS = """<p>The grain harvest in the northern valleys rose by 12 percent this year, the agriculture office
said on Monday, after two dry summers in which farmers had sold much of their livestock.</p>
<p>Officials put the total at 48,000 tonnes, and said that most of it would stay in the region's own mills.</p>"""
PAGE = f"<html lang=en><title>{TITLE}</title><body><article><h1>{TITLE}</h1>{PARAGRAPHS}</article>".encode()
OTHER = b"<html lang=en><title>Weather for the coming week</title><body><h1>Weather for the coming week</h1><p>Sun, then rain.</p>"
GONE = b"<html lang=en><title>Page not found</title><body><h1>Page not found</h1><p>Sorry.</p>"

CAPTURES = [
    Captured(url="https://news.example/ok", date="2022-10-11T20:00:00Z", body=PAGE),
    Captured(url="https://news.example/ok", date="2024-01-01T00:00:00Z", body=OTHER),
    Captured(
        url="https://news.example/error", date="2022-10-12T08:00:00Z", body=GONE, status="404 Not Found"
    ),
    Captured(url="https://news.example/soft", date="2022-10-12T08:00:00Z", body=GONE),
    Captured(
        url="https://news.example/old",
        date="2022-10-12T08:00:00Z",
        status="301 Moved Permanently",
        headers=(("Location", "https://news.example/ok"), ("Content-Type", "text/html")),
    ),
    Captured(url="https://news.example/secret", date="2022-10-12T08:00:00Z", body=PAGE),
]
LIVE = {
    f"news.example/{name}": Reply(body=PAGE) for name in ("ok", "error", "soft", "old", "secret", "never")
}


@pytest.fixture(scope="module", params=["unframed", "framed"])
def archive(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pywb")
    settings = {"config": FRAMED} if request.param == "framed" else {}
    with running(folder, CAPTURES, excluded=["https://news.example/secret"], **settings) as base:
        yield base


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("site"), LIVE) as running_site:
        yield running_site


def verdict(archive, site, tmp_path, url, *, copy=None, accessed="12.10.2022"):
    """The archive axis for one note."""
    cited = f" Archived: {copy}," if copy else ""
    path = tmp_path / "a.txt"
    path.write_text(
        f"A claim.[1]\n\n[1] “{TITLE}”, The Courier, {url},{cited} (Date of Accession: {accessed}).\n"
    )
    options = Options(
        archive_urls=(archive,),
        network=NetworkOptions(
            connect_to=site.connect_to, ca_file=str(site.ca_file), allow_private=True, timeout=10
        ),
    )
    (checked,) = verify([str(path)], options).citations
    return checked.assessment.archive


def test_the_copy_nearest_the_access_date_is_found_and_opened(archive, site, tmp_path):
    found = verdict(archive, site, tmp_path, "https://news.example/ok")
    assert (found.verdict, found.role, found.days_from_access) == ("ok", "found", -1)
    assert f"{found.captured_at:%Y-%m-%dT%H}" == "2022-10-11T20"
    assert found.url == f"{archive}/20221011200000/https://news.example/ok"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("never", "missing"), ("secret", "missing"), ("error", "error-copy"), ("soft", "soft-404-copy")],
)
def test_what_is_no_good_copy_is_said_to_be_what_it_is(archive, site, tmp_path, name, expected):
    assert verdict(archive, site, tmp_path, f"https://news.example/{name}").verdict == expected


def test_an_archived_redirect_is_followed_inside_the_archive(archive, site, tmp_path):
    before = site.count("news.example/ok")
    found = verdict(archive, site, tmp_path, "https://news.example/old")
    assert found.verdict == "ok"
    assert found.url.endswith("/https://news.example/ok")
    assert site.count("news.example/ok") == before


def test_a_cited_copy_of_another_day_is_shifted(archive, site, tmp_path):
    copy = f"{archive}/20230601000000/https://news.example/ok"
    found = verdict(archive, site, tmp_path, "https://news.example/ok", copy=copy)
    assert (found.verdict, found.role) == ("shifted", "cited")
    assert found.url == copy
    assert found.others[0].verdict == "ok"


def test_a_cited_copy_of_that_day_is_ok(archive, site, tmp_path):
    copy = f"{archive}/20221011200000/https://news.example/ok"
    found = verdict(archive, site, tmp_path, "https://news.example/ok", copy=copy)
    assert (found.verdict, found.role) == ("ok", "cited")


def test_a_cited_captured_error_is_found_out(archive, site, tmp_path):
    copy = f"{archive}/20221012080000/https://news.example/error"
    found = verdict(archive, site, tmp_path, "https://news.example/error", copy=copy)
    assert (found.verdict, found.role) == ("error-copy", "cited")


def test_an_archive_that_is_down_is_never_missing(site, tmp_path):
    assert (
        verdict("http://127.0.0.1:9/web", site, tmp_path, "https://news.example/ok").verdict == "unreachable"
    )
