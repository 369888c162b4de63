"""Answers: what a reader says is recorded only where it can be true, and a lie costs as little as it may."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

import corpus
from archive.extract import Wishes
from archive.given import Given
from archive.reading import Reading, Request, read, steps
from archive.sandbox import frames
from archive.sandbox.answers import FalseAnswer, changes, understood

TEXT = "NOTE\n\nThe registers of the flooded villages were dried and copied by the end of the month of May 2021."
ASKED = Request(name="a.txt")


def message(text: str = TEXT) -> dict[str, Any]:
    """What an honest reader says of a text, all steps together."""
    said: dict[str, Any] = {}
    before: Reading | None = None
    for reading in steps(text.encode(), ASKED):
        said.update(changes(before, reading))
        before = reading
    unpacked: dict[str, Any] = frames.unpacked(frames.packed(said)[frames.LENGTH :])
    return unpacked


@pytest.mark.parametrize("path", sorted(path.name for path in corpus.DOCUMENTS.glob("*")))
def test_every_reading_of_the_corpus_comes_through_whole(path: str) -> None:
    for file in sorted((corpus.DOCUMENTS / path).glob("*")):
        before: Reading | None = None
        said: dict[str, Any] = {}
        for reading in steps(file.read_bytes(), Request(name=file.name)):
            said.update(changes(before, reading))
            before = reading
        assert understood(said, ASKED) == before == read(file.read_bytes(), file.name, Given())


Harm = Callable[[dict[str, Any]], object]


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda said: said.update(media_type="text"), "a media type"),
        (lambda said: said.update(media_type="text/plain\nx"), "a media type"),
        (lambda said: said.update(content="short"), "the length of the text"),
        (lambda said: said.update(content=""), "whether there is text"),
        (lambda said: said.update(content=5), "5 is not str"),
        (lambda said: said["text"].update(state="fine"), "'fine' is not one of"),
        (lambda said: said["text"].update(state="unreadable"), "whether there is text"),
        (lambda said: said["text"].update(digest="0" * 64), "the state of the text"),
        (lambda said: said["text"].update(failure="no code"), "the state of the text"),
        (lambda said: said["text"].update(extractor="x" * 501), "a name"),
        (lambda said: said["text"].update(left_out=["\ud800"]), "surrogates not allowed"),
        (lambda said: said["passages"][0].update(start=-1), "the span of a passage"),
        (lambda said: said["passages"][1].update(start=2), "the span of a passage"),
        (lambda said: said["passages"][1].update(end=10_000), "the span of a passage"),
        (lambda said: said["passages"][1].update(number=7), "the span of a passage"),
        (lambda said: said["passages"][0].update(locator="p" * 501), "a locator"),
        (lambda said: said["passages"].append("x"), "'x' is not dict"),
        (lambda said: said.update(parts=[{"path": "a", "kind": "member", "file": "../a", "size": 1}]), "a part"),
        (lambda said: said.update(parts=[{"path": "../a", "kind": "member", "file": "000000"}]), "the path of a part"),
        (lambda said: said.update(parts=[{"path": "a", "kind": "member"}]), "a part"),
        (lambda said: said.update(parts=[{"path": "a", "kind": "spy", "file": "000000"}]), "'spy' is not one of"),
    ],
)  # fmt: skip
def test_a_text_that_cannot_be_is_refused(harm: Harm, words: str) -> None:
    said = message()
    harm(said)
    with pytest.raises(FalseAnswer, match=words):
        understood(said, ASKED)


TITLE: dict[str, Any] = {"value": "Note", "basis": "stated", "rule": "r/1", "confidence": 0.5}


@pytest.mark.parametrize(
    "value",
    [
        {**TITLE, "basis": "person"}, {**TITLE, "basis": "sidecar"}, {**TITLE, "confirmed": True},
        {**TITLE, "confidence": 1.5}, {**TITLE, "confidence": -0.1}, {**TITLE, "value": " two  blanks"},
        {**TITLE, "value": "a\x1b[31m"}, {**TITLE, "value": "x" * 10_001}, {**TITLE, "rule": "r" * 501},
        {**TITLE, "evidence": {"start": 5, "end": 4}}, {**TITLE, "evidence": {"start": 0, "end": 10_000}},
        {**TITLE, "evidence": {"place": "p" * 501}},
    ],
)  # fmt: skip
def test_a_description_that_cannot_be_costs_the_description_and_no_text(value: dict[str, Any]) -> None:
    said = message()
    said["description"]["title"] = value
    reading = understood(said, ASKED)
    assert (reading.content, reading.description.title, reading.references) == (TEXT, None, ())
    assert (reading.text.failure or "").startswith("description-failed: a false answer: ")
    assert [share.tag for share in reading.languages] == ["en"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("languages", [{"tag": "English", "share": 1.0}]), ("languages", [{"tag": "en", "share": 1.1}]),
     ("languages", [{"tag": "en", "share": 1.0, "probability": 2.0}]),
     ("languages", [{"tag": "e" * 600, "share": 1.0}])],
)  # fmt: skip
def test_languages_that_cannot_be_cost_the_languages_alone(field: str, value: Any) -> None:
    said = message()
    said[field] = value
    reading = understood(said, ASKED)
    assert (reading.content, reading.languages) == (TEXT, ())
    assert {passage.language for passage in reading.passages} == {"und"}
    assert (reading.text.failure or "").startswith("language-failed: a false answer: ")


def test_languages_that_were_given_are_not_left_to_the_reader() -> None:
    asked = Request(name="a.txt", languages=("zh",), basis="person", wishes=Wishes())
    reading = understood(message(), asked)
    assert [(share.tag, share.basis) for share in reading.languages] == [("zh", "person")]
    assert {passage.language for passage in reading.passages} == {"zh"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*message(), "value", "start"]), inner,
                                                                max_size=4),
    max_leaves=12,
)  # fmt: skip


@examples(st.sampled_from(sorted(message())), JSON)
def test_whatever_is_said_is_understood_or_refused(name: str, value: Any) -> None:
    said = {**message("Words."), name: value}
    try:
        reading = understood(said, ASKED)
    except FalseAnswer:
        return
    assert isinstance(reading, Reading)
    reading.content.encode()
