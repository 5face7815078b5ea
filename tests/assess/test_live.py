"""Every verdict and reason of the contract on the live link, and the traps beside them."""

from typing import get_args

import pytest

from citecheck.assess.assess import assess
from citecheck.model.assessment import LiveReason, LiveState
from citecheck.model.evidence import Trouble, TroubleKind
from support.cases import NOW, OTHER_TEXT, TEXT, URL, answer, case, copy, observed, page, said

HOME = "https://news.example/"
NEW = "https://news.example/archive/2022/harvest-figures-rise-in-the-northern-valleys"
MISSING = "https://news.example/2022/citecheck-control-a3f19c7d"
SAME_FOR_ANYTHING = {
    "control": observed(answer(), url=MISSING, purpose="control"),
    "control_page": page(
        "The Courier", blocks=("Choose a section below, or search for what you wanted to read today.",)
    ),
}

CASES = {
    "ok": ("alive", case(answer(), page())),
    "benign-redirect": ("alive", case(answer(), page(), hops=((302, URL.replace("https://", "https://www.")),))),
    "permanent-redirect": ("moved", case(answer(), page(), hops=((301, NEW),))),
    "content-changed": ("changed", case(answer(), page("Terrace chairs", blocks=(TEXT[0], *OTHER_TEXT[:2])), copies=(copy(shown=page(blocks=(*TEXT, *TEXT))),))),
    "other-page": ("changed", case(answer(), page("Garden furniture for all", blocks=OTHER_TEXT), copies=(copy(),))),
    "title-changed": ("changed", case(answer(), page("Garden furniture for all", blocks=("A few words.",)), copies=(copy(),))),
    "empty": ("changed", case(answer(), page(None, blocks=(), signals={"empty": "the page holds 0 characters of text"}))),
    "http-404": ("dead", case(answer(404), said("not-found", "Page not found"))),
    "http-410": ("dead", case(answer(410))),
    "dns": ("dead", case(Trouble(kind="dns", detail="the name does not exist"))),
    "soft-404": ("dead", case(answer(), said("not-found", "Page not found"))),
    "redirected-home": ("dead", case(answer(), page("The Courier", blocks=("News of today.",)), hops=((302, HOME),))),
    "parked": ("dead", case(answer(), said("parked", "news.example is for sale"))),
    "suspended": ("dead", case(answer(), said("suspended", "Account Suspended"))),
    "default-page": ("dead", case(answer(), said("default-page", "Welcome to nginx!"))),
    "challenge": ("blocked", case(answer(403, cf_mitigated="challenge"), said("challenge", "Just a moment..."))),
    "forbidden": ("blocked", case(answer(403), said("forbidden", "Forbidden"))),
    "unauthorized": ("blocked", case(answer(401))),
    "rate-limited": ("blocked", case(answer(429))),
    "legal": ("blocked", case(answer(451))),
    "login": ("blocked", case(answer(), said("login-form", "Log in"))),
    "paywall": ("blocked", case(answer(402))),
    "consent": ("blocked", case(answer(), said("consent", "Before you continue"))),
    "script-required": ("blocked", case(answer(), page("App", blocks=(), signals={"script-shell": "the page is an empty frame for a script"}))),
    "timeout": ("unreachable", case(Trouble(kind="timeout"))),
    "refused": ("unreachable", case(Trouble(kind="refused"))),
    "reset": ("unreachable", case(Trouble(kind="reset"))),
    "tls": ("unreachable", case(Trouble(kind="tls"))),
    "server-error": ("unreachable", case(answer(500))),
    "error-page": ("unreachable", case(answer(), said("error-page", "We'll be right back"))),
    "truncated": ("unreachable", case(answer(truncated="short", length=20), page(None, blocks=("cut",)))),
    "protocol-error": ("unreachable", case(Trouble(kind="protocol-error"))),
    "redirect-loop": ("unreachable", case(Trouble(kind="redirect-loop"))),
    "dns-failure": ("unreachable", case(Trouble(kind="dns-failure"))),
    "refused-address": ("unreachable", case(Trouble(kind="refused-address"))),
    "offline": ("unchecked", case(Trouble(kind="offline"))),
    "no-network": ("unchecked", case(Trouble(kind="no-network"))),
    "excluded": ("unchecked", case(Trouble(kind="excluded"))),
    "no-url": ("unchecked", case(url=None)),
    "malformed-url": ("unchecked", case(Trouble(kind="malformed-url"), url="https:///x")),
    "budget": ("unchecked", case(Trouble(kind="budget"))),
    "unsupported-scheme": ("unchecked", case(Trouble(kind="unsupported-scheme"), url="ftp://news.example/x")),
}  # fmt: skip

