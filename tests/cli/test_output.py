"""JSON for programs: held by golden files, and every key of it is in docs/output.md."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.export.flat import PUBLIC_FIELDS
from cli.output import SCHEMA, dumps
from tests.cli.conftest import Run

GUIDE = (Path(__file__).parents[2] / "docs" / "output.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`(\w+)`", GUIDE)) | set(re.findall(r'"(\w+)"', GUIDE))

COMMANDS = {
    "search": ["search", "Banjul OR 安全饮用水", "--format", "json"],
    "search-warned": ["search", "mines", "--source", "Drina Wirre", "--facet", "language:2", "--format", "json"],
    "list": ["list", "--sort", "date", "--format", "jsonl"],
    "show": ["show", "{id}", "--format", "json"],
    "show-text": ["show", "{id}", "--text", "--format", "json"],
    "facets": ["facets", "--format", "json"],
    "stats": ["stats", "--format", "json"],
    "verify": ["verify", "--format", "json"],
    "batch": ["search", "--batch", "-"],
}
BATCH = "Banjul\n(\n"
ID = "the note verbale in Chinese"


@pytest.fixture
def printed(run: Run, papers: Path) -> Callable[[str], str]:
    """What a command of COMMANDS prints, in a folder where the archive is always called papers."""
    found = run("-A", "papers", "search", "安全饮用水", "--format", "ids").out.strip()

    def of(name: str) -> str:
        return run("-A", "papers", *(word.format(id=found) for word in COMMANDS[name]), stdin=BATCH).out

    return of


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "batch"])
def test_json_output_is_what_the_golden_file_holds(
    printed: Callable[[str], str], golden: Callable[[str, str], None], name: str
) -> None:
    golden(f"cli/{name}.json", printed(name))


def keys(value: Any, *, below: str = "") -> Iterator[str]:
    """The keys of an object and of the objects in it, but not those that are values: facets and language tags."""
    if isinstance(value, dict):
        for key, held in value.items():
            if below not in ("facets", "language_shares"):
                yield key
            yield from keys(held, below="" if below == "facets" else key)
    elif isinstance(value, list):
        for item in value:
            yield from keys(item, below=below)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_key_that_is_printed_is_in_the_guide(printed: Callable[[str], str], name: str) -> None:
    text = printed(name)
    answers = [json.loads(line) for line in text.splitlines()] if name in ("list", "batch") else [json.loads(text)]
    found = {key for answer in answers for key in keys(answer)}
    assert found
    assert found - NAMED - {field.name for field in PUBLIC_FIELDS} == set()


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in ("list", "batch")])
def test_an_object_that_stands_alone_carries_the_version_of_the_schema(
    printed: Callable[[str], str], name: str
) -> None:
    assert json.loads(printed(name))["schema"] == SCHEMA


def test_the_guide_states_the_version_of_the_schema() -> None:
    assert f'`"schema": {SCHEMA}`' in GUIDE


def test_what_damage_is_printed_as_is_in_the_guide(run: Run, papers: Path) -> None:
    shutil.rmtree(papers / "texts")
    found = json.loads(run("-A", papers, "verify", "--format", "json").out)
    assert found["damage"] == len(found["findings"]) > 0
    assert set(keys(found)) <= NAMED


def test_what_failed_to_be_added_is_in_the_guide(run: Run, empty: Path, tmp_path: Path) -> None:
    (tmp_path / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    run("-A", empty, "add", "--failures", "failed.jsonl", tmp_path / "scan.png")
    assert set(json.loads((tmp_path / "failed.jsonl").read_text())) <= NAMED


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON)
def test_what_is_printed_reads_back_as_it_was_and_is_utf8_without_what_acts_on_a_terminal(value: Any) -> None:
    for compact in (True, False):
        text = dumps(value, compact=compact)
        assert json.loads(text) == value
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
        assert text.encode("utf-8")
    assert "\n" not in dumps(value, compact=True)


def test_letters_of_every_script_stand_as_they_are() -> None:
    assert dumps({"title": "普通照会 Ə"}, compact=True) == '{"title": "普通照会 Ə"}'
