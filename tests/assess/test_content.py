import pytest

from citecheck.assess.assess import assess
from citecheck.model.evidence import Trouble
from support.cases import OTHER_TEXT, TEXT, answer, case, copy, page, said


def compared(before, after, *, outcome=None, **pages):
    shown = after if not isinstance(after, tuple) else page(blocks=after, **pages)
    copied = before if not isinstance(before, tuple) else page(blocks=before)
    return assess(case(outcome or answer(), shown, copies=(copy(shown=copied),))).content


def test_the_same_text():
    content = compared(TEXT, TEXT)
    assert (content.state, content.similarity, content.changes) == ("same", 1.0, ())
    assert content.baseline == "archive"


@pytest.mark.parametrize(
    "chrome",
    [
        (*TEXT, "Read more"),
        ("Home News Sport", *TEXT, "4,116 views"),
        (TEXT[1], TEXT[0], TEXT[2]),
        (*TEXT, "Updated: 3 hours ago"),
        tuple(block.replace("'", "’") for block in TEXT),
        tuple(block.replace(" ", "  ") for block in TEXT),
    ],
)
def test_new_chrome_moved_blocks_and_typography_are_no_change(chrome):
    assert compared(TEXT, chrome).state == "same"


@pytest.mark.parametrize(
    ("old", "new", "kind", "before", "after"),
    [
        ("12 percent", "21 percent", "replaced", "12", "21"),
        ("48,000 tonnes", "46,000 tonnes", "replaced", "48,000", "46,000"),
        ("were cautious", "were very cautious", "added", None, "very"),
        ("two dry summers", "two summers", "removed", "dry", None),
        (
            "the agriculture office said",
            "the ministry of farming said",
            "replaced",
            "agriculture office",
            "ministry of farming",
        ),
    ],
)
def test_the_smallest_differing_words(old, new, kind, before, after):
    content = compared(TEXT, tuple(block.replace(old, new) for block in TEXT))
    assert content.state == "edited"
    (change,) = content.changes
    assert (change.kind, change.before, change.after) == (kind, before, after)


def test_a_paragraph_more_or_less():
    less = compared(TEXT, TEXT[:2])
    assert [(c.kind, c.before) for c in less.changes] == [("removed", TEXT[2])]
    more = compared(TEXT[:2], TEXT)
    assert [(c.kind, c.after) for c in more.changes] == [("added", TEXT[2])]


def test_a_new_headline_over_the_same_text_is_an_edit():
    content = compared(TEXT, TEXT, title="Northern farmers celebrate a record year")
    assert content.state == "edited"
    assert content.changes[0].after == "Northern farmers celebrate a record year"


def test_rewritten_and_gone():
    assert compared((*TEXT, *TEXT), (TEXT[0], *OTHER_TEXT)).state == "rewritten"
    assert compared(TEXT, OTHER_TEXT).state == "gone"


def test_a_dead_link_has_lost_its_text():
    content = assess(case(answer(404), said("not-found", "Gone"), copies=(copy(),))).content
    assert (content.state, content.baseline) == ("gone", "archive")


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [
        (TEXT, said("challenge", "Just a moment..."), answer(403)),
        (TEXT, page(blocks=TEXT[:1], signals={"paywall": "the page says isAccessibleForFree: false"}), None),
        (TEXT, page(blocks=("A few words.",)), None),
        (page(blocks=("A few words.",)), TEXT, None),
        (TEXT, page(blocks=TEXT[:1]), answer(truncated="short")),
        (TEXT, page(failure="timeout", blocks=()), None),
        (TEXT, None, Trouble(kind="timeout")),
        (said("not-found", "Page not found"), TEXT, None),
    ],
)
def test_what_cannot_be_compared_is_unknown_and_not_changed(before, after, outcome):
    assert compared(before, after, outcome=outcome).state == "unknown"


def test_another_language_is_not_another_text():
    german = page(
        "Ernte",
        language="de",
        blocks=(
            "Die Ernte im Norden stieg in diesem Jahr um zwölf Prozent, wie das Amt am Montag mitteilte, und die Bauern hoffen auf mehr.",
        )
        * 2,
    )
    assert compared(TEXT, german).state == "unknown"


def test_fifty_changes_at_most():
    many = tuple(
        f"Paragraph number {n} says that the number is {n} and nothing else of note." for n in range(80)
    )
    changed = tuple(block.replace("says", "states") for block in many)
    assert len(compared(many, changed).changes) == 50
