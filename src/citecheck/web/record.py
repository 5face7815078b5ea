"""A run written down as WARC (ISO 28500), so that it can be judged again with nothing sent.

Each exchange becomes a request and a response record with the bytes as they came. Each question
gets a metadata record besides, `urn:citecheck:observation`, with what WARC has no word for: how
often it was asked, how long it took, what failed, and which response was its answer.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from ..model.errors import UNFINISHED, CitecheckError
from ..model.evidence import Observation, Target
from ..model.url import host, key, split
from .fetch import REDIRECTS, Exchange, request_url
from .wire import observation_to_json

METADATA_URI = "urn:citecheck:observation"
METADATA_TYPE = "application/vnd.citecheck.observation+json"
RECORD_ENDINGS = (".warc", ".warc.gz")


def question_key(target: Target) -> str:
    """What makes two questions the same in a recording."""
    return f"{target.purpose} {key(request_url(target.url))}"


@contextmanager
def recording(path: str | None, *, software: str) -> Iterator[Recorder | None]:
    """A recorder whose file is put in place at the end, or not at all when the run breaks off.

    Args:
        path: the file to write, None for no recording.
        software: who writes it.

    Raises:
        CitecheckError: the file cannot be written, or its ending is unknown.
    """
    if path is None:
        yield None
        return
    recorder = Recorder(path, software=software)
    try:
        yield recorder
        recorder.finish()
    finally:
        recorder.discard()


class Recorder:
    """Writes a WARC beside the file named, until it is finished."""

    def __init__(self, path: str, *, software: str) -> None:
        """Open the recording.

        Raises:
            CitecheckError: the file cannot be written there, or its ending is unknown.
        """
        self._path = Path(path)
        if not path.endswith(RECORD_ENDINGS):
            raise CitecheckError(f"cannot record to {path}", "a recording ends in .warc or .warc.gz")
        if self._path.is_dir():
            raise CitecheckError(f"cannot write {path}: it is a folder", "name a file in it")
        self._part = self._path.with_name(f".{self._path.name}.{os.getpid()}.part")
        try:
            self._file = self._part.open("wb")
        except OSError as error:
            raise CitecheckError(
                f"cannot write {path}: {_why(error)}",
                "name a file in a folder that exists and is yours to write",
            ) from error
        self._writer = WARCWriter(self._file, gzip=path.endswith(".gz"), warc_version="1.1")
        self._writer.write_record(
            self._writer.create_warcinfo_record(self._path.name, {"software": software})
        )

    def write(self, observation: Observation, exchanges: Iterable[Exchange]) -> None:
        """Write one question with every exchange it took.

        Raises:
            CitecheckError: the disk is full, or the like.
        """
        try:
            self._question(observation, exchanges)
        except OSError as error:
            raise self._unwritten(error) from error

    def finish(self) -> None:
        """Put the finished file in its place.

        Raises:
            CitecheckError: it cannot be put there.
        """
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._part.replace(self._path)
        except OSError as error:
            raise self._unwritten(error) from error

    def discard(self) -> None:
        """Leave nothing half-written behind; after `finish` there is nothing to do."""
        self._file.close()
        self._part.unlink(missing_ok=True)

    def _unwritten(self, error: OSError) -> CitecheckError:
        message = f"the recording {self._path} could not be written: {_why(error)}"
        return CitecheckError(message, "nothing of it was kept", exit_code=UNFINISHED)

    def _question(self, observation: Observation, exchanges: Iterable[Exchange]) -> None:
        response_id = None
        for exchange in exchanges:
            response_id = self._exchange(exchange)
        target = replace(observation.target, url=request_url(observation.target.url))
        facts = {
            "observation": observation_to_json(replace(observation, target=target)),
            "response": response_id,
        }
        payload = json.dumps(facts, sort_keys=True).encode()
        record = self._writer.create_warc_record(
            METADATA_URI,
            "metadata",
            payload=BytesIO(payload),
            length=len(payload),
            warc_content_type=METADATA_TYPE,
            warc_headers_dict={
                "WARC-Date": _warc_date(observation.asked_at),
                "WARC-Citecheck-Question": question_key(observation.target),
            },
        )
        self._writer.write_record(record)

    def _exchange(self, exchange: Exchange) -> str:
        date = {"WARC-Date": _warc_date(exchange.asked_at)}
        response = self._writer.create_warc_record(
            exchange.url,
            "response",
            payload=BytesIO(exchange.raw),
            length=len(exchange.raw),
            http_headers=_status_line(exchange),
            warc_headers_dict=date | _truncation(exchange),
        )
        identity: str = response.rec_headers.get_header("WARC-Record-ID")
        request = self._writer.create_warc_record(
            exchange.url,
            "request",
            payload=BytesIO(),
            length=0,
            http_headers=_request_line(exchange),
            warc_headers_dict=date | {"WARC-Concurrent-To": identity},
        )
        self._writer.write_record(response)
        self._writer.write_record(request)
        return identity


def _request_line(exchange: Exchange) -> StatusAndHeaders:
    parts = split(exchange.url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "") if parts else "/"
    headers = [(name.title(), value) for name, value in exchange.request_headers]
    return StatusAndHeaders(f"GET {path} HTTP/1.1", headers or [("Host", host(exchange.url))])


def _status_line(exchange: Exchange) -> StatusAndHeaders:
    """The stored head, as true as the stored body: chunking was undone, and a body may have been cut.

    Whoever serves the file would else promise more bytes than it has, and keep its reader waiting.
    """
    headers = []
    for name, value in exchange.headers:
        if name.lower() == "content-length":
            headers.append((name, str(len(exchange.raw))))
        elif name.lower() != "transfer-encoding":
            headers.append((name, value))
    return StatusAndHeaders(f"{exchange.status} {exchange.reason}".strip(), headers, protocol="HTTP/1.1")


def _truncation(exchange: Exchange) -> dict[str, str]:
    """Why a stored body is not whole (ISO 28500 §5.13); that of a redirect is not read."""
    if exchange.truncated == "short":
        return {"WARC-Truncated": "disconnect"}
    unread = exchange.status in REDIRECTS and not exchange.raw
    return {"WARC-Truncated": "length"} if exchange.truncated == "cap" or unread else {}


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _warc_date(at: dt.datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S.%fZ}"
