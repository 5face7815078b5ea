"""Answers from a recording, and from nowhere else.

Our own recordings carry an observation for each question. A WARC of another tool has only responses:
they are put together into one, redirects followed from record to record.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from ..model.errors import CitecheckError
from ..model.evidence import Answer, Hop, Observation, Target, Trouble
from ..model.url import key, origin
from .body import BadEncoding, decoder
from .fetch import MAX_HEADER_VALUE, MAX_HEADERS, REDIRECTS, Fetched, media_type_of, request_url
from .record import METADATA_TYPE, question_key
from .wire import observation_from_json

MAX_HOPS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """Where a response stands in the file, and its head."""

    offset: int
    at: dt.datetime
    status: int
    headers: tuple[tuple[str, str], ...]


class Replay:
    """An index over a recording; bodies are read when they are asked for."""

    def __init__(self, path: str, *, max_body: int) -> None:
        """Read the index.

        Raises:
            CitecheckError: there is no such file, or it is no WARC.
        """
        self._path = Path(path)
        self._max_body = max_body
        self._facts: dict[str, dict[str, Any]] = {}
        self._by_id: dict[str, Stored] = {}
        self._by_url: dict[str, Stored] = {}
        try:
            self._read()
        except FileNotFoundError as error:
            raise CitecheckError(f"there is no recording {path}", "make one with --record") from error
        except (OSError, ArchiveLoadFailed, ValueError, KeyError) as error:
            raise CitecheckError(
                f"{path} cannot be read as a recording", "--replay takes a .warc or .warc.gz file"
            ) from error
        if not self._facts and not self._by_url:
            raise CitecheckError(f"{path} holds no answers", "--replay takes a .warc or .warc.gz file")

    def answer(self, target: Target) -> Fetched:
        """What the recording holds for a question; Trouble `not-recorded` when it has nothing."""
        facts = self._facts.get(question_key(target))
        if facts is not None:
            observation = observation_from_json(facts["observation"], target)
            return Fetched(
                observation=observation, body=self._body(self._by_id.get(facts["response"]), facts["length"])
            )
        return self._put_together(target)

    def _read(self) -> None:
        with self._path.open("rb") as stream:
            records = ArchiveIterator(stream)
            for record in records:
                self._index(record, records)

    def _index(self, record: ArcWarcRecord, records: ArchiveIterator) -> None:
        if record.rec_type == "metadata" and record.rec_headers.get_header("Content-Type") == METADATA_TYPE:
            question = record.rec_headers.get_header("WARC-Citecheck-Question")
            self._facts[question] = json.loads(record.content_stream().read())
        elif record.rec_type == "response" and record.http_headers is not None:
            stored = Stored(
                offset=records.get_record_offset(),
                at=_date(record.rec_headers.get_header("WARC-Date")),
                status=int(record.http_headers.get_statuscode() or 0),
                headers=tuple((name.lower(), value) for name, value in record.http_headers.headers),
            )
            self._by_id[record.rec_headers.get_header("WARC-Record-ID")] = stored
            self._by_url.setdefault(key(record.rec_headers.get_header("WARC-Target-URI")), stored)

    def _body(self, stored: Stored | None, length: int) -> bytes:
        if stored is None or not length:
            return b""
        with self._path.open("rb") as stream:
            stream.seek(stored.offset)
            record = next(iter(ArchiveIterator(stream)))
            raw: bytes = record.raw_stream.read()
        encoding = next((value for name, value in stored.headers if name == "content-encoding"), None)
        try:
            return decoder(encoding).feed(raw, length)
        except BadEncoding:
            return b""

    def _put_together(self, target: Target) -> Fetched:
        """An observation from the responses of another tool's WARC."""
        url, hops = request_url(target.url), list[Hop]()
        stored = self._by_url.get(key(url)) if origin(url) else None
        first = stored
        while stored is not None and target.purpose != "archive" and stored.status in REDIRECTS:
            location = next((value for name, value in stored.headers if name == "location"), None)
            if location is None or len(hops) >= MAX_HOPS:
                break
            hops.append(Hop(url=url, status=stored.status, location=urljoin(url, location)))
            url = hops[-1].location
            stored = self._by_url.get(key(url))
        if stored is None or first is None:
            return self._missing(target, hops, first)
        body = self._body(stored, self._max_body)
        observation = Observation(
            target=target,
            asked_at=first.at,
            elapsed_ms=0,
            attempts=1,
            hops=tuple(hops),
            outcome=_answer(stored, body),
        )
        return Fetched(observation=observation, body=body)

    def _missing(self, target: Target, hops: list[Hop], first: Stored | None) -> Fetched:
        trouble = Trouble(kind="not-recorded", detail="the recording has no answer for this question")
        at = first.at if first else dt.datetime.fromtimestamp(0, dt.UTC)
        return Fetched(
            observation=Observation(
                target=target, asked_at=at, elapsed_ms=0, attempts=0, hops=tuple(hops), outcome=trouble
            )
        )


def _answer(stored: Stored, body: bytes) -> Answer:
    content_type = next((value for name, value in stored.headers if name == "content-type"), None)
    media_type, charset = media_type_of(content_type)
    return Answer(
        status=stored.status,
        headers=tuple((name, value[:MAX_HEADER_VALUE]) for name, value in stored.headers[:MAX_HEADERS]),
        media_type=media_type,
        charset=charset,
        body_digest=sha256(body).hexdigest(),
        length=len(body),
    )


def _date(value: str) -> dt.datetime:
    return dt.datetime.fromisoformat(value).astimezone(dt.UTC)
