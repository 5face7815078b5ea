import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.citations.urls import find_urls, trim

CASES = [
    json.loads(line) for line in (Path(__file__).parent / "url_cases.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=[case["note"][:60] for case in CASES])
def test_case(case: dict[str, object]) -> None:
    found = find_urls(str(case["text"]))
    # Without a scheme, what is asked is the URL with one; the case says what stands there.
    assert [one.written if one.rule == "no-scheme" else one.url for one in found] == case["urls"]


URL_PART = st.text(st.sampled_from("abcXYZ019-_~%éжз"), min_size=1, max_size=8).filter(
    lambda part: part[-1] not in "-_~%"
)
URLS = st.builds(
    lambda host, port, parts, query, fragment: f"https://{host}{port}/{'/'.join(parts)}{query}{fragment}",
    st.sampled_from(["news.example", "www.a-b.example", "пример.рф", "127.0.0.1"]),
    st.sampled_from(["", ":8080"]),
    st.lists(
        st.one_of(URL_PART, st.sampled_from(["news:680082", "Batken_(city)", "it's-here", "a;b=1", "a,b"])),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["", "?id=7", "?a=1&b=2", "?a[]=1"]),
    st.sampled_from(["", "#loaded", "#!/item/7", "#:~:text=ice"]),
)
CONTEXTS = (
    "{}",
    "{}.",
    "See {}, again.",
    "({}).",
    "[{}]",
    "<{}>",
    "“{}”",
    "«{}»",
    "„{}“.",
    "{}, (Date of Accession: 12.10.2022).",
    "{},(Date of Accession: 12.10.2022).",
    "{} (erişim: 3 Ekim 2022)",
    "Ann Poe, “Ice”, Agency, {}; next.",
    "详见{}。",
    "（{}）",
    "«النهر»، {}، (تاريخ الوصول)",
    "{}—and so on",
    "Available: {} [Accessed: 12-Oct-2022]",
    "{}\nNext line",
    "{}¹",
)  # fmt: skip


@given(URLS, st.sampled_from(CONTEXTS))
def test_a_url_is_found_exactly_whatever_stands_around_it(url: str, context: str) -> None:
    if "?" in url and context.endswith("}¹"):
        return  # a parameter may end with any character
    text = context.format(url)
    (found,) = find_urls(text)
    assert (found.url, text[found.start : found.end]) == (url, url)


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("https://doi.org/10.1234/a.b-c.", "10.1234/a.b-c"),
        ("doi: 10.1234/a(b)c).", "10.1234/a(b)c"),
        ("DOI 10.1234/abc;", "10.1234/abc"),
        ("http://dx.doi.org/10.1234/ abc", "10.1234/abc"),
        ("doi.org/10.1234/abc", "10.1234/abc"),
        ("https://doi.org/10.1234/%3Ca%3E", "10.1234/<a>"),
        ("doi:10.1234/).", None),
        ("10.1234/abc", None),
    ],
)
def test_dois(text: str, doi: str | None) -> None:
    assert [one.doi for one in find_urls(text)] == ([doi] if doi else [])


@given(st.lists(URLS, min_size=1, max_size=4), st.sampled_from([" ", "; ", ", ", " and ", "\n", ";", " | "]))
def test_several_urls(urls: list[str], separator: str) -> None:
    assert [one.url for one in find_urls(separator.join(urls))] == urls


@given(st.text(max_size=120))
def test_spans_are_in_order_and_apart(text: str) -> None:
    found = find_urls(text)
    edges = [edge for one in found for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert one.written is None or one.written == text[one.start : one.end]


@given(st.text(st.sampled_from("ab()[]{}<>.,;:!?'¹²_/1"), max_size=30))
def test_trimming_twice_is_trimming_once(written: str) -> None:
    once = trim(written)
    assert written.startswith(once)
    assert trim(once) == once
