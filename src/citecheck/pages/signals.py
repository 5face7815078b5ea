"""What on a page a judge may weigh: facts with their evidence, no verdicts.

| kind | what was seen |
|---|---|
| `not-found` `removed` | the title or the heading says so |
| `error-page` | the title or the heading speaks of an error or of maintenance |
| `challenge` `captcha` | a check for robots, by title, script or cookie wall of a known maker |
| `forbidden` | the title or the heading refuses access |
| `login-form` `consent` `paywall` `age-gate` `legal-block` | what stands before the content |
| `parked` `suspended` `default-page` `directory-listing` | a host without a site |
| `meta-refresh` `script-redirect` | the page sends the reader elsewhere; `detail` is the target |
| `script-shell` | an empty frame that only a script fills |
| `empty` | hardly a word on it |
| `noindex` | it asks search engines not to list it |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from ..model.evidence import Signal
from . import wordings

KINDS = (
    "not-found",
    "removed",
    "error-page",
    "challenge",
    "captcha",
    "forbidden",
    "login-form",
    "consent",
    "paywall",
    "age-gate",
    "legal-block",
    "parked",
    "suspended",
    "default-page",
    "directory-listing",
    "meta-refresh",
    "script-redirect",
    "script-shell",
    "empty",
    "noindex",
)  # fmt: skip

SHORT = 1_200
"""Characters of text below which a page is short enough to be nothing but its notice."""

HARDLY = 40
"""Characters of text below which a page says nothing."""

_TITLES: tuple[tuple[str, frozenset[str]], ...] = (
    ("not-found", wordings.phrases(wordings.NOT_FOUND)),
    ("removed", wordings.phrases(wordings.REMOVED)),
    ("challenge", wordings.phrases(wordings.CHALLENGE)),
    ("forbidden", wordings.phrases(wordings.FORBIDDEN)),
    ("error-page", wordings.phrases(wordings.ERROR)),
    ("parked", wordings.phrases(wordings.PARKED)),
    ("suspended", wordings.phrases(wordings.SUSPENDED)),
    ("default-page", wordings.phrases(wordings.DEFAULT_PAGE)),
    ("login-form", wordings.phrases(wordings.LOGIN)),
    ("consent", wordings.phrases(wordings.CONSENT)),
    ("legal-block", wordings.phrases(wordings.LEGAL)),
    ("age-gate", wordings.phrases(wordings.AGE)),
)
_ONLY_ON_SHORT_PAGES = frozenset(
    {"error-page", "parked", "default-page", "login-form", "consent", "challenge", "forbidden"}
)
_SPLIT = re.compile(r"\s+[|–—·•:»-]+\s+|\s*\|\s*|:\s+")

_CHALLENGE_SCRIPTS = re.compile(
    r"_cf_chl_opt|cdn-cgi/challenge-platform|cf-browser-verification|/cdn-cgi/l/chk_|_Incapsula_Resource|incapsula incident"
    r"|px-captcha|perimeterx|captcha-delivery\.com|geo\.captcha-delivery|ct\.captcha|awswafcookiedomainlist|token\.awswaf\.com|challenge\.js\?.*aws"
    r"|/149e9513-01fa-4fb0-aad4-566afd725d1b/|kpsdk|sucuri_cloudproxy|ddos-guard|__ddg|anubis_challenge|/\.within\.website/"
    r"|errors\.edgesuite\.net|akamai.{0,40}reference|ak_bmsc|bobcmn|distil_r_captcha|hcaptcha\.com/1/api\.js.*challenge|vercel.{0,20}challenge|sgcaptcha",
    re.IGNORECASE,
)
_CAPTCHA = re.compile(r"g-recaptcha|h-captcha|cf-turnstile|smartcaptcha|geetest", re.IGNORECASE)
_PARKING = re.compile(
    r"sedoparking|parkingcrew|bodis\.com|parklogic|above\.com|dan\.com/|afternic|hugedomains|undeveloped\.com|/sk-logabpstatus|namebright|domainmarket"
    r"|parking\.reg\.ru|parking-lander|domain-?parking|window\.park\s*=|godaddy.{0,40}park|sav\.com/parking|uniregistry",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"consent\.(?:google|youtube|yahoo)\.|guce\.(?:yahoo|advertising|oath)|privacy-gate|consent-wall",
    re.IGNORECASE,
)
_SHELL = re.compile(
    r"<div[^>]+id=[\"']?(?:root|app|__next|__nuxt|main-app|svelte)[\"']?[^>]*>\s*</div>", re.IGNORECASE
)
_NEEDS_SCRIPT = re.compile(
    r"(?:enable|activate|requires?|need to enable|turn on)\W+(?:your )?javascript|javascript (?:is )?(?:required|disabled)",
    re.IGNORECASE,
)
_REFRESH = re.compile(
    r"^\s*(?P<delay>\d+)(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?(?P<url>[^\"'>\s]+)", re.IGNORECASE
)
_SCRIPT_REDIRECT = re.compile(
    r"(?:window\.|document\.|top\.|self\.)?location(?:\.href)?\s*=\s*[\"'](?P<assigned>[^\"']+)[\"']|location\.(?:replace|assign)\(\s*[\"'](?P<called>[^\"']+)[\"']\s*\)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A parsed page as the detectors need it."""

    url: str
    soup: BeautifulSoup
    markup: str
    title: str
    headings: tuple[str, ...]
    words: str
    article: str


