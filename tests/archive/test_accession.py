"""Taking in: every file is added, known, kept unread or refused, and said to be so; its bytes are kept in any case."""

from __future__ import annotations

import hashlib
import os
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import accession, reading, staging
from archive.accession import edit, now
from archive.arrivals import Arrival, arrivals
from archive.errors import ExtractionFailed, InvalidValue
from archive.extract import AS_FOUND, Extraction, Wishes
from archive.given import Given, parse_assignments
from archive.outcome import Outcome
from archive.record_json import from_json
from archive.rehearsal import rehearse
from archive.sidecar import read_sidecar
from archive.store import Store
from tests.archive.archives import WHEN, adding, clock, current, damage, documents, new, piped, take_in


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new(tmp_path / "archive")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "files").mkdir()
    return tmp_path / "files"


def id_of(content: bytes) -> str:
    return "m" + hashlib.sha256(content).hexdigest()[:12]


def add_below(store: Store, *paths: Path) -> list[Outcome]:
    return take_in(store, arrivals(paths, skip=store.layout.root))


def test_a_file_is_recorded_with_its_bytes_text_languages_and_description(store: Store, folder: Path) -> None:
    content = "Notice\r\n\r\nThe registers of the flooded villages were dried and copied by the end of the month.\r\n"
    (folder / "a.txt").write_bytes(content.encode())
    outcomes = add_below(store, folder / "a.txt")
    record = current(store)[0]
    assert outcomes == [Outcome(kind="added", name=str(folder / "a.txt"), id=id_of(content.encode()))]
    assert (record.original.size, record.original.media_type) == (len(content), "text/plain")
    assert record.original.paths == (str(folder / "a.txt"),)
    assert (record.text.state, record.text.extractor, record.text.encoding) == ("read", "plaintext/1", "utf-8")
    assert record.text.length == len(content.replace("\r", ""))
    assert [share.tag for share in record.languages] == ["en"]
    assert [passage.locator for passage in record.passages] == ["para. 1", "para. 2"]
    assert (record.event.kind, record.event.at, record.event.outcome) == ("accession", WHEN, "success")


def test_the_same_bytes_are_said_and_not_doubled_in_one_run_and_across_runs(store: Store) -> None:
    first = take_in(store, [piped("a", "one"), piped("b", "one"), piped("c", "two")])
    second = take_in(store, [piped("d", "two"), piped("e", "one")])
    assert [(outcome.kind, outcome.name) for outcome in first + second] == [
        ("added", "a"), ("linked", "b"), ("added", "c"), ("linked", "d"), ("linked", "e"),
    ]  # fmt: skip
    assert [outcome.id for outcome in first + second] == [id_of(c) for c in (b"one", b"one", b"two", b"two", b"one")]
    assert [record.original.paths for record in current(store)] == [("c", "d"), ("a", "b", "e")]
    assert [record.event.kind for record in store.history(id_of(b"one"))] == ["accession", "duplicate", "duplicate"]


def test_the_same_bytes_under_the_same_name_change_nothing(store: Store) -> None:
    first = take_in(store, [piped("a", "one"), piped("b", "one")])
    again = take_in(store, [piped("b", "one"), piped("a", "one")])
    assert [(outcome.kind, outcome.id) for outcome in again] == [("known", first[0].id)] * 2
    assert store.layout.last_record() == 2


def test_the_same_text_in_other_bytes_is_another_document_with_the_text_kept_once(store: Store) -> None:
    take_in(store, [piped("a", "one\n"), piped("b", "one\r\n")])
    one, other = current(store)
    assert one.id != other.id
    assert one.text.digest == other.text.digest
    assert damage(store) == []


@pytest.mark.parametrize("content", [b"", b" ", b"\r\n\t\n", b"\xef\xbb\xbf\n", b"<html><p> </p></html>"])
def test_a_file_without_words_is_added_and_says_that_it_has_no_text(store: Store, content: bytes) -> None:
    outcomes = take_in(store, [piped("a.txt", content)])
    record = current(store)[0]
    assert (outcomes[0].kind, record.text.state, record.text.digest, record.text.length) == ("added", "empty", None, 0)
    assert (record.passages, record.languages, store.text(record), store.original(record)) == ((), (), "", content)


def test_a_file_that_cannot_be_read_is_kept_and_the_rest_goes_on(store: Store) -> None:
    outcomes = take_in(store, [piped("a.ps", b"%!PS-1.4"), piped("b", b"\xff\xfe\x00"), piped("c", "three")])
    assert [(outcome.kind, outcome.code) for outcome in outcomes] == [
        ("unreadable", "unsupported"), ("unreadable", "encoding"), ("added", None),
    ]  # fmt: skip
    assert outcomes[0].message == "no extractor reads application/postscript"
    print_file = current(store)[0]
    assert (print_file.text.state, print_file.event.outcome) == ("unreadable", "partial")
    assert store.original(print_file) == b"%!PS-1.4"
    assert print_file.text.failure == "unsupported: no extractor reads application/postscript"


