"""Containers through the sandbox: bombs, traversal, links and damage cost only what they are in."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.sandbox.limits import USUAL
from tests.archive.extract.container.test_containers import member, tarred, with_flag, zipped
from tests.archive.sandbox.conftest import AddThroughSandbox
from tests.archive.sandbox.test_pool import NEXT

ROOMY = replace(USUAL, seconds=30, memory=1024 << 20)


def nested(depth: int) -> bytes:
    content = zipped({"innermost.txt": b"The innermost text."})
    for level in range(depth):
        content = zipped({f"{level}.zip": content})
    return content


def of_a_million_members() -> bytes:
    local = zipped({"a": b"x"}, how=zipfile.ZIP_STORED)
    start = local.index(b"PK\x01\x02", local.index(b"PK\x01\x02") + 1)
    entry = local[start : local.index(b"PK\x05\x06")]
    listed = entry * 1_000_000
    return local[:start] + listed + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65535, 65535, len(listed), start, 0)


def linked() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as container:
        container.addfile(member("link", type=tarfile.SYMTYPE, linkname="/etc"))
        container.addfile(member("link/passwd", size=3), io.BytesIO(b"new"))
        container.addfile(member("../../up.txt", size=3), io.BytesIO(b"new"))
    return out.getvalue()


Outcomes = dict[str, tuple[str, str | None]]
HOSTILE: dict[str, tuple[Callable[[], bytes], Outcomes]] = {
    "bomb.zip": (lambda: zipped({"a": bytes(60_000_000)}), {"a": ("refused", "limit"), "": ("added", None)}),
    "bomb.gz": (lambda: gzip.compress(gzip.compress(bytes(100_000_000))),
                {"content/content": ("refused", "limit"), "content": ("added", None), "": ("added", None)}),
    "bomb.tgz": (lambda: tarred({"a": bytes(60_000_000)}, mode="w:gz"), {"": ("unreadable", "limit")}),
    "million.zip": (of_a_million_members, {"": ("unreadable", "limit")}),
    "traversal.zip": (lambda: zipped({"../../a.txt": b"x", "/etc/cron.d/a": b"y", "fine.txt": b"z"}),
                      {"../../a.txt": ("refused", "unsafe-path"), "/etc/cron.d/a": ("refused", "unsafe-path"),
                       "fine.txt": ("added", None), "": ("added", None)}),
    "links.tar": (linked, {"link": ("refused", "not-a-file"), "link/passwd": ("added", None),
                           "../../up.txt": ("refused", "unsafe-path"), "": ("added", None)}),
    "nested.zip": (lambda: nested(5), {"4.zip/3.zip/2.zip": ("added", None), "4.zip/3.zip": ("added", None),
                                       "4.zip": ("added", None), "": ("added", None)}),
    "encrypted.zip": (lambda: with_flag(zipped({"a.txt": b"secret"}), 1),
                      {"a.txt": ("refused", "encrypted"), "": ("added", None)}),
    "cut.zip": (lambda: zipped({"a.txt": b"words" * 100})[:-40], {"": ("unreadable", "damaged")}),
    "empty.zip": (lambda: b"PK\x05\x06" + bytes(18), {"": ("added", None)}),
}  # fmt: skip
"""How each is made, and what becomes of it (under no name) and of what it holds."""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_container_is_kept_and_the_next_file_goes_on(
    add_through_sandbox: AddThroughSandbox, name: str
) -> None:
    make, expected = HOSTILE[name]
    content = make()
    added = add_through_sandbox({name: content, "next.txt": NEXT}, limits=ROOMY)
    outcomes = {f"{name}/{inside}" if inside else name: outcome for inside, outcome in expected.items()}
    assert added.kinds == {**outcomes, "next.txt": ("added", None)}
    assert added.store.original(added.records[name]) == content


def test_the_text_of_what_lies_in_nested_containers_is_read(add_through_sandbox: AddThroughSandbox) -> None:
    added = add_through_sandbox({"a.zip": nested(2)})
    innermost = added.records["a.zip/1.zip/0.zip/innermost.txt"]
    assert added.store.text(innermost) == "The innermost text."
    assert innermost.part_of[0].container == added.records["a.zip/1.zip/0.zip"].id


SOUND = [
    zipped({"a.txt": b"one", "b.html": b"<p>two"}), tarred({"a.txt": b"one"}), tarred({"a.txt": b"1"}, mode="w:gz"),
    gzip.compress(b"words"), b"GIF8crash ", b"<html><p>words", "Wörter".encode(), "слова".encode("cp1251"),
]  # fmt: skip


@st.composite
def broken(draw: st.DrawFn) -> bytes:
    """A sound file with some bytes changed, cut off, or put in."""
    content = bytearray(draw(st.sampled_from(SOUND)))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(content)))
        content[at : at + draw(st.integers(0, 30))] = draw(st.binary(max_size=8))
    return bytes(content)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(files=st.lists(st.one_of(broken(), st.binary(max_size=400)), min_size=20, max_size=30))
def test_whatever_the_bytes_are_every_file_has_an_outcome_and_the_next_goes_on(
    add_through_sandbox: AddThroughSandbox, tmp_path_factory: pytest.TempPathFactory, files: list[bytes]
) -> None:
    named = {f"{number}.{'txt' if number % 2 else 'html'}": content for number, content in enumerate(files)}
    root = tmp_path_factory.mktemp("any")
    added = add_through_sandbox({**named, "next.txt": NEXT}, jobs=2, root=root)
    assert {outcome.name for outcome in added.outcomes} >= {*named, "next.txt"}
    assert all(outcome.id for outcome in added.outcomes if outcome.name in named)
    assert added.outcomes[-1].kind == "added" or NEXT in files
