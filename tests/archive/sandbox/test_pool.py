"""The sandbox: whatever a file does, it is kept, what is wrong with it is said, and the next file goes on."""

from __future__ import annotations

from tests.archive.sandbox.conftest import AddThroughSandbox


def test_what_is_read_in_a_worker_is_recorded_as_if_it_were_read_here(add_through_sandbox: AddThroughSandbox) -> None:
    added = add_through_sandbox({"a.txt": b"The registers of the villages were copied.", "b.png": b"\x89PNG\r\n\x1a\n"})
    assert added.kinds == {"a.txt": ("added", None), "b.png": ("unreadable", "unsupported")}
    record = added.records["a.txt"]
    assert (record.text.state, record.text.extractor) == ("read", "plaintext/1")
    assert added.store.text(record) == "The registers of the villages were copied."
