"""What is dialled is what was checked. Public addresses are "dialled" without a packet: the dialler is ours."""

import asyncio
import errno
import socket
import threading
import time

import httpcore
import pytest

from citecheck.model.evidence import Answer, Target
from citecheck.model.options import ConnectTo, NetworkOptions
from citecheck.web import client as client_module
from citecheck.web.guard import MAX_TRIED, GuardedBackend, RefusedAddress, mapping
from citecheck.web.resolve import NoSuchName, Resolver, ResolverFailed, lookup
from citecheck.web.web import open_web

PUBLIC = "93.184.216.34"
HELLO = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"


class Dialler(httpcore.AsyncNetworkBackend):
    """Remembers what it was told to dial, and answers from memory."""

    def __init__(self, *answers: bytes | Exception):
        self.answers = list(answers)
        self.dialled: list[tuple[str, int]] = []

    async def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):  # noqa: ASYNC109
        self.dialled.append((host, port))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return httpcore.AsyncMockStream([answer])


def names(**answers):
    """A resolver: each name has a list of answers, given one after another, the last for ever."""
    given = {name.replace("_", "."): list(one) for name, one in answers.items()}

    async def resolve(host, port):
        if host not in given:
            raise NoSuchName(f"{host}: the name does not exist")
        return given[host].pop(0) if len(given[host]) > 1 else given[host][0]

    return resolve


def fetch(monkeypatch, dialler, resolver, *urls, **options):
    """Ask the URLs one after another with a dialler in place of the real one."""
    monkeypatch.setattr(client_module.httpcore, "AnyIOBackend", lambda: dialler)

    async def run():
        settings = NetworkOptions(timeout=2, retries=0, **options)
        async with open_web(settings, version="0", resolver=resolver) as web:
            return [(await web.get(Target(url=url))).observation for url in urls]

    return asyncio.run(run())


def redirect(location):
    return f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()


def test_a_public_address_is_dialled_as_it_was_checked(monkeypatch):
    dialler = Dialler(HELLO)
    (seen,) = fetch(monkeypatch, dialler, names(a_example=[[PUBLIC]]), "http://a.example/")
    assert isinstance(seen.outcome, Answer)
    assert dialler.dialled == [(PUBLIC, 80)]


AMBIGUOUS = """127.0.0.1 0x7f.1 2130706433 127.1 0177.0.0.1 0x7f000001 0 10.0.0.1 169.254.169.254 [::1] [::]
[::ffff:127.0.0.1] [::ffff:7f00:1] [2002:7f00:1::] [64:ff9b::7f00:1] [64:ff9b::a9fe:a9fe] [fe80::1] [fec0::1]
[::127.0.0.1] [fd00::1] localhost 127.0.0.1. 2130706433. 0x7f.1.""".split()


@pytest.mark.parametrize("host", AMBIGUOUS)
def test_no_form_of_a_private_address_is_dialled(monkeypatch, host):
    dialler = Dialler(HELLO)
    (seen,) = fetch(monkeypatch, dialler, None, f"http://{host}/", f"https://{host}:8443/")[:1]
    assert seen.outcome.kind in ("refused-address", "malformed-url", "dns-failure")
    if not host.endswith("."):
        assert seen.outcome.kind == "refused-address"
    assert dialler.dialled == []


@pytest.mark.parametrize("host", AMBIGUOUS)
def test_no_redirect_leads_to_a_private_address(monkeypatch, host):
    async def resolver(name, port):
        return [PUBLIC] if name == "a.example" else lookup(name, port)

    dialler = Dialler(redirect(f"http://{host}/latest/meta-data"))
    (seen,) = fetch(monkeypatch, dialler, resolver, "http://a.example/")
    assert seen.outcome.kind in ("refused-address", "malformed-url", "dns-failure")
    assert dialler.dialled == [(PUBLIC, 80)]


def test_a_name_with_one_private_address_is_refused_as_a_whole(monkeypatch):
    dialler = Dialler(HELLO)
    (seen,) = fetch(monkeypatch, dialler, names(a_example=[[PUBLIC, "10.0.0.1"]]), "http://a.example/")
    assert seen.outcome.kind == "refused-address"
    assert "10.0.0.1" in seen.outcome.detail
    assert dialler.dialled == []


def test_a_name_that_is_rebound_gains_nothing(monkeypatch):
    dialler = Dialler(HELLO)
    resolver = names(a_example=[[PUBLIC], ["127.0.0.1"]])
    first, second = fetch(monkeypatch, dialler, resolver, "http://a.example/1", "http://a.example/2")
    assert isinstance(first.outcome, Answer)
    assert second.outcome.kind == "refused-address"
    assert dialler.dialled == [(PUBLIC, 80)]


def test_private_addresses_may_be_allowed(monkeypatch):
    dialler = Dialler(HELLO)
    (seen,) = fetch(monkeypatch, dialler, None, "http://127.0.0.1:8080/", allow_private=True)
    assert isinstance(seen.outcome, Answer)
    assert dialler.dialled == [("127.0.0.1", 8080)]


@pytest.mark.parametrize(
    ("resolver", "kind"),
    [(names(), "dns"), (names(a_example=[[]]), "dns-failure")],
)
def test_names_without_an_address(monkeypatch, resolver, kind):
    (seen,) = fetch(monkeypatch, Dialler(HELLO), resolver, "http://a.example/")
    assert seen.outcome.kind == kind
    assert "a.example" in seen.outcome.detail


def refused(number):
    error = httpcore.ConnectError("no")
    error.__context__ = OSError(number, "no")
    return error


