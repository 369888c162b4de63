"""`muniment cite`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.cite import cite
from archive.store import Store
from tests.cli.conftest import Run

QUOTE = "每口井的水质检测结果"


def note(run: Run, archive: Path) -> str:
    """The ID of the note verbale in Chinese."""
    return run("-A", archive, "list", "--type", "note verbale", "--format", "ids").out.strip()


def test_a_citation_a_line_in_the_order_of_the_ids(run: Run, subset_archive: Path) -> None:
    ids = run("-A", subset_archive, "list", "--sort", "title", "--format", "ids").lines
    cited = run("-A", subset_archive, "cite", "-", stdin="\n".join(ids))
    store = Store(subset_archive)
    assert (cited.code, cited.err) == (0, "")
    assert cited.lines == [cite(store.latest(one)) for one in ids]
    store.close()


def test_an_unknown_style_is_refused_with_the_known_ones(run: Run, subset_archive: Path) -> None:
    refused = run("-A", subset_archive, "cite", note(run, subset_archive), "--style", "vancouver")
    assert (refused.code, refused.out) == (2, "")
    assert "'vancouver' is not one of styles: apa, chicago" in refused.err


@pytest.mark.parametrize("style", ["missing.csl", "./missing"])
def test_a_style_file_that_is_not_there_is_a_clear_error(run: Run, subset_archive: Path, style: str) -> None:
    refused = run("-A", subset_archive, "cite", note(run, subset_archive), "--style", style)
    assert (refused.code, refused.out) == (2, "")
    assert "cannot be read: No such file" in refused.err


def test_nothing_is_cited_when_one_of_the_ids_is_unknown(run: Run, subset_archive: Path) -> None:
    refused = run("-A", subset_archive, "cite", note(run, subset_archive), "mffffffffffff")
    assert (refused.code, refused.out) == (2, "")


def test_no_id_at_all_is_a_usage_error_and_none_on_standard_input_is_not(run: Run, subset_archive: Path) -> None:
    assert run("-A", subset_archive, "cite").code == 2
    assert run("-A", subset_archive, "cite", "-", stdin="").code == 0


@pytest.mark.parametrize(
    ("format_", "begins", "ends"),
    [("html", '<cite lang="zh">', "</cite>"), ("markdown", "柬埔寨", "。"), ("rtf", r"{\rtf1\ansi", "}")],
)
def test_the_format_is_the_one_asked_for(run: Run, subset_archive: Path, format_: str, begins: str, ends: str) -> None:
    one = note(run, subset_archive)
    said = run("-A", subset_archive, "cite", one, "--style", "un", "--format", format_).out.strip()
    assert said.startswith(begins)
    assert said.endswith(ends)


def test_the_language_is_the_one_asked_for(run: Run, subset_archive: Path) -> None:
    asked = ("-A", subset_archive, "cite", note(run, subset_archive), "--style", "un", "--lang")
    assert run(*asked, "fr").out.rstrip().endswith("8 juin 2022 (en chinois, original : anglais).")
    unknown = run(*asked, "bs")
    assert "there are no words for citations in bs" in unknown.err
    assert unknown.out == run(*asked, "en").out
    assert run(*asked, "not a tag").code == 2


def test_a_locator_is_checked_and_written(run: Run, subset_archive: Path) -> None:
    asked = ("-A", subset_archive, "cite", note(run, subset_archive), "--style", "oscola-un", "--locator")
    assert "第5段" in run(*asked, "para. 5").out
    refused = run(*asked, "para. 99")
    assert (refused.code, refused.out) == (2, "")
    assert "its passages are para. 1 to para. 14" in refused.err


def test_quoted_words_stand_under_their_citation(run: Run, subset_archive: Path) -> None:
    said = run("-A", subset_archive, "cite", note(run, subset_archive), "--style", "un", "--quote", QUOTE)
    assert said.lines[0].endswith("第5段（原文：英语）。")
    assert said.lines[1].startswith("  “每口井的水质检测结果” (para. 5; zh")


def test_a_passage_citation_is_json(run: Run, subset_archive: Path) -> None:
    one = note(run, subset_archive)
    cited = json.loads(run("-A", subset_archive, "cite", one, "--quote", QUOTE, "--format", "json").out)
    assert (cited["schema"], cited["document"]["id"], cited["created"]) == (1, one, "2023-11-14T22:13:20Z")
    assert cited["target"]["selector"][0]["exact"] == "每口井的水质检\n测结果"
    assert "para. 5" in cited["citation"]


@pytest.mark.parametrize(
    ("options", "code", "fault"),
    [
        (["--quote", "not in this document at all, ever"], 6, "do not stand in the text"),
        (["--quote", "the"], 2, "say which with --nth or --locator"),
        (["--quote", "the", "--nth", "999"], 2, "there is no place 999"),
        (["--nth", "2"], 2, "are for --quote"),
        (["--format", "json"], 2, "are for --quote"),
        (["--quote", ""], 6, "do not stand"),
    ],
)
def test_what_cannot_be_quoted_is_said(
    run: Run, subset_archive: Path, options: list[str], code: int, fault: str
) -> None:
    refused = run("-A", subset_archive, "cite", note(run, subset_archive), *options)
    assert (refused.code, refused.out) == (code, "")
    assert fault in refused.err


def test_one_document_is_quoted_at_a_time(run: Run, subset_archive: Path) -> None:
    one = note(run, subset_archive)
    assert "for one document" in run("-A", subset_archive, "cite", one, one, "--quote", QUOTE).err


def test_nth_and_locator_choose_among_places(run: Run, subset_archive: Path) -> None:
    asked = ("-A", subset_archive, "cite", note(run, subset_archive), "--format", "json", "--quote", "pumps")
    places = [json.loads(run(*asked, "--nth", str(n)).out)["target"]["selector"][1]["start"] for n in (1, 2)]
    assert places[0] < places[1]
    chosen = json.loads(run(*asked, "--locator", "para. 14").out)
    assert chosen["document"]["locator"] == "para. 14"


@pytest.mark.parametrize("terminal", [True, False])
def test_on_a_terminal_a_citation_from_right_to_left_says_its_direction(
    run: Run, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: bool
) -> None:
    (tmp_path / "he.txt").write_text("פינוי מוקשים בצפון הארץ הסתיים השבוע לאחר שנה של עבודה.\n", encoding="utf-8")
    added = run("-A", empty, "add", tmp_path / "he.txt")
    monkeypatch.setattr("cli.commands.cite.is_terminal", lambda: terminal)
    (line,) = run("-A", empty, "cite", added.out.split("\t")[1]).lines
    assert (line[0] == "\u2067", line[-1] == "\u2069") == (terminal, terminal)
