"""The child process that reads pages: `python -m citecheck.flow.child`, for `flow.children` only.

It takes one page after another on its standard input and answers on its standard output, each message
a four-byte length and JSON (a page's bytes follow their message). JSON, not pickle: what has read
hostile bytes is not to be trusted with code. When its input ends, so does it.
"""

from __future__ import annotations

import json
import resource
import signal
import struct
import sys
from dataclasses import asdict
from typing import Any, BinaryIO

from ..model.citation import Name
from ..model.evidence import Page, Signal
from ..pages.read import read_page

HEAD = struct.Struct(">I")


def page_to_json(page: Page) -> dict[str, Any]:
    """Every field of a page as JSON values."""
    return asdict(page)


def page_from_json(facts: dict[str, Any]) -> Page:
    """The page that `page_to_json` wrote.

    Raises:
        TypeError, ValueError: it is no such object.
    """
    return Page(
        **{
            **facts,
            "titles": tuple((where, words) for where, words in facts["titles"]),
            "authors": tuple(Name(**name) for name in facts["authors"]),
            "blocks": tuple(facts["blocks"]),
            "signals": tuple(Signal(**one) for one in facts["signals"]),
        }
    )


def main(memory: int) -> None:
    """Serve until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when we stop
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    _send(stdout, {"ready": True})
    while (head := stdin.read(HEAD.size)) and len(head) == HEAD.size:
        job = json.loads(stdin.read(HEAD.unpack(head)[0]))
        body = stdin.read(job.pop("length"))
        _send(stdout, page_to_json(_page(body, job)))


def _page(body: bytes, job: dict[str, Any]) -> Page:
    """The page, or why there is none; whatever a parser raises is the page's fault."""
    try:
        return read_page(body, **job)
    except MemoryError:
        return Page(failure="memory")
    except Exception:  # noqa: BLE001  # the edge of the engine: a parser may raise anything
        return Page(failure="crash")


def _send(stream: BinaryIO, message: dict[str, Any]) -> None:
    data = json.dumps(message).encode()
    stream.write(HEAD.pack(len(data)) + data)
    stream.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]))
