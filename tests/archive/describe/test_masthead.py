"""Mastheads of United Nations documents in six languages and two layouts, whatever a PDF made of their lines."""

import random
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.describe import masthead
from tests.archive.describe.test_describe import described, recorded

SAMPLES = tomllib.loads((Path(__file__).parent / "mastheads.toml").read_text(encoding="utf-8"))
MASTHEAD = ("symbol", "distribution", "distribution_date", "version_language", "original_language", "body", "date")
BLOCK = {
    "symbol": "A/HRC/12/1083", "label": "Distr.", "kind": "GENERAL", "date": "15 September 2009",
    "language": "ENGLISH", "original": "Original: FRENCH", "organ": "General Assembly",
    "council": "HUMAN RIGHTS COUNCIL", "name": "UNITED\nNATIONS", "letter": "A", "job": "GE.09-99999 (E) 210909",
}  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
def test_a_document_with_a_masthead_is_described_by_all_it_states_and_by_nothing_else(name: str) -> None:
    sample = dict(SAMPLES[name])
    assert recorded(described(sample.pop("text"))) == sample


@settings(deadline=None, max_examples=60)
@given(st.randoms(use_true_random=False), st.sampled_from(["\n", " ", "\n\n", "      "]))
def test_the_order_of_a_mastheads_columns_does_not_matter(chance: random.Random, between: str) -> None:
    """Only the kind comes after `Distr.`, as it does in every column."""
    words = list(BLOCK.values())
    words.remove(BLOCK["kind"])
    chance.shuffle(words)
    words.insert(words.index(BLOCK["label"]) + 1, BLOCK["kind"])
    prose = "The tide books of forty harbours have been counted, and half of them are lost for ever."
    found = recorded(described(between.join(words) + "\n\n" + prose))
    assert {name: found.get(name) for name in MASTHEAD} == {
        "symbol": "A/HRC/12/1083", "distribution": "General", "distribution_date": "2009-09-15",
        "version_language": "en", "original_language": "fr", "body": "Human Rights Council", "date": "2009-09-15",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Distr.",
        "Distr.: General",
        "Distr.: General\nApril 2021",
        "Distr.: General\n9 April",
        "Distr.: Secret\n9 April 2021",
        "9 April 2021\nGeneral",
        "Distr.: General. The paper came out on 9 April 2021.",
        "x" * 700 + "\nDistr.: General\n9 April 2021",
    ],
)
def test_what_lacks_a_part_of_a_masthead_has_none(text: str) -> None:
    assert masthead.read(text) is None


@pytest.mark.parametrize("only", ["English only", "English\nOriginal: English/French", "ENGLISH ONLY"])
def test_a_version_in_one_language_is_told_and_a_joint_original_is_not(only: str) -> None:
    found = recorded(described(f"United Nations A/75/1333\nDistr.: General\n5 March 2021\n{only}\n\nSome words."))
    assert found["version_language"] == "en"
    assert "original_language" not in found


def test_a_title_that_names_another_organ_does_not_make_it_the_body() -> None:
    head = "United Nations A/75/1333\nGeneral Assembly\nDistr.: General\n5 March 2021\n\nSeventy-fifth session\n"
    found = recorded(described(head + "Agenda item 5\n\nReport of the Human Rights Council\n\nWords follow."))
    assert (found["body"], found["source"]) == ("General Assembly", "General Assembly")
