"""What works on this machine, each as a check with its evidence."""

from __future__ import annotations

import asyncio
import platform
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

from .. import __version__
from ..model.evidence import Answer, Target
from ..model.options import Options
from ..model.url import host, without_userinfo
from ..web.archives.registry import configured
from ..web.web import AnyWeb, open_web
from .children import open_children


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that works or does not; an `optional` one is no failure."""

    name: str
    ok: bool
    detail: str
    hint: str | None = None
    optional: bool = False


def diagnose(options: Options, files: Sequence[str]) -> list[Check]:
    """Look at this machine: asks the resolver and each archive once."""
    return [*_here(options, files), *asyncio.run(_there(options))]


def _here(options: Options, files: Sequence[str]) -> Iterator[Check]:
    yield Check(name="citecheck", ok=True, detail=f"{__version__} on Python {platform.python_version()}")
    yield Check(name="configuration", ok=True, detail=", ".join(files) or "none, so the defaults")
    proxy = options.network.proxy
    if proxy is not None:
        yield Check(name="proxy", ok=True, detail=without_userinfo(proxy))


async def _there(options: Options) -> list[Check]:
    async with AsyncExitStack() as stack:
        web = await stack.enter_async_context(open_web(options.network, version=__version__))
        reader = await stack.enter_async_context(open_children(workers=1))
        page = await reader.read_page(
            b"<html><title>x</title><p>A page to read.</p>", url="", media_type="text/html", charset=None
        )
        checks = [
            Check(
                name="page reader",
                ok=page.failure is None,
                detail=page.failure or "a child process reads pages",
            )
        ]
        archives = configured(options.archive_urls)
        checks.append(await _names(web, [host(archive.base or "") for archive in archives]))
        checks += [await _archive(web, archive.base or "") for archive in archives]
    return checks


async def _names(web: AnyWeb, names: Sequence[str]) -> Check:
    online = await web.is_online(names)
    return Check(
        name="names",
        ok=online,
        detail="host names are resolved" if online else "no host name could be resolved",
        hint="this machine has no network; verify --replay and --offline work without one",
    )


async def _archive(web: AnyWeb, base: str) -> Check:
    """Whether an archive answers at all; what it answers to its bare address does not matter."""
    outcome = (await web.get(Target(url=f"{base}/", purpose="archive"))).observation.outcome
    ok = isinstance(outcome, Answer) and outcome.status < 500
    detail = f"answers {outcome.status}" if isinstance(outcome, Answer) else outcome.detail or outcome.kind
    return Check(
        name=f"archive {host(base)}",
        ok=ok,
        detail=detail,
        hint="--no-archives checks links alone",
        optional=True,
    )
