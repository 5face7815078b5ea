"""Certificates: whose authority is known, whose is not, and for which name."""

import ssl
from dataclasses import replace

import pytest
import trustme

from citecheck.model.errors import CitecheckError
from citecheck.model.evidence import Answer, Trouble
from citecheck.model.options import ConnectTo, NetworkOptions
from citecheck.web import client
from support.site import Reply, serving
from support.site import ask as ask_with

SCRIPT = {"a.example/": Reply(body=b"hello"), "stranger.example/": Reply(body=b"hello")}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("tls"), SCRIPT, untrusted=["stranger.example"]) as running:
        yield running


def ask(site, url, **more):
    (fetched,) = site.ask(url, **more)
    return fetched.observation


def test_an_authority_given_with_ca_file_is_trusted(site):
    assert isinstance(ask(site, "https://a.example/").outcome, Answer)


@pytest.mark.parametrize("host", ["stranger.example", "other.example"], ids=["authority", "name"])
def test_another_authority_or_name_is_not(site, host):
    seen = ask(site, f"https://{host}/", retries=2)
    assert isinstance(seen.outcome, Trouble)
    assert seen.outcome.kind == "tls"
    assert seen.outcome.detail.startswith("certificate not accepted: ")
    assert seen.attempts == 1  # a certificate does not change within a run


def test_without_ca_file_the_authority_is_unknown(site):
    options = NetworkOptions(timeout=2, retries=0, connect_to=site.connect_to)
    (fetched,) = ask_with(options, "https://a.example/")
    assert fetched.observation.outcome.kind == "tls"


def test_a_server_that_speaks_no_tls(site):
    plain = ConnectTo(host="", port=None, to_host="127.0.0.1", to_port=site.port)
    seen = ask(site, "https://a.example/", connect_to=(plain,), timeout=1)
    assert seen.outcome.kind in ("tls", "timeout")


@pytest.mark.parametrize("content", [None, b"", b"no certificate", "folder"])
def test_a_ca_file_that_is_none(site, tmp_path, content):
    path = tmp_path / "ca.pem"
    if content == "folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    with pytest.raises(CitecheckError, match="cannot read certificates") as raised:
        replace(site, ca_file=path).ask("https://a.example/", record=str(tmp_path / "run.warc.gz"))
    assert raised.value.hint
    assert [one.name for one in tmp_path.iterdir() if one != path] == []


def test_two_authorities_in_one_file(site, tmp_path):
    path = tmp_path / "ca.pem"
    path.write_bytes(trustme.CA().cert_pem.bytes() + site.ca_file.read_bytes())
    assert isinstance(ask(replace(site, ca_file=path), "https://a.example/").outcome, Answer)


@pytest.mark.parametrize("found", [True, False])
def test_the_systems_certificates_are_read_once(monkeypatch, tmp_path, found):
    """Reading the bundle for each connection, as truststore does on Linux, stops the loop for 17 ms."""
    bundle = tmp_path / "bundle.pem"
    bundle.write_bytes(trustme.CA().cert_pem.bytes())
    paths = ssl.get_default_verify_paths()._replace(cafile=str(bundle) if found else None, capath=None)
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: paths)
    monkeypatch.setattr(
        ssl.SSLContext, "load_default_certs", lambda self: found and self.load_verify_locations(bundle)
    )
    monkeypatch.setattr(client, "CA_BUNDLES", ("/nowhere/at.all", str(bundle)))
    monkeypatch.setattr(client.sys, "platform", "linux")
    context = client.ssl_context(None)
    for _ in range(3):
        context.wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname="a.example")
    assert context.cert_store_stats()["x509_ca"] == 1
    assert (context.check_hostname, context.verify_mode) == (True, ssl.CERT_REQUIRED)
