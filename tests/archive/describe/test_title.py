"""Titles as printed, and the stand-in of a document without one."""

import pytest

from archive.describe import describe
from archive.extract import Extraction
from archive.record import Value

BODY = "The clay pits on the northern bank were closed in the year of the great frost, and nobody digs there now."


def title_of(text: str) -> Value | None:
    return describe(Extraction(text=text, passages=()), ()).title


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Clay pits of the north", "Clay pits of the north"),
        ("Clay pits\nof the north", "Clay pits of the north"),
        ("PRESS RELEASE\n\nClay pits of the north", "Clay pits of the north"),
        ("Museum of Clay\n\nClay pits of the north", "Clay pits of the north"),
        ("APPEAL\nof the keepers of the pits", "Appeal of the keepers of the pits"),
        ("APPEAL\n4 May – Day of Clay", "APPEAL 4 May – Day of Clay"),
        ("CLAY PITS OF THE NORTH", "CLAY PITS OF THE NORTH"),
        ("旧い粘土 の\n採掘場", "旧い粘土の採掘場"),
        ("№ 12/4\nTver, 5 May 2021\n\nOn the clay pits", "On the clay pits"),
    ],
)
def test_the_printed_title_is_kept_without_what_stands_around_it(head, title):
    found = title_of(f"{head}\n\n{BODY}")
    assert (found.value, found.basis) == (title, "stated")


def test_without_a_title_the_first_sentence_stands_in():
    found = title_of("The pits are closed, and the road to them too. " + BODY)
    assert (found.value, found.basis) == ("The pits are closed, and the road to them too.", "derived")
    assert found.rule == "first-sentence/1"


def test_a_stand_in_does_not_hold_the_dateline():
    found = title_of("OSLO, May 4. The pits are closed, and so is the road that leads to them. " + BODY)
    assert found.value == "The pits are closed, and so is the road that leads to them."


@pytest.mark.parametrize(("length", "cut"), [(119, False), (120, False), (121, True), (900, True)])
def test_a_stand_in_of_more_than_120_characters_is_cut_between_words(length, cut):
    sentence = ("Clay " * length)[: length - 1].rstrip().ljust(length - 1, "y") + "."
    found = title_of(sentence).value
    assert len(found) <= 120
    assert found == sentence if not cut else (found.endswith("Clay…") and len(found) > 100)


def test_a_title_that_is_too_long_to_be_one_is_not_taken():
    assert title_of("clay " * 100 + "\n\n" + BODY).basis == "derived"


@pytest.mark.parametrize(
    "called",
    [
        "Dear Sir:",
        "Sir:",
        "To all museums:",
        "Уважаемый директор музея!",
        "Коллеги!",
        "館長先生：",
        "各县档案馆：",
        "各区档案馆：",
    ],
)
def test_a_line_that_addresses_somebody_is_neither_title_nor_source(called):
    for head in (called, f"Memorandum\n\n{called}"):
        found = describe(Extraction(text=f"{head}\n\n{BODY}", passages=()), ())
        assert called not in (found.text("title"), found.text("source"))
        assert found.text("source") is None


def test_the_letterhead_over_a_salutation_is_the_source_and_not_the_title():
    found = describe(Extraction(text=f"新泰檔案館\n\n館長先生：\n\n{BODY}", passages=()), ())
    assert (found.text("source"), found.text("title"), found.title.basis) == ("新泰檔案館", BODY, "derived")


@pytest.mark.parametrize(
    "head", ["Friends of the clay", "Sir Francis and the pits", "Clay pits:\nof the north", "同志档案"]
)
def test_a_heading_with_a_word_of_courtesy_or_a_colon_inside_is_still_a_title(head):
    assert title_of(f"{head}\n\n{BODY}").value == head.replace("\n", " ")


@pytest.mark.parametrize(
    ("sentence", "first"),
    [
        ("Please send us the\nmap of the pits.", "Please send us the map of the pits."),
        ("Просим вернуть карту.", "Просим вернуть карту."),
        ("أعيدوا الخريطة إلى المتحف.", "أعيدوا الخريطة إلى المتحف."),
        ("Pits closed. Who digs now?", "Pits closed."),
        ("茲寄上圖書館舊檔案目錄一份，敬請查收。水庫圖紙另郵寄出。", "茲寄上圖書館舊檔案目錄一份，敬請查收。"),
    ],
)
@pytest.mark.parametrize("form", ["{}\n\n{}", "Dear Sir:\n\n{}\n\n{}"])
@pytest.mark.parametrize("below", [BODY, "5 May 1950"])
def test_a_short_sentence_of_the_text_is_no_title_and_may_stand_in_for_it(form, sentence, first, below):
    found = title_of(form.format(sentence, below))
    assert (found.value, found.basis) == (first, "derived")


@pytest.mark.parametrize(
    "title",
    [
        "Will the pits close?",
        "The Clay Pits of the North.",
        "CLAY PITS OF THE NORTH.",
        "Annual report of the pits.",
        "Clay pits of the U.S.",
        "Friends of the clay e. V.",
        "Clay pits in 2019.",
        "Clay pits of the north...",
    ],
)
def test_a_title_that_ends_in_a_stop_and_is_set_as_titles_are_is_kept(title):
    found = title_of(f"{title}\n\n{BODY}")
    assert (found.value, found.basis) == (title, "stated")


def test_a_title_below_a_short_sentence_is_found():
    found = title_of(f"Not for release before noon.\n\nClay pits of the north\n\n{BODY}")
    assert found.value == "Clay pits of the north"


@pytest.mark.parametrize(
    "paper",
    [
        "Town Herald 03/04/2011",
        "Town Herald, 3 April 2011",
        "Town Herald\n3 April 2011",
        "Вечерний вестник 03.04.2011",
        "Вечерний вестник\n3 апреля 2011 г.",
        "江城日报 2011年4月3日",
    ],
)
def test_a_newspaper_and_its_day_above_a_headline_are_neither_title_nor_place(paper):
    found = describe(Extraction(text=f"{paper}\n\nPits closed by frost\n\n{BODY}", passages=()), ())
    assert (found.text("title"), found.text("place")) == ("Pits closed by frost", None)


@pytest.mark.parametrize("title", ["Herald of the frost", "Pits in the news 3 April 2011", "The town and its press"])
def test_a_headline_with_a_word_of_newspapers_is_the_title_where_no_other_stands(title):
    assert title_of(f"{title}\n\n{BODY}").value == title
