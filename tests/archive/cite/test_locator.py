from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cite.locator import LABELS, check, holds, otherwise_numbered, parse, written
from archive.cite.words import languages, words_of
from archive.errors import InvalidValue
from archive.extract.passages import paragraphs
from archive.record import Passage
from tests.archive.cite.documents import with_passages
from tests.archive.records import make

EN = words_of("en")


@pytest.mark.parametrize(
    ("given", "label", "numbers"),
    [
        ("para. 5", "paragraph", "5"), ("para 5", "paragraph", "5"), ("paragraph 5", "paragraph", "5"),
        ("paras. 3-5", "paragraph", "3–5"), ("¶5", "paragraph", "5"), ("¶¶ 3–5", "paragraph", "3–5"),
        ("p. 12", "page", "12"), ("pp. 12-14", "page", "12–14"), ("p.xii", "page", "xii"), ("§ 4", "section", "4"),
        ("第5段", "paragraph", "5"), ("п. 5", "paragraph", "5"), ("пп. 5–7", "paragraph", "5–7"),
        ("第12页", "page", "12"),
        ("الفقرة 5", "paragraph", "5"), ("S. 12", "page", "12"), ("5단락", "paragraph", "5"),
        ("PARA. 5", "paragraph", "5"),
        ("para. 5-5", "paragraph", "5"), ("slide 4", "", "slide 4"), ("annex II", "", "annex II"),
    ],
)  # fmt: skip
def test_a_locator_is_read(given: str, label: str, numbers: str) -> None:
    (point,) = parse(given)
    assert (point.label, point.numbers) == (label, numbers)


@pytest.mark.parametrize("given", ["", "  ", "\x00", "x" * 201])
def test_an_empty_or_endless_locator_is_refused(given: str) -> None:
    with pytest.raises(InvalidValue, match=r"para\. 5"):
        parse(given)


def test_several_points_are_parted_by_commas() -> None:
    assert [point.label for point in parse("p. 12, para. 3")] == ["page", "paragraph"]


@pytest.mark.parametrize(
    ("given", "fits"),
    [("para. 1", True), ("para. 3", True), ("para. 4", False), ("para. 0", False), ("paras. 1-3", True),
     ("paras. 2-4", False), ("p. 1", False), ("第2段", True)],
)  # fmt: skip
def test_a_locator_must_be_one_of_the_passages(given: str, fits: bool) -> None:
    record = with_passages(make(), "para. 1", "para. 2", "para. 3")
    if fits:
        check(parse(given), record)
    else:
        with pytest.raises(InvalidValue, match=r"its passages are para\. 1 to para\. 3"):
            check(parse(given), record)


def test_a_part_of_a_compound_locator_is_enough() -> None:
    record = with_passages(make(), "p. 1, para. 1", "p. 2, para. 1")
    check(parse("p. 2"), record)
    check(parse("p. 2, para. 1"), record)
    with pytest.raises(InvalidValue):
        check(parse("p. 2, para. 2"), record)


TEXT = "Head\n\n1. One is.\n\n2. Two is.\n\nNo number, 3 of them.\n\n5. Five."


@pytest.mark.parametrize(
    ("place", "said"),
    [("para. 2", ["para. 2 of k3m7q, as counted in the kept text, bears the number 1"]), ("para. 1", []),
     ("para. 4", []), ("para. 5", []), ("paras. 2-3", ["bears the number 1", "bears the number 2"]), ("p. 2", [])],
)  # fmt: skip
def test_a_paragraph_that_the_document_numbers_otherwise_is_told(place: str, said: list[str]) -> None:
    record = replace(make(), passages=paragraphs(TEXT))
    told = otherwise_numbered(parse(place), record, TEXT)
    assert len(told) == len(said)
    assert all(one in line for one, line in zip(said, told, strict=True))


def test_a_document_without_passages_is_not_checked() -> None:
    check(parse("p. 12"), make())


@pytest.mark.parametrize(
    ("given", "tag", "legal", "said"),
    [("para. 5", "en", False, "para. 5"), ("para. 5", "en", True, "para 5"), ("paras. 3-5", "en", False, "paras. 3–5"),
     ("p. 12", "en", True, "12"), ("p. 12", "en", False, "p. 12"), ("para. 5", "zh", True, "第5段"),
     ("paras. 5-7", "ru", False, "пп. 5–7"), ("paras. 5-7", "de", False, "Abs. 5–7"),
     ("slide 4", "zh", False, "slide 4"),
     ("p. 2, para. 3", "fr", False, "p. 2, par. 3"), ("p. 2, para. 3", "zh", False, "第2页，第3段")],
)  # fmt: skip
def test_a_locator_is_written(given: str, tag: str, legal: bool, said: str) -> None:
    assert written(parse(given), words_of(tag), legal=legal) == said


@given(st.sampled_from(languages()), st.sampled_from(LABELS), st.integers(min_value=1, max_value=999_999))
def test_what_is_written_in_any_language_is_read_again(tag: str, label: str, number: int) -> None:
    (point,) = parse(written(parse(words_of("en").say(label, n=str(number))), words_of(tag)))
    assert point.first == str(number)
    assert point.label in LABELS


@pytest.mark.parametrize(("place", "sought", "fits"), [
    ("para. 4", "paras. 3-5", True), ("para. 6", "paras. 3-5", False), ("para. 3", "para. 3", True),
    ("p. 2, para. 3", "p. 2", True), ("p. 2", "para. 2", False), ("slide 4", "slide 4", True),
])  # fmt: skip
def test_a_passage_stands_at_a_locator(place: str, sought: str, fits: bool) -> None:
    assert holds([Passage(number=1, start=0, end=1, locator=place)], parse(sought)) is fits
