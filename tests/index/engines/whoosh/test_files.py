"""The files of the Whoosh engine: plain Whoosh reads them, other processes may look on, and damage is said in words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from archive.errors import ArchiveLocked, IndexUnavailable, StorageFailed
from index.engines.whoosh import WhooshEngine, writer
from index.engines.whoosh.state import NAME as STATE_NAME
from index.engines.whoosh.writer import SegmentWriter
from index.lookup import Everything, Lookup, PrefixLookup, SequenceLookup, Step, TokenLookup, Without
from index.results import Matches, Request
from tests.index.engines.made_up import FACETS, TOKENS, document, everything, fill, ids, made_up

ROOT = Path(__file__).parents[4]
FAR = "muniment reindex"


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """The folder of an index of three segments, with replaced and removed documents."""
    engine = WhooshEngine(tmp_path / "whoosh")
    fill(engine, made_up(1, 30), commits=3)
    with engine.writer(seq=4) as changes:
        changes.remove("d001")
        changes.add(document("d002", "mine clearance replaced", seq=99))
    engine.close()
    return tmp_path / "whoosh"


STOCK = """
import json, sys
import whoosh.index, whoosh.query
assert not any(name.split(".")[0] in ("index", "archive", "cli") for name in sys.modules)
tokens, phrases = json.loads(sys.argv[2])
with whoosh.index.open_dir(sys.argv[1]).searcher() as searcher:
    def found(query):
        hits = searcher.search(query, limit=None)
        return sorted(hit["stored"][0] for hit in hits)
    print(json.dumps([
        [found(whoosh.query.Term("text", token)) for token in tokens],
        [found(whoosh.query.Phrase("text", words)) for words in phrases],
        [searcher.doc_count(), sorted(searcher.reader().lexicon("title"))[0].decode()],
    ]))
