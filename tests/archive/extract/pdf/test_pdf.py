"""A PDF gives its text as it is read, page by page; what it does not give is said."""

from __future__ import annotations

import re
import unicodedata

import pytest
from reportlab.lib import pdfencrypt

from archive.errors import ExtractionFailed
from archive.extract import Declared, Extraction, Wishes, extractor_for
from archive.extract.pdf import PdfExtractor
from tests.archive.extract.pdf import texts
from tests.archive.extract.pdf.pdf_files import by_hand, by_reportlab, canvas, one_page, stream

OFF = Wishes(ocr="off")
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F 6 0 R>>>>>>"


def extracted(content: bytes, wishes: Wishes = OFF) -> Extraction:
    return PdfExtractor().extract(content, wishes)


def paragraphs(extraction: Extraction) -> list[str]:
    """Each passage with its line breaks undone, as Chinese and the scripts with blanks want it."""
    wide = r"(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[\u3000-\u9fff\uff00-\uffef])"
    return [re.sub(wide, "", extraction.text[one.start : one.end]).replace("\n", " ") for one in extraction.passages]


def failure(content: bytes) -> str:
    with pytest.raises(ExtractionFailed) as failed:
        extracted(content)
    return failed.value.code


def test_the_extractor_of_pdf_is_the_plug_in_registered_for_it() -> None:
    assert extractor_for("application/pdf").name == "pdf"


def test_what_libreoffice_writes_in_many_languages_is_read_back_word_for_word(written: dict[str, bytes]) -> None:
    extraction = extracted(written["many"])
    assert paragraphs(extraction) == [
        texts.AZERBAIJANI, texts.ARABIC, texts.PERSIAN, texts.HEBREW, texts.CHINESE, texts.ENGLISH,
    ]  # fmt: skip
    assert {passage.locator for passage in extraction.passages} == {"p. 1"}
    assert not extraction.left_out
    assert not extraction.needs_ocr


def test_a_type_that_joins_letters_and_sets_vowel_signs_is_read_back_word_for_word(written: dict[str, bytes]) -> None:
    read = paragraphs(extracted(written["arabic"]))
    assert read == [texts.ARABIC, unicodedata.normalize("NFC", texts.VOWELLED[0])]


def test_letters_that_a_type_lacks_stand_where_they_are_read(written: dict[str, bytes]) -> None:
    assert paragraphs(extracted(written["lacking"])) == [texts.HEBREW, texts.ENGLISH]


def test_what_reportlab_writes_is_read_back() -> None:
    content = by_reportlab([
        [texts.AZERBAIJANI[:67], (texts.CHINESE, {"font": "chinese"}), ("كتاب"[::-1], {"gap": 20})], ["Second page"],
    ])  # fmt: skip
    extraction = extracted(content)
    assert extraction.text.split() == [*texts.AZERBAIJANI[:67].split(), texts.CHINESE, "كتاب", "Second", "page"]
    assert extraction.passages[-1].locator == "p. 2"


def test_presentation_forms_and_ligatures_become_letters() -> None:
    visual = "\ufe8f\ufe8e\ufe98\ufedb \ufefb"  # كتاب لا as old programs set it, the last letter first
    assert extracted(by_reportlab([[visual, "of\ufb01ce \ufb03"]])).text.split() == ["لا", "كتاب", "office", "ffi"]


def test_a_letter_printed_after_its_line_stands_in_its_word() -> None:
    drawing, file = canvas()
    drawing.setFont("dejavu", 12)
    held, x = [], 72.0
    for character in "Azərbaycan Xəzər dənizi":
        if character == "ə":
            held.append(x)
        else:
            drawing.drawString(x, 700, character)
        x += drawing.stringWidth(character)
    for place in held:
        drawing.drawString(place, 700, "ə")
    drawing.save()
    assert extracted(file.getvalue()).text == "Azərbaycan Xəzər dənizi\n"


