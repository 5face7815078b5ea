from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import HealthCheck, given, settings

from citecheck.model.errors import CitecheckError
from citecheck.reports.extract.extract import Extract, date_parts
from citecheck.reports.extract.registry import names, render_extract
from citecheck.reports.extract.table import render_extract_table
from support import sample
from support.reports_strategy import reports

UNSAFE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

TABLE = """\
note  source                         author  outlet              accessed
───────────────────────────────────────────────────────────────────────────
1     Kyrgyzstan and Tajikistan ha…  Tayfur  Anadolu Ajansı      2022-10-12
2     Kyrgyzstan won’t cede a cent…          AKI Press           2022-10-12
3     The CSTO Secretariat Comment…          Collective Securi…  2022-10-12
4     Rahmon congratulates Putin o…          Asia-Plus           2022-10-12
"""


def extract(*citations: sample.Citation) -> Extract:
    every = tuple(
        sample.checked(one, sample.Live(verdict="unchecked", reason="offline")) for one in citations
    )
    report = sample.report(*every, findings=())
    return Extract(documents=report.documents, citations=report.citations)


def article(**fields) -> Extract:
    given = {
        "authors": (sample.Name(family="Aliyev", given="Nazir"), sample.Name(literal="UN & Co")),
        "title": "50% of {us}",
        "outlet": "The_Times",
        "published": "2022-10",
        "url": "https://x.example/a_b?c=%20{d}",
        "doi": "10.1000/a_b",
        "pages": "12–15",
        "archive_url": "https://web.archive.org/web/2022/https://x.example/",
    }
    return extract(sample.citation("1", **(given | fields)))


def test_table():
    report = sample.report()
    assert render_extract_table([one.citation for one in report.citations], 75) == TABLE
    every = Extract(documents=report.documents, citations=(), findings=())
    assert render_extract(every, "table") == "0 citations in 0 notes\n"
    full = Extract(documents=report.documents, citations=report.citations, findings=report.findings)
    text = render_extract(full, "table", width=75)
    assert text.startswith(TABLE)
    assert text.endswith("\n\n4 citations in 4 notes\n")
    assert "warning[marker-without-note] N101: the marker [9] has no note\n" in text


def test_json():
    wire = json.loads(render_extract(article(), "json"))
    assert list(wire) == ["schema_version", "documents", "notes", "citations", "findings"]
    assert list(wire["citations"][0])[-2:] == ["refers_to", "findings"]


def test_csl_json():
    assert json.loads(render_extract(article(), "csl-json")) == [
        {
            "id": "article.txt#1",
            "type": "article-newspaper",
            "title": "50% of {us}",
            "author": [{"family": "Aliyev", "given": "Nazir"}, {"literal": "UN & Co"}],
            "container-title": "The_Times",
            "issued": {"date-parts": [[2022, 10]]},
            "accessed": {"date-parts": [[2022, 10, 12]]},
            "page": "12–15",
            "URL": "https://x.example/a_b?c=%20{d}",
            "DOI": "10.1000/a_b",
            "note": "Archived: https://web.archive.org/web/2022/https://x.example/",
        }
    ]


def test_bibtex():
    assert (
        render_extract(article(), "bibtex")
        == r"""@article{aliyev2022us,
  author = {Aliyev, Nazir and {UN \& Co}},
  title = {50\% of \{us\}},
  journaltitle = {The\_Times},
  date = {2022-10},
  pages = {12--15},
  doi = {10.1000/a_b},
  url = {https://x.example/a_b?c=%20%7Bd%7D},
  urldate = {2022-10-12},
  note = {Archived: https://web.archive.org/web/2022/https://x.example/},
}
""".replace("aliyev2022us", "aliyev202250")
    )


def test_bibtex_keys_are_unique():
    same = [sample.citation(str(n), title="The same title", url=None) for n in (1, 2, 3)]
    text = render_extract(extract(*same), "bibtex")
    assert re.findall(r"@article\{([^,]*),", text) == ["2022same", "2022same-2", "2022same-3"]


def test_ris():
    assert render_extract(article(), "ris") == (
        "TY  - NEWS\n"
        "TI  - 50% of {us}\n"
        "AU  - Aliyev, Nazir\n"
        "AU  - UN & Co\n"
        "T2  - The_Times\n"
        "PY  - 2022\n"
        "DA  - 2022/10//\n"
        "SP  - 12\n"
        "EP  - 15\n"
        "DO  - 10.1000/a_b\n"
        "UR  - https://x.example/a_b?c=%20{d}\n"
        "Y2  - 2022/10/12/\n"
        "N1  - Archived: https://web.archive.org/web/2022/https://x.example/\n"
        "ER  - \n"
    )


def test_csv():
    (row,) = csv.DictReader(StringIO(render_extract(article(title="=HYPERLINK(1)"), "csv")))
    assert row["title"] == "'=HYPERLINK(1)"
    assert row["authors"] == "Nazir Aliyev; UN & Co"
    assert row["accessed"] == "2022-10-12"


@pytest.mark.parametrize("name", ["csl-json", "bibtex", "ris"])
def test_ibid_is_no_work_of_its_own(name):
    ibid = sample.citation("2", refers_to="article.txt#1", text="Ibid.")
    with_ibid = extract(article().citations[0].citation, ibid)
    assert render_extract(with_ibid, name) == render_extract(article(), name)


def test_dates():
    assert date_parts("2022-10-12") == ("2022", "10", "12")
    assert date_parts("2022") == ("2022",)
    assert date_parts(None) == date_parts("soon") == ()


def test_an_unknown_format_says_which_there_are():
    with pytest.raises(CitecheckError) as caught:
        render_extract(article(), "xml")
    assert caught.value.hint == "available: table, json, csl-json, bibtex, ris, csv"


def braces_match(text: str) -> bool:
    depth = 0
    for brace in re.sub(r"\\[{}]", "", text):
        depth += {"{": 1, "}": -1}.get(brace, 0)
        if depth < 0:
            return False
    return depth == 0


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(reports)
def test_nothing_unsafe_in_any_format(report):
    every = Extract(documents=report.documents, citations=report.citations, findings=report.findings)
    for name in names():
        text = render_extract(every, name)
        text.encode()
        assert text == render_extract(replace(every), name)
        if name != "json":
            assert not UNSAFE.search(text.replace("\n", ""))
            assert "secret" not in text
    assert braces_match(render_extract(every, "bibtex"))
    assert all(
        re.fullmatch(r"[A-Z][A-Z0-9]  - .*|", line) for line in render_extract(every, "ris").split("\n")
    )
    json.loads(render_extract(every, "csl-json"))
