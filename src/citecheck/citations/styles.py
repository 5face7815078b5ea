"""Citation styles: where title, authors and outlet stand.

Each reader looks at a draft whose URLs and access date are known and says whether the reference is
of its kind; the first that does fills the fields in. A new style is one function and one entry.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..model.citation import Name
from .draft import Draft
from .names import looks_like_names, read_names
from .phrases import available_pattern, folded
from .quoted import Quoted
from .split import SIGNAL

_LEAD_IN = re.compile(
    r"^[\s,.;:،，、；：。–—-]*(?:(?:in|içinde|в|у|dans|en|em)\s*:\s*|in\s+(?=[^\W\d_])|//\s*)?[\s,.;:]*",
    re.IGNORECASE,
)
_MEDIUM = re.compile(
    r"\s{0,3}\[(?:online|internet|electronic resource|elektronik kaynak|en ligne|en línea|em linha|электронный ресурс|електронний ресурс|zdroj elektroniczny|EB/OL|N/OL|J/OL|M/OL|R/OL|N|J|M|R|D|S|C)\]\.?",
    re.IGNORECASE,
)
_DETAILS = re.compile(
    r"[,.]?\s{0,3}(?:\(|\bvol\b|\bvol\.|\bno\.|\bnr\.|\bissue\b|\bc(?:ilt)?\.\s?\d|\bs(?:ayı)?\.\s?\d|\bbd\.|\bjg\.|\bт\.\s?\d|№|\bpp?\.\s?\d|\bss?\.\s?\d|\bs\.\s\d|\bс\.\s?\d|\d)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"(?<=[^\W\d_]{3})[.。]\s*(?=[^\W\d_\[(]|$)|(?<=[”»\"\]）)])[.。]\s|(?<=[\u3400-\u9fff])[.．]\s*"
)
_VOLUME = re.compile(
    r"(?:\bvol\.?\s?|\bcilt:?\s?|\bc\.\s?|\bbd\.\s?|\bт\.\s?|,?\s)(?P<volume>\d{1,4})(?:\s{0,3},?\s{0,3}(?:\bno\.?|\bnr\.?|\bissue|\bsayı:?|\bs\.|№|\bheft|\bh\.)\s?(?P<issue>\d{1,4}(?:[-–/]\d{1,4})?)|\s?\((?P<bracket>\d{1,3}(?:[-–/]\d{1,3})?)\))",
    re.IGNORECASE,
)
_PAGES = re.compile(
    r"(?:\bpp?\.|\bss?\.|\bс\.|\bсс\.|\bpages?|\bsayfa|\bS\.|\)\s?:|\bстр\.)\s?(?P<pages>[eE]?\d{1,6}(?:\s?[-–—]\s?[eE]?\d{1,6})?)\b"
)
_PAGES_BEHIND = re.compile(r"\s?[,:]\s?(?P<pages>[eE]?\d{1,6}\s?[-–—]\s?[eE]?\d{1,6})\b")
_LONGEST_LEAD = 80
_CHINESE_PERSON = re.compile(r"[\u3400-\u9fff]{2,3}(?<![社報报局部會会院網网台署廳厅府])")
NEWS = re.compile(
    r"ajans|agency|press|news|times|post|guardian|herald|tribune|gazet|zeitung|daily|haber|telegraph|observer|reuters|bbc|cnn|spiegel|monde|figaro|país|mundo|repubblica|corriere"
    r"|jazeera|hürriyet|milliyet|cumhuriyet|sabah|independent|economist|известия|коммерсант|газета|новости|ведомости|вести|правда|interfax|tass|тасс|риа|dw|asia-plus|radio|deutsche welle|agence|新闻|日报|新聞|日報|时报",
    re.IGNORECASE,
)


def quoted_title(draft: Draft) -> bool:
    """“Title” in quotation marks, authors before it, outlet behind it: most styles of the world."""
    title = _title_of(draft)
    if title is None:
        return False
    _set_title(draft, title.start, title.end, "quoted")
    _authors(draft, 0, title.outer_start)
    _outlet(draft, title.outer_end)
    return True


def gost(draft: Draft) -> bool:
    """Author. Title // Outlet. Date. (GOST R 7.0.5, 7.0.100)."""
    at = draft.rest.find("//")
    if at < 0:
        return False
    head = _MEDIUM.sub(lambda found: " " * len(found.group()), draft.text[:at])
    stop = _SENTENCE.search(head) if not draft.fields.get("authors") else None
    inverted = re.match(r"\s*(?:[^\W\d_][\w-]+,?\s(?:[^\W\d_]\.\s?){1,3}(?:,\s|\s)?)+", head)
    start = (
        inverted.end() if inverted else stop.end() if stop and looks_like_names(head[: stop.start()]) else 0
    )
    _authors(draft, 0, start)
    _set_title(draft, start, len(head.rstrip()), "before //")
    _outlet(draft, at + 2)
    return draft.has("title")