def test_what_is_given_is_recorded_even_of_a_file_that_cannot_be_read(store: Store) -> None:
    take_in(store, [piped("a.ps", b"%!PS-1.4")], common=parse_assignments(["title=Scan", "language=zh"]))
    record = current(store)[0]
    assert record.description.text("title") == "Scan"
    assert [(share.tag, share.basis) for share in record.languages] == [("zh", "person")]


class Faulty:
    """A plug-in that breaks its promise."""

    name, version = "faulty", "1"

    def __init__(self, error: Exception) -> None:
        self.error = error

    def extract(self, content: bytes, wishes: Wishes = AS_FOUND) -> Extraction:
        raise self.error


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (ValueError("oops"), "extractor-failed: the extractor faulty failed (ValueError: oops)"),
        (RecursionError(), "extractor-failed: the extractor faulty failed (RecursionError: )"),
        (ExtractionFailed("too big", code="limit"), "limit: too big"),
    ],
)
def test_an_extractor_that_fails_costs_the_text_and_nothing_else(
    store: Store, monkeypatch: pytest.MonkeyPatch, error: Exception, failure: str
) -> None:
    monkeypatch.setattr(reading, "extractor_for", lambda media_type: Faulty(error))
    assert take_in(store, [piped("a", "one")])[0].kind == "unreadable"
    assert current(store)[0].text.failure == failure
    assert store.original(current(store)[0]) == b"one"


def test_a_file_that_the_memory_cannot_hold_is_kept_without_its_text_and_the_rest_goes_on(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "extractor_for", lambda media_type: Faulty(MemoryError()))
    assert take_in(store, [piped("large.html", "<html>" + "x" * 5000)])[0].code == "memory"
    monkeypatch.undo()
    assert take_in(store, [piped("small.txt", "one")])[0].kind == "added"
    large, _ = current(store)
    assert (large.original.media_type, large.text.state) == ("text/html", "unreadable")
    assert store.original(large) == b"<html>" + b"x" * 5000


@pytest.mark.parametrize(("part", "code"), [("archive.reading.identify_languages", "language-failed"),
                                            ("archive.describe.describe", "description-failed")])  # fmt: skip
@pytest.mark.parametrize("error", [ValueError("oops"), MemoryError(), RecursionError()])
def test_a_fault_in_telling_languages_or_describing_costs_only_that_part(
    store: Store, monkeypatch: pytest.MonkeyPatch, part: str, code: str, error: Exception
) -> None:
    def failing(*_: object) -> Any:
        raise error

    monkeypatch.setattr(part, failing)
    outcome = take_in(store, [piped("a", "The registers were copied.")], common=parse_assignments(["language=en"]))[0]
    assert (outcome.kind, outcome.code) == ("added", code)
    record = current(store)[0]
    assert (record.text.state, store.text(record)) == ("read", "The registers were copied.")
    assert record.text.failure == f"{code}: {type(error).__name__}: {error}"
    assert [(share.tag, share.basis) for share in record.languages] == [("en", "person")]
    assert record.event.outcome == "partial"


def refused(store: Store, path: Path) -> tuple[str, str | None]:
    outcome = take_in(store, [Arrival(path=path, name=str(path))])[0]
    assert outcome.id is None
    assert outcome.message
    assert store.layout.last_record() == 0
    assert list(store.layout.tmp.iterdir()) == []
    return outcome.kind, outcome.code


def test_a_file_that_is_gone_is_refused(store: Store, folder: Path) -> None:
    (folder / "plain").write_text("x")
    assert refused(store, folder / "gone") == ("refused", "not-found")
    assert refused(store, folder / "plain" / "below") == ("refused", "not-found")


def test_a_pipe_a_folder_and_a_link_to_itself_are_refused_without_waiting(store: Store, folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "loop").symlink_to(folder / "loop")
    assert refused(store, folder / "pipe") == ("refused", "not-a-file")
    assert refused(store, folder) == ("refused", "not-a-file")
    assert refused(store, folder / "loop") == ("refused", "io")


def test_a_socket_is_no_file(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)  # the whole path of a socket must be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        assert refused(store, folder / "socket") == ("refused", "not-a-file")


@pytest.mark.parametrize(("error", "code"), [(PermissionError(13, "Permission denied"), "permission"),
                                             (OSError(5, "Input/output error"), "io")])  # fmt: skip
