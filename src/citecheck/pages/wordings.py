"""What error pages, walls and parked domains call themselves.

Titles and headings only are matched against these, as a whole or nearly: an article about 404 pages has
such words too, but also a headline of its own.
"""

from __future__ import annotations

import re

NOT_FOUND = """
page not found|not found|404|404 error|error 404|404 not found|file not found|page cannot be found|the page cannot be found|page could not be found|the page could not be found
page does not exist|this page does not exist|page doesn't exist|this page doesn't exist|page isn't available|this page isn't available|page not available|this page is not available
page no longer exists|page is missing|page unavailable|oops! that page can't be found|that page can't be found|we can't find that page|we couldn't find that page|sorry, we can't find that page|sorry, page not found|nothing found|no such page|content not found|article not found|document not found|resource not found|the requested url was not found|the requested page could not be found|the resource cannot be found|we can't find the page you're looking for|http 404
sayfa bulunamadı|aradığınız sayfa bulunamadı|bulunamadı|böyle bir sayfa yok|içerik bulunamadı|haber bulunamadı
seite nicht gefunden|die seite wurde nicht gefunden|diese seite wurde nicht gefunden|seite konnte nicht gefunden werden|die seite existiert nicht|nicht gefunden|seite existiert nicht|die angeforderte seite wurde nicht gefunden|fehler 404
page introuvable|page non trouvée|la page demandée est introuvable|cette page n'existe pas|page inexistante|erreur 404|contenu introuvable
página no encontrada|pagina no encontrada|no se ha encontrado la página|la página no existe|esta página no existe|no encontrado|contenido no encontrado
página não encontrada|pagina nao encontrada|a página não foi encontrada|esta página não existe|não encontrado|erro 404
pagina non trovata|la pagina non esiste|pagina inesistente|errore 404|contenuto non trovato
pagina niet gevonden|deze pagina bestaat niet|niet gevonden|de pagina kon niet worden gevonden
страница не найдена|страница не существует|страница не найдена (404)|такой страницы нет|запрашиваемая страница не найдена|не найдено|ошибка 404|материал не найден|такой страницы не существует
сторінку не знайдено|сторінка не знайдена|сторінка не існує|помилка 404|старонка не знойдзена
strona nie została znaleziona|nie znaleziono strony|strona nie istnieje|nie znaleziono|błąd 404
stránka nenalezena|stránka nebyla nalezena|stránka neexistuje|stránka sa nenašla|stránka nebola nájdená|chyba 404
az oldal nem található|a keresett oldal nem található|oldal nem található|nem található|hiba 404
pagina nu a fost găsită|pagina nu există|eroare 404|страницата не е намерена|страница није пронађена|stranica nije pronađena|stranica ne postoji|strani ni mogoče najti|stran ne obstaja
η σελίδα δεν βρέθηκε|η σελίδα δεν υπάρχει|σφάλμα 404
sidan hittades inte|sidan kunde inte hittas|sidan finns inte|siden blev ikke fundet|siden findes ikke|siden ble ikke funnet|siden finnes ikke|sivua ei löytynyt|sivua ei löydy|lehekülge ei leitud|lapa nav atrasta|puslapis nerastas
барак табылган жок|бет табылган жок|барак табылбады|бет табылмады|sahifa topilmadi|səhifə tapılmadı|саҳифа ёфт нашуд|хуудас олдсонгүй|გვერდი ვერ მოიძებნა|էջը չի գտնվել
الصفحة غير موجودة|الصفحة المطلوبة غير موجودة|لم يتم العثور على الصفحة|عذرا، الصفحة غير موجودة|صفحه پیدا نشد|صفحه مورد نظر یافت نشد|صفحه یافت نشد|העמוד לא נמצא|הדף לא נמצא|הדף המבוקש לא נמצא
页面不存在|页面未找到|找不到页面|您访问的页面不存在|頁面不存在|找不到網頁|找不到頁面|ページが見つかりません|お探しのページは見つかりません|ページが見つかりませんでした|指定されたページが見つかりません|페이지를 찾을 수 없습니다|요청하신 페이지를 찾을 수 없습니다|존재하지 않는 페이지입니다
không tìm thấy trang|trang không tồn tại|halaman tidak ditemukan|halaman tidak dijumpai|ไม่พบหน้า|ไม่พบหน้าที่คุณต้องการ|पृष्ठ नहीं मिला|पेज नहीं मिला|faqja nuk u gjet|síðan fannst ekki
"""

