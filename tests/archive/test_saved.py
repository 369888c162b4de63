"""A saved search comes back as it was saved, whatever was asked, and two processes do not lose each other's work."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.errors import DamageFound, InvalidValue
from archive.saved import SavedSearch, all_saved, load, note_run, remove, save
from archive.store import Store
from tests.archive.archives import WHEN, new, wait_for_no_disk

FULL = SavedSearch(
    name="mines/az", query='"a b" \x00 \udcff 地雷',
    filters={"language": ("az", "zh"), "tag": ("",), "date": ("2021..",)},
    match="any", sort="-date", saved=WHEN, run=WHEN, seen=("m1", "m2"),
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new(tmp_path / "a")


def kept(store: Store, search: SavedSearch) -> SavedSearch:
    with store.deposit(wait=5):
        save(store.layout, search)
    return load(store.layout, search.name)


def test_all_of_a_search_comes_back(store: Store) -> None:
    assert kept(store, FULL) == FULL
    (path,) = (store.layout.root / "saved").iterdir()
    assert json.loads(path.read_text("utf-8"))["filters"] == {"language": ["az", "zh"], "tag": [""], "date": ["2021.."]}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(), st.dictionaries(st.sampled_from(["tag", "source"]), st.lists(st.text()).map(tuple)))
def test_any_query_and_filter_come_back(store: Store, query: str, filters: dict[str, tuple[str, ...]]) -> None:
    with pytest.MonkeyPatch.context() as patched, store.deposit(wait=1):
        wait_for_no_disk(patched)
        remove(store.layout, "x")
        search = replace(FULL, name="x", query=query, filters=filters)
        save(store.layout, search)
    assert load(store.layout, "x") == search


def test_a_name_is_taken_once(store: Store) -> None:
    kept(store, FULL)
    with pytest.raises(InvalidValue, match="there is a saved search 'mines/az' already"):
        kept(store, replace(FULL, query="other"))
    assert kept(store, replace(FULL, name="Mines/az", query="other")).query == "other"
    assert [one.name for one in all_saved(store.layout)] == ["Mines/az", "mines/az"]


def test_a_run_changes_only_what_was_seen_and_when(store: Store) -> None:
    kept(store, FULL)
    with store.deposit(wait=1):
        assert note_run(store.layout, FULL.name, at="2027", seen=["m9", "m3"])
    assert load(store.layout, FULL.name) == replace(FULL, run="2027", seen=("m3", "m9"))


def test_a_run_does_not_bring_back_what_was_removed_meanwhile(store: Store) -> None:
    kept(store, FULL)
    with store.deposit(wait=1):
        assert remove(store.layout, FULL.name)
        assert not note_run(store.layout, FULL.name, at="2027", seen=[])
        assert not remove(store.layout, FULL.name)
    assert all_saved(store.layout) == []
    with pytest.raises(InvalidValue, match="no saved search"):
        load(store.layout, FULL.name)


def test_several_writers_at_once_lose_nothing_and_one_name_is_given_once(store: Store) -> None:
    refused: list[str] = []

    def write(number: int) -> None:
        own = Store(store.layout.root)
        for name in (f"own {number}", "shared"):
            try:
                with own.deposit(wait=60):
                    save(own.layout, replace(FULL, name=name, query=str(number)))
            except InvalidValue:
                refused.append(name)

    threads = [Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.name for one in all_saved(store.layout)] == [*(f"own {number}" for number in range(4)), "shared"]
    assert refused == ["shared"] * 3


GOOD = {"name": "x", "query": "", "filters": {}, "match": "all", "sort": "date", "saved": "", "run": "", "seen": []}


@pytest.mark.parametrize("content", [
    "", "[]", "{}", *(json.dumps({**GOOD, **bad}) for bad in (
        {"match": "some"}, {"sort": "size"}, {"filters": 5},
        {"seen": "m1"}, {"seen": [1]}, {"filters": ["tag"]}, {"filters": {"tag": "x"}},
        {"query": None},
    )),
])  # fmt: skip
def test_a_file_that_is_none_of_ours_is_damage_and_is_named(store: Store, content: str) -> None:
    path = store.layout.root / "saved" / "0123.json"
    path.parent.mkdir()
    path.write_text(json.dumps(GOOD), "utf-8")
    assert len(all_saved(store.layout)) == 1
    path.write_text(content, "utf-8")
    with pytest.raises(DamageFound, match=r"0123\.json is not what muniment wrote"):
        all_saved(store.layout)
