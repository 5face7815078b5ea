"""The notation of the examples on the rules' pages: a few facts, and what a rule makes of them.

One fact a line, its name and its value at least two spaces apart. About a citation:

    url, written, title, accessed, date, readings, published, doi, today    the note, as read
    copy, copied          the archived copy it cites, and of which day
    live                  verdict, reason
    status                of the final answer (else what the reason says, or 200)
    hop                   status and next address of a redirect
    archive               role, verdict[, day served[, days from access]]
    archived-by           the archive's name
    saved, shows          the archived status, the archived page's title
    other                 verdict, day, days from access: another copy that was seen
    compared              title, state, live|archive[, the title found]

About a document, `text` (one paragraph, its markers in brackets) and `note 1` (`note -` without
a label). Then what is expected: `=> level  message`, `=> fix  kind, safe|unsafe`, or `=> silent`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

from citecheck.model.assessment import Archive, Assessment, Case, Description, Live, Match, OtherCopy
from citecheck.model.citation import Citation
from citecheck.model.document import Document, Marker, Note, Place, note_ids
from citecheck.model.evidence import Answer, Capture, Copy, Evidence, Hop, Observation, Page, Target, Trouble
from citecheck.model.finding import Finding

TODAY = dt.date(2026, 6, 1)
ASKED = dt.datetime(2026, 6, 1, 12, tzinfo=dt.UTC)
PATH = "essay.md"
ONE_VALUE = ("url", "written", "title", "accessed", "date", "readings", "published", "doi", "today",
             "copy", "copied", "live", "status", "archive", "archived-by", "saved", "shows", "compared")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """The facts of one fenced block by name, in order, and the lines expected of it."""

    facts: dict[str, list[str]] = field(default_factory=dict)
    expected: list[str] = field(default_factory=list)

    @property
    def is_silent(self) -> bool:
        return self.expected == ["silent"]

    def one(self, name: str, default: str = "") -> str:
        return self.facts.get(name, [default])[0]


def examples(page: str) -> list[Example]:
    """Every fenced `example` block of a page."""
    return [
        read_example(block)
        for block in re.findall(r"^```example\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    ]


def read_example(block: str) -> Example:
    example = Example()
    for line in block.splitlines():
        if line.startswith("=> "):
            example.expected.append(re.sub(r"\s{2,}", "  ", line[3:].strip()))
            continue
        name, value = re.split(r"\s{2,}", line.strip(), maxsplit=1)
        assert name in (*ONE_VALUE, "hop", "other", "text") or name.startswith("note "), (
            f"unknown fact {name}"
        )
        assert name not in ONE_VALUE or name not in example.facts, f"{name} is said twice"
        example.facts.setdefault(name, []).append(value)
    assert example.expected, f"an example expects nothing:\n{block}"
    return example


def is_document(example: Example) -> bool:
    return "text" in example.facts or any(name.startswith("note ") for name in example.facts)


def told(findings: tuple[Finding, ...]) -> list[str]:
    """Findings in the words of an example's expectations."""
    lines: list[str] = []
    for finding in findings:
        lines.append(f"{finding.level}  {finding.message}")
        if finding.suggestion is not None:
            safe = "safe" if finding.suggestion.safe else "unsafe"
            lines.append(f"fix  {finding.suggestion.kind}, {safe}")
    return lines or ["silent"]


# A citation and what is known of it


def case_of(example: Example) -> Case:
    today = dt.date.fromisoformat(example.one("today", TODAY.isoformat()))
    citation = citation_of(example)
    return Case(citation=citation, evidence=evidence_of(example, citation), today=today)


def citation_of(example: Example) -> Citation:
    def said(name: str) -> str | None:
        return example.one(name) or None

    return Citation(
        id=f"{PATH}#1", document=PATH, note=f"{PATH}#1", label="1", place=place(3), text="the reference as written",
        title=said("title"), url=said("url"), url_as_written=said("written"), accessed=said("accessed"),
        accessed_text=said("date"), accessed_other=tuple(words(example.one("readings"))),
        published=said("published"), doi=said("doi"), archive_url=said("copy"), archived_at=said("copied"),
    )  # fmt: skip


def assessment_of(example: Example) -> Assessment:
    verdict, reason = words(example.one("live", "alive, ok"))
    live: Any = {"verdict": verdict, "reason": reason}
    return Assessment(live=Live(**live), archive=archive_of(example), description=description_of(example))


def archive_of(example: Example) -> Archive:
    if "archive" not in example.facts:
        return Archive(verdict="unchecked")
    role, verdict, *rest = words(example.one("archive"))
    day = rest[0] if rest else None
    facts: Any = {"role": role, "verdict": verdict}
    return Archive(
        archive=example.one("archived-by", "wayback"),
        url=example.one("copy") or (wayback(day, example.one("url")) if day else None),
        captured_at=noon(day) if day else None,
        days_from_access=int(rest[1].split()[0]) if len(rest) > 1 else None,
        others=tuple(other_of(one, example.one("url")) for one in example.facts.get("other", [])),
        **facts,
    )


