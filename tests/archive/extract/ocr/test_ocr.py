"""Pages that are pictures are read in their language; how they were read is said, and so is what is missing."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from archive.errors import ExtractionFailed
from archive.extract.ocr import Recogniser, not_installed, tesseract
from archive.extract.ocr.picture import Picture, scale_within
from archive.extract.ocr.spacing import joined
from archive.extract.ocr.tesseract import Looks, Word
from tests.archive.extract.ocr.pictures import (
    ARABIC,
    AZERBAIJANI,
    CHINESE,
    ENGLISH,
    RUSSIAN,
    accuracy,
    drawn,
    picture,
)
from tests.programs import needed

LEAST = 0.97
"""Tesseract 5.3.0 reads every character of these pages right."""


@pytest.mark.parametrize(
    ("text", "tag", "name"),
    [
        (ENGLISH, "en", "eng"), (RUSSIAN, "ru", "rus"), (CHINESE, "zh", "chi_sim"), (ARABIC, "ar", "ara"),
        (AZERBAIJANI, "az", "aze"),
    ],
)  # fmt: skip
def test_a_page_is_read_in_the_language_that_is_named(text: str, tag: str, name: str) -> None:
    needed("tesseract")
    recogniser = Recogniser(wished=(tag,))
    paragraphs = recogniser.read(picture(drawn(text)))
    assert accuracy("\n".join(paragraphs), text) >= LEAST
    assert recogniser.by == f"tesseract {tesseract.version()} {name}"


def test_without_a_name_a_page_is_read_in_the_languages_of_its_script_upright_or_not() -> None:
    needed("tesseract")
    recogniser = Recogniser()
    for text, turned in ((RUSSIAN, 90), (RUSSIAN, 0)):
        assert accuracy("\n".join(recogniser.read(picture(drawn(text, turned=turned)))), text) >= LEAST
    assert recogniser.by == f"tesseract {tesseract.version()} rus+aze_cyrl"


def test_a_page_too_short_to_tell_its_script_is_read_in_every_one_and_then_in_its_own() -> None:
    needed("tesseract")
    recogniser = Recogniser()
    assert accuracy("\n".join(recogniser.read(picture(drawn(ARABIC)))), ARABIC) >= LEAST
    assert recogniser.by == f"tesseract {tesseract.version()} ara"


def test_a_page_without_words_gives_none() -> None:
    needed("tesseract")
    picture_alone = Image.new("L", (300, 200), 255)
    ImageDraw.Draw(picture_alone).polygon([(20, 180), (150, 20), (280, 180)], fill=90)
    assert Recogniser(wished=("en",)).read(picture(picture_alone)) == ()


PAGE = Picture(width=20, height=10, grey=b"\xff" * 100 + b"\0" * 100)
"""A page of which a reader that is told its answers looks only at the size."""


class Fake:
    """Tesseract as it answers in a story: confidence by languages, and looks."""

    def __init__(self, confidences: dict[str, float], looks: Looks | None = None) -> None:
        self.confidences = confidences
        self.looks_like = looks
        self.asked: list[str] = []

    def words(self, picture: Picture, languages: Sequence[str]) -> Iterator[Word]:
        name = "+".join(languages) + ("" if picture.width >= picture.height else " turned")
        self.asked.append(name)
        yield Word(text="слово", paragraph=("1", "1"), line="1", confidence=self.confidences[name])

    def looks(self, picture: Picture) -> Looks | None:
        self.asked.append("looks")
        return self.looks_like


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Fake:
    told = Fake({})
    for name, answer in (("version", lambda: "5"), ("installed", lambda: ("eng", "osd", "rus")), ("words", told.words),
                         ("looks", told.looks)):  # fmt: skip
        monkeypatch.setattr(tesseract, name, answer)
    return told


def test_the_languages_of_a_page_serve_the_next_one_without_another_look(fake: Fake) -> None:
    fake.confidences, fake.looks_like = {"rus": 90}, Looks(script="Cyrillic", turn=0)
    recogniser = Recogniser()
    assert recogniser.by is None
    assert [recogniser.read(PAGE), recogniser.read(PAGE)] == [("слово",)] * 2
    assert fake.asked == ["looks", "rus", "rus"]
    assert recogniser.by == "tesseract 5 rus"


def test_a_page_that_reads_badly_is_looked_at_and_read_in_other_languages(fake: Fake) -> None:
    fake.confidences, fake.looks_like = {"rus": 90, "eng": 95}, Looks(script="Cyrillic", turn=0)
    recogniser = Recogniser()
    recogniser.read(PAGE)
    fake.confidences, fake.looks_like = {"rus": 69.9, "eng": 95}, Looks(script="Latin", turn=0)
    recogniser.read(PAGE)
    assert fake.asked == ["looks", "rus", "rus", "looks", "eng"]
    assert recogniser.by == "tesseract 5 rus+eng"


def test_of_a_bad_copy_the_surest_reading_is_taken_and_later_pages_are_spared_the_rest(fake: Fake) -> None:
    fake.confidences, fake.looks_like = {"rus": 60, "eng+rus": 50}, Looks(script="Cyrillic", turn=0)
    recogniser = Recogniser()
    recogniser.read(PAGE)
    assert fake.asked == ["looks", "rus", "eng+rus", "rus"]
    fake.confidences["rus"] = 50
    recogniser.read(PAGE)
    assert fake.asked[4:] == ["rus"]
    fake.confidences["rus"] = 49.9
    recogniser.read(PAGE)
    assert fake.asked[5:] == ["rus", "looks", "eng+rus", "rus"]


def test_a_page_is_turned_as_it_looks_in_the_languages_that_are_named(fake: Fake) -> None:
    fake.confidences, fake.looks_like = {"rus": 20, "rus turned": 90}, Looks(script="Latin", turn=90)
    Recogniser(wished=("ru",)).read(PAGE)
    assert fake.asked == ["rus", "looks", "rus turned"]


@pytest.mark.parametrize(("confidence", "read"), [(39.9, ()), (40, ("слово",))])
def test_a_line_that_is_hardly_one_is_left_out(fake: Fake, confidence: float, read: tuple[str, ...]) -> None:
    fake.confidences = {"rus": confidence}
    assert Recogniser(wished=("ru",)).read(PAGE) == read


def test_a_language_that_is_not_installed_is_named_and_none_installed_means_not_able(fake: Fake) -> None:
    fake.confidences = {"rus": 90}
    recogniser = Recogniser(wished=("hy", "ru"))
    recogniser.read(PAGE)
    assert recogniser.by == "tesseract 5 rus (not installed: hy)"
    assert not_installed(("hy", "ru", "en")) == ("hy",)
    assert Recogniser(wished=("hy", "ka")).hindrance == "not recognised: Tesseract has no data for hy, ka"
    assert Recogniser().hindrance is None


def test_a_document_of_very_many_pages_is_read_as_far_as_there_is_time(
    fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.confidences = {"rus": 90}
    moments = iter([100.0, 3100.0, 3100.1, 3200.0])
    monkeypatch.setattr("archive.extract.ocr.time.monotonic", lambda: next(moments))
    recogniser = Recogniser(wished=("ru",))
    assert [recogniser.attempt(lambda: PAGE, number) for number in range(1, 5)] == [("слово",), ("слово",), None, None]
    assert recogniser.unread == ["not recognised: the pages before took more than 50 minutes"]


def test_without_the_program_nothing_can_be_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for cached in (tesseract.version, tesseract.installed):
        cached.cache_clear()
    assert tesseract.version() is None
    for recogniser in (Recogniser(), Recogniser(wished=("en",))):
        assert recogniser.hindrance == "not recognised: Tesseract is not installed"
    assert not_installed(("en",)) == ("en",)
    for cached in (tesseract.version, tesseract.installed):
        cached.cache_clear()


def test_a_program_that_fails_is_a_failure_with_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*arguments: object, **settings: object) -> None:
        raise subprocess.TimeoutExpired("tesseract", 1)

    def killed(*arguments: object, **settings: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess([], -9, b"", b"")

    def gone(*arguments: object, **settings: object) -> None:
        raise FileNotFoundError(2, "No such file")

    for run, code in ((stopped, "timeout"), (killed, "ocr-failed"), (gone, "ocr-failed")):
        monkeypatch.setattr(subprocess, "run", run)
        with pytest.raises(ExtractionFailed) as failed:
            list(tesseract.words(PAGE, ["eng"]))
        assert failed.value.code == code


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ([], ""),
        (["a", "b"], "a b"),
        (["水", "库"], "水库"),
        (["水", "2021", "年"], "水 2021 年"),
        (["水", "，", "库"], "水，库"),
        (["물", "이"], "물 이"),
        (["みず", "うみ"], "みずうみ"),
    ],
)
def test_blanks_stand_where_the_script_has_them(words: list[str], line: str) -> None:
    assert joined(words) == line


@pytest.mark.parametrize(
    ("grey", "blank"),
    [
        (b"", True), (b"\xff" * 900, True), (b"\0" * 900, True), (b"\xff" * 861 + b"\0" * 39, True),
        (b"\xff" * 860 + b"\0" * 40, False), (b"\0" * 860 + b"\xff" * 40, False), (b"\xff" * 800 + b"\xc0" * 100, True),
        (b"\xff" * 800 + b"\xbe" * 100, False),
    ],
)  # fmt: skip
def test_a_sheet_with_hardly_a_point_of_ink_is_blank_and_not_read(fake: Fake, grey: bytes, blank: bool) -> None:
    fake.confidences = {"rus": 90}
    sheet = Picture(width=len(grey), height=1, grey=grey)
    assert sheet.is_blank == blank
    assert Recogniser(wished=("ru",)).read(sheet) == (() if blank else ("слово",))
    assert fake.asked == ([] if blank else ["rus"])


def test_pictures_turn_clockwise_and_shrink_to_their_limit() -> None:
    corner = Picture(width=3, height=2, grey=bytes([1, 2, 3, 4, 5, 6]))
    turned = corner.turned(90)
    assert (turned.width, turned.height, list(turned.grey)) == (2, 3, [4, 1, 5, 2, 6, 3])
    assert corner.turned(360) == corner.turned(0) == corner
    assert corner.as_pgm() == b"P5 3 2 255\n\x01\x02\x03\x04\x05\x06"
    assert (scale_within(20, 20, 400), scale_within(40, 40, 400), scale_within(0, 0)) == (1, 0.5, 1)
