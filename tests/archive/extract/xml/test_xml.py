"""TEI is read by what its elements mean, other XML by where its text stands."""

from __future__ import annotations

import pytest

from archive.errors import ExtractionFailed
from archive.extract import Extraction, Wishes, extractor_for
from archive.extract.xml import TeiExtractor, XmlExtractor

HEADER = "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader>"


def tei(body: str, header: str = HEADER) -> Extraction:
    page = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}<text><body>{body}</body></text></TEI>'
    return TeiExtractor().extract(page.encode())


def read(extraction: Extraction) -> list[tuple[str, str]]:
    return [(extraction.text[one.start : one.end], one.locator) for one in extraction.passages]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", []),
        ("<p>one</p>\n  <p>two\n   lines</p>", ["one", "two lines"]),
        ("<div><head>水利</head><p>第一段<hi>。</hi></p></div>", ["水利", "第一段。"]),
        ("<p>un<hi>believ</hi>able <persName>A B</persName></p>", ["unbelievable A B"]),
        ("<p>first<lb/>second <lb n='3'/>third</p>", ["first\nsecond\nthird"]),
        ("<p>divi<lb break='no'/>ded and moun <pb break='no' n='4'/>\n tains</p>", ["divided and mountains"]),
        ("<p>say <q>this</q> and <quote>that</quote>.</p><quote><p>apart</p></quote>", ["say this and that.", "apart"]),
        ("<p>before<list><item>a</item><item>b <label>c</label></item></list>after</p>",
         ["before", "a", "b c", "after"]),
        ("<lg><l>verse one</l>\n<l>verse two</l></lg><lg><l>new</l></lg>", ["verse one\nverse two", "new"]),
        ("<sp><speaker>ƏLİ</speaker><p>Gəl.</p><stage>gedir</stage></sp>", ["ƏLİ", "Gəl.", "gedir"]),
        ("<table><head>T</head><row><cell>a</cell><cell>b c</cell></row><row><cell>d</cell></row></table>",
         ["T", "a\tb c", "d"]),
        ("<p>in <choice><sic>teh</sic><corr>the</corr></choice> <choice><abbr>Dr</abbr><expan>Doctor</expan></choice> "
         "<choice><reg>old</reg><orig>olde</orig></choice></p>", ["in the Doctor old"]),
        ("<p>an <abbr>abbr.</abbr> alone</p>", ["an abbr. alone"]),
        ("<p><app><lem>one</lem><rdg>two</rdg></app> <app><rdg>three</rdg><rdg>four</rdg></app></p>", ["one three"]),
        ("<p>x<subst><del>gone</del><add>come</add></subst> <gap/> <supplied>s</supplied></p>", ["xcome […] s"]),
        ("<closer><salute>Hörmətlə,</salute><signed>R. Ə.</signed></closer>", ["Hörmətlə,", "R. Ə."]),
        ("<opener><address><addrLine>A</addrLine><addrLine>B</addrLine></address></opener>", ["A\nB"]),
        ("<p>&#x65;&#x301;</p>", ["é"]),
    ],
)  # fmt: skip
def test_the_text_reads_as_its_elements_mean(body: str, expected: list[str]) -> None:
    assert [text for text, _ in read(tei(body))] == expected


def test_passages_say_the_pages_of_the_print() -> None:
    body = "<p>before</p><pb n='11'/><p>one</p><p>two <pb n='12'/>goes on</p><p>three</p><pb n=' xiv '/><p>four</p>"
    assert [locator for _, locator in read(tei(body + "<pb/><p>five</p>"))] == [
        "para. 1", "p. 11, para. 1", "pp. 11–12, para. 2", "p. 12, para. 1", "p. xiv, para. 1", "para. 1",
    ]  # fmt: skip


def test_notes_follow_the_text_and_running_heads_are_named() -> None:
    body = "<fw>Head</fw><p>word<note n='1'><p>A note</p><p>of two.</p></note>, next<note>Other</note></p><fw>Head</fw>"
    extraction = tei(body)
    assert read(extraction) == [("word, next", "para. 1"), ("A note of two.", "note 1"), ("Other", "note 2")]
    assert extraction.left_out == ("Head",)


def test_what_is_no_text_is_not_read() -> None:
    page = (
        f"<TEI>{HEADER}<facsimile><desc>scan</desc></facsimile><standOff><p>x</p></standOff><text><p>a</p></text></TEI>"
    )
    assert TeiExtractor().extract(page.encode()).text == "a\n"


def test_the_texts_of_a_corpus_follow_one_another_under_the_first_header() -> None:
    one = f"<TEI>{HEADER.replace('>T<', '>Part<')}<text><p>{{}}</p></text></TEI>"
    extraction = TeiExtractor().extract(f"<teiCorpus>{HEADER}{one.format('a')}{one.format('b')}</teiCorpus>".encode())
    assert extraction.text == "a\n\nb\n"
    assert [(value.field, value.value) for value in extraction.declared] == [("title", "T")]


