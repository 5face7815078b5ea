"""The words around an access date, in the languages that have them.

`STRONG` words mean "accessed" by themselves; `WEAK` ones only beside a date in a note with a URL
("as of", "Stand", "cit."); `ARCHIVED` ones introduce the date of an archived copy, which is neither an
access nor a publication date; `AVAILABLE` ones only lead to the URL and belong to no field.
"""

from __future__ import annotations

import re
from functools import cache

from ..model.text import fold

STRONG = {
    "en": "date of accession|date of access|access date|accession date|date accessed|accessed on|accessed at|accessed|last accessed|last access|last visited|last viewed|last checked|last retrieved|visited on|visited|retrieved on|retrieved|viewed on|viewed|consulted on|consulted|downloaded on|checked on",
    "tr": "erişim tarihi|son erişim tarihi|son erişim|erişildi|erişim|e.t.|alıntılanma tarihi|alınma tarihi|görüntülenme tarihi|geliş tarihi|erişim zamanı|ziyaret tarihi",
    "de": "zuletzt abgerufen am|zuletzt abgerufen|letzter abruf|abgerufen am|abgerufen|abrufdatum|abruf am|abruf|letzter zugriff am|letzter zugriff|zugriff am|zugriff vom|zugegriffen am|zugegriffen|zugriffsdatum|zugriff|datum des zugriffs|zuletzt besucht am|zuletzt besucht|besucht am|zuletzt aufgerufen am|zuletzt aufgerufen|aufgerufen am|zuletzt geprüft am|zuletzt geprüft|eingesehen am|zuletzt eingesehen am",
    "fr": "consulté le|consultée le|consultés le|consultées le|consulté|page consultée le|dernière consultation le|dernière consultation|date de consultation|visité le|accès le|date d'accès|dernier accès le|dernier accès|vu le|récupéré le",
    "es": "consultado el|consultada el|consultado en|consultado|fecha de consulta|fecha de acceso|consulta|último acceso|ultima consulta|última consulta|accedido el|accedido|visitado el|recuperado el|recuperado|acceso el|acceso",
    "pt": "acesso em|acessado em|acedido em|acedido a|consultado em|consultado a|recuperado em|último acesso em|último acesso|data de acesso|visualizado em|visitado em",
    "it": "ultimo accesso|ultima consultazione|consultato il|consultata il|consultato|data di accesso|data di consultazione|visitato il giorno|visitato il|accesso il|accesso effettuato il|accesso",
    "nl": "geraadpleegd op|geraadpleegd|laatst geraadpleegd|laatst bekeken op|laatst bekeken|bezocht op|bekeken op|toegang op",
    "ru": "дата обращения|дата обр.|дата доступа|дата посещения|дата просмотра|просмотрено|последнее обращение|обращение|проверено|доступ",
    "uk": "дата звернення|дата зверн.|дата доступу|дата перегляду|дата відвідування|звернення|останнє звернення|переглянуто",
    "be": "дата звароту|дата доступу|дата звяртання",
    "pl": "dostęp z dnia|dostęp dnia|dostęp w dniu|data dostępu|dostęp|ostatni dostęp|odczyt z dnia|odczyt|pobrano|data odczytu",
    "cs": "citováno|navštíveno|přístup|datum přístupu|viděno|ověřeno",
    "sk": "citované|navštívené|prístup|dátum prístupu",
    "hu": "utolsó letöltés|letöltés ideje|letöltés dátuma|letöltés|elérés dátuma|hozzáférés dátuma|hozzáférés|megtekintve|utolsó megtekintés|letöltve",
    "ro": "data accesării|accesat în|accesat la|accesat pe|accesat|ultima accesare|consultat la",
    "bg": "отворен на|дата на посещение|последно посетен на|последно посетен|посетен на|дата на достъп|достъпен на",
    "sr": "приступљено|pristupljeno|посећено|posećeno|датум приступа|datum pristupa|приступ",
    "hr": "zadnji pristup|pogledano|posjećeno|pristupljeno|datum pristupa|posljednji pristup|pristup ostvaren",
    "sl": "pridobljeno|dostop dne|dostop|dostopano|datum dostopa|ogled",
    "mk": "пристапено на|пристапено|датум на пристап",
    "el": "ημερομηνία πρόσβασης|ημερομηνία ανάκτησης|τελευταία πρόσβαση|πρόσβαση στις|πρόσβαση|επίσκεψη|ανακτήθηκε στις|ανακτήθηκε",
    "sv": "hämtad den|hämtad|hämtat|senast hämtad|åtkomstdatum|läst den|besökt den|besökt|läst",
    "da": "hentet den|hentet|besøgt den|besøgt|set den|tilgået den|tilgået|senest besøgt",
    "nb": "åpnet den|åpnet|hentet|lest den|lest|besøkt|sist besøkt",
    "fi": "viitattu|luettu|haettu|katsottu|tarkistettu",
    "et": "vaadatud|kasutatud|külastatud",
    "lv": "skatīts|aplūkots|skatīts internetā|piekļuves datums",
    "lt": "žiūrėta|tikrinta|prieiga|žiūrėjimo data",
    "ca": "consulta|consultat el|consultat|data de consulta",
    "gl": "accedido|consultado o|data de acceso",
    "eu": "azkenekoz ikusia|kontsulta data|kontsultatua",
    "az": "müraciət tarixi|istifadə tarixi|baxılıb",
    "uz": "murojaat sanasi|мурожаат санаси|murojaat qilingan sana",
    "kk": "жүгінген күні|қаралған күні|өтініш берілген күн",
    "ky": "кайрылган күнү|каралган күнү|кирген күнү",
    "tg": "санаи муроҷиат",
    "ka": "წვდომის თარიღი|ნანახია",
    "hy": "դիտված է|դիտված|այցելության ամսաթիվ",
    "ar": "تاريخ الوصول|تاريخ الاطلاع|تاريخ الزيارة|تاريخ الدخول|تاريخ المشاهدة|استرجع في|اطلع عليه بتاريخ|اطلع عليه في|شوهد في",
    "fa": "تاریخ دسترسی|بازیابی شده در|تاریخ مراجعه|تاریخ بازدید|دسترسی در|دسترسی",
    "he": "נבדק לאחרונה|אוחזר בתאריך|אוחזר|תאריך גישה|נצפה בתאריך|נצפה ב|נצפה",
    "zh": "访问日期|访问时间|訪問日期|引用日期|检索日期|浏览日期|查阅日期|最后访问|最后访问日期|查詢日期|瀏覽日期|存取日期|取用日期|检索于",
    "ja": "最終閲覧日|最終閲覧|閲覧日|アクセス日|最終アクセス日|最終アクセス|取得日|閲覧",
    "ko": "접속일|검색일|최종접속일|최종 접속일|접속일자|열람일",
    "vi": "ngày truy cập|truy cập ngày|truy cập lần cuối|truy cập",
    "id": "diakses pada tanggal|diakses tanggal|diakses pada|diakses",
    "ms": "diakses pada|dicapai pada|tarikh akses",
    "th": "สืบค้นเมื่อ|สืบค้น|เข้าถึงเมื่อ|วันที่เข้าถึง",
    "sq": "vizituar më|qasur më|aksesuar më",
    "is": "sótt|skoðað",
    "hi": "अभिगमन तिथि|देखा गया",
    "mn": "хандсан огноо|үзсэн огноо",
}

