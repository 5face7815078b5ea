"""What a page says of itself: titles, authors, date, site, language, address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup, Tag

from ..model.citation import Name
from ..model.text import squeeze
from .names import page_name

_ARTICLE = re.compile(
    r"(?:News|Scholarly|Blog|Report|Opinion|Analysis|Review|Live)?(?:Article|Posting|BlogPosting)|Report|WebPage|Book|Legislation|VideoObject",
    re.IGNORECASE,
)
_TITLES = (
    ("og", ("og:title",)),
    ("citation", ("citation_title",)),
    ("dc", ("dc.title", "dcterms.title", "dc:title")),
    ("twitter", ("twitter:title",)),
)
_AUTHORS = (
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
)
_DATES = (
    "article:published_time", "og:article:published_time", "citation_publication_date", "citation_date", "citation_online_date",
    "dc.date", "dcterms.created", "dcterms.issued", "dc.date.issued", "datepublished", "date", "pubdate", "publish-date", "publish_date",
    "parsely-pub-date", "sailthru.date", "article.published", "published_time", "publication_date", "dateposted",
)  # fmt: skip
_SITES = ("og:site_name", "application-name", "citation_journal_title", "dc.publisher", "citation_publisher")
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:byline|author|authors|yazar|autor|auteur|writer|contributor)(?:$|[\s_-])", re.IGNORECASE
)
_NO_NAME = re.compile(r"https?://|@|\bfollow\b|\bread more\b|^\W*$", re.IGNORECASE)
_ISO = re.compile(
    r"(\d{4})-(\d{2})(?:-(\d{2}))?|(\d{4})/(\d{1,2})/(\d{1,2})|(\d{4})(\d{2})(\d{2})(?!\d)|(\d{4})$"
)
MOST_JSON = 200_000


@dataclass(slots=True)
class Metadata:
    """What was found, and where."""

    titles: list[tuple[str, str]] = field(default_factory=list)
    authors: list[Name] = field(default_factory=list)
    published: str | None = None
    site: str | None = None
    canonical: str | None = None
    language: str | None = None


def read_metadata(soup: BeautifulSoup) -> Metadata:
    """Read the page's own words, the most deliberate first: JSON-LD, then meta elements, then what shows."""
    found = Metadata()
    metas = _metas(soup)
    articles = [item for item in _json_ld(soup) if _ARTICLE.fullmatch(_type(item))]
    for item in articles:
        _from_json_ld(item, found)
    for where, names in _TITLES:
        _add_title(found, where, next((metas[name][0] for name in names if name in metas), None))
    for heading in soup.find_all("h1", limit=3):
        _add_title(found, "h1", heading.get_text(" "))
    _add_title(found, "title", soup.title.get_text(" ") if soup.title else None)
    found.authors = found.authors or _meta_authors(metas) or _bylines(soup)
    found.published = found.published or _date(metas, soup)
    found.site = next((squeeze(metas[name][0]) for name in _SITES if name in metas), found.site)
    found.canonical = _canonical(soup, metas)
    found.language = found.language or _language(soup, metas)
    return found