def header(file: str = "", profile: str = "") -> str:
    return f"<teiHeader><fileDesc>{file}</fileDesc><profileDesc>{profile}</profileDesc></teiHeader>"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (header("<titleStmt><title type='main'>A <hi>b</hi></title><title type='sub'>s</title></titleStmt>"),
         [("title", "A b")]),
        (header("<titleStmt><author>Ә. Əliyev</author></titleStmt>"), [("creator", "Ә. Əliyev")]),
        (header("<publicationStmt><publisher>Arxiv</publisher><date when='2012-05'>May</date>"
                "<availability><licence>CC0</licence></availability></publicationStmt>"),
         [("date", "2012-05"), ("source", "Arxiv"), ("rights", "CC0")]),
        (header("<publicationStmt><date>2012</date></publicationStmt><sourceDesc><bibl><date when='1901-02-03'/></bibl>"
                "</sourceDesc>"), [("date", "1901-02-03"), ("date", "2012")]),
        (header("<sourceDesc><biblStruct><analytic><title level='a'>Article</title></analytic><monogr><title level='j'>"
                "Qəzet</title><imprint><publisher>P</publisher><date when='1901'/></imprint></monogr></biblStruct>"
                "</sourceDesc>"),
         [("title", "Article"), ("date", "1901"), ("source", "Qəzet"), ("source", "P")]),
        (header(profile="<correspDesc><correspAction type='sent'><persName>Şahin</persName><placeName>Bakı</placeName>"
                        "<date when='1901-02-01'/></correspAction><correspAction type='received'><persName>B</persName>"
                        "<date when='1901-02-09'/></correspAction></correspDesc>"),
         [("creator", "Şahin"), ("date", "1901-02-01"), ("place", "Bakı")]),
        (header(profile="<langUsage><language ident='az'>Azerbaijani</language><language ident='ar'/></langUsage>"),
         [("language", "az"), ("language", "ar")]),
        (header(profile="<textClass><keywords><term>su; arxiv</term></keywords></textClass>"),
         [("tag", "su"), ("tag", "arxiv")]),
        (header(profile="<creation><date when-iso='1899-12'>x</date></creation>"), [("date", "1899-12")]),
        (header(), []),
    ],
)  # fmt: skip
def test_the_header_declares_the_more_telling_value_first(written: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.field, one.value) for one in tei("<p>a</p>", written).declared] == expected


def test_the_place_of_a_declared_value_is_its_path() -> None:
    assert tei("<p>a</p>").declared[0].place == "teiHeader titleStmt/title"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<a/>", []),
        ("<a>text</a>", ["text"]),
        ("<a>\n <b>one</b>\n <b>two</b>\n</a>", ["one", "two"]),
        ("<a><p>mixed <b>words</b> here</p><q><r>deep</r></q></a>", ["mixed words here", "deep"]),
        ("<a><p><b>Wet</b> <i>registers</i></p></a>", ["Wet registers"]),
        ("<a><p>中<b>文</b>字</p></a>", ["中文字"]),
        ("<a>\n  line\n  line\n</a>", ["line line"]),
        ("<a><![CDATA[x < y]]><!-- no --><?no no?></a>", ["x < y"]),
    ],
)
def test_an_element_with_text_of_its_own_is_a_paragraph(page: str, expected: list[str]) -> None:
    assert [text for text, _ in read(XmlExtractor().extract(page.encode()))] == expected


def test_dublin_core_and_the_language_of_the_root_are_declared() -> None:
    page = "<r xml:lang='az' xmlns:d='http://purl.org/dc/elements/1.1/'>\n<d:title>Su</d:title>\n<d:date>2021-04-09</d:date></r>"
    extraction = XmlExtractor().extract(page.encode())
    assert [(one.field, one.value, one.place) for one in extraction.declared] == [
        ("language", "az", "r xml:lang"), ("title", "Su", "dc:title"), ("date", "2021-04-09", "dc:date"),
    ]  # fmt: skip
    assert extraction.text == "Su\n\n2021-04-09\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251", "gb18030", "shift_jis"])
def test_a_document_is_read_in_the_encoding_it_is_in(encoding: str) -> None:
    page = f"<?xml version='1.0' encoding='{encoding}'?><a>Привет</a>"
    assert XmlExtractor().extract(page.encode(encoding)).text == "Привет\n"


def test_the_encoding_that_a_person_names_overrules() -> None:
    page = "<?xml version='1.0' encoding='koi8-r'?><a>Привет</a>".encode("cp1251")
    assert XmlExtractor().extract(page).text != "Привет\n"
    assert XmlExtractor().extract(page, Wishes(encoding="cp1251")).text == "Привет\n"


def test_media_types_have_their_extractors() -> None:
    assert extractor_for("application/tei+xml").name == "tei"
    assert extractor_for("application/xml").name == "xml"


@pytest.mark.parametrize("extractor", [TeiExtractor(), XmlExtractor()], ids=lambda one: one.name)
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "damaged"),
        (b"<TEI><text><p>cut", "damaged"),
        (b"<a>" * 1001, "too-deep"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "entities"),
        (b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "entities"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_code(
    extractor: TeiExtractor | XmlExtractor, content: bytes, code: str
) -> None:
    with pytest.raises(ExtractionFailed) as refused:
        extractor.extract(content)
    assert refused.value.code == code
