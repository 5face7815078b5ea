import pytest

from citecheck.model.archive import read_archive_url
from citecheck.model.options import WAYBACK
from citecheck.web.archives.registry import ARCHIVES, configured, recognised


def test_names_are_unique_and_bases_have_no_final_slash():
    assert len({archive.name for archive in ARCHIVES}) == len(ARCHIVES)
    assert all(archive.base is None or not archive.base.endswith("/") for archive in ARCHIVES)


def test_the_default_archive_keeps_its_public_limits():
    (archive,) = configured([WAYBACK])
    assert (archive.name, archive.replay_per_minute, archive.index_per_minute) == ("wayback", 600, 30)


def test_another_base_is_paced_by_its_own_answers_only():
    (archive,) = configured(["http://127.0.0.1:8080/coll/"])
    assert archive.base == "http://127.0.0.1:8080/coll"
    assert archive.replay_per_minute is None


def test_configured_archives_come_first_and_once():
    known = recognised(["http://a.example/web", WAYBACK, "http://a.example/web/"])
    assert [archive.name for archive in known[:2]] == ["a.example/web", "wayback"]
    assert len(known) == len(ARCHIVES) + 1


@pytest.mark.parametrize(
    ("url", "archive", "original", "timestamp", "form"),
    [
        ("https://web.archive.org/web/20221012101010/https://a.example/x", "wayback", "https://a.example/x", "20221012101010", "capture"),
        ("http://www.web.archive.org/web/2022if_/a.example/x", "wayback", "http://a.example/x", "2022", "capture"),
        ("https://web.archive.org/web/20221012101010id_/http:/a.example/x", "wayback", "http://a.example/x", "20221012101010", "capture"),
        ("https://web.archive.org/web/https://a.example/x", "wayback", "https://a.example/x", None, "latest"),
        ("https://web.archive.org/web/2022*/https://a.example/", "wayback", "https://a.example/", None, "calendar"),
        ("https://web.archive.org/web/*/https://a.example/", "wayback", "https://a.example/", None, "calendar"),
        ("https://archive.ph/2022.10.12-101010/https://a.example/x", "archive.today", "https://a.example/x", "20221012101010", "capture"),
        ("https://archive.is/AbC1d", "archive.today", None, None, "short"),
        ("https://perma.cc/ABCD-1234", "perma.cc", None, None, "short"),
        ("https://arquivo.pt/noFrame/replay/20221012101010id_/https://a.example/", "arquivo.pt", "https://a.example/", "20221012101010", "capture"),
    ],
)  # fmt: skip
def test_archive_links_are_taken_apart(url, archive, original, timestamp, form):
    link = read_archive_url(url, recognised([WAYBACK]))
    assert link is not None
    assert (link.archive, link.original, link.timestamp, link.form) == (archive, original, timestamp, form)


@pytest.mark.parametrize(
    "url", ["https://archive.org/details/book", "https://a.example/web/2022/x", "https://perma.cc/", "x"]
)
def test_other_links_are_none(url):
    assert read_archive_url(url, recognised([WAYBACK])) is None


def test_links_under_a_configured_base_are_archive_links():
    link = read_archive_url(
        "http://127.0.0.1:9/web/2022/http://a.example/", recognised(["http://127.0.0.1:9/web"])
    )
    assert link is not None
    assert (link.archive, link.original) == ("127.0.0.1:9/web", "http://a.example/")