def test_hyphens_at_line_ends_stay_for_the_analysis() -> None:
    extraction = extracted(by_reportlab([["The lower reser-", "voir, a well-known place, was emp\u00ad", "tied."]]))
    assert extraction.text == "The lower reser-\nvoir, a well-known place, was emp-\ntied.\n"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_page_is_read_along_its_lines_however_it_is_turned(turn: int, rotation: int) -> None:
    drawing, file = canvas()
    drawing.setPageRotation(rotation)
    drawing.setFont("dejavu", 12)
    drawing.translate(300, 420)
    drawing.rotate(turn)
    for number, line in enumerate(["First line of the table", "second line", "مياه النهر"[::-1]]):
        drawing.drawString(-100, -14.4 * number, line)
    drawing.save()
    assert extracted(file.getvalue()).text == "First line of the table\nsecond line\nمياه النهر\n"


def test_words_without_blanks_between_are_parted_by_their_gaps() -> None:
    words = ["parted", "words", "مياه"[::-1], "نهر"[::-1]]
    line = [(word, {"x": 72 + 60 * at, "y": 700}) for at, word in enumerate(words)]
    assert extracted(by_reportlab([line])).text == "parted words نهر مياه\n"


def test_characters_beyond_the_basic_plane_are_read(written: dict[str, bytes]) -> None:
    table = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <00> <FF> endcodespacerange
