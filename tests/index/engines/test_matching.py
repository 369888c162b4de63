"""What every engine promises of sequences, of words that stand for others, and of the order of tiers."""

from __future__ import annotations

import pytest

from archive.errors import QueryInvalid
from index import scoring
from index.engine import SearchEngine
from index.lookup import (
    AkinLookup,
    AnyOf,
    FacetLookup,
    FuzzyLookup,
    Lookup,
    PrefixLookup,
    SequenceLookup,
    Step,
    Tiers,
    TokenLookup,
    WhenFew,
)
from index.results import Request
from tests.index.engines.made_up import document, fill, ids

SPREAD = "a x x b x x x a b"


@pytest.mark.parametrize(
    ("steps", "slop", "found"),
    [
        ((("a", 0), ("b", 1)), 0, True),
        ((("b", 0), ("a", 1)), 0, False),
        ((("b", 0), ("a", 1)), 2, False),
        ((("b", 0), ("a", 1)), 3, True),
        ((("b", 0), ("a", 2)), 1, False),
        ((("b", 0), ("a", 2)), 2, True),
        ((("a", 0), ("b", 3)), 0, True),
        ((("a", 0), ("b", 1), ("a", 2), ("b", 3)), 4, False),
        ((("a", 0), ("b", 1), ("a", 2), ("b", 3)), 5, True),
        ((("a", 0), ("a", 1)), 5, False),
        ((("a", 0), ("a", 1)), 6, True),
    ],
)
def test_the_slop_of_a_sequence_is_all_that_lies_between_its_steps(
    engine: SearchEngine, steps: tuple[tuple[str, int], ...], slop: int, found: bool
) -> None:
    fill(engine, [document("spread", SPREAD), document("next", "b b b")])
    lookup = SequenceLookup("text", tuple(Step(distance, (token,)) for token, distance in steps), slop)
    assert ids(engine, lookup) == (["spread"] if found else [])


def test_a_sequence_does_not_run_from_one_document_into_the_next(engine: SearchEngine) -> None:
    fill(engine, [document("1", "a"), document("2", "b", seq=2)])
    assert ids(engine, SequenceLookup("text", (Step(0, ("a",)), Step(1, ("b",))), 50)) == []


@pytest.mark.parametrize("most", [3, 2])
def test_a_word_that_stands_for_too_many_tokens_is_refused(
    engine: SearchEngine, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    fill(engine, [document("1", "mina minb minc other")])
    for module in ("memory", "whoosh.evaluate"):
        monkeypatch.setattr(f"index.engines.{module}.MOST_EXPANSIONS", most)
    assert scoring.MOST_EXPANSIONS > 3
    sought: list[Lookup] = [PrefixLookup("text", "min"), FuzzyLookup("text", "mind", 1),
              SequenceLookup("text", (Step(0, prefix="min"), Step(1, ("other",))))]  # fmt: skip
    for lookup in sought:
        if most == 3:
            assert ids(engine, lookup) == ["1"]
        else:
            with pytest.raises(QueryInvalid, match="more letters"):
                engine.search(Request(lookup=lookup))


@pytest.mark.parametrize(("enough", "found"), [(0, ["a"]), (1, ["a"]), (2, ["a", "b", "c"])])
def test_what_is_found_by_few_is_joined_by_what_else_would_do(
    engine: SearchEngine, enough: int, found: list[str]
) -> None:
    fill(engine, [document("a", "landmine"), document("b", "landmines", seq=2), document("c", "landmined", seq=3)])
    lookup = WhenFew(TokenLookup("text", "landmine"), enough, AkinLookup("text", "landmine", 0.9))
    assert sorted(ids(engine, lookup)) == found


def test_the_scarce_are_counted_in_the_whole_index_and_not_behind_a_filter(engine: SearchEngine) -> None:
    fill(engine, [document("a", "mine", language=("en",)), document("b", "mines", seq=2, language=("az",))])
    lookup = WhenFew(TokenLookup("text", "mine"), 1, TokenLookup("text", "mines"))
    assert ids(engine, lookup, filters={"language": FacetLookup("language", ("az",))}) == []


def test_a_tier_ranks_before_what_lies_below_it_whatever_the_scores(engine: SearchEngine) -> None:
    texts = ["mine " + "road " * 50, "mines mines mines", "mined mined mined", "mines mine"]
    fill(engine, [document(f"d{number}", text, seq=number) for number, text in enumerate(texts, 1)])
    exact, other = TokenLookup("text", "mine", 0.01), TokenLookup("text", "mines", 5.0)
    every = AnyOf((exact, other, TokenLookup("text", "mined", 20.0)))
    assert ids(engine, every)[0] == "d3"
    assert ids(engine, Tiers(every, (exact, AnyOf((exact, other)))))[-1] == "d3"
    assert set(ids(engine, Tiers(every, (exact, AnyOf((exact, other)))))[:2]) == {"d1", "d4"}
    assert ids(engine, Tiers(exact, (TokenLookup("text", "nowhere"),))) == ids(engine, exact)


def test_kin_are_scored_by_the_likest_and_the_word_itself_is_none(engine: SearchEngine) -> None:
    texts = ["landmines", "landmine", "landmining landmines", "landing", "landmarked"]
    fill(engine, [document(f"d{number}", text, seq=number) for number, text in enumerate(texts, 1)])
    found = engine.search(Request(lookup=AkinLookup("text", "landmine", 0.7)))
    assert [match.id for match in found.page] == ["d1", "d3"]
    assert found.page[0].score == found.page[1].score
    with engine.writer(seq=9) as writer:
        writer.remove("d1")
        writer.remove("d3")
    assert ids(engine, AkinLookup("text", "landmine", 0.7)) == []
