"""The text today against the text as it was read: main content only, paragraph by paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel

from ..model.assessment import Case, Change, Content, ContentState
from ..model.evidence import Answer, Copy, Page
from ..model.text import fold
from .titles import compare_title
from .walls import find_wall

ENOUGH_WORDS = 30
"""Below this many words a text is too short to say that it changed."""
SHORT_BLOCK = 5
"""Blocks of fewer words are bylines, captions, counters and menus."""
MOST_CHANGES = 50
GONE, REWRITTEN = 0.15, 0.55
"""Likeness below which the text is gone, or rewritten rather than edited."""

_VOLATILE = re.compile(
    r"\d{1,2}:\d{2}|\d+\s*(?:views?|comments?|shares?|likes?|görüntülenme|yorum|просмотр\w*|комментар\w*|aufrufe|kommentare|vues|commentaires)"
    r"|\d+\s*(?:seconds?|minutes?|hours?|days?|weeks?|months?)\s+ago|(?:updated|last modified|güncelleme|обновлено|aktualisiert|mis à jour)\s*:?.{0,30}",
    re.IGNORECASE,
)


def compare_content(case: Case) -> Content:
    """The live page's main text against the archived copy nearest the access date."""
    if case.evidence is None or not case.policy.content:
        return Content()
    copy = _baseline(case)
    if copy is None or copy.page is None or copy.capture is None:
        return Content(because=("there is no archived text to compare with",))
    live = _live_page(case)
    if live is None:
        return Content(because=("today's page shows no text to compare",))
    return _compared(copy.page, live, copy)


def gone(content: Content, case: Case) -> Content:
    """What is left to say of the text of a source that is dead: it is gone, if there was one to lose."""
    copy = _baseline(case) if case.policy.content else None
    if copy is None or copy.capture is None:
        return content
    because = ("the archived text is no longer at this address",)
    return Content(state="gone", baseline="archive", baseline_at=copy.capture.captured_at, because=because)


def _baseline(case: Case) -> Copy | None:
    copies = case.evidence.copies if case.evidence else ()
    return next((c for c in copies if c.capture and c.capture.status < 400 and _enough(c.page)), None)


def _enough(page: Page | None) -> bool:
    """Whether enough of a page could be read for a comparison to mean anything."""
    if page is None or page.failure is not None:
        return False
    walls = (
        "not-found",
        "removed",
        "error-page",
        "challenge",
        "captcha",
        "forbidden",
        "login-form",
        "consent",
        "script-shell",
    )
    return len(page.text.split()) >= ENOUGH_WORDS and not any(page.signal(kind) for kind in walls)


def _live_page(case: Case) -> Page | None:
    evidence = case.evidence
    if evidence is None or not isinstance(evidence.observation.outcome, Answer):
        return None
    outcome, page = evidence.observation.outcome, evidence.page
    if not 200 <= outcome.status < 300 or outcome.truncated is not None or not _enough(page):
        return None
    return None if find_wall(outcome, page) else page


def _compared(before: Page, after: Page, copy: Copy) -> Content:
    at = copy.capture.captured_at if copy.capture else None
    mine, theirs = _words(before.blocks), _words(after.blocks)
    similarity = 1.0 if mine == theirs else Indel.normalized_similarity(mine, theirs)
    changes = () if mine == theirs else tuple(_changes(before.blocks, after.blocks))[:MOST_CHANGES]
    headline = _headline(before, after)
    state = _state(similarity, before, after, bool(changes or headline))
    if state == "unknown":
        return Content(baseline="archive", baseline_at=at, because=("the page is in another language now",))
    return Content(
        state=state,
        baseline="archive",
        baseline_at=at,
        similarity=round(similarity, 3),
        changes=() if state == "same" else (*headline, *changes)[:MOST_CHANGES],
        because=(f"{similarity:.0%} of the words are those of the archived copy",),
    )


def _state(similarity: float, before: Page, after: Page, changed: bool) -> ContentState:
    if not changed:
        return "same"
    if similarity >= REWRITTEN:
        return "edited"
    if before.language and after.language and before.language != after.language:
        return "unknown"
    return "rewritten" if similarity >= GONE else "gone"


def _headline(before: Page, after: Page) -> tuple[Change, ...]:
    """A changed headline over the same text."""
    if not before.title or not after.title or compare_title(before.title, after).state == "match":
        return ()
    if fold(before.title) == fold(after.title):
        return ()
    return (Change(kind="replaced", before=before.title, after=after.title),)


def _words(blocks: Sequence[str]) -> list[str]:
    return [word for block in blocks for word in fold(_masked(block)).split()]


def _masked(block: str) -> str:
    """A block without what differs at every visit: clocks, counters, "2 hours ago"."""
    return _VOLATILE.sub(" ", block)


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """What differs, as the smallest runs of whole words; blocks that only moved do not count."""
    old, new = _only_here(before, after), _only_here(after, before)
    while old or new:
        pair = _most_alike(old, new)
        if pair is None:
            yield from (Change(kind="removed", before=block, after=None) for block in old)
            yield from (Change(kind="added", before=None, after=block) for block in new)
            return
        yield from _word_changes(old.pop(pair[0]), new.pop(pair[1]))


def _only_here(blocks: Sequence[str], others: Sequence[str]) -> list[str]:
    """The blocks of some length that the other side does not have."""
    theirs = Counter(fold(_masked(block)) for block in others)
    mine: list[str] = []
    for block in blocks:
        plain = fold(_masked(block))
        if theirs[plain]:
            theirs[plain] -= 1
        elif len(plain.split()) >= SHORT_BLOCK or (len(plain) >= SHORT_BLOCK * 4 and " " not in plain):
            mine.append(block)
    return mine


def _most_alike(old: Sequence[str], new: Sequence[str]) -> tuple[int, int] | None:
    """The first old block that has a counterpart, and where that is."""
    for index, block in enumerate(old[:200]):
        words = fold(block).split()
        likeness = [Indel.normalized_similarity(words, fold(other).split()) for other in new[:200]]
        if likeness and max(likeness) >= 0.5:
            return index, likeness.index(max(likeness))
    return None


def _word_changes(before: str, after: str) -> Iterator[Change]:
    old, new = before.split(), after.split()
    matcher = SequenceMatcher(a=[fold(w) for w in old], b=[fold(w) for w in new], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        was, now = " ".join(old[a:b]), " ".join(new[c:d])
        if tag == "replace":
            yield Change(kind="replaced", before=was, after=now)
        elif tag == "delete":
            yield Change(kind="removed", before=was, after=None)
        elif tag == "insert":
            yield Change(kind="added", before=None, after=now)
