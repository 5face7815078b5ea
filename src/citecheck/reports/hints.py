"""What the finished run suggests doing differently next time: each hint names its option."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from ..model.evidence import Evidence, Observation, Trouble
from ..model.report import Report
from ..model.text import plural
from ..model.url import host
from . import words

MANY_ON_A_HOST = 3


def hints(report: Report) -> tuple[str, ...]:
    """Advice that follows from the report alone, the most telling first."""
    return tuple(hint for advise in ADVICE for hint in advise(report))


def lines(advice: Sequence[str]) -> str:
    """`hint: …` lines for standard error, safe to print."""
    return "".join(f"hint: {words.safe(hint)}\n" for hint in advice)


def _evidence(report: Report) -> list[Evidence]:
    return [one.evidence for one in report.citations if one.evidence is not None]


def _kinds(observations: Iterator[Observation]) -> Counter[str]:
    return Counter(seen.outcome.kind for seen in observations if isinstance(seen.outcome, Trouble))


def _live(report: Report) -> Counter[str]:
    return _kinds(one.observation for one in _evidence(report))


def _copies(report: Report) -> Counter[str]:
    return _kinds(copy.observation for one in _evidence(report) for copy in one.copies)


def _no_network(report: Report) -> Iterator[str]:
    if count := _live(report)["no-network"]:
        yield (
            f"no network: {plural(count, 'source')} could not be asked; `--offline` checks notes and fields"
            " alone, `--replay FILE` answers from a recording, `citecheck doctor` says what is missing"
        )


def _budget(report: Report) -> Iterator[str]:
    if count := _live(report)["budget"]:
        yield f"{plural(count, 'source')} not reached in time; `--time-budget` allows more"


def _not_recorded(report: Report) -> Iterator[str]:
    live, copies = _live(report)["not-recorded"], _copies(report)["not-recorded"]
    if live or copies:
        yield (
            f"the recording lacks {plural(live + copies, 'answer')} ({live} live, {copies} archived);"
            " `--record FILE` makes one that has them"
        )


def _rate_limited(report: Report) -> Iterator[str]:
    limited = {stat.host: stat.limited for stat in report.hosts if stat.limited}
    links = Counter(host(one.target.url) for one in _evidence(report))
    for name, times in limited.items():
        if links[name] >= MANY_ON_A_HOST:
            yield (
                f"{links[name]} links on {name} waited for its rate limit (told {plural(times, 'time')});"
                " `--host-delay` or a smaller `--host-concurrency` asks more gently"
            )


_TROUBLES = {
    "timeout": (2, "timed out", "`--timeout` allows each more time"),
    "tls": (2, "failed the TLS check", "`--ca-file` adds an authority, if a proxy of yours re-signs traffic"),
    "proxy": (1, "got no answer through the proxy", "`--proxy` sets another one"),
    "refused-address": (
        1,
        "led to a private address",
        "`--allow-private` or `--connect-to` lets addresses of your own network be asked",
    ),
    "redirect-loop": (1, "redirected too often", "`--max-redirects` follows longer ways"),
}
"""Per kind of trouble: from how many sources on it is worth a hint, what happened, and what helps."""


def _unreachable(report: Report) -> Iterator[str]:
    kinds = _live(report)
    for kind, (least, happened, advice) in _TROUBLES.items():
        if kinds[kind] >= least:
            yield f"{plural(kinds[kind], 'source')} {happened}; {advice}"


def _archives(report: Report) -> Iterator[str]:
    asked = any(one.observation.attempts for one in _evidence(report))
    verdicts = [one.assessment.archive.verdict for one in report.citations]
    if asked and all(verdict == "unchecked" for verdict in verdicts):
        yield "no archive was asked; without `--no-archives` each source gets its copy of the day it was read"
    if count := _copies(report)["lane-closed"]:
        yield (
            f"an archive stopped answering, so {plural(count, 'copy', 'copies')} could not be looked at;"
            " `--archive-url` names another one"
        )


def _access_dates(report: Report) -> Iterator[str]:
    undated = [one for one in report.citations if one.citation.url and not one.citation.accessed]
    if undated and len(undated) > len(report.citations) / 2:
        yield (
            f"{plural(len(undated), 'source')} without an access date: it is what chooses the archived copy,"
            " and `--ignore F101` silences the finding"
        )


ADVICE: tuple[Callable[[Report], Iterator[str]], ...] = (
    _no_network,
    _budget,
    _not_recorded,
    _rate_limited,
    _unreachable,
    _archives,
    _access_dates,
)
