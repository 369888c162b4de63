"""The file of a collection gives back its name and note, whatever they are."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from archive.collection import Collection, collections, forget, make
from archive.errors import DamageFound, InvalidValue
from archive.store import Store
from tests.archive.archives import WHEN, damage, new

NAMES = ("Mines", "mines", "A/HRC", "../x", ".hidden", "地雷", "لغم", 'q"uote\\', "\u2028 line", "a#b = [c]", "💧")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new(tmp_path / "a")


def test_every_name_comes_back_with_its_note_and_time(store: Store) -> None:
    made = [Collection(name=name, note=f"on {name}", made=WHEN) for name in NAMES]
    with store.deposit(wait=1):
        for one in made:
            make(store.layout, one)
    assert collections(store.layout) == {
        one.name: Collection(name=one.name, note=" ".join(one.note.split()), made=WHEN) for one in made
    }
    assert damage(store) == []


def test_its_file_is_plain_toml_in_the_archive_folder(store: Store) -> None:
    with store.deposit(wait=1):
        make(store.layout, Collection(name="Chapter 3", note="drafts", made=WHEN))
    (path,) = (store.layout.root / "collections").iterdir()
    assert path.read_text("utf-8") == f'name = "Chapter 3"\nnote = "drafts"\nmade = "{WHEN}"\n'
    assert tomllib.loads(path.read_text("utf-8"))["name"] == "Chapter 3"


def test_a_name_is_taken_once_and_free_again_when_forgotten(store: Store) -> None:
    with store.deposit(wait=1):
        make(store.layout, Collection(name="a"))
        with pytest.raises(InvalidValue, match="there is a collection 'a' already"):
            make(store.layout, Collection(name="a", note="other"))
        assert collections(store.layout)["a"].note == ""
        assert (forget(store.layout, "a"), forget(store.layout, "a")) == (True, False)
        make(store.layout, Collection(name="a", note="other"))
    assert collections(store.layout)["a"].note == "other"


@pytest.mark.parametrize("content", ["", "name", "nam = 'x'", "[name]\nname = 3", "\0"])
def test_a_file_that_is_none_of_ours_is_damage_and_is_named(store: Store, content: str) -> None:
    folder = store.layout.root / "collections"
    folder.mkdir()
    (folder / "0123.toml").write_text(content, "utf-8")
    with pytest.raises(DamageFound, match=r"0123\.toml is not what muniment wrote"):
        collections(store.layout)
