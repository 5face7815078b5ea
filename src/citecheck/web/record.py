"""A run written down as WARC (ISO 28500), so that it can be judged again with nothing sent.

Each exchange becomes a request and a response record with the bytes as they came. Each question
gets a metadata record besides, `urn:citecheck:observation`, with what WARC has no word for: how
often it was asked, how long it took, what failed, and which response was its answer.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from ..model.errors import CitecheckError
from ..model.evidence import Observation, Target
from ..model.url import key
from .fetch import Exchange, request_url
from .wire import observation_to_json

METADATA_URI = "urn:citecheck:observation"
METADATA_TYPE = "application/vnd.citecheck.observation+json"
RECORD_ENDINGS = (".warc", ".warc.gz")


def question_key(target: Target) -> str:
    """What makes two questions the same in a recording."""
    return f"{target.purpose} {key(request_url(target.url))}"


class Recorder:
    """Writes beside the target file and puts it in place at the end, whole or not at all."""

    def __init__(self, path: str, *, software: str) -> None:
        """Open the recording.

        Raises:
            CitecheckError: the file cannot be written there, or its ending is unknown.
        """
        if not path.endswith(RECORD_ENDINGS):
            raise CitecheckError(
                f"cannot record to {path}", "a recording ends in .warc or .warc.gz", exit_code=2
            )
        self._path = Path(path)
        try:
            self._file = NamedTemporaryFile(  # noqa: SIM115  # closed by close()
                dir=self._path.parent, prefix=f".{self._path.name}.", delete=False
            )
        except OSError as error:
            raise CitecheckError(
                f"cannot write {path}: {(error.strerror or str(error)).lower()}",
                "name a file in a folder that exists and is yours to write",
            ) from error
        self._writer = WARCWriter(self._file, gzip=path.endswith(".gz"), warc_version="1.1")
        self._writer.write_record(
            self._writer.create_warcinfo_record(self._path.name, {"software": software})
        )

    def write(self, observation: Observation, exchanges: Iterable[Exchange], *, length: int) -> None:
        """Write one question with every exchange it took; `length` is that of the decoded body."""
        response_id = None
        for exchange in exchanges:
            response_id = self._exchange(exchange)
        facts = {"observation": observation_to_json(observation), "length": length, "response": response_id}
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

    def close(self) -> None:
        """Put the finished file in its place."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        umask = os.umask(0)
        os.umask(umask)
        Path(self._file.name).chmod(0o666 & ~umask)
        Path(self._file.name).replace(self._path)

    def _exchange(self, exchange: Exchange) -> str:
        response = self._writer.create_warc_record(
            exchange.url,
            "response",
            payload=BytesIO(exchange.raw),
            length=len(exchange.raw),
            http_headers=_status_line(exchange),
            warc_headers_dict={"WARC-Date": _warc_date(exchange.asked_at)},
        )
        identity: str = response.rec_headers.get_header("WARC-Record-ID")
        request = self._writer.create_warc_record(
            exchange.url,
            "request",
            payload=BytesIO(),
            length=0,
            http_headers=StatusAndHeaders(f"GET {exchange.url} HTTP/1.1", list(exchange.request_headers)),
            warc_headers_dict={"WARC-Date": _warc_date(exchange.asked_at), "WARC-Concurrent-To": identity},
        )
        self._writer.write_record(response)
        self._writer.write_record(request)
        return identity


def _status_line(exchange: Exchange) -> StatusAndHeaders:
    """The stored head: chunking was undone, so its header would lie."""
    headers = [(name, value) for name, value in exchange.headers if name.lower() != "transfer-encoding"]
    return StatusAndHeaders(f"{exchange.status} {exchange.reason}".strip(), headers, protocol="HTTP/1.1")


def _warc_date(at: dt.datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S.%fZ}"
