import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.model.url import (
    Origin,
    hide_userinfo,
    host,
    key,
    origin,
    split,
    without_fragment,
    without_tracking,
    without_userinfo,
)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://News.Example/a", Origin(scheme="https", host="news.example", port=443)),
        ("HTTP://news.example.:8080", Origin(scheme="http", host="news.example", port=8080)),
        ("http://[::1]:80/", Origin(scheme="http", host="::1", port=80)),
        ("ftp://news.example/", Origin(scheme="ftp", host="news.example", port=0)),
        ("https://news.example:99999/", None),
        ("https://news.example:abc/", None),
        ("https://[::1/", None),
        ("//news.example/", None),
        ("news.example/a", None),
        ("https://", None),
        ("", None),
    ],
)
def test_origin(url: str, expected: Origin | None) -> None:
    assert origin(url) == expected
    assert host(url) == (expected.host if expected else "")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://news.example", "https://news.example/", True),
        ("HTTPS://NEWS.example:443/a", "https://news.example/a#top", True),
        ("http://news.example:80/a", "http://news.example/a", True),
        ("https://news.example/a", "http://news.example/a", False),
        ("https://news.example/a", "https://news.example/A", False),
        ("https://news.example/a", "https://news.example/a/", False),
        ("https://news.example/?a=1&b=2", "https://news.example/?b=2&a=1", False),
        ("http://[::1]:80/a", "http://[::1]/a", True),
    ],
)
def test_key(one: str, other: str, same: bool) -> None:
    assert (key(one) == key(other)) is same


@given(st.text(max_size=60))
def test_nothing_raises_and_a_key_is_its_own_key(text: str) -> None:
    for url in (text, f"https://{text}", f"https://news.example/{text}"):
        split(url)
        assert key(key(url)) == key(url)
        assert without_userinfo(without_userinfo(url)) == without_userinfo(url)
        hide_userinfo(url)
        without_tracking(url)


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        ("https://ann:secret@news.example/a", "https://news.example/a"),
        ("https://ann@news.example/a?b=c@d", "https://news.example/a?b=c@d"),
        ("https://a@b@news.example/", "https://news.example/"),
        ("https://news.example/@ann", "https://news.example/@ann"),
        ("https://news.example?x=a@b", "https://news.example?x=a@b"),
    ],
)
def test_userinfo(url: str, bare: str) -> None:
    assert without_userinfo(url) == bare
    assert hide_userinfo(f"see “{url}” there") == f"see “{bare}” there"


def test_userinfo_within_an_archive_link() -> None:
    assert (
        hide_userinfo("https://archive.example/web/2022/http://a:b@x.example/")
        == "https://archive.example/web/2022/http://x.example/"
    )


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://x.example/a?utm_source=b&id=7&fbclid=c#top", "https://x.example/a?id=7#top"),
        ("https://x.example/a?utm_source=b", "https://x.example/a"),
        ("https://x.example/a?id=7", "https://x.example/a?id=7"),
        ("https://x.example/a?", "https://x.example/a?"),
        ("https://x.example/a?my_utm_source=1", "https://x.example/a?my_utm_source=1"),
        ("https://x.example/a#?utm_source=b", "https://x.example/a#?utm_source=b"),
    ],
)
def test_tracking(url: str, kept: str) -> None:
    assert without_tracking(url) == kept


def test_fragment() -> None:
    assert without_fragment("https://x.example/a#b#c") == "https://x.example/a"
