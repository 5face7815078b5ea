"""What is kept to whom it was meant for: cookies, the user's headers, names and passwords."""

import pytest

from citecheck.model.errors import CitecheckError
from citecheck.model.evidence import Answer, Target
from citecheck.web.cookies import LONGEST, MOST_PER_HOST, Cookies
from support.site import Reply, serving

HELLO = Reply(body=b"hello")


def to(location, *cookies):
    return Reply(status=302, headers=[("Location", location), *(("Set-Cookie", one) for one in cookies)])


SCRIPT = {
    "a.example/page": [to("/page", "seen=yes; Path=/; HttpOnly", "lang=tr"), HELLO],
    "a.example/utf8": [to("/utf8", "name=caf\xc3\xa9; Path=/"), HELLO],
    "a.example/json": [to("/json", 'prefs={"a":1,"b":[2]}; Path=/'), HELLO],
    "a.example/leave": to("http://b.example/arrive", "secret=a; Domain=b.example"),
    "b.example/arrive": to("http://a.example/back", "other=b"),
    "a.example/back": HELLO,
    "a.example/set": Reply(headers={"Set-Cookie": "kept=no"}, body=b"hello"),
    "a.example/later": HELLO,
    "a.example/always": to("/always", "same=1"),
    "a.example/secure": to("https://a.example/back"),
    "a.example/port": to("http://a.example:8080/back"),
}


@pytest.fixture
def site(tmp_path):
    with serving(tmp_path, SCRIPT) as running:
        yield running


def heads(site, *urls, **more):
    fetched = [site.ask(url, **more)[0] for url in urls]
    return fetched, site.heads


def cookie(head):
    return next((line[8:] for line in head.split("\r\n") if line.lower().startswith("cookie: ")), None)


def test_a_page_that_sets_a_cookie_and_returns(site):
    (fetched,), sent = heads(site, "http://a.example/page")
    assert fetched.body == b"hello"
    assert [cookie(head) for head in sent] == [None, "seen=yes; lang=tr"]
    assert [hop.url for hop in fetched.observation.hops] == ["http://a.example/page"]


@pytest.mark.parametrize(("path", "sent"), [("utf8", "name=caf\xc3\xa9"), ("json", 'prefs={"a":1,"b":[2]}')])
def test_unusual_cookies_are_given_back_as_they_came(site, path, sent):
    (fetched,), all_heads = heads(site, f"http://a.example/{path}")
    assert fetched.body == b"hello"
    assert cookie(all_heads[1]) == sent


def test_cookies_stay_with_their_host_whatever_domain_they_name(site):
    _, sent = heads(site, "http://a.example/leave")
    assert [cookie(head) for head in sent] == [None, None, "secret=a"]


def test_cookies_do_not_outlive_a_check(site):
    _, sent = heads(site, "http://a.example/set", "http://a.example/later")
    assert [cookie(head) for head in sent] == [None, None]


def test_cookies_do_not_pass_from_one_check_to_another_in_a_run(site):
    site.ask("http://a.example/set", "http://a.example/later", host_concurrency=1)
    assert [cookie(head) for head in site.heads] == [None, None]


def test_the_same_cookie_again_is_a_loop(site):
    (fetched,), sent = heads(site, "http://a.example/always")
    assert fetched.observation.outcome.kind == "redirect-loop"
    assert len(sent) == 2


def test_the_jar_is_bounded():
    jar = Cookies()
    jar.take("http://a.example/", [(b"Set-Cookie", b"n%d=v" % n) for n in range(1000)])
    jar.take("http://a.example/", [(b"set-cookie", b"long=" + b"v" * LONGEST), (b"set-cookie", b"; x"), (b"set-cookie", b"=v")])  # fmt: skip
    assert jar.header("http://a.example/").count(b"=") == MOST_PER_HOST


def test_a_cookie_may_be_taken_back():
    jar = Cookies()
    jar.take("http://a.example/", [(b"set-cookie", b"a=1"), (b"set-cookie", b"b=2")])
    jar.take("http://a.example/x", [(b"set-cookie", b"a=1; Max-Age=0")])
    assert jar.header("http://A.example:8080/y") == b"b=2"
    assert jar.header("http://b.example/") is None


OWN = {"headers": (("X-Key", "sesame"), ("accept-language", "tr"))}


def test_the_users_headers_go_to_the_origin_asked(site):
    _, sent = heads(site, "http://a.example/later", **OWN)
    assert "\r\nX-Key: sesame\r\n" in sent[0]
    assert "\r\naccept-language: tr\r\n" in sent[0]


@pytest.mark.parametrize("path", ["leave", "secure"])
def test_they_go_to_no_other_origin(site, path):
    _, sent = heads(site, f"http://a.example/{path}", **OWN)
    assert "sesame" in sent[0]
    assert "sesame" not in sent[1]


def test_they_never_go_to_an_archive(site):
    site.ask(Target(url="http://a.example/later", purpose="archive"), **OWN)
    assert "sesame" not in site.heads[0]


def test_they_replace_ours(site):
    _, sent = heads(site, "http://a.example/later", headers=(("USER-AGENT", "Mine/2"),))
    assert sent[0].lower().count("user-agent") == 1
    assert "USER-AGENT: Mine/2" in sent[0]


@pytest.mark.parametrize(
    "header", [("X Y", "v"), ("", "v"), ("X", "a\r\nY: b"), ("X", "a\nb"), ("X:", "v"), ("X", "\0")]
)
def test_a_header_that_cannot_be_sent_is_the_users_error(site, header):
    with pytest.raises(CitecheckError, match="cannot be sent") as raised:
        site.ask("http://a.example/later", headers=(header,))
    assert raised.value.hint


def test_a_header_beyond_ascii_is_sent(site):
    (fetched,), _ = heads(site, "http://a.example/later", headers=(("X-Name", "café"),))
    assert isinstance(fetched.observation.outcome, Answer)
