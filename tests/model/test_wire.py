from __future__ import annotations

import copy
import json

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from citecheck.model.errors import USAGE, CitecheckError
from citecheck.model.url import hide_userinfo
from citecheck.model.wire import dump, extract_to_wire, load_report, moment, report_schema, report_to_wire
from support import sample
from support.reports_strategy import reports

KEYS = {
    "report": "schema_version run exit_code summary documents notes citations findings skipped hints",
    "run": "tool version started_at finished_at elapsed_s argv",
    "summary": "documents citations links live archive levels",
    "document": "path format sha256 problems",
    "note": "id document label place text markers citations",
    "citation": "id document note label place markers text kind authors title outlet published accessed"
    " accessed_text accessed_other url url_as_written archive_url archived_at doi isbn arxiv publisher volume"
    " issue pages refers_to live archive found description content claims findings",
    "live": "verdict reason status final_url hops attempts checked_at elapsed_ms detail",
    "archive": "verdict role archive url captured_at days_from_access detail others",
    "other": "url captured_at days_from_access archive verdict",
    "found": "title outlet authors published language media_type from",
    "description": "title outlet authors published",
    "content": "state baseline baseline_at similarity changes",
    "claim": "kind text state found in from",
    "finding": "code rule level confidence message because help suggestion fingerprint first_seen known",
    "suggestion": "kind safe old new",
}


@pytest.fixture
def wire() -> dict:
    return json.loads(dump(report_to_wire(sample.report())))


def keys(of: dict) -> str:
    return " ".join(of)


def test_keys_are_those_of_the_contract_in_its_order(wire):
    alive, moved, blocked, _ = wire["citations"]
    assert keys(wire) == KEYS["report"]
    for part in ("run", "summary"):
        assert keys(wire[part]) == KEYS[part]
    assert keys(wire["documents"][0]) == KEYS["document"]
    assert keys(wire["notes"][0]) == KEYS["note"]
    assert {keys(citation) for citation in wire["citations"]} == {KEYS["citation"]}
    for part in ("live", "archive", "found", "description", "content"):
        assert {keys(citation[part]) for citation in wire["citations"]} == {KEYS[part]}
    assert keys(blocked["archive"]["others"][0]) == KEYS["other"]
    assert keys(alive["claims"][0]) == KEYS["claim"]
    assert keys(moved["findings"][0]) == KEYS["finding"]
    assert keys(moved["findings"][0]["suggestion"]) == KEYS["suggestion"]
    assert keys(wire["findings"][0]) == KEYS["finding"] + " document citation label place"


def test_values_come_from_where_they_should(wire):
    alive, moved, blocked, dead = wire["citations"]
    assert wire["run"]["started_at"] == "2026-11-24T12:00:00Z"
    assert wire["run"]["elapsed_s"] == 1.25
    assert alive["authors"] == [{"family": "Tayfur", "given": "Nazir Aliyev"}]
    assert alive["found"]["from"] == "live"
    assert alive["claims"][0] == {
        "kind": "figure",
        "text": "970",
        "state": "exact",
        "found": "970",
        "in": "article.txt#1",
        "from": "live",
    }
    assert alive["content"]["similarity"] == 0.9877
    assert alive["markers"] == [{"line": 1, "column": 40, "sentence": "It is said."}]
    assert moved["live"]["hops"] == [{"url": "http://akipress.com/news:680082", "status": 301}]
    assert moved["live"]["final_url"].endswith("Japarov_at_the_UN")
    assert blocked["live"]["status"] == 403
    assert dead["archive"]["captured_at"] == "2022-10-10T08:30:05Z"
    assert dead["archive"]["days_from_access"] == -2
    assert dead["found"]["from"] == "archive"
    assert wire["notes"][1]["citations"] == ["article.txt#2"]
    assert wire["notes"][1]["markers"] == moved["markers"]
    assert wire["findings"][0]["place"] == {"line": 3, "column": 411}
    assert wire["findings"][0]["label"] == "9"


def test_summary_counts_only_what_occurred_in_a_fixed_order(wire):
    assert wire["summary"] == {
        "documents": 1,
        "citations": 4,
        "links": 4,
        "live": {"alive": 1, "moved": 1, "dead": 1, "blocked": 1},
        "archive": {"ok": 2, "shifted": 1, "missing": 1},
        "levels": {"error": 1, "warning": 1, "note": 3},
    }
    assert list(wire["summary"]["live"]) == ["alive", "moved", "dead", "blocked"]


def test_one_url_twice_is_one_link():
    one, two = (
        sample.citation("1", url="https://x.example/a"),
        sample.citation("2", url="HTTPS://X.example/a#top"),
    )
    live = sample.Live(verdict="alive", reason="ok")
    report = sample.report(sample.checked(one, live), sample.checked(two, live))
    assert report_to_wire(report).summary.links == 1


def test_a_citation_without_a_url_was_not_asked():
    one = sample.checked(sample.citation("1"), sample.Live(verdict="unchecked", reason="no-url"))
    live = report_to_wire(sample.report(one)).citations[0].live
    assert live.model_dump() == {
        "verdict": "unchecked",
        "reason": "no-url",
        "status": None,
        "final_url": None,
        "hops": (),
        "attempts": 0,
        "checked_at": None,
        "elapsed_ms": None,
        "detail": "",
    }


def test_a_source_that_was_not_asked_has_no_time_and_no_final_url():
    live = report_to_wire(sample.report(sample.troubled("1", "no-network", attempts=0))).citations[0].live
    assert (live.checked_at, live.elapsed_ms, live.final_url) == (None, None, None)


