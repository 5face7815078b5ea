"""How an archive's answers are read, without a network: each answer is scripted."""

import asyncio
import datetime as dt
from collections.abc import Mapping

import pytest

from citecheck.model.archive import Archive, read_archive_url
from citecheck.model.evidence import Answer, Observation, Target, Trouble
from citecheck.web.archives.memento import MAX_HOPS, FoundCopy, cited_copy, find_copy
from citecheck.web.fetch import Fetched

BASE = "https://archive.example/web"
ARCHIVE = Archive(name="test", base=BASE)
DAY = dt.date(2022, 10, 12)
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
MEMENTO = {"memento-datetime": "Wed, 12 Oct 2022 08:00:00 GMT"}


def answer(status: int = 200, headers: Mapping[str, str] = {}, body: bytes = b"<p>text"):
    return Answer(
        status=status, headers=tuple(headers.items()), media_type="text/html", length=len(body)
    ), body


class Script:
    """Answers each address as told, and keeps what was asked."""

    def __init__(self, answers):
        self.answers = answers
        self.asked: list[str] = []

    async def get(self, target: Target) -> Fetched:
        assert target.purpose == "archive"
        self.asked.append(target.url)
        outcome, body = self.answers[target.url]
        observation = Observation(
            target=target, asked_at=NOW, elapsed_ms=5, attempts=1, hops=(), outcome=outcome
        )
        return Fetched(observation=observation, body=body)


def find(script: Script, url: str = "https://a.example/x", as_of: dt.date | None = DAY) -> FoundCopy:
    return asyncio.run(find_copy(script, ARCHIVE, url, as_of))


def cited(script: Script, url: str) -> FoundCopy:
    link = read_archive_url(url, (ARCHIVE,))
    assert link is not None
    return asyncio.run(cited_copy(script, ARCHIVE, link, DAY))


def test_one_request_on_the_raw_url_near_the_access_date():
    script = Script({f"{BASE}/20221012120000id_/https://a.example/x": answer(headers=MEMENTO)})
    found = find(script)
    assert len(script.asked) == 1
    assert found.body == b"<p>text"
    assert found.copy.capture is not None
    assert found.copy.capture.captured_at == dt.datetime(2022, 10, 12, 8, tzinfo=dt.UTC)
    assert found.copy.url == f"{BASE}/20221012080000/https://a.example/x"


def test_without_an_access_date_the_latest_copy_is_asked_for():
    script = Script({f"{BASE}/2id_/https://a.example/x": answer(headers=MEMENTO)})
    assert find(script, as_of=None).copy.capture is not None


def test_fragment_and_userinfo_never_reach_the_archive():
    script = Script({f"{BASE}/20221012120000id_/https://a.example/x": answer(headers=MEMENTO)})
    assert find(script, "https://ann:secret@a.example/x#top").copy.capture is not None


@pytest.mark.parametrize("status", [404, 429, 500])
def test_an_archived_error_is_a_capture(status):
    script = Script({f"{BASE}/20221012120000id_/https://a.example/x": answer(status, MEMENTO)})
    capture = find(script).copy.capture
    assert capture is not None
    assert capture.status == status


@pytest.mark.parametrize("status", [200, 404, 429, 500])
def test_no_status_is_a_capture_without_memento_datetime(status):
    script = Script({f"{BASE}/20221012120000id_/https://a.example/x": answer(status)})
    found = find(script)
    assert found.copy.capture is None
    assert found.body == b""


def test_a_nonsense_memento_datetime_proves_nothing():
    headers = {"memento-datetime": "the day before yesterday"}
    script = Script({f"{BASE}/20221012120000id_/https://a.example/x": answer(headers=headers)})
    assert find(script).copy.capture is None


def test_the_served_date_counts_not_the_one_asked():
    served = {"memento-datetime": "Fri, 04 Nov 2022 08:00:00 GMT"}
    script = Script(
        {
            f"{BASE}/20221012120000id_/https://a.example/x": answer(
                302, {"location": f"{BASE}/20221104080000id_/https://a.example/x"}
            ),
            f"{BASE}/20221104080000id_/https://a.example/x": answer(headers=served),
        }
    )
    found = cited(script, f"{BASE}/20221012120000/https://a.example/x")
    assert found.copy.url == f"{BASE}/20221012120000/https://a.example/x"
    assert found.copy.capture is not None
    assert found.copy.capture.captured_at.date() == dt.date(2022, 11, 4)
    assert [hop.status for hop in found.copy.observation.hops] == [302]
    assert found.copy.observation.attempts == 2


@pytest.mark.parametrize("location", ["https://a.example/new", "/new", "//a.example/new"])
def test_an_unrewritten_archived_redirect_stays_inside_the_archive(location):
    first = f"{BASE}/20221012120000id_/https://a.example/x"
    second = f"{BASE}/20221012120000id_/https://a.example/new"
    script = Script({first: answer(301, {**MEMENTO, "location": location}), second: answer(headers=MEMENTO)})
    found = find(script)
    assert script.asked == [first, second]
    assert found.copy.capture is not None
    assert found.copy.capture.original == "https://a.example/new"


def test_a_rewritten_location_in_view_form_is_asked_raw():
    first = f"{BASE}/20221012120000id_/https://a.example/x"
    script = Script(
        {
            first: answer(302, {"location": f"{BASE}/20221011000000/https://a.example/x"}),
            f"{BASE}/20221011000000id_/https://a.example/x": answer(headers=MEMENTO),
        }
    )
    assert find(script).copy.capture is not None


def test_a_loop_inside_the_archive_ends():
    one, two = (
        f"{BASE}/20221012120000id_/https://a.example/x",
        f"{BASE}/20221012120000id_/https://a.example/y",
    )
    script = Script({one: answer(302, {"location": two}), two: answer(302, {"location": one})})
    outcome = find(script).copy.observation.outcome
    assert isinstance(outcome, Trouble)
    assert outcome.kind == "redirect-loop"
    assert len(script.asked) <= MAX_HOPS


def test_the_original_link_tells_which_page_was_captured():
    headers = {**MEMENTO, "link": '<https://www.a.example/x?a=1&amp;b=2>; rel="original"'}
    script = Script({f"{BASE}/20221012120000id_/https://a.example/x": answer(headers=headers)})
    capture = find(script).copy.capture
    assert capture is not None
    assert capture.original == "https://www.a.example/x?a=1&b=2"


def test_a_link_without_a_date_is_judged_as_the_copy_served_today():
    script = Script({f"{BASE}/2id_/https://a.example/x": answer(headers=MEMENTO)})
    assert cited(script, f"{BASE}/https://a.example/x").copy.capture is not None


def test_trouble_is_kept_as_trouble():
    script = Script({f"{BASE}/20221012120000id_/https://a.example/x": (Trouble(kind="timeout"), b"")})
    found = find(script)
    assert found.copy.capture is None
    assert found.copy.observation.outcome == Trouble(kind="timeout")
