"""What is recorded of a document: all that it states, nothing else, and each value with its evidence."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.describe import describe
from archive.extract import Declared, Extraction
from archive.given import Given
from archive.reading import read
from archive.record import FIELD_NAMES, Description

SAMPLES = tomllib.loads((Path(__file__).parent / "samples.toml").read_text(encoding="utf-8"))


def described(text: str, *declared: tuple[str, str, str]) -> Description:
    places = tuple(Declared(field=field, value=value, place=place) for field, value, place in declared)
    return describe(Extraction(text=text, passages=(), declared=places), ())


def recorded(found: Description) -> dict[str, str | list[str]]:
    """What is stated, declared or inferred, as samples.toml writes it."""
    kept = {name: [value.value for value in found.values(name) if value.basis != "derived"] for name in FIELD_NAMES}
    return {name: values if name == "creator" else values[0] for name, values in kept.items() if values}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_document_is_described_by_all_it_states_and_by_nothing_else(name):
    sample = dict(SAMPLES[name])
    assert recorded(described(sample.pop("text"))) == sample


@pytest.mark.parametrize("name", SAMPLES)
def test_every_value_has_a_rule_a_confidence_and_a_span_of_the_text(name):
    text = SAMPLES[name]["text"]
    found = described(text)
    for field in FIELD_NAMES:
        for value in found.values(field):
            assert value.rule
            assert "/" in value.rule
            assert 0 < value.confidence < 1
            assert value.evidence is not None
            assert 0 <= value.evidence.start < value.evidence.end <= len(text)


@pytest.mark.parametrize("field", ["symbol", "creator", "session", "agenda_item"])
def test_a_copied_value_stands_at_its_span(field):
    for sample in SAMPLES.values():
        for value in described(sample["text"]).values(field):
            span = sample["text"][value.evidence.start : value.evidence.end]
            if field != "session":
                assert value.value in span


NEWS = SAMPLES["news-with-agency-and-byline"]["text"]
NOTE = SAMPLES["un-note-verbale-french"]["text"]


def test_what_the_file_declares_outranks_what_the_text_states():
    found = described(NEWS, ("date", "2020-06-10", "meta[date]"), ("title", "The pier", "meta[og:title]"))
    assert found.text("date") == "2020-06-10"
    assert found.text("title") == "The pier"
    assert found.date.basis == "declared"
    assert found.date.evidence.place == "meta[date]"
    assert found.text("source") == "Fjord Press"


def test_the_masthead_outranks_a_declared_date():
    assert described(NOTE, ("date", "2024-01-01", "meta[date]")).text("date") == "2016-09-06"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("date", "yesterday"),
        ("date", "05/04/2021"),
        ("type", "spreadsheet"),
        ("version_language", "French!"),
        ("no", "x"),
    ],
)
def test_a_declared_value_that_its_field_cannot_hold_is_dropped(field, value):
    assert described("Words.", (field, value, "meta[x]")) == described("Words.")


def test_the_same_author_declared_twice_is_recorded_once():
    found = described("Words.", ("creator", "Ana Lima", "meta[author]"), ("creator", "Ana Lima", "JSON-LD author"))
    assert [value.value for value in found.creator] == ["Ana Lima"]


def test_a_note_verbale_has_no_creator_even_when_somebody_signed_below():
    found = described(NOTE + "\n\nJean Dupont\nSecrétaire général\n")
    assert found.text("type") == "note verbale"
    assert found.creator == ()


def test_the_file_name_is_no_evidence():
    named = [read(NEWS.encode(), name, Given()).description for name in ("a.txt", "2001-01-01 Reuters.txt")]
    assert named[0] == named[1]


@pytest.mark.parametrize("text", ["", "\n\n", "   ", "x", "1", "…", "+ ↺ −", "a\n" * 50])
def test_next_to_nothing_gives_at_most_a_stand_in_title(text):
    assert recorded(described(text)) == {}


def test_what_holds_no_word_has_not_even_a_stand_in():
    assert described("+ ↺ −\n\n1 2 3").title is None


PIECES = st.sampled_from(
    [
        "Distr.: General",
        "9 April 2021",
        "Original: English",
        "Forty-seventh session",
        "Agenda item",
        "The General Assembly,",
        "APPEAL",
        "By",
        "BAKU, April 1.",
        "told Trend.",
        "As of May 2020",
        "today",
        "A/HRC/1",
        "(Signed)",
        "Director",
        "人权理事会",
        "第四十七届会议",
        "2021年4月5日",
        "二〇二一年",
        "令和",
        "۱۴۰۰",
        "Annex to the note verbale dated",
        "\n",
        "\n\n",
        " ",
    ]
)


@settings(deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=30).map(" ".join)))
def test_any_text_is_described_without_an_error(text):
    found = described(text)
    for name in FIELD_NAMES:
        for value in found.values(name):
            assert value.evidence.end <= len(text)
