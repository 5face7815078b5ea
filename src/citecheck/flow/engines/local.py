"""The engine of one machine: every citation gathered at once, the web's scheduler sets the pace."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence

from ...model.citation import Citation
from ...model.evidence import Evidence
from ..gather import Gatherer


async def gather_all(
    gatherer: Gatherer, citations: Sequence[Citation]
) -> AsyncIterator[tuple[Citation, Evidence | None]]:
    """Yield each citation with its evidence as it comes in, in no particular order.

    Closing the iterator early stops what is still under way.
    """
    tasks = {asyncio.ensure_future(gatherer.evidence(citation)): citation for citation in citations}
    waiting = set(tasks)
    try:
        while waiting:
            done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                yield tasks[task], task.result()
    finally:
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
