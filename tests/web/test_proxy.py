"""Through a proxy: absolute-form and CONNECT, who goes without one, and what fails when it fails."""

import asyncio
import threading
from contextlib import contextmanager, suppress

import pytest

from citecheck.model.errors import CitecheckError
from citecheck.model.evidence import Answer, Trouble
from citecheck.model.options import ConnectTo, NetworkOptions
from citecheck.model.url import origin
from citecheck.web.proxies import proxies
from citecheck.web.web import open_web
from support.pywb import free_port
from support.site import Reply, ask, serving

SCRIPT = {
    "a.example/x": Reply(body=b"hello"),
    "a.example/to-private": Reply(status=302, headers={"Location": "http://0x7f.1/"}),
}


class Proxy:
    """A small forward proxy: every name leads to the site."""

    def __init__(self, site, refusal=None):
        self.site, self.refusal = site, refusal
        self.asked, self.heads = [], []

    async def serve(self, reader, writer):
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await self._exchange(reader, writer)
        finally:
            writer.close()

    async def _exchange(self, reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        method, where, _ = head.split(" ", 2)
        self.asked.append(f"{method} {where}")
        self.heads.append(head)
        if self.refusal:
            writer.write(f"HTTP/1.1 {self.refusal}\r\nContent-Length: 0\r\n\r\n".encode())
            return
        secure = method == "CONNECT"
        port = self.site.tls_port if secure else self.site.port
        up_reader, up_writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            if secure:
                writer.write(b"HTTP/1.1 200 Connected\r\n\r\n")
            else:
                path = "/" + where.split("/", 3)[3]
                up_writer.write(head.replace(where, path, 1).encode())
            await asyncio.gather(self._copy(reader, up_writer), self._copy(up_reader, writer))
        finally:
            up_writer.close()

    async def _copy(self, reader, writer):
        with suppress(ConnectionError):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        writer.close()


@contextmanager
def proxying(site, refusal=None):
    proxy, loop = Proxy(site, refusal), asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def start():
        return await asyncio.start_server(proxy.serve, "127.0.0.1", 0)

    async def stop():
        server.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0.01)  # transports close in the next round of the loop

    server = asyncio.run_coroutine_threadsafe(start(), loop).result(5)
    try:
        yield proxy, server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(stop(), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("site"), SCRIPT) as running:
        yield running


def through(site, port, url, **more):
    options = NetworkOptions(
        timeout=2, retries=0, ca_file=str(site.ca_file), proxy=f"http://127.0.0.1:{port}", **more
    )
    return ask(options, url)[0].observation


def test_http_is_asked_in_absolute_form(site):
    with proxying(site) as (proxy, port):
        assert isinstance(through(site, port, "http://a.example/x").outcome, Answer)
        assert proxy.asked == ["GET http://a.example/x"]


def test_https_is_tunnelled(site):
    with proxying(site) as (proxy, port):
        assert isinstance(through(site, port, "https://a.example/x").outcome, Answer)
        assert proxy.asked == ["CONNECT a.example:443"]


def test_the_users_headers_are_not_shown_to_the_proxy_of_a_tunnel(site):
    with proxying(site) as (proxy, port):
        through(site, port, "https://a.example/x", headers=(("X-Key", "sesame"),))
        assert "sesame" not in proxy.heads[0]
        assert "sesame" in site.heads[-1]


def test_a_name_and_password_go_to_the_proxy_only(site):
    with proxying(site) as (proxy, port):
        options = NetworkOptions(timeout=2, retries=0, proxy=f"http://ann:secret@127.0.0.1:{port}")
        ask(options, "http://a.example/x")
        assert "Proxy-Authorization: Basic" in proxy.heads[0]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "0x7f.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254"]
)
def test_a_proxy_is_never_asked_for_a_private_address(site, host):
    with proxying(site) as (proxy, port):
        assert through(site, port, f"http://{host}/").outcome.kind == "refused-address"
        assert proxy.asked == []


