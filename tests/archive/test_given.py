"""What a person gives is checked, recorded as given, and never overwritten by a rule."""

from __future__ import annotations

import pytest

from archive.errors import InvalidValue
from archive.given import Given, combine, given, parse_assignments
from archive.reading import read
from archive.record import Description, Evidence, Value


def texts(values: Given) -> dict[str, list[str]]:
    return {name: [value.value for value in held] for name, held in values.values.items()}


@pytest.mark.parametrize(
    ("assignments", "expected"),
    [
        ([], {}),
        (["title=A = B"], {"title": ["A = B"]}),
        ([" source =  Trend  News "], {"source": ["Trend News"]}),
        (["tag=water", "tag=dams"], {"tag": ["water", "dams"]}),
        (["tag=a; b"], {"tag": ["a; b"]}),
        (["date=2021-04"], {"date": ["2021-04"]}),
        (["original_language=ZH-hant"], {"original_language": ["zh-Hant"]}),
        (["type=Press  Release"], {"type": ["press release"]}),
        (["note="], {"note": []}),
        (["creator="], {"creator": []}),
    ],
)
def test_assignments_give_checked_values(assignments: list[str], expected: dict[str, list[str]]) -> None:
    assert texts(parse_assignments(assignments)) == expected


@pytest.mark.parametrize(
    ("assignments", "words"),
    [
        (["title"], "'title' is not FIELD=VALUE"),
        (["titel=x"], "there is no field 'titel'; the fields are: title,"),
        (["titel=x"], "note, language"),
        (["titel="], "there is no field 'titel'"),
        (["title=a", "title=b"], "title is given 2 times and can hold one value"),
        (["date=yesterday"], "date: "),
        (["date=2021-02-30"], "date: "),
        (["language=english"], "language: 'english' is not a language tag"),
        (["language="], "language cannot be emptied; `und`"),
        (["type=memo"], "type: 'memo' is not a document type"),
        (["title=a\x07b"], "title: the value holds control characters"),
        (["title=" + "x" * 10_001], "title: the value has 10,001 characters"),
    ],
)
def test_a_wrong_assignment_is_refused_and_names_its_field(assignments: list[str], words: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        parse_assignments(assignments)
    assert words in str(refused.value)


def test_the_longest_value_has_10_000_characters() -> None:
    assert len(texts(parse_assignments(["title=" + "x" * 10_000]))["title"][0]) == 10_000


def test_a_given_value_is_confirmed_and_says_by_whom_and_where() -> None:
    value = given({"title": ["T"]}, basis="sidecar", place="list.csv row 3").values["title"][0]
    assert value == Value(value="T", basis="sidecar", confirmed=True, evidence=Evidence(place="list.csv row 3"))
    assert parse_assignments(["title=T"]).values["title"][0].basis == "person"


def test_languages_are_tags_in_their_usual_case_each_once() -> None:
    values = parse_assignments(["language=ZH", "language=pt-br", "language=zh"])
    assert values.languages == ("zh", "pt-BR")
    assert texts(values) == {}


def test_what_is_given_takes_the_place_of_what_was_found_and_leaves_the_rest() -> None:
    found = Description(title=Value(value="A", basis="stated"), note=Value(value="n", basis="stated"),
                        tag=(Value(value="old", basis="stated"),), place=Value(value="P", basis="stated"))  # fmt: skip
    described = parse_assignments(["title=B", "note=", "tag=x", "tag=y"]).over(found)
    assert (described.text("title"), described.note, described.text("place")) == ("B", None, "P")
    assert [value.value for value in described.tag] == ["x", "y"]


def test_no_rule_overwrites_what_was_given() -> None:
    page = b"<title>Declared</title><meta name=author content=Declared><h1>Declared</h1><p>Baku, 3 May 2022. Text."
    reading = read(page, "a.html", parse_assignments(["title=Given", "creator=", "date=1999"]))
    assert reading.description.text("title") == "Given"
    assert reading.description.creator == ()
    assert reading.description.date == Value(value="1999", basis="person", confirmed=True)


def test_the_stronger_one_wins_field_by_field() -> None:
    weaker = given({"title": ["A"], "place": ["P"], "language": ["en"]}, basis="sidecar", place="x")
    both = combine(weaker, parse_assignments(["title=B"]))
    assert texts(both) == {"title": ["B"], "place": ["P"]}
    assert (both.languages, both.basis) == (("en",), "sidecar")
    overruled = combine(weaker, parse_assignments(["language=fr"]))
    assert (overruled.languages, overruled.basis) == (("fr",), "person")
