"""What LibreOffice writes in each format comes back: Azerbaijani, Arabic and Chinese, a table, a list, a note."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.extract import Extraction, extractor_for
from archive.identify import identify
from tests.archive.extract.packages import NAMESPACES
from tests.programs import converted

TITLE, AUTHOR = "Su reyestrləri / 水利登记簿", "Rəna Əliyeva"
HEADING = "سجلات المياه في الوادي"
AZERBAIJANI = "Daşqından sonra reyestrlərin üçdə biri hələ də nəmdir: ğ, ı, İ, ö, ü, ç, ş, ə."
ARABIC = "حمل المتطوعون الصناديق إلى أعلى التل، ولم يحص أحد عدد المرات."
CHINESE = "去年春天的洪水冲毁了两间库房，三分之一的登记簿至今仍然潮湿。"
NOTE = "Qeyd: 1901-ci ilin siyahısı 登记 itib."
HEAD = "Rəsmi istifadə üçün"
SOURCE = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {NAMESPACES} office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>{TITLE}</dc:title><meta:initial-creator>{AUTHOR}</meta:initial-creator>
<meta:creation-date>2021-04-09T10:00:00</meta:creation-date><dc:date>2021-05-01T10:00:00</dc:date></office:meta>
<office:automatic-styles><style:page-layout style:name="L"/></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">
<style:header><text:p>{HEAD}</text:p></style:header></style:master-page></office:master-styles>
<office:body><office:text><text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info>
<dc:creator>R</dc:creator><dc:date>2021-04-10T00:00:00</dc:date></office:change-info><text:p>silinib</text:p>
</text:deletion></text:changed-region></text:tracked-changes><text:h text:outline-level="1">{HEADING}</text:h>
<text:p>{AZERBAIJANI}<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation>
<text:note-body><text:p>{NOTE}</text:p></text:note-body></text:note></text:p>
<text:p>{ARABIC}<text:change text:change-id="c1"/></text:p><text:list><text:list-item><text:p>bir</text:p>
</text:list-item><text:list-item><text:p>二</text:p></text:list-item></text:list>
<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/>
<table:table-row><table:table-cell><text:p>السد</text:p></table:table-cell><table:table-cell><text:p>年</text:p>
</table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>Bənd</text:p></table:table-cell>
<table:table-cell><text:p>2021</text:p></table:table-cell></table:table-row></table:table>
<text:p>{CHINESE}</text:p></office:text></office:body></office:document>"""
PARAGRAPHS = [HEADING, AZERBAIJANI, ARABIC, "bir", "二"]
WHOLE = [
    *((text, f"para. {number}") for number, text in enumerate(PARAGRAPHS, 1)),
    ("السد\t年", "table 1, row 1"),
    ("Bənd\t2021", "table 1, row 2"),
    (CHINESE, "para. 6"),
    (NOTE, "footnote 1"),
]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The document in each format, as LibreOffice writes it."""
    folder = tmp_path_factory.mktemp("written")
    source = folder / "source.fodt"
    source.write_text(SOURCE, encoding="utf-8")
    made = {"source": source}
    for suffix in ("odt", "docx", "rtf", "epub", "doc"):
        made[suffix] = converted([source], suffix, folder)[0]
    again = folder / "again"
    again.mkdir()
    made["fodt"] = converted([made["odt"]], "fodt", again)[0]
    return {suffix: Path(path).read_bytes() for suffix, path in made.items()}


def extracted(content: bytes) -> Extraction:
    return extractor_for(identify(content, "a")).extract(content)


def read(extraction: Extraction) -> list[tuple[str, str]]:
    return [(extraction.text[one.start : one.end], one.locator) for one in extraction.passages]


@pytest.mark.parametrize("suffix", ["source", "odt", "fodt", "docx", "rtf"])
def test_every_paragraph_row_and_note_comes_back_with_its_place(written: dict[str, bytes], suffix: str) -> None:
    extraction = extracted(written[suffix])
    assert read(extraction) == WHOLE
    assert HEAD in extraction.left_out
    assert "silinib" not in extraction.text


@pytest.mark.parametrize("suffix", ["source", "odt", "fodt", "docx", "rtf"])
def test_what_the_document_declares_comes_back(written: dict[str, bytes], suffix: str) -> None:
    declared = {(one.field, one.value) for one in extracted(written[suffix]).declared}
    assert declared >= {("title", TITLE), ("creator", AUTHOR), ("created", "2021-04-09")}


def test_a_book_comes_back_chapter_by_chapter(written: dict[str, bytes]) -> None:
    extraction = extracted(written["epub"])
    texts = [text for text, _ in read(extraction)]
    known = [HEADING, AZERBAIJANI, "bir", "二", CHINESE]
    assert [text for text in texts if text in known] == known
    assert ARABIC in "".join(texts)  # its writer puts the deleted word behind
    assert texts[-1] == NOTE
    assert all(locator.startswith("chap. ") for _, locator in read(extraction))
    assert ("title", TITLE) in {(one.field, one.value) for one in extraction.declared}


def test_the_old_format_of_word_is_told_for_what_it_is(written: dict[str, bytes]) -> None:
    assert identify(written["doc"], "a") == "application/msword"
