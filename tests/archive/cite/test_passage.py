from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.cite.passage import LARGEST, SCHEMA, PassageCitation, from_json, to_plain
from archive.errors import FormatTooNew, InvalidValue, MunimentError

CITED = PassageCitation(
    id="m9f4e70e1dc5d", original="a" * 64, text="b" * 64, start=345, end=356, exact="每口井的水质检\n测结果",
    prefix="并列出了", suffix="。其 中", locator="para. 5", language="zh", machine_read="tesseract 5.3.0 chi_sim",
    citation="某国的普通照会，第5段。", created="2026-01-15T09:30:00Z", generator="muniment/0.1.0",
)  # fmt: skip


def content(plain: Any) -> bytes:
    return json.dumps(plain).encode()


def changed(path: str, value: Any) -> bytes:
    """The citation with the value at a dotted path set, or taken out when it is None."""
    plain = json.loads(content(to_plain(CITED)))
    *parents, last = path.split(".")
    held: Any = plain
    for parent in parents:
        held = held[int(parent) if parent.isdigit() else parent]
    if value is None:
        del held[last]
    else:
        held[last] = value
    return content(plain)


def test_a_passage_citation_is_the_json_that_the_guide_describes(golden: Callable[[str, str], None]) -> None:
    golden("cite/passage.json", json.dumps(to_plain(CITED), ensure_ascii=False, indent=2) + "\n")


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(texts.filter(str.strip), texts, texts, st.integers(0, 10**9))
def test_what_is_written_is_read_again(exact: str, around: str, place: str, start: int) -> None:
    cited = replace(
        CITED, exact=exact, start=start, end=start + len(exact), prefix=around, suffix=around, locator=place
    )
    assert from_json(content(to_plain(cited))) == cited


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (b"", "it is not JSON"), (b"\xff", "it is not JSON"), (b"[1", "it is not JSON"),
        (b"[" * 100_000, "it is not JSON"),
        (b"[]", "no `schema`"), (b"null", "no `schema`"), (b"{}", "no `schema`"), (b'{"schema": "1"}', "no `schema`"),
        (b'{"schema": true}', "no `schema`"), (b'{"schema": 0}', "no `schema`"),
        (b'{"schema": 1}', "no object `document`"),
        (changed("document.id", None), "no text under `id`"), (changed("document.id", 5), "no text under `id`"),
        (changed("document.original_sha256", "../../etc"), "original_sha256 that is no SHA-256"),
        (changed("document.text_sha256", "B" * 64), "text_sha256 that is no SHA-256"),
        (changed("target.selector", []), "no TextQuoteSelector"),
        (changed("target.selector", 5), "no TextQuoteSelector"),
        (changed("target.selector.1.start", -1), "no number under `start`"),
        (changed("target.selector.1.start", 1.5), "no number under `start`"),
        (changed("target.selector.1.end", True), "no number under `end`"),
        (changed("target.selector.1.end", 400), "contradicts itself"),
        (changed("target.selector.0.exact", " " * 11), "contradicts itself"),
        (b" " * (LARGEST + 1), "larger than"),
    ],
)  # fmt: skip
def test_what_is_no_passage_citation_is_refused_with_the_reason(given: bytes, fault: str) -> None:
    with pytest.raises(InvalidValue, match=fault):
        from_json(given)


def test_a_citation_of_a_newer_muniment_is_told() -> None:
    with pytest.raises(FormatTooNew, match="use a newer muniment"):
        from_json(changed("schema", SCHEMA + 1))


@pytest.mark.parametrize("path", [
    "citation", "created", "generator", "document.locator", "document.machine_read", "target.language",
    "target.selector.0.prefix", "@context", "type", "target.source",
])  # fmt: skip
def test_what_is_not_needed_to_find_the_passage_may_lack(path: str) -> None:
    assert from_json(changed(path, None)).exact == CITED.exact


@given(st.recursive(st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)), lambda inner: st.one_of(
    st.lists(inner, max_size=3),
    st.dictionaries(st.sampled_from(["schema", "document", "target", "selector", "type", "id"]), inner, max_size=4),
), max_leaves=12))  # fmt: skip
def test_any_json_is_a_citation_or_an_error_with_words(plain: Any) -> None:
    held = plain | {"schema": 1} if isinstance(plain, dict) else plain
    with pytest.raises(MunimentError):
        from_json(content(held))
