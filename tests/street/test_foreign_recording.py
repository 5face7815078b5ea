"""A recording of another tool replays the whole job, its archived copies included."""

from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from citecheck import Options, verify

PAGE = (
    b"<html lang=en><title>Harvest figures rise</title><h1>Harvest figures rise</h1><p>"
    + b"Words of a page. " * 40
)
NOTE = "A claim.[1]\n\n[1] “Harvest figures rise”, The Courier, https://news.example/x, (Date of Accession: 12.10.2022).\n"
ARCHIVE = "https://web.archive.org/web"


def test_links_redirects_and_the_nearest_copy(tmp_path):
    records = [
        ("https://news.example/x", "301 Moved", [("Location", "/2022/harvest-figures-rise")], b""),
        ("https://news.example/2022/harvest-figures-rise", "200 OK", [("Content-Type", "text/html")], PAGE),
        (f"{ARCHIVE}/20240101000000id_/https://news.example/x", "200 OK", [("Memento-Datetime", "Mon, 01 Jan 2024 00:00:00 GMT"), ("Content-Type", "text/html")], PAGE),
        (f"{ARCHIVE}/20221011080000id_/https://news.example/x", "200 OK", [("Memento-Datetime", "Tue, 11 Oct 2022 08:00:00 GMT"), ("Content-Type", "text/html")], PAGE),
    ]  # fmt: skip
    with (tmp_path / "other.warc.gz").open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for url, status, headers, body in records:
            head = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    url, "response", payload=BytesIO(body), length=len(body), http_headers=head
                )
            )
    (tmp_path / "a.txt").write_text(NOTE, encoding="utf-8")
    report = verify([str(tmp_path / "a.txt")], Options(replay=str(tmp_path / "other.warc.gz")))
    (checked,) = report.citations
    assert checked.assessment.live.verdict == "moved"
    assert checked.assessment.archive.verdict == "ok"
    assert checked.assessment.archive.days_from_access == -1
    assert checked.assessment.archive.url == f"{ARCHIVE}/20221011080000/https://news.example/x"
    assert checked.assessment.content.state == "same"
