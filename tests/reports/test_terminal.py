from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from rich.cells import cell_len

from citecheck.reports.registry import render
from support import sample
from support.reports_strategy import NASTY, reports

NORMAL = """\
note  source                                 live     archived       title
────────────────────────────────────────────────────────────────────────────────
1     Kyrgyzstan and Tajikistan have been …  alive    ok 2022-10-12  translation
2     Kyrgyzstan won’t cede a centimeter o…  moved    missing        variant
3     The CSTO Secretariat Commentary on t…  blocked  shifted        –
4     Rahmon congratulates Putin on his bi…  dead     ok 2022-10-10  match

warning[marker-without-note] N101: the marker [9] has no note
  --> article.txt:3  label 9
   = because: the notes are numbered 1 to 4
   = confidence: high · citecheck explain marker-without-note

note[moved-link] L102: the page has moved for good
  --> article.txt:12  note 2  “Kyrgyzstan won’t cede a centimeter of its land t…
   |  http://akipress.com/news:680082
   = because: 301 from http://akipress.com/news:680082
   = because: the page there has the cited title
   = found: Kyrgyzstan won't cede a centimeter of its land – Japarov
   = suggestion: https://akipress.com/en/news:680082:Japarov_at_the_UN
   = confidence: high · citecheck explain moved-link

note[no-archived-copy] A101: no archived copy was found
  --> article.txt:12  note 2  “Kyrgyzstan won’t cede a centimeter of its land t…
   |  http://akipress.com/news:680082
   = because: web.archive.org has no copy near 2022-10-12
   = help: save the page now: `citecheck archive`
   = confidence: high · citecheck explain no-archived-copy

note[blocked-link] L103: the server answers 403 with a challenge
  --> article.txt:13  note 3  “The CSTO Secretariat Commentary on the situation…
   |  https://en.odkb-csto.org/news/news_odkb/kommentariy-sekretariata-odkb-po-situatsii-na-kyrgyzsko-tadzhikskoy-granitse/#loaded
   = because: the page is a wall for programs: “Just a moment…”
   = archived: https://web.archive.org/web/20221010083005/https://en.odkb-csto.org/news/news_odkb/kommentariy-sekretariata-odkb-po-situatsii-na-kyrgyzsko-tadzhikskoy-granitse/#loaded  (shifted, 2 days before you read it)
   = help: open it in a browser; nothing says that it is gone
   = confidence: medium · citecheck explain blocked-link

error[dead-link] L101: the page answers 200 but says that the article is gone
  --> article.txt:14  note 4  “Rahmon congratulates Putin on his birthday”, Asi…
   |  https://www.asiaplustj.info/en/news/tajikistan/power/20221007/rahmon-congratulates-putin-on-his-birthday
   = because: the title is “Page not found”
   = because: the copy of 2022-10-10 was “Rahmon congratulates Putin on his
              birthday”, with the text that was cited
   = archived: https://web.archive.org/web/20221010083005/https://www.asiaplustj.info/en/news/tajikistan/power/20221007/rahmon-congratulates-putin-on-his-birthday  (2 days before you read it)
   = confidence: high · citecheck explain dead-link

4 sources in 4 notes: 1 alive, 1 moved, 1 dead, 1 blocked
findings: 1 error, 1 warning, 3 notes
"""

MORE = """\
alive[ok]: the page answers 200 with the cited author
  --> article.txt:11  note 1  Tayfur, “Kyrgyzstan and Tajikistan have been havi…
   |  https://www.aa.com.tr/tr/dunya/kirgizistan-ve-tacikistan-31-yildir-sinir-anlasmazligi-yasiyor/2687648
   = asked: 200 after 120 ms
   = archived: https://web.archive.org/web/20221010083005/https://www.aa.com.tr/tr/dunya/kirgizistan-ve-tacikistan-31-yildir-sinir-anlasmazligi-yasiyor/2687648  (of the day you read it)
   = found: Kırgızistan ve Tacikistan 31 yıldır sınır anlaşmazlığı yaşıyor

host             requests  retries  limited  waited
───────────────────────────────────────────────────
akipress.com            2        0        0   0.0 s
web.archive.org         4        1        1   3.2 s

4 sources in 4 notes: 1 alive, 1 moved, 1 dead, 1 blocked
findings: 1 error, 1 warning, 3 notes
"""

ESCAPES = re.compile(r"\x1b\[[\d;]*m|\x1b\]8;;[\x20-\x7e]*\x1b\\")
UNSAFE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def test_normal():
    assert render(sample.report(), "terminal") == NORMAL


def test_quiet_is_the_summary_alone():
    text = render(sample.report(), "terminal", verbosity=-1)
    assert text == "".join(NORMAL.splitlines(keepends=True)[-2:])


def test_verbose_tells_the_good_ones_and_the_hosts():
    text = render(sample.report(hosts=sample.hosts()), "terminal", verbosity=1)
    findings = NORMAL.rpartition("4 sources in")[0]
    assert text == findings + MORE