def author_date(draft: Draft) -> bool:
    """Author. (2022, October 12). Title. Outlet. (APA and its like)."""
    match = re.match(r"(?P<who>[^()\[\]]{2,200}?)[\s.,]*\((?P<when>[^()]{4,40})\)\s*[.,:]?\s*", draft.text)
    if match is None or not any(match.start("when") <= d.start < match.end("when") for d in draft.dates):
        return False
    _authors(draft, 0, match.start("when") - 1)
    if draft.text[match.end() : match.end() + 1] and _title_of(draft) is not None:
        return quoted_title(draft)
    end = _end(draft, match.end())
    stop = _SENTENCE.search(draft.text, match.end(), end)
    _set_title(draft, match.end(), stop.start() if stop else end, "after the year")
    if stop is not None:
        _outlet(draft, stop.end())
    return draft.has("title")


def marked_medium(draft: Draft) -> bool:
    """Author. Title [online]. Place, date (ISO 690, Vancouver, GB/T 7714)."""
    medium = _MEDIUM.search(draft.text)
    if medium is None:
        return False
    head = draft.text[: medium.start()]
    stop = _SENTENCE.search(head)
    if stop is None:
        inverted = re.match(r"\s*[^\W\d_][^.\[]{2,120}?\s[A-ZА-Я]{1,3}\.\s", head)
        start = inverted.end() if inverted else 0
    else:
        start = stop.end() if looks_like_names(head[: stop.start()].strip(" .")) else 0
    _authors(draft, 0, start)
    _set_title(draft, start, medium.start(), "before the medium")
    _outlet(draft, medium.end())
    return draft.has("title")


def in_container(draft: Draft) -> bool:
    """Surname, Given: Title, in: Medium, date (German, and its neighbours)."""
    container = re.search(r"[,.]\s+[Ii]n:\s+", draft.rest)
    if container is None:
        return False
    head = draft.text[: container.start()]
    colon = re.search(r":\s", head)
    start = colon.end() if colon and looks_like_names(head[: colon.start()]) else 0
    _authors(draft, 0, start)
    _set_title(draft, start, container.start(), "before “in:”")
    _outlet(draft, container.end())
    return draft.has("title")


def by_commas(draft: Draft) -> bool:
    """Author, Title, Outlet, date, URL without any mark: read with little confidence."""
    end = _end(draft, 0)
    parts = [match.span() for match in re.finditer(r"[^,]+", draft.text[:end]) if match.group().strip()]
    if not parts or not (draft.urls or draft.dates):
        return False
    if (
        len(parts) > 2
        and looks_like_names(draft.text[slice(*parts[0])])
        and len(draft.text[slice(*parts[0])].split()) > 1
    ):
        _authors(draft, *parts.pop(0))
    draft.set_words("title", *parts[0], "first words", "low", strip=" ,;:.([<")
    if len(parts) > 1:
        draft.set_words("outlet", *parts[-1], "last words before the link", "low")
    return draft.has("title")


STYLES: tuple[Callable[[Draft], bool], ...] = (
    author_date,
    quoted_title,
    gost,
    marked_medium,
    in_container,
    by_commas,
)


