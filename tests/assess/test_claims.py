import pytest

from citecheck.assess.assess import assess
from citecheck.assess.claims import find_claims
from support.cases import Neighbour, answer, case, citation, copy, marker, page


def said(sentence):
    return [(one.kind, one.text) for one in find_claims(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Only 420 km of the total 970 km are in question.", [("figure", "420"), ("figure", "970")]),
        ("It rose by 4.8 percent to 48,000 tonnes.", [("figure", "4.8"), ("figure", "48,000")]),
        (
            "They said that “the use of force must be avoided” by both.",
            [("quote", "the use of force must be avoided")],
        ),
        ("Die Rede war von „einem klaren Bruch des Rechts“.", [("quote", "einem klaren Bruch des Rechts")]),
        ("Он назвал это «серьёзной угрозой миру».", [("quote", "серьёзной угрозой миру")]),
        ("声明称「双方应当立即停火」。", [("quote", "双方应当立即停火")]),
        ("There were three million people and two countries.", [("figure", "three"), ("figure", "two")]),
    ],
)
def test_quotations_and_figures(sentence, expected):
    assert said(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The summit on October 7, 2022 was held there.",
        "It began on 7 October and ended in 2021.",
        "The 77th General Assembly met.",
        "See note 12 and section 4.",
        "The so-called “experts” met.",
        "Article 5 of the treaty applies.",
        "The third of the kind.",
    ],
)
def test_dates_ordinals_numbers_of_things_and_scare_quotes_are_none(sentence):
    assert said(sentence) == []


def claims(sentence, *, live=None, copied=None, neighbours=()):
    copies = (copy(shown=copied),) if copied else ()
    given = case(answer(), live, copies=copies, neighbours=neighbours, markers=(marker(sentence),))
    return [(c.text, c.state, c.source, c.seen_in) for c in assess(given).claims]


QUOTE = "most of it would stay in the region's own mills"


def test_the_copy_near_the_access_date_comes_first():
    assert claims("It was 48 000 tonnes.", live=page(), copied=page()) == [
        ("48 000", "exact", "a.txt#1", "archive")
    ]
    assert claims("It was 48.000 tonnes.", live=page()) == [("48.000", "exact", "a.txt#1", "live")]


def test_a_quotation_to_the_letter_but_for_typography():
    assert claims(f"They said that “{QUOTE.replace(chr(39), '’')}”.", live=page())[0][1] == "exact"
    assert claims("They said “most of it would stay in […] mills”.", live=page())[0][1] == "exact"


def test_an_altered_quotation_shows_the_sources_words():
    given = case(
        answer(), page(), markers=(marker("They said “most of it will stay in the region's old mills”."),)
    )
    (claim,) = assess(given).claims
    assert claim.state == "altered"
    assert QUOTE in claim.found


def test_absent_and_elsewhere():
    other = citation(id="a.txt#2", label="2", url="https://other.example/")
    evidence = case(
        answer(),
        page(blocks=("The minister spoke of 512 arrests in the capital that night.",)),
        url="https://other.example/",
    ).evidence
    assert claims("There were 512 arrests.", live=page())[0][1] == "absent"
    found = claims(
        "There were 512 arrests.", live=page(), neighbours=(Neighbour(citation=other, evidence=evidence),)
    )
    assert found == [("512", "elsewhere", "a.txt#2", "live")]


def test_any_source_of_the_same_sentence_will_do():
    sentence = "There were 512 arrests."
    other = citation(id="a.txt#2", label="2", url="https://other.example/", markers=(marker(sentence, "2"),))
    evidence = case(
        answer(), page(blocks=("The minister spoke of 512 arrests.",)), url="https://other.example/"
    ).evidence
    assert (
        claims(sentence, live=page(), neighbours=(Neighbour(citation=other, evidence=evidence),))[0][1]
        == "exact"
    )


def test_a_quotation_from_another_language_is_not_checked_but_its_figures_are():
    turkish = page(
        "Sınır",
        language="tr",
        blocks=(
            "İki ülke arasındaki 970 kilometrelik sınırın 420 kilometresi hâlâ tartışmalı ve çözüm bekliyor.",
        ),
    )
    states = claims("Of 970 km “the greater part is still a matter of dispute” today.", live=turkish)
    assert [state for _, state, _, _ in states] == ["unchecked", "exact"]


def test_without_a_readable_source_nothing_is_checked():
    assert claims("It was 48,000 tonnes.")[0][1] == "unchecked"


def test_scales_are_multiplied_out():
    shown = page(blocks=("Nüfus 1,5 milyon kişi olarak açıklandı.",), language="tr")
    assert claims("Some 1.5 million people live there.", live=shown)[0][1] == "exact"
    assert claims("Some 1,500,000 people live there.", live=shown)[0][1] == "exact"
    assert claims("Some 1.6 million people live there.", live=shown)[0][1] == "absent"
