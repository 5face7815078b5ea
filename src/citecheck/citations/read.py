"""Note → Citation: take out what is certain first (links, access date), then read the style."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import replace

from ..model.archive import Archive, ArchiveUrl, read_archive_url
from ..model.citation import Citation
from ..model.date import Context, Reading, find_dates, order_of
from ..model.document import Document, Marker, Note
from ..model.spans import Taken
from .access import Access, archive_dates, find_accesses
from .draft import Draft
from .identifiers import find_isbn
from .quoted import find_quoted
from .split import SIGNAL, split_references
from .styles import NEWS, STYLES, body_as_outlet
from .urls import find_urls

_ONLY_POINTS = re.compile(
    r"^\W*(?:ibid|id|idem|a\.?\s?g\.?\s?[emy]|ebd|ebenda|там же|там само|tamże|tamtéž|op\. cit|loc\. cit|aynı yer|同上)\b[\s.,]*(?:(?:s|p|pp|S|с)\.\s*)?[\d\s,–-]*\.?$",
    re.IGNORECASE,
)


def read_citations(
    document: Document, archives: tuple[Archive, ...], *, saved: dt.date | None = None
) -> tuple[Citation, ...]:
    """The references in a document's notes, in order.

    Args:
        document: with its notes and markers.
        archives: whose links count as links to archived copies.
        saved: the day the document was saved, if known: nothing was read after it.
    """
    order = order_of([note.text for note in document.notes])
    context = Context(language=document.language, order=order, latest=saved)
    markers: defaultdict[str | None, list[Marker]] = defaultdict(list)
    for marker in document.markers:
        markers[marker.note].append(marker)
    citations: list[Citation] = []
    for note in document.notes:
        citations += _note_citations(note, tuple(markers[note.id]), archives, context)
    return tuple(citations)


def _note_citations(
    note: Note, markers: tuple[Marker, ...], archives: tuple[Archive, ...], context: Context
) -> list[Citation]:
    found: list[Citation] = []
    for start, end in split_references(note.text):
        draft = read_reference(note.text[start:end], start, archives, context)
        if draft is None:
            continue
        name = note.id if not found else f"{note.id}.{len(found) + 1}"
        found.append(
            Citation(
                id=name,
                document=note.place.path,
                note=note.id,
                label=note.label,
                place=note.place_of(start, end),
                markers=markers,
                text=note.text[start:end],
                spans=tuple(sorted(draft.spans, key=lambda span: span.start)),
                **draft.fields,
            )
        )
    return found


def read_reference(text: str, base: int, archives: tuple[Archive, ...], context: Context) -> Draft | None:
    """Read one reference; None when it names no source (a comment, a cross-reference)."""
    if _ONLY_POINTS.match(text):
        return None
    draft = Draft(text=text, base=base, context=context, urls=find_urls(text), rest=text)
    draft.quoted = find_quoted(text)
    draft.blank_urls()
    _links(draft, archives)
    _dates(draft)
    if not (draft.urls or draft.quoted or draft.dates or draft.has("isbn")):
        return None
    any(style(draft) for style in STYLES)
    _tidy(draft)
    return draft if draft.urls or draft.has("isbn") or _names_a_source(draft) else None


def _names_a_source(draft: Draft) -> bool:
    """Whether words alone name a source, rather than a comment that quotes or dates something.

    A title needs its author, or to come first with an outlet behind it.
    """
    title, outlet = draft.span("title"), str(draft.fields.get("outlet") or "")
    if title is None:
        return False
    if draft.has("authors"):
        return True
    signal = SIGNAL.match(draft.text)
    before = draft.text[signal.end() if signal else 0 : title.start - draft.base]
    return bool(outlet) and not outlet[:1].islower() and not re.search(r"\w", before)


def _links(draft: Draft, archives: tuple[Archive, ...]) -> None:
    """URL, archived copy and identifiers."""
    for found in draft.urls:
        link = read_archive_url(found.url, archives)
        if link is not None:
            _archive_link(draft, link, found.start, found.end)
        elif "url" not in draft.fields or draft.fields["url"] in _originals(draft, archives):
            draft.set("url", found.url, found.start, found.end, found.rule)
            draft.fields["url_as_written"] = found.written
        if found.doi and not draft.has("doi"):
            draft.set("doi", found.doi, found.start, found.end, "doi")
        if found.arxiv and not draft.has("arxiv"):
            draft.set("arxiv", found.arxiv, found.start, found.end, "arxiv")
    isbn = find_isbn(draft.text)
    if isbn is not None:
        draft.set("isbn", isbn[2], isbn[0], isbn[1], "isbn")


def _originals(draft: Draft, archives: tuple[Archive, ...]) -> set[str | None]:
    """URLs known only from an archive link, which a URL of its own in the note overrules."""
    link = read_archive_url(draft.fields.get("archive_url") or "", archives)
    return {link.original} if link else set()


def _archive_link(draft: Draft, link: ArchiveUrl, start: int, end: int) -> None:
    if draft.has("archive_url"):
        return
    draft.set("archive_url", link.url, start, end, f"archive link ({link.archive})")
    stamp = _timestamp(link.timestamp)
    if stamp is not None:
        draft.set("archived_at", stamp, start, end, "timestamp of the archive link")
    if link.original is not None and not draft.has("url"):
        draft.set("url", link.original, start, end, "unwrapped from the archive link")


def _timestamp(stamp: str | None) -> str | None:
    """1 to 14 digits as ISO 8601 of the same precision; None for an impossible one."""
    if stamp is None or len(stamp) < 4:
        return None
    parts = [stamp[:4], *(stamp[i : i + 2] for i in range(4, len(stamp) - len(stamp) % 2, 2))]
    date = "-".join(parts[:3])
    try:
        dt.datetime(*(int(part) for part in (*parts, "1", "1")[:3]))  # type: ignore[arg-type]  # three ints
    except ValueError:
        return None
    return f"{date}T{':'.join(parts[3:])}Z" if len(parts) == 6 else date


def _dates(draft: Draft) -> None:
    """Access, archive and publication date: three different things, told apart by their words."""
    masked = draft.rest
    dates = find_dates(masked, draft.context)
    archived = archive_dates(draft.text, draft.urls, dates)
    accesses = find_accesses(draft.text, draft.urls, draft.context)
    spans = [(start, date.end) for date, start in archived]
    spans += [(access.start, access.end) for access in accesses]
    taken = Taken([*spans, *((quoted.outer_start, quoted.outer_end) for quoted in draft.quoted)])
    draft.dates = [date for date in dates if not taken.meets(date.start, date.end)]
    published = next((date for date in draft.dates if date.reading.iso), None)
    if published is not None and published.reading.iso is not None:
        reason = published.reading.reason
        draft.set("published", published.reading.iso, published.start, published.end, reason)
    if archived and not draft.has("archived_at"):
        date, _ = archived[0]
        draft.set("archived_at", date.reading.iso, date.start, date.end, "date of archiving")
    if accesses:
        _access(draft, accesses[-1])
    for start, end in spans:
        draft.blank(start, end)


def _access(draft: Draft, access: Access) -> None:
    """Set the access date; where its order is open, publication may decide it."""
    if access.reading.iso is None and draft.has("published"):
        earliest = _first_day(str(draft.fields["published"]))
        access = find_accesses(draft.text, draft.urls, replace(draft.context, earliest=earliest))[-1]
    draft.access = access
    reading: Reading = access.reading
    written = draft.text[access.date_start : access.date_end]
    rule = f"{access.rule}; {reading.reason}"
    draft.set("accessed_text", written, access.date_start, access.date_end, access.rule)
    draft.fields["accessed_other"] = reading.alternatives
    if reading.iso is not None:
        draft.set("accessed", reading.iso, access.date_start, access.date_end, rule)


def _first_day(iso: str) -> dt.date:
    year, month, day = (*(int(part) for part in iso.split("-")), 1, 1)[:3]
    return dt.date(year, month, day)


def _tidy(draft: Draft) -> None:
    """What follows from the fields together: a body given once, and the kind of source."""
    fields = draft.fields
    body = body_as_outlet(fields.get("authors", ()))
    if body is not None and not draft.has("outlet"):
        span = next(span for span in draft.spans if span.field == "authors")
        draft.spans.remove(span)
        draft.spans.append(replace(span, field="outlet", rule="a body as author and outlet"))
        fields["outlet"], fields["authors"] = body, ()
    fields["kind"] = _kind(draft)


def _kind(draft: Draft) -> str:
    """The CSL type."""
    fields = draft.fields
    if fields.get("volume") or fields.get("issue") or (fields.get("doi") and fields.get("outlet")):
        return "article-journal"
    if fields.get("isbn"):
        return "book"
    if fields.get("arxiv"):
        return "article"
    outlet = str(fields.get("outlet") or "")
    if outlet and (NEWS.search(outlet) or fields.get("authors")):
        return "article-newspaper"
    return "webpage" if fields.get("url") else "document"