def test_the_next_address_is_tried(monkeypatch):
    dialler = Dialler(refused(errno.ENETUNREACH), HELLO)
    resolver = names(a_example=[["2606:4700::1111", PUBLIC]])
    (seen,) = fetch(monkeypatch, dialler, resolver, "http://a.example/")
    assert isinstance(seen.outcome, Answer)
    assert dialler.dialled == [("2606:4700::1111", 80), (PUBLIC, 80)]


@pytest.mark.parametrize(
    ("failures", "kind"),
    [
        ([errno.ECONNREFUSED, errno.ENETUNREACH], "refused"),
        ([errno.ENETUNREACH, errno.ECONNREFUSED], "refused"),
        ([errno.ENETUNREACH, errno.ENETUNREACH], "no-network"),
        ([errno.ECONNABORTED, errno.ECONNREFUSED], "refused"),
    ],
)
def test_what_is_said_when_no_address_answers(monkeypatch, failures, kind):
    dialler = Dialler(*map(refused, failures))
    resolver = names(a_example=[["2606:4700::1111", PUBLIC]])
    (seen,) = fetch(monkeypatch, dialler, resolver, "http://a.example/")
    assert seen.outcome.kind == kind
    assert len(dialler.dialled) == 2


def test_not_every_address_of_a_long_list_is_tried(monkeypatch):
    dialler = Dialler(refused(errno.ECONNREFUSED))
    addresses = [f"93.184.216.{n}" for n in range(1, 20)]
    fetch(monkeypatch, dialler, names(a_example=[addresses]), "http://a.example/")
    assert [host for host, _ in dialler.dialled] == addresses[:MAX_TRIED]


def test_a_local_socket_is_never_dialled():
    with pytest.raises(RefusedAddress):
        asyncio.run(GuardedBackend(Dialler(HELLO), resolve=names()).connect_unix_socket("/run/x"))


def test_what_the_user_maps_is_allowed_and_nothing_else(monkeypatch):
    dialler = Dialler(redirect("http://127.0.0.1:9/"))
    mapped = ConnectTo(host="a.example", port=80, to_host="127.0.0.1", to_port=8080)
    (seen,) = fetch(monkeypatch, dialler, names(), "http://a.example/", connect_to=(mapped,))
    assert seen.outcome.kind == "refused-address"
    assert dialler.dialled == [("127.0.0.1", 8080)]


def entry(host, port, to_host, to_port):
    return ConnectTo(host=host, port=port, to_host=to_host, to_port=to_port)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (entry("a.example", 80, "b", 1), ("b", 1)),
        (entry("A.Example.", 80, "b", 1), ("b", 1)),
        (entry("a.example", None, "b", None), ("b", 80)),
        (entry("", 80, "b", 1), ("b", 1)),
        (entry("", None, "", 1), ("a.example", 1)),
        (entry("a.example", None, "[::1]", 1), ("::1", 1)),
        (entry("a.example", 443, "b", 1), None),
        (entry("example", 80, "b", 1), None),
    ],
)
def test_connect_to_matches_as_curl_does(given, expected):
    assert mapping([given], "a.example", 80) == expected


def test_the_first_mapping_that_matches_counts():
    both = [entry("a.example", None, "first", 1), entry("", None, "second", 2)]
    assert mapping(both, "a.example", 80) == ("first", 1)
    assert mapping(both, "b.example", 80) == ("second", 2)
    assert mapping([entry("[::1]", None, "b", 1)], "::1", 80) == ("b", 1)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (socket.EAI_NONAME, NoSuchName),
        (socket.EAI_AGAIN, ResolverFailed),
        (socket.EAI_FAIL, ResolverFailed),
        (socket.EAI_NODATA, ResolverFailed),
        (socket.EAI_SYSTEM, ResolverFailed),
    ],
)
def test_only_a_name_that_does_not_exist_is_said_not_to(monkeypatch, number, expected):
    def getaddrinfo(*_, **__):
        raise socket.gaierror(number, "So It Is")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(expected, match=r"a\.example"):
        asyncio.run(resolve_all("a.example"))


async def resolve_all(*names):
    resolver = Resolver()
    try:
        return await asyncio.gather(*(resolver(name, 80) for name in names))
    finally:
        await resolver.close()


def test_the_same_name_is_looked_up_once(monkeypatch):
    asked = []

    def getaddrinfo(host, port, **_):
        asked.append(host)
        return [(socket.AF_INET, 1, 6, "", (PUBLIC, port)), (socket.AF_INET, 1, 6, "", (PUBLIC, port))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    assert asyncio.run(resolve_all(*["a.example"] * 20)) == [[PUBLIC]] * 20
    assert asked == ["a.example"]


def test_a_failed_look_up_is_not_remembered(monkeypatch):
    answers = [socket.gaierror(socket.EAI_AGAIN, "later"), [(socket.AF_INET, 1, 6, "", (PUBLIC, 80))]]

    def getaddrinfo(*_, **__):
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)

    async def run():
        resolver = Resolver()
        with pytest.raises(ResolverFailed):
            await resolver("a.example", 80)
        return await resolver("a.example", 80)

    assert asyncio.run(run()) == [PUBLIC]


def test_a_look_up_that_hangs_keeps_nobody_waiting_at_the_end(monkeypatch):
    release = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: release.wait(20) and [])
    started = time.monotonic()
    (seen,) = fetch(monkeypatch, Dialler(HELLO), None, "http://a.example/")
    assert seen.outcome.kind == "timeout"
    assert time.monotonic() - started < 4
    release.set()
