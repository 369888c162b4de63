"""Attached files have names without folders, each one once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.extract.attached import LONGEST_NAME, names
from archive.sandbox.spool import inner_path


@pytest.mark.parametrize(
    ("given_names", "expected"),
    [
        ([], []),
        ([("plan.pdf", "")], ["plan.pdf"]),
        ([("a/b\\plan.pdf", ""), ("../..", ""), ("/", "")], ["plan.pdf", "attachment 2", "attachment 3"]),
        ([("", "application/pdf"), ("", "x/y")], ["attachment 1.pdf", "attachment 2"]),
        ([("a.tar.gz", ""), ("a.tar.gz", ""), ("a.tar.gz", "")], ["a.tar.gz", "a.tar (2).gz", "a.tar (3).gz"]),
        ([("plan", ""), ("plan", ""), (".plan", ""), (".plan", "")], ["plan", "plan (2)", ".plan", ".plan (2)"]),
        ([("a (2).b", ""), ("a.b", ""), ("a.b", "")], ["a (2).b", "a.b", "a (3).b"]),
        ([("a\0\n\u202eb.txt", "")], ["ab.txt"]),
        ([("e\u0301.txt", "")], ["é.txt"]),
        ([("c:plan.txt", ""), ("C:\\a\\D: plan.txt", ""), ("ə:ə", "")], ["plan.txt", "plan (2).txt", "ə"]),
        ([("x" * 300 + ".pdf", "")], ["x" * (LONGEST_NAME - 4) + ".pdf"]),
    ],
)
def test_names_are_made_safe_and_different(given_names: list[tuple[str, str]], expected: list[str]) -> None:
    assert list(names(given_names)) == expected


@given(
    st.lists(
        st.tuples(
            st.text(max_size=20) | st.text("aA:./\\ ", max_size=6), st.sampled_from(["", "text/plain", "no type"])
        )
    )
)
def test_every_name_is_a_path_that_a_container_may_have(given_names: list[tuple[str, str]]) -> None:
    made = list(names(given_names))
    assert len(made) == len({*made}) == len(given_names)
    assert [inner_path(name) for name in made] == made
