"""Which questions are asked, in which order, and how often: with a scripted web and reader."""

import asyncio
import datetime as dt
from dataclasses import replace

from citecheck.flow.engines.local import gather_all
from citecheck.flow.gather import Gatherer
from citecheck.model.citation import Citation
from citecheck.model.document import Place
from citecheck.model.evidence import Answer, Observation, Page, Target, Trouble
from citecheck.model.options import Options
from citecheck.web.fetch import Fetched

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
PLACE = Place(path="a.txt", line=1, column=1, end_line=1, end_column=2)
BASE = "https://archive.example/web"
ONE_ARCHIVE = Options(archive_urls=(BASE,))
MEMENTO = (("memento-datetime", "Wed, 12 Oct 2022 08:00:00 GMT"),)
CITATION = Citation(
    id="a.txt#1",
    document="a.txt",
    note="a.txt#1",
    label="1",
    place=PLACE,
    text="x",
    url="https://a.example/x",
    accessed="2022-10-12",
)


class ScriptedWeb:
    provenance = "fresh"

    def __init__(self, answers=None):
        self.answers = answers or {}
        self.asked = []

    async def get(self, target: Target) -> Fetched:
        self.asked.append((target.purpose, target.url))
        await asyncio.sleep(0)
        outcome = self.answers.get(target.url, Answer(status=404, media_type="text/html"))
        observation = Observation(
            target=target, asked_at=NOW, elapsed_ms=1, attempts=1, hops=(), outcome=outcome
        )
        return Fetched(observation=observation, body=b"body")


class Reader:
    def __init__(self, page=None):
        self.page = page or Page(title="T", text="words " * 100)
        self.read = []

    async def read_page(self, body, *, url, media_type, charset, content):
        self.read.append(url)
        return self.page


def gather(web, citations, options=ONE_ARCHIVE, reader=None):
    gatherer = Gatherer(web, reader or Reader(), options, now=lambda: NOW)

    async def run():
        return {c.id: evidence async for c, evidence in gather_all(gatherer, citations)}

    return asyncio.run(run())


def raw(stamp: str, url: str = "https://a.example/x") -> str:
    return f"{BASE}/{stamp}id_/{url}"


OK = Answer(status=200, media_type="text/html")
CAPTURED = Answer(status=200, media_type="text/html", headers=MEMENTO)


def test_live_link_and_archived_copy_of_the_access_day_are_asked():
    web = ScriptedWeb({"https://a.example/x": OK, raw("20221012120000"): CAPTURED})
    evidence = gather(web, [CITATION])["a.txt#1"]
    assert sorted(web.asked) == [("archive", raw("20221012120000")), ("live", "https://a.example/x")]
    assert evidence.target.as_of == dt.date(2022, 10, 12)
    assert evidence.page.title == "T"
    (copy,) = evidence.copies
    assert copy.role == "found"
    assert copy.page.title == "T"


def test_a_source_cited_twice_is_asked_once():
    web = ScriptedWeb({"https://a.example/x": OK, raw("20221012120000"): CAPTURED})
    again = replace(CITATION, id="b.txt#4", url="https://A.example/x#part")
    evidence = gather(web, [CITATION, again])
    assert len(web.asked) == 2
    assert evidence["b.txt#4"].page == evidence["a.txt#1"].page


def test_two_access_days_open_two_copies_of_one_page():
    web = ScriptedWeb({"https://a.example/x": OK})
    gather(web, [CITATION, replace(CITATION, id="a.txt#2", accessed="2023-01-01")])
    assert [url for purpose, url in web.asked if purpose == "archive"] == [
        raw("20221012120000"),
        raw("20230101120000"),
    ]
    assert sum(purpose == "live" for purpose, _ in web.asked) == 1


def test_without_archives_only_the_link_is_asked():
    web = ScriptedWeb({"https://a.example/x": OK})
    evidence = gather(web, [CITATION], Options(archives=False))["a.txt#1"]
    assert web.asked == [("live", "https://a.example/x")]
    assert evidence.copies == ()


def test_links_only_reads_no_page():
    web, reader = ScriptedWeb({"https://a.example/x": OK, raw("20221012120000"): CAPTURED}), Reader()
    evidence = gather(web, [CITATION], replace(ONE_ARCHIVE, content=False), reader)["a.txt#1"]
    assert reader.read == []
    assert evidence.page is None
    assert evidence.copies[0].capture is not None


def test_offline_asks_nothing_and_says_so():
    web = ScriptedWeb()
    evidence = gather(web, [CITATION], Options(offline=True))["a.txt#1"]
    assert web.asked == []
    assert evidence.observation.outcome == Trouble(kind="offline")
    assert evidence.observation.attempts == 0


def test_a_clean_cited_copy_is_enough():
    cited = replace(CITATION, archive_url=f"{BASE}/20221012080000/https://a.example/x")
    web = ScriptedWeb({"https://a.example/x": OK, raw("20221012080000"): CAPTURED})
    (copy,) = gather(web, [cited])["a.txt#1"].copies
    assert (copy.role, copy.url) == ("cited", cited.archive_url)


def test_a_bad_cited_copy_brings_a_better_one():
    cited = replace(CITATION, archive_url=f"{BASE}/20230101000000/https://a.example/x")
    web = ScriptedWeb(
        {raw("20230101000000"): Answer(status=404, headers=MEMENTO), raw("20221012120000"): CAPTURED}
    )
    copies = gather(web, [cited])["a.txt#1"].copies
    assert [copy.role for copy in copies] == ["cited", "found"]
    assert copies[1].capture is not None


def test_a_shifted_cited_copy_brings_the_one_of_the_access_day():
    cited = replace(CITATION, archive_url=f"{BASE}/20220901000000/https://a.example/x")
    web = ScriptedWeb({raw("20220901000000"): CAPTURED, raw("20221012120000"): CAPTURED})
    assert [copy.role for copy in gather(web, [cited])["a.txt#1"].copies] == ["cited", "found"]


def test_the_next_archive_is_asked_when_the_first_has_none():
    second = "https://second.example/web"
    web = ScriptedWeb({f"{second}/20221012120000id_/https://a.example/x": CAPTURED})
    copies = gather(web, [CITATION], Options(archive_urls=(BASE, second)))["a.txt#1"].copies
    assert [copy.archive for copy in copies] == ["archive.example/web", "second.example/web"]


def test_a_calendar_or_distrusted_link_is_never_asked():
    for url in ("https://web.archive.org/web/2022*/https://a.example/x", "https://archive.ph/AbC1d"):
        web = ScriptedWeb({"https://a.example/x": OK})
        copies = gather(web, [replace(CITATION, archive_url=url)])["a.txt#1"].copies
        assert copies[0].observation.outcome.kind == "no-copy"
        assert all(url not in asked for _, asked in web.asked)


def test_a_note_without_any_link_has_no_evidence():
    assert gather(ScriptedWeb(), [replace(CITATION, url=None)])["a.txt#1"] is None


def test_closing_the_engine_early_stops_what_is_under_way():
    class Slow(ScriptedWeb):
        async def get(self, target):
            if target.url.endswith("slow"):
                await asyncio.sleep(60)
            return await super().get(target)

    async def run():
        gatherer = Gatherer(Slow(), Reader(), Options(archives=False), now=lambda: NOW)
        slow = replace(CITATION, id="a.txt#2", url="https://a.example/slow")
        engine = gather_all(gatherer, [CITATION, slow])
        first, _ = await anext(engine)
        await engine.aclose()
        return first.id

    assert asyncio.run(run()) == "a.txt#1"
