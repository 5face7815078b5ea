"""The headings above a list of notes or references, in the languages that have them."""

from __future__ import annotations

import re
import unicodedata

from ..model.text import fold

_WORDS = """
notes|footnotes|foot notes|endnotes|end notes|references|reference list|list of references|bibliography|sources|works cited
literature|literature cited|citations|notes and references|references and notes|sources and notes
dipnotlar|dipnot|sonnotlar|son notlar|kaynakça|kaynaklar|kaynak|notlar|bibliyografya|referanslar
anmerkungen|fußnoten|fussnoten|endnoten|quellen|quellenverzeichnis|literatur|literaturverzeichnis|einzelnachweise|nachweise|belege
notes de bas de page|notes et références|références|sources et références|bibliographie|ouvrages cités
notas|notas al pie|notas a pie de página|referencias|bibliografía|fuentes|notas y referencias
notas de rodapé|referências|referências bibliográficas|bibliografia|fontes|notas e referências
note|note a piè di pagina|riferimenti|riferimenti bibliografici|fonti|bibliografia e note
voetnoten|eindnoten|noten|bronnen|bronvermelding|literatuur|literatuurlijst|referenties
przypisy|przypisy końcowe|źródła|literatura|odnośniki
poznámky|poznámky pod čarou|zdroje|prameny|použitá literatura|reference|odkazy
poznámky pod čiarou|použité zdroje|použitá literatúra
jegyzetek|lábjegyzetek|végjegyzetek|források|irodalom|irodalomjegyzék|hivatkozások
note de subsol|referințe|bibliografie|surse|note bibliografice
bilješke|napomene|izvori|fusnote|opombe|viri|sprotne opombe
noter|fotnoter|slutnoter|källor|referenser|litteratur|kilder|kildehenvisninger|fodnoter|fotnotar|litteraturliste|henvisninger
viitteet|alaviitteet|lähteet|lähdeluettelo|kirjallisuus|märkused|viited|allikad|kirjandus
atsauces|vēres|avoti|išnašos|šaltiniai|literatūra
shënime|referenca|burime|oinharrak|erreferentziak|notes a peu de pàgina|referències|notas ao pé
aftanmálsgreinar|heimildir|tilvísanir|nótaí|foinsí|nodiadau|cyfeiriadau
примечания|сноски|источники|список литературы|литература|ссылки|библиография|список источников|использованная литература
примітки|виноски|джерела|список літератури|література|посилання|бібліографія
заўвагі|крыніцы|спіс літаратуры|зноскі
бележки|бележки под линия|източници|литература|библиография|напомене|извори|фусноте|фусноти|извори и литература
эскертүүлөр|шилтемелер|булактар|адабияттар|колдонулган адабияттар|ескертпелер|сілтемелер|дереккөздер|әдебиет
izohlar|manbalar|adabiyotlar|foydalanilgan adabiyotlar|qeydlər|istinadlar|mənbələr|ədəbiyyat|эзоҳлар|сарчашмаҳо|адабиёт|зүүлт|эх сурвалж
σημειώσεις|υποσημειώσεις|αναφορές|παραπομπές|βιβλιογραφία|πηγές
ծանոթագրություններ|աղբյուրներ|გამოყენებული ლიტერატურა|შენიშვნები|სქოლიო|წყაროები|ლიტერატურა
הערות|הערות שוליים|מקורות|ביבליוגרפיה|לקריאה נוספת
المراجع|المصادر|الهوامش|هوامش|الحواشي|المصادر والمراجع|مراجع|ملاحظات
یادداشت‌ها|یادداشتها|پانویس|پانوشت‌ها|پی‌نوشت|پی‌نوشت‌ها|منابع|مآخذ|منابع و مآخذ|حوالہ جات|حواشی|حوالے
टिप्पणियाँ|टिप्पणी|संदर्भ|सन्दर्भ|स्रोत|पाद टिप्पणियाँ|তথ্যসূত্র|টীকা|குறிப்புகள்|சான்றுகள்|మూలాలు
注|注释|註|註釋|注釋|脚注|腳註|尾注|参考文献|參考文獻|参考资料|參考資料|引用文献|資料來源|资料来源|出典|註解|参照|備考
각주|미주|주석|참고문헌|참고 문헌|참고자료|출처
เชิงอรรถ|อ้างอิง|เอกสารอ้างอิง|บรรณานุกรม|chú thích|tài liệu tham khảo|nguồn|catatan kaki|catatan|daftar pustaka|referensi|sumber
rujukan|nota kaki|mga sanggunian|marejeo|tanbihi|vyanzo
"""


def _plain(words: str) -> str:
    """Folded and without accents, which capitals often lack (ΠΗΓΕΣ, REFERENCES)."""
    apart = unicodedata.normalize("NFD", fold(words))
    return "".join(character for character in apart if not unicodedata.combining(character))


HEADINGS = frozenset(_plain(word) for line in _WORDS.strip().splitlines() for word in line.split("|"))

_DECORATION = re.compile(r"^[\s#*_=~>|–—-]*(?:(?:\d{1,2}|[ivxIVX]{1,5})[.)]\s+)?|[\s:：.*_=~#–—-]*$")
_UNDERLINE = re.compile(r"^\s*([=\-~*_])\1{2,}\s*$")


def is_heading(line: str) -> bool:
    """Whether a line, its decoration aside, is a heading above notes or references.

    >>> is_heading("## Notes:"), is_heading("KAYNAKÇA"), is_heading("Notes on the harvest")
    (True, True, False)
    """
    return len(line) < 80 and _plain(_DECORATION.sub("", line)) in HEADINGS


def is_underline(line: str) -> bool:
    """Whether a line only underlines the one above it, or separates what follows."""
    return bool(_UNDERLINE.match(line))
