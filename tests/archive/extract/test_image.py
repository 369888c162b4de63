"""A picture is a scan of a page: read where that can be done, said to need it where not, refused where too large."""

from __future__ import annotations

import random
import re
import struct
import zlib
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from archive.errors import ExtractionFailed
from archive.extract import Extraction, Wishes, extractor_for
from archive.extract import image as images
from archive.extract.image import ImageExtractor
from archive.extract.ocr import Recogniser
from archive.extract.ocr.picture import Picture
from tests.archive.extract.ocr.pictures import RUSSIAN, accuracy, drawn, file
from tests.programs import needed

OFF = Extraction(text="", passages=(), needs_ocr=True)


def extracted(content: bytes, wishes: Wishes = Wishes()) -> Extraction:  # noqa: B008
    return ImageExtractor().extract(content, wishes)


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> list[Picture]:
    """A recogniser that says how large each picture is; the pictures it was given."""
    given_pictures: list[Picture] = []

    def read(self: Recogniser, picture: Picture) -> tuple[str, ...]:
        given_pictures.append(picture)
        return (f"{picture.width} by {picture.height}",)

    monkeypatch.setattr(Recogniser, "hindrance", None)
    monkeypatch.setattr(Recogniser, "read", read)
    monkeypatch.setattr(Recogniser, "by", "fake 1 xx")
    return given_pictures


@pytest.mark.parametrize("media_type", ["image/png", "image/jpeg", "image/tiff"])
def test_the_extractor_of_pictures_is_the_plug_in_registered_for_them(media_type: str) -> None:
    assert extractor_for(media_type).name == "image"


def test_a_photograph_of_a_page_is_read_as_its_camera_was_held() -> None:
    needed("tesseract")
    held = drawn(RUSSIAN, turned=90).convert("RGB")
    exif = held.getexif()
    exif[0x112], exif[0x132], exif[0x13B] = 6, "2020:01:01 00:00:00", "A camera"
    extraction = extracted(file(held, "JPEG", exif=exif, quality=90), Wishes(languages=("ru",)))
    assert accuracy(extraction.text, RUSSIAN) >= 0.97  # 1.0 with Tesseract 5.3.0
    assert {one.locator for one in extraction.passages} == {"p. 1"}
    assert extraction.declared == ()
    assert extraction.machine_read
    assert extraction.machine_read.endswith(" rus")


def test_each_page_of_a_tiff_is_a_page(reading: list[Picture]) -> None:
    pages = [Image.new("1", (20 + at, 10)) for at in range(3)]
    extraction = extracted(file(pages[0], "TIFF", save_all=True, append_images=pages[1:]))
    assert extraction.text == "20 by 10\n\n21 by 10\n\n22 by 10\n"
    assert [one.locator for one in extraction.passages] == ["p. 1", "p. 2", "p. 3"]
    assert (extraction.machine_read, extraction.needs_ocr) == ("fake 1 xx", False)


@pytest.mark.parametrize(
    ("mode", "light"),
    [
        ("1", 255),
        ("L", 200),
        ("LA", 200),
        ("P", 200),
        ("RGB", 200),
        ("RGBA", 200),
        ("CMYK", 200),
        ("I;16", 200),
        ("F", 200),
    ],
)
def test_pictures_of_every_kind_become_grey(mode: str, light: int, reading: list[Picture]) -> None:
    grey = Image.fromarray(np.array([[0, 200]], np.uint8))
    deep = Image.fromarray(np.array([[0, 200 << 8]], np.uint16))
    made = deep if mode == "I;16" else grey.convert(mode)
    extracted(file(made, "TIFF"))
    assert list(reading[0].grey) == [0, light]


def test_a_page_that_is_damaged_costs_no_other(reading: list[Picture]) -> None:
    pages = [Image.effect_noise((30, 20 + at), 50) for at in range(3)]
    whole = file(pages[0], "TIFF", save_all=True, append_images=pages[1:], compression="tiff_deflate")
    extraction = extracted(
        whole[: whole.rindex(b"\x78\x9c") + 2] + bytes(100) + whole[whole.rindex(b"\x78\x9c") + 102 :]
    )
    assert extraction.text == "30 by 20\n\n30 by 21\n"
    assert extraction.needs_ocr
    assert re.match("page 3: the picture is damaged", extraction.left_out[0])


