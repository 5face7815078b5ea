"""Runs that end early: what is known is still reported, with exit code 4."""

import json
import signal
import subprocess
import sys
import time

import pytest

from support.site import Reply, serving

SCRIPT = {
    "quick.example/ok": Reply(
        body=b"<html><title>Harvest figures rise</title><h1>Harvest figures rise</h1><p>"
        + b"Words of a page. " * 40
    ),
    "slow.example/hang": Reply(manner="hang"),
}
NOTES = """One claim.[1] Another claim.[2]

[1] “Harvest figures rise”, The Courier, http://quick.example/ok, (Date of Accession: 12.10.2022).
[2] “Another title of a page”, The Courier, http://slow.example/hang, (Date of Accession: 12.10.2022).
"""


@pytest.fixture
def job(tmp_path):
    (tmp_path / "a.txt").write_text(NOTES, encoding="utf-8")
    with serving(tmp_path, SCRIPT) as site:
        command = [
            sys.executable,
            "-m",
            "citecheck",
            "verify",
            "a.txt",
            "-f",
            "json",
            "--no-archives",
            *site.arguments,
        ]
        yield (
            site,
            lambda *more: subprocess.Popen(
                [*command, *more], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            ),
        )


def verdicts(out: bytes) -> list[tuple[str, str]]:
    report = json.loads(out)
    assert report["exit_code"] == 4
    return [(c["live"]["verdict"], c["live"]["reason"]) for c in report["citations"]]


def test_an_interrupt_ends_the_asking_and_not_the_report(job):
    site, start = job
    process = start("--timeout", "50")
    deadline = time.monotonic() + 30
    while "slow.example/hang" not in site.asked and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(2)  # the quick page is read in a child process by then
    process.send_signal(signal.SIGINT)
    out, told = process.communicate(timeout=30)
    assert verdicts(out) == [("alive", "ok"), ("unchecked", "budget")]
    assert process.returncode == 4
    assert b"Traceback" not in told


def test_a_spent_time_budget_is_told(job):
    _, start = job
    process = start("--timeout", "50", "--time-budget", "3")
    out, _ = process.communicate(timeout=40)
    assert verdicts(out) == [("alive", "ok"), ("unchecked", "budget")]
    assert process.returncode == 4