def _metas(soup: BeautifulSoup) -> dict[str, list[str]]:
    """Content of meta elements by lower-cased name or property; elements with microdata count too."""
    metas: dict[str, list[str]] = {}
    for tag in soup.find_all("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        content = str(tag.get("content") or "").strip()
        if name and content:
            metas.setdefault(str(name).lower(), []).append(content)
    return metas


def _json_ld(soup: BeautifulSoup) -> Iterator[Mapping[str, Any]]:
    """Every object of the page's JSON-LD, graphs and lists flattened."""
    for script in soup.find_all("script", attrs={"type": "application/ld+json"}):
        text = script.get_text()
        if len(text) > MOST_JSON:
            continue
        try:
            stack: list[Any] = [json.loads(text.strip().rstrip(";"), strict=False)]
        except (ValueError, RecursionError):
            continue
        while stack:
            item = stack.pop(0)
            if isinstance(item, list):
                stack = [*item, *stack]
            elif isinstance(item, dict):
                yield item
                stack += [
                    item[key]
                    for key in ("@graph", "mainEntity", "mainEntityOfPage")
                    if isinstance(item.get(key), dict | list)
                ]


def _type(item: Mapping[str, Any]) -> str:
    kind = item.get("@type", "")
    return str(kind[0] if isinstance(kind, list) and kind else kind)


def _from_json_ld(item: Mapping[str, Any], found: Metadata) -> None:
    _add_title(
        found,
        "json-ld",
        _text(item.get("headline")) or (_text(item.get("name")) if "Article" in _type(item) else None),
    )
    if not found.authors:
        found.authors = _persons(item.get("author")) or _persons(item.get("creator"))
    found.published = found.published or iso_date(_text(item.get("datePublished")))
    found.language = found.language or _subtag(_text(item.get("inLanguage")))
    publisher = item.get("publisher")
    if isinstance(publisher, dict) and found.site is None:
        found.site = _text(publisher.get("name"))


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return squeeze(value) or None if isinstance(value, str) else None


def _persons(value: Any) -> list[Name]:
    names: list[Name] = []
    for one in value if isinstance(value, list) else [value]:
        words = _text(one.get("name")) if isinstance(one, dict) else _text(one)
        if words and not _NO_NAME.search(words):
            names += page_name(words)
    return _unique(names)


def _meta_authors(metas: Mapping[str, list[str]]) -> list[Name]:
    for name in _AUTHORS:
        words = [value for value in metas.get(name, ()) if not _NO_NAME.search(value)]
        if words:
            return _unique([one for value in words for one in page_name(value)])
    return []


def _bylines(soup: BeautifulSoup) -> list[Name]:
    """Elements that call themselves a byline, short enough to be one."""
    for tag in soup.find_all(_is_byline, limit=3):
        words = squeeze(tag.get_text(" "))
        if 1 < len(words) < 80:
            words = re.sub(r"^(?:by|von|par|por|di|yazan|автор)\s*:?\s+", "", words, flags=re.IGNORECASE)
            names = page_name(re.split(r"\s+[|•·–-]\s+|\d", words)[0])
            if names:
                return _unique(names)
    return []


def _is_byline(tag: Tag) -> bool:
    marks = [tag.get("rel"), tag.get("itemprop"), tag.get("class")]
    words = " ".join(" ".join(mark) if isinstance(mark, list) else str(mark) for mark in marks if mark)
    return (
        bool(words)
        and bool(_BYLINE.search(words))
        and tag.name not in ("meta", "link", "script", "body", "html")
    )


def _unique(names: list[Name]) -> list[Name]:
    return list(dict.fromkeys(names))[:20]


def _date(metas: Mapping[str, list[str]], soup: BeautifulSoup) -> str | None:
    for name in _DATES:
        for value in metas.get(name, ()):
            date = iso_date(value)
            if date:
                return date
    for tag in soup.find_all("time", attrs={"datetime": True}, limit=3):
        date = iso_date(str(tag["datetime"]))
        if date:
            return date
    return None


def iso_date(value: str | None) -> str | None:
    """An ISO date of the precision given, the local day kept: no shift to UTC."""
    match = _ISO.match(value.strip()) if value else None
    if match is None:
        return None
    parts = [part for part in match.groups() if part]
    if len(parts) > 1 and not (1 <= int(parts[1]) <= 12 and (len(parts) < 3 or 1 <= int(parts[2]) <= 31)):
        return None
    if not 1500 <= int(parts[0]) <= 2200:
        return None
    return "-".join(part.zfill(2) for part in parts)


def _canonical(soup: BeautifulSoup, metas: Mapping[str, list[str]]) -> str | None:
    link = soup.find("link", attrs={"rel": "canonical", "href": True})
    if isinstance(link, Tag) and str(link["href"]).strip():
        return str(link["href"]).strip()
    return next(iter(metas.get("og:url", ())), None)


def _language(soup: BeautifulSoup, metas: Mapping[str, list[str]]) -> str | None:
    html = soup.find("html")
    if isinstance(html, Tag):
        declared = _subtag(str(html.get("lang") or html.get("xml:lang") or ""))
        if declared:
            return declared
    header = soup.find("meta", attrs={"http-equiv": re.compile("^content-language$", re.IGNORECASE)})
    if isinstance(header, Tag):
        return _subtag(str(header.get("content") or ""))
    return next(
        (
            _subtag(metas[name][0])
            for name in ("og:locale", "dc.language", "citation_language")
            if name in metas
        ),
        None,
    )


def _subtag(value: str | None) -> str | None:
    """The primary language subtag (BCP 47), lower-cased."""
    match = re.match(r"\s*([A-Za-z]{2,3})(?=[-_,\s]|$)", value or "")
    return match[1].lower() if match else None


def _add_title(found: Metadata, where: str, words: str | None) -> None:
    title = squeeze(words or "")
    if title and (where, title) not in found.titles:
        found.titles.append((where, title[:1_000]))