REMOVED = """
this article has been removed|article removed|this article is no longer available|article no longer available|this page has been removed|page removed|this content is no longer available|content no longer available|this story is no longer available|story removed|this post has been deleted|post deleted|this item has been removed|content removed|this document is no longer available|the page you requested is no longer available|this video is no longer available|gone|410 gone
haber kaldırıldı|bu haber kaldırılmıştır|içerik kaldırıldı|bu içerik yayından kaldırılmıştır|yayından kaldırıldı
dieser artikel ist nicht mehr verfügbar|artikel nicht mehr verfügbar|dieser beitrag wurde gelöscht|der inhalt ist nicht mehr verfügbar|seite wurde entfernt
cet article n'est plus disponible|article supprimé|ce contenu n'est plus disponible|este artículo ya no está disponible|contenido eliminado|este contenido ya no está disponible|este artigo não está mais disponível|conteúdo removido|questo articolo non è più disponibile|contenuto rimosso|dit artikel is niet meer beschikbaar
статья удалена|материал удалён|материал удален|страница удалена|публикация удалена|новость удалена|статтю видалено|матеріал видалено|artykuł został usunięty|treść została usunięta|článek byl smazán
تم حذف المقال|تم حذف هذه الصفحة|该文章已被删除|内容已删除|此内容已被删除|記事は削除されました|この記事は掲載を終了しました|삭제된 기사입니다
"""

ERROR = """
error|an error occurred|an error has occurred|something went wrong|internal server error|500 internal server error|server error|service unavailable|503 service unavailable|bad gateway|502 bad gateway|gateway timeout|504 gateway time-out|service temporarily unavailable|temporarily unavailable|we'll be right back|we'll be back soon|down for maintenance|site under maintenance|under maintenance|website is under maintenance|maintenance mode|maintenance|site maintenance|scheduled maintenance|database error|error establishing a database connection|application error|runtime error|web server is down|connection timed out|origin is unreachable|too many requests|unexpected error|site temporarily unavailable|this site is experiencing technical difficulties|technical difficulties
bakım çalışması|site bakımda|bakımdayız|hata oluştu|bir hata oluştu|sunucu hatası|wartungsarbeiten|wartungsmodus|die seite wird gewartet|ein fehler ist aufgetreten|serverfehler|en maintenance|site en maintenance|une erreur est survenue|erreur interne du serveur|en mantenimiento|sitio en mantenimiento|ha ocurrido un error|em manutenção|ocorreu um erro|in manutenzione|si è verificato un errore|технические работы|ведутся технические работы|сайт на обслуживании|произошла ошибка|ошибка сервера|технічні роботи|сталася помилка|przerwa techniczna|wystąpił błąd|系统维护|网站维护中|服务器错误|メンテナンス中|ただいまメンテナンス中です|サーバーエラー|시스템 점검 중|الموقع تحت الصيانة|حدث خطأ
"""

CHALLENGE = """
just a moment...|just a moment|attention required! | cloudflare|attention required!|checking your browser|checking your browser before accessing|please wait...|one moment, please...|security check|security checkpoint|ddos-guard|ddos protection by|request unsuccessful|pardon our interruption|pardon our interruption...|are you a robot?|are you human?|verify you are human|verifying you are human|human verification|robot check|bot verification|making sure you're not a bot!|client challenge|captcha|please verify you are a human|one more step|access to this page has been denied|access to this page has been denied.|unusual traffic|the request could not be satisfied|javascript is disabled|please enable javascript|enable javascript and cookies to continue|validating...|vercel security checkpoint|radware captcha page
проверка браузера|перевірка браузера|tarayıcınız kontrol ediliyor|überprüfung ihres browsers|vérification de votre navigateur|正在验证您是否是真人
"""