WEAK = {
    "en": "access|cited|as of",
    "tr": "et",
    "de": "stand",
    "cs": "cit.",
    "sk": "cit.",
    "hu": "elérés",
    "da": "set",
    "pl": "stan na dzień",
    "zh": "见于|引用",
    "ja": "参照",
}

ARCHIVED = (
    "archived from the original on|archived from the original|archived on|archived at|archived|arşivlendi|arşivlenme tarihi|arşiv"
    "|archiviert am|archiviert|archivé le|archivé|archivado el|archivado|arquivado em|archiviato il|gearchiveerd op"
    "|архивировано|архівовано|zarchiwizowano|archivováno|archivált|arkiverad|存档于|存档日期|アーカイブ"
)

AVAILABLE = (
    "available online at|available online|available at|available from|available|online available|accessible at|from|at|in|url|link|doi"
    "|erişim adresi|çevrimiçi|internet adresi|verfügbar unter|abrufbar unter|online unter|online|unter|disponible sur|disponible à l'adresse"
    "|en ligne|disponible en|disponible desde|en línea|disponível em|disponibile su|disponibile all'indirizzo|beschikbaar op"
    "|режим доступа|доступно на|электронный ресурс|режим доступу|доступний у|dostępne na|dostępny w|dostupné z|elérhető|disponibil la"
    "|достъпен на|доступно на|dostupno na|dostopno na|διαθέσιμο στο|tillgänglig|tilgængelig på|tilgjengelig|saatavissa|saatavilla"
    "|متاح على|موجود في|זמין ב|载于|网址|网站|入手先|可自|có tại|tersedia pada|tersedia di"
)