def test_a_literal_name_is_a_literal():
    one = sample.citation("1", authors=(sample.Name(literal="AKI Press"),))
    report = sample.report(sample.checked(one, sample.Live(verdict="unchecked", reason="no-url")))
    assert json.loads(dump(report_to_wire(report)))["citations"][0]["authors"] == [{"literal": "AKI Press"}]


def test_passwords_go_nowhere():
    secret = "https://ann:hunter2@x.example/a"
    archived = f"https://web.archive.org/web/2022/{secret}"
    one = sample.checked(
        sample.citation("1", url=secret, archive_url=archived, text="no address here"),
        sample.Live(verdict="dead", reason="http-404", detail=f"404 from {secret}"),
        sample.copy_of(secret),
        evidence=sample.evidence(secret, hops=(sample.Hop(url=secret, status=301, location=secret),)),
        findings=(
            sample.finding("L101", "dead-link", "error", "live", f"{secret} is gone", because=(secret,)),
        ),
    )
    argv = ("verify", "-H", "Authorization: hunter2", "--header=Cookie: hunter2", "-HX-Key:hunter2",
            "--proxy", "http://me:hunter2@proxy.example:3128", "a.txt")  # fmt: skip
    run = sample.Run(version="1", started_at=sample.NOON, finished_at=sample.NOON, argv=argv)
    text = dump(report_to_wire(sample.report(one, run=run)))
    assert "hunter2" not in text
    assert "ann:" not in text
    assert json.loads(text)["run"]["argv"] == [
        "verify", "-H", "Authorization: …", "--header=Cookie: …", "-HX-Key: …",
        "--proxy", "http://proxy.example:3128", "a.txt",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["mail ann@x.example about https://x.example/@ann", "https://x.example/a?b=c@d#e@f", "a://b c@d"]
)
def test_an_at_sign_elsewhere_stays(text):
    assert hide_userinfo(text) == text


def test_extract_has_the_fields_and_the_findings_only():
    report = sample.report()
    wire = json.loads(dump(extract_to_wire(report.documents, report.citations, report.findings)))
    assert keys(wire) == "schema_version documents notes citations findings"
    fields = KEYS["citation"].partition(" live ")[0]
    assert {keys(citation) for citation in wire["citations"]} == {f"{fields} findings"}


def test_a_moment_is_utc_to_the_second():
    east = sample.dt.timezone(sample.dt.timedelta(hours=6))
    assert moment(sample.dt.datetime(2022, 10, 12, 4, 0, 0, 999_999, tzinfo=east)) == "2022-10-11T22:00:00Z"


def test_text_is_readable_and_controls_are_escaped():
    one = sample.citation("1", title="Ağ\x1b[31m\x9b\u202e\u2028")
    text = dump(
        report_to_wire(sample.report(sample.checked(one, sample.Live(verdict="unchecked", reason="no-url"))))
    )
    assert '"Ağ\\u001b[31m\\u009b\\u202e\\u2028"' in text
    assert json.loads(text)["citations"][0]["title"] == one.title
    assert text.endswith("}\n")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(reports)
def test_round_trip_gives_the_same_bytes_and_fits_the_schema(report):
    text = dump(report_to_wire(report))
    assert dump(load_report(text)) == text
    assert dump(report_to_wire(report)) == text
    text.encode()
    VALIDATOR.validate(json.loads(text))


VALIDATOR = Draft202012Validator(report_schema())


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(report_schema())
    assert report_schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "$id" not in report_schema()


def test_the_schema_fits_the_sample(wire):
    VALIDATOR.validate(wire)


def places_of_objects(value, path=()):
    """Each JSON object in a value but the two maps whose keys are verdicts."""
    if isinstance(value, dict):
        if path not in (("summary", "live"), ("summary", "archive")):
            yield path
        for key, inner in value.items():
            yield from places_of_objects(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from places_of_objects(inner, (*path, at))


def at(value, path):
    for step in path:
        value = value[step]
    return value


def test_no_unknown_and_no_missing_key_anywhere(wire):
    for path in places_of_objects(wire):
        extra = copy.deepcopy(wire)
        at(extra, path)["unheard-of"] = 1
        assert not VALIDATOR.is_valid(extra), path
        for key in list(at(wire, path)):
            less = copy.deepcopy(wire)
            del at(less, path)[key]
            assert not VALIDATOR.is_valid(less), (path, key)


def test_an_unknown_verdict_does_not_fit(wire):
    wire["summary"]["live"] = {"undead": 1}
    assert not VALIDATOR.is_valid(wire)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda wire: wire["citations"][1]["live"].update(verdict="undead"), "citations.1.live.verdict: "),
        (lambda wire: wire.update(schema_version=2), "schema_version: "),
        (lambda wire: wire["run"].update(elapsed_s="1"), "run.elapsed_s: "),
        (lambda wire: wire["summary"].update(more=1), "summary.more: "),
        (lambda wire: wire.pop("hints"), "hints: "),
    ],
)
def test_what_is_no_report_is_told_with_its_place(wire, change, where):
    change(wire)
    with pytest.raises(CitecheckError) as caught:
        load_report(json.dumps(wire))
    assert where in caught.value.message
    assert caught.value.exit_code == USAGE
    assert caught.value.hint
    assert "citecheck schema report" in caught.value.hint


@pytest.mark.parametrize("text", ["", "[]", "{", "null", '"\\ud800"'])
def test_what_is_no_json_object_is_no_report(text):
    with pytest.raises(CitecheckError, match="no citecheck report"):
        load_report(text)
