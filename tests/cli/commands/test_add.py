"""`muniment add`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import corpus
from tests.cli.conftest import SUBSET, Run

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """Two letters that can be read, a picture that cannot, and what is hidden."""
    folder = tmp_path / "letters"
    (folder / "b").mkdir(parents=True)
    (folder / "a.txt").write_text("The ferry was repaired in the harbour.")
    (folder / "b" / "c.txt").write_text("The lighthouse keeper asked for oil.")
    (folder / "scan.png").write_bytes(PNG)
    (folder / ".hidden.txt").write_text("Nobody adds this.")
    return folder


def kinds(lines: list[str]) -> list[tuple[str, str]]:
    return [(line.split("\t")[0], Path(line.split("\t")[2]).name) for line in lines]


def test_a_folder_is_taken_in_a_line_a_file_and_what_cannot_be_read_is_kept_and_said(
    run: Run, empty: Path, letters: Path
) -> None:
    added = run("-A", empty, "add", letters)
    assert added.code == 5
    assert kinds(added.lines) == [("added", "a.txt"), ("unreadable", "scan.png"), ("added", "c.txt")]
    assert "scan.png: no extractor reads image/png (unsupported)" in added.err
    assert "2 added, 1 kept, not read" in added.err
    kept = run("-A", empty, "show", added.lines[1].split("\t")[1], "--original")
    assert kept.raw == PNG


def test_failures_are_written_a_json_object_a_line(run: Run, empty: Path, letters: Path, tmp_path: Path) -> None:
    added = run("-A", empty, "add", letters, letters / "gone.txt", "--failures", "failed.jsonl")
    assert added.code == 5
    assert "2 of 4 files" in added.err.splitlines()[-1]
    unreadable, refused = map(json.loads, (tmp_path / "failed.jsonl").read_text().splitlines())
    assert unreadable["id"] == next(line.split("\t")[1] for line in added.lines if line.startswith("unreadable"))
    assert (unreadable["code"], refused["id"], refused["code"]) == ("unsupported", None, "not-found")
    assert refused["file"] == str(letters / "gone.txt")


def test_no_failure_leaves_an_empty_list_of_failures(run: Run, empty: Path, letters: Path, tmp_path: Path) -> None:
    assert run("-A", empty, "add", letters / "a.txt", "--failures", "failed.jsonl").code == 0
    assert (tmp_path / "failed.jsonl").read_text() == ""


def test_a_list_of_failures_that_cannot_be_written_stops_before_anything_is_added(
    run: Run, empty: Path, letters: Path
) -> None:
    refused = run("-A", empty, "add", letters, "--failures", "nowhere/failed.jsonl")
    assert (refused.code, refused.out) == (2, "")
    assert run("-A", empty, "list", "--format", "ids").out == ""


def test_the_same_bytes_are_said_and_not_doubled(run: Run, empty: Path, letters: Path) -> None:
    first = run("-A", empty, "add", letters / "a.txt").lines[0].split("\t")[1]
    (letters / "copy.txt").write_bytes((letters / "a.txt").read_bytes())
    again = run("-A", empty, "add", letters / "a.txt", letters / "copy.txt")
    assert (again.code, again.err) == (0, "2 known\n")
    assert [line.split("\t")[:2] for line in again.lines] == [["known", first]] * 2
    assert run("-A", empty, "list", "--format", "ids").lines == [first]


def test_a_dry_run_says_the_same_and_writes_nothing(run: Run, empty: Path, letters: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in empty.rglob("*")}
    tried = run("-A", empty, "add", "--dry-run", letters)
    assert {path: path.stat().st_mtime_ns for path in empty.rglob("*")} == before
    assert "2 would be added, 1 would be kept, not read" in tried.err
    added = run("-A", empty, "add", letters)
    assert (tried.code, tried.out) == (added.code, added.out)


def test_a_dash_takes_one_document_from_standard_input(run: Run, empty: Path) -> None:
    content = "Le phare a été réparé avant l’hiver.".encode()
    added = run("-A", empty, "add", "-", "--set", "title=Le phare", stdin=content)
    assert (added.code, added.lines[0].split("\t")[2]) == (0, "stdin")
    found = added.lines[0].split("\t")[1]
    assert run("-A", empty, "show", found, "--original").raw == content
    assert run("-A", empty, "search", "title:phare", "--format", "ids").lines == [found]


def test_the_archive_itself_is_not_taken_in(run: Run, tmp_path: Path) -> None:
    run("init", "here/papers")
    (tmp_path / "here" / "note.txt").write_text("The tide table of the harbour.")
    assert kinds(run("-A", "here/papers", "add", "here").lines) == [("added", "note.txt")]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--set", "colour=red"], "there is no field 'colour'"),
        (["--set", "colour="], "there is no field 'colour'"),
        (["--set", "title"], "'title' is not FIELD=VALUE"),
        (["--set", "date=yesterday"], "'yesterday' is not a date"),
        (["--set", "date=2021-02-30"], "is no calendar day"),
        (["--set", "type=poem"], "'poem' is not a document type"),
        (["--set", "title=a", "--set", "title=b"], "title is given 2 times"),
        (["--set", "original_language=French"], "is not a language tag"),
        (["--language", "Chinese language"], "is not a language tag"),
        (["--metadata", "nowhere.csv"], "does not exist"),
        (["--metadata", "notes.txt"], "a metadata file is a .csv, .jsonl or .toml file"),
        (["--metadata", "unknown.csv"], "there is no field 'colour'"),
        (["--metadata", "fileless.csv"], "there is no column `file`"),
        (["--metadata", "baddate.csv"], "'soon' is not a date"),
        (["--metadata", "wide.csv"], "more cells than the heading"),
        (["--metadata", "twice.jsonl"], "described twice"),
        (["--metadata", "broken.jsonl"], "line 2 is not JSON"),
        (["--metadata", "broken.toml"], "not TOML"),
    ],
)
def test_bad_descriptions_are_refused_before_anything_is_added(
    run: Run, empty: Path, letters: Path, tmp_path: Path, options: list[str], words: str
) -> None:
    for name, text in {
        "notes.txt": "a",
        "unknown.csv": "file,colour\na.txt,red\n",
        "fileless.csv": "title\nA title\n",
        "baddate.csv": "file,date\na.txt,soon\n",
        "wide.csv": "file,title\na.txt,b,c\n",
        "twice.jsonl": '{"file": "a.txt"}\n{"file": "a.txt"}\n',
        "broken.jsonl": '{"file": "a.txt"}\n{"file"\n',
        "broken.toml": "[[document\n",
    }.items():
        (tmp_path / name).write_text(text)
    refused = run("-A", empty, "add", letters, *options)
    assert (refused.code, refused.out) == (2, "")
    assert words in refused.err
    if "--metadata" in options:
        assert options[1] in refused.err
    assert run("-A", empty, "list", "--format", "ids").out == ""


def test_what_is_set_goes_before_the_sidecar_and_that_before_what_the_text_states(
    run: Run, empty: Path, tmp_path: Path
) -> None:
    (tmp_path / "rows.csv").write_text("file,source,place,tag\nbosna-flood-signs.txt,Row,Row,a;b\nother.txt,Row,Row,\n")
    added = run(
        "-A", empty, "add", corpus.DOCUMENTS / SUBSET[0], "--metadata", "rows.csv", "--set", "source=Set",
        "--language", "fr",
    )  # fmt: skip
    assert added.code == 0
    assert "warning: rows.csv describes other.txt, which was not among the files" in added.err
    shown = json.loads(run("-A", empty, "show", added.lines[0].split("\t")[1], "--format", "json").out)
    assert (shown["source"], shown["place"], shown["date"]) == ("Set", "Row", "XXXX-05-19")
    assert (shown["tags"], shown["languages"]) == (["a", "b"], ["fr"])


def test_a_folder_without_files_is_said(run: Run, empty: Path, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    added = run("-A", empty, "add", "nothing")
    assert (added.code, added.out, added.err) == (0, "", "no files found\n")


def test_an_empty_path_is_refused_and_does_not_mean_the_current_folder(run: Run, empty: Path, letters: Path) -> None:
    refused = run("-A", empty, "add", letters / "a.txt", "")
    assert (refused.code, refused.out) == (2, "")
    assert "a path is empty" in refused.err
    assert run("-A", empty, "list", "--format", "ids").out == ""


def test_what_was_added_is_found_at_once(run: Run, empty: Path, letters: Path) -> None:
    added = run("-A", empty, "add", letters / "a.txt")
    assert run("-A", empty, "search", "ferry", "--format", "ids").lines == [added.lines[0].split("\t")[1]]


def test_an_addition_goes_on_when_nobody_reads_what_it_says(
    run: Run, empty: Path, letters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object, **options: object) -> None:
        if not options.get("err"):
            raise BrokenPipeError

    monkeypatch.setattr("cli.commands.add.click.echo", gone)
    assert run("-A", empty, "add", letters / "a.txt", letters / "b").code == 0
    monkeypatch.undo()
    assert "documents        2\n" in run("-A", empty, "stats").out


def test_a_bundle_is_taken_into_another_archive(run: Run, subset_archive: Path, empty: Path, tmp_path: Path) -> None:
    run("-A", subset_archive, "export", "--all", "-o", "b.zip", "--as", "bag")
    (tmp_path / "more.txt").write_text("One more document about a well.\n")
    added = run("-A", empty, "add", "--dry-run", "b.zip", "more.txt")
    assert (added.code, [line.split("\t")[0] for line in added.lines]) == (0, ["added"] * 7)
    added = run("-A", empty, "add", "b.zip", "more.txt")
    assert (added.code, "7 added" in added.err) == (0, True)
    assert run("-A", empty, "add", "b.zip").err == "6 known\n"
    assert run("-A", empty, "verify").code == 0
    shown = [run("-A", archive, "list", "--format", "jsonl").lines for archive in (subset_archive, empty)]
    assert set(shown[0]) < set(shown[1])


def test_a_damaged_bundle_is_refused_before_anything_is_added(
    run: Run, subset_archive: Path, empty: Path, tmp_path: Path
) -> None:
    run("-A", subset_archive, "export", "--all", "-o", "b.zip", "--as", "bag")
    shutil.unpack_archive(tmp_path / "b.zip", tmp_path)
    next((tmp_path / "citation-bundle/data/texts").iterdir()).write_text("another text")
    (tmp_path / "more.txt").write_text("One more document about a well.\n")
    refused = run("-A", empty, "add", "more.txt", "citation-bundle")
    assert refused.code == 3
    assert "nothing was added" in refused.err
    assert run("-A", empty, "list", "--format", "ids").lines == []


def test_what_describes_files_is_refused_for_a_bundle(run: Run, subset_archive: Path, empty: Path) -> None:
    run("-A", subset_archive, "export", "--all", "-o", "b.zip", "--as", "bag")
    refused = run("-A", empty, "add", "b.zip", "--set", "source=Me")
    assert refused.code == 2
    assert "describes its documents itself" in refused.err
