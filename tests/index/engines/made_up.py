"""Small made-up collections for the tests of engines, and how two engines' answers are compared."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from index.engine import Document, SearchEngine
from index.fields import COUNTED_FIELDS
from index.lookup import (
    AkinLookup,
    AllOf,
    AnyOf,
    Best,
    Boosted,
    DateLookup,
    Everything,
    FacetLookup,
    FuzzyLookup,
    Lookup,
    PrefixLookup,
    SequenceLookup,
    Step,
    Tiers,
    TokenLookup,
    WhenFew,
    Without,
)
from index.results import Matches, Request, Sort
from tests.archive.entry_points import declared

ENGINES: dict[str, Callable[[Path], SearchEngine]] = {
    name: point.load() for name, point in declared("muniment.engines").items()
}
"""The engines that muniment registers, by name."""

WORDS = ["mine", "mines", "mined", "miner", "clearance", "road", "a", "b", "ə", "地雷", "清除", "지뢰", "стихия"]
TOKENS = ["mine", "mines", "clearance", "road", "a", "b", "地雷", "雷清", "除", "지뢰", "стихия", "nowhere"]
PREFIXES = ["m", "mi", "mine", "clear", "地", "除", "с", "zz"]
TEXT_FIELDS = ["text", "title", "creator"]
COUNTED = ["en:mine", "ru:мин", "_min", "地"]
DATES: list[tuple[tuple[str | None, str | None], str | None]] = [
    ((None, None), None),
    (("2021-01-01", "2021-12-31"), "2021"),
    (("2021-04-05", "2021-04-05"), "2021"),
    (("2019-06-01", "2020-02-29"), None),
    (("0000-02-29", "0000-02-29"), "0000"),
    (("0000-01-01", "0000-12-31"), "0000"),
    (("0001-01-01", "0001-01-01"), "0001"),
    (("9999-12-31", "9999-12-31"), "9999"),
    (("2020-01-01", None), None),
    ((None, "2018-12-31"), None),
]
BOUNDS = [None, "0000-01-01", "0000-02-29", "0000-12-31", "0001-01-01", "2018-12-31", "2020-01-01", "2021-04-05",
          "2021-12-31", "9999-12-31"]  # fmt: skip
SORTS: list[Sort] = ["relevance", "date", "-date", "title"]
MINE = TokenLookup("text", "mine")
FACETS = {"language": None, "source": 3, "tag": None, "date": None, "type": 1}


def document(record_id: str, text: str = "", *, seq: int = 1, **facets: tuple[str, ...]) -> Document:
    return Document(id=record_id, seq=seq, texts={"text": text}, facets=facets)


def made_up(seed: int, count: int) -> list[Document]:
    """Documents that repeat words, facet values, dates and titles, so that all kinds of ties occur."""
    rng = random.Random(seed)  # noqa: S311
    return [_made_up(rng, number) for number in range(1, count + 1)]


def _made_up(rng: random.Random, number: int) -> Document:
    dates, year = rng.choice(DATES)
    some = {
        "language": ["zh", "zh-Hant", "zhx", "en"],
        "source": ["Gazette", "Gazette-Sud", "Courrier"],
        "tag": ["water", "water-supply", "roads"],
        "type": ["news", "report"],
    }
    return Document(
        id=f"d{number:03}",
        seq=number,
        counts={field: dict(zip(rng.sample(COUNTED, k=2), rng.choices([1, 2, 7], k=2), strict=True))
                for field in rng.sample(COUNTED_FIELDS, k=rng.choice([0, 1, 2]))},
        texts={field: " ".join(rng.choices(WORDS, k=rng.choice([0, 1, 3, 12]))) for field in TEXT_FIELDS},
        facets={name: tuple(sorted(rng.sample(values, k=rng.choice([0, 1, 1, 2])))) for name, values in some.items()},
        dates=dates,
        year=year,
        sort_title=rng.choice(["", "alpha", "beta", "ω", "地"]),
    )


def fill(engine: SearchEngine, documents: Sequence[Document], *, commits: int = 1) -> None:
    for number in range(commits):
        with engine.writer(seq=number + 1) as writer:
            for one in documents[number::commits]:
                writer.add(one)


def everything(engine: SearchEngine) -> Matches:
    return engine.search(Request(lookup=Everything(), facets=FACETS, sort="title", limit=None))


def ids(engine: SearchEngine, lookup: Lookup, **request: object) -> list[str]:
    found = engine.search(replace(Request(lookup=lookup, limit=None), **request))  # type: ignore[arg-type]
    return [match.id for match in found.page]


def assert_same(actual: Matches, expected: Matches, *, sort: Sort) -> None:
    """The same documents, scores and counts; documents of one score may differ in the last bit and so in order."""
    assert actual.total == expected.total
    assert actual.facets == expected.facets
    held, wanted = ({match.id: match for match in matches.page} for matches in (actual, expected))
    assert held.keys() == wanted.keys()
    for record_id, match in held.items():
        assert match.seq == wanted[record_id].seq
        assert abs(match.score - wanted[record_id].score) < 1e-9
    if sort == "relevance":
        _assert_ranked([(match.score, match.seq) for match in actual.page])
    else:
        assert [match.id for match in actual.page] == [match.id for match in expected.page]


def _assert_ranked(ranked: list[tuple[float, int]]) -> None:
    assert ranked == sorted(ranked, key=lambda pair: (-pair[0], pair[1]))


weights = st.sampled_from([1.0, 0.5, 0.25])
fields = st.sampled_from([*TEXT_FIELDS, "source"])
steps = st.one_of(
    st.lists(st.sampled_from(TOKENS), min_size=1, max_size=2).map(lambda held: (tuple(held), "")),
    st.sampled_from(PREFIXES).map(lambda prefix: ((), prefix)),
)


@st.composite
def sequences(draw: st.DrawFn) -> SequenceLookup:
    made: list[Step] = []
    for tokens, prefix in draw(st.lists(steps, min_size=2, max_size=4)):
        distance = made[-1].distance + draw(st.sampled_from([1, 1, 1, 2, 0])) if made else 0
        made.append(Step(distance, tokens, prefix))
    return SequenceLookup(draw(fields), tuple(made), draw(st.sampled_from([0, 0, 1, 3])), draw(weights))


facet_values = ["zh", "zh-Hant", "en", "Gazette", "water", "news", "", "nowhere"]
leaves: st.SearchStrategy[Lookup] = st.one_of(
    st.builds(TokenLookup, fields, st.sampled_from(TOKENS), weights),
    sequences(),
    st.builds(TokenLookup, st.sampled_from(COUNTED_FIELDS), st.sampled_from(COUNTED), weights),
    st.builds(PrefixLookup, fields, st.sampled_from(PREFIXES), weights),
    st.builds(FuzzyLookup, fields, st.sampled_from(TOKENS), st.sampled_from([1, 2]), weights),
    st.builds(AkinLookup, fields, st.sampled_from(TOKENS), st.sampled_from([0.5, 0.8, 0.9]), weights),
    st.builds(FacetLookup, st.sampled_from(["language", "source", "tag", "type"]),
              st.lists(st.sampled_from(facet_values), max_size=2).map(tuple)),
    st.builds(DateLookup, st.sampled_from(BOUNDS), st.sampled_from(BOUNDS)),
    st.just(DateLookup(None, None, undated=True)),
    st.just(Everything()),
)  # fmt: skip


def _branches(children: st.SearchStrategy[Lookup]) -> st.SearchStrategy[Lookup]:
    several = st.lists(children, max_size=3).map(tuple)
    return st.one_of(
        st.builds(AllOf, several),
        st.builds(AnyOf, several),
        st.builds(Best, several, st.sampled_from([0.0, 0.3])),
        st.builds(Boosted, children, children),
        st.builds(WhenFew, children, st.sampled_from([0, 1, 5, 100]), children),
        st.builds(Tiers, children, st.lists(children, max_size=2).map(tuple)),
        st.builds(Without, children),
    )


lookups: st.SearchStrategy[Lookup] = st.recursive(leaves, _branches, max_leaves=5)
filter_values: dict[str, Iterable[Lookup]] = {
    "language": [FacetLookup("language", ("zh",)), FacetLookup("language", ("en", "zhx"))],
    "tag": [FacetLookup("tag", ("",)), FacetLookup("tag", ("water",))],
    "date": [DateLookup("2019-01-01", "2021-12-31"), DateLookup(None, None, undated=True)],
}
filters = st.fixed_dictionaries({}, optional={name: st.sampled_from(list(of)) for name, of in filter_values.items()})