def test_what_is_transparent_is_white(reading: list[Picture]) -> None:
    extracted(file(Image.new("RGBA", (1, 1), (0, 0, 0, 0))))
    assert reading[0].grey == b"\xff"


@pytest.mark.parametrize(
    ("told", "resolution"), [(300, 300), (72, 0), (1, 0), (69, 0), (70, 70), (2400, 2400), (9999, 0)]
)
def test_the_resolution_is_taken_where_it_can_be_meant(told: int, resolution: int, reading: list[Picture]) -> None:
    extracted(file(Image.new("L", (9, 9)), "JPEG", dpi=(told, told)))
    assert reading[0].resolution == resolution


def test_a_large_picture_is_made_smaller_and_a_larger_one_refused(
    monkeypatch: pytest.MonkeyPatch, reading: list[Picture]
) -> None:
    monkeypatch.setattr(images, "MOST_POINTS", 100)
    monkeypatch.setattr(images, "LARGEST", 400)
    assert extracted(file(Image.new("L", (20, 20)))).text == "10 by 10\n"
    assert reading[0].resolution == 149
    with pytest.raises(ExtractionFailed, match="400") as failed:
        extracted(file(Image.new("L", (20, 21))))
    assert failed.value.code == "limit"


def test_a_bomb_is_refused_before_it_is_unpacked(reading: list[Picture]) -> None:
    size = struct.pack(">II", 60_000, 60_000)
    header = b"IHDR" + size + file(Image.new("L", (1, 1)))[24:29]
    whole = file(Image.new("L", (1, 1)))
    bomb = whole[:12] + header + struct.pack(">I", zlib.crc32(header)) + whole[33:]
    with pytest.raises(ExtractionFailed) as failed:
        extracted(bomb)
    assert failed.value.code == "limit"
    assert not reading


def test_pages_are_counted(monkeypatch: pytest.MonkeyPatch, reading: list[Picture]) -> None:
    monkeypatch.setattr(images, "MOST_PAGES", 2)
    pages = [Image.new("1", (2, 2))] * 3
    assert len(extracted(file(pages[0], "TIFF", save_all=True, append_images=pages[:1])).passages) == 2
    with pytest.raises(ExtractionFailed, match="3 pages; 2 is the most"):
        extracted(file(pages[0], "TIFF", save_all=True, append_images=pages[:2]))


def test_a_picture_that_is_not_read_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    content = file(Image.new("L", (9, 9)))
    monkeypatch.setattr(Recogniser, "hindrance", None)
    assert extracted(content, Wishes(ocr="off")) == OFF
    monkeypatch.setattr(Recogniser, "hindrance", "no reader")
    assert extracted(content) == extracted(content, Wishes(ocr="force")) == replace(OFF, left_out=("no reader",))


WHOLE = [file(Image.effect_noise((40, 30), 50), kind) for kind in ("PNG", "JPEG", "TIFF")]


@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", *(one[:-400] for one in WHOLE)]
)
def test_what_is_cut_or_no_picture_is_damaged(content: bytes, reading: list[Picture]) -> None:
    with pytest.raises(ExtractionFailed) as failed:
        extracted(content)
    assert failed.value.code == "damaged"


def outcome(content: bytes) -> str:
    """The code of the failure, or `read`."""
    try:
        extracted(content)
    except ExtractionFailed as error:
        return error.code
    return "read"


@settings(max_examples=60)
@given(st.sampled_from(WHOLE), st.integers(0, 2**32))
def test_random_damage_gives_a_reading_or_a_failure(content: bytes, seed: int) -> None:
    chosen = random.Random(seed)  # noqa: S311
    damaged = bytearray(content)
    for _ in range(chosen.randint(1, 10)):
        damaged[chosen.randrange(min(300, len(damaged)))] = chosen.randrange(256)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Recogniser, "hindrance", None)
        patch.setattr(Recogniser, "read", lambda self, picture: ())
        patch.setattr(Recogniser, "by", None)
        assert outcome(bytes(damaged)) in ("read", "damaged", "limit")
