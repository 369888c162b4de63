"""A compound file is told by the streams in its root, wherever its directory stands."""

from __future__ import annotations

import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.identify import identify
from tests.archive.compound_file import compound_file, directory


@pytest.mark.parametrize(
    ("names", "media_type"),
    [
        (["WordDocument", "1Table"], "application/msword"),
        (["\5SummaryInformation", "Workbook"], "application/vnd.ms-excel"),
        (["Book"], "application/vnd.ms-excel"),
        (["Pictures", "Current User", "PowerPoint Document"], "application/vnd.ms-powerpoint"),
        (["__nameid_version1.0", "__properties_version1.0"], "application/vnd.ms-outlook"),
        (["EncryptionInfo", "EncryptedPackage"], "application/x-ooxml-protected"),
        (["VisioDocument"], "application/vnd.visio"),
        (["Something else"], "application/x-ole-storage"),
        ([], "application/x-ole-storage"),
    ],
)
@pytest.mark.parametrize("name", ["a", "a.doc", "a.msg"])
def test_the_streams_in_the_root_say_what_it_is_and_the_name_does_not(
    names: list[str], media_type: str, name: str
) -> None:
    assert identify(compound_file(directory(names)), name) == media_type


def test_a_document_inside_a_message_does_not_make_it_a_document() -> None:
    content = compound_file(directory(["__attach_version1.0_#00000000", "__properties_version1.0"],
                                      below=["WordDocument"]))  # fmt: skip
    assert identify(content, "a.doc") == "application/vnd.ms-outlook"
    assert identify(compound_file(directory(["storage"], below=["WordDocument"])), "a") == "application/x-ole-storage"


@pytest.mark.parametrize("sectors", [0, 1, 200, 13_500, 14_500, 31_000])
def test_a_directory_anywhere_in_the_file_is_found(sectors: int) -> None:
    content = compound_file(directory(["WordDocument", *"abcdefghi"]), sectors_before=sectors)
    assert identify(io.BytesIO(content), "a") == "application/msword"


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.doc", "application/msword"),
        ("a.XLS", "application/vnd.ms-excel"),
        ("a.ppt", "application/vnd.ms-powerpoint"),
        ("a.msg", "application/vnd.ms-outlook"),
        ("a.txt", "application/x-ole-storage"),
    ],
)
def test_the_name_says_it_where_the_directory_is_lost(name: str, media_type: str) -> None:
    content = compound_file(directory(["WordDocument"]), sectors_before=200)
    assert identify(content[:1000], name) == media_type


def test_chains_and_siblings_that_run_in_circles_end() -> None:
    content = bytearray(compound_file(directory(["a", "b", "WordDocument"])))
    content[512 + 128 + 68 : 512 + 128 + 76] = b"\1\0\0\0\1\0\0\0"  # the first child is its own sibling
    content[-512:-508] = b"\0\0\0\0"  # the first sector follows itself
    assert identify(bytes(content), "a") == "application/x-ole-storage"


@given(st.randoms(use_true_random=False), st.integers(1, 30))
def test_a_damaged_file_has_a_media_type(chance: random.Random, faults: int) -> None:
    content = bytearray(compound_file(directory(["WordDocument", "1Table"]), sectors_before=3))
    for _ in range(faults):
        content[chance.randrange(8, len(content))] = chance.randrange(256)
    assert identify(bytes(content), "a").startswith("application/")
