"""One attempt over real sockets: redirects, statuses, bodies, and every way a server can misbehave."""

import gzip
import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.model.evidence import Answer, Target, Trouble
from citecheck.model.options import ConnectTo, NetworkOptions
from citecheck.web.fetch import media_type_of, request_url
from support.pywb import free_port
from support.site import Reply, ask, serving

PAGE = b"<html><title>A page</title><p>" + b"Words of a page. " * 400
RAW_DEFLATE = zlib.compressobj(wbits=-15)
RAW_DEFLATED = RAW_DEFLATE.compress(PAGE) + RAW_DEFLATE.flush()


def to(location: str, status: int = 302, **headers: str) -> Reply:
    return Reply(status=status, headers={"Location": location, **headers})


def encoded(coding: str, body: bytes, **more) -> Reply:
    return Reply(headers={"Content-Encoding": coding}, body=body, **more)


SCRIPT = {
    "a.example/ok": Reply(body=PAGE),
    "a.example/absolute": to("http://b.example/relative", 301),
    "b.example/relative": to("next?q=1", 302),
    "b.example/next?q=1": to("//c.example/last", 307),
    "c.example/last": to("https://c.example/secure", 308),
    "c.example/secure": Reply(body=PAGE),
    "a.example/loop": to("/loop2"),
    "a.example/loop2": to("/loop"),
    "a.example/self": to("/self"),
    "a.example/fragment": to("/ok#part"),
    "a.example/login": to("http://ann:secret@a.example/ok"),
    "a.example/nowhere": Reply(status=302),
    "a.example/mailto": to("mailto:ann@a.example"),
    "a.example/javascript": to("javascript:void(0)"),
    "a.example/broken-target": to("http://[::1/x"),
    "a.example/file": to("file:///etc/passwd"),
    "a.example/private": to("http://127.0.0.1:9/secret"),
    "a.example/not-modified": Reply(status=304),
    **{f"a.example/many{n}": to(f"/many{n + 1}") for n in range(12)},
    "a.example/many12": Reply(body=PAGE),
    **{f"a.example/{status}": Reply(status=status, body=b"no") for status in (404, 410, 403, 429, 500, 503)},
    "a.example/drip": Reply(manner="drip", body=PAGE),
    "a.example/hang": Reply(manner="hang"),
    "a.example/reset": Reply(manner="reset"),
    "a.example/close": Reply(manner="close"),
    "a.example/short": Reply(manner="short", body=PAGE),
    "a.example/endless": Reply(manner="endless", body=b"x" * 65536),
    "a.example/empty": Reply(),
    "a.example/gzip": encoded("gzip", gzip.compress(PAGE)),
    "a.example/x-gzip": encoded("X-GZip", gzip.compress(PAGE)),
    "a.example/members": encoded("gzip", gzip.compress(PAGE[:100]) + gzip.compress(PAGE[100:])),
    "a.example/padded": encoded("gzip", gzip.compress(PAGE) + b"\0" * 64),
    "a.example/deflate": encoded("deflate", zlib.compress(PAGE)),
    "a.example/raw-deflate": encoded("deflate", RAW_DEFLATED),
    "a.example/identity": encoded("identity", PAGE),
    "a.example/no-coding": encoded("UTF-8", PAGE),
    "a.example/double": encoded("gzip, gzip", gzip.compress(gzip.compress(PAGE))),
    "a.example/double-headers": Reply(headers=[("Content-Encoding", "gzip")] * 2, body=gzip.compress(PAGE)),
    "a.example/br": encoded("br", b"\x0b\x02\x80hello\x03"),
    "a.example/unknown": encoded("rot13", PAGE),
    "a.example/not-gzip": encoded("gzip", PAGE),
    "a.example/cut-gzip": encoded("gzip", gzip.compress(PAGE)[:-20]),
    "a.example/flood": Reply(headers=[(f"X-{n}", "v" * 60) for n in range(5000)]),
    "a.example/huge": Reply(headers={"X-Huge": "v" * 200_000}),
    "a.example/long": Reply(headers={"X-Long": "v" * 20_000}),
    "a.example/no-http": Reply(manner="raw", body=b"220 mail.example ESMTP ready\r\n\r\n"),
    "a.example/bad-length": Reply(manner="raw", body=b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nhello"),
    "a.example/bad-chunk": Reply(manner="raw", body=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nhello"),
    "a.example/cut-chunk": Reply(manner="raw", body=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhello"),
    "a.example/chunked": Reply(manner="raw", body=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
    "a.example/until-close": Reply(manner="raw", body=b"HTTP/1.0 200 OK\r\n\r\nhello"),
    "a.example/latin": Reply(headers={"X-Name": "caf\xe9", "Content-Type": "text/html; charset=ISO-8859-9"}),
    "a.example/to-latin": to("/caf\xc3\xa9"),
    "a.example/caf%C3%A9": Reply(body=PAGE),
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("site"), SCRIPT) as running:
        yield running


def outcome(site, path, **more):
    return site.ask(f"http://a.example/{path}", **more)[0].observation.outcome


def test_every_hop_of_a_chain_is_recorded(site):
    (fetched,) = site.ask("http://a.example/absolute")
    assert [(hop.url, hop.status, hop.location) for hop in fetched.observation.hops] == [
        ("http://a.example/absolute", 301, "http://b.example/relative"),
        ("http://b.example/relative", 302, "http://b.example/next?q=1"),
        ("http://b.example/next?q=1", 307, "http://c.example/last"),
        ("http://c.example/last", 308, "https://c.example/secure"),
    ]
    assert fetched.observation.final_url == "https://c.example/secure"
    assert fetched.body == PAGE
    assert fetched.observation.attempts == 1


def test_an_answer_says_what_came(site):
    (fetched,) = site.ask("http://a.example/ok")
    answer = fetched.observation.outcome
    assert isinstance(answer, Answer)
    assert (answer.status, answer.media_type, answer.charset) == (200, "text/html", "utf-8")
    assert (answer.length, answer.truncated) == (len(PAGE), None)
    assert answer.header("Content-Length") == str(len(PAGE))


@pytest.mark.parametrize("path", ["loop", "self"])
def test_loops_end(site, path):
    found = outcome(site, path)
    assert isinstance(found, Trouble)
    assert found.kind == "redirect-loop"


@pytest.mark.parametrize(("allowed", "kind"), [(11, "redirect-loop"), (12, None)])
def test_as_many_redirects_as_allowed(site, allowed, kind):
    found = outcome(site, "many0", max_redirects=allowed)
    assert (found.kind if isinstance(found, Trouble) else None) == kind


def test_no_redirect_at_all_may_be_allowed(site):
    found = outcome(site, "fragment", max_redirects=0)
    assert isinstance(found, Trouble)


@pytest.mark.parametrize("path", ["fragment", "login"])
def test_fragments_and_userinfo_of_a_location_stay_behind(site, path):
    (fetched,) = site.ask(f"http://a.example/{path}")
    assert fetched.observation.final_url == "http://a.example/ok"
    assert fetched.body == PAGE


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("mailto", "protocol-error"),
        ("javascript", "protocol-error"),
        ("file", "protocol-error"),
        ("broken-target", "protocol-error"),
        ("private", "refused-address"),
    ],
)
def test_where_a_redirect_may_not_lead(site, path, kind):
    (fetched,) = site.ask(f"http://a.example/{path}")
    found = fetched.observation.outcome
    assert isinstance(found, Trouble)
    assert found.kind == kind
    assert len(fetched.observation.hops) == 1


def test_a_redirect_status_without_a_location_is_an_answer(site):
    assert outcome(site, "nowhere").status == 302
    assert outcome(site, "not-modified").status == 304


def test_an_archives_redirect_is_not_followed(site):
    (fetched,) = site.ask(Target(url="http://a.example/absolute", purpose="archive"))
    found = fetched.observation.outcome
    assert isinstance(found, Answer)
    assert (found.status, found.header("location")) == (301, "http://b.example/relative")
    assert fetched.observation.hops == ()


@pytest.mark.parametrize("status", [404, 410, 403, 429, 500, 503])
def test_error_statuses_are_answers_with_a_body(site, status):
    (fetched,) = site.ask(f"http://a.example/{status}")
    assert fetched.observation.outcome.status == status
    assert fetched.body == b"no"


@pytest.mark.parametrize("path", ["drip", "hang"])
def test_one_deadline_for_all_of_an_attempt(site, path):
    started = time.monotonic()
    found = outcome(site, path, timeout=0.6)
    assert isinstance(found, Trouble)
    assert found.kind == "timeout"
    assert 0.5 < time.monotonic() - started < 1.5


@pytest.mark.parametrize("path", ["reset", "close"])
def test_a_connection_that_breaks_before_an_answer(site, path):
    found = outcome(site, path)
    assert isinstance(found, Trouble)
    assert found.kind == "reset"


def test_a_refused_port(site):
    closed = ConnectTo(host="", port=None, to_host="127.0.0.1", to_port=free_port())
    found = outcome(site, "ok", connect_to=(closed,))
    assert found == Trouble(kind="refused", detail="connection refused")


@pytest.mark.parametrize("path", ["short", "bad-chunk", "cut-chunk", "cut-gzip"])
def test_what_came_of_a_body_cut_short_is_kept(site, path):
    found = outcome(site, path)
    assert isinstance(found, Answer)
    assert found.truncated == "short"
    assert found.length < len(PAGE)


def test_an_endless_body_is_cut(site):
    started = time.monotonic()
    (fetched,) = site.ask("http://a.example/endless", max_body=1_000_000, timeout=20)
    assert len(fetched.body) == 1_000_000
    assert fetched.observation.outcome.truncated == "cap"
    assert time.monotonic() - started < 5


def test_a_body_of_exactly_the_cap_is_whole(site):
    assert outcome(site, "ok", max_body=len(PAGE)).truncated is None
    assert outcome(site, "ok", max_body=len(PAGE) - 1).truncated == "cap"


@pytest.mark.parametrize(
    "path",
    ["gzip", "x-gzip", "members", "padded", "deflate", "raw-deflate", "identity", "no-coding", "caf%C3%A9"],
)
def test_bodies_are_decoded(site, path):
    (fetched,) = site.ask(f"http://a.example/{path}")
    assert fetched.body == PAGE
    assert fetched.observation.outcome.truncated is None


@pytest.mark.parametrize("path", ["chunked", "until-close"])
def test_bodies_without_a_length(site, path):
    (fetched,) = site.ask(f"http://a.example/{path}")
    assert fetched.body == b"hello"
    assert fetched.observation.outcome.truncated is None
    assert fetched.observation.outcome.media_type is None


@pytest.mark.parametrize(
    "path",
    ["double", "double-headers", "br", "unknown", "not-gzip", "flood", "huge", "no-http", "bad-length"],
)
def test_what_breaks_the_protocol(site, path):
    found = outcome(site, path)
    assert isinstance(found, Trouble)
    assert found.kind == "protocol-error"
    assert found.detail


def test_a_long_header_is_kept_short(site):
    assert len(outcome(site, "long").header("x-long")) == 2_000


def test_headers_beyond_ascii(site):
    answer = outcome(site, "latin")
    assert answer.header("x-name") == "caf\xe9"
    assert answer.charset == "iso-8859-9"


def test_a_location_beyond_ascii_is_followed(site):
    assert site.ask("http://a.example/to-latin")[0].body == PAGE


def test_userinfo_and_fragment_are_never_sent(site):
    before = len(site.heads)
    (fetched,) = site.ask("http://ann:secret@a.example/ok#ann")
    assert fetched.body == PAGE
    (head,) = site.heads[before:]
    assert head.startswith("GET /ok HTTP/1.1\r\n")
    assert "ann" not in head
    assert "uthorization" not in head


def test_what_we_say_of_ourselves(site):
    before = len(site.heads)
    site.ask("http://a.example/ok")
    site.ask("http://a.example/ok", user_agent="Mine/1")
    first, second = site.heads[before:]
    assert "User-Agent: citecheck/0 (source verification; +" in first
    assert "Accept-Encoding: gzip, deflate\r\n" in first
    assert "User-Agent: Mine/1\r\n" in second


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("", "malformed-url"),
        ("http://", "malformed-url"),
        ("http://a.example:99999/", "malformed-url"),
        ("http://[::1/", "malformed-url"),
        ("http://a..example/", "malformed-url"),
        (f"http://{'a' * 64}.example/", "malformed-url"),
        ("http://a.example/\x01", "malformed-url"),
        ("no url", "malformed-url"),
        ("ftp://a.example/x", "unsupported-scheme"),
        ("mailto:ann@a.example", "unsupported-scheme"),
    ],
)
def test_urls_that_cannot_be_asked(url, kind):
    (fetched,) = ask(NetworkOptions(timeout=2, retries=0), url)
    assert fetched.observation.outcome.kind == kind


@given(st.text())
def test_request_urls_have_neither_fragment_nor_surrounding_space(url):
    sent = request_url(url)
    assert "#" not in sent
    assert sent == sent.strip()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, (None, None)),
        ("", (None, None)),
        ("text/html", ("text/html", None)),
        ('Text/HTML; Charset="UTF-8"', ("text/html", "utf-8")),
        ("text/html;charset=windows-1254; boundary=x", ("text/html", "windows-1254")),
        ("application/pdf;", ("application/pdf", None)),
        ("html", (None, None)),
        ("text/html; charset=", ("text/html", None)),
        ("text/html, text/plain", ("text/html", None)),
    ],
)
def test_media_types(value, expected):
    assert media_type_of(value) == expected


@given(st.text())
def test_any_content_type_is_read_without_a_crash(value):
    media_type, charset = media_type_of(value)
    assert media_type is None or media_type == media_type.lower()
    assert charset is None or charset
