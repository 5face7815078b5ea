"""The command line as a user has it: a process of its own, its two streams and its exit code."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from citecheck.cli import COMMANDS, run
from citecheck.cli.options import FORMATS, KEYS
from citecheck.config.settings import Everything

ROOT = Path(__file__).parents[2]
ARTICLE = (ROOT / "fixtures" / "article.txt").read_text(encoding="utf-8")
NOTES = ARTICLE[ARTICLE.index("[1] Nazir") :]
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("CITECHECK_", "NO_COLOR"))}


def citecheck(*arguments, cwd, stdin=b"", **environment):
    return subprocess.run(
        [sys.executable, "-m", "citecheck", *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        timeout=60,
        env={**CLEAN, "XDG_CONFIG_HOME": str(Path(cwd) / "nowhere"), **environment},
        check=False,
    )


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def error_and_hint(run):
    """The error and the hint on stderr, which every bad input must have."""
    told = run.stderr.decode()
    assert "Traceback" not in told, told
    error, hint = (
        re.search(r"^error: (.+)$", told, re.MULTILINE),
        re.search(r"^hint: (.+)$", told, re.MULTILINE),
    )
    assert error, told
    assert hint, told
    assert not error[1].endswith(".")
    return error[1], hint[1]


class TestHelp:
    def test_help_imports_click_only(self, tmp_path):
        code = (
            "import sys\nfrom citecheck.cli import run\n"
            "assert run(['--help']) == 0\n"
            "ours = sorted(m for m in sys.modules if m.startswith('citecheck'))\n"
            "assert ours == ['citecheck', 'citecheck.cli'], ours\n"
            "heavy = {'httpx', 'rich', 'pydantic', 'bs4', 'lxml', 'trafilatura', 'asyncio', 'babel', 'warcio'}\n"
            "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr.decode()

    @pytest.mark.parametrize("command", COMMANDS)
    def test_every_command_has_help(self, command, tmp_path):
        run = citecheck(command, "--help", cwd=tmp_path)
        assert run.returncode == 0
        assert b"Usage: citecheck " + command.encode() in run.stdout

    def test_the_options_of_the_contract_are_there(self, tmp_path):
        shown = citecheck("verify", "--help", cwd=tmp_path).stdout.decode()
        contract = """
            --format --output --progress --no-progress --quiet --verbose --color --offline --no-archives --no-content
            --select --ignore --include --exclude --fail-on --timeout --retries --concurrency --host-concurrency
            --host-delay --max-redirects --max-body --time-budget --user-agent --header --proxy --ca-file --connect-to
            --allow-private --archive-url --record --replay --stdin-name"""
        assert [one for one in contract.split() if one not in shown] == []

    def test_every_option_has_a_key_of_the_file(self):
        known = {
            f"{s}.{k}" for s in Everything.model_fields for k in type(getattr(Everything(), s)).model_fields
        }
        assert set(KEYS.values()) <= known

    def test_unknown_commands_and_options_are_usage_errors(self, tmp_path):
        run = citecheck("verfy", cwd=tmp_path)
        assert run.returncode == 2
        assert "did you mean 'verify'" in error_and_hint(run)[0]
        run = citecheck("verify", "--timout", "3", cwd=tmp_path)
        assert run.returncode == 2
        assert "--timeout" in error_and_hint(run)[0]


class TestExtract:
    def test_the_four_notes_exactly(self, folder):
        run = citecheck("extract", "article.txt", "--format", "json", cwd=folder)
        assert run.returncode == 0
        found = [
            (c["label"], c["authors"], c["title"], c["outlet"], c["url"], c["accessed"])
            for c in json.loads(run.stdout)["citations"]
        ]
        assert found == [
            (
                "1",
                [{"family": "Tayfur", "given": "Nazir Aliyev"}],
                "Kyrgyzstan and Tajikistan have been having a border dispute for 31 years",
                "Anadolu Ajansı",
                "https://www.aa.com.tr/tr/dunya/kirgizistan-ve-tacikistan-31-yildir-sinir-anlasmazligi-yasiyor/2687648",
                "2022-10-12",
            ),
            (
                "2",
                [],
                (
                    "Kyrgyzstan won’t cede a centimeter of its land to anyone – President Japarov tells UN GA about "
                    "Tajikistan’s military aggression"
                ),
                "AKI Press",
                "https://akipress.com/news:680082",
                "2022-10-12",
            ),
            (
                "3",
                [],
                "The CSTO Secretariat Commentary on the situation on the Kyrgyz-Tajik Border",
                "Collective Security Treaty Organization",
                (
                    "https://en.odkb-csto.org/news/news_odkb/kommentariy-sekretariata-odkb-po-situatsii-na-"
                    "kyrgyzsko-tadzhikskoy-granitse/#loaded"
                ),
                "2022-10-12",
            ),
            (
                "4",
                [],
                "Rahmon congratulates Putin on his birthday",
                "Asia-Plus",
                "https://www.asiaplustj.info/en/news/tajikistan/power/20221007/rahmon-congratulates-putin-on-his-birthday",
                "2022-10-12",
            ),
        ]

    @pytest.mark.parametrize("style", ["table", "csl-json", "bibtex", "ris", "csv"])
    def test_every_form_names_every_source(self, folder, style):
        run = citecheck("extract", "article.txt", "--format", style, cwd=folder)
        assert run.returncode == 0
        assert "Rahmon congratulates" in run.stdout.decode().replace("\n", " ")

    def test_findings_count_only_when_asked(self, folder):
        (folder / "bare.txt").write_text(
            "A claim.[1] Another.[2]\n\n[1] “A title of a page”, The Courier, https://a.example/x.\n"
        )
        assert citecheck("extract", "bare.txt", cwd=folder).returncode == 0
        assert citecheck("extract", "bare.txt", "--fail-on", "error", cwd=folder).returncode == 1


class TestDemo:
    def test_one_alive_one_moved_one_blocked_one_dead_with_a_good_copy(self, tmp_path):
        run = citecheck("demo", "--format", "json", cwd=tmp_path)
        assert run.returncode == 1
        report = json.loads(run.stdout)
        assert [c["live"]["verdict"] for c in report["citations"]] == ["alive", "moved", "blocked", "dead"]
        dead = report["citations"][3]
        assert (dead["archive"]["verdict"], dead["archive"]["days_from_access"]) == ("ok", -2)
        assert report["citations"][0]["description"]["title"] == "translation"
        assert report["exit_code"] == 1

    def test_two_runs_give_the_same_json_but_for_the_run(self, tmp_path):
        first, second = (json.loads(citecheck("demo", "-f", "json", cwd=tmp_path).stdout) for _ in range(2))
        del first["run"], second["run"]
        assert first == second

    def test_the_table_fits_80_columns(self, tmp_path):
        shown = citecheck("demo", cwd=tmp_path).stdout.decode()
        table = shown.split("\n\n")[0].splitlines()
        assert len(table) == 6
        assert max(len(line) for line in table) == 80
        assert "\x1b" not in shown

    def test_data_on_stdout_people_on_stderr(self, tmp_path):
        run = citecheck("demo", "-f", "json", cwd=tmp_path)
        json.loads(run.stdout)
        assert b"hint: " in run.stderr

    def test_colour_only_on_request(self, tmp_path):
        assert b"\x1b[" in citecheck("demo", "--color", "always", cwd=tmp_path).stdout

    def test_fail_on_never(self, tmp_path):
        assert citecheck("demo", "-q", "--fail-on", "never", cwd=tmp_path).returncode == 0

    def test_ignored_rules_are_not_reported(self, tmp_path):
        run = citecheck("demo", "--ignore", "L", "-f", "json", cwd=tmp_path)
        report = json.loads(run.stdout)
        assert run.returncode == 0
        assert [
            f["code"] for c in report["citations"] for f in c["findings"] if f["code"].startswith("L")
        ] == []

    def test_files_are_written_besides(self, tmp_path):
        run = citecheck("demo", "-o", "a.json", "-o", "b.md", "-o", "c.csv", cwd=tmp_path)
        assert run.returncode == 1
        assert b"dead-link" in run.stdout
        assert json.loads((tmp_path / "a.json").read_text())["schema_version"] == 1
        assert (tmp_path / "b.md").stat().st_size > 100
        assert (tmp_path / "c.csv").stat().st_size > 100
        assert sorted(p.name for p in tmp_path.iterdir()) == ["a.json", "b.md", "c.csv"]


class TestBadInput:
    def test_a_missing_file(self, folder):
        run = citecheck("verify", "artcle.txt", cwd=folder)
        error, hint = error_and_hint(run)
        assert run.returncode == 3
        assert "artcle.txt" in error
        assert "article.txt" in hint

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("a.txt", b"\x00\x01\x02\xff" * 50),
            ("a.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50),
            ("a.pdf", b"%PDF-1.7\n1 0 obj"),
            ("a.txt", b""),
            ("a.txt", b"  \n\n"),
            ("a.txt", b"\xff\xfea"),
            ("a.txt", b"Just prose, and not a note in sight.\n"),
        ],
    )
    def test_nothing_that_can_be_checked(self, tmp_path, name, data):
        (tmp_path / name).write_bytes(data)
        run = citecheck("verify", name, cwd=tmp_path)
        error_and_hint(run)
        assert run.returncode == 3

    def test_another_encoding_is_read_and_told(self, tmp_path):
        text = "Bir iddia.[1] Çok önemli bir görüşme yapıldı, ağırlıklı olarak şu konuşuldu.\n\n[1] “Şehirde yağmur”, Haber Gazetesi, https://a.example/x, (Erişim Tarihi: 12.10.2022).\n"
        (tmp_path / "a.txt").write_bytes(text.encode("windows-1254"))
        run = citecheck("extract", "a.txt", "-f", "json", cwd=tmp_path)
        assert run.returncode == 0
        assert b"warning: a.txt" in run.stderr
        assert json.loads(run.stdout)["citations"][0]["accessed"] == "2022-10-12"

    def test_one_bad_document_does_not_hide_the_others(self, folder):
        run = citecheck("verify", "article.txt", "gone.txt", "--offline", "-f", "json", cwd=folder)
        error_and_hint(run)
        report = json.loads(run.stdout)
        assert len(report["citations"]) == 4
        assert [len(d["problems"]) for d in report["documents"]] == [0, 1]
        assert run.returncode == 1

    def test_no_path_at_all(self, tmp_path):
        run = citecheck("verify", cwd=tmp_path)
        error_and_hint(run)
        assert run.returncode == 3

    def test_unwritable_outputs_are_told_before_anything_is_done(self, folder):
        for target in ("nowhere/report.json", "article.txt/report.json", "report.xyz"):
            run = citecheck("verify", "article.txt", "-o", target, cwd=folder)
            error_and_hint(run)
            assert run.returncode == 2
            assert run.stdout == b""
        assert [p.name for p in folder.iterdir()] == ["article.txt"]

    def test_an_unwritable_recording(self, folder):
        run = citecheck("verify", "article.txt", "--record", "nowhere/a.warc.gz", cwd=folder)
        error_and_hint(run)
        assert run.returncode == 2

    @pytest.mark.parametrize("content", [None, b"not a recording at all", b""])
    def test_a_recording_that_is_none(self, folder, content):
        if content is not None:
            (folder / "r.warc.gz").write_bytes(content)
        run = citecheck("verify", "article.txt", "--replay", "r.warc.gz", cwd=folder)
        error_and_hint(run)
        assert run.returncode == 2

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("[network]\ntimout = 3\n", "did you mean network.timeout?"),
            ("[netwrk]\ntimeout = 3\n", "did you mean network?"),
            ("[network\n", "schema config"),
            ("[network]\ntimeout = 'soon'\n", "got 'soon'"),
            ("[verify]\nexclude = ['(']\n", "got"),
            ("[network]\nallow_private = true\n", "command line"),
        ],
    )
    def test_a_broken_configuration(self, folder, text, expected):
        (folder / "citations.toml").write_text(text)
        run = citecheck("verify", "article.txt", "--offline", cwd=folder)
        assert expected in error_and_hint(run)[1]
        assert run.returncode == 2

    def test_a_rule_that_is_not_there(self, folder):
        run = citecheck("verify", "article.txt", "--offline", "--select", "dead-lnk", cwd=folder)
        assert "dead-link" in " ".join(error_and_hint(run))
        assert run.returncode == 2
        run = citecheck("explain", "dead-lnk", cwd=folder)
        assert "dead-link" in error_and_hint(run)[1]

    @pytest.mark.parametrize("style", sorted(set(FORMATS) - {"terminal", "json", "markdown", "csv"}))
    def test_a_format_that_is_not_there_yet(self, folder, style):
        run = citecheck("verify", "article.txt", "--offline", "-f", style, cwd=folder)
        assert "not available yet" in error_and_hint(run)[0]
        assert run.returncode == 2


class TestVerify:
    def test_standard_input(self, folder):
        run = citecheck(
            "verify",
            "-",
            "--stdin-name",
            "essay.txt",
            "--offline",
            "-f",
            "json",
            cwd=folder,
            stdin=ARTICLE.encode(),
        )
        report = json.loads(run.stdout)
        assert run.returncode == 0
        assert {c["document"] for c in report["citations"]} == {"essay.txt"}
        assert {c["live"]["reason"] for c in report["citations"]} == {"offline"}

    def test_offline_runs_give_the_same_bytes_but_for_the_run(self, folder):
        reports = [
            json.loads(citecheck("verify", "article.txt", "--offline", "-f", "json", cwd=folder).stdout)
            for _ in range(2)
        ]
        for report in reports:
            del report["run"]
        assert reports[0] == reports[1]

    def test_option_beats_environment_beats_file(self, folder):
        (folder / "citations.toml").write_text("[verify]\nfail_on = 'never'\n[output]\nformat = 'csv'\n")
        run = citecheck("verify", "article.txt", "--offline", cwd=folder)
        assert run.stdout.startswith((b"document", b"id", b"\xef\xbb\xbf"))
        run = citecheck("verify", "article.txt", "--offline", cwd=folder, CITECHECK_FORMAT="json")
        assert json.loads(run.stdout)
        run = citecheck(
            "verify", "article.txt", "--offline", "-f", "terminal", cwd=folder, CITECHECK_FORMAT="json"
        )
        assert b"unchecked" in run.stdout

    def test_orphans_of_both_kinds(self, tmp_path):
        (tmp_path / "a.txt").write_text(
            "One.[1] Two.[3]\n\n[1] “A title of a page”, The Courier, https://a.example/, (accessed 1 May 2022).\n[2] “Another title”, The Courier, https://b.example/, (accessed 1 May 2022).\n"
        )
        run = citecheck("verify", "a.txt", "--offline", "-f", "json", cwd=tmp_path)
        found = {(f["code"], f["label"]) for f in json.loads(run.stdout)["findings"]}
        assert found == {("N101", "3"), ("N102", "2")}
        assert run.returncode == 1


class TestWords:
    def test_rules_explain_schema(self, tmp_path):
        shown = citecheck("rules", cwd=tmp_path).stdout.decode()
        rules = json.loads(citecheck("rules", "-f", "json", cwd=tmp_path).stdout)
        assert all(rule["code"] in shown for rule in rules)
        for name in ("dead-link", "L101", "l101"):
            assert b"What it means" in citecheck("explain", name, cwd=tmp_path).stdout
        for which in ("report", "config"):
            assert json.loads(citecheck("schema", which, cwd=tmp_path).stdout)["$schema"].endswith(
                "2020-12/schema"
            )

    def test_doctor_without_a_network_exits_4(self, tmp_path, monkeypatch, capsys):
        monkeypatch.chdir(tmp_path)
        assert run(["doctor", "--archive-url", "http://127.0.0.1:9/web", "--config", "none"]) == 4
        told = capsys.readouterr()
        assert "ok  page reader" in told.out
        assert "no  names" in told.out
        assert "hint: this machine has no network" in told.err

    def test_the_projects_own_configuration_is_valid(self, tmp_path):
        run = citecheck(
            "verify",
            str(ROOT / "fixtures" / "article.txt"),
            "--offline",
            "--config",
            str(ROOT / "citations.toml"),
            cwd=tmp_path,
        )
        assert run.returncode == 0, run.stderr.decode()
