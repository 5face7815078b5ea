"""L104: no answer came that would prove anything."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.assessment import Assessment, Case, LiveReason
from .copies import good_copy
from .rule import Remark, Rule
from .wording import answers, reasons, site, where

AGAIN = "try again later: one failure proves nothing"
HELP: dict[LiveReason, str] = {
    "tls": "open the link in a browser; behind a company proxy, name its certificates with --ca-file",
    "refused-address": "if the address is meant, allow it with --allow-private",
    "redirect-loop": "open the link in a browser; a page that wants cookies may show itself there",
}


def check(case: Case, assessment: Assessment) -> Iterator[Remark]:
    """A warning: the link may work tomorrow."""
    live = assessment.live
    if live.verdict != "unreachable":
        return
    yield Remark(
        message=_observed(case, live.reason),
        because=reasons(live, good_copy(case, assessment)),
        help=HELP.get(live.reason, AGAIN),
        confidence=live.confidence,
    )


def _observed(case: Case, reason: LiveReason) -> str:
    whole = _SITE.get(reason)
    if whole is not None:
        return whole.format(site=site(case))
    match reason:
        case "server-error":
            return f"the server {answers(case)} at {where(case)}"
        case "error-page":
            return f"an error or maintenance page is shown at {where(case)}"
        case "truncated":
            return f"the answer broke off before its end at {where(case)}"
        case _:
            return f"no usable answer came from {where(case)}"


_SITE: dict[LiveReason, str] = {
    "timeout": "{site} did not answer in time",
    "refused": "{site} refused the connection",
    "reset": "{site} closed the connection before it answered",
    "tls": "no secure connection to {site} could be made",
    "protocol-error": "{site} answered with something that is no proper HTTP",
    "redirect-loop": "{site} redirects without end",
    "dns-failure": "the address of {site} could not be looked up",
    "refused-address": "{site} has an address that is not public, so it was not asked",
}

RULE = Rule(
    code="L104",
    name="unreachable-link",
    level="warning",
    axis="live",
    scope="citation",
    summary="no answer came that proves anything",
    check=check,
)
