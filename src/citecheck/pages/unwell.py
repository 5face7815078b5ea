"""What else should be asked before anything is judged: pure predicates for `flow.gather`."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from ..model.evidence import Answer, Observation, Page

SUSPICIOUS = frozenset({"not-found", "removed", "error-page", "parked", "empty", "noindex"})
SIBLING = "citecheck-control-a3f19c7d"
"""The last part of a path that no site has: always the same, so that a replay asks the same."""


def wants_control(observation: Observation, page: Page) -> bool:
    """Whether one request for a page that cannot exist would tell an answer from an apology.

    Only for a 200 that looks unwell, or that a redirect led to another path.
    """
    outcome = observation.outcome
    if not isinstance(outcome, Answer) or outcome.status != 200 or page.media_type != "text/html":
        return False
    if any(signal.kind in SUSPICIOUS for signal in page.signals):
        return True
    asked, answered = urlsplit(observation.target.url), urlsplit(observation.final_url)
    return (
        bool(observation.hops) and _bare(asked.path) not in _bare(answered.path) and bool(_bare(asked.path))
    )


def sibling(url: str) -> str:
    """A neighbour in the same folder that cannot exist.

    >>> sibling("https://news.example/2020/story.html?id=7")
    'https://news.example/2020/citecheck-control-a3f19c7d.html'
    """
    parts = urlsplit(url)
    folder, _, last = parts.path.rstrip("/").rpartition("/")
    dot = last.rfind(".")
    ending = last[dot:] if dot > 0 and len(last) - dot <= 6 else ""
    slash = "/" if parts.path.endswith("/") and last else ""
    return urlunsplit((parts.scheme, parts.netloc, f"{folder}/{SIBLING}{ending}{slash}", "", ""))


def _bare(path: str) -> str:
    return path.strip("/").lower()
