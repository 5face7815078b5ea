"""Cases for `assess`, built from the few facts that a test is about."""

from __future__ import annotations

import datetime as dt
from typing import Any

from citecheck.model.assessment import Assessment, Case, Neighbour, Policy
from citecheck.model.citation import Citation, Name
from citecheck.model.document import Marker, Place
from citecheck.model.evidence import (
    Answer,
    Capture,
    Copy,
    Evidence,
    Hop,
    Observation,
    Page,
    Signal,
    Target,
    Trouble,
)

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
PLACE = Place(path="a.txt", line=9, column=1, end_line=9, end_column=80)
URL = "https://news.example/2022/harvest-figures-rise"
TITLE = "Harvest figures rise in the northern valleys"
TEXT = (
    """The grain harvest in the northern valleys rose by 12 percent this year, the agriculture office said on \
Monday, after two dry summers in which farmers had sold much of their livestock.""",
    "Officials put the total at 48,000 tonnes, and said that most of it would stay in the region's own mills.",
    "Growers at the weekly market were cautious, and said that one good year does not pay the debts of two.",
)
OTHER_TEXT = (
    "Welcome to our new shop for garden furniture, where every week brings another surprise for your terrace.",
    "Order before midnight and your parcel will be with you tomorrow, wherever you live in the whole country.",
    "Our customers praise the quick delivery and the many colours in which every chair and table is on offer.",
)


def page(
    title: str | None = TITLE,
    *,
    blocks: tuple[str, ...] = TEXT,
    signals: dict[str, str] | None = None,
    **more: Any,
) -> Page:
    facts: dict[str, Any] = {
        "title": title,
        "titles": (("h1", title),) if title else (),
        "media_type": "text/html",
        "language": "en",
        "blocks": blocks,
        "text": "\n".join(blocks),
        "signals": tuple(Signal(kind=kind, detail=detail) for kind, detail in (signals or {}).items()),
    }
    return Page(**{**facts, **more})


def said(kind: str, title: str, **more: Any) -> Page:
    """A short page that is nothing but its notice."""
    return page(title, blocks=("Sorry.",), signals={kind: f"the title is “{title}”"}, **more)


def answer(status: int = 200, *, truncated: Any = None, length: int = 5_000, **headers: str) -> Answer:
    listed = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Answer(status=status, headers=listed, media_type="text/html", length=length, truncated=truncated)


def observed(
    outcome: Answer | Trouble, *hops: tuple[int, str], url: str = URL, purpose: Any = "live"
) -> Observation:
    """An observation; each hop is a status and where it leads."""
    path, at = [], url
    for status, location in hops:
        path.append(Hop(url=at, status=status, location=location))
        at = location
    asked = not (
        isinstance(outcome, Trouble) and outcome.kind in ("offline", "excluded", "budget", "no-network")
    )
    return Observation(
        target=Target(url=url, purpose=purpose),
        asked_at=NOW,
        elapsed_ms=10,
        attempts=1 if asked else 0,
        hops=tuple(path),
        outcome=outcome,
    )


def copy(
    captured: str | None = "2022-10-12",
    *,
    status: int = 200,
    role: Any = "found",
    shown: Page | None = None,
    outcome: Answer | Trouble | None = None,
    asked_for: str | None = "20221012120000",
    original: str = URL,
    archive: str = "wayback",
) -> Copy:
    """A copy; `captured` None means that the archive's answer was no capture."""
    at = dt.datetime.fromisoformat(captured).replace(hour=8, tzinfo=dt.UTC) if captured else None
    address = (
        f"https://web.archive.org/web/{at:%Y%m%d%H%M%S}/{original}"
        if at
        else f"https://web.archive.org/web/{asked_for}/{original}"
    )
    capture = None
    if at is not None:
        capture = Capture(archive=archive, original=original, captured_at=at, url=address, status=status)
    cited = f"https://web.archive.org/web/{asked_for}/{URL}"
    return Copy(
        archive=archive,
        role=role,
        url=cited if role == "cited" else address,
        original=URL,
        asked_for=asked_for,
        observation=observed(outcome or answer(status), url=address, purpose="archive"),
        capture=capture,
        page=shown if shown is not None else (page() if capture and status < 400 else None),
    )


def citation(**facts: Any) -> Citation:
    named: dict[str, Any] = {
        "id": "a.txt#1",
        "document": "a.txt",
        "note": "a.txt#1",
        "label": "1",
        "place": PLACE,
        "text": "the note",
        "url": URL,
        "title": TITLE,
        "accessed": "2022-10-12",
    }
    return Citation(**{**named, **facts})


def marker(sentence: str, label: str = "1") -> Marker:
    return Marker(label=label, place=PLACE, sentence=sentence, note=f"a.txt#{label}")


def case(
    outcome: Answer | Trouble | None = None,
    shown: Page | None = None,
    *,
    hops: tuple[tuple[int, str], ...] = (),
    copies: tuple[Copy, ...] = (),
    control: Observation | None = None,
    control_page: Page | None = None,
    neighbours: tuple[Neighbour, ...] = (),
    policy: Policy | None = None,
    **facts: Any,
) -> Case:
    cited = citation(**facts)
    evidence = None
    if cited.url is not None:
        observation = observed(outcome or answer(), *hops, url=cited.url)
        evidence = Evidence(
            target=observation.target,
            observation=observation,
            page=shown,
            control=control,
            control_page=control_page,
            copies=copies,
        )
    return Case(
        citation=cited, evidence=evidence, today=NOW.date(), neighbours=neighbours, policy=policy or Policy()
    )


__all__ = [
    "Assessment",
    "Name",
    "Neighbour",
    "answer",
    "case",
    "citation",
    "copy",
    "marker",
    "observed",
    "page",
    "said",
]
