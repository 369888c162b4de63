"""`muniment show`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import corpus
from tests.cli.conftest import SUBSET, Run


@pytest.fixture
def note(run: Run, subset_archive: Path) -> str:
    return run("-A", subset_archive, "search", "安全饮用水", "--format", "ids").out.strip()


def test_the_description_is_shown_with_what_is_a_stand_in(run: Run, subset_archive: Path, note: str) -> None:
    shown = run("-A", subset_archive, "show", note)
    rows = dict(line.split("  ", 1) for line in shown.lines)
    assert rows["id"].strip() == note
    assert rows["session"].strip() == "50"
    assert "zh" in rows["language"]
    flood = run("-A", subset_archive, "search", "Zavidovići", "--format", "ids").out.strip()
    assert "(stand-in, not stated)" in run("-A", subset_archive, "show", flood).out


@pytest.mark.parametrize("name", SUBSET)
def test_the_original_comes_back_byte_for_byte(run: Run, subset_archive: Path, name: str) -> None:
    found = next(row["id"] for row in map(json.loads, run("-A", subset_archive, "list", "--format", "jsonl").lines)
                 if row["filename"] == Path(name).name)  # fmt: skip
    assert run("-A", subset_archive, "show", found, "--original").raw == (corpus.DOCUMENTS / name).read_bytes()


def test_the_text_is_printed_character_for_character(run: Run, empty: Path) -> None:
    text = "First line.\n\n  \u3000Indented\u200c \x1b[31mline.\n\n"
    found = run("-A", empty, "add", "-", stdin=text).lines[0].split("\t")[1]
    printed = run("-A", empty, "show", found, "--text").out
    kept = json.loads(run("-A", empty, "show", found, "--text", "--format", "json").out)
    assert printed == kept["text"]
    assert "\u3000Indented\u200c \x1b[31mline." in printed
    passages = [kept["text"][one["start"] : one["end"]] for one in kept["passages"]]
    assert [passage.split()[0] for passage in passages] == ["First", "Indented\u200c"]


def test_a_document_without_text_says_why(run: Run, empty: Path) -> None:
    picture = run("-A", empty, "add", "-", stdin=b"\x89PNG\r\n\x1a\n").lines[0].split("\t")[1]
    shown = run("-A", empty, "show", picture, "--text")
    assert (shown.code, shown.out) == (1, "")
    assert f"{picture} has no text: unsupported: no extractor reads image/png" in shown.err
    assert "unreadable: unsupported" in run("-A", empty, "show", picture).out


def test_an_empty_document_is_shown_as_empty(run: Run, empty: Path) -> None:
    nothing = run("-A", empty, "add", "-", stdin=b"").lines[0].split("\t")[1]
    shown = run("-A", empty, "show", nothing, "--text")
    assert (shown.code, shown.out, shown.err) == (0, "", f"the text of {nothing} is empty\n")
    assert run("-A", empty, "show", nothing, "--original").raw == b""


def test_provenance_quotes_the_words_that_each_value_was_read_from(run: Run, subset_archive: Path, note: str) -> None:
    lines = run("-A", subset_archive, "show", note, "--provenance").lines
    at = lines.index("distribution_date: 2022-06-08")
    assert lines[at + 1].startswith("    stated by ")
    assert lines[at + 1].endswith("“8 June 2022”")
    whole = json.loads(run("-A", subset_archive, "show", note, "--provenance", "--format", "json").out)
    evidence = whole["description"]["distribution_date"]["evidence"]
    text = run("-A", subset_archive, "show", note, "--text").out
    assert text[evidence["start"] : evidence["end"]] == "8 June 2022"


def test_the_history_begins_with_the_accession(run: Run, subset_archive: Path, note: str) -> None:
    assert run("-A", subset_archive, "show", note, "--history").lines == [
        "        6  2023-11-14T22:13:20Z  accession by muniment/0.1.0"
    ]


def test_an_original_is_not_json(run: Run, subset_archive: Path, note: str) -> None:
    refused = run("-A", subset_archive, "show", note, "--original", "--format", "json")
    assert (refused.code, refused.out) == (2, "")


@pytest.mark.parametrize(("view", "folder"), [("--original", "originals"), ("--text", "texts")])
def test_what_was_changed_on_the_disk_is_not_shown_as_what_was_kept(
    run: Run, papers: Path, note: str, view: str, folder: str
) -> None:
    for path in (papers / folder).rglob("*"):
        if path.is_file():
            path.chmod(0o644)
            path.write_bytes(path.read_bytes() + b"!")
    shown = run("-A", papers, "show", note, view)
    assert (shown.code, shown.out) == (3, "")
    assert "muniment verify" in shown.err


def test_values_from_right_to_left_are_isolated_from_their_line(run: Run, corpus_archive: Path) -> None:
    found = run("-A", corpus_archive, "search", '"بساتين النخيل"', "--format", "ids").out.strip()
    title = "مزارعو الفاو يستعيدون بساتين النخيل بعد تطهيرها من الألغام"
    assert f"\u2067{title}\u2069" in run("-A", corpus_archive, "show", found).out
    provenance = run("-A", corpus_archive, "show", found, "--provenance")
    assert f"title: \u2067{title}\u2069" in provenance.lines
    assert f"“\u2067{title}\u2069”" in provenance.out
    assert "\u2067" not in run("-A", corpus_archive, "show", found, "--format", "json").out
