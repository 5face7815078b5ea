"""One citation to its Evidence: which questions to ask, in which order, and when to stop.

What else to ask is decided by pure predicates of `pages`; `assess` and `rules` never ask.
Questions that several citations share are asked once.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar

from ..model.archive import Archive, ArchiveUrl, read_archive_url
from ..model.citation import Citation
from ..model.evidence import (
    Answer,
    Copy,
    Evidence,
    Observation,
    Page,
    Provenance,
    Target,
    Trouble,
    TroubleKind,
)
from ..model.options import Options
from ..model.url import key
from ..pages.unwell import sibling, wants_control
from ..web.archives.memento import FoundCopy, cited_copy, find_copy
from ..web.archives.registry import configured, recognised
from ..web.fetch import Fetched
from .plan import day_of, why_not_asked

T = TypeVar("T")


class Reader(Protocol):
    """Reads a page's bytes, in a child process."""

    async def read_page(
        self, body: bytes, *, url: str, media_type: str | None, charset: str | None, content: bool
    ) -> Page:
        """The page, `failure` set when it could not be read."""


class Asker(Protocol):
    """The part of `Web` that gathering needs."""

    @property
    def provenance(self) -> Provenance:
        """Whether answers are fresh or replayed."""

    async def get(self, target: Target) -> Fetched:
        """Ask one URL; never raises for what the network does."""


