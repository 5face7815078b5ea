"""Bodies that are endless, bombs, or broken: never more than the cap is kept or unpacked."""

import asyncio
import gzip
import subprocess
import sys
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citecheck.web.body import MAX_MEMBERS, BadEncoding, decode, decoder, read_body


class Closed(Exception):
    pass


def read(pieces, encoding=None, limit=10_000, broken=False):
    async def chunks():
        for piece in pieces:
            yield piece
        if broken:
            raise Closed

    return asyncio.run(read_body(chunks(), encoding, limit, (Closed,)))


def deflate(data, wbits):
    packer = zlib.compressobj(wbits=wbits)
    return packer.compress(data) + packer.flush()


PACK = {
    None: bytes,
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "Deflate": lambda data: deflate(data, -15),
}


@given(st.sampled_from(list(PACK)), st.binary(max_size=3000), st.integers(1, 500), st.integers(1, 4000))
def test_any_body_in_any_pieces(encoding, data, size, limit):
    packed = PACK[encoding](data)
    body = read([packed[at : at + size] for at in range(0, len(packed), size)], encoding, limit)
    assert data[:limit].startswith(body.decoded)
    assert (body.truncated == "cap") == (max(len(data), len(packed)) > limit)
    if len(packed) <= limit:
        assert body.decoded == data[:limit]
    if body.truncated is None:
        assert body.raw == packed
    assert decode(packed, encoding, limit) == data[:limit]


@given(st.sampled_from(["gzip", "deflate"]), st.binary(min_size=1, max_size=200), st.integers(1, 50))
def test_any_bytes_are_decoded_or_refused(encoding, data, size):
    try:
        body = read([data[at : at + size] for at in range(0, len(data), size)], encoding)
    except BadEncoding:
        return
    assert len(body.decoded) <= 10_000


@given(st.lists(st.binary(min_size=1, max_size=50), min_size=1, max_size=5), st.integers(1, 30))
def test_the_members_of_a_gzip_stream_follow_one_another(parts, size):
    packed = b"".join(gzip.compress(part) for part in parts) + b"\0" * 7
    body = read([packed[at : at + size] for at in range(0, len(packed), size)], "gzip")
    assert body.decoded == b"".join(parts)
    assert body.truncated is None


@given(st.binary(min_size=200, max_size=400), st.integers(1, 50))
def test_a_stream_cut_short_is_kept_and_marked(data, missing):
    for packed, encoding in ((gzip.compress(data), "gzip"), (zlib.compress(data), "deflate")):
        body = read([packed[:-missing]], encoding)
        assert data.startswith(body.decoded)
        assert body.truncated == "short"


def test_a_connection_that_breaks():
    assert read([b"hel", b"lo"], broken=True).truncated == "short"
    assert read([b"hel", b"lo"], broken=True).decoded == b"hello"
    assert read([], broken=True).decoded == b""


def test_nothing_at_all_is_whole():
    assert read([], "gzip").truncated is None


@pytest.mark.parametrize(
    "encoding", ["br", "zstd", "compress", "rot13", "gzip, gzip", "gzip, br", "gzip,deflate"]
)
def test_encodings_that_were_not_asked_for(encoding):
    with pytest.raises(BadEncoding):
        decoder(encoding)


@pytest.mark.parametrize("encoding", [None, "", "identity", " IDENTITY ,", "utf-8", "none"])
def test_what_is_no_encoding(encoding):
    assert decode(b"hello", encoding, 10) == b"hello"


def test_countless_empty_members_are_refused():
    with pytest.raises(BadEncoding, match="members"):
        read([gzip.compress(b"") * (MAX_MEMBERS + 1)], "gzip", limit=1_000_000)


BOMB = """
import asyncio, gzip, io, resource, sys, zlib
from citecheck.web.body import read_body

def bomb():
    packer = zlib.compressobj(9, wbits=31)
    piece = bytes(1_000_000)
    for _ in range(1_000):
        packed = packer.compress(piece)
        if packed:
            yield packed
    yield packer.flush()

whole = b"".join(bomb())
async def chunks():
    yield whole

before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
body = asyncio.run(read_body(chunks(), "gzip", 10_000_000, ()))
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
assert len(body.decoded) == 10_000_000, len(body.decoded)
assert body.truncated == "cap"
print(len(whole), after - before)
"""


def test_a_bomb_of_a_gigabyte_takes_little_memory():
    done = subprocess.run(
        [sys.executable, "-c", BOMB], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    packed, grown_kb = map(int, done.stdout.split())
    assert packed < 2_000_000
    assert grown_kb < 60_000
