"""What was recorded is what is replayed, and the file is a sound WARC, whole or not there at all."""

import asyncio
import contextlib
import errno
import gzip
import io
import json
import os
from io import BytesIO
from types import SimpleNamespace

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from citecheck.model.errors import CitecheckError
from citecheck.model.evidence import Answer, Target, Trouble
from citecheck.model.options import NetworkOptions
from citecheck.web.record import Recorder
from citecheck.web.web import open_web
from support.pywb import Captured, write_warc
from support.site import Reply, ask, serving

PAGE = b"<title>A page</title>" + b"Words. " * 3000
SCRIPT = {
    "a.example/ok": Reply(body=PAGE),
    "a.example/gzip": Reply(headers={"Content-Encoding": "gzip"}, body=gzip.compress(PAGE)),
    "a.example/cut": Reply(headers={"Content-Encoding": "gzip"}, body=gzip.compress(os.urandom(4000))[:-900]),
    "a.example/big": Reply(body=os.urandom(2_000_000)),
    "a.example/short": Reply(manner="short", body=PAGE),
    "a.example/chunked": Reply(manner="raw", body=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
    "a.example/empty": Reply(status=204),
    "a.example/gone": Reply(status=404, body=b"gone"),
    "a.example/hop": Reply(status=301, headers={"Location": "http://b.example/hop?x=1"}, body=b"moved"),
    "b.example/hop?x=1": Reply(status=302, headers={"Location": "/end"}, body=b"found"),
    "b.example/end": Reply(body=PAGE),
    "a.example/loop": Reply(status=302, headers={"Location": "/loop"}),
    "a.example/hang": Reply(manner="hang"),
    "a.example/reset": Reply(manner="reset"),
    "a.example/broken": Reply(manner="raw", body=b"nonsense\r\n\r\n"),
    "a.example/double": Reply(headers={"Content-Encoding": "gzip, gzip"}, body=b"x"),
    "a.example/blip": [Reply(status=503, body=b"busy"), Reply(body=PAGE)],
    "a.example/caf%C3%A9": Reply(headers={"X-Name": "caf\xe9"}, body=b"caf\xc3\xa9"),
}  # fmt: skip
URLS = [f"http://{question}" for question in SCRIPT] + [
    "https://a.example/ok",
    "http://ann:secret@a.example/gone?x#part",
    "http://127.0.0.1/private",
    "http://a.example:99999/",
    "ftp://a.example/",
    Target(url="http://a.example/hop", purpose="archive"),
    Target(url="http://a.example/ok", purpose="control"),
]
KEY = ("X-Key", "sesame")


@pytest.fixture(scope="module", params=[".warc.gz", ".warc"])
def recorded(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("record")
    path = folder / f"run{request.param}"
    with serving(folder, SCRIPT) as site:
        live = site.ask(*URLS, record=str(path), timeout=0.7, retries=1, max_body=1_000_000, headers=(KEY,))
    return path, live


def replayed(path, *urls, **options):
    return ask(NetworkOptions(**options), *urls, replay=str(path))


def records(path):
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream):
            yield record, record.content_stream().read()


def test_a_replay_equals_what_was_seen(recorded):
    path, live = recorded
    again = replayed(path, *URLS, max_body=1_000_000)
    for before, after in zip(live, again, strict=True):
        assert after == before
    assert {type(one.observation.outcome) for one in again} == {Answer, Trouble}


def test_the_order_of_questions_does_not_matter(recorded):
    path, live = recorded
    assert replayed(path, *URLS[::-1]) == live[::-1]


def test_urls_written_otherwise_are_the_same_question(recorded):
    path, live = recorded
    (found,) = replayed(path, "HTTP://ann:pw@A.EXAMPLE:80/ok#x")
    assert found.body == live[0].body
    assert found.observation.target.url == "HTTP://ann:pw@A.EXAMPLE:80/ok#x"


def test_what_was_not_recorded_is_said_not_to_be(recorded):
    (found,) = replayed(recorded[0], "http://c.example/")
    assert found.observation.outcome.kind == "not-recorded"
    assert found.observation.attempts == 0


def test_the_file_is_a_sound_warc(recorded):
    checker = Checker(SimpleNamespace(inputs=[str(recorded[0])], verbose=True))
    with contextlib.redirect_stdout(io.StringIO()) as said:
        checker.process_all()
    assert checker.exit_value == 0, said.getvalue()
    assert "digest pass" in said.getvalue()


def test_every_response_has_its_request(recorded):
    kinds = [record.rec_type for record, _ in records(recorded[0])]
    assert kinds[0] == "warcinfo"
    assert kinds.count("request") == kinds.count("response") > 15
    assert kinds.count("metadata") == len(URLS)


def test_requests_are_in_origin_form(recorded):
    requests = [record for record, _ in records(recorded[0]) if record.rec_type == "request"]
    lines = {str(record.http_headers.statusline) for record in requests}
    protocols = {str(record.http_headers.protocol) for record in requests}
    assert protocols == {"GET"}
    assert "/hop?x=1 HTTP/1.1" in lines


def test_what_is_not_whole_is_marked(recorded):
    marks = {}
    for record, _ in records(recorded[0]):
        if record.rec_type == "response":
            where = record.rec_headers.get_header("WARC-Target-URI")
            marks[where] = record.rec_headers.get_header("WARC-Truncated")
    assert marks["http://a.example/big"] == "length"
    assert marks["http://a.example/short"] == "disconnect"
    assert marks["http://a.example/ok"] is None


def test_no_stored_head_promises_more_than_its_body(recorded):
    with recorded[0].open("rb") as stream:
        for record in ArchiveIterator(stream):
            if record.rec_type == "response":
                length = record.http_headers.get_header("Content-Length")
                assert length in (None, str(len(record.raw_stream.read())))


def test_no_secret_is_recorded(recorded):
    data = recorded[0].read_bytes()
    if recorded[0].name.endswith(".gz"):
        data = gzip.decompress(data)
    assert b"secret" not in data
    assert b"sesame" not in data
    assert b"X-Key" not in data
    assert b"#part" not in data


def foreign(path, *entries, gz=True, **headers):
    """A WARC as another tool writes it: responses only."""
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=gz)
        for url, status, head, body in entries:
            writer.write_record(
                writer.create_warc_record(
                    url,
                    "response",
                    payload=BytesIO(body),
                    length=len(body),
                    http_headers=StatusAndHeaders(status, head, protocol="HTTP/1.1"),
                    warc_headers_dict={"WARC-Date": "2022-10-12T08:00:00Z", **headers},
                )
            )
    return path