@dataclass(slots=True)
class Once:
    """Asks each question once, however many citations share it."""

    asked: dict[Hashable, asyncio.Future[Any]] = field(default_factory=dict)

    async def __call__(self, question: Hashable, ask: Callable[[], Awaitable[T]]) -> T:
        """The answer to `question`, from `ask` or from whoever asked first."""
        if question not in self.asked:
            self.asked[question] = asyncio.ensure_future(ask())
        answer: T = await asyncio.shield(self.asked[question])
        return answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One URL as it is today."""

    observation: Observation
    page: Page | None = None
    control: Observation | None = None
    control_page: Page | None = None


class Gatherer:
    """Gathers the evidence for citations, sharing what they have in common."""

    def __init__(
        self, web: Asker, reader: Reader, options: Options, *, now: Callable[[], dt.datetime]
    ) -> None:
        self._web = web
        self._reader = reader
        self._options = options
        self._now = now
        self._once = Once()
        self._asked_archives = configured(options.archive_urls)
        self._known_archives = recognised(options.archive_urls)

    async def evidence(self, citation: Citation) -> Evidence | None:
        """All there is to know of a citation's source; None when it has neither URL nor copy."""
        if citation.url is None and citation.archive_url is None:
            return None
        not_asked = why_not_asked(citation, self._options)
        target = Target(url=citation.url or "", as_of=day_of(citation.accessed))
        if not_asked is not None:
            return Evidence(target=target, observation=self._unasked(target, not_asked))
        live, copies = await asyncio.gather(self._live(citation.url), self._copies(citation))
        return Evidence(
            target=target,
            observation=replace(
                live.observation, target=replace(live.observation.target, as_of=target.as_of)
            ),
            page=live.page,
            control=live.control,
            control_page=live.control_page,
            copies=copies,
            provenance=self._web.provenance,
        )

    async def _live(self, url: str | None) -> Look:
        if url is None:
            target = Target(url="")
            return Look(observation=self._unasked(target, "malformed-url"))
        return await self._once(("live", key(url)), lambda: self._look(url))

    async def _look(self, url: str) -> Look:
        fetched = await self._web.get(Target(url=url))
        page = await self._page(fetched)
        look = Look(observation=fetched.observation, page=page)
        if page is None or not wants_control(fetched.observation, page):
            return look
        control = await self._control(sibling(url))
        return replace(look, control=control.observation, control_page=control.page)

    async def _control(self, url: str) -> Look:
        """What the host answers for a page that cannot exist, asked once per folder."""
        return await self._once(("control", key(url)), lambda: self._look_only(url))

    async def _look_only(self, url: str) -> Look:
        fetched = await self._web.get(Target(url=url, purpose="control"))
        return Look(observation=fetched.observation, page=await self._page(fetched))

    async def _page(self, fetched: Fetched) -> Page | None:
        outcome = fetched.observation.outcome
        if isinstance(outcome, Trouble) or not self._options.content:
            return None
        return await self._read(fetched.body, outcome, fetched.observation.final_url)

    async def _read(self, body: bytes, answer: Answer, url: str) -> Page:
        return await self._reader.read_page(
            body, url=url, media_type=answer.media_type, charset=answer.charset, content=True
        )

    async def _copies(self, citation: Citation) -> tuple[Copy, ...]:
        """The cited copy, and the one found where none is cited or the cited one is bad."""
        if not self._options.archives:
            return ()
        as_of = day_of(citation.accessed)
        copies: list[Copy] = []
        if citation.archive_url is not None:
            copies.append(await self._cited(citation.archive_url, as_of))
            if is_clean(copies[0]):
                return tuple(copies)
        if citation.url is not None:
            copies += await self._found(citation.url, as_of)
        return tuple(copies)

    async def _found(self, url: str, as_of: dt.date | None) -> list[Copy]:
        """Ask one archive after another until one has a capture that is no error."""
        copies: list[Copy] = []
        for archive in self._asked_archives:
            copies.append(await self._find(archive, url, as_of))
            if is_clean(copies[-1]):
                break
        return copies

    async def _find(self, archive: Archive, url: str, as_of: dt.date | None) -> Copy:
        question = ("find", archive.name, key(url), as_of)
        return await self._once(question, lambda: self._with_page(find_copy(self._web, archive, url, as_of)))

    async def _cited(self, url: str, as_of: dt.date | None) -> Copy:
        link = read_archive_url(url, self._known_archives)
        if link is None:
            link = ArchiveUrl(archive="unknown", url=url, original=None, timestamp=None, form="short")
        archive = next(
            (a for a in self._known_archives if a.name == link.archive), Archive(name="unknown", base=None)
        )
        reason = _not_a_copy(link, archive)
        if reason is not None:
            return self._uncopied(link, reason)
        question = ("cited", url, as_of)
        return await self._once(
            question, lambda: self._with_page(cited_copy(self._web, archive, link, as_of))
        )

    async def _with_page(self, asked: Awaitable[FoundCopy]) -> Copy:
        found = await asked
        outcome = found.copy.observation.outcome
        if found.copy.capture is None or isinstance(outcome, Trouble) or not self._options.content:
            return found.copy
        return replace(found.copy, page=await self._read(found.body, outcome, found.copy.capture.original))

    def _uncopied(self, link: ArchiveUrl, reason: str) -> Copy:
        target = Target(url=link.url, purpose="archive")
        return Copy(
            archive=link.archive,
            role="cited",
            url=link.url,
            original=link.original,
            asked_for=link.timestamp,
            observation=self._unasked(target, "no-copy", reason),
        )

    def _unasked(self, target: Target, kind: TroubleKind, detail: str = "") -> Observation:
        """The observation of a question that was not asked: no attempt was made."""
        return Observation(
            target=target,
            asked_at=self._now(),
            elapsed_ms=0,
            attempts=0,
            hops=(),
            outcome=Trouble(kind=kind, detail=detail),
        )


def is_clean(copy: Copy) -> bool:
    """Whether a copy is a capture of the day asked for (or of any day, when none was) and no error."""
    if copy.capture is None or copy.capture.status >= 400:
        return False
    if copy.role == "found" or copy.asked_for is None:
        return True
    return f"{copy.capture.captured_at:%Y%m%d}".startswith(copy.asked_for[:8])


def _not_a_copy(link: ArchiveUrl, archive: Archive) -> str | None:
    """Why an archive link is not asked at all, or None."""
    if link.form == "calendar":
        return "the link leads to a calendar of captures, not to a copy"
    if archive.trust == "defunct":
        return f"{archive.name} no longer serves its copies"
    if archive.trust == "untrusted":
        return f"{archive.name} has altered captures"
    return None
