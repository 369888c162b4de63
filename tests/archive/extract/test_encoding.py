"""Bytes become the text that was written, whichever encoding it was written in, or are refused."""

from __future__ import annotations

import codecs
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import ExtractionFailed, InvalidValue
from archive.extract import Wishes
from archive.extract.encoding import WITH_FAULTS, decode, known_encoding, normalise, wide_without_mark

RUSSIAN = "Отключение воды намечено на пятницу, просим жителей запастись водой заранее."
JAPANESE = "被災資料の取り扱いについてお知らせします。図書館は火曜日に開館します。"
CHINESE = "水利档案的保护需要各地图书馆共同努力，欢迎来信。"
TURKISH = "İstanbul'da arşivlerin korunması için çağrı yapıldı; ığüşöç harfleri önemli."
FRENCH = "Les archives départementales ont été sauvées par les élèves à Noël."
TRADITIONAL = "水利檔案的保護需要各地圖書館·館員共同努力，歡迎來信。"
KOREAN = "도서관은 화요일에 문을 엽니다. 자료 취급에 대해 알려 드립니다."
HINDI = "बांध सुरक्षा विज्ञप्ति जारी की गई है"


@pytest.mark.parametrize("text", ["plain", RUSSIAN, CHINESE, "", "\U0001f30a flood"])
@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_names_the_encoding_and_is_no_part_of_the_text(mark: bytes, name: str, text: str) -> None:
    assert decode(mark + text.encode(name)) == (text, name)


@pytest.mark.parametrize(
    ("text", "encoding", "names"),
    [
        (RUSSIAN, "utf-8", {"utf-8"}),
        (RUSSIAN, "cp1251", {"windows-1251"}),
        (RUSSIAN, "koi8-r", {"koi8-r"}),
        (JAPANESE, "shift_jis", {"cp932", "shift_jis"}),
        (JAPANESE, "euc_jp", {"euc-jp", "euc_jp", "euc-jis-2004"}),
        (JAPANESE, "iso2022_jp", {"iso2022_jp_2"}),
        (CHINESE, "gb18030", {"gb18030"}),
        (TURKISH, "iso-8859-9", {"iso-8859-9", "windows-1254"}),
        (FRENCH, "latin-1", {"windows-1252", "iso-8859-1"}),
        (FRENCH, "utf-16-le", {"utf-16-le"}),
        (FRENCH, "utf-16-be", {"utf-16-be"}),
        (RUSSIAN, "utf-16-le", {"utf-16-le"}),
        (RUSSIAN, "utf-16-be", {"utf-16-be"}),
        (HINDI, "utf-16-le", {"utf-16-le"}),
        (HINDI, "utf-16-be", {"utf-16-be"}),
        ("plain ASCII", "ascii", {"utf-8"}),
    ],
)
def test_an_encoding_without_a_mark_is_told(text: str, encoding: str, names: set[str]) -> None:
    decoded, name = decode(text.encode(encoding))
    assert decoded == text
    assert name in names


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", codecs.BOM_UTF8 + b"\xff", bytes(range(128, 256)) * 9 + b"\0" * 200]
)
def test_bytes_that_no_encoding_fits_are_refused(content: bytes) -> None:
    with pytest.raises(ExtractionFailed) as refused:
        decode(content)
    assert refused.value.code == "encoding"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ((CHINESE * 3).encode()[:-1], CHINESE * 3),
        (CHINESE.encode() + b"\xff" + CHINESE.encode(), CHINESE + "\ufffd" + CHINESE),
    ],
)
def test_utf8_with_a_fault_is_still_utf8_and_shows_the_fault(content: bytes, text: str) -> None:
    decoded, name = decode(content)
    assert (decoded.rstrip("\ufffd"), name) in ((text, WITH_FAULTS), (text[:-1], WITH_FAULTS))
    assert "\ufffd" in decoded


def test_a_fault_in_one_of_ten_letters_is_too_many_for_utf8() -> None:
    assert decode(("е" * 10).encode() + b"\xff")[1] == WITH_FAULTS
    assert decode(("е" * 9).encode() + b"\xff")[1] != WITH_FAULTS


@pytest.mark.parametrize(
    ("text", "encoding", "declared", "name"),
    [
        ("Ünal", "iso-8859-9", "ISO-8859-9", "cp1254"),
        ("镕 国际", "gb18030", "GB2312", "gb18030"),
        ("“né”", "cp1252", "iso-8859-1", "cp1252"),
        ("Привет", "utf-8", "windows-1251", "utf-8"),
        ("plain", "ascii", "utf-16", "utf-8"),
        ("plain", "ascii", "no-such-thing", "utf-8"),
        ("plain", "ascii", "rot13", "utf-8"),
    ],
)
def test_what_is_declared_is_believed_where_it_fits_and_the_bytes_are_not_utf8(
    text: str, encoding: str, declared: str, name: str
) -> None:
    assert decode(text.encode(encoding), declared=declared) == (text, name)