def other_of(text: str, url: str) -> OtherCopy:
    verdict, day, days = words(text)
    facts: Any = {"verdict": verdict}
    return OtherCopy(
        url=wayback(day, url),
        captured_at=noon(day),
        days_from_access=int(days.split()[0]),
        archive="wayback",
        **facts,
    )


def description_of(example: Example) -> Description:
    if "compared" not in example.facts:
        return Description()
    _, state, source, *found = words(example.one("compared"))
    facts: Any = {"state": state}
    where: Any = {"source": source}
    return Description(title=Match(found=found[0] if found else None, **facts), **where)


def evidence_of(example: Example, citation: Citation) -> Evidence | None:
    if citation.url is None:
        return None
    target = Target(url=citation.url)
    return Evidence(
        target=target,
        observation=observation(target, outcome_of(example), hops_of(example, citation.url)),
        copies=copies_of(example, citation),
    )


def outcome_of(example: Example) -> Answer | Trouble:
    verdict, reason = words(example.one("live", "alive, ok"))
    default = {"forbidden": "403", "server-error": "500", "http-404": "404", "http-410": "410"}.get(
        reason, "200"
    )
    if verdict == "unreachable" and reason != "server-error":
        return Trouble(kind="timeout")
    return Answer(status=int(example.one("status", default)))


def hops_of(example: Example, url: str) -> tuple[Hop, ...]:
    hops: list[Hop] = []
    for one in example.facts.get("hop", []):
        status, location = one.split()
        hops.append(Hop(url=hops[-1].location if hops else url, status=int(status), location=location))
    return tuple(hops)


def copies_of(example: Example, citation: Citation) -> tuple[Copy, ...]:
    archive = archive_of(example)
    if archive.role is None:
        return ()
    address = archive.url or wayback("2026-06-01", citation.url or "")
    capture = None
    if archive.captured_at is not None:
        capture = Capture(
            archive="wayback", original=citation.url or "", captured_at=archive.captured_at,
            url=address, status=int(example.one("saved", "200")),
        )  # fmt: skip
    page = Page(title=example.one("shows").strip("“”")) if "shows" in example.facts else None
    seen = observation(Target(url=address, purpose="archive"), Answer(status=200), ())
    return (
        Copy(
            archive="wayback", role=archive.role, url=address, original=citation.url,
            asked_for=None, observation=seen, capture=capture, page=page,
        ),
    )  # fmt: skip


def observation(target: Target, outcome: Answer | Trouble, hops: tuple[Hop, ...]) -> Observation:
    return Observation(target=target, asked_at=ASKED, elapsed_ms=1, attempts=1, hops=hops, outcome=outcome)


# A document


def document_of(example: Example, *, first_line: int = 1) -> Document:
    """Paragraphs first, then the notes, a line each; `first_line` moves all of it down."""
    labelled = [(name.removeprefix("note "), text) for name, texts in example.facts.items()
                if name.startswith("note ") for text in texts]  # fmt: skip
    labels = [None if label == "-" else label for label, _ in labelled]
    paragraphs = example.facts.get("text", [])
    start = first_line + len(paragraphs)
    notes = tuple(
        Note(id=name, label=label, text=text, place=place(start + row))
        for row, (name, label, (_, text)) in enumerate(
            zip(note_ids(PATH, labels), labels, labelled, strict=True)
        )
    )
    known = {note.label: note.id for note in notes}
    markers = tuple(
        Marker(label=label, place=place(first_line + row, column), sentence=bare(text), note=known.get(label))
        for row, text in enumerate(paragraphs)
        for label, column in labels_in(text)
    )
    return Document(path=PATH, format="text", digest="", notes=notes, markers=markers)


def labels_in(text: str) -> list[tuple[str, int]]:
    """The labels of `[1]`, `[1,2]` and `[1-3]`, with their columns."""
    found: list[tuple[str, int]] = []
    for marker in re.finditer(r"\[(\d+)(?:([-,])(\d+))?\]", text):
        first, join, last = marker.groups()
        numbers = range(int(first), int(last) + 1) if join == "-" else [int(n) for n in (first, last) if n]
        found += [(str(number), marker.start() + 1) for number in numbers]
    return found


def bare(text: str) -> str:
    return re.sub(r"\[[\d,-]+\]", "", text)


# Small change


def words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def place(line: int, column: int = 1) -> Place:
    return Place(path=PATH, line=line, column=column, end_line=line, end_column=column + 1)


def noon(day: str) -> dt.datetime:
    return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(12), tzinfo=dt.UTC)


def wayback(day: str, url: str) -> str:
    return f"https://web.archive.org/web/{day.replace('-', '')}120000/{url}"