class _Folds(dict[int, str]):
    """One character for each, made when first asked for."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        low = character.casefold()
        self[code] = (
            "i" if character in "İı" else "'" if character in "’‘`´" else low if len(low) == 1 else character
        )
        return self[code]


_FOLDS = _Folds()


def folded(text: str) -> str:
    """The text folded character for character, so that offsets stay (Turkish İ and ı as i)."""
    return text.translate(_FOLDS)


_Trie = dict[str, "_Trie"]


def _pattern(words: str) -> str:
    """A pattern for any of these phrases, the longest first; words of alphabets stand alone.

    Phrases share their beginnings, which makes it several times faster than a plain alternation.
    """
    standing: _Trie = {}
    running: _Trie = {}
    for word in {folded(word) for word in words.split("|")}:
        node = standing if _in_alphabet(word[0]) else running
        for character in word:
            node = node.setdefault(r"\s+" if character == " " else re.escape(character), {})
        node[r"(?!\w)" if word[-1].isalnum() and ord(word[-1]) < 0x3000 else ""] = {}
    parts = [rf"(?<!\w){_of_trie(standing)}"] if standing else []
    return "|".join([*parts, _of_trie(running)] if running else parts)


def _in_alphabet(character: str) -> bool:
    """Whether a letter belongs to a script that puts spaces between words."""
    return character.isalnum() and ord(character) < 0x3000


def _of_trie(node: _Trie) -> str:
    """The pattern of a trie: an end is tried after everything that is longer."""
    branches = [token + _of_trie(below) for token, below in node.items() if below]
    branches += [token for token, below in node.items() if not below]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


@cache
def access_pattern(*, strong: bool) -> re.Pattern[str]:
    """Finds access phrases in folded text."""
    table = STRONG if strong else WEAK
    return re.compile(_pattern("|".join(table.values())))


@cache
def archived_pattern() -> re.Pattern[str]:
    """Finds the words before an archive date in folded text."""
    return re.compile(_pattern(ARCHIVED))


@cache
def available_pattern() -> re.Pattern[str]:
    """Matches the words that lead to a URL at the end of folded text."""
    return re.compile(rf"(?:{_pattern(AVAILABLE)})\s*[:：]?\s*$")


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for table in (STRONG, WEAK):
        for language, words in table.items():
            for word in words.split("|"):
                name = fold(folded(word))
                found[name] = (*found.get(name, ()), language)
    return found


def language_of(phrase: str) -> str | None:
    """The language of an access phrase, None when several share it."""
    languages = _languages().get(fold(phrase), ())
    return languages[0] if len(languages) == 1 else None
