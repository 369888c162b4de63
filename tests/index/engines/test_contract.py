"""What every engine promises. Each one is held against the memory engine, which walks through all documents."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import QueryInvalid
from index import scoring
from index.engine import SearchEngine
from index.engines.memory import MemoryEngine
from index.lookup import (
    AkinLookup,
    AllOf,
    AnyOf,
    DateLookup,
    Everything,
    FacetLookup,
    FuzzyLookup,
    Lookup,
    Nothing,
    PrefixLookup,
    SequenceLookup,
    Step,
    Tiers,
    TokenLookup,
    WhenFew,
    Without,
)
from index.results import FacetCount, Matches, Request, Sort
from tests.archive.entry_points import declared
from tests.index.engines.made_up import (
    BOUNDS,
    FACETS,
    SORTS,
    TEXT_FIELDS,
    assert_same,
    document,
    everything,
    fill,
    filters,
    ids,
    lookups,
    made_up,
)

Make = Callable[[Path], SearchEngine]
ENGINES: dict[str, Make] = {name: point.load() for name, point in declared("muniment.engines").items()}
MINE = TokenLookup("text", "mine")


@pytest.fixture(params=ENGINES)
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], SearchEngine]]:
    """Makes an engine on a new folder."""
    made: list[SearchEngine] = []

    def new() -> SearchEngine:
        made.append(ENGINES[request.param](tmp_path / f"engine-{len(made)}"))
        return made[-1]

    yield new
    for engine in made:
        engine.close()


@pytest.fixture
def engine(make: Callable[[], SearchEngine]) -> SearchEngine:
    return make()


@pytest.fixture(scope="module", params=[name for name in ENGINES if name != "memory"])
def pairs(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[tuple[SearchEngine, SearchEngine]]]:
    """Engines beside memory engines that went through the same history: one commit, many with removals, none."""
    folder = tmp_path_factory.mktemp("pairs")
    made: list[tuple[SearchEngine, SearchEngine]] = []
    for number, history in enumerate([_one_commit, _many_commits, _nothing]):
        pair: tuple[SearchEngine, SearchEngine] = ENGINES[request.param](folder / str(number)), MemoryEngine(folder)
        for engine in pair:
            history(engine)
        made.append(pair)
    yield made
    for engine, _ in made:
        engine.close()


def _one_commit(engine: SearchEngine) -> None:
    fill(engine, made_up(1, 40))


def _many_commits(engine: SearchEngine) -> None:
    """Thirteen commits that add, replace and remove, some of each document more than once."""
    rng = random.Random(7)  # noqa: S311
    for number in range(13):
        with engine.writer(seq=number + 1) as writer:
            for one in made_up(100 + number, 9):
                writer.add(replace(one, id=f"d{rng.randrange(30):03}", seq=number * 10 + one.seq))
            writer.remove(f"d{rng.randrange(30):03}")


def _nothing(engine: SearchEngine) -> None:
    with engine.writer(seq=1):
        pass


@settings(max_examples=250, deadline=None)
@given(st.integers(0, 2), lookups, filters, st.sampled_from(SORTS))
def test_every_lookup_finds_scores_sorts_and_counts_as_the_memory_engine_does(
    pairs: list[tuple[SearchEngine, SearchEngine]], which: int, lookup: Lookup, chosen: dict[str, Lookup], sort: Sort
) -> None:
    engine, memory = pairs[which]
    request = Request(lookup=lookup, filters=chosen, facets=FACETS, sort=sort, limit=None)
    assert_same(engine.search(request), memory.search(request), sort=sort)


@pytest.mark.parametrize("prefix", ["", "m", "mine", "地", "zz"])
def test_the_vocabulary_is_that_of_the_documents_that_are_left(
    pairs: list[tuple[SearchEngine, SearchEngine]], prefix: str
) -> None:
    for engine, memory in pairs:
        for field in (*TEXT_FIELDS, "symbol"):
            assert list(engine.vocabulary(field, prefix)) == list(memory.vocabulary(field, prefix))


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("lookup", [Everything(), MINE], ids=["everything", "a word"])
def test_pages_joined_are_the_full_list(engine: SearchEngine, sort: Sort, lookup: Lookup) -> None:
    fill(engine, made_up(2, 25), commits=2)
    whole = engine.search(Request(lookup=lookup, sort=sort, limit=None))
    pages = [engine.search(Request(lookup=lookup, sort=sort, limit=4, offset=at)) for at in range(0, 28, 4)]
    assert [match for page in pages for match in page.page] == list(whole.page)
    assert {page.total for page in pages} == {whole.total}


def test_a_page_beyond_the_last_is_empty_and_still_counts(engine: SearchEngine) -> None:
    fill(engine, made_up(2, 5))
    found = engine.search(Request(lookup=Everything(), offset=5))
    assert (found.total, found.page) == (5, ())


def test_a_limit_of_nothing_counts_only(engine: SearchEngine) -> None:
    fill(engine, made_up(2, 5))
    found = engine.search(Request(lookup=Everything(), limit=0, facets=FACETS))
    assert (found.total, found.page) == (5, ())
    assert sum(count.count for count in found.facets["date"]) == 5


@pytest.mark.parametrize("commits", [1, 4])
def test_the_order_of_adding_does_not_matter(make: Callable[[], SearchEngine], commits: int) -> None:
    documents = made_up(3, 20)
    shuffled = random.Random(5).sample(documents, len(documents))  # noqa: S311
    one, other = make(), make()
    fill(one, documents, commits=commits)
    fill(other, shuffled, commits=commits)
    for lookup in (Everything(), MINE):
        request = Request(lookup=lookup, facets=FACETS, limit=None)
        assert_same(one.search(request), other.search(request), sort="relevance")


@pytest.mark.parametrize("commits", [1, 3])
def test_what_is_added_and_removed_was_never_there(make: Callable[[], SearchEngine], commits: int) -> None:
    kept, gone = made_up(4, 12), [replace(one, id=f"x{one.id}") for one in made_up(5, 12)]
    never, once = make(), make()
    fill(never, kept)
    fill(once, [*kept, *gone], commits=commits)
    with once.writer(seq=9) as writer:
        for one in gone:
            writer.remove(one.id)
    for lookup in (Everything(), MINE, PrefixLookup("text", "m")):
        request = Request(lookup=lookup, facets=FACETS, limit=None)
        assert_same(once.search(request), never.search(request), sort="relevance")
    assert list(once.vocabulary("text", "")) == list(never.vocabulary("text", ""))


def test_a_document_stands_in_place_of_the_older_one_with_its_id(engine: SearchEngine) -> None:
    fill(engine, [document("a", "old words", tag=("old",)), document("b", "others")])
    fill(engine, [document("a", "new words", seq=7, tag=("new",))])
    assert ids(engine, TokenLookup("text", "old")) == []
    assert ids(engine, TokenLookup("text", "words")) == ["a"]
    found = everything(engine)
    assert {(match.id, match.seq) for match in found.page} == {("a", 7), ("b", 1)}
    assert found.facets["tag"] == (FacetCount(value="new", count=1),)


def test_of_one_id_twice_in_one_writer_the_last_counts(engine: SearchEngine) -> None:
    fill(engine, [document("a", "first"), document("a", "second"), document("a", "third", seq=3)])
    found = everything(engine)
    assert [(match.id, match.seq) for match in found.page] == [("a", 3)]
    assert ids(engine, TokenLookup("text", "second")) == []
    assert ids(engine, TokenLookup("text", "third")) == ["a"]


def test_a_document_added_and_removed_in_one_writer_is_not_there(engine: SearchEngine) -> None:
    with engine.writer(seq=1) as writer:
        writer.add(document("a", "first"))
        writer.remove("a")
        writer.remove("never added")
        writer.add(document("b", "second"))
    assert ids(engine, Everything()) == ["b"]


def test_removing_the_last_document_leaves_an_empty_index(engine: SearchEngine) -> None:
    fill(engine, [document("a", "word")])
    with engine.writer(seq=2) as writer:
        writer.remove("a")
    assert everything(engine) == replace(Matches(total=0, page=()), facets=dict.fromkeys(FACETS, ()))
    assert list(engine.vocabulary("text", "")) == []
    assert engine.seq == 2


@pytest.mark.parametrize("lookup", [Everything(), Nothing(), MINE, PrefixLookup("text", "m"),
                                    DateLookup(None, None, undated=True),
                                    SequenceLookup("text", (Step(0, ("a",)), Step(1, ("b",)))), Without(MINE),
                                    FacetLookup("tag", ("",)), FuzzyLookup("text", "mine", 1)])  # fmt: skip
def test_an_index_that_nothing_was_written_to_finds_nothing(engine: SearchEngine, lookup: Lookup) -> None:
    assert engine.seq == 0
    assert engine.search(Request(lookup=lookup, facets=FACETS)) == Matches(
        total=0, page=(), facets=dict.fromkeys(FACETS, ())
    )
    assert list(engine.vocabulary("text", "m")) == []


def test_an_error_inside_the_writer_leaves_the_old_state(engine: SearchEngine) -> None:
    fill(engine, made_up(6, 8), commits=2)
    before, seq = everything(engine), engine.seq
    with pytest.raises(ZeroDivisionError), engine.writer(seq=99) as writer:  # noqa: PT012  # the state at the error counts
        writer.remove("d001")
        writer.add(document("new", "words"))
        raise ZeroDivisionError
    assert (everything(engine), engine.seq) == (before, seq)
    fill(engine, [document("new", "words")])  # and the engine can be written to again
    assert ids(engine, TokenLookup("text", "words")) == ["new"]


def test_a_document_that_cannot_be_indexed_leaves_the_old_state(engine: SearchEngine) -> None:
    fill(engine, made_up(6, 8))
    before = everything(engine)
    faulty = replace(document("bad", "words"), texts={"text": 7})  # type: ignore[dict-item]
    with pytest.raises((TypeError, AttributeError)), engine.writer(seq=99) as writer:
        writer.add(faulty)
    assert everything(engine) == before


def test_an_engine_closed_and_opened_goes_on_if_it_outlives_the_process(tmp_path: Path) -> None:
    for name, new in ENGINES.items():
        engine = new(tmp_path / name)
        fill(engine, made_up(1, 10), commits=3)
        before = everything(engine)
        engine.close()
        assert everything(engine) == before
        again = new(tmp_path / name)
        assert (everything(again).total, again.seq) == ((10, 3) if engine.persistent else (0, 0))
        again.close()
        engine.close()


def test_a_text_of_no_words_is_a_document_all_the_same(engine: SearchEngine) -> None:
    fill(engine, [document("empty"), document("signs", "… !"), document("word", "mine")])
    assert sorted(ids(engine, Everything())) == ["empty", "signs", "word"]
    assert sorted(ids(engine, Without(MINE))) == ["empty", "signs"]
    assert ids(engine, MINE) == ["word"]


def test_a_text_of_200_000_words_is_found_by_its_last(engine: SearchEngine) -> None:
    text = "mine clearance " * 100_000 + "endword"
    fill(engine, [document("huge", text), document("small", "mine endword")])
    assert ids(engine, TokenLookup("text", "endword")) == ["small", "huge"]
    last_two = SequenceLookup("text", (Step(0, ("clearance",)), Step(1, ("endword",))))
    assert ids(engine, last_two) == ["huge"]


def test_a_word_of_100_000_characters_is_a_word(engine: SearchEngine) -> None:
    word = "x" * 100_000
    fill(engine, [document("long", f"a {word} b"), document("short", "a b")])
    assert ids(engine, TokenLookup("text", word)) == ["long"]
    assert ids(engine, PrefixLookup("text", "xx")) == ["long"]
    assert ids(engine, TokenLookup("text", word[1:])) == []


@pytest.mark.parametrize(
    "text", ["a\x00b", "a \ud800 b", "\x1f\x1b a", "a\ufffeb", "a\u2028b", "\U0010fffd a \U0001d11e"]
)
def test_control_characters_and_surrogates_in_a_text_do_no_harm(engine: SearchEngine, text: str) -> None:
    fill(engine, [replace(document("odd", text, tag=("x\udc80",)), sort_title="\ud800"), document("plain", "c")])
    assert ids(engine, TokenLookup("text", "a")) == ["odd"]
    assert ids(engine, FacetLookup("tag", ("x\udc80",)), sort="title") == ["odd"]


@pytest.mark.parametrize("token", ["a\x00\x00", "\ud800", "\x00", "\U0010ffff", "x" * 70_000])
def test_a_token_that_no_document_has_finds_nothing(engine: SearchEngine, token: str) -> None:
    fill(engine, made_up(1, 5))
    for lookup in (TokenLookup("text", token), PrefixLookup("text", token), FuzzyLookup("text", token, 1),
                   SequenceLookup("text", (Step(0, (token,)), Step(1, ("mine",))))):  # fmt: skip
        assert ids(engine, lookup) == []


def test_more_than_65_536_values_of_a_facet_are_counted_each(engine: SearchEngine) -> None:
    many = 65_600
    values = [f"v{number}" for number in range(many)]
    step = many // 40
    fill(engine, [document(f"d{at}", tag=(*values[at : at + step], "all")) for at in range(0, many, step)])
    found = engine.search(Request(lookup=Everything(), facets={"tag": None}, limit=0))
    assert len(found.facets["tag"]) == many + 1
    assert found.facets["tag"][0] == FacetCount(value="all", count=found.total)
    assert ids(engine, FacetLookup("tag", (values[-1],))) == [f"d{(many - 1) // step * step}"]


def test_facets_are_counted_over_the_filters_of_the_other_facets(engine: SearchEngine) -> None:
    fill(engine, [document("1", tag=("x",), type=("news",)), document("2", tag=("y",), type=("news",)),
                  document("3", tag=("x",), type=("report",))])  # fmt: skip
    request = Request(
        lookup=Everything(), filters={"tag": FacetLookup("tag", ("x",))}, facets={"tag": None, "type": None}
    )
    found = engine.search(request)
    assert found.total == 2
    assert [(count.value, count.count) for count in found.facets["tag"]] == [("x", 2), ("y", 1)]
    assert [(count.value, count.count) for count in found.facets["type"]] == [("news", 1), ("report", 1)]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (("zh",), ["hans", "hant", "plain"]),
        (("zh-Hant",), ["hant"]),
        (("zhx",), ["other"]),
        (("z",), []),
        (("",), ["none"]),
        (("", "zhx"), ["none", "other"]),
        ((), []),
    ],
)
def test_a_language_finds_its_narrower_tags_and_no_others(
    engine: SearchEngine, wanted: tuple[str, ...], found: list[str]
) -> None:
    tags = {"plain": ("zh",), "hant": ("en", "zh-Hant"), "hans": ("zh-Hans",), "other": ("zhx",), "none": ()}
    fill(engine, [document(name, language=held) for name, held in tags.items()])
    assert sorted(ids(engine, FacetLookup("language", wanted))) == found


def test_a_value_that_is_no_language_finds_only_itself(engine: SearchEngine) -> None:
    fill(engine, [document("1", tag=("water",)), document("2", tag=("water-supply",))])
    assert ids(engine, FacetLookup("tag", ("water",))) == ["1"]


DATED = {
    "none": (None, None),
    "before": ("0000-02-29", "0000-02-29"),
    "first": ("0001-01-01", "0001-01-01"),
    "month": ("2021-04-01", "2021-04-30"),
    "year": ("2021-01-01", "2021-12-31"),
    "since": ("2021-01-01", None),
    "until": (None, "2021-12-31"),
}


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2021-04-01", "2021-04-30", ["month"]),
        ("2021-04-02", "2021-04-30", []),
        ("2021-04-01", "2021-04-29", []),
        ("2021-01-01", "2021-12-31", ["month", "year"]),
        ("2021-01-01", None, ["month", "since", "year"]),
        ("2021-01-02", None, ["month"]),
        (None, "2021-12-31", ["before", "first", "month", "until", "year"]),
        (None, "2021-12-30", ["before", "first", "month"]),
        ("0000-02-29", "0000-02-29", ["before"]),
        ("0000-03-01", "0001-01-01", ["first"]),
        ("0000-01-01", "0000-02-28", []),
        (None, None, ["before", "first", "month", "since", "until", "year"]),
    ],
)
def test_a_range_finds_what_lies_wholly_in_it(
    engine: SearchEngine, first: str | None, last: str | None, found: list[str]
) -> None:
    fill(engine, [replace(document(name), dates=dates) for name, dates in DATED.items()])
    assert sorted(ids(engine, DateLookup(first, last))) == found


def test_undated_is_what_lies_in_no_single_year_and_each_year_is_counted(engine: SearchEngine) -> None:
    years = {"a": None, "b": "0000", "c": "2021", "d": "2021"}
    fill(engine, [replace(document(name), year=year) for name, year in years.items()])
    assert ids(engine, DateLookup(None, None, undated=True)) == ["a"]
    counted = engine.search(Request(lookup=Everything(), facets={"date": None})).facets["date"]
    assert [(count.value, count.count) for count in counted] == [("2021", 2), ("0000", 1), ("undated", 1)]


def test_documents_sort_by_first_day_with_the_undated_last_both_ways(engine: SearchEngine) -> None:
    documents = [replace(document(name, seq=seq), dates=dates) for seq, (name, dates) in enumerate(DATED.items(), 1)]
    fill(engine, documents)
    assert ids(engine, Everything(), sort="date") == ["before", "first", "year", "since", "month", "until", "none"]
    assert ids(engine, Everything(), sort="-date") == ["until", "month", "year", "since", "first", "before", "none"]


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


def test_everything_and_a_condition_score_nothing(engine: SearchEngine) -> None:
    fill(engine, made_up(1, 10))
    lookup = AllOf((Everything(), DateLookup(None, None), Without(Nothing())))
    assert {match.score for match in engine.search(Request(lookup=lookup)).page} == {0.0}


def test_an_engine_says_what_it_is(engine: SearchEngine) -> None:
    assert engine.name in ENGINES
    assert engine.fingerprint() == ENGINES[engine.name](Path("nowhere")).fingerprint()


@pytest.mark.parametrize("bound", BOUNDS)
def test_bounds_are_inclusive(engine: SearchEngine, bound: str | None) -> None:
    dated = [bound for bound in BOUNDS if bound]
    fill(engine, [replace(document(day), dates=(day, day)) for day in dated])
    assert sorted(ids(engine, DateLookup(bound, None))) == [day for day in dated if not bound or day >= bound]
    assert sorted(ids(engine, DateLookup(None, bound))) == [day for day in dated if not bound or day <= bound]