FORBIDDEN = """
access denied|forbidden|403|403 forbidden|error 403|403 error|http 403|you have been blocked|request blocked|permission denied|not authorized|unauthorized|you don't have permission to access this page
erişim engellendi|erişim reddedildi|zugriff verweigert|accès refusé|accès interdit|acceso denegado|acceso prohibido|acesso negado|accesso negato|toegang geweigerd|доступ запрещён|доступ запрещен|доступ заборонено|odmowa dostępu|brak dostępu|přístup odepřen|hozzáférés megtagadva|acces interzis|åtkomst nekad|adgang nægtet|访问被拒绝|访问受限|アクセスが拒否されました|접근이 거부되었습니다|تم رفض الوصول
"""

PARKED = """
domain for sale|this domain is for sale|this domain may be for sale|buy this domain|the domain is for sale|domain is parked|parked domain|this domain is parked|domain parking|this domain name has expired|domain expired|this domain has expired|domain has expired|welcome to your new website|future home of something quite cool|this web page is parked|this site is under construction|coming soon|website coming soon|domain registered|this domain has been registered|site not published|is for sale|premium domain for sale|related searches
bu alan adı satılıktır|alan adı satılık|diese domain steht zum verkauf|domain steht zum verkauf|diese domain ist geparkt|ce domaine est à vendre|nom de domaine à vendre|dominio en venta|este dominio está en venta|domínio à venda|dominio in vendita|домен продаётся|домен продается|этот домен продается|домен припаркован|домен продається|domena na sprzedaż|域名出售|此域名出售|このドメインは販売中です
"""

SUSPENDED = """
account suspended|this account has been suspended|website suspended|site suspended|hosting suspended|this site has been suspended|bandwidth limit exceeded|509 bandwidth limit exceeded|account disabled|website disabled|this website has been suspended|контракт не оплачен|сайт заблокирован|хостинг отключен|аккаунт заблокирован|hesap askıya alındı|konto gesperrt|compte suspendu|cuenta suspendida|conta suspensa|konto zawieszone
"""

DEFAULT_PAGE = """
welcome to nginx!|welcome to nginx|apache2 ubuntu default page: it works|apache2 debian default page: it works|apache2 default page|apache http server test page powered by centos|test page for the apache http server|it works!|it works|iis windows server|iis7|iis windows|internet information services|welcome to centos|default web site page|default page|plesk default page|web server's default page|hello world!|welcome to caddy|caddy works!|congratulations! your website is up and running|test page for the nginx http server on fedora|http server test page|litespeed web server|index page|default parallels plesk panel page
"""

LOGIN = """
log in|login|sign in|signin|please log in|please sign in|log in to continue|sign in to continue|member login|account login|giriş yap|üye girişi|oturum aç|anmelden|einloggen|anmeldung|connexion|se connecter|identifiez-vous|iniciar sesión|acceder|entrar|fazer login|accedi|inloggen|вход|войти|авторизация|увійти|вхід|zaloguj się|logowanie|přihlášení|登录|登入|ログイン|로그인|تسجيل الدخول
"""

CONSENT = """
before you continue|before you continue to google|consent|cookie consent|your privacy choices|we value your privacy|privacy settings|datenschutzeinstellungen|ihre zustimmung|mit werbung weiterlesen|bevor sie fortfahren|avant de continuer|vos choix de confidentialité|antes de continuar|prima di continuare|voordat je verdergaat|gizlilik tercihleri
"""

LEGAL = """
unavailable for legal reasons|451 unavailable for legal reasons|not available in your country|not available in your region|this content is not available in your country|content not available in your region|we're sorry, this site is currently not available in your region|our european visitors are important to us|451: unavailable due to legal reasons|доступ ограничен|доступ к ресурсу ограничен|bu siteye erişim engellenmiştir|5651 sayılı kanun
"""

AGE = """
age verification|are you over 18?|are you 18 or older?|verify your age|altersüberprüfung|yaş doğrulama|confirm your age|vérification de l'âge|verificación de edad|подтвердите возраст
"""


def phrases(table: str) -> frozenset[str]:
    """The phrases of a table, folded as `plain` folds a title."""
    return frozenset(
        plain(phrase) for line in table.strip().splitlines() for phrase in line.split("|") if phrase.strip()
    )


_NOISE = re.compile(r"[^\w\s']+", re.UNICODE)


def plain(text: str) -> str:
    """A title as bare words: caseless, no punctuation, one space between."""
    folded = text.replace("İ", "i").replace("ı", "i").casefold().replace("’", "'").replace("i̇", "i")
    return " ".join(_NOISE.sub(" ", folded).split())
