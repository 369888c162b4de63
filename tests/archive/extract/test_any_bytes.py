"""Whatever bytes an extractor is given, it answers with a sound extraction or with a failure in words."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import ExtractionFailed
from archive.extract import Extraction, Extractor, Wishes, extractors
from archive.identify import identify
from tests.archive.extract.samples import SAMPLES

BY_NAME = {extractor.name: extractor for extractor in extractors()}
NO_PICTURES = Wishes(ocr="off")


def check(extraction: Extraction) -> None:
    """The laws of an extraction."""
    text = extraction.text
    text.encode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    at = 0
    for number, passage in enumerate(extraction.passages, 1):
        assert passage.number == number
        assert at <= passage.start < passage.end <= len(text)
        assert not text[at : passage.start].strip()
        assert text[passage.start : passage.end].strip()
        at = passage.end
    assert not text[at:].strip()


def answer(extractor: Extractor, content: bytes) -> Extraction | ExtractionFailed:
    try:
        return extractor.extract(content, NO_PICTURES)
    except ExtractionFailed as failed:
        assert failed.code  # noqa: PT017 (a failure is one of the two answers)
        assert str(failed)  # noqa: PT017
        return failed


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sound_file_is_read(name: str) -> None:
    extraction = answer(BY_NAME[name], SAMPLES[name])
    assert isinstance(extraction, Extraction)
    assert "水" in extraction.text
    check(extraction)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_of_the_format_that_its_extractor_reads(name: str) -> None:
    media_type = identify(SAMPLES[name], "a")
    assert any(media_type in one.media_types for one in BY_NAME[name].formats)


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=25)
@given(content=st.binary(max_size=300))
def test_random_bytes_have_an_answer(name: str, content: bytes) -> None:
    found = answer(BY_NAME[name], content)
    if isinstance(found, Extraction):
        check(found)


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=30)
@given(
    chance=st.randoms(use_true_random=False),
    faults=st.integers(1, 12),
    cut=st.floats(0, 1) | st.none(),
)
def test_a_damaged_file_has_an_answer(name: str, chance: random.Random, faults: int, cut: float | None) -> None:
    content = bytearray(SAMPLES[name])
    for _ in range(faults):
        at = chance.randrange(len(content))
        kind = chance.choice(["change", "take", "double"])
        if kind == "change":
            content[at] = chance.randrange(256)
        elif kind == "take":
            del content[at : at + chance.randrange(1, 9)]
        else:
            content[at:at] = content[at : at + chance.randrange(1, 40)]
    if cut is not None:
        del content[int(cut * len(content)) :]
    found = answer(BY_NAME[name], bytes(content))
    if isinstance(found, Extraction):
        check(found)


@pytest.mark.parametrize("name", [name for name in SAMPLES if name in ("docx", "odf", "epub")])
@settings(max_examples=25)
@given(chance=st.randoms(use_true_random=False), faults=st.integers(1, 8))
def test_damage_inside_of_a_package_has_an_answer(name: str, chance: random.Random, faults: int) -> None:
    """The members are damaged before they are packed, so that what unpacks them finds nothing wrong."""
    import io
    import zipfile

    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SAMPLES[name])) as sound, zipfile.ZipFile(target, "w") as damaged:
        for member in sound.namelist():
            content = bytearray(sound.read(member))
            for _ in range(faults if chance.random() < 0.4 else 0):
                at = chance.randrange(len(content) or 1)
                content[at : at + chance.randrange(0, 3)] = chance.choice(
                    [b"<", b">", b"/", b"&", b"x", b"\xff", b"</w:p>"]
                )
            damaged.writestr(member, bytes(content))
    found = answer(BY_NAME[name], target.getvalue())
    if isinstance(found, Extraction):
        check(found)
