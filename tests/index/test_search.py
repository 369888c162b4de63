"""The one door for front ends: an index that is this archive's and up to date, and answers with all that is shown."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archive.errors import ArchiveLocked, DamageFound, IndexUnavailable, InvalidValue, QueryInvalid, StorageFailed
from archive.store import Store
from index.engine import SearchEngine
from index.engines.whoosh import WhooshEngine
from index.results import FacetCount
from index.search import Question, found_records, open_index, rebuild, refresh, search
from index.sync import is_current
from tests.archive.archives import new, piped, take_in, wait_for_no_disk

TEXTS = {
    "lake.txt": "Report on the lake\n\nThe landmines at the lake were counted in May.",
    "road.txt": "Report on the road\n\nThe road to the lake is closed. A landmine lay on it.",
    "brücke.txt": "Bericht über die Brücke\n\nDie Brücke über den Fluss wurde im Mai gesperrt.",
}


@pytest.fixture(autouse=True)
def _unsynced(monkeypatch: pytest.MonkeyPatch) -> None:
    wait_for_no_disk(monkeypatch)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = new(tmp_path / "papers")
    take_in(made, [piped(name, text) for name, text in TEXTS.items()])
    yield made
    made.close()


@pytest.fixture
def engine(store: Store) -> Iterator[SearchEngine]:
    """The store's index by Whoosh, up to date."""
    with opened(store) as made:
        assert refresh(store, made, wait=1) is None
        yield made


def asked(store: Store, engine: SearchEngine, text: str, **more: Any) -> list[str]:
    return [hit.filename for hit in search(store, engine, Question(text=text, **more)).hits]


def opened(store: Store) -> closing[SearchEngine]:
    return closing(open_index(store, "whoosh"))


def spoil(store: Store, name: str) -> str:
    """Change the kept text of a document; returns its ID."""
    record = next(record for record, _ in store.records() if record.filename == name)
    assert record.text.digest is not None
    path = store.layout.text(record.text.digest)
    path.chmod(0o644)
    path.write_text("something else")
    return record.id


# Which index, and whether it is up to date


def test_the_engine_is_that_of_the_archive_unless_another_is_named(store: Store) -> None:
    assert open_index(store).name == "memory"
    assert open_index(store, "whoosh").name == "whoosh"


def test_a_current_index_is_not_written_to(store: Store, engine: SearchEngine) -> None:
    folder = store.layout.index("whoosh")
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert refresh(store, engine, wait=1) is None
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_an_index_that_lags_behind_catches_up(store: Store, engine: SearchEngine) -> None:
    take_in(store, [piped("new.txt", "A harbour.")])
    done: list[int] = []
    assert refresh(store, engine, wait=1, progress=done.append) is None
    assert (asked(store, engine, "harbour"), done) == (["new.txt"], [1])


@pytest.mark.parametrize("is_behind", [True, False])
def test_while_another_writes_an_index_behind_answers_and_a_missing_one_cannot(
    store: Store, engine: SearchEngine, is_behind: bool
) -> None:
    take_in(store, [piped("new.txt", "A harbour.")])
    if not is_behind:
        engine.close()
        shutil.rmtree(store.layout.index("whoosh"))
    with Store(store.layout.root).deposit(wait=1):
        if is_behind:
            assert "not searched yet" in (refresh(store, engine, wait=0) or "")
            assert asked(store, engine, "landmine") == ["road.txt", "lake.txt"]
        else:
            with pytest.raises(ArchiveLocked):
                refresh(store, open_index(store, "whoosh"), wait=0)


