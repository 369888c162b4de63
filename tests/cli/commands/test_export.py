"""`muniment export`."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import pytest

from archive.bag.writer import BASE
from archive.errors import DamageFound
from archive.plugins import registered
from archive.record import Record
from tests.cli.conftest import Run
from tests.cli.terminal import PROGRAM, plain_environment


def exported(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def ids(run: Run, subset_archive: Path) -> list[str]:
    return run("-A", subset_archive, "list", "--format", "ids").lines


@pytest.mark.parametrize(
    "format_", ["bibtex", "biblatex", "csl-json", "csv", "jsonl", "ris", "dublin-core", "marcxml", "ead"]
)
def test_every_format_writes_every_document_to_a_file_or_to_stdout_alike(
    run: Run, subset_archive: Path, tmp_path: Path, ids: list[str], format_: str
) -> None:
    to_file = run("-A", subset_archive, "export", "", "-o", "out", "--as", format_)
    assert (to_file.code, to_file.out, to_file.err) == (0, "", "6 documents exported to out\n")
    to_stdout = run("-A", subset_archive, "export", "", "-o", "-", "--as", format_)
    assert to_stdout.raw == (tmp_path / "out").read_bytes()
    assert all(one.encode() in to_stdout.raw for one in ids)


def test_only_what_query_and_filters_find_is_exported(run: Run, subset_archive: Path, tmp_path: Path) -> None:
    run("-A", subset_archive, "export", "*", "--language", "fr", "-o", "out", "--as", "jsonl")
    assert len(exported(tmp_path / "out")) == 1


def test_ids_are_exported_in_their_order_each_once(
    run: Run, subset_archive: Path, tmp_path: Path, ids: list[str]
) -> None:
    wanted = [ids[4], ids[0], ids[2]]
    listed = "".join(f"{one}  some title\n" for one in [*wanted, ids[4]])
    asked = run("-A", subset_archive, "export", "--ids", "-", "-o", "out", "--as", "jsonl", stdin=listed)
    assert asked.err == "3 documents exported to out\n"
    assert exported(tmp_path / "out") == wanted
    (tmp_path / "ids.txt").write_text(listed)
    run("-A", subset_archive, "export", "--ids", "ids.txt", "-o", "out2", "--as", "jsonl")
    assert exported(tmp_path / "out2") == wanted


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--as", "jsonl", "-o", "out"], "give a QUERY"),
        (["*", "--ids", "-", "--as", "jsonl", "-o", "out"], "give a QUERY"),
        (["--ids", "-", "--language", "fr", "--as", "jsonl", "-o", "out"], "leave the filters out"),
        (["--ids", "nowhere", "--as", "jsonl", "-o", "out"], "nowhere"),
        (["--ids", "-", "--as", "jsonl", "-o", "out"], "no document has an ID"),
        (["*", "--as", "word", "-o", "out"], "'word' is not one of: bag, biblatex, bibtex, csl-json, csv"),
        (["*", "--as", "jsonl"], "Missing option"),
        (["*", "--as", "jsonl", "-o", "."], "is a directory"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_written(
    run: Run, subset_archive: Path, tmp_path: Path, arguments: list[str], words: str
) -> None:
    refused = run("-A", subset_archive, "export", *arguments, stdin="mffffffffffff\n")
    assert (refused.code, refused.out) == (2, "")
    assert words in refused.err
    assert list(tmp_path.iterdir()) == []


def test_a_malformed_query_leaves_the_file_as_it_was(run: Run, subset_archive: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("before")
    assert run("-A", subset_archive, "export", "(", "-o", "out", "--as", "jsonl").code == 4
    assert (tmp_path / "out").read_text() == "before"


def test_a_value_that_no_document_has_is_said(run: Run, subset_archive: Path) -> None:
    asked = run("-A", subset_archive, "export", "", "--source", "Drina Wir", "-o", "-", "--as", "csl-json")
    assert (asked.code, json.loads(asked.out)) == (0, [])
    assert "did you mean Drina Wire?" in asked.err


@pytest.mark.parametrize("before", [None, "before"])
def test_a_failure_on_the_way_leaves_no_half_file(
    run: Run, papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    if before:
        (tmp_path / "out").write_text(before)
    written: list[Record] = []

    def write_two_and_fail(_: object, records: Iterable[Record], out: BinaryIO) -> None:
        for record in records:
            written.append(record)
            out.write(record.id.encode())
            if len(written) == 2:
                raise DamageFound("the third record cannot be read")

    monkeypatch.setattr("archive.export.jsonl.JsonlExporter.export", write_two_and_fail)
    failed = run("-A", papers, "export", "", "-o", "out", "--as", "jsonl")
    assert (failed.code, len(written)) == (3, 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == (["out", "papers"] if before else ["papers"])
    if before:
        assert (tmp_path / "out").read_text() == before


def test_a_place_that_cannot_be_written_is_said_in_words(run: Run, subset_archive: Path) -> None:
    failed = run("-A", subset_archive, "export", "", "-o", "nowhere/out", "--as", "jsonl")
    assert failed.code == 1
    assert failed.err.splitlines()[-1].startswith("muniment: cannot write ")


def test_a_link_keeps_leading_to_its_file(run: Run, subset_archive: Path, tmp_path: Path) -> None:
    (tmp_path / "real").write_text("before")
    (tmp_path / "out").symlink_to("real")
    run("-A", subset_archive, "export", '"Banjul"', "-o", "out", "--as", "jsonl")
    assert (tmp_path / "out").is_symlink()
    assert len(exported(tmp_path / "real")) == 1


def test_a_pipe_is_written_to_and_not_replaced(run: Run, subset_archive: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "out")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / "out").read_bytes()))
    reader.start()
    run("-A", subset_archive, "export", '"Banjul"', "-o", "out", "--as", "jsonl")
    reader.join(timeout=120)
    assert (tmp_path / "out").is_fifo()
    assert json.loads(read[0])["type"] == "letter"


def test_every_installed_exporter_can_be_named(run: Run, subset_archive: Path) -> None:
    for name in registered("muniment.exporters"):
        assert run("-A", subset_archive, "export", '"Banjul"', "-o", "-", "--as", name).code == 0


def bagged(run: Run, archive: Path, out: Path | str, *arguments: str) -> None:
    answer = run("-A", archive, "export", "--all", "-o", out, "--as", "bag", *arguments)
    assert answer.code == 0, answer.err


def test_a_bag_is_the_same_each_time_to_a_file_and_to_a_pipe(run: Run, subset_archive: Path, tmp_path: Path) -> None:
    bagged(run, subset_archive, "one.zip", "--styles", "un, plain")
    bagged(run, subset_archive, "two.zip", "--styles", "un,plain")
    piped = run("-A", subset_archive, "export", "--all", "-o", "-", "--as", "bag", "--styles", "un,plain")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes() == piped.raw
    assert run("verify", "one.zip").code == 0


def test_a_bag_says_what_was_asked(run: Run, subset_archive: Path, tmp_path: Path, ids: list[str]) -> None:
    run("-A", subset_archive, "export", "the OR el", "--language", "en", "--match", "any", "-o", "a.zip", "--as", "bag")
    said = json.loads(zipfile.ZipFile(tmp_path / "a.zip").read(f"{BASE}/data/query.json"))
    assert said["asked"] == {"query": "the OR el", "filters": {"language": ["en"]}, "match": "any"}
    run("-A", subset_archive, "export", "--ids", "-", "-o", "b.zip", "--as", "bag", stdin=ids[2])
    said = json.loads(zipfile.ZipFile(tmp_path / "b.zip").read(f"{BASE}/data/query.json"))
    assert (said["asked"], said["documents"]) == ({"ids": 1}, 1)


@pytest.mark.parametrize("option", [["--styles", "un"], ["--with-originals"], ["--without-text"]])
def test_what_only_a_bag_holds_is_refused_for_other_formats(run: Run, subset_archive: Path, option: list[str]) -> None:
    refused = run("-A", subset_archive, "export", "--all", "-o", "out", "--as", "ris", *option)
    assert refused.code == 2
    assert "are for --as bag" in refused.err


@pytest.mark.parametrize("format_", ["bag", "ris"])
def test_damaged_documents_stop_the_export_or_are_left_out_and_named(
    run: Run, papers: Path, tmp_path: Path, ids: list[str], format_: str
) -> None:
    record = papers / "records/000/000/000000002.json"
    record.chmod(0o644)
    record.write_bytes(b"{}")
    failed = run("-A", papers, "export", "--all", "-o", "out", "--as", format_)
    assert (failed.code, (tmp_path / "out").exists()) == (3, False)
    assert "000000002.json" in failed.err
    done = run("-A", papers, "export", "--all", "-o", "out", "--as", format_, "--leave-out-damaged")
    assert done.code == 0
    assert "left out: " in done.err
    assert "5 documents exported" in done.err


def test_two_exports_to_one_file_at_once_both_leave_a_whole_one(
    run: Run, subset_archive: Path, tmp_path: Path
) -> None:
    bagged(run, subset_archive, "one.zip")
    command = [*PROGRAM, "-A", str(subset_archive), "export", "--all", "-o", "out.zip", "--as", "bag"]
    environment = plain_environment() | {"SOURCE_DATE_EPOCH": "1700000000"}
    both = [subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE) for _ in range(2)]
    assert [process.communicate() and process.returncode for process in both] == [0, 0]
    assert (tmp_path / "out.zip").read_bytes() == (tmp_path / "one.zip").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.zip", "out.zip"]
