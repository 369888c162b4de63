"""Messages: they come as they were sent or not at all, and cost no more than their length."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.sandbox import frames
from archive.sandbox.frames import BrokenLine


@given(st.recursive(st.none() | st.text() | st.integers() | st.just("caf\udce9"), st.lists, max_leaves=8))
def test_a_message_comes_as_it_was_sent(message: object) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        frames.send(ours, message)
        assert frames.receive(theirs) == (message, [])


def test_an_open_file_comes_beside_its_message(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("content")
    ours, theirs = socket.socketpair()
    with ours, theirs, (tmp_path / "a").open() as file:
        frames.send(ours, {"number": 1}, file.fileno())
        message, files = frames.receive(theirs, files=1)
        assert message == {"number": 1}
        with os.fdopen(files[0]) as received:
            assert received.read() == "content"


@pytest.mark.parametrize(
    "content", [b"", b"{", b"NaN", b"[1e999, Infinity]", b"[" * 100_000, b'{"a": 1} x', b"\xff\xfe"]
)
def test_what_is_no_message_is_refused(content: bytes) -> None:
    with pytest.raises(BrokenLine):
        frames.unpacked(content)


@pytest.mark.parametrize(("one", "fit"), [(b"[]", 5), (b"{}", 5), (b"0", 10)])
def test_a_message_of_too_many_values_is_refused_before_it_is_read(
    one: bytes, fit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frames, "MOST_VALUES", 10)
    assert len(frames.unpacked(b"[" + b",".join([one] * fit) + b"]")) == fit
    with pytest.raises(BrokenLine, match="too many values"):
        frames.unpacked(b"[" + b",".join([one] * (fit + 1)) + b"]")


@pytest.mark.parametrize("sent", [b"\0\0", b"\0\0\0\x09{}", b""])
def test_a_line_that_is_closed_within_a_message_is_said(sent: bytes) -> None:
    ours, theirs = socket.socketpair()
    with theirs:
        ours.sendall(sent)
        ours.close()
        with pytest.raises(BrokenLine, match="closed"):
            frames.receive(theirs)


def test_a_number_that_json_has_not_is_not_sent() -> None:
    with pytest.raises(ValueError, match="JSON"):
        frames.packed({"share": float("nan")})


def test_a_text_has_a_mark_and_its_length() -> None:
    assert frames.packed_text("é") == b"\x80\x00\x00\x02\xc3\xa9"