@pytest.mark.parametrize("is_behind", [True, False])
def test_where_nothing_can_be_written_an_index_behind_answers_and_a_missing_one_cannot(
    store: Store, engine: SearchEngine, is_behind: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(store, [piped("new.txt", "A harbour.")])
    if not is_behind:
        engine.close()
        shutil.rmtree(store.layout.index("whoosh"))

    def read_only(*_: object, **__: object) -> None:
        raise StorageFailed("the disk is read-only")

    monkeypatch.setattr(Store, "deposit", read_only)
    if is_behind:
        assert "behind the archive" in (refresh(store, engine, wait=0) or "")
    else:
        with pytest.raises(IndexUnavailable, match="read-only"):
            refresh(store, open_index(store, "whoosh"), wait=0)


def test_an_engine_that_does_not_last_is_filled_without_the_lock(store: Store) -> None:
    with Store(store.layout.root).deposit(wait=1):
        memory = open_index(store, "memory")
        assert refresh(store, memory, wait=0) is None
    assert asked(store, memory, "landmine") == ["road.txt", "lake.txt"]


def _twin(store: Store, folder: Path) -> Store:
    """A copy of the archive as it is now."""
    store.close()
    return Store(Path(shutil.copytree(store.layout.root, folder)))


def _with_another_history(store: Store, folder: Path) -> Store:
    """A copy of the archive, then a document in each that the other has not; the copy's index is up to date."""
    twin = _twin(store, folder)
    take_in(store, [piped("ours.txt", "Ours is a harbour.")])
    take_in(twin, [piped("theirs.txt", "Theirs is a harbour.")])
    with opened(twin) as theirs:
        assert refresh(twin, theirs, wait=1) is None
    return twin


def _put_index(source: Store, target: Store) -> WhooshEngine:
    """The index of one archive in the place of another's."""
    shutil.rmtree(target.layout.index("whoosh"), ignore_errors=True)
    shutil.copytree(source.layout.index("whoosh"), target.layout.index("whoosh"))
    return WhooshEngine(target.layout.index("whoosh"))


@pytest.mark.parametrize("later", [0, 1])
def test_an_index_put_back_from_a_copy_with_as_many_records_and_another_history_is_made_anew(
    store: Store, engine: SearchEngine, tmp_path: Path, later: int
) -> None:
    twin = _with_another_history(store, tmp_path / "twin")
    take_in(store, [piped(f"later-{number}.txt", f"Later {number}.") for number in range(later)])
    engine.close()
    found = _put_index(twin, store)
    assert found.seq == 4
    assert not is_current(found, store)
    assert refresh(store, found, wait=1) is None
    assert asked(store, found, "harbour") == ["ours.txt"]
    found.close()
    twin.close()


def test_an_index_of_another_history_does_not_answer_while_another_process_writes(
    store: Store, engine: SearchEngine, tmp_path: Path
) -> None:
    twin = _with_another_history(store, tmp_path / "twin")
    engine.close()
    found = _put_index(twin, store)
    with Store(store.layout.root).deposit(wait=1), pytest.raises(ArchiveLocked):
        refresh(store, found, wait=0)
    twin.close()


def test_an_index_that_is_ahead_of_an_archive_put_back_from_a_copy_is_made_anew(
    store: Store, engine: SearchEngine, tmp_path: Path
) -> None:
    older = _twin(store, tmp_path / "older")
    take_in(store, [piped("new.txt", "A harbour.")])
    refresh(store, engine, wait=1)
    engine.close()
    found = _put_index(store, older)
    assert refresh(older, found, wait=1) is None
    assert (asked(older, found, "harbour"), found.seq) == ([], 3)
    found.close()
    older.close()


def test_the_old_index_answers_until_the_new_one_is_whole(store: Store, engine: SearchEngine) -> None:
    reader = WhooshEngine(store.layout.index("whoosh"))

    def look(done: int) -> None:
        assert asked(store, reader, "landmine") == ["road.txt", "lake.txt"]
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(store, engine, wait=1, progress=look)
    assert asked(store, reader, "landmine") == ["road.txt", "lake.txt"]
    assert [path.name for path in store.layout.index("whoosh").parent.iterdir()] == ["whoosh"]
    reader.close()


# Damage


@pytest.mark.parametrize("work", [refresh, rebuild])
def test_one_damaged_text_leaves_the_others_searched_and_is_told(store: Store, work: Any) -> None:
    spoilt = spoil(store, "lake.txt")
    with opened(store) as engine:
        with pytest.raises(DamageFound):
            work(store, engine, wait=1)
        told: list[DamageFound] = []
        assert work(store, engine, wait=1, on_damage=told.append) is None
        assert asked(store, engine, "landmine") == ["road.txt"]
        assert len(told) == 1
        assert str(told[0]).startswith(f"{spoilt} is not searched: ")


def test_a_text_damaged_after_it_was_indexed_takes_its_passage_away_and_no_hit(
    store: Store, engine: SearchEngine
) -> None:
    spoilt = spoil(store, "lake.txt")
    found = search(store, engine, Question(text="landmine"))
    assert [(hit.filename, len(hit.snippets)) for hit in found.hits] == [("road.txt", 1), ("lake.txt", 0)]
    (warning,) = found.warnings
    assert warning.startswith(f"{spoilt} is shown without a passage: ")
    assert "muniment verify" in warning


# Answers


def test_a_hit_holds_what_is_recorded_of_a_document_and_its_best_passage(store: Store, engine: SearchEngine) -> None:
    results = search(store, engine, Question(text="gesperrt", facets={"language": None}))
    (hit,) = results.hits
    record = store.latest(hit.id)
    assert (results.query, results.total, results.warnings) == ("gesperrt", 1, ())
    assert results.facets == {"language": (FacetCount(value="de", count=1),)}
    assert (hit.filename, hit.languages, hit.source, hit.date) == ("brücke.txt", ("de",), None, None)
    assert hit.title == record.description.text("title")
    assert hit.score > 0
    (snippet,) = hit.snippets
    assert [snippet.text[start:end] for start, end in snippet.highlights] == ["gesperrt"]
    assert (snippet.language, snippet.locator) == (record.passages[-1].language, record.passages[-1].locator)


def test_first_words_in_place_of_a_title_are_marked(store: Store, engine: SearchEngine) -> None:
    take_in(store, [piped("note.txt", "we met at the harbour and talked for an hour about it.")])
    refresh(store, engine, wait=1)
    (hit,) = search(store, engine, Question(text="harbour")).hits
    assert hit.title_is_stand_in
    assert not search(store, engine, Question(text="gesperrt")).hits[0].title_is_stand_in


@pytest.mark.parametrize(("limit", "offset", "shown"), [(None, 0, 2), (10, 0, 2), (1, 0, 1), (1, 1, 1), (1, 2, 0),
                                                        (0, 0, 0)])  # fmt: skip
def test_a_page_is_shown_and_all_are_counted(
    store: Store, engine: SearchEngine, limit: int | None, offset: int, shown: int
) -> None:
    question = Question(text="landmine", limit=limit, offset=offset)
    results = search(store, engine, question)
    assert (results.total, len(results.hits)) == (2, shown)
    records = found_records(store, engine, question)
    assert records.count == shown
    assert [record.filename for record in records.records] == [hit.filename for hit in results.hits]


def test_of_a_document_in_two_languages_the_passage_in_the_language_asked_for_is_shown(
    store: Store, engine: SearchEngine
) -> None:
    text = (
        "La comisión informó ayer de que la mina de la carretera fue retirada por los equipos de desminado.\n\n"
        "Komissiya dünən bildirdi ki, yoldakı mina minatəmizləmə qrupları tərəfindən götürülüb.\n"
    )
    take_in(store, [piped("both.txt", text)])
    refresh(store, engine, wait=1)
    assert {share.tag for share in store.latest(hit_id(store, engine, "mina")).languages} == {"es", "az"}
    for question, language in [
        (Question(text="mina"), "es"),
        (Question(text="mina", chosen={"language": ["es"]}), "es"),
        (Question(text="mina", chosen={"language": ["az"]}), "az"),
        (Question(text="mina lang:az"), "az"),
        (Question(text="mina lang:(az OR en)"), "az"),
    ]:
        (hit,) = search(store, engine, question).hits
        assert [snippet.language for snippet in hit.snippets] == [language]


def hit_id(store: Store, engine: SearchEngine, text: str) -> str:
    return search(store, engine, Question(text=text)).hits[0].id


# What is wrong with a question


@pytest.mark.parametrize(
    ("text", "position"), [("mines (", 6), ("地雷清除~", 0), ("mines OR 地雷清除~", 9), ("x &", None), ("&", 0)]
)
def test_a_question_that_cannot_be_asked_is_refused_with_the_place_in_what_was_typed(
    store: Store, engine: SearchEngine, text: str, position: int | None
) -> None:
    if position is None:
        assert search(store, engine, Question(text=text)).total == 0
        return
    for ask in (search, found_records):
        with pytest.raises(QueryInvalid) as caught:
            ask(store, engine, Question(text=text))
        assert (caught.value.query, caught.value.position) == (text, position)


def test_what_is_no_language_or_type_is_refused(store: Store, engine: SearchEngine) -> None:
    for chosen in ({"language": ["English"]}, {"type": ["poem"]}, {"date": ["soon"]}):
        with pytest.raises(InvalidValue):
            search(store, engine, Question(chosen=chosen))


def test_a_sentence_that_is_no_query_is_read_as_words_where_that_is_allowed(
    store: Store, engine: SearchEngine
) -> None:
    sentence = Question(text='"lake (road', match="any", tolerant=True)
    found = search(store, engine, sentence)
    assert {hit.filename for hit in found.hits} == {"lake.txt", "road.txt"}
    assert "read as plain words" in found.warnings[0]
    assert found_records(store, engine, sentence).warnings == found.warnings
    with pytest.raises(QueryInvalid):
        search(store, engine, replace(sentence, tolerant=False))


def test_a_value_that_no_document_has_is_said(store: Store, engine: SearchEngine) -> None:
    found = search(store, engine, Question(chosen={"language": ["ja"]}))
    assert (found.total, found.warnings) == (0, ("no document has the language 'ja'",))
