import pytest

from citecheck.assess.assess import assess
from citecheck.assess.language import guess_language
from citecheck.assess.titles import compare_title
from support.cases import TITLE, Name, answer, case, copy, page, said


def title(cited, shown, *, language=None, site=None):
    return compare_title(cited, page(shown, language=language, site=site)).state


@pytest.mark.parametrize(
    ("cited", "shown"),
    [
        ("Rahmon congratulates Putin on his birthday", "Rahmon congratulates Putin on his birthday"),
        ("Rahmon congratulates Putin on his birthday", "RAHMON CONGRATULATES PUTIN ON HIS BIRTHDAY"),
        ("Kyrgyzstan won’t cede its land – President", "Kyrgyzstan won't cede its land - President"),
        ("Rahmon congratulates Putin", "Rahmon congratulates Putin | Asia-Plus"),
        ("İstanbul’da ışıklar söndü", "ISTANBUL'DA IŞIKLAR SÖNDÜ"),
        ("“Quoted” words, and more", "«Quoted» words and more"),
        ("Число погибших выросло", "Число погибших выросло — РИА Новости"),
        ("边境冲突升级", "边境冲突升级 | 新华网"),
    ],
)
def test_match(cited, shown):
    assert title(cited, shown) == "match"


@pytest.mark.parametrize(
    ("cited", "shown"),
    [
        (
            "Harvest figures rise in the northern valleys",
            "Harvest figures rise in northern valleys, officials say",
        ),
        ("The Cost of Delay", "The Cost of Delays"),
        ("Chislo pogibshikh vyroslo na granitse", "Число погибших выросло на границе"),
        ("Sınır anlaşmazlığı 31 yıldır sürüyor", "Sinir anlasmazligi 31 yildir suruyor"),
        ("Report: harvest figures rise in the north", "Harvest figures rise in the north"),
    ],
)
def test_variant(cited, shown):
    assert title(cited, shown) == "variant"


PAIRS = {
    "tr": "Kırgızistan ve Tacikistan 31 yıldır sınır anlaşmazlığı yaşıyor",
    "ru": "Киргизия и Таджикистан 31 год спорят о границе",
    "ky": "Кыргызстан менен Тажикстандын чек ара талашы жөнүндө",
    "de": "Der Grenzstreit zwischen Kirgistan und Tadschikistan dauert seit 31 Jahren an",
    "fr": "Le différend frontalier entre le Kirghizistan et le Tadjikistan dure depuis 31 ans",
    "es": "La disputa fronteriza entre Kirguistán y Tayikistán dura ya 31 años",
    "ar": "النزاع الحدودي بين قيرغيزستان وطاجيكستان مستمر منذ 31 عاما",
    "zh": "吉尔吉斯斯坦与塔吉克斯坦边界争端持续三十一年",
    "ja": "キルギスとタジキスタンの国境紛争は31年続いている",
    "pl": "Spór graniczny między Kirgistanem a Tadżykistanem trwa od 31 lat",
    "it": "La disputa di confine tra il Kirghizistan e il Tagikistan dura da 31 anni",
    "uk": "Киргизстан і Таджикистан 31 рік сперечаються про кордон",
}
ENGLISH = "Kyrgyzstan and Tajikistan have been having a border dispute for 31 years"


@pytest.mark.parametrize("language", PAIRS)
def test_another_language_is_a_translation_and_never_differs(language):
    assert title(ENGLISH, PAIRS[language], language=language) == "translation"
    assert title(PAIRS[language], ENGLISH, language="en") == "translation"
    assert title(ENGLISH, PAIRS[language]) == "translation"


def test_a_short_title_without_small_words():
    assert title("Border clashes resume", PAIRS["tr"], language="tr") == "translation"


@pytest.mark.parametrize(
    ("cited", "shown", "language"),
    [
        (ENGLISH, "Garden furniture for the whole family at low prices", "en"),
        (PAIRS["tr"], "Bahçe mobilyaları bu hafta çok daha ucuz", "tr"),
        (PAIRS["ru"], "Погода на неделю: солнце и немного дождя в горах", "ru"),
        ("Weather for the week", "Harvest figures rise in the northern valleys", "en"),
    ],
)
def test_differs(cited, shown, language):
    assert title(cited, shown, language=language) == "differs"


