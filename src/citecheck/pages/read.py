"""The bytes of an answer to a Page. Pure, but not to be trusted with time: run it in a child process."""

from __future__ import annotations

import re
import warnings

import trafilatura
from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning

from ..model.evidence import Page, Signal
from ..model.text import fold, squeeze
from .charset import decode
from .metadata import Metadata, read_metadata
from .signals import Seen, find_signals

MOST_MARKUP = 3_000_000
"""Characters of markup that are looked at; what a reader sees comes before that."""

_HTML = re.compile(rb"<(?:!doctype html|html|head|body|title|meta|div|p|h1)\b", re.IGNORECASE)
_CHROME = (
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "iframe",
)
_SEPARATOR = re.compile(r"\s+(?:[|–—·•»-]|::)\s+|\s*\|\s*")
_MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
)
_TRUST = ("json-ld", "citation", "og", "dc", "h1", "twitter", "title")
"""Where the best title stands, the most deliberate first."""


def read_page(
    body: bytes, *, url: str, media_type: str | None, charset: str | None, content: bool = True
) -> Page:
    """Read a page.

    Args:
        body: the decoded bytes of the answer.
        url: where they come from, for links to be resolved.
        media_type: the header's, as far as it can be believed.
        charset: the header's.
        content: whether the main text is wanted besides the metadata.

    Returns:
        A Page; for what is no text (PDF, image) one with its media type alone.
    """
    kind = media_kind(body, media_type)
    if kind not in ("text/html", "text/plain"):
        return Page(media_type=kind)
    text = decode(body, charset)[:MOST_MARKUP]
    if kind == "text/plain":
        blocks = _paragraphs(text)
        return Page(media_type=kind, text="\n".join(blocks), blocks=blocks, signals=_of_plain(text))
    return _read_html(text, url, content=content)


def media_kind(body: bytes, media_type: str | None) -> str | None:
    """What the bytes are: by their magic, then by the header, HTML where it looks like it."""
    start = body[:1024].lstrip()
    for magic, kind in _MAGIC:
        if start.startswith(magic):
            return kind
    if media_type in ("text/html", "application/xhtml+xml"):
        return "text/html"
    if _HTML.search(start) and media_type in (
        None,
        "text/plain",
        "application/octet-stream",
        "application/xml",
        "text/xml",
    ):
        return "text/html"
    if media_type is None and b"\x00" not in body[:1024]:
        return "text/plain"
    return media_type


def _read_html(markup: str, url: str, *, content: bool) -> Page:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(markup, "lxml")
    meta = read_metadata(soup)
    headings = tuple(squeeze(tag.get_text(" ")) for tag in soup.find_all(["h1", "h2"], limit=4))
    blocks = _main_text(markup, soup) if content else ()
    words = _visible(soup)
    seen = Seen(
        url=url,
        soup=soup,
        markup=markup,
        title=squeeze(soup.title.get_text(" ")) if soup.title else "",
        headings=headings[:2],
        words=words,
        article="\n".join(blocks),
    )
    return Page(
        title=best_title(meta),
        titles=tuple(meta.titles),
        authors=tuple(meta.authors),
        published=meta.published,
        site=meta.site,
        canonical=meta.canonical,
        language=meta.language,
        media_type="text/html",
        text="\n".join(blocks),
        blocks=blocks,
        signals=find_signals(seen),
    )


def best_title(meta: Metadata) -> str | None:
    """The title that was given with most care, less the site's name."""
    by_place: dict[str, str] = {}
    for where, words in meta.titles:
        by_place.setdefault(where, words)
    best = next((by_place[where] for where in _TRUST if where in by_place), None)
    return without_site(best, meta.site) if best else None


def without_site(title: str, site: str | None) -> str:
    """A title less " | The Site" at either end, where the page says that this is its name."""
    parts = _SEPARATOR.split(title)
    if site is None or len(parts) < 2:
        return title
    name = fold(site)
    if fold(parts[-1]) in name or name in fold(parts[-1]):
        cut = title[: title.rindex(parts[-1])]
        return re.sub(r"[\s|–—·•»:-]+$", "", cut) or title
    return title


def _main_text(markup: str, soup: BeautifulSoup) -> tuple[str, ...]:
    """The paragraphs of the main text: trafilatura's, else what is left without the chrome."""
    text = trafilatura.extract(
        markup, fast=True, include_comments=False, include_tables=True, deduplicate=False
    )
    if text and len(text) > 200:
        return _paragraphs(text)
    fallback = _without_chrome(soup)
    return _paragraphs(fallback if len(fallback) > len(text or "") else text or "")


def _without_chrome(soup: BeautifulSoup) -> str:
    root = soup.find("article") or soup.find("main") or soup.body
    if not isinstance(root, Tag):
        return ""
    lines = [
        squeeze(tag.get_text(" "))
        for tag in root.find_all(["p", "h1", "h2", "h3", "li", "td", "blockquote", "pre"])
        if not any(parent.name in _CHROME for parent in tag.parents if isinstance(parent, Tag))
    ]
    return "\n".join(line for line in lines if line)


def _visible(soup: BeautifulSoup) -> str:
    """The words a reader sees, scripts and styles left out."""
    body = soup.body or soup
    hidden = {"script", "style", "template", "svg"}
    words = [
        str(text)
        for text in body.find_all(string=True, limit=20_000)
        if text.parent is None or text.parent.name not in hidden
    ]
    return squeeze(" ".join(words))


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line for line in (squeeze(line) for line in text.splitlines()) if line)


def _of_plain(text: str) -> tuple[Signal, ...]:
    return (Signal(kind="empty", detail="the answer holds no text"),) if not text.strip() else ()
