"""How fast links are asked, against a plain httpx client (and lychee, where it is installed).

    python benchmarks/links.py [--links 1000] [--hosts 200] [--latency 0.1] [--profile]

A server in a child process answers every host name after a pause. Each figure is the best of three
runs in this process; what counts are the ratios, as the machine differs. Nothing leaves loopback.
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import gc
import math
import multiprocessing
import pstats
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

import httpx

from citecheck.model.evidence import Answer, Target
from citecheck.model.options import ConnectTo, NetworkOptions
from citecheck.web.web import open_web

BODY = b"<html><title>A page</title><p>" + b"Words of a page. " * 600
AT_ONCE, PER_HOST = 256, 10


def serve(latency: float, ready: Connection) -> None:
    """Answer everything after `latency` seconds, on as many loopback addresses as lychee needs."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(BODY)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                await reader.readuntil(b"\r\n\r\n")
                await asyncio.sleep(latency)
                writer.write(head + BODY)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def main() -> None:
        server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=4096)
        port = server.sockets[0].getsockname()[1]
        others = [f"127.0.1.{n}" for n in range(1, 251)]
        more = await asyncio.start_server(answer, others, port, backlog=4096)
        ready.send(port)
        async with server, more:
            await server.serve_forever()

    asyncio.run(main())


async def ours(urls: Sequence[str], port: int) -> float:
    """Seconds for all of them, through citecheck's web."""
    mapped = (ConnectTo(host="", port=80, to_host="127.0.0.1", to_port=port),)
    options = NetworkOptions(connect_to=mapped, concurrency=AT_ONCE, host_concurrency=PER_HOST)
    async with open_web(options, version="0") as web:
        started = time.perf_counter()
        found = await asyncio.gather(*(web.get(Target(url=url)) for url in urls))
        elapsed = time.perf_counter() - started
    outcomes = [one.observation.outcome for one in found]
    assert all(isinstance(one, Answer) and one.status == 200 for one in outcomes), outcomes[:3]
    return elapsed


async def plain(urls: Sequence[str], port: int) -> float:
    """The same through one httpx client, in the order given: a semaphore for all, one for each host."""
    limits = httpx.Limits(max_connections=AT_ONCE)
    whole = asyncio.Semaphore(AT_ONCE)
    hosts: dict[str, asyncio.Semaphore] = {}
    async with httpx.AsyncClient(limits=limits, timeout=60, trust_env=False) as client:

        async def one(url: str) -> None:
            parts = httpx.URL(url)
            host = hosts.setdefault(parts.host, asyncio.Semaphore(PER_HOST))
            async with whole, host:
                where = parts.copy_with(host="127.0.0.1", port=port)
                (await client.get(where, headers={"Host": parts.host})).raise_for_status()

        started = time.perf_counter()
        await asyncio.gather(*(one(url) for url in urls))
        return time.perf_counter() - started


def lychee(urls: Sequence[str], port: int) -> float:
    """The same through lychee, host names as loopback addresses; its start (about 10 ms) is included."""
    names = {name: n for n, name in enumerate(dict.fromkeys(httpx.URL(url).host for url in urls), 1)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "links.txt"
        lines = (f"http://127.0.1.{names[httpx.URL(u).host]}:{port}{httpx.URL(u).path}\n" for u in urls)
        path.write_text("".join(lines), encoding="utf-8")
        command = ["lychee", "--no-progress", "--max-concurrency", str(AT_ONCE), str(path)]
        started = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
        elapsed = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(f"lychee failed: {done.stderr or done.stdout}")
    return elapsed


def best(work: Callable[[], float], times: int = 3) -> float:
    """The shortest of some runs."""
    found = []
    for _ in range(times):
        gc.collect()
        found.append(work())
    return min(found)


def compare(name: str, urls: Sequence[str], port: int, bound: float) -> None:
    """Print one line per tool: seconds, and how many times the theoretical bound."""

    def timed(run: Callable[[Sequence[str], int], Awaitable[float]]) -> float:
        return best(lambda: asyncio.run(_run(run, urls, port)))

    figures = {"citecheck": timed(ours), "httpx": timed(plain)}
    if shutil.which("lychee"):
        figures["lychee"] = best(lambda: lychee(urls, port))
    mine = figures["citecheck"]
    for tool, seconds in figures.items():
        print(
            f"{name:<24} {tool:<10} {seconds:7.2f} s  {len(urls) / seconds:7.0f}/s"
            f"  {seconds / bound:5.2f} x bound  {seconds / mine:5.2f} x citecheck"
        )


async def _run(
    work: Callable[[Sequence[str], int], Awaitable[float]], urls: Sequence[str], port: int
) -> float:
    return await work(urls, port)


def orders(per_host: Sequence[int]) -> dict[str, list[str]]:
    """The same links grouped by host, in turns, and shuffled."""
    grouped = [f"http://h{host}.example/{n}" for host, count in enumerate(per_host) for n in range(count)]
    turns = sorted(grouped, key=lambda url: int(url.rpartition("/")[2]))
    shuffled = random.Random(1).sample(grouped, len(grouped))
    return {"grouped": grouped, "in turns": turns, "shuffled": shuffled}


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--links", type=int, default=1000)
    options.add_argument("--hosts", type=int, default=200)
    options.add_argument("--latency", type=float, default=0.1)
    options.add_argument("--profile", action="store_true")
    chosen = options.parse_args()
    here, there = multiprocessing.Pipe(duplex=False)
    server = multiprocessing.get_context("spawn").Process(
        target=serve, args=(chosen.latency, there), daemon=True
    )
    server.start()
    try:
        port = here.recv()
        share = [chosen.links // chosen.hosts] * chosen.hosts
        many = orders(share)["shuffled"]
        if chosen.profile:
            profile(many, port)
            return
        compare(f"{len(many)} on {chosen.hosts} hosts", many, port, bound(share, chosen.latency))
        for name, urls in orders([300] * 3).items():
            compare(f"3 x 300, {name}", urls, port, bound([300] * 3, chosen.latency))
        uneven = [200, *[2] * 300]
        for name, urls in orders(uneven).items():
            compare(f"200 + 300 x 2, {name}", urls, port, bound(uneven, chosen.latency))
    finally:
        server.terminate()
        server.join(10)


def bound(per_host: Sequence[int], latency: float) -> float:
    """The least time that the caps allow."""
    return latency * max(math.ceil(max(per_host) / PER_HOST), math.ceil(sum(per_host) / AT_ONCE))


def profile(urls: Sequence[str], port: int) -> None:
    """Where the time goes."""
    profiler = cProfile.Profile()
    profiler.runcall(lambda: asyncio.run(_run(ours, urls, port)))
    pstats.Stats(profiler).sort_stats("tottime").print_stats(35)


if __name__ == "__main__":
    main()
