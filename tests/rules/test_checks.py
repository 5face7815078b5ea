"""Edges of single rules that would crowd their pages; the notation is that of the pages."""

from __future__ import annotations

import pytest

from citecheck.rules.run import citation_findings
from rules.notation import assessment_of, case_of, read_example, told

URL = "https://news.example/border"
COPY = f"https://web.archive.org/web/20221012120000/{URL}"

CASES = {
    "moved, but under another title": (
        "L102",
        f"""\
url       {URL}
title     The border
live      moved, permanent-redirect
hop       301 https://news.example/2022/border
compared  title, differs, live
=> note  the page has moved to https://news.example/2022/border
=> fix  replace-url, unsafe""",
    ),
    "moved, and the title was compared with the archived page only": (
        "L102",
        f"""\
url       {URL}
title     The border
live      moved, permanent-redirect
hop       301 https://news.example/2022/border
compared  title, match, archive
=> note  the page has moved to https://news.example/2022/border
=> fix  replace-url, unsafe""",
    ),
    "a redirect inherits the fragment": (
        "L102",
        f"""\
url   {URL}#part
live  moved, permanent-redirect
hop   301 https://news.example/2022/border
=> note  the page has moved to https://news.example/2022/border#part
=> fix  replace-url, unsafe""",
    ),
    "changed, but the note cites a good copy": (
        "L105",
        f"""\
url      {URL}
copy     {COPY}
live     changed, content-changed
archive  cited, ok, 2022-10-12
=> note  the text at {URL} is not what it was""",
    ),
    "a password is never shown": (
        "L101",
        """\
url   https://ann:secret@news.example/border
live  dead, http-410
=> error  the page answers 410 at https://news.example/border""",
    ),
    "the cited copy is not in the archive": (
        "A102",
        f"""\
url      {URL}
copy     {COPY}
archive  cited, missing
=> error  the archive does not have the cited copy: {COPY}""",
    ),
    "which is no lack of archived copies": (
        "A101",
        f"""\
url      {URL}
copy     {COPY}
archive  cited, missing
=> silent""",
    ),
    "a missing found copy is not broken": (
        "A102",
        f"""\
url      {URL}
archive  found, missing
=> silent""",
    ),
    "a site that the archive may not show": (
        "A101",
        f"""\
url      {URL}
archive  found, excluded
=> note  wayback may not show copies of news.example""",
    ),
    "a shifted copy that is the nearest there is": (
        "A103",
        f"""\
url      {URL}
copy     {COPY}
copied   2022-10-12
archive  cited, shifted, 2022-10-15, 3 days
other    ok, 2022-10-20, 8 days
=> error  the archive serves a copy of 2022-10-15 instead of the one of 2022-10-12""",
    ),
    "a captured wall that was only found": (
        "A102",
        f"""\
url      {URL}
archive  found, blocked-copy, 2022-10-12
=> warning  the nearest copy found, of 2022-10-12, shows a wall (a challenge, a login, a paywall), not the source""",
    ),
    "a dated copy says which version was read": (
        "F101",
        f"""\
url     {URL}
copy    {COPY}
copied  2022-10-12
=> silent""",
    ),
    "a title is compared with a copy that is another page": (
        "D101",
        f"""\
url       {URL}
title     The border
live      dead, http-404
archive   found, other-page, 2022-10-12
compared  title, differs, archive, Headlines
=> silent""",
    ),
    "a title is compared with a good copy of a page that is gone": (
        "D101",
        f"""\
url       {URL}
title     The border
live      dead, http-404
archive   found, ok, 2022-10-12
compared  title, differs, archive, The Border
=> warning  on the archived copy the title is “The Border”, the note says “The border”""",
    ),
    "a date of publication that is to come": (
        "F104",
        f"""\
url        {URL}
published  2027
accessed   2026-06
=> warning  the date of publication, 2027, is in the future: today is 2026-06-01""",
    ),
    "a line break in an address is no damage": (
        "F106",
        f"""\
url      {URL}
written  https://news. example/border
=> silent""",
    ),
    "a malformed address is told without the network too": (
        "F106",
        """\
url   https://news.example:99999/border
live  unchecked, offline
=> error  “https://news.example:99999/border” is no valid address""",
    ),
    "another scheme is no damage": (
        "F106",
        """\
url   mailto:desk@news.example
live  unchecked, unsupported-scheme
=> silent""",
    ),
    "one reading is not ambiguous": (
        "F102",
        f"""\
url       {URL}
date      13/04/2022
readings  2022-04-13
=> silent""",
    ),
}


@pytest.mark.parametrize("code, block", CASES.values(), ids=CASES)
def test_an_edge(code: str, block: str) -> None:
    example = read_example(block)
    findings = citation_findings(case_of(example), assessment_of(example), select=[code])
    assert told(findings) == example.expected


def test_a_very_long_address_is_cut_in_the_message_only() -> None:
    url = "https://news.example/" + "a" * 3000
    example = read_example(f"url  {url}\nlive  dead, http-404\narchive  found, ok, 2022-10-12\n=> silent")
    (finding,) = citation_findings(case_of(example), assessment_of(example), select=["L101"])
    assert len(finding.message) < 200
    assert finding.suggestion is not None
    assert finding.suggestion.old == url