HTML = [("Content-Type", "text/html; charset=UTF-8")]


def test_a_warc_of_another_tool_is_replayed(tmp_path):
    path = foreign(
        tmp_path / "other.warc.gz",
        ("http://a.example/", "301 Moved", [("Location", "https://a.example/new#x")], b""),
        ("https://a.example/new", "302 Found", [("Location", "/last")], b""),
        ("https://a.example/last", "200 OK", HTML, PAGE),
        ("https://a.example/gzip", "200 OK", [*HTML, ("Content-Encoding", "gzip")], gzip.compress(PAGE)),
        ("https://a.example/chunked", "200 OK", [*HTML, ("Transfer-Encoding", "chunked")], b"5\r\nhello\r\n0\r\n\r\n"),
    )  # fmt: skip
    found = replayed(path, "http://a.example/", "https://a.example/gzip", "https://a.example/chunked")
    assert [one.body for one in found] == [PAGE, PAGE, b"hello"]
    first = found[0].observation
    assert [(hop.url, hop.status) for hop in first.hops] == [
        ("http://a.example/", 301),
        ("https://a.example/new", 302),
    ]
    assert first.final_url == "https://a.example/last"
    assert (first.outcome.media_type, first.outcome.charset) == ("text/html", "utf-8")
    assert first.asked_at.isoformat() == "2022-10-12T08:00:00+00:00"


def test_its_redirects_end_as_live_ones_do(tmp_path):
    path = foreign(
        tmp_path / "other.warc",
        ("http://a.example/loop", "302 Found", [("Location", "/loop")], b""),
        ("http://a.example/mail", "302 Found", [("Location", "mailto:x@a.example")], b""),
        ("http://a.example/lost", "302 Found", [("Location", "/nowhere")], b""),
        ("http://a.example/double", "200 OK", [("Content-Encoding", "gzip, gzip")], b"x"),
        gz=False,
    )
    urls = [f"http://a.example/{name}" for name in ("loop", "mail", "lost", "double")]
    kinds = [one.observation.outcome.kind for one in replayed(path, *urls)]
    assert kinds == ["redirect-loop", "protocol-error", "not-recorded", "protocol-error"]
    archive = replayed(path, Target(url=urls[0], purpose="archive"))[0].observation
    assert (archive.outcome.status, archive.hops) == (302, ())


def test_its_bodies_are_cut_at_the_cap(tmp_path):
    path = foreign(tmp_path / "other.warc.gz", ("http://a.example/", "200 OK", HTML, PAGE))
    (found,) = replayed(path, "http://a.example/", max_body=100)
    assert found.body == PAGE[:100]
    assert found.observation.outcome.truncated == "cap"


def test_a_warc_with_the_support_writer_is_replayed(tmp_path):
    write_warc(
        tmp_path / "x.warc.gz", [Captured(url="http://a.example/", date="2022-10-12T08:00:00Z", body=PAGE)]
    )
    assert replayed(tmp_path / "x.warc.gz", "http://a.example/")[0].body == PAGE