LATER = {"taken-over"}
"""A reason of the contract that needs the history of a host, which is not gathered yet."""


@pytest.mark.parametrize("reason", CASES)
def test_every_reason(reason):
    verdict, given = CASES[reason]
    live = assess(given).live
    assert (live.verdict, live.reason) == (verdict, reason)
    assert live.because or live.detail
    assert not live.detail.endswith(".")


def test_no_reason_of_the_contract_is_forgotten():
    assert set(CASES) | LATER == set(get_args(LiveReason))
    assert {verdict for verdict, _ in CASES.values()} == set(get_args(LiveState))


@pytest.mark.parametrize("kind", sorted(set(get_args(TroubleKind)) - {"dns"}))
def test_no_trouble_but_a_missing_name_is_dead(kind):
    assert assess(case(Trouble(kind=kind))).live.verdict in ("unreachable", "unchecked")


@pytest.mark.parametrize(
    "status", [*range(100, 104), *range(200, 227), *range(300, 309), *range(400, 452), *range(500, 512), 999]
)
def test_only_404_and_410_are_dead_by_status(status):
    live = assess(case(answer(status))).live
    assert (live.verdict == "dead") == (status in (404, 410))


class TestStaysAlive:
    def test_an_article_about_missing_pages(self):
        shown = page("404: a short history of the missing page", blocks=("Page not found, it says.", *TEXT))
        assert (
            assess(case(answer(), shown, title="404: a short history of the missing page")).live.verdict
            == "alive"
        )

    def test_the_cited_headline_outweighs_what_else_the_page_says(self):
        for kind in ("not-found", "removed", "error-page", "parked", "default-page"):
            shown = page(signals={kind: "a banner says so"})
            assert assess(case(answer(), shown)).live.verdict == "alive", kind

    @pytest.mark.parametrize("kind", ["paywall", "consent", "login-form"])
    def test_a_wall_under_the_cited_headline_is_a_note(self, kind):
        live = assess(case(answer(), page(signals={kind: "a wall covers the text"}))).live
        assert live.verdict == "alive"
        assert "wall" in live.detail

    def test_a_short_page(self):
        assert (
            assess(case(answer(), page("Notice", blocks=("Closed on Monday.",)), title="Notice")).live.verdict
            == "alive"
        )

    def test_a_cited_home_page(self):
        shown = page("The Courier", blocks=("News of today.",))
        live = assess(
            case(
                answer(), shown, url=HOME, title="The Courier", hops=((301, "https://www.news.example/en/"),)
            )
        ).live
        assert (live.verdict, live.reason) == ("alive", "benign-redirect")

    def test_a_citation_that_misnames_the_page_has_not_changed_the_page(self):
        assert (
            assess(case(answer(), page("Garden furniture for all", blocks=OTHER_TEXT))).live.verdict
            == "alive"
        )

    def test_a_translated_title(self):
        shown = page("Kuzey vadilerinde hasat arttı", language="tr")
        assert assess(case(answer(), shown, copies=(copy(shown=shown),))).live.verdict == "alive"

    @pytest.mark.parametrize("kind", ["application/pdf", "image/png"])
    def test_a_file(self, kind):
        from dataclasses import replace

        from citecheck.model.evidence import Page

        given = case(replace(answer(), media_type=kind), Page(media_type=kind))
        assert assess(given).live.verdict == "alive"

    def test_a_page_cut_at_the_cap(self):
        assert assess(case(answer(truncated="cap"), page())).live.verdict == "alive"

    def test_a_new_headline_over_the_same_text(self):
        shown = page("Northern farmers bring in more grain than ever before")
        assessment = assess(case(answer(), shown, copies=(copy(),)))
        assert assessment.live.verdict == "alive"
        assert assessment.content.state == "edited"


