"""Which language a few words are in: by script, by letters, by the small words that every sentence has.

Enough for a title, where statistical detectors guess wildly; None where there is no evidence.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_SCRIPTS = (
    (re.compile(r"[\u3040-\u30ff]"), "ja"),
    (re.compile(r"[\uac00-\ud7af]"), "ko"),
    (re.compile(r"[\u3400-\u9fff]"), "zh"),
    (re.compile(r"[پچژگکی]"), "fa"),
    (re.compile(r"[\u0600-\u06ff]"), "ar"),
    (re.compile(r"[\u0590-\u05ff]"), "he"),
    (re.compile(r"[\u0370-\u03ff]"), "el"),
    (re.compile(r"[\u10a0-\u10ff]"), "ka"),
    (re.compile(r"[\u0530-\u058f]"), "hy"),
    (re.compile(r"[\u0e00-\u0e7f]"), "th"),
    (re.compile(r"[\u0900-\u097f]"), "hi"),
    (re.compile(r"[\u0980-\u09ff]"), "bn"),
)
_CYRILLIC = (
    (re.compile(r"[ӯҷҳӣ]"), "tg"),
    (re.compile(r"[әғқұһ]"), "kk"),
    (re.compile(r"[ңүө]"), "ky"),
    (re.compile(r"[ў](?=.*[ыэ])|ў.*і|і.*ў"), "be"),
    (re.compile(r"[іїєґ]"), "uk"),
    (re.compile(r"[ђћљњџј]"), "sr"),
    (re.compile(r"[ыэё]"), "ru"),
)
_WORDS = {
    "en": "the of and in to a is for on with by from at as that his her its their has have been are was were be will not after over about who what how why says said into than more new",
    "tr": "ve bir bu ile için da de olarak en çok daha gibi kadar sonra göre yeni ne mi ise olan oldu ediyor edildi dedi arasında karşı üzerinde yıl",
    "de": "der die das und ist in den von zu mit sich auf für im dem nicht ein eine als auch es an werden aus hat nach bei wird wie über um gegen",
    "fr": "le la les de des du un une et est en dans pour que qui sur au aux par plus avec ne pas ce il son sa se l'",
    "es": "el la los las de del y en que un una por con para es su al se como más lo entre sobre contra tras",
    "pt": "o a os as de do da dos das e em que um uma para com não por no na se mais ao como sobre contra",
    "it": "il lo la i gli le di del della e è in che un una per con non si al da nel sono più come su",
    "nl": "de het een en van in is op te dat met voor niet zijn aan er om ook als bij naar door over wordt",
    "pl": "i w na z do się nie jest to że o od po za przez dla jak oraz są czy przed pod przeciw",
    "cs": "a v na se je že s z do o k i za pro ve po jako není byl proti při jsou",
    "sk": "a v na sa je že s z do o k aj za pre vo po ako nie bol proti pri sú",
    "hu": "a az és hogy nem is egy van meg el volt de ki ez mint szerint után ellen",
    "ro": "și de în la cu a pe din că nu un o pentru este sunt mai după între",
    "sv": "och i att det som en på är av för med den till inte om har de ett vid från",
    "da": "og i at det er en på af for med den til ikke om har de et ved fra som",
    "nb": "og i at det er en på av for med den til ikke om har de et ved fra som",
    "fi": "ja on ei se että oli hän mutta kun niin myös tai ovat joka sekä",
    "hr": "i u na je se za da od su s o ne kao iz što po bi uz protiv",
    "id": "yang dan di dengan untuk dari ini itu pada ke tidak dalam akan oleh",
    "vi": "và của là có không được cho một trong với các này",
    "az": "və bir bu ilə üçün də da olan kimi edib görə sonra arasında",
    "uz": "va bilan uchun bu bir ham edi emas kerak bo'lgan haqida",
    "ru": "и в на не что с по для из к о от за как это его при был",
    "uk": "і в на не що з до для із та про від за як це його при",
    "bg": "и в на не че с по за от да се е са това като при",
    "ky": "жана менен үчүн бул да эле деп болгон тууралуу",
}
_LETTERS = {
    "tr": "ğış", "de": "ßäü", "fr": "çèêœùû", "es": "ñ¿¡", "pt": "ãõ", "it": "ìò", "pl": "łąęśćźż", "cs": "ěřů", "sk": "ľĺŕô", "hu": "őű",
    "ro": "țșăâ", "sv": "å", "da": "æø", "nb": "æø", "fi": "ä", "az": "ə", "hr": "đ", "vi": "ơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
}  # fmt: skip
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


@cache
def _tables() -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in _WORDS.items()}


def guess_language(text: str) -> str | None:
    """The primary language subtag of a text, or None without evidence or with as much for another.

    >>> guess_language("Rahmon congratulates Putin on his birthday"), guess_language("Qaraqalpaqstan")
    ('en', None)
    """
    text = unicodedata.normalize("NFC", text)
    for script, language in _SCRIPTS:
        if script.search(text):
            return language
    scores = _scores(text)
    best = sorted(scores, key=lambda language: -scores[language])[:2]
    if not best or scores[best[0]] == 0 or (len(best) > 1 and scores[best[0]] == scores[best[1]]):
        return _by_cyrillic(text)
    return best[0]


def _by_cyrillic(text: str) -> str | None:
    low = text.lower()
    if not re.search(r"[\u0400-\u04ff]", low):
        return None
    return next((language for letters, language in _CYRILLIC if letters.search(low)), None)


def _scores(text: str) -> dict[str, float]:
    low = text.replace("İ", "i").lower().replace("’", "'")
    words = _TOKEN.findall(low)
    certain = _by_cyrillic(text)
    if certain is not None:
        return {certain: 1.0}
    scores = {language: float(sum(word in table for word in words)) for language, table in _tables().items()}
    for language, letters in _LETTERS.items():
        scores[language] += 0.75 * len({letter for letter in letters if letter in low})
    return scores


def evidence_for(text: str, language: str) -> bool:
    """Whether anything in a text speaks for a language."""
    return guess_language(text) == language or _scores(text).get(language, 0.0) > 0


def script_of(text: str) -> str | None:
    """The script of most letters of a text ("latin", "cyrillic", …), None without letters."""
    names = [unicodedata.name(letter, "").partition(" ")[0].lower() for letter in text if letter.isalpha()]
    return max(set(names), key=names.count) if names else None