def test_a_file_that_cannot_be_opened_is_refused(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, code: str
) -> None:
    (folder / "a").write_text("x")
    whole = os.open

    def failing(path: Any, *args: Any, **kwargs: Any) -> int:
        if path == folder / "a":
            raise error
        return whole(path, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", failing)
        assert refused(store, folder / "a") == ("refused", code)


def test_a_file_whose_disk_fails_is_refused_and_the_archive_is_not_blamed(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a").write_text("x")

    class Failing:
        def __init__(self, arrival: Arrival) -> None:
            self.file = open(arrival.path or "", "rb")  # noqa: PTH123, SIM115

        def __enter__(self) -> Failing:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def fileno(self) -> int:
            return self.file.fileno()

        def read(self, size: int) -> bytes:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(staging, "opened", Failing)
    assert refused(store, folder / "a") == ("refused", "io")


def writes_while_read(path: Path, times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody appends to the file during each of the first `times` readings."""
    from archive.deposit import Deposit

    whole = Deposit.stage
    readings = iter(range(1000))

    def stage(deposit: Deposit, stream: Any) -> Any:
        staged = whole(deposit, stream)
        if next(readings) < times:
            with path.open("a") as out:
                out.write("more\n")
        return staged

    monkeypatch.setattr(Deposit, "stage", stage)


@pytest.mark.parametrize(("times", "answer"), [(2, "added"), (3, "refused")])
def test_a_file_that_keeps_changing_while_it_is_read_is_refused(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch, times: int, answer: str
) -> None:
    path = folder / "a.txt"
    path.write_text("begun\n")
    writes_while_read(path, times, monkeypatch)
    outcome = add_below(store, path)[0]
    assert outcome.kind == answer
    assert outcome.code == ("changing" if answer == "refused" else None)
    if answer == "added":
        assert store.original(current(store)[0]) == path.read_bytes()
    else:
        assert "add it again when it is finished" in (outcome.message or "")


@pytest.mark.parametrize(
    "name", [b"two\nlines.txt", b"caf\xe9.txt", b"\xff\xfe", "名前.txt".encode(), b"-", b"a\\b.txt", b'"q".txt', b" "]
)
def test_a_file_may_have_any_name(store: Store, folder: Path, name: bytes) -> None:
    path = os.path.join(os.fsencode(folder), name)  # noqa: PTH118
    with open(path, "wb") as out:  # noqa: PTH123
        out.write(b"text")
    outcomes = add_below(store, folder)
    assert [outcome.name for outcome in outcomes] == [os.fsdecode(path)]
    content = store.layout.record(1).read_bytes()
    content.decode("utf-8")
    assert os.fsencode(from_json(content).original.paths[0]) == path
    store.close()
    store.layout.catalogue.unlink()
    assert os.fsencode(current(store)[0].filename) == name.rsplit(b"\\")[-1]
    assert damage(store) == []


def test_files_come_in_the_order_of_their_names_without_hidden_ones(folder: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden", ".git/x", "b/.x", "c/d/e.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    names = [arrival.name for arrival in arrivals([folder])]
    assert names == [str(folder / name) for name in ("a.txt", "b/1.txt", "b/2.txt", "c/d/e.txt")]
    assert [arrival.name for arrival in arrivals([folder / ".hidden"])] == [str(folder / ".hidden")]


def test_links_to_folders_are_not_followed_so_a_loop_ends(store: Store, folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "up").symlink_to(folder)
    (folder / "sub" / "a.txt").write_text("one")
    (folder / "link.txt").symlink_to(folder / "sub" / "a.txt")
    assert [(outcome.kind, Path(outcome.name).name) for outcome in add_below(store, folder)] == [
        ("added", "link.txt"), ("linked", "a.txt"),
    ]  # fmt: skip


def test_the_archive_does_not_take_itself_in(store: Store, tmp_path: Path) -> None:
    take_in(store, [piped("a", "one")])
    (tmp_path / "b.txt").write_text("two")
    assert [Path(arrival.name).name for arrival in arrivals([tmp_path], skip=store.layout.root)] == ["b.txt"]
    assert list(arrivals([store.layout.root], skip=store.layout.root)) == []
    assert list(arrivals([store.layout.root / "originals"], skip=store.layout.root)) == []


def test_a_folder_that_cannot_be_listed_is_refused_and_not_passed_over(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "locked").mkdir()
    (folder / "a.txt").write_text("one")
    whole = os.scandir

    def scandir(path: Any) -> Any:
        if Path(os.fspath(path)).name == "locked":
            raise PermissionError(13, "Permission denied", str(path))
        return whole(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert [(outcome.kind, outcome.code, Path(outcome.name).name) for outcome in add_below(store, folder)] == [
        ("added", None, "a.txt"), ("refused", "permission", "locked"),
    ]  # fmt: skip


def test_a_path_that_may_not_be_looked_at_is_an_arrival_that_is_refused(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(path: Path, **_: object) -> os.stat_result:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "is_dir", denied)
        found = list(arrivals([folder / "x"]))
    assert [arrival.name for arrival in found] == [str(folder / "x")]


def test_batches_are_acknowledged_when_they_are_on_the_disk(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accession, "BATCH", 2)
    seen: list[tuple[str, int]] = []
    with store.deposit(wait=1) as deposit:
        found = [piped(name, text) for name, text in (("a", "1"), ("a2", "1"), ("b", "2"), ("c", "3"), ("a3", "1"))]
        for outcome in adding(deposit, found):
            seen.append((outcome.name, store.layout.last_record()))  # noqa: PERF401
    assert seen == [("a", 2), ("a2", 2), ("b", 4), ("c", 4), ("a3", 5)]


def test_a_dry_run_says_what_an_add_then_does_and_writes_nothing(store: Store, folder: Path) -> None:
    for name, content in (("a.txt", b"one"), ("b.txt", b"one"), ("c.ps", b"%!PS"), ("d.txt", b"old"), ("e.txt", b"")):
        (folder / name).write_bytes(content)
    take_in(store, [piped("before", "old")])
    found = [*arrivals([folder]), Arrival(path=folder / "gone", name="gone")]
    before = sorted(path for path in store.layout.root.rglob("*"))
    with rehearse(store) as rehearsal:
        foreseen = list(adding(rehearsal, found))
    assert sorted(path for path in store.layout.root.rglob("*")) == before
    assert foreseen == take_in(store, found)


def test_a_sidecar_describes_its_files_and_the_command_line_overrules_it(store: Store, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("file,title,place\na.txt,From the list,Beira\n")
    rows = read_sidecar(tmp_path / "list.csv")
    common = parse_assignments(["title=Set"])
    take_in(store, [piped("x/a.txt", "one"), piped("x/b.txt", "two")], common=common, sidecar=rows)
    described, other = (record.description for record in current(store))
    assert (described.text("title"), described.text("place")) == ("Set", "Beira")
    assert (other.text("title"), other.text("place")) == ("Set", None)


def test_an_edit_changes_what_is_given_and_says_so(store: Store) -> None:
    take_in(store, [piped("a.txt", "The registers of the flooded villages were dried and copied in a month.")])
    with store.deposit(wait=1) as deposit:
        edit(deposit, store.record(1), parse_assignments(["title=New", "language=sco"]), clock=clock)
        deposit.commit()
    record = current(store)[0]
    assert (record.event.kind, record.event.detail) == ("edit", "set title, language")
    assert (record.seq, record.original, record.text) == (2, store.record(1).original, store.record(1).text)
    assert [share.tag for share in record.languages] == ["sco"]
    assert [passage.language for passage in record.passages] == ["sco"]


def test_an_edit_of_nothing_is_refused(store: Store) -> None:
    take_in(store, [piped("a.txt", "one")])
    with store.deposit(wait=1) as deposit, pytest.raises(InvalidValue, match="--set FIELD=VALUE"):
        edit(deposit, store.record(1), Given(), clock=clock)


@pytest.mark.parametrize(
    ("epoch", "expected"), [("0", "1970-01-01T00:00:00Z"), ("1770091506", "2026-02-03T04:05:06Z")]
)
def test_the_clock_may_be_set_for_repeatable_archives(
    monkeypatch: pytest.MonkeyPatch, epoch: str, expected: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert now() == expected


@pytest.mark.parametrize("epoch", ["", "soon", "²", "253402300800", "9" * 20, "9" * 5000])
def test_the_clock_is_in_whole_seconds_of_utc(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert len(now()) == len("2026-02-03T04:05:06Z")
    assert now().endswith("Z")


def test_the_order_of_files_does_not_change_what_is_kept(tmp_path: Path) -> None:
    found = [piped("a", "one"), piped("b", "<p>two"), piped("c", "one"), piped("d", b"%!PS")]
    stores = [new(tmp_path / "1"), new(tmp_path / "2")]
    take_in(stores[0], found)
    take_in(stores[1], reversed(found))
    assert documents(stores[0]) == documents(stores[1])


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)),
       st.sampled_from(["a.txt", "a.html", "a"]))  # fmt: skip
def test_any_bytes_are_read_or_have_a_failure_that_can_be_recorded(content: bytes, name: str) -> None:
    found = reading.read(content, name, Given())
    assert (found.text.state == "unreadable") == bool(found.text.failure)
    assert found.text.length == len(found.content if found.text.state == "read" else "")
    found.content.encode("utf-8")
