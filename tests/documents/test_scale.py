"""Long documents: the time grows with the size and no faster, nothing hangs."""

import time

import pytest

from citecheck.documents.files import Source
from citecheck.documents.read import read

SIZE = 100_000
HOSTILE = {
    "one word": "a",
    "spaces": " ",
    "blank lines": "\n",
    "headings": "Notes\n",
    "headings and blank lines": "Notes\n\n",
    "hash signs": "#\n",
    "underlines": "---\n",
    "opening brackets": "[",
    "markers": "[1]",
    "markers of a range": "[1-5] ",
    "unclosed lists of markers": "[1,",
    "brackets and spaces": "[1   ",
    "labels": "[1] a\n",
    "labels without text": "[1]\n",
    "restarting lists": "[1] a\n\nProse.\n\n",
    "lists under headings": "Notes\n1. a\n\n# B\n",
    "stops": ". ",
    "ideographic stops": "。",
    "quotes": "”",
    "abbreviations": "z.B. ",
    "superscripts": "¹",
    "superscripts and letters": "a¹",
    "backticks": "`",
    "URLs": "https://x.example/",
    "hosts": "www.",
    "URLs line by line": "https://x.example/a-\n",
    "a note of broken URLs": "[1] https://x.example/a-\nb-\n",
    "one note of many lines": ("Notes\n[1] a\n" + "word word\n" * 20_000, 1),
    "one paragraph of many markers": ("It froze.[1] " * 15_000 + "\n\nNotes\n[1] a", 1),
    "one sentence of many markers": ("it froze [1] " * 15_000 + "\n\nNotes\n[1] a", 1),
}  # fmt: skip


@pytest.mark.timeout(30)
@pytest.mark.parametrize("pattern", HOSTILE.values(), ids=HOSTILE)
def test_nothing_hangs(pattern: str | tuple[str, int]) -> None:
    text = pattern[0] if isinstance(pattern, tuple) else (pattern * SIZE)[:SIZE]
    read(Source(path="essay.txt", data=text.encode()))
    read(
        Source(
            path="essay.txt", data=f"It froze.[1]\n\n{text}\n\nNotes\n\n[1] Ice, https://x.example\n".encode()
        )
    )


def seconds(chapters: int) -> float:
    """Processor time for a document of chapters, each with notes of its own."""
    text = "".join(
        f"Chapter {n}\n\nThe river froze.[1] It thawed.[2]\n\n[1] Ice, https://x.example/{n}\n[2] Thaw, https://x.example/{n}/b\n\n"
        for n in range(chapters)
    )
    begin = time.process_time()
    found = read(Source(path="essay.txt", data=text.encode()))
    assert len(found.notes) == len(found.markers) == 2 * chapters
    return time.process_time() - begin


def test_time_grows_with_the_number_of_chapters_and_no_faster() -> None:
    seconds(10)
    assert seconds(5_000) < 30 * seconds(500)
