"""The whole job over real sockets: a page set on loopback, and the verdicts of the contract."""

import json
from pathlib import Path

import pytest

from citecheck import NetworkOptions, Options, verify
from citecheck.model.options import ConnectTo
from citecheck.model.wire import dump, report_to_wire
from support.pywb import free_port
from support.site import Reply, serving

TITLE = "Harvest figures rise in the northern valleys"
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>{TITLE} | The Valley Courier</title>
<meta property="og:site_name" content="The Valley Courier"></head><body><article><h1>{TITLE}</h1>
<p>The grain harvest in the northern valleys rose by 12 percent this year, the agriculture office said on
Monday, after two dry summers in which farmers had sold much of their livestock.</p>
<p>Officials put the total at 48,000 tonnes, and said that most of it would stay in the region's own mills.
The new canal, finished in spring, brought water to some three hundred farms.</p>
<p>Growers at the weekly market were cautious. One good year, they said, does not pay the debts of two bad
ones, and the price of seed has doubled since the last election.</p></article></body></html>""".encode()
NOW_AT = "https://news.example/2026/harvest-figures-rise"

SCRIPT = {
    "news.example/ok": Reply(body=PAGE),
    "news.example/moved": Reply(status=301, headers={"Location": NOW_AT}),
    "news.example/2026/harvest-figures-rise": Reply(body=PAGE),
    "news.example/gone": Reply(status=404, body=b"<title>Not found</title><h1>Not found</h1>"),
    "news.example/withdrawn": Reply(status=410, body=b"<title>Gone</title>"),
    "news.example/forbidden": Reply(status=403, body=b"<title>Forbidden</title>"),
    "news.example/limited": Reply(
        status=429, headers={"Retry-After": "3600"}, body=b"<title>Slow down</title>"
    ),
    "news.example/blip": [Reply(status=503, body=b"busy"), Reply(body=PAGE)],
    "news.example/broken": Reply(status=500, body=b"oops"),
    "news.example/hang": Reply(manner="hang"),
    "news.example/reset": Reply(manner="reset"),
    "news.example/drip": Reply(manner="drip", body=PAGE),
    "stranger.example/ok": Reply(body=PAGE),
}

EXPECTED = [
    ("https://news.example/ok", "alive", "ok"),
    ("https://news.example/moved", "moved", "permanent-redirect"),
    ("https://news.example/gone", "dead", "http-404"),
    ("https://news.example/withdrawn", "dead", "http-410"),
    ("https://news.example/forbidden", "blocked", "forbidden"),
    ("https://news.example/limited", "blocked", "rate-limited"),
    ("https://news.example/blip", "alive", "ok"),
    ("https://news.example/broken", "unreachable", "server-error"),
    ("https://news.example/hang", "unreachable", "timeout"),
    ("https://news.example/drip", "unreachable", "timeout"),
    ("https://news.example/reset", "unreachable", "reset"),
    ("https://closed.example/ok", "unreachable", "refused"),
    ("https://stranger.example/ok", "unreachable", "tls"),
]


def article(folder: Path, urls: list[str]) -> str:
    body = " ".join(f"Sentence number {n} stands here.[{n}]" for n in range(1, len(urls) + 1))
    notes = "\n".join(
        f"[{n}] Ann Writer, “{TITLE}”, The Valley Courier, {url}, (Date of Accession: 12.10.2022)."
        for n, url in enumerate(urls, 1)
    )
    path = folder / "article.txt"
    path.write_text(f"{body}\n\n{notes}\n", encoding="utf-8")
    return str(path)


def network(site, **more) -> NetworkOptions:
    closed = ConnectTo(host="closed.example", port=443, to_host="127.0.0.1", to_port=free_port())
    settings = {"timeout": 2.0, "retries": 1, **more}
    return NetworkOptions(connect_to=(closed, *site.connect_to), ca_file=str(site.ca_file), **settings)


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    folder = tmp_path_factory.mktemp("street")
    with serving(folder, SCRIPT, untrusted=["stranger.example"]) as site:
        path = article(folder, [url for url, _, _ in EXPECTED])
        recording = str(folder / "run.warc.gz")
        report = verify([path], Options(archives=False, network=network(site), record=recording))
    return path, recording, report


def test_every_answer_gets_the_verdict_of_the_contract(outcome):
    report = outcome[2]
    seen = [(c.citation.url, c.assessment.live.verdict, c.assessment.live.reason) for c in report.citations]
    assert seen == EXPECTED


def test_dead_links_make_the_exit_code(outcome):
    report = outcome[2]
    dead = [f.citation for c in report.citations for f in c.findings if f.rule == "dead-link"]
    assert [name.rpartition("#")[2] for name in dead] == ["3", "4"]
    assert report.exit_code == 1


def test_every_verdict_shows_its_evidence(outcome):
    for checked in outcome[2].citations:
        assert checked.assessment.live.because or checked.assessment.live.detail
        assert checked.evidence.observation.attempts >= 1


def test_two_replays_of_the_recording_give_the_same_json_but_for_the_run(outcome):
    path, recording, live = outcome
    first, second = (verify([path], Options(archives=False, replay=recording)) for _ in range(2))
    assert without_run(first) == without_run(second)
    assert without_run(first)["citations"] == without_run(live)["citations"]


def without_run(report) -> dict:
    wire = json.loads(dump(report_to_wire(report)))
    del wire["run"]
    return wire
