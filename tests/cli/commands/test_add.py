"""`muniment add`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import corpus
from archive.extract import Extraction, Wishes
from tests.archive.extract.container.test_containers import zipped
from tests.cli.conftest import SUBSET, Run

PRINT_FILE = b"%!PS-Adobe-3.0"


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """Two letters that can be read, a picture that cannot, and what is hidden."""
    folder = tmp_path / "letters"
    (folder / "b").mkdir(parents=True)
    (folder / "a.txt").write_text("The ferry was repaired in the harbour.")
    (folder / "b" / "c.txt").write_text("The lighthouse keeper asked for oil.")
    (folder / "scan.ps").write_bytes(PRINT_FILE)
    (folder / ".hidden.txt").write_text("Nobody adds this.")
    return folder


def kinds(lines: list[str]) -> list[tuple[str, str]]:
    return [(line.split("\t")[0], Path(line.split("\t")[2]).name) for line in lines]


def test_a_folder_is_taken_in_a_line_a_file_and_what_cannot_be_read_is_kept_and_said(
    run: Run, empty: Path, letters: Path
) -> None:
    added = run("-A", empty, "add", letters)
    assert added.code == 5
    assert kinds(added.lines) == [("added", "a.txt"), ("unreadable", "scan.ps"), ("added", "c.txt")]
    assert "scan.ps: no extractor reads application/postscript (unsupported)" in added.err
    assert "2 added, 1 kept, not read" in added.err
    kept = run("-A", empty, "show", added.lines[1].split("\t")[1], "--original")
    assert kept.raw == PRINT_FILE


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
    assert (again.code, again.err) == (0, "1 known, 1 known under another name\n")
    assert [line.split("\t")[:2] for line in again.lines] == [["known", first], ["linked", first]]
    assert run("-A", empty, "list", "--format", "ids").lines == [first]


def test_a_dry_run_says_the_same_and_writes_nothing(run: Run, empty: Path, letters: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in empty.rglob("*")}
    tried = run("-A", empty, "add", "--dry-run", letters)
    assert {path: path.stat().st_mtime_ns for path in empty.rglob("*")} == before
    assert "2 would be added, 1 would be kept, not read" in tried.err
    added = run("-A", empty, "add", letters)
    said = [line for line in tried.lines if not line.startswith("hidden\t")]
    assert (tried.code, said) == (added.code, added.lines)


def test_a_dash_takes_one_document_from_standard_input(run: Run, empty: Path) -> None:
    content = "Le phare a été réparé avant l’hiver.".encode()
    added = run("-A", empty, "add", "-", "--set", "title=Le phare", stdin=content)
    assert (added.code, added.lines[0].split("\t")[2]) == (0, "stdin")
    found = added.lines[0].split("\t")[1]
    assert run("-A", empty, "show", found, "--original").raw == content
    assert run("-A", empty, "search", "title:phare", "--format", "ids").lines == [found]


def test_metadata_given_to_files_that_are_known_are_said_to_be_unused(run: Run, empty: Path, tmp_path: Path) -> None:
    note = tmp_path / "tides.txt"
    note.write_text("The tide table of the harbour.")
    assert "were known" not in run("-A", empty, "add", note, "--set", "place=Tallinn").err
    assert "1 of the files were known: what --set" in run("-A", empty, "add", note, "--set", "place=Riga").err
    assert "were known" not in run("-A", empty, "add", note).err
    assert "Tallinn" in run("-A", empty, "export", "", "--as", "csv", "-o", "-").out


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
        (["--metadata", "notes.txt"], "a metadata file is a .csv, .tsv, .jsonl or .toml file"),
        (["--metadata", "unknown.csv"], "there is no field 'colour'"),
        (["--metadata", "fileless.csv"], "there is no column `file`"),
        (["--metadata", "baddate.csv"], "'soon' is not a date"),
        (["--metadata", "wide.csv"], "column C holds 'c' and has no heading"),
        (["--metadata", "twice.jsonl"], "described twice"),
        (["--metadata", "broken.jsonl"], "line 2: this is not JSON"),
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


def test_a_dry_run_says_what_is_passed_over_and_why(run: Run, empty: Path, letters: Path) -> None:
    (letters / "a.txt.toml").write_text('title = "Ferry"\n')
    (letters / ".munimentignore").write_text("*.ps\n")
    tried = run("-v", "-A", empty, "add", "--dry-run", letters)
    assert sorted(kinds(tried.lines)) == [
        ("added", "a.txt"), ("added", "c.txt"), ("hidden", ".hidden.txt"), ("hidden", ".munimentignore"),
        ("ignored", "scan.ps"), ("sidecar", "a.txt.toml"),
    ]  # fmt: skip
    assert f"scan.ps: {letters / '.munimentignore'} line 1: *.ps" in tried.err
    assert sorted(kinds(run("-A", empty, "add", letters).lines)) == [("added", "a.txt"), ("added", "c.txt")]


def test_a_sidecar_beside_a_file_describes_it_under_the_table_and_the_command_line(
    run: Run, empty: Path, letters: Path, tmp_path: Path
) -> None:
    (letters / "a.txt.toml").write_text('title = "Own"\nplace = "Own"\nnote = "Own"\nlanguage = "fr"\n')
    (tmp_path / "rows.csv").write_text("file,place,note\na.txt,Row,Row\n")
    added = run("-A", empty, "add", letters / "a.txt", "--metadata", "rows.csv", "--set", "note=Set")
    shown = json.loads(run("-A", empty, "show", added.lines[0].split("\t")[1], "--format", "json").out)
    assert (shown["title"], shown["place"], shown["note"], shown["languages"]) == ("Own", "Row", "Set", ["fr"])


def test_a_faulty_sidecar_keeps_its_file_and_no_other_from_being_added(run: Run, empty: Path, letters: Path) -> None:
    (letters / "a.txt.toml").write_text('date = "soon"\ncolour = "red"\n')
    added = run("-A", empty, "add", letters / "a.txt", letters / "b")
    assert added.code == 5
    assert kinds(added.lines) == [("refused", "a.txt"), ("added", "c.txt")]
    assert "a.txt: 2 things are wrong; a.txt.toml is not used" in added.err
    assert "a.txt.toml, column date: 'soon' is not a date" in added.err
    assert "(sidecar)" in added.err


def test_a_row_for_a_file_that_is_known_already_is_no_surplus(run: Run, empty: Path, letters: Path) -> None:
    Path("rows.csv").write_text("file,note\na.txt,x\n")
    for kind in ("added", "known"):
        added = run("-A", empty, "add", letters / "a.txt", "--metadata", "rows.csv")
        assert (added.code, added.lines[0].split("\t")[0], "warning" in added.err) == (0, kind, False)


def test_the_table_itself_is_not_taken_in_though_it_lies_among_the_files(
    run: Run, empty: Path, letters: Path
) -> None:
    (letters / "rows.csv").write_text("file,note\na.txt,x\n")
    (letters / "b" / "rows.csv").write_text("The lighthouse has a table, too.\n")
    added = run("-A", empty, "add", letters, "--metadata", letters / "b" / ".." / "rows.csv")
    assert sorted(Path(line.split("\t")[2]).relative_to(letters).as_posix() for line in added.lines) == [
        "a.txt", "b/c.txt", "b/rows.csv", "scan.ps",
    ]  # fmt: skip


def test_rows_for_files_that_are_not_there_are_listed_up_to_a_number(run: Run, empty: Path, letters: Path) -> None:
    Path("rows.csv").write_text("file,note\na.txt,x\n" + "".join(f"gone{number},x\n" for number in range(21)))
    added = run("-A", empty, "add", letters / "a.txt", "--metadata", "rows.csv")
    assert added.err.count("which was not among the files") == 20
    assert "rows.csv describes more files that were not among the files: 1" in added.err


def test_what_a_list_of_failures_names_is_tried_again(run: Run, empty: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Реестры деревень были высушены и переписаны до конца месяца.".encode("koi8-r"))
    failed = run("-A", empty, "add", "a.txt", "gone.txt", "--encoding", "utf-8", "--failures", "failed.jsonl")
    assert (failed.code, [line.split("\t")[0] for line in failed.lines]) == (5, ["unreadable", "refused"])
    (tmp_path / "gone.txt").write_text("It is here now.")
    retry = ("-A", empty, "add", "--retry", "failed.jsonl", "--encoding", "koi8-r", "--failures", "failed.jsonl")
    tried = run(*retry, "--dry-run")
    assert (tried.code, tried.err) == (0, "1 would be added, 1 would be read again\n")
    (tmp_path / "failed.jsonl").write_text(failures(failed.lines))
    again = run(*retry)
    assert (again.code, again.lines, again.err) == (0, tried.lines, "1 added, 1 read again\n")
    assert (tmp_path / "failed.jsonl").read_text() == ""
    assert run("-A", empty, "search", "деревень", "--format", "ids").lines == [failed.lines[0].split("\t")[1]]


def failures(lines: list[str]) -> str:
    rows = [dict(zip(("kind", "id", "file"), line.split("\t"), strict=True)) for line in lines]
    return "".join(json.dumps({"file": row["file"], "id": row["id"].replace("-", "") or None}) + "\n" for row in rows)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "Missing argument 'PATH…|-', or --retry FILE."),
        (["--retry", "gone.jsonl"], "does not exist"),
        (["--retry", "a.txt"], "a.txt line 1 is no failure"),
        (["a.txt", "--encoding", "klingon"], "'klingon' is no known encoding"),
        (["a.txt", "--encoding", "base64"], "'base64' is no known encoding"),
        (["a.txt", "--jobs", "0"], "0 is not in the range"),
        (["a.txt", "--ocr", "maybe"], "'maybe' is not one of"),
    ],
)
def test_wishes_that_cannot_be_met_are_refused_before_anything_is_added(
    run: Run, empty: Path, tmp_path: Path, options: list[str], words: str
) -> None:
    (tmp_path / "a.txt").write_text("Not a list.")
    refused = run("-A", empty, "add", *options)
    assert (refused.code, refused.out) == (2, "")
    assert words in refused.err


def test_what_is_inside_a_container_has_a_line_of_its_own_and_a_failure_names_the_container(
    run: Run, empty: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"../up.txt": b"x", "fine.txt": b"A fine text."}))
    added = run("-A", empty, "add", "a.zip", "--failures", "failed.jsonl")
    assert added.code == 5
    assert kinds(added.lines) == [("refused", "up.txt"), ("added", "fine.txt"), ("added", "a.zip")]
    row = json.loads((tmp_path / "failed.jsonl").read_text())
    assert (row["code"], row["container"]) == ("unsafe-path", added.lines[-1].split("\t")[1])


def test_a_scan_that_waits_for_its_text_to_be_recognised_is_added_and_said(
    run: Run, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Scan:
        name, version = "scan", "1"

        def extract(self, content: bytes, wishes: Wishes) -> Extraction:
            return Extraction(text="", passages=(), needs_ocr=True)

    monkeypatch.setattr("archive.reading.extractor_for", lambda media_type: Scan())
    (tmp_path / "scan.ps").write_bytes(PRINT_FILE)
    added = run("-A", empty, "add", "scan.ps", "--failures", "failed.jsonl")
    assert (added.code, kinds(added.lines)) == (0, [("added", "scan.ps")])
    assert "scan.ps: its pages are pictures, and no text was read from them (needs-ocr)" in added.err
    assert json.loads((tmp_path / "failed.jsonl").read_text())["code"] == "needs-ocr"
    assert "needs-ocr, 0 characters" in run("-A", empty, "show", added.lines[0].split("\t")[1]).out


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


def test_the_same_text_in_other_bytes_is_said_with_the_document_that_has_it(
    run: Run, empty: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("The ferry was repaired in the har-\nbour.")
    (tmp_path / "b.html").write_text("<p>The ferry was repaired in the HARBOUR.</p>")
    (tmp_path / "c.txt").write_text("The ferry was repaired in the harbour!")
    (tmp_path / "d.md").write_text("The *ferry* was repaired in the harbour.\n")
    (tmp_path / "e.txt").write_bytes(b"")
    (tmp_path / "f.html").write_text("<p></p>")
    tried = run("-A", empty, "add", "--dry-run", ".", "--format", "jsonl")
    added = run("-A", empty, "add", "a.txt", "b.html", "c.txt", "--format", "jsonl")
    first, *others = map(json.loads, added.lines)
    assert first == {"outcome": "added", "id": first["id"], "file": "a.txt", "code": None, "message": None,
                     "container": None, "holds": 0, "same_text": None}  # fmt: skip
    assert [other["same_text"] for other in others] == [first["id"], None]
    assert f"b.html: the same text as {first['id']}\n" in added.err
    later = run("-A", empty, "add", "d.md", "e.txt", "f.html")
    assert f"d.md: the same text as {first['id']}\n" in later.err
    assert later.err.count("the same text") == 1
    assert {row["file"]: row["same_text"] for row in map(json.loads, tried.lines) if row.get("same_text")} == {
        "b.html": first["id"], "d.md": first["id"],
    }  # fmt: skip
    assert first["id"] in run("-A", empty, "similar", later.lines[0].split("\t")[1], "--format", "ids").lines


def test_json_lines_say_of_every_file_what_text_says_and_why(run: Run, empty: Path, letters: Path) -> None:
    (letters / "d.zip").write_bytes(zipped({"../up.txt": b"x", "fine.txt": b"A fine text.", "b.txt": b"A b text."}))
    said = [json.loads(line) for line in run("-A", empty, "add", letters, "--dry-run", "--format", "jsonl").lines]
    hidden, said = said[0], said[1:]
    assert hidden == {"outcome": "hidden", "id": None, "file": str(letters / ".hidden.txt"), "message": None}
    added = run("-A", empty, "add", letters, "--format", "jsonl", "--failures", "failed.jsonl")
    rows = [json.loads(line) for line in added.lines]
    assert (added.code, rows) == (5, said)
    container = next(row for row in rows if row["file"].endswith("d.zip"))
    assert (container["outcome"], container["holds"]) == ("added", 3)
    failed = [json.loads(line) for line in Path("failed.jsonl").read_text().splitlines()]
    assert [{**row, "container": row.get("container")} for row in failed] == [
        {name: row[name] for name in ("file", "id", "code", "message", "container")} for row in rows if row["code"]
    ]
    assert {row["code"]: row["container"] for row in failed if "container" in row} == {"unsafe-path": container["id"]}
    assert "holds       2 files\n" in run("-A", empty, "show", container["id"]).out
