"""Filters: what a person chose becomes lookups, and values that no document has are said."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.errors import InvalidValue
from index.engine import Document
from index.engines.memory import MemoryEngine
from index.filters import filters
from index.lookup import AnyOf, DateLookup, FacetLookup


@pytest.fixture
def engine(tmp_path: Path) -> MemoryEngine:
    held = MemoryEngine(tmp_path)
    facets = {"source": ("Kür-Courier",), "language": ("zh-Hant",), "tag": ("water",), "type": ("news",)}
    with held.writer(seq=1) as writer:
        writer.add(Document(id="m1", seq=1, texts={"text": "water"}, facets=facets))
    return held


@pytest.mark.parametrize(
    ("facet", "given", "sought"),
    [
        ("source", "Kür-Courier", "Kür-Courier"),
        ("source", "kur-courier", "Kür-Courier"),
        ("source", "  ", ""),
        ("language", "ZH-hant", "zh-Hant"),
        ("language", "zh", "zh"),
        ("type", "News", "news"),
    ],
)
def test_a_value_is_sought_as_documents_carry_it(engine: MemoryEngine, facet: str, given: str, sought: str) -> None:
    assert filters({facet: [given]}, engine) == ({facet: FacetLookup(facet, (sought,))}, [])


@pytest.mark.parametrize(
    ("facet", "given", "warning"),
    [
        ("source", "Kür", "no document has the source 'Kür'"),
        ("source", "Kur-Couriers", "no document has the source 'Kur-Couriers'; did you mean Kür-Courier?"),
        ("language", "ru", "no document has the language 'ru'"),
        ("language", "zh-Hans", "no document has the language 'zh-Hans'"),
        ("tag", "wat", "no document has the tag 'wat'"),
    ],
)
def test_a_value_that_no_document_has_is_said(engine: MemoryEngine, facet: str, given: str, warning: str) -> None:
    (said,) = filters({facet: [given]}, engine)[1]
    assert said.startswith(warning)


def test_several_values_of_a_facet_mean_any_of_them_and_no_value_no_filter(engine: MemoryEngine) -> None:
    chosen, said = filters({"tag": ["water", "land"], "source": [], "date": ["2021", "undated"]}, engine)
    assert chosen == {
        "tag": FacetLookup("tag", ("water", "land")),
        "date": AnyOf((DateLookup("2021-01-01", "2021-12-31"), DateLookup(None, None, undated=True))),
    }
    assert said == ["no document has the tag 'land'"]


@pytest.mark.parametrize(("facet", "given"), [("date", "2021-13"), ("language", "z"), ("type", "poem")])
def test_what_is_no_value_of_the_facet_is_refused(engine: MemoryEngine, facet: str, given: str) -> None:
    with pytest.raises(InvalidValue):
        filters({facet: [given]}, engine)