def find_signals(seen: Seen) -> tuple[Signal, ...]:
    """Every signal of a page, each kind once, in the order of `KINDS`."""
    found: dict[str, Signal] = {}
    for detect in DETECTORS:
        for signal in detect(seen):
            found.setdefault(signal.kind, signal)
    return tuple(found[kind] for kind in KINDS if kind in found)


def _wordings(seen: Seen) -> Iterator[Signal]:
    """Titles and headings that are, as a whole, what an error page or a wall says."""
    short = len(seen.words) < SHORT
    for where, text in (("title", seen.title), *(("heading", heading) for heading in seen.headings)):
        for part in (text, *_SPLIT.split(text)):
            kind = wording_kind(part)
            if kind is None or (where == "heading" and not short and kind != "not-found"):
                continue
            if kind in _ONLY_ON_SHORT_PAGES and not short:
                continue
            if part != text and not short and kind in ("not-found", "removed") and len(seen.article) > SHORT:
                continue  # "404 errors: a history | The Courier" over a long article
            yield Signal(kind=kind, detail=f"the {where} is “{text}”")


def wording_kind(text: str) -> str | None:
    """The kind of page that a title or heading belongs to, None for one that speaks for itself.

    >>> wording_kind("Sayfa bulunamadı"), wording_kind("How we design 404 pages")
    ('not-found', None)
    """
    bare = wordings.plain(text)
    numbered = re.sub(r"^(?:error |http )?(\d{3})\s+|\s+(?:error )?(\d{3})$", "", bare)
    for kind, known in _TITLES:
        if bare in known or (numbered and numbered in known):
            return kind
    return None


def _scripts(seen: Seen) -> Iterator[Signal]:
    """Walls by the scripts of their makers; a long article that only carries one is no wall."""
    if len(seen.article) > SHORT:
        return
    match = _CHALLENGE_SCRIPTS.search(seen.markup)
    if match and len(seen.words) < SHORT:
        yield Signal(kind="challenge", detail=f"the page holds “{match.group()[:60]}”")
    match = _CAPTCHA.search(seen.markup)
    if match and len(seen.words) < SHORT // 2:
        yield Signal(kind="captcha", detail=f"the page holds “{match.group()}”")
    match = _PARKING.search(seen.markup)
    if match:
        yield Signal(kind="parked", detail=f"the page holds “{match.group()[:60]}”")
    match = _CONSENT.search(seen.url)
    if match:
        yield Signal(kind="consent", detail=f"the address holds “{match.group()}”")


def _forms(seen: Seen) -> Iterator[Signal]:
    """A password field on a page with nothing to read."""
    if len(seen.words) < SHORT and seen.soup.find("input", attrs={"type": "password"}) is not None:
        yield Signal(kind="login-form", detail="the page asks for a password and says little else")


def _paywall(seen: Seen) -> Iterator[Signal]:
    """Schema.org's own word, or a wall over a cut article."""
    if re.search(r"\"isAccessibleForFree\"\s*:\s*\"?(?:false|False)\"?", seen.markup):
        yield Signal(kind="paywall", detail="the page says isAccessibleForFree: false")


def _hosts(seen: Seen) -> Iterator[Signal]:
    if re.match(r"index of /", seen.title.lower()) or any(
        re.match(r"index of /", h.lower()) for h in seen.headings
    ):
        yield Signal(kind="directory-listing", detail=f"the title is “{seen.title}”")


def _redirects(seen: Seen) -> Iterator[Signal]:
    """Where a page sends its reader at once, by meta-refresh or by the one script it has."""
    for meta in seen.soup.find_all("meta", attrs={"http-equiv": re.compile(r"^refresh$", re.IGNORECASE)}):
        match = _REFRESH.match(str(meta.get("content", "")))
        if match and int(match["delay"]) <= 30:
            yield Signal(kind="meta-refresh", detail=_joined(seen.url, match["url"]))
    if len(seen.words) < HARDLY * 4:
        script = " ".join(tag.get_text() for tag in seen.soup.find_all("script") if isinstance(tag, Tag))
        found = _SCRIPT_REDIRECT.search(script) if len(script) < 2_000 else None
        if found:
            yield Signal(
                kind="script-redirect", detail=_joined(seen.url, found["assigned"] or found["called"])
            )


def _joined(base: str, target: str) -> str:
    try:
        return urljoin(base, target)
    except ValueError:
        return target


def _substance(seen: Seen) -> Iterator[Signal]:
    """Pages with nothing on them, and whether a script would fill them."""
    if len(seen.words) < SHORT // 2 and (_SHELL.search(seen.markup) or _NEEDS_SCRIPT.search(seen.words)):
        yield Signal(kind="script-shell", detail="the page is an empty frame for a script")
    elif len(seen.words) < HARDLY:
        yield Signal(kind="empty", detail=f"the page holds {len(seen.words)} characters of text")


def _robots(seen: Seen) -> Iterator[Signal]:
    for meta in seen.soup.find_all("meta", attrs={"name": re.compile(r"^robots$", re.IGNORECASE)}):
        if "noindex" in str(meta.get("content", "")).lower():
            yield Signal(kind="noindex", detail="the page asks not to be listed")


DETECTORS: tuple[Callable[[Seen], Iterator[Signal]], ...] = (
    _wordings,
    _scripts,
    _forms,
    _paywall,
    _hosts,
    _redirects,
    _substance,
    _robots,
)
