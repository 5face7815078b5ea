"""How reading grows with the document: each size is twice the one before, so a ratio near 2 is linear.

    python benchmarks/reading.py [NOTES]

NOTES is the largest number of notes (20,000 by default, in about 10 MB).
"""

from __future__ import annotations

import sys
import time

from citecheck.citations.read import read_citations
from citecheck.documents.files import Source
from citecheck.documents.read import read
from citecheck.model.archive import Archive

ARCHIVES = (Archive(name="wayback", base="https://web.archive.org/web", hosts=("web.archive.org",)),)
PROSE = "The river froze over for the first time in many years, and nobody in the valley knew what to do. "
NOTES = (
    (
        "Ann Poe, “The river freezes, part {0}”, Example Agency, https://news.example/{0}, "
        "(Date of Accession: 12.10.2022)."
    ),
    (
        "“Villagers won’t leave the valley – elder {0}”, Valley Press, 7 October 2022, "
        "https://valley.example/news:{0} (accessed 12 October 2022)."
    ),
    (
        "Иван Примеров, «Река замёрзла {0}», Агентство Пример, https://novosti.example/{0}, "
        "(дата обращения: 12.10.2022)."
    ),
    "This does not hold for the southern lakes, where the ice is thinner ({0}).",
)


def document(notes: int) -> bytes:
    """A body with one marker in each paragraph, and its notes below a heading."""
    body = "\n\n".join(f"{PROSE * 3}It froze in place {n}.[{n}]" for n in range(1, notes + 1))
    listed = "\n".join(f"[{n}] {NOTES[n % len(NOTES)].format(n)}" for n in range(1, notes + 1))
    return f"{body}\n\nNotes\n\n{listed}\n".encode()


def measure(notes: int) -> tuple[int, float, float]:
    """Size in bytes, and the seconds of processor time for reading and for parsing."""
    source = Source(path="essay.txt", data=document(notes))
    begin = time.process_time()
    found = read(source)
    middle = time.process_time()
    citations = read_citations(found, ARCHIVES)
    end = time.process_time()
    assert len(found.notes) == len(found.markers) == notes
    assert len(citations) == notes - notes // 4
    return len(source.data), middle - begin, end - middle


def main(most: int) -> None:
    """Print a line for each size."""
    measure(100)  # tables that are built once
    before: float | None = None
    for notes in (most // 8, most // 4, most // 2, most):
        size, reading, parsing = measure(notes)
        total = reading + parsing
        ratio = f"   ratio {total / before:.2f}" if before else ""
        print(
            f"{notes:>7} notes {size / 1e6:6.1f} MB   read {reading:6.2f} s   parse {parsing:6.2f} s{ratio}"
        )
        before = total


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