2 beginbfchar <41> <D840DC00> <42> <0042> endbfchar endcmap end end"""
    font = b"/Font<</F 5 0 R>>"
    more = {5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>",
            6: b"<</Length %d>>stream\n%s\nendstream" % (len(table), table)}  # fmt: skip
    content = one_page(b"BT /F 12 Tf 72 700 Td (BAB) Tj 0 -14 Td (BBA) Tj ET", font, more)
    assert extracted(content).text == "B\U00020000B\nBB\U00020000\n"


def test_pages_are_located_by_their_labels_where_these_tell_them_apart() -> None:
    def labelled(labels: bytes) -> list[str]:
        content = by_hand({
            1: b"<</Type/Catalog/Pages 2 0 R/PageLabels<</Nums[%s]>>>>" % labels,
            2: b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>", 3: PAGE, 4: PAGE,
            5: stream(b"BT /F 12 Tf 72 700 Td (Page) Tj ET"), 6: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        })  # fmt: skip
        return [passage.locator for passage in extracted(content).passages]

    assert labelled(b"0<</S/r>>1<</S/D>>") == ["p. i", "p. 1"]
    assert labelled(b"0<</S/D/P(A-)>>") == ["p. A-1", "p. A-2"]
    assert labelled(b"0<</S/D/St 17>>") == ["p. 17", "p. 18"]
    assert labelled(b"0<</S/D>>1<</S/D>>") == ["p. 1", "p. 2"]
    assert labelled(b"0<</P(x)>>") == ["p. 1", "p. 2"]
    assert labelled(b"0<</S/D>>1<<>>") == ["p. 1", "p. 2"]
    assert labelled(b"0<</S/D/P(%s)>>" % (b"y" * 29)) == ["p. " + "y" * 29 + "1", "p. " + "y" * 29 + "2"]
    assert labelled(b"0<</S/D/P(%s)>>" % (b"y" * 30)) == ["p. 1", "p. 2"]
    assert labelled(b"0<</S/D/P<FEFFD8000041DC00>>>") == ["p. 1", "p. 2"]


def test_a_paragraph_that_runs_on_over_the_page_reads_on() -> None:
    pages = [["The gates were opened by", ("the keeper of", {})], ["the lower lock.", ("Another day.", {"gap": 30})]]
    extraction = extracted(by_reportlab(pages))
    assert extraction.text == "The gates were opened by\nthe keeper of\nthe lower lock.\n\nAnother day.\n"
    assert [passage.locator for passage in extraction.passages] == ["p. 1", "p. 2", "p. 2"]


def test_running_lines_are_left_out_and_named() -> None:
    bodies = ["One was built.", "Two was closed.", "Three was sold.", "Four was lost."]
    pages = [
        ["WATER BOARD", (body, {"gap": 40}), (f"Page {number} of 4", {"y": 40})]
        for number, body in enumerate(bodies, 1)
    ]
    extraction = extracted(by_reportlab(pages))
    assert extraction.text.split("\n\n") == ["WATER BOARD", *bodies[:3], bodies[3] + "\n"]
    assert extraction.left_out == ("Page # of 4 (4 times)", "WATER BOARD (3 times)")


def test_what_was_filled_into_a_form_is_text() -> None:
    drawing, file = canvas()
    drawing.drawString(72, 700, "Applicant:")
    drawing.acroForm.textfield(value="Leyla Guliyeva", x=150, y=690, width=200, height=20)
    drawing.save()
    assert extracted(file.getvalue()).text.split() == ["Applicant:", "Leyla", "Guliyeva"]


def test_attached_files_are_parts_with_names_that_are_safe() -> None:
    def attached(name: bytes) -> list[tuple[str, bytes]]:
        content = one_page(b"", more={
            5: stream(b"bytes of the plan", b"/Type/EmbeddedFile"),
            6: b"<</Type/Filespec/F(%s)/UF(%s)/EF<</F 5 0 R>>>>" % (name, name),
        }, catalogue=b"/Names<</EmbeddedFiles<</Names[(a)6 0 R(b)6 0 R]>>>>")  # fmt: skip
        parts = extracted(content).parts
        assert {part.kind for part in parts} == {"attachment"}
        return [(part.path, part.open().read()) for part in parts]

    assert attached(b"plan.txt") == [("plan.txt", b"bytes of the plan"), ("plan (2).txt", b"bytes of the plan")]
    assert [name for name, _ in attached(b"../../etc/passwd")] == ["passwd", "passwd (2)"]
    assert [name for name, _ in attached(b"..")] == ["attachment 1", "attachment 2"]
    assert [name for name, _ in attached(b"\xfe\xff\xd8\x00\x00A")] == ["attachment 1", "attachment 2"]


@pytest.mark.parametrize(("user", "owner", "code"), [("secret", "owner", "encrypted"), ("", "owner", None)])
def test_a_file_that_needs_a_password_says_so_and_one_that_does_not_is_read(
    user: str, owner: str, code: str | None
) -> None:
    drawing, file = canvas(encrypt=pdfencrypt.StandardEncryption(user, owner, canCopy=0))
    drawing.drawString(72, 700, "Sealed")
    drawing.save()
    assert (failure(file.getvalue()) if code else extracted(file.getvalue()).text) == (code or "Sealed\n")


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7\n", b"%PDF-1.4\n1 0 obj", b"\0" * 5000, b"PK\x03\x04", bytes(range(256)) * 40]
)
def test_what_is_no_pdf_is_a_failure_with_its_code(content: bytes) -> None:
    assert failure(content) == "damaged"


def test_a_pdf_without_pages_is_damaged() -> None:
    assert failure(by_hand({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"})) == "damaged"


def test_a_damaged_page_costs_no_other() -> None:
    content = by_hand({
        1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[3 0 R 4 0 R 7 0 R]/Count 3>>",
        3: PAGE, 4: b"42", 7: PAGE,
        5: stream(b"BT /F 12 Tf 72 700 Td (Page) Tj ET"), 6: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    })  # fmt: skip
    extraction = extracted(content)
    assert extraction.text == "Page\n\nPage\n"
    assert [passage.locator for passage in extraction.passages] == ["p. 1", "p. 3"]
    assert extraction.left_out == ("page 2 is damaged and was not read",)


def test_too_many_pages_are_refused_with_both_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.extract.pdf.document.MOST_PAGES", 2)
    assert extracted(by_reportlab([["One"], ["Two"]])).text == "One\n\nTwo\n"
    with pytest.raises(ExtractionFailed, match="it has 3 pages; 2 is the most") as failed:
        extracted(by_reportlab([["One"], ["Two"], ["Three"]]))
    assert failed.value.code == "limit"


def test_too_many_characters_on_a_page_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.extract.pdf.page.MOST_CHARACTERS", 5)
    assert extracted(by_reportlab([["Three"]])).text == "Three\n"
    assert failure(by_reportlab([["Threes"]])) == "limit"


def test_title_and_author_are_declared_and_what_a_program_made_up_is_not() -> None:
    named = extracted(by_reportlab([["x"]], title="Su anbarının planı", author="Leyla Quliyeva"))
    assert [one for one in named.declared if one.field in ("title", "creator")] == [
        Declared(field="title", value="Su anbarının planı", place="Info /Title"),
        Declared(field="creator", value="Leyla Quliyeva", place="Info /Author"),
    ]
    made_up = extracted(by_reportlab([["x"]], title="Microsoft Word - 3.doc", author="user1"))
    assert {one.field for one in made_up.declared} <= {"created", "modified"}