class TestRedirects:
    @pytest.mark.parametrize(
        "location",
        [
            URL.replace("https:", "http:"),
            URL + "/",
            URL.upper().replace("HTTPS://NEWS.EXAMPLE", "https://news.example"),
            URL.replace("news.", "m.news."),
            URL.replace("news.", "amp.news."),
            URL + "?utm_source=x&fbclid=1",
            URL.replace("/2022", "/en/2022"),
            URL + "/amp",
        ],
    )
    @pytest.mark.parametrize("status", [301, 302, 308])
    def test_benign(self, location, status):
        live = assess(case(answer(), page(), hops=((status, location),))).live
        assert (live.verdict, live.reason) == ("alive", "benign-redirect")

    def test_a_cookie_and_back(self):
        hops = ((302, "https://login.example/sso"), (302, URL))
        assert assess(case(answer(), page(), hops=hops)).live.reason == "benign-redirect"

    @pytest.mark.parametrize("status", [302, 303, 307])
    def test_a_temporary_redirect_is_never_moved(self, status):
        live = assess(case(answer(), page(), hops=((status, NEW),))).live
        assert (live.verdict, live.reason) == ("alive", "benign-redirect")

    def test_one_temporary_hop_on_the_way_is_enough(self):
        hops = ((301, NEW), (302, NEW + "-2"))
        assert assess(case(answer(), page(), hops=hops)).live.verdict == "alive"

    def test_moved_to_another_host(self):
        live = assess(case(answer(), page(), hops=((301, "https://courier.example/a/5"),))).live
        assert live.verdict == "moved"

    def test_moved_to_a_404_is_dead(self):
        live = assess(case(answer(404), said("not-found", "404"), hops=((301, NEW),))).live
        assert (live.verdict, live.reason) == ("dead", "http-404")
        assert any("301" in line for line in live.because)

    def test_moved_to_something_else_is_no_move(self):
        shown = page("Garden furniture for all", blocks=OTHER_TEXT)
        assert assess(case(answer(), shown, hops=((301, NEW),))).live.verdict == "changed"

    @pytest.mark.parametrize("front", ["", "en/", "news/", "index.html", "tr"])
    def test_fronts(self, front):
        shown = page("The Courier", blocks=("News of today.",))
        live = assess(case(answer(), shown, hops=((301, HOME + front),))).live
        assert live.reason == "redirected-home"


class TestSoft404:
    def test_two_votes_without_a_word_from_the_page(self):
        shown = page(
            "The Courier", blocks=("Choose a section below, or search for what you wanted to read today.",)
        )
        live = assess(case(answer(), shown, copies=(copy(),), **SAME_FOR_ANYTHING)).live
        assert (live.verdict, live.reason) == ("dead", "soft-404")
        assert len(live.because) == 2

    def test_one_vote_is_not_enough(self):
        shown = page(
            "The Courier", blocks=("Choose a section below, or search for what you wanted to read today.",)
        )
        assert assess(case(answer(), shown, **SAME_FOR_ANYTHING)).live.verdict != "dead"

    def test_the_control_raises_confidence(self):
        gone = said("not-found", "Page not found")
        alone = assess(case(answer(), gone)).live
        control = observed(answer(), url=MISSING, purpose="control")
        both = assess(case(answer(), gone, control=control, control_page=gone)).live
        assert (alone.confidence, both.confidence) == ("medium", "high")


def test_where_we_are_blocked_the_archive_is_the_witness():
    live = assess(case(answer(403), copies=(copy("2022-10-11"),))).live
    assert any("2022-10-11" in line for line in live.because)


def test_links_only_judges_by_status():
    assert assess(case(answer())).live.verdict == "alive"
    assert assess(case(answer(), hops=((301, NEW),))).live.verdict == "moved"
    assert assess(case(answer(), hops=((302, HOME),))).live.reason == "redirected-home"


def test_the_clock_is_an_argument():
    given = case(answer(), page(), copies=(copy(),))
    assert assess(given) == assess(given)
    assert given.today == NOW.date()
