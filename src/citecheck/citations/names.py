"""Authors, as notes write them."""

from __future__ import annotations

import re

from ..model.citation import Name
from ..model.text import squeeze

_AND = r"and|&|ve|und|et|y|e|en|i|и|та|і|og|och|ja|és|și|a|με|και|و|和|及|と|및"
_SEPARATOR = re.compile(rf"\s*;\s*|\s+(?:{_AND})\s+|\s*&\s*|\s*[、，]\s*", re.IGNORECASE)
_ET_AL = re.compile(
    r",?\s*(?:et\.?\s?al\.?|vd\.?|v\.d\.|u\.\s?a\.|и др\.?|та ін\.?|等|ve diğerleri|and others)\s*$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\s*\((?:eds?\.?|der\.?|hrsg\.?|ed\.|red\.?|çev\.?)\)\s*$|^(?:by|von|par|por|di)\s+", re.IGNORECASE
)
_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.[\s-]?){1,4}")
_SURNAME_INITIALS = re.compile(r"(?P<family>[^\W\d_][\w'’-]+)\s+(?P<given>(?:[^\W\d_]{1,2}\.[\s-]?){1,4})")
_VANCOUVER = re.compile(r"(?P<family>[^\W\d_][\w'’-]+(?:\s[^\W\d_][\w'’-]+)?)\s(?P<given>[A-ZА-Я]{1,3})")
_PARTICLES = frozenset(
    "van von de der den del della di da dos das du la le el al ter ten bin ibn ben abu af av zu zur y".split()
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BODY = frozenset(
    """
    agency news press ministry government office bureau committee commission council organization
    organisation union university institute center centre foundation department association group
    times post bank court parliament secretariat service network authority board company media radio
    television tv corporation federation society fund report editor editors staff team desk reuters
    afp ap tass ria anadolu bbc cnn dw unhcr un eu nato who imf oecd ajansı bakanlığı kurumu
    başkanlığı üniversitesi enstitüsü merkezi vakfı derneği birliği gazetesi haber haberleri
    ministerium amt universität institut stiftung verband bund agentur redaktion zeitung ministère
    université agence fondation conseil rédaction ministerio universidad agencia instituto gobierno
    redacción ministero università agenzia redazione министерство агентство институт университет
    редакция правительство комитет міністерство агентство інститут університет редакція уряд
    ministerstwo uniwersytet instytut agencja redakcja
""".split()
)  # fmt: skip
MAX_WORDS = 6


def read_names(text: str) -> tuple[Name, ...]:
    """The names in the author part of a reference, in order; empty when nothing there is one.

    A body is a literal, as is a name whose parts cannot be told apart.
    """
    text = _ROLE.sub("", _ET_AL.sub("", squeeze(text).strip(" ,:;–—-")))
    text = re.sub(rf",?\s+(?:{_AND})\s+$", "", text).strip(" ,:;")
    if not text:
        return ()
    names: list[Name] = []
    for part in _SEPARATOR.split(text):
        names += _by_commas(part)
    return tuple(names)


def _by_commas(part: str) -> list[Name]:
    """Names joined by commas: "Surname, Given" where the second is a given name, else a list."""
    pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
    names: list[Name] = []
    while pieces:
        first = pieces.pop(0)
        if pieces and _is_given(first, pieces[0]):
            names.append(Name(family=_cased(first), given=_unstopped(pieces.pop(0))))
        else:
            names.append(read_name(first))
    return names


def _unstopped(name: str) -> str:
    """A name without the full stop that ends the author part; an initial keeps its own."""
    return name[:-1] if re.search(r"(?:[^\W\d_]{3}|[\u3400-\u9fff])[.．]$", name) else name


def _is_given(family: str, given: str) -> bool:
    """Whether `Family, Given` is one name rather than two."""
    if _INITIALS.fullmatch(given.strip() + " ") or _INITIALS.fullmatch(given):
        return True
    words = family.split()
    single = len(words) == 1 or (len(words) <= 3 and words[0].lower() in _PARTICLES)
    return single and len(given.split()) <= 3 and not _is_body(family) and not _is_body(given)


def read_name(text: str) -> Name:
    """One name in its natural order, or family name first where initials tell.

    >>> read_name("Nazir Aliyev Tayfur")
    Name(family='Tayfur', given='Nazir Aliyev', literal=None)
    """
    text = squeeze(text).strip(" ,;:")
    text = _unstopped(text)
    words = text.split()
    inverted = _SURNAME_INITIALS.fullmatch(text) or _VANCOUVER.fullmatch(text)
    if inverted:
        return Name(family=_cased(inverted["family"]), given=inverted["given"].strip())
    if (
        len(words) < 2
        or len(words) > MAX_WORDS
        or _is_body(text)
        or _CJK.search(text)
        or any(c.isdigit() for c in text)
    ):
        return Name(literal=text)
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return Name(family=_cased(" ".join(words[start:])), given=" ".join(words[:start]))


def looks_like_names(text: str) -> bool:
    """Whether a stretch of a reference can be its authors: short, capitalised, without digits."""
    words = text.replace(",", " ").split()
    if not words or len(words) > 24 or any(character.isdigit() for character in text):
        return False
    if _CJK.search(text):
        return len(text) <= 24
    carrying = [
        word for word in words if word.lower() not in _PARTICLES and not re.fullmatch(_AND, word.lower())
    ]
    cased = [word for word in carrying if word[0].isalpha() and word[0].lower() != word[0].upper()]
    return (
        all(word[0].isupper() for word in cased) and max(len(p.split()) for p in text.split(",")) <= MAX_WORDS
    )


def _is_body(text: str) -> bool:
    return any(word.lower().strip(".'’") in _BODY for word in text.split())


def _cased(family: str) -> str:
    """A surname in capitals (as ISO 690 has it) in the usual case."""
    if family.isupper() and len(family) > 3:
        return "-".join(part[:1] + part[1:].lower() for part in family.split("-"))
    return family