assert not any(name.split(".")[0] in ("index", "archive", "cli") for name in sys.modules)
"""


def test_plain_whoosh_opens_the_folder_without_muniment_and_finds_the_same(filled: Path, tmp_path: Path) -> None:
    words = [word for one in made_up(1, 30) for word in one.texts["text"].split() if word.isascii()]
    phrases = [[*pair] for pair in pairwise(words)][:20]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    stock = subprocess.run(
        [sys.executable, "-W", "ignore", "-P", "-c", STOCK, str(filled), json.dumps([TOKENS, phrases])],
        capture_output=True, text=True, check=False, env=environment, cwd=tmp_path,
    )  # fmt: skip
    assert stock.returncode == 0, stock.stderr
    of_tokens, of_phrases, (count, first_title_word) = json.loads(stock.stdout)
    engine = WhooshEngine(filled)
    assert of_tokens == [sorted(ids(engine, TokenLookup("text", token))) for token in TOKENS]
    sequences = [SequenceLookup("text", tuple(Step(at, (word,)) for at, word in enumerate(words))) for words in phrases]
    assert of_phrases == [sorted(ids(engine, lookup)) for lookup in sequences]
    assert any(of_tokens)
    assert any(of_phrases)
    assert count == everything(engine).total
    assert first_title_word in list(engine.vocabulary("title", ""))


def test_importing_and_using_the_engine_warns_of_nothing(tmp_path: Path) -> None:
    """Python 3.12 and later warn of Whoosh's regular expressions when they first compile them."""
    script = (
        "from pathlib import Path; from index.engines.whoosh import WhooshEngine; from index.engine import Document\n"
        "from index.lookup import TokenLookup; from index.results import Request\n"
        f"engine = WhooshEngine(Path({str(tmp_path / 'index')!r}))\n"
        "for seq in (1, 2):\n"
        "    with engine.writer(seq=seq) as writer:\n"
        "        writer.add(Document(id=str(seq), seq=seq, texts={'text': 'mine'}))\n"
        "assert engine.search(Request(lookup=TokenLookup('text', 'mine'))).total == 2\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(tmp_path / "nothing compiled yet")}
    done = subprocess.run([sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=False,
                          env=environment)  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_an_open_reader_keeps_its_answer_until_it_is_closed(filled: Path) -> None:
    reader, other = WhooshEngine(filled), WhooshEngine(filled)
    before = everything(reader)
    for number in range(5):  # enough for the segments that the reader has open to be merged away
        fill(other, [document(f"new-{number}", "mine", seq=200 + number)])
    assert everything(reader) == before
    assert ids(reader, PrefixLookup("text", "m"))  # read from files that no longer have a name
    reader.close()
    assert everything(reader).total == before.total + 5
    reader.close()
    other.close()


COMMITS = """
import sys
from itertools import pairwise
from pathlib import Path
from index.engine import Document
from index.engines.whoosh import WhooshEngine
engine = WhooshEngine(Path(sys.argv[1]))
for number in range(50):
    with engine.writer(seq=100 + number) as writer:
        writer.add(Document(id=f"c{number}", seq=number, texts={"text": "mine clearance"}))
"""


def test_searching_while_another_process_commits_never_fails_and_never_finds_less(filled: Path) -> None:
    other = subprocess.Popen([sys.executable, "-c", COMMITS, str(filled)], env={**os.environ, "PYTHONPATH": str(ROOT)})
    engine = WhooshEngine(filled)
    totals = []
    while other.poll() is None:
        totals.append(everything(engine).total)
        engine.close()
    assert other.returncode == 0
    totals.append(everything(engine).total)
    assert totals == sorted(totals)
    assert (totals[0] >= 29, totals[-1], engine.seq) == (True, 79, 149)


def test_an_index_that_is_being_replaced_is_waited_for_and_never_an_empty_one(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, aside = WhooshEngine(filled), filled.with_name("aside")
    before = everything(WhooshEngine(filled)).total
    assert engine.seq == 4
    filled.rename(aside)
    monkeypatch.setattr("index.engines.whoosh.engine.time.sleep", lambda seconds: aside.rename(filled))
    assert everything(engine).total == before > 0
    engine.close()
    filled.rename(aside)
    monkeypatch.setattr("index.engines.whoosh.engine.time.sleep", lambda seconds: None)
    with pytest.raises(IndexUnavailable, match=FAR):
        everything(engine)
    assert everything(WhooshEngine(filled)).total == 0


def test_another_fingerprint_means_that_nothing_is_indexed(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = WhooshEngine(filled)
    assert engine.seq == 4
    monkeypatch.setattr("index.analysis.VERSION", "another")
    assert engine.seq == 0
    with pytest.raises(IndexUnavailable, match=FAR):
        engine.search(Request(lookup=Everything()))
    fill(engine, [document("only", "mine")])
    assert ids(engine, Everything()) == ["only"]


@pytest.mark.parametrize("state", [None, b"", b"{", b"[]", b'{"seq": 3}', b'{"seq": "x", "fingerprint": ""}', b"\xff"])
def test_a_lost_or_damaged_state_is_said_and_the_next_writer_starts_anew(filled: Path, state: bytes | None) -> None:
    (filled / STATE_NAME).unlink()
    if state is not None:
        (filled / STATE_NAME).write_bytes(state)
    engine = WhooshEngine(filled)
    assert engine.seq == 0
    for ask in (everything, lambda engine: engine.vocabulary("text", "m")):
        with pytest.raises(IndexUnavailable, match=FAR):
            ask(engine)
    fill(engine, [document("only", "mine")])
    assert ids(engine, Everything()) == ["only"]


def _asked(engine: WhooshEngine) -> list[Matches]:
    lookups: list[Lookup] = [
        Everything(),
        TokenLookup("text", "mine"),
        PrefixLookup("title", "m"),
        Without(TokenLookup("text", "a")),
        SequenceLookup("text", (Step(0, ("a",)), Step(1, ("b",)))),
    ]
    return [engine.search(Request(lookup=lookup, facets=FACETS, sort="title", limit=None)) for lookup in lookups]


def _spoil(path: Path, how: str) -> None:
    content = path.read_bytes()
    spoilt = {"emptied": b"", "cut": content[: len(content) // 2], "overwritten": b"\xfe" * len(content),
              "end lost": content[:-1]}  # fmt: skip
    path.unlink() if how == "deleted" else path.write_bytes(spoilt[how])


@pytest.mark.usefixtures("files_left_open")
@pytest.mark.parametrize("how", ["deleted", "emptied", "cut", "overwritten", "end lost"])
@pytest.mark.parametrize("kind", ["*.toc", "*.seg"])
def test_a_damaged_file_is_said_in_words_by_readers_and_writers(
    filled: Path, kind: str, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.engines.whoosh.engine.OPENING_PAUSE", 0)
    for path in filled.glob(kind):
        _spoil(path, how)
    engine = WhooshEngine(filled)
    with pytest.raises(IndexUnavailable, match=FAR):
        _asked(engine)
    with pytest.raises(IndexUnavailable, match=FAR):
        fill(engine, [document("new", "mine")], commits=12)
    engine.close()


@pytest.mark.usefixtures("files_left_open")
@pytest.mark.parametrize("how", ["cut", "overwritten"])
def test_half_a_segment_spoilt_gives_no_traceback(filled: Path, how: str) -> None:
    """A reader that looks at sizes only cannot promise to notice; what it notices, it says."""
    segment = max(filled.glob("*.seg"), key=lambda path: path.stat().st_size)
    whole = segment.read_bytes()
    for tenth in range(10):
        at = len(whole) * tenth // 10
        segment.write_bytes(whole[:at] + (b"" if how == "cut" else b"\xfe" * 40) + whole[at + 40 :])
        engine = WhooshEngine(filled)
        try:
            _asked(engine)
        except IndexUnavailable as error:
            assert FAR in str(error)  # noqa: PT017  # it need not be raised
        engine.close()


def test_a_folder_left_by_a_killed_writer_is_healed(filled: Path) -> None:
    (filled / "MAIN.tmp").mkdir()
    (filled / "MAIN.tmp" / "left.run").write_bytes(b"x")
    engine = WhooshEngine(filled)
    fill(engine, [document("new", "mine")])
    assert everything(engine).total == 30
    (filled / STATE_NAME).unlink()
    (filled / "MAIN.tmp").mkdir()
    fill(engine, [document("new", "mine")])
    assert ids(engine, Everything()) == ["new"]


@pytest.mark.usefixtures("files_left_open")
def test_of_a_commit_that_failed_at_any_step_nothing_is_seen(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full when the terms, the compound file or the table of contents are written."""
    engine = WhooshEngine(filled)
    before = everything(engine)

    def full(*args: object, **kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    for step in ("_flush_segment", "_assemble_segment", "_commit_toc"):
        with monkeypatch.context() as patch:
            patch.setattr(SegmentWriter, step, full)
            with pytest.raises(StorageFailed, match="disk is full"):
                fill(engine, [document("new", "mine")])
        engine.close()
        assert (everything(engine), engine.seq) == (before, 4)
    fill(engine, [document("new", "mine")])
    assert everything(engine).total == before.total + 1


def test_a_commit_without_its_state_is_done_again_by_the_next(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process stops between Whoosh's commit and the state: the same records come again and change nothing."""
    engine = WhooshEngine(filled)
    with monkeypatch.context() as patch:
        patch.setattr(WhooshEngine, "_write_state", lambda *_: 1 // 0)
        with pytest.raises(ZeroDivisionError), engine.writer(seq=5) as changes:  # noqa: PT012  # as sync does it
            changes.add(document("new", "mine clearance", seq=5))
            changes.remove("d003")
    engine.close()
    assert engine.seq == 4
    with engine.writer(seq=5) as changes:
        changes.add(document("new", "mine clearance", seq=5))
        changes.remove("d003")
    assert engine.seq == 5
    found = ids(engine, Everything())
    assert len(found) == len(set(found)) == 29
    assert "new" in found
    assert "d003" not in found


def test_two_writers_at_once_are_refused_in_words(filled: Path) -> None:
    one, other = WhooshEngine(filled), WhooshEngine(filled)
    with one.writer(seq=5) as changes:
        with pytest.raises(ArchiveLocked, match="another"), other.writer(seq=5):
            pass
        changes.add(document("new", "mine"))
    assert everything(one).total == 30


@pytest.mark.parametrize("most", [1, 7, 100, 10_000])
def test_postings_that_go_over_the_disk_give_the_same_index(
    tmp_path: Path, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = []
    for name, buffered in (("buffered", writer.MOST_BUFFERED), ("spilt", most)):
        monkeypatch.setattr(writer, "MOST_BUFFERED", buffered)
        engine = WhooshEngine(tmp_path / name)
        fill(engine, made_up(3, 30), commits=4)
        answers.append((_asked(engine), list(engine.vocabulary("text", ""))))
        engine.close()
        assert not [path for path in (tmp_path / name).iterdir() if path.is_dir() or path.suffix == ".run"]
    assert answers[0] == answers[1]


def test_many_commits_are_merged_into_few_segments(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index")
    fill(engine, made_up(3, 60), commits=30)
    assert len(list((tmp_path / "index").glob("*.seg"))) < 12
    assert everything(engine).total == 60