def damaged(tmp_path, kind):
    path = tmp_path / "bad.warc.gz"
    good = foreign(tmp_path / "good.warc.gz", ("http://a.example/", "200 OK", HTML, PAGE)).read_bytes()
    contents = {
        "empty": b"",
        "text": b"this is a text\n" * 20,
        "gzip-of-text": gzip.compress(b"this is a text\n" * 20),
        "no-gzip": b"\x1f\x8b\x08\x00 nonsense",
        "json": b'{"schema_version": 1}',
        "zip": b"PK\x03\x04" + b"\0" * 200,
        "cut-head": good[:40],
        "flipped": good[:60] + bytes(255 - byte for byte in good[60:120]) + good[120:],
        "zeros": b"\0" * 5000,
    }
    if kind == "folder":
        path.mkdir()
    elif kind in contents:
        path.write_bytes(contents[kind])
    return path


@pytest.mark.parametrize(
    "kind",
    ["missing", "folder", "empty", "text", "gzip-of-text", "no-gzip", "json", "zip", "cut-head", "flipped", "zeros"],
)  # fmt: skip
def test_a_file_that_is_no_recording(tmp_path, kind):
    with pytest.raises(CitecheckError) as raised:
        replayed(damaged(tmp_path, kind), "http://a.example/")
    assert "bad.warc.gz" in raised.value.message
    assert "--record" in raised.value.hint


@pytest.mark.parametrize(
    "facts", [b"{}", b"[]", b"null", b"no json", b'{"observation": {}, "response": null}', b"\xff"]
)
def test_our_own_metadata_damaged(tmp_path, facts):
    path = tmp_path / "bad.warc"
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=False)
        writer.write_record(
            writer.create_warc_record(
                "urn:citecheck:observation",
                "metadata",
                payload=BytesIO(facts),
                length=len(facts),
                warc_content_type="application/vnd.citecheck.observation+json",
                warc_headers_dict={"WARC-Citecheck-Question": "live http://a.example/"},
            )
        )
    with pytest.raises(CitecheckError, match="cannot be read as a recording"):
        replayed(path, "http://a.example/")


def test_a_trouble_that_we_do_not_know_is_refused(recorded, tmp_path):
    if recorded[0].name.endswith(".gz"):
        return
    path = tmp_path / "other.warc"
    path.write_bytes(recorded[0].read_bytes().replace(b'"trouble": "reset"', b'"trouble": "beast"'))
    with pytest.raises(CitecheckError, match="cannot be read as a recording"):
        replayed(path, "http://a.example/")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("run.json", "cannot record to"),
        ("run", "cannot record to"),
        ("nowhere/run.warc.gz", "cannot write"),
        ("folder.warc.gz", "it is a folder"),
        ("file/run.warc", "cannot write"),
    ],
)
def test_a_recording_that_cannot_be_written_is_said_before_anything_is_asked(tmp_path, name, message):
    (tmp_path / "folder.warc.gz").mkdir()
    (tmp_path / "file").write_text("x")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(CitecheckError, match=message) as raised:
        ask(NetworkOptions(), "http://127.0.0.1/", record=str(tmp_path / name))
    assert raised.value.hint
    assert sorted(tmp_path.rglob("*")) == before


def test_record_and_replay_exclude_each_other(recorded, tmp_path):
    with pytest.raises(CitecheckError, match="cannot record what is replayed"):
        ask(NetworkOptions(), record=str(tmp_path / "x.warc"), replay=str(recorded[0]))


def test_a_run_that_breaks_off_keeps_the_recording_there_was(tmp_path):
    path = tmp_path / "run.warc.gz"
    path.write_bytes(b"the one before")

    async def run():
        async with open_web(NetworkOptions(), version="0", record=str(path)) as web:
            await web.get(Target(url="http://127.0.0.1/"))
            assert len(list(tmp_path.iterdir())) == 2
            raise KeyError

    with pytest.raises(KeyError):
        asyncio.run(run())
    assert path.read_bytes() == b"the one before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_finished_recording_replaces_the_one_before(tmp_path):
    path = tmp_path / "run.warc"
    path.write_bytes(b"the one before")
    old = os.umask(0o027)
    try:
        ask(NetworkOptions(), "http://127.0.0.1/", record=str(path))
    finally:
        os.umask(old)
    assert [record.rec_type for record, _ in records(path)] == ["warcinfo", "metadata"]
    assert list(tmp_path.iterdir()) == [path]
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_full_disk_is_the_users_error(tmp_path, monkeypatch):
    def full(self, *_):
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "run.warc"
    monkeypatch.setattr(Recorder, "_exchange", full)
    monkeypatch.setattr(Recorder, "_question", full)
    with pytest.raises(CitecheckError, match="could not be written: no space left"):
        ask(NetworkOptions(), "http://127.0.0.1/", record=str(path))
    assert list(tmp_path.iterdir()) == []


def test_a_recording_says_who_made_it(recorded):
    info = next(body for record, body in records(recorded[0]) if record.rec_type == "warcinfo")
    assert b"software: citecheck/0" in info
    facts = [json.loads(body) for record, body in records(recorded[0]) if record.rec_type == "metadata"]
    assert all(set(one) == {"observation", "response"} for one in facts)