def test_verbose_tells_the_way_and_the_attempts():
    hop = sample.Hop(url="http://x.example/", status=302, location="https://ann:pw@x.example/b")
    one = sample.checked(
        sample.citation("1", url="http://x.example/"),
        sample.Live(verdict="alive", reason="benign-redirect"),
        evidence=sample.evidence("http://x.example/", hops=(hop,), attempts=3),
    )
    text = render(sample.report(one), "terminal", verbosity=1)
    assert "   = 302: to https://x.example/b\n   = asked: 200 after 120 ms, 3 attempts\n" in text


def test_colour_changes_nothing_but_colour():
    coloured = render(sample.report(hosts=sample.hosts()), "terminal", color=True, verbosity=1)
    plain = render(sample.report(hosts=sample.hosts()), "terminal", verbosity=1)
    assert coloured != plain
    stripped = [line.rstrip() for line in ESCAPES.sub("", coloured).splitlines()]
    assert stripped == plain.splitlines()


def test_coloured_text_is_the_same_each_time():
    assert render(sample.report(), "terminal", color=True) == render(sample.report(), "terminal", color=True)


def test_only_web_addresses_become_links():
    good = sample.troubled("1", "timeout", url="https://x.example/\x1b]8;;evil\x07 ü")
    bad = sample.troubled("2", "unsupported-scheme", url="javascript:alert(1)")
    text = render(sample.report(good, bad), "terminal", color=True, verbosity=1)
    targets = re.findall(r"\x1b\]8;;([^\x1b]*)\x1b\\", text)
    assert set(targets) == {"https://x.example/]8;;evil%20%C3%BC", ""}


def test_two_documents_have_a_table_each():
    one = sample.checked(
        sample.citation("1", path="a.txt"), sample.Live(verdict="unchecked", reason="no-url")
    )
    other = sample.checked(
        sample.citation("1", path="b.txt"), sample.Live(verdict="unchecked", reason="no-url")
    )
    documents = tuple(sample.Document(path=path, format="text", digest="") for path in ("a.txt", "b.txt"))
    text = render(sample.report(one, other, documents=documents, findings=()), "terminal")
    assert text == (
        "a.txt\n\n"
        "note  source               live       archived  title\n"
        "─────────────────────────────────────────────────────\n"
        "1     The words of note 1  unchecked  –         –\n\n"
        "b.txt\n\n"
        "note  source               live       archived  title\n"
        "─────────────────────────────────────────────────────\n"
        "1     The words of note 1  unchecked  –         –\n\n"
        "2 sources in 2 notes: 2 unchecked\n"
        "no findings\n"
    )


def test_a_document_that_could_not_be_read():
    report = replace(sample.report(), citations=(), findings=(), documents=(sample.unreadable(),))
    assert render(report, "terminal") == (
        "error[binary] photo.txt: this is not text but a PNG image\n"
        "   = hint: name a text document\n\n"
        "no citations found in 1 document\n"
        "no findings\n"
    )


def test_the_page_s_own_words_are_shown_where_it_differs():
    match = sample.Match(state="differs", found="Another title")
    one = sample.checked(
        sample.citation("1", url="https://x.example/", title="T"),
        sample.Live(verdict="alive", reason="ok"),
        description=sample.Description(title=match, source="live"),
        findings=(
            sample.finding("D101", "title-differs", "warning", "description", "the page has another title"),
        ),
    )
    assert "   = found: Another title\n" in render(sample.report(one), "terminal")


def table_of(text: str) -> list[str]:
    return text.partition("\n\n")[0].splitlines()


def columns_start(line: str, word: str) -> int:
    return cell_len(line[: line.rindex(word)])


@pytest.mark.parametrize("title", NASTY)
@pytest.mark.parametrize("width", [40, 60, 80, 132])
def test_the_table_fits_and_stays_aligned_whatever_the_title(title, width):
    nasty, plain = sample.retitled(sample.alive(), title), sample.alive()
    lines = table_of(render(sample.report(nasty, plain), "terminal", width=width))
    assert len(lines) == 4
    assert all(cell_len(line) <= width for line in lines)
    starts = {
        columns_start(line, word)
        for line, word in zip((lines[0], *lines[2:]), ("live", "alive", "alive"), strict=True)
    }
    assert len(starts) == 1
    assert not any(UNSAFE.search(line) for line in lines)


@pytest.mark.parametrize("width", [1, 5, 10, 20, 30])
def test_the_narrowest_terminal_gets_a_table_too(width):
    lines = table_of(render(sample.report(), "terminal", width=width))
    assert all(cell_len(line) <= width for line in lines)


def test_narrow_terminals_drop_columns():
    def head(width: int) -> list[str]:
        return render(sample.report(), "terminal", width=width).splitlines()[0].split()

    assert head(60) == ["note", "source", "live", "archived", "title"]
    assert head(59) == ["note", "source", "live", "archived"]
    assert head(47) == ["note", "source", "live"]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(reports)
def test_nothing_that_a_document_or_a_page_says_steers_the_terminal(report):
    for color in (False, True):
        text = render(report, "terminal", color=color, verbosity=1)
        assert not UNSAFE.search(ESCAPES.sub("", text).replace("\n", ""))
        assert "secret" not in text
        text.encode()