@pytest.mark.parametrize("declared", ["punycode", "unicode_escape", "utf-16", "hex", "utf-7", "a\0b", ""])
def test_a_declaration_that_no_page_can_mean_changes_nothing(declared: str) -> None:
    content = FRENCH.encode("latin-1")
    assert decode(content, declared=declared) == decode(content)


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, b""])
def test_a_wide_text_that_is_cut_within_a_letter_is_read_and_shows_the_fault(mark: bytes) -> None:
    cut = mark + (RUSSIAN * 2).encode("utf-16-le")[:-1]
    assert decode(cut) == ((RUSSIAN * 2)[:-1] + "\ufffd", "utf-16-le with faults")


@pytest.mark.parametrize("text", [CHINESE, TRADITIONAL, JAPANESE, KOREAN])
@pytest.mark.parametrize("side", ["utf-16-le", "utf-16-be"])
def test_east_asian_text_in_two_bytes_a_letter_is_told_without_a_mark(text: str, side: str) -> None:
    assert decode(text.encode(side)) == (text, side)
    assert decode((text * 300).encode(side)) == (text * 300, side)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CHINESE, "gb18030"), (TRADITIONAL, "big5"), (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp"), (KOREAN, "euc_kr"),
        (RUSSIAN, "cp1251"), (HINDI, "utf-8"), ("bush hid the facts. " * 9, "ascii"),
        ("的是不了人我在有他" * 9, "utf-16-le"), ("水坝很高。档案", "utf-16-le"),
        (CHINESE + "\x01\x02\x03\x04", "utf-16-le"), ("㗂㘚㜮㠭㡵。㤴㥄㧅㨉㩒", "utf-16-le"),
        ("龘靐齉爩鱻麤龗灪吁龖。", "utf-16-be"),
    ],
)  # fmt: skip
def test_what_is_not_surely_two_bytes_a_letter_is_not_taken_for_it(text: str, encoding: str) -> None:
    assert wide_without_mark(text.encode(encoding)) is None


@pytest.mark.parametrize(
    ("content", "wished", "text", "name"),
    [
        ("Привет".encode(), "cp1251", "Привет".encode().decode("cp1251"), "cp1251"),
        ("Привет".encode("cp1251"), "Windows-1251", "Привет", "cp1251"),
        ("Привет".encode("koi8-r"), " koi8-r ", "Привет", "koi8-r"),
        ("é".encode("latin-1"), "latin-1", "é", "iso8859-1"),
        (codecs.BOM_UTF8 + b"a", "utf-8", "a", "utf-8"),
        (codecs.BOM_UTF16_LE + "水".encode("utf-16-le"), "utf-16", "水", "utf-16"),
        (codecs.BOM_UTF16_LE + "水".encode("utf-16-le"), "utf-16-le", "水", "utf-16-le"),
        ("\ufffd水".encode(), "utf-8", "\ufffd水", "utf-8"),
        (b"\x98" + b"a" * 10, "cp1251", "\ufffd" + "a" * 10, "cp1251 with faults"),
        (b"", "big5", "", "big5"),
    ],
)
def test_what_a_person_says_overrules_all_else(content: bytes, wished: str, text: str, name: str) -> None:
    assert decode(content, declared="shift_jis", wished=wished) == (text, name)


def test_a_text_that_is_not_in_the_encoding_that_a_person_names_is_refused() -> None:
    with pytest.raises(ExtractionFailed, match="not in cp1251: 1 of its 10 letters") as refused:
        decode(b"\x98" + b"a" * 9, wished="cp1251")
    assert refused.value.code == "encoding"
    with pytest.raises(ExtractionFailed):
        decode(RUSSIAN.encode("cp1251"), wished="utf-8")


@pytest.mark.parametrize("name", ["", "cp1521", "rot13", "hex", "punycode", "unicode_escape", "utf-7", "a\0b", "idna"])
def test_a_name_that_is_no_encoding_is_refused_before_anything_is_read(name: str) -> None:
    with pytest.raises(InvalidValue, match="no character encoding"):
        known_encoding(name)
    with pytest.raises(InvalidValue, match="write a name such as"):
        Wishes(encoding=name)


def test_a_stray_zero_byte_does_not_make_a_text_wide() -> None:
    assert wide_without_mark(b"Some text about dams.\0 And more of it.") is None
    assert decode(b"Some text about dams.\0 And more of it.")[1] == "utf-8"


@pytest.mark.parametrize(
    ("given_text", "text"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\r\r\nb", "a\n\nb"),
        ("e\u0301", "é"),
        ("a\0b", "a\ufffdb"),
        ("a\ud800b\udfff", "a\ufffdb\ufffd"),
        ("kept: \x0c \u2028 \ufeff \u200c", "kept: \x0c \u2028 \ufeff \u200c"),
    ],
)
def test_text_is_nfc_with_plain_line_ends_and_without_what_no_text_holds(given_text: str, text: str) -> None:
    assert normalise(given_text) == text


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once
    once.encode("utf-8")


@given(st.text(min_size=1))
def test_all_utf8_is_read_as_it_was_written(text: str) -> None:
    content = text.encode("utf-8")
    if not wide_without_mark(content) and b"\x1b" not in content and not text.startswith("\ufeff"):
        assert decode(content) == (text, "utf-8")
