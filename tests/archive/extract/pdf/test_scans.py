"""A page that is a picture is recognised or said to need it; what is hidden or illegible is told."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from archive.errors import ExtractionFailed
from archive.extract import Extraction, Wishes
from archive.extract.ocr import Recogniser
from archive.extract.ocr.picture import Picture
from archive.extract.pdf import PdfExtractor, scans
from tests.archive.extract.ocr.pictures import AZERBAIJANI, CHINESE, accuracy, drawn
from tests.archive.extract.pdf.pdf_files import canvas, one_page, stream
from tests.programs import needed

PICTURE = Image.new("L", (60, 80), 128)


def extracted(content: bytes, wishes: Wishes = Wishes()) -> Extraction:  # noqa: B008
    return PdfExtractor().extract(content, wishes)


def scanned(*pages: tuple[Image.Image, str], mode: int = 0, share: float = 1.0, producer: str = "") -> bytes:
    """Pages of a picture with words over it, drawn in this mode (3: they do not show)."""
    drawing, file = canvas(pagesize=(595, 842))
    drawing.setProducer(producer or "x")
    for image, words in pages:
        drawing.drawImage(ImageReader(image), 0, 0, 595 * share, 842)
        text = drawing.beginText(72, 700)
        text.setTextRenderMode(mode)
        text.setFont("dejavu", 10)
        text.textLines(words)
        drawing.drawText(text)
        drawing.showPage()
    drawing.save()
    return file.getvalue()


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> list[Picture]:
    """A recogniser that reads the same words on every page; the pictures it was given."""
    given: list[Picture] = []

    def read(self: Recogniser, picture: Picture) -> tuple[str, ...]:
        given.append(picture)
        return ("Read on", "the page.")

    monkeypatch.setattr(Recogniser, "hindrance", None)
    monkeypatch.setattr(Recogniser, "read", read)
    monkeypatch.setattr(Recogniser, "by", property(lambda self: "fake 1 xx" if given else None))
    return given


def test_scans_in_two_languages_are_read_page_by_page() -> None:
    needed("tesseract")
    pages: Sequence[str] = (AZERBAIJANI, CHINESE)
    drawing, file = canvas(pagesize=(300, 90))
    for text in pages:
        drawing.drawImage(ImageReader(drawn(text)), 0, 0, 1200 * 72 / 300, 320 * 72 / 300)
        drawing.showPage()
    drawing.save()
    extraction = extracted(file.getvalue(), Wishes(languages=("az", "zh")))
    for number, text in enumerate(pages, 1):
        read = [extraction.text[one.start : one.end] for one in extraction.passages if one.locator == f"p. {number}"]
        assert accuracy("\n".join(read), text) >= 0.95  # 0.98 and 1.0 with Tesseract 5.3.0
    assert extraction.machine_read
    assert extraction.machine_read.endswith("aze+chi_sim")
    assert not extraction.needs_ocr


WORDS = "A whole page of words, more than a stamp has."


@pytest.mark.parametrize(
    ("content", "text", "needs"),
    [
        (scanned((PICTURE, "")), "", True),
        (scanned((PICTURE, "Scanned by 3")), "Scanned by 3\n", True),
        (scanned((PICTURE, "Scanned by 3"), share=0.4), "Scanned by 3\n", False),
        (scanned((PICTURE, WORDS)), f"{WORDS}\n", False),
        (one_page(b""), "", False),
        (one_page(b"72 700 m 300 700 l S"), "", False),
        (one_page(b"72 700 m 300 700 l S " * 20), "", True),
    ],
)  # fmt: skip
def test_a_page_needs_recognition_when_it_holds_a_picture_and_hardly_a_word(
    content: bytes, text: str, needs: bool, reading: list[Picture]
) -> None:
    off = extracted(content, Wishes(ocr="off"))
    assert (off.text, off.needs_ocr, off.machine_read) == (text, needs, None)
    auto = extracted(content)
    assert (auto.text, auto.needs_ocr) == ("Read on\n\nthe page.\n" if needs else text, False)
    assert auto.machine_read == ("fake 1 xx" if needs else None)


def test_when_it_is_forced_every_page_is_recognised(reading: list[Picture]) -> None:
    content = scanned((PICTURE, WORDS), (PICTURE, ""))
    assert extracted(content, Wishes(ocr="force")).text == "Read on\n\nthe page.\n\nRead on\n\nthe page.\n"
    assert [(picture.width, picture.height, picture.resolution) for picture in reading] == [(2480, 3509, 300)] * 2


def test_where_nothing_can_read_it_is_said_and_what_text_there_is_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Recogniser, "hindrance", "no reader")
    extraction = extracted(scanned((PICTURE, WORDS), (PICTURE, ""), (PICTURE, "")), Wishes(ocr="force"))
    assert (extraction.text, extraction.needs_ocr, extraction.machine_read) == (f"{WORDS}\n", True, None)
    assert extraction.left_out == ("no reader",)
    assert not extracted(scanned((PICTURE, WORDS)), Wishes(ocr="force")).needs_ocr


def test_words_that_recognition_does_not_see_stay(monkeypatch: pytest.MonkeyPatch, reading: list[Picture]) -> None:
    monkeypatch.setattr(Recogniser, "read", lambda self, picture: ())
    assert extracted(scanned((PICTURE, WORDS)), Wishes(ocr="force")).text == f"{WORDS}\n"
    stamped = extracted(scanned((PICTURE, "Scanned by 3")))
    assert (stamped.text, stamped.needs_ocr) == ("Scanned by 3\n", False)


def test_a_page_on_which_recognition_fails_is_named_and_the_others_are_read(
    monkeypatch: pytest.MonkeyPatch, reading: list[Picture]
) -> None:
    def fail(self: Recogniser, picture: Picture) -> tuple[str, ...]:
        raise ExtractionFailed("it took too long", code="timeout")

    monkeypatch.setattr(Recogniser, "read", fail)
    extraction = extracted(scanned((PICTURE, ""), (PICTURE, WORDS)))
    assert (extraction.text, extraction.needs_ocr) == (f"{WORDS}\n", True)
    assert extraction.left_out == ("page 1: it took too long",)


def test_words_that_somebody_laid_under_a_scan_are_said_to_be_machine_read() -> None:
    hidden = scanned((PICTURE, WORDS), mode=3, producer="Paper Capture 11")
    assert extracted(hidden).machine_read == "text layer by Paper Capture 11"
    assert extracted(scanned((PICTURE, WORDS), producer="Paper Capture 11")).machine_read is None
    assert extracted(scanned((PICTURE, WORDS), mode=3, share=0.4)).machine_read is None


def test_the_page_is_drawn_no_larger_than_recognition_needs(
    reading: list[Picture], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scans, "MOST_POINTS", 1_000_000)
    huge = one_page(b"q 14400 0 0 14400 0 0 cm /I Do Q", b"/XObject<</I 5 0 R>>", {
        5: stream(b"\x80", b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"),
    }, page=b"/UserUnit 2").replace(b"[0 0 595 842]", b"[0 0 14400 14400]")  # fmt: skip
    extracted(huge)
    assert [one.width * one.height <= 1.01 * scans.MOST_POINTS for one in reading] == [True]
    assert {*reading[0].grey} <= {127, 128, 255}
    assert len(reading[0].grey) == reading[0].width * reading[0].height


def illegible(written: bytes) -> bytes:
    """A document of LibreOffice whose types no longer say which characters their shapes are."""
    import pypdfium2

    document = pypdfium2.PdfDocument(written)
    held = io.BytesIO()
    document.save(held)
    return re.sub(rb"/ToUnicode \d+ 0 R", lambda found: b" " * len(found.group()), held.getvalue())


def test_a_text_layer_of_shapes_without_characters_is_not_taken_for_text(
    written: dict[str, bytes], reading: list[Picture]
) -> None:
    content = illegible(written["many"])
    off = extracted(content, Wishes(ocr="off"))
    assert (off.text, off.needs_ocr) == ("", True)
    assert re.fullmatch(r"\d+ characters on page 1 stand for no letters", off.left_out[0])
    assert extracted(content).text == "Read on\n\nthe page.\n"


def test_a_heading_of_shapes_without_characters_is_left_out_and_the_page_is_read() -> None:
    font = b"/Font<</F 5 0 R/G 6 0 R>>"
    more = {5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            6: b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[7 0 R]>>",
            7: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Ordering(I)>>>>"}  # fmt: skip
    words = "The gates of the lower lock were opened at noon."
    content = one_page(
        b"BT /G 20 Tf 72 750 Td <00480049004A004B> Tj /F 12 Tf 0 -50 Td (%s) Tj ET" % words.encode(), font, more
    )
    extraction = extracted(content)
    assert (extraction.text, extraction.needs_ocr) == (f"{words}\n", False)
    assert extraction.left_out == ("4 characters on page 1 stand for no letters",)
