"""Observations as JSON, for recordings."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

from ..model.evidence import Answer, Hop, Observation, Target, Trouble, TroubleKind

TROUBLES = frozenset(get_args(TroubleKind))


def observation_to_json(one: Observation) -> dict[str, Any]:
    """A JSON object with every field of an observation."""
    return {
        "target": {
            "url": one.target.url,
            "as_of": one.target.as_of.isoformat() if one.target.as_of else None,
            "purpose": one.target.purpose,
        },
        "asked_at": one.asked_at.isoformat(),
        "elapsed_ms": one.elapsed_ms,
        "attempts": one.attempts,
        "hops": [[hop.url, hop.status, hop.location] for hop in one.hops],
        "outcome": _outcome_to_json(one.outcome),
    }


def observation_from_json(facts: dict[str, Any], target: Target) -> Observation:
    """The observation for `target` that `observation_to_json` wrote.

    Raises:
        KeyError, TypeError, ValueError: it is no such object.
    """
    return Observation(
        target=target,
        asked_at=dt.datetime.fromisoformat(facts["asked_at"]),
        elapsed_ms=int(facts["elapsed_ms"]),
        attempts=int(facts["attempts"]),
        hops=tuple(Hop(url=url, status=status, location=location) for url, status, location in facts["hops"]),
        outcome=_outcome_from_json(facts["outcome"]),
    )


def _outcome_to_json(outcome: Answer | Trouble) -> dict[str, Any]:
    if isinstance(outcome, Trouble):
        return {"trouble": outcome.kind, "detail": outcome.detail, "retry_after": outcome.retry_after}
    return {
        "status": outcome.status,
        "headers": [list(header) for header in outcome.headers],
        "media_type": outcome.media_type,
        "charset": outcome.charset,
        "body_digest": outcome.body_digest,
        "length": outcome.length,
        "truncated": outcome.truncated,
    }


def _outcome_from_json(facts: dict[str, Any]) -> Answer | Trouble:
    if "trouble" in facts:
        if facts["trouble"] not in TROUBLES:
            raise ValueError(f"unknown trouble {facts['trouble']!r}")
        return Trouble(kind=facts["trouble"], detail=facts["detail"], retry_after=facts["retry_after"])
    return Answer(
        status=int(facts["status"]),
        headers=tuple((name, value) for name, value in facts["headers"]),
        media_type=facts["media_type"],
        charset=facts["charset"],
        body_digest=facts["body_digest"],
        length=int(facts["length"]),
        truncated=facts["truncated"],
    )
