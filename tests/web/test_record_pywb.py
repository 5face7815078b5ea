"""A recording of ours is an archive that other tools can serve."""

import asyncio
import datetime as dt
import gzip

import pytest

from citecheck.model.archive import Archive
from citecheck.model.options import NetworkOptions
from citecheck.web.archives.memento import find_copy
from citecheck.web.web import open_web
from support.pywb import running
from support.site import Reply, serving

pytestmark = [pytest.mark.archive, pytest.mark.xdist_group("pywb")]

PAGE = b"<title>A page</title>" + b"Words. " * 3000
SCRIPT = {
    "a.example/ok": Reply(body=PAGE),
    "a.example/gzip": Reply(headers={"Content-Encoding": "gzip"}, body=gzip.compress(PAGE)),
    "a.example/gone": Reply(status=404, body=b"gone"),
    "a.example/hop": Reply(status=301, headers={"Location": "http://a.example/ok"}, body=b"moved"),
}


def test_pywb_serves_what_we_recorded(tmp_path):
    path = tmp_path / "run.warc.gz"
    with serving(tmp_path, SCRIPT) as site:
        live = site.ask(*(f"http://{question}" for question in SCRIPT), record=str(path))
    folder = tmp_path / "pywb"
    folder.mkdir()
    with running(folder, path) as base:
        found = asyncio.run(copies(base))
    assert [one.copy.capture.status for one in found] == [200, 200, 404, 200]
    assert [one.body for one in found[:3]] == [one.body for one in live[:3]]
    assert 301 in [hop.status for hop in found[3].copy.observation.hops]
    for one, before in zip(found, live, strict=True):
        assert abs(one.copy.capture.captured_at - before.observation.asked_at) < dt.timedelta(seconds=2)


async def copies(base):
    options = NetworkOptions(timeout=20, retries=1, allow_private=True)
    archive = Archive(name="pywb", base=base)
    async with open_web(options, version="0") as web:
        return [await find_copy(web, archive, f"http://{question}", None) for question in SCRIPT]
