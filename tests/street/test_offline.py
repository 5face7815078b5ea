"""A machine without a network is told so, and nothing is called dead for it."""

import socket

import pytest

from citecheck import NetworkOptions, Options, verify
from citecheck.cli import run

NOTE = "A claim.[1]\n\n[1] Ann Writer, “Harvest figures rise”, The Courier, https://news.example/x, (Date of Accession: 12.10.2022).\n"


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(NOTE, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("error", [socket.EAI_AGAIN, socket.EAI_NONAME, socket.EAI_FAIL])
def test_no_name_is_resolved_at_all(article, monkeypatch, error):
    def getaddrinfo(*_, **__):
        raise socket.gaierror(error, "no resolver")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    report = verify([article], Options(network=NetworkOptions(retries=0)))
    (checked,) = report.citations
    assert (checked.assessment.live.verdict, checked.assessment.live.reason) == ("unchecked", "no-network")
    assert checked.assessment.archive.verdict == "unchecked"
    assert report.exit_code == 4
    assert [f.rule for f in checked.findings if f.axis in ("live", "archive")] == []
    assert any("network" in hint for hint in report.hints)


def test_one_missing_name_is_no_missing_network(article, monkeypatch):
    def getaddrinfo(host, *_, **__):
        if host in ("news.example", b"news.example"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 443))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    report = verify([article], Options(archives=False, network=NetworkOptions(retries=0)))
    live = report.citations[0].assessment.live
    assert (live.verdict, live.reason) == ("dead", "dns")
    assert report.exit_code == 1


def test_the_command_says_so(article, capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert run(["verify", article, "--retries", "0"]) == 4
    told = capsys.readouterr()
    assert "1 unchecked" in told.out
    assert "hint: no network" in told.err
    assert "dead" not in told.out
