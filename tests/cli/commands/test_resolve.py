"""`muniment resolve`."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from archive.record import Event
from archive.store import Store
from tests.cli.conftest import Run

QUOTE = "每口井的水质检测结果"


@pytest.fixture
def passage(run: Run, papers: Path) -> str:
    """A passage citation of the note verbale in Chinese."""
    one = run("-A", papers, "list", "--type", "note verbale", "--format", "ids").out.strip()
    return run("-A", papers, "cite", one, "--quote", QUOTE, "--format", "json").out


def read_again(archive: Path, passage: str, old: str, new: str, **changes: object) -> None:
    store = Store(archive)
    record = store.latest(json.loads(passage)["document"]["id"])
    text = store.text(record).replace(old, new)
    with store.deposit(wait=1) as deposit:
        kept = replace(record.text, digest=deposit.keep_text(text), length=len(text))
        event = Event(kind="reading", at="2026-01-01T00:00:00Z", agent="test")
        deposit.append(replace(record, event=event, text=kept, **changes))
        deposit.commit()
    store.close()


def test_a_passage_is_opened_from_a_file_and_from_standard_input(run: Run, papers: Path, passage: str) -> None:
    Path("passage.json").write_text(passage)
    opened = run("-A", papers, "resolve", "passage.json")
    assert (opened.code, opened.err) == (0, "")
    assert "unchanged: the words stand where they were cited" in opened.lines[0]
    assert opened.lines[1].startswith("para. 5, characters 345–356: “每口井的水质检测结果”")
    assert opened.lines[-1].startswith("这份说明介绍了马德望、班迭棉吉和磅湛三省二百六十七所小学修建雨水储存池")
    assert run("-A", papers, "resolve", "-", stdin=passage).out == opened.out


def test_a_passage_that_moved_is_found(run: Run, papers: Path, passage: str) -> None:
    read_again(papers, passage, "这份说明", "本说明书")
    opened = run("-A", papers, "resolve", "-", stdin=passage)
    assert opened.code == 0
    assert "moved: the text is another one" in opened.out
    assert "the text that was cited is kept" in opened.out


def test_words_that_do_not_stand_there_any_more_are_told_by_the_exit_code(run: Run, papers: Path, passage: str) -> None:
    read_again(papers, passage, "水质检\n测结果", "水位")
    opened = run("-A", papers, "resolve", "-", stdin=passage)
    assert opened.code == 6
    assert "changed: the words do not stand in the text as it is now" in opened.out
    assert "the cited words do not stand in the text" in opened.err


def test_json_says_the_same(run: Run, papers: Path, passage: str) -> None:
    opened = json.loads(run("-A", papers, "resolve", "-", "--format", "json", stdin=passage).out)
    assert opened["schema"] == 1
    assert (opened["standing"], opened["withdrawn"], opened["cited_text_kept"]) == ("unchanged", False, True)
    assert (opened["start"], opened["end"], opened["locator"]) == (345, 356, "para. 5")
    assert opened["words"] == "每口井的水质检\n测结果"
    read_again(papers, passage, "水质检\n测结果", "水位")
    gone = run("-A", papers, "resolve", "-", "--format", "json", stdin=passage)
    assert (gone.code, json.loads(gone.out)["standing"], json.loads(gone.out)["words"]) == (6, "changed", None)


def test_a_withdrawn_document_is_named_as_such(run: Run, papers: Path, passage: str) -> None:
    read_again(papers, passage, "", "", status="withdrawn")
    opened = run("-A", papers, "resolve", "-", stdin=passage)
    assert opened.code == 0
    assert "was withdrawn from the archive" in opened.err
    assert "(withdrawn)" in opened.lines[0]


def test_a_document_of_another_archive_is_not_found(run: Run, empty: Path, passage: str) -> None:
    refused = run("-A", empty, "resolve", "-", stdin=passage)
    assert (refused.code, refused.out) == (2, "")
    assert "this archive holds neither m" in refused.err


@pytest.mark.parametrize(
    ("given", "code"), [("", 2), ("{}", 2), ('{"schema": 99}', 1), ("\x00\x1b[31m", 2), ("[" * 50_000, 2)]
)
def test_what_is_no_passage_citation_is_refused(run: Run, papers: Path, given: str, code: int) -> None:
    refused = run("-A", papers, "resolve", "-", stdin=given)
    assert (refused.code, refused.out) == (code, "")
    assert "passage citation" in refused.err


def test_a_hostile_citation_does_not_act_on_the_terminal(run: Run, papers: Path, passage: str) -> None:
    plain = json.loads(passage)
    plain["document"]["id"] = "m\x1b[31m\u202e"
    plain["document"]["original_sha256"] = "f" * 64
    refused = run("-A", papers, "resolve", "-", stdin=json.dumps(plain))
    assert refused.code == 2
    assert not set(refused.err) & {"\x1b", "\u202e"}
