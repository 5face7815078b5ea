"""The web archives we know: where their copies live, how often one may ask, whether to trust them.

Limits are per client address and change every year or two, which is why they are data. Sources:
the Internet Archive's and Arquivo.pt's published limits, Wikipedia's deprecation of archive.today
(February 2026: captures had been altered), WebCite's and Google cache's end of service.
"""

from __future__ import annotations

from collections.abc import Sequence

from ...model.archive import Archive
from ...model.url import split

ARCHIVES: tuple[Archive, ...] = (
    Archive(
        name="wayback",
        base="https://web.archive.org/web",
        hosts=("web.archive.org", "wayback.archive.org", "web-beta.archive.org", "archive.org"),
        replay_per_minute=600,
        index_per_minute=30,
    ),
    Archive(
        name="arquivo.pt",
        base="https://arquivo.pt/wayback",
        hosts=("arquivo.pt",),
        replay_per_minute=400,
        index_per_minute=250,
    ),
    Archive(
        name="archive-it",
        base="https://wayback.archive-it.org/all",
        hosts=("wayback.archive-it.org",),
        replay_per_minute=120,
        index_per_minute=30,
    ),
    Archive(
        name="loc",
        base="https://webarchive.loc.gov/all",
        hosts=("webarchive.loc.gov",),
        replay_per_minute=20,
        index_per_minute=20,
    ),
    Archive(
        name="ukwa",
        base="https://www.webarchive.org.uk/wayback/archive",
        hosts=("webarchive.org.uk",),
        replay_per_minute=60,
        index_per_minute=30,
    ),
    Archive(
        name="uk-gov",
        base="https://webarchive.nationalarchives.gov.uk/ukgwa",
        hosts=("webarchive.nationalarchives.gov.uk",),
        replay_per_minute=60,
        index_per_minute=30,
    ),
    Archive(
        name="vefsafn",
        base="https://wayback.vefsafn.is/wayback",
        hosts=("wayback.vefsafn.is", "vefsafn.is"),
        replay_per_minute=60,
        index_per_minute=30,
    ),
    Archive(
        name="archive.today",
        base=None,
        hosts=(
            "archive.today",
            "archive.ph",
            "archive.is",
            "archive.fo",
            "archive.li",
            "archive.md",
            "archive.vn",
        ),
        trust="untrusted",
        replay_per_minute=12,
        dotted=True,
    ),
    Archive(name="perma.cc", base=None, hosts=("perma.cc",), trust="needs-script", replay_per_minute=60),
    Archive(
        name="ghostarchive",
        base=None,
        hosts=("ghostarchive.org",),
        trust="needs-script",
        replay_per_minute=20,
    ),
    Archive(name="megalodon", base=None, hosts=("megalodon.jp",), trust="needs-script", replay_per_minute=20),
    Archive(name="webcite", base=None, hosts=("webcitation.org",), trust="defunct"),
    Archive(name="google-cache", base=None, hosts=("webcache.googleusercontent.com",), trust="defunct"),
)


def configured(archive_urls: Sequence[str]) -> tuple[Archive, ...]:
    """The archives to ask: one per `--archive-url`, with the limits of a public one where it is one.

    Any other base is paced by its own answers and the options alone (CONTRACT §2).
    """
    known = {archive.base: archive for archive in ARCHIVES}
    bases = dict.fromkeys(url.rstrip("/") for url in archive_urls)
    return tuple(known.get(base) or Archive(name=_name(base), base=base) for base in bases)


def recognised(archive_urls: Sequence[str]) -> tuple[Archive, ...]:
    """Every archive whose links count as archived copies, the configured ones first."""
    asked = configured(archive_urls)
    return asked + tuple(archive for archive in ARCHIVES if archive not in asked)


def _name(base: str) -> str:
    parts = split(base)
    return f"{parts.netloc}{parts.path}" if parts else base
