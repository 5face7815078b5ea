import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.config.values import connect_to, header, seconds, size
from citecheck.model.options import ConnectTo


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20", 20),
        (20, 20),
        ("0.5", 0.5),
        ("90s", 90),
        ("1m30s", 90),
        ("10m", 600),
        ("2h", 7200),
        ("1d", 86400),
        ("250ms", 0.25),
        (" 1h 5m ", 3900),
    ],
)
def test_durations(text, expected):
    assert seconds(text) == expected


@pytest.mark.parametrize("text", ["", "soon", "10x", "1m-30s", "m", "-5", "1m soon"])
def test_what_is_no_duration(text):
    with pytest.raises(ValueError, match="no duration"):
        seconds(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("500000", 500_000),
        (5, 5),
        ("10MB", 10_000_000),
        ("10 mb", 10_000_000),
        ("512KiB", 524_288),
        ("1.5M", 1_500_000),
        ("2GB", 2_000_000_000),
    ],
)
def test_sizes(text, expected):
    assert size(text) == expected


@pytest.mark.parametrize("text", ["", "MB", "10 parsecs", "-1"])
def test_what_is_no_size(text):
    with pytest.raises(ValueError, match="no size"):
        size(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "news.example:443=127.0.0.1:8443",
            ConnectTo(host="news.example", port=443, to_host="127.0.0.1", to_port=8443),
        ),
        (
            "News.example=127.0.0.1",
            ConnectTo(host="news.example", port=None, to_host="127.0.0.1", to_port=None),
        ),
        (":80=127.0.0.1:8080", ConnectTo(host="", port=80, to_host="127.0.0.1", to_port=8080)),
        ("a.example=[::1]:8080", ConnectTo(host="a.example", port=None, to_host="::1", to_port=8080)),
        ("[2001:db8::1]:443=[::1]", ConnectTo(host="2001:db8::1", port=443, to_host="::1", to_port=None)),
        ("a.example=:8080", ConnectTo(host="a.example", port=None, to_host="", to_port=8080)),
    ],
)
def test_mappings(text, expected):
    assert connect_to(text) == expected


@pytest.mark.parametrize("text", ["", "a.example", "a.example=", "a:b=c", "a.example:99999=b", "::1=a"])
def test_what_is_no_mapping(text):
    with pytest.raises(ValueError, match="no mapping"):
        connect_to(text)


def test_headers():
    assert header("Accept-Language: en, de;q=0.5") == ("Accept-Language", "en, de;q=0.5")
    for text in ("nonsense", "a b: c", "X: a\r\nY: b", ": x"):
        with pytest.raises(ValueError, match="no header"):
            header(text)


@given(st.text())
def test_nothing_but_a_value_error(text):
    for parse in (seconds, size, header, connect_to):
        try:
            parse(text)
        except ValueError:
            continue
