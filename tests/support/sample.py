"""A finished run in memory: the article's four notes, with one source of each fate."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from citecheck.model.assessment import (
    Archive,
    Assessment,
    Claim,
    Content,
    Description,
    Live,
    Match,
    OtherCopy,
)
from citecheck.model.citation import Citation, Name
from citecheck.model.document import Document, Marker, Note, Place, Problem
from citecheck.model.evidence import Answer, Evidence, Hop, Observation, Page, Target, Trouble
from citecheck.model.finding import Finding, Suggestion
from citecheck.model.report import Checked, HostStat, Report, Run

PATH = "article.txt"
NOON = dt.datetime(2026, 11, 24, 12, 0, 0, tzinfo=dt.UTC)
COPY_AT = dt.datetime(2022, 10, 10, 8, 30, 5, tzinfo=dt.UTC)


def place(line: int, column: int = 1, path: str = PATH) -> Place:
    return Place(path=path, line=line, column=column, end_line=line, end_column=column + 3)


def citation(label: str, *, path: str = PATH, **fields) -> Citation:
    given = {
        "id": f"{path}#{label}",
        "document": path,
        "note": f"{path}#{label}",
        "label": label,
        "place": place(10 + int(label), path=path),
        "text": f"The words of note {label}",
        "kind": "article-newspaper",
        "markers": (Marker(label=label, place=place(int(label), 40, path), sentence="It is said.", note=f"{path}#{label}"),),
        "accessed": "2022-10-12",
        "accessed_text": "12.10.2022",
    }  # fmt: skip
    return Citation(**(given | fields))


def evidence(url: str, outcome=None, hops: tuple[Hop, ...] = (), attempts: int = 1) -> Evidence:
    target = Target(url=url, as_of=dt.date(2022, 10, 12))
    return Evidence(
        target=target,
        observation=Observation(
            target=target,
            asked_at=NOON,
            elapsed_ms=120,
            attempts=attempts,
            hops=hops,
            outcome=outcome or Answer(status=200, media_type="text/html"),
        ),
    )


def checked(one: Citation, live: Live, archive: Archive | None = None, **more) -> Checked:
    fields = {key: more.pop(key) for key in ("description", "content", "claims", "found") if key in more}
    assessment = Assessment(live=live, archive=archive or Archive(verdict="unchecked"), **fields)
    return Checked(
        citation=one,
        evidence=more.pop("evidence", evidence(one.url) if one.url else None),
        assessment=assessment,
        findings=more.pop("findings", ()),
    )


def copy_of(url: str, **fields) -> Archive:
    given = {
        "verdict": "ok",
        "role": "found",
        "archive": "wayback",
        "url": f"https://web.archive.org/web/20221010083005/{url}",
        "captured_at": COPY_AT,
        "days_from_access": -2,
        "detail": "the copy has the cited title",
    }
    return Archive(**(given | fields))


def finding(code: str, rule: str, level: str, axis: str, message: str, **fields) -> Finding:
    where = fields.pop("place", place(11))
    return Finding(
        code=code, rule=rule, level=level, axis=axis, message=message, place=where, fingerprint="0" * 16, **fields
    )  # fmt: skip


def alive() -> Checked:
    url = "https://www.aa.com.tr/tr/dunya/kirgizistan-ve-tacikistan-31-yildir-sinir-anlasmazligi-yasiyor/2687648"
    one = citation(
        "1",
        authors=(Name(family="Tayfur", given="Nazir Aliyev"),),
        title="Kyrgyzstan and Tajikistan have been having a border dispute for 31 years",
        outlet="Anadolu Ajansı",
        url=url,
    )
    return checked(
        one,
        Live(verdict="alive", reason="ok", detail="the page answers 200 with the cited author"),
        copy_of(url, captured_at=COPY_AT + dt.timedelta(days=2), days_from_access=0),
        found=Page(
            title="Kırgızistan ve Tacikistan 31 yıldır sınır anlaşmazlığı yaşıyor",
            site="Anadolu Ajansı",
            language="tr",
            media_type="text/html",
            authors=(Name(family="Tayfur", given="Nazir Aliyev"),),
        ),
        description=Description(title=Match(state="translation"), outlet=Match(state="match"), source="live"),
        content=Content(state="same", baseline="archive", baseline_at=COPY_AT, similarity=0.98765),
        claims=(Claim(kind="figure", text="970", state="exact", found="970", source=one.id, seen_in="live"),),
    )


def moved() -> Checked:
    url, new = "http://akipress.com/news:680082", "https://akipress.com/en/news:680082:Japarov_at_the_UN"
    one = citation(
        "2",
        title="Kyrgyzstan won’t cede a centimeter of its land to anyone – President Japarov tells UN GA about Tajikistan’s military aggression",
        outlet="AKI Press",
        url=url,
    )
    return checked(
        one,
        Live(
            verdict="moved", reason="permanent-redirect", detail="301 to another address of the same article"
        ),
        Archive(verdict="missing", detail="no archive has a copy"),
        evidence=evidence(url, hops=(Hop(url=url, status=301, location=new),)),
        found=Page(title="Kyrgyzstan won't cede a centimeter of its land – Japarov"),
        description=Description(title=Match(state="variant"), outlet=Match(state="match"), source="live"),
        findings=(
            finding("L102", "moved-link", "note", "live", "the page has moved for good",
                    because=(f"301 from {url}", "the page there has the cited title"),
                    suggestion=Suggestion(kind="replace-url", safe=True, old=url, new=new), citation=one.id),
            finding("A101", "no-archived-copy", "note", "archive", "no archived copy was found",
                    because=("web.archive.org has no copy near 2022-10-12",),
                    help="save the page now: `citecheck archive`", citation=one.id),
        ),
    )  # fmt: skip


def blocked() -> Checked:
    url = "https://en.odkb-csto.org/news/news_odkb/kommentariy-sekretariata-odkb-po-situatsii-na-kyrgyzsko-tadzhikskoy-granitse/#loaded"
    one = citation(
        "3",
        title="The CSTO Secretariat Commentary on the situation on the Kyrgyz-Tajik Border",
        outlet="Collective Security Treaty Organization",
        url=url,
    )
    return checked(
        one,
        Live(verdict="blocked", reason="challenge", detail="the server wants a browser to prove itself"),
        copy_of(url, verdict="shifted", others=(
            OtherCopy(url="https://web.archive.org/web/2023/x", captured_at=NOON, days_from_access=90, archive="wayback", verdict="ok"),
        )),
        evidence=evidence(url, Answer(status=403)),
        findings=(
            finding("L103", "blocked-link", "note", "live", "the server answers 403 with a challenge",
                    because=("the page is a wall for programs: “Just a moment…”",),
                    help="open it in a browser; nothing says that it is gone", citation=one.id, confidence="medium"),
        ),
    )  # fmt: skip


def dead() -> Checked:
    url = "https://www.asiaplustj.info/en/news/tajikistan/power/20221007/rahmon-congratulates-putin-on-his-birthday"
    one = citation("4", title="Rahmon congratulates Putin on his birthday", outlet="Asia-Plus", url=url)
    copy = copy_of(url)
    return checked(
        one,
        Live(verdict="dead", reason="soft-404", detail="200, but the page says that the article is gone"),
        copy,
        found=Page(title="Rahmon congratulates Putin on his birthday"),
        description=Description(title=Match(state="match"), outlet=Match(state="not-stated"), source="archive"),
        findings=(
            finding("L101", "dead-link", "error", "live", "the page answers 200 but says that the article is gone",
                    because=("the title is “Page not found”", "the copy of 2022-10-10 was “Rahmon congratulates Putin on his birthday”, with the text that was cited"),
                    suggestion=Suggestion(kind="add-archive", safe=True, old=url, new=copy.url), citation=one.id),
        ),
    )  # fmt: skip


def report(*citations: Checked, **fields) -> Report:
    every = citations or (alive(), moved(), blocked(), dead())
    notes = tuple(
        Note(id=one.citation.note, label=one.citation.label, text=one.citation.text, place=one.citation.place)
        for one in every
    )
    markers = tuple(marker for one in every for marker in one.citation.markers)
    given = {
        "run": Run(version="0.1.0", started_at=NOON, finished_at=NOON + dt.timedelta(seconds=1.25), argv=("verify", PATH)),
        "exit_code": 1,
        "documents": (Document(path=PATH, format="text", digest="ab" * 32, notes=notes, markers=markers),),
        "citations": every,
        "findings": (
            finding("N101", "marker-without-note", "warning", "notes", "the marker [9] has no note",
                    because=("the notes are numbered 1 to 4",), label="9", place=place(3, 411)),
        ),
    }  # fmt: skip
    return Report(**(given | fields))


def hosts() -> tuple[HostStat, ...]:
    return (
        HostStat(host="akipress.com", requests=2, retries=0, waited_s=0.0, limited=0),
        HostStat(host="web.archive.org", requests=4, retries=1, waited_s=3.25, limited=1),
    )


def unreadable(path: str = "photo.txt") -> Document:
    problem = Problem(code="binary", message="this is not text but a PNG image", hint="name a text document")
    return Document(path=path, format="text", digest="", problems=(problem,))


def troubled(label: str, kind: str, url: str = "https://slow.example/a", attempts: int = 4) -> Checked:
    """A source that was asked in vain, or (with no attempts) not asked."""
    state = {"no-network": "unchecked", "budget": "unchecked", "not-recorded": "unchecked"}.get(
        kind, "unreachable"
    )
    reason = {"not-recorded": "offline"}.get(kind, kind)
    one = citation(label, url=url, title="A title")
    return checked(
        one,
        Live(verdict=state, reason=reason, detail=kind),
        evidence=evidence(url, Trouble(kind=kind), attempts=attempts),
    )


def retitled(one: Checked, title: str) -> Checked:
    return replace(one, citation=replace(one.citation, title=title))
