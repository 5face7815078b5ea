"""Verdicts on archived copies: by what was served, never by its address or status alone."""

from dataclasses import replace
from typing import get_args

import pytest

from citecheck.assess.archive import same_address
from citecheck.assess.assess import assess
from citecheck.model.assessment import ArchiveState, Policy
from citecheck.model.evidence import Trouble, TroubleKind
from support.cases import OTHER_TEXT, URL, answer, case, copy, page, said

HOME = "https://news.example/"


def judged(*copies, **facts):
    return assess(case(answer(), page(), copies=copies, **facts)).archive


CASES = {
    "ok": copy(),
    "shifted": copy("2022-11-04", role="cited"),
    "error-copy": copy(status=404),
    "soft-404-copy": copy(shown=said("not-found", "Page not found")),
    "blocked-copy": copy(shown=said("challenge", "Just a moment...")),
    "other-page": copy(original=HOME, shown=page("The Courier", blocks=OTHER_TEXT)),
    "excluded": copy(None, outcome=answer(403, x_archive_wayback_runtime_error="AdministrativeAccessControlException: Blocked Site Error")),
    "missing": copy(None, outcome=answer(404)),
    "untrusted": copy(archive="archive.today"),
    "unreachable": copy(None, outcome=answer(503)),
    "unchecked": copy(None, role="cited", outcome=Trouble(kind="no-copy", detail="the link leads to a calendar")),
}  # fmt: skip


@pytest.mark.parametrize("state", CASES)
def test_every_verdict(state):
    archive = judged(CASES[state], policy=Policy(untrusted_archives=frozenset({"archive.today"})))
    assert archive.verdict == state
    assert archive.role == CASES[state].role
    assert archive.because
    assert not archive.detail.endswith(".")


def test_no_verdict_is_forgotten():
    assert set(CASES) == set(get_args(ArchiveState))


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_an_archive_that_limits_or_fails_is_never_missing(status):
    assert judged(copy(None, outcome=answer(status))).verdict == "unreachable"


@pytest.mark.parametrize("kind", get_args(TroubleKind))
def test_no_answer_is_never_missing(kind):
    assert judged(copy(None, outcome=Trouble(kind=kind))).verdict in ("unreachable", "unchecked")


def test_a_200_that_is_no_capture_is_no_copy():
    archive = judged(copy(None, outcome=answer(200)))
    assert archive.verdict == "excluded"
    assert archive.captured_at is None


@pytest.mark.parametrize("status", [403, 404, 429, 451, 500])
def test_a_captured_error_keeps_its_date(status):
    archive = judged(copy(status=status))
    assert archive.verdict == "error-copy"
    assert archive.captured_at is not None
    assert str(status) in archive.detail


@pytest.mark.parametrize(
    ("captured", "days"), [("2022-10-12", 0), ("2022-10-10", -2), ("2022-11-04", 23), ("2021-10-12", -365)]
)
def test_days_from_access_are_signed(captured, days):
    assert judged(copy(captured)).days_from_access == days


def test_without_an_access_date_there_is_no_distance():
    assert judged(copy(), accessed=None).days_from_access is None


def test_of_an_ambiguous_date_the_earlier_counts():
    archive = judged(copy("2022-04-05"), accessed=None, accessed_other=("2022-04-05", "2022-05-04"))
    assert archive.days_from_access == 0


class TestChoice:
    def test_the_nearest_good_one(self):
        found = judged(copy("2022-09-01"), copy("2022-10-20"), copy("2022-10-11"))
        assert f"{found.captured_at:%m-%d}" == "10-11"

    def test_the_earlier_on_a_tie(self):
        found = judged(copy("2022-10-14"), copy("2022-10-10"))
        assert f"{found.captured_at:%m-%d}" == "10-10"

    def test_a_good_one_far_off_beats_a_bad_one_at_hand(self):
        found = judged(copy("2022-10-12", status=404), copy("2021-01-01"))
        assert (found.verdict, found.days_from_access) == ("ok", -649)
        assert [other.verdict for other in found.others] == ["error-copy"]

    def test_only_bad_ones_the_nearest(self):
        found = judged(copy("2021-01-01", status=404), copy("2022-10-01", status=500))
        assert (found.verdict, found.days_from_access) == ("error-copy", -11)

    def test_the_cited_one_is_the_subject_and_the_better_one_beside(self):
        found = judged(copy("2023-06-01", role="cited", asked_for="20230101000000"), copy("2022-10-12"))
        assert (found.role, found.verdict) == ("cited", "shifted")
        assert [(other.verdict, other.days_from_access) for other in found.others] == [("ok", 0)]

    def test_three_others_at_most(self):
        found = judged(*(copy(f"2022-10-{day:02}") for day in range(1, 8)))
        assert len(found.others) == 3


class TestShift:
    @pytest.mark.parametrize(
        ("asked_for", "captured", "shifted"),
        [
            ("20221012101010", "2022-10-12", False),
            ("20221012", "2022-10-12", False),
            ("202210", "2022-10-12", False),
            ("2022", "2022-10-12", False),
            ("20221011235959", "2022-10-12", True),
            ("20221012", "2022-10-13", True),
            ("2021", "2022-10-12", True),
            (None, "2022-10-12", False),
        ],
    )
    def test_another_calendar_day_than_the_link_says(self, asked_for, captured, shifted):
        verdict = judged(copy(captured, role="cited", asked_for=asked_for)).verdict
        assert verdict == ("shifted" if shifted else "ok")

    def test_the_gap_is_told(self):
        detail = judged(copy("2022-11-04", role="cited", asked_for="20221012000000")).detail
        assert "23 days" in detail

    def test_a_found_copy_is_not_shifted(self):
        assert judged(copy("2022-11-04")).verdict == "ok"


class TestOtherPage:
    def test_a_capture_of_another_address_with_another_title(self):
        shown = page("Garden furniture", blocks=OTHER_TEXT)
        assert (
            judged(copy(role="cited", original="https://shop.example/x", shown=shown)).verdict == "other-page"
        )

    def test_the_cited_headline_outweighs_the_address(self):
        assert judged(copy(role="cited", original="https://news.example/amp/other")).verdict == "ok"

    def test_unread_pages_are_told_by_address(self):
        unread = replace(copy(role="cited", original="https://shop.example/x"), page=None)
        assert judged(unread).verdict == "other-page"

    @pytest.mark.parametrize(
        "other",
        [
            URL.replace("https", "http"),
            URL + "/",
            URL.replace("news.", "www.news."),
            URL + "#top",
            URL.replace("example/", "example:443/"),
        ],
    )
    def test_one_page_to_an_archive(self, other):
        assert same_address(URL, other)
        assert same_address(other, URL)


def test_without_archives_nothing_is_checked():
    assert judged(copy(), policy=Policy(archives=False)).verdict == "unchecked"
    assert judged().verdict == "unchecked"
