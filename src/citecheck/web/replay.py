"""Answers from a recording, and from nowhere else.

Our own recordings carry an observation for each question. A WARC of another tool has only responses:
they are put together into one, redirects followed from record to record.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import zlib
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from ..model.errors import CitecheckError
from ..model.evidence import Answer, Hop, Observation, Target, Trouble
from ..model.options import NetworkOptions
from ..model.url import key, origin
from .body import BadEncoding, decode
from .fetch import (
    MAX_HEADER_VALUE,
    MAX_HEADERS,
    Fetched,
    followable,
    loop,
    media_type_of,
    redirect_location,
    request_url,
)
from .record import METADATA_TYPE, question_key
from .wire import observation_from_json

UNREADABLE = (
    OSError,
    ArchiveLoadFailed,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    EOFError,
    zlib.error,
)
"""What reading a file that is no WARC, or half of one, was seen to raise."""

_RAW = re.compile(r"(?P<base>.+)/(?P<stamp>\d{1,14})id_/(?P<original>.+)")
"""The raw address of an archived copy."""

HINT = "--replay takes a .warc or .warc.gz file; make one with --record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """Where a response stands in the file, and its head."""

    offset: int
    at: dt.datetime
    status: int
    headers: tuple[tuple[str, str], ...]

    def header(self, name: str) -> str | None:
        """The first value of a header, or None."""
        return next((value for key, value in self.headers if key == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What our own recording says of a question, and the response that was its answer."""

    observation: Observation
    response: str | None


class Replay:
    """An index over a recording; bodies are read when they are asked for."""

    def __init__(self, path: str, options: NetworkOptions) -> None:
        """Read the index.

        Raises:
            CitecheckError: there is no such file, or it is no WARC.
        """
        self._path = Path(path)
        self._options = options
        self._said: dict[str, Said] = {}
        self._by_id: dict[str, Stored] = {}
        self._by_url: dict[str, Stored] = {}
        self._captures: dict[tuple[str, str], list[tuple[str, Stored]]] = {}
        try:
            self._read()
        except FileNotFoundError as error:
            raise CitecheckError(f"there is no recording {path}", HINT) from error
        except UNREADABLE as error:
            raise CitecheckError(f"{path} cannot be read as a recording", HINT) from error
        if not self._said and not self._by_url:
            raise CitecheckError(f"{path} holds no answers", HINT)

    def answer(self, target: Target) -> Fetched:
        """What the recording holds for a question; Trouble `not-recorded` when it has nothing."""
        said = self._said.get(question_key(target))
        if said is None:
            return self._put_together(target)
        observation = replace(said.observation, target=target)
        outcome = observation.outcome
        if isinstance(outcome, Trouble) or said.response not in self._by_id:
            return Fetched(observation=observation)
        return Fetched(observation=observation, body=self._body(self._by_id[said.response], outcome.length))

    def _read(self) -> None:
        with self._path.open("rb") as stream:
            records = ArchiveIterator(stream)
            for record in records:
                self._index(record, records)

    def _index(self, record: ArcWarcRecord, records: ArchiveIterator) -> None:
        head = record.rec_headers
        if record.rec_type == "metadata" and head.get_header("Content-Type") == METADATA_TYPE:
            facts = json.loads(record.content_stream().read())
            said = Said(
                observation=observation_from_json(facts["observation"], Target(url="")),
                response=facts["response"],
            )
            self._said[head.get_header("WARC-Citecheck-Question")] = said
        elif record.rec_type == "response" and record.http_headers is not None:
            stored = Stored(
                offset=records.get_record_offset(),
                at=dt.datetime.fromisoformat(head.get_header("WARC-Date")).astimezone(dt.UTC),
                status=int(record.http_headers.get_statuscode() or 0),
                headers=tuple((name.lower(), value) for name, value in record.http_headers.headers),
            )
            self._by_id[head.get_header("WARC-Record-ID")] = stored
            url = request_url(head.get_header("WARC-Target-URI"))
            self._by_url.setdefault(key(url), stored)
            raw = _RAW.fullmatch(url)
            if raw is not None:
                place = (raw["base"], key(raw["original"]))
                self._captures.setdefault(place, []).append((raw["stamp"], stored))

    def _body(self, stored: Stored, limit: int) -> bytes:
        with self._path.open("rb") as stream:
            stream.seek(stored.offset)
            record = next(iter(ArchiveIterator(stream)))
            chunked = "chunked" in (stored.header("transfer-encoding") or "").lower()
            source = ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream
            raw: bytes = source.read()
        return decode(raw, stored.header("content-encoding"), limit)

    def _put_together(self, target: Target) -> Fetched:
        """An observation from the responses of another tool's WARC."""
        url, hops = request_url(target.url), list[Hop]()
        first = stored = self._stored(url) or (self._nearest(url) if target.purpose == "archive" else None)
        trouble: Trouble | None = None
        while stored is not None and trouble is None:
            location = redirect_location(url, stored.status, stored.header("location"))
            if location is None or target.purpose == "archive":
                break
            hops.append(Hop(url=url, status=stored.status, location=location))
            trouble = followable(location)
            if len(hops) > self._options.max_redirects:
                trouble = loop(hops)
            url, stored = location, self._stored(location)
        if trouble is None and stored is not None:
            return self._fetched(target, hops, stored, first)
        missing = Trouble(kind="not-recorded", detail="the recording has no answer for this question")
        return Fetched(observation=_observation(target, hops, trouble or missing, first))

    def _stored(self, url: str) -> Stored | None:
        return self._by_url.get(key(url)) if origin(url) else None

    def _nearest(self, url: str) -> Stored | None:
        """The recorded copy nearest the one asked for, as the archive itself would have served it."""
        raw = _RAW.fullmatch(url)
        captures = self._captures.get((raw["base"], key(raw["original"])), []) if raw else []
        if raw is None or not captures:
            return None
        asked = int(raw["stamp"].ljust(14, "9"))  # a cut timestamp asks for the latest
        return min(captures, key=lambda capture: abs(int(capture[0].ljust(14, "0")) - asked))[1]

    def _fetched(self, target: Target, hops: list[Hop], stored: Stored, first: Stored | None) -> Fetched:
        limit = self._options.max_body
        try:
            body = self._body(stored, limit + 1)
        except BadEncoding as error:
            trouble = Trouble(kind="protocol-error", detail=str(error))
            return Fetched(observation=_observation(target, hops, trouble, first))
        answer = _answer(stored, body[:limit], cut=len(body) > limit)
        return Fetched(observation=_observation(target, hops, answer, first), body=body[:limit])


def _observation(
    target: Target, hops: list[Hop], outcome: Answer | Trouble, first: Stored | None
) -> Observation:
    return Observation(
        target=target,
        asked_at=first.at if first else dt.datetime.fromtimestamp(0, dt.UTC),
        elapsed_ms=0,
        attempts=1 if first else 0,
        hops=tuple(hops),
        outcome=outcome,
    )


def _answer(stored: Stored, body: bytes, *, cut: bool) -> Answer:
    media_type, charset = media_type_of(stored.header("content-type"))
    return Answer(
        status=stored.status,
        headers=tuple((name, value[:MAX_HEADER_VALUE]) for name, value in stored.headers[:MAX_HEADERS]),
        media_type=media_type,
        charset=charset,
        body_digest=sha256(body).hexdigest(),
        length=len(body),
        truncated="cap" if cut else None,
    )