@pytest.mark.parametrize(("language", "text"), PAIRS.items())
def test_languages_are_told_by_their_words(language, text):
    assert guess_language(text) == language


def test_names_alone_are_no_language():
    assert guess_language("Reuters") is None
    assert guess_language("2022") is None
    assert guess_language("") is None


def described(shown, *, copies=(), outcome=None, **facts):
    return assess(case(outcome or answer(), shown, copies=copies, **facts)).description


@pytest.mark.parametrize(
    ("outlet", "site", "url", "state"),
    [
        ("Anadolu Ajansı", "Anadolu Ajansı", "https://www.aa.com.tr/x/1", "match"),
        ("Anadolu Ajansi", "ANADOLU AJANSI", "https://www.aa.com.tr/x/1", "match"),
        ("AKI Press", "AKIpress News Agency", "https://akipress.com/news:1", "variant"),
        ("The Guardian", "Guardian", "https://theguardian.example/x", "match"),
        ("Anadolu Agency", None, "https://www.aa.com.tr/x/1", "variant"),
        ("Asia-Plus", None, "https://www.asiaplustj.info/en/x", "variant"),
        ("Kommersant", "Коммерсантъ", "https://www.kommersant.example/1", "variant"),
        ("World Health Organization", "WHO", "https://who.example/x", "variant"),
        ("Fergana News", "Garden World", "https://garden.example/x", "differs"),
        ("Fergana News", None, "https://unrelated.example/x", "not-stated"),
        (None, "Garden World", "https://garden.example/x", "unchecked"),
    ],
)
def test_outlets(outlet, site, url, state):
    assert described(page(site=site), outlet=outlet, url=url).outlet.state == state


TAYFUR = Name(family="Tayfur", given="Nazir Aliyev")


@pytest.mark.parametrize(
    ("cited", "shown", "state"),
    [
        ((TAYFUR,), (TAYFUR,), "match"),
        ((TAYFUR,), (Name(literal="NAZİR ALİYEV TAYFUR"),), "match"),
        ((Name(family="Ivanov", given="I."),), (Name(family="Иванов", given="Иван"),), "match"),
        ((TAYFUR, Name(family="Smith", given="A.")), (TAYFUR,), "variant"),
        ((TAYFUR,), (TAYFUR, Name(family="Smith", given="Ann")), "variant"),
        ((TAYFUR,), (Name(family="Jones", given="Bea"),), "differs"),
        ((TAYFUR,), (), "not-stated"),
        ((), (TAYFUR,), "unchecked"),
    ],
)
def test_authors(cited, shown, state):
    assert described(page(authors=shown), authors=cited).authors.state == state


@pytest.mark.parametrize(
    ("cited", "shown", "state"),
    [
        ("2022-09-17", "2022-09-17", "match"),
        ("2022-09", "2022-09-17", "match"),
        ("2022", "2022-09-17", "match"),
        ("2022-09-17", "2022-09-18", "variant"),
        ("2022-09-17", "2022-10-17", "differs"),
        ("2021", "2022-09-17", "differs"),
        ("2022-09-17", None, "not-stated"),
        (None, "2022-09-17", "unchecked"),
    ],
)
def test_dates(cited, shown, state):
    assert described(page(published=shown), published=cited).published.state == state


class TestWhichPage:
    def test_today_where_it_can_be_read(self):
        description = described(page(), copies=(copy(),))
        assert (description.source, description.title.state) == ("live", "match")

    @pytest.mark.parametrize(
        ("outcome", "shown"),
        [
            (answer(404), said("not-found", "Gone")),
            (answer(403), said("challenge", "Just a moment...")),
            (answer(), said("not-found", "Page not found")),
            (answer(500), None),
        ],
    )
    def test_else_the_copy(self, outcome, shown):
        description = described(shown, outcome=outcome, copies=(copy(),))
        assert (description.source, description.title.state) == ("archive", "match")

    def test_else_nothing(self):
        description = described(None, outcome=answer(404))
        assert (description.source, description.title.state) == (None, "unchecked")

    def test_a_page_without_a_title(self):
        assert described(page(None)).title.state == "not-stated"
        assert described(page(), title=None).title.state == "unchecked"
        assert described(page()).title.found == TITLE
