"""Every exception that asking may raise has a meaning, in httpx and in its fork."""

import errno
import socket
import ssl

import httpcore
import httpx
import httpx2
import pytest
import respx

from citecheck.model.evidence import TroubleKind
from citecheck.model.options import NetworkOptions
from citecheck.web.body import BadEncoding
from citecheck.web.guard import RefusedAddress
from citecheck.web.resolve import NoSuchName, ResolverFailed
from citecheck.web.trouble import EXPECTED, trouble
from support.site import ask

MEANING: dict[str, TroubleKind] = {
    "HTTPError": "reset",
    "RequestError": "reset",
    "TransportError": "reset",
    "TimeoutException": "timeout",
    "ConnectTimeout": "timeout",
    "ReadTimeout": "timeout",
    "WriteTimeout": "timeout",
    "PoolTimeout": "timeout",
    "NetworkError": "reset",
    "ConnectError": "refused",
    "ReadError": "reset",
    "WriteError": "reset",
    "CloseError": "reset",
    "ProtocolError": "protocol-error",
    "LocalProtocolError": "protocol-error",
    "RemoteProtocolError": "protocol-error",
    "ProxyError": "proxy",
    "UnsupportedProtocol": "unsupported-scheme",
    "DecodingError": "protocol-error",
    "TooManyRedirects": "redirect-loop",
    "HTTPStatusError": "reset",
    "InvalidURL": "malformed-url",
}
NEVER_RAISED = {
    "SSEError",  # httpx2's event streams
    "CookieConflict",  # we keep our own cookies
    "StreamError",  # a body read twice: our bug
    "StreamConsumed",
    "StreamClosed",
    "ResponseNotRead",
    "RequestNotRead",
}


def exceptions(module):
    found = (getattr(module, name) for name in module.__all__)
    return {one.__name__: one for one in found if isinstance(one, type) and issubclass(one, Exception)}


def made(kind):
    if kind.__name__ == "HTTPStatusError":
        return kind("words", request=None, response=None)
    return kind("words")


@pytest.mark.parametrize("module", [httpx, httpx2], ids=["httpx", "httpx2"])
def test_every_exception_of_the_client_has_a_meaning(module):
    found = exceptions(module)
    assert set(found) - NEVER_RAISED == set(MEANING)
    for name, kind in MEANING.items():
        assert trouble(made(found[name])).kind == kind, name


def test_they_are_all_expected():
    for name, kind in exceptions(httpx).items():
        assert issubclass(kind, EXPECTED) == (name not in NEVER_RAISED), name


@pytest.mark.parametrize(
    "name", sorted(exceptions(httpx).keys() - NEVER_RAISED - {"HTTPStatusError", "InvalidURL", "HTTPError"})
)
def test_whatever_is_raised_while_asking_is_an_observation(name):
    with respx.mock(base_url="http://a.example") as router:
        router.get("/").mock(side_effect=getattr(httpx, name))
        (fetched,) = ask(NetworkOptions(retries=0, timeout=2), "http://a.example/")
    assert fetched.observation.outcome.kind == MEANING[name]
    assert fetched.observation.attempts == 1


def caused(error, cause):
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (NoSuchName("no.example: gone"), "dns", "no.example: gone"),
        (ResolverFailed("x"), "dns-failure", "x"),
        (RefusedAddress("x"), "refused-address", "x"),
        (BadEncoding("x"), "protocol-error", "x"),
        (UnicodeError("x"), "malformed-url", "x"),
        (UnicodeEncodeError("idna", "x", 0, 1, "why"), "malformed-url", "why"),
        (OSError("x"), "reset", "x"),
        (OSError(errno.ENETUNREACH, "Network"), "no-network", "network is unreachable"),
        (caused(httpx.ConnectError("x"), OSError(errno.ENETDOWN, "x")), "no-network", "network is down"),
        (caused(httpx.ConnectError("x"), ConnectionRefusedError(errno.ECONNREFUSED, "Connect call failed")), "refused", "connection refused"),
        (caused(httpx.ConnectError("x"), OSError(errno.EHOSTUNREACH, "x")), "refused", "no route to host"),
        (caused(httpx.ConnectError("x"), ConnectionResetError()), "reset", "the connection was reset"),
        (caused(httpx.WriteError("x"), BrokenPipeError()), "reset", "the connection was reset"),
        (caused(httpx.ConnectError("x"), ssl.SSLError(1, "[SSL: WRONG] x")), "tls", "wrong"),
        (caused(httpx.ReadError(""), httpcore.ReadError()), "reset", "ReadError"),
        (httpx.RemoteProtocolError("Server disconnected without sending a response."), "reset", "without an answer"),
        (caused(httpx.ProxyError("407"), ConnectionResetError()), "proxy", "407"),
        (socket.gaierror(socket.EAI_AGAIN, "x"), "reset", ""),
    ],
)  # fmt: skip
def test_what_lies_behind_an_exception_counts(error, kind, words):
    found = trouble(error)
    assert found.kind == kind
    assert words in found.detail
    assert found.detail


def test_causes_in_a_circle():
    error = httpx.ReadError("x")
    error.__context__ = other = OSError("y")
    other.__context__ = error
    assert trouble(error).kind == "reset"
