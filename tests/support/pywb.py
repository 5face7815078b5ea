"""pywb as a real web archive on loopback, in its own environment (it is GPL: never imported)."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

BIN = Path(os.environ.get("CITECHECK_PYWB") or Path(__file__).parents[2] / ".venv-pywb") / "bin"
UNFRAMED = "framed_replay: false\nenable_memento: true\nredirect_to_exact: true\n"
FRAMED = "framed_replay: true\nenable_memento: true\n"


@dataclass(frozen=True, kw_only=True)
class Captured:
    """One answer to put into the archive, captured at `date` (ISO 8601, UTC)."""

    url: str
    date: str
    body: bytes = b""
    status: str = "200 OK"
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=utf-8"),)


def write_warc(path: Path, captures: Iterable[Captured]) -> None:
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True, warc_version="1.1")
        for one in captures:
            record = writer.create_warc_record(
                one.url,
                "response",
                payload=BytesIO(one.body),
                length=len(one.body),
                http_headers=StatusAndHeaders(one.status, list(one.headers), protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": one.date},
            )
            writer.write_record(record)


@contextmanager
def running(
    folder: Path,
    captures: Iterable[Captured] | Path,
    *,
    config: str = UNFRAMED,
    excluded: Iterable[str] = (),
) -> Iterator[str]:
    """Run pywb over captures or a .warc.gz; yields the Wayback-compatible base of its collection `web`."""
    if not (BIN / "wayback").exists():
        pytest.fail(f"pywb is not installed in {BIN.parent}: run `make test`, which sets it up")
    (folder / "config.yaml").write_text(config)
    if isinstance(captures, Path):
        (folder / "captures.warc.gz").write_bytes(captures.read_bytes())
    else:
        write_warc(folder / "captures.warc.gz", captures)
    manage = str(BIN / "wb-manager")
    for arguments in (["init", "web"], ["add", "web", "captures.warc.gz"]):
        subprocess.run([manage, *arguments], cwd=folder, check=True, capture_output=True, timeout=60)
    for url in excluded:
        subprocess.run(
            [manage, "acl", "add", "web", url, "exclude"],
            cwd=folder,
            check=True,
            capture_output=True,
            timeout=60,
        )
    port = free_port()
    with (folder / "pywb.log").open("wb") as log:
        server = subprocess.Popen(
            [str(BIN / "wayback"), "-b", "127.0.0.1", "-p", str(port)], cwd=folder, stdout=log, stderr=log
        )
    try:
        _wait(server, port)
        yield f"http://127.0.0.1:{port}/web"
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait(timeout=10)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(150):
        if server.poll() is not None:
            raise RuntimeError("pywb stopped at its start")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise RuntimeError("pywb did not open its port within 30 s")
