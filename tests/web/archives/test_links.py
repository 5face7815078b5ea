import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.web.archives.links import parse_links, related

WAYBACK = (
    '<https://www.fws.gov/?a=1&amp;b=2>; rel="original", '
    '<https://web.archive.org/web/timemap/link/https://www.fws.gov/>; rel="timemap"; type="application/link-format", '
    '<https://web.archive.org/web/https://www.fws.gov/>; rel="timegate", '
    '<https://web.archive.org/web/20110101000000/https://www.fws.gov/>; rel="first memento"; '
    'datetime="Sat, 01 Jan 2011 00:00:00 GMT", '
    '<https://web.archive.org/web/20220101000000/https://www.fws.gov/>; rel="memento"; '
    'datetime="Sat, 01 Jan 2022 00:00:00 GMT"'
)


def test_commas_in_dates_do_not_split_links():
    links = parse_links(WAYBACK)
    assert [link.relations for link in links] == [
        ("original",),
        ("timemap",),
        ("timegate",),
        ("first", "memento"),
        ("memento",),
    ]
    assert links[3].datetime == "Sat, 01 Jan 2011 00:00:00 GMT"


def test_html_escaped_uris_are_read():
    assert related(WAYBACK, "original") == "https://www.fws.gov/?a=1&b=2"


@pytest.mark.parametrize(
    "value", ["<https://a.example/>; rel=timegate", '<https://a.example/>;rel="x timegate"']
)
def test_relations_may_be_unquoted_or_several(value):
    assert related(value, "timegate") == "https://a.example/"


def test_absent_relations_and_headers():
    assert related(None, "original") is None
    assert related(WAYBACK, "license") is None


@given(st.text())
def test_any_text_is_read_without_a_crash(value):
    for link in parse_links(value):
        assert isinstance(link.uri, str)


@given(st.lists(st.from_regex(r"https://[a-z]{1,8}\.example/[a-z0-9]{0,8}", fullmatch=True), max_size=20))
def test_every_link_is_found(uris):
    value = ", ".join(f'<{uri}>; rel="memento"; datetime="Sat, 01 Jan 2011 00:00:00 GMT"' for uri in uris)
    assert [link.uri for link in parse_links(value)] == uris