def test_nor_after_a_redirect(site):
    with proxying(site) as (proxy, port):
        assert through(site, port, "http://a.example/to-private").outcome.kind == "refused-address"
        assert proxy.asked == ["GET http://a.example/to-private"]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_cannot_be_reached(site, scheme):
    found = through(site, free_port(), f"{scheme}://a.example/x").outcome
    assert isinstance(found, Trouble)
    assert found.kind == "proxy"
    assert "127.0.0.1" in found.detail


@pytest.mark.parametrize(
    ("scheme", "refusal"),
    [
        ("https", "407 Authentication Required"),
        ("http", "407 Authentication Required"),
        ("https", "502 Bad Gateway"),
    ],
)
def test_a_proxy_that_refuses(site, scheme, refusal):
    with proxying(site, refusal) as (_, port):
        assert through(site, port, f"{scheme}://a.example/x").outcome.kind == "proxy"


def test_the_environment_names_proxies_and_who_goes_without(site, monkeypatch):
    with proxying(site) as (proxy, port):
        monkeypatch.setenv("http_proxy", f"127.0.0.1:{port}")
        options = NetworkOptions(timeout=2, retries=0, ca_file=str(site.ca_file))
        assert isinstance(ask(options, "http://a.example/x")[0].observation.outcome, Answer)
        monkeypatch.setenv("no_proxy", "example")
        assert ask(options, "http://a.example/x")[0].observation.outcome.kind == "dns-failure"
        assert len(proxy.asked) == 1


def test_what_is_mapped_is_dialled_directly(site):
    with proxying(site) as (proxy, port):
        seen = through(site, port, "http://a.example/x", connect_to=site.connect_to)
        assert isinstance(seen.outcome, Answer)
        assert proxy.asked == []


@pytest.mark.parametrize(
    ("no_proxy", "direct"),
    [
        ("a.example", True),
        (".a.example", True),
        ("example", True),
        ("*.example", True),
        ("*", True),
        ("b.example, a.example", True),
        ("A.EXAMPLE", True),
        ("a.example:80", True),
        ("a.example:443", False),
        ("ample", False),
        ("b.a.example", False),
        ("", False),
        (",", False),
    ],
)
def test_no_proxy(monkeypatch, no_proxy, direct):
    monkeypatch.setenv("no_proxy", no_proxy)
    where = origin("http://a.example/")
    for options in (NetworkOptions(proxy="http://p:1"), NetworkOptions()):
        monkeypatch.setenv("http_proxy", "http://p:1")
        assert (proxies(options).of(where) is None) == direct


def test_the_option_wins_over_the_environment(monkeypatch):
    monkeypatch.setenv("https_proxy", "http://other:1")
    assert proxies(NetworkOptions(proxy="p:1")).of(origin("https://a.example/")) == "http://p:1"


def test_all_proxy_is_for_any_scheme(monkeypatch):
    monkeypatch.setenv("all_proxy", "http://p:1")
    assert proxies(NetworkOptions()).of(origin("https://a.example/")) == "http://p:1"


def test_mapped_hosts_need_no_proxy():
    options = NetworkOptions(
        proxy="http://p:1", connect_to=(ConnectTo(host="", port=80, to_host="x", to_port=1),)
    )
    assert proxies(options).of(origin("http://a.example/")) is None
    assert proxies(options).of(origin("https://a.example/")) == "http://p:1"


@pytest.mark.parametrize(
    "url", ["socks5://p:1", "ftp://p", "http://", "http://p:99999", "http://ann:secret@"]
)
def test_a_proxy_that_cannot_be_used_is_the_users_error(url):
    with pytest.raises(CitecheckError, match="cannot be used") as raised:
        proxies(NetworkOptions(proxy=url))
    assert raised.value.hint
    assert "secret" not in raised.value.message


def test_behind_a_proxy_the_machine_is_online():
    async def run():
        async with open_web(NetworkOptions(proxy="http://127.0.0.1:9"), version="0") as web:
            return await web.is_online([])

    assert asyncio.run(run())