def _title_of(draft: Draft) -> Quoted | None:
    """The quoted stretch that is the title: the first one before the link that is not within a name."""
    limit = draft.first(url.start for url in draft.urls)
    candidates = [q for q in draft.quoted if q.outer_start < limit] or draft.quoted
    if draft.access is not None:
        candidates = [q for q in candidates if not q.outer_start <= draft.access.start < q.outer_end]
    return next(
        (q for q in candidates if len(draft.text[q.start : q.end].split()) > 1),
        candidates[0] if candidates else None,
    )


def _set_title(draft: Draft, start: int, end: int, rule: str) -> None:
    """Set the title; a full stop or comma that the style puts before its end is none of it."""
    words = draft.text[start:end].rstrip(" ,;")
    if words.endswith(".") and not words.endswith("..") and not re.search(r"\b[^\W\d_]\.$", words):
        words = words[:-1]
    draft.set_words("title", start, start + len(words), rule, strip=" ,;:")
    draft.blank(start, end)


def _authors(draft: Draft, start: int, end: int) -> None:
    """Read what stands before the title, signals and dates aside, as authors if it looks so."""
    signal = SIGNAL.match(draft.text[start:end])
    start += signal.end() if signal else 0
    for date in draft.dates:
        if start <= date.start < end:
            end = date.start
    words = draft.text[start:end].strip(" ,;:.([–—-")
    if not words or not looks_like_names(words):
        return
    names = read_names(draft.text[start:end].strip(" ,;:([–—-"))
    if names:
        begin = draft.text.index(words, start)
        draft.set("authors", names, begin, begin + len(words), "before the title")
        draft.blank(start, end)


def _end(draft: Draft, start: int) -> int:
    """Where title and outlet must have ended: at the link, the access phrase or the archive."""
    marks = [url.start for url in draft.urls]
    if draft.access is not None:
        marks.append(draft.access.start)
    return draft.first(mark for mark in marks if mark >= start)


def _outlet(draft: Draft, start: int) -> None:
    """The container: what stands between the title and its details, the date or the link."""
    end = _end(draft, start)
    end = min([end, *(date.start for date in draft.dates if start <= date.start < end)])
    lead = _LEAD_IN.match(draft.text[start:end])
    start += lead.end() if lead else 0
    publication(draft, start, _end(draft, start))
    words = draft.text[start:end]
    for cut in (_DETAILS.search(words), _SENTENCE.search(words)):
        if cut is not None and cut.start() < len(words):
            words = words[: cut.start()]
    words = re.split(r"[,،，、]", words, maxsplit=1)[0].rstrip(" ([<（【")
    tail = max(0, len(words) - _LONGEST_LEAD)
    available = available_pattern().search(folded(words[tail:].rstrip()))
    if available:
        words = words[: tail + available.start()]
    if re.search(r"[^\W\d_]", words):
        draft.set_words(
            "outlet",
            start,
            start + len(words),
            "after the title",
            strip=" ,;:.()[]<>–—-*_،，、；：。（）【】",
        )


def publication(draft: Draft, start: int, end: int) -> None:
    """Volume, issue and pages, where a journal's numbering stands."""
    volume = _VOLUME.search(draft.text, start, end)
    if volume is not None:
        draft.set("volume", volume["volume"], *volume.span("volume"), "numbering")
        name = "issue" if volume["issue"] else "bracket"
        draft.set("issue", volume[name], *volume.span(name), "numbering")
    pages = _PAGES.search(draft.text, start, end)
    if pages is None and volume is not None:
        pages = _PAGES_BEHIND.match(draft.text, volume.end(), end)
    if pages is not None:
        draft.set("pages", re.sub(r"\s", "", pages["pages"]), *pages.span("pages"), "numbering")


def body_as_outlet(authors: tuple[Name, ...]) -> str | None:
    """The name of the body that alone stands as author, else None."""
    name = authors[0].literal if len(authors) == 1 else None
    return None if name is None or _CHINESE_PERSON.fullmatch(name) else name
