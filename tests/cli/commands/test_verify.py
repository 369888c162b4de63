"""`muniment verify`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_whole_archive_is_said_to_be_whole(run: Run, subset_archive: Path) -> None:
    checked = run("-A", subset_archive, "verify")
    assert (checked.code, checked.out, checked.err) == (0, "", "18 files checked, all as they were kept\n")


def test_an_empty_archive_is_whole(run: Run, empty: Path) -> None:
    assert run("-A", empty, "verify").code == 0


@pytest.mark.parametrize("kind", ["originals", "texts", "records"])
@pytest.mark.parametrize("deed", ["changed", "missing"])
def test_damage_is_named_on_stdout_and_ends_with_its_exit_code(run: Run, papers: Path, kind: str, deed: str) -> None:
    path = min(path for path in (papers / kind).rglob("*") if path.is_file())
    path.chmod(0o644)
    if deed == "missing":
        path.unlink()
    else:
        path.write_bytes(b"{}")
    checked = run("-A", papers, "verify")
    assert checked.code == 3
    assert path.relative_to(papers).as_posix() in checked.out
    assert "Restore the files named above" in checked.err
    found = run("-A", papers, "verify", "--format", "json")
    assert found.code == 3
    assert all(one["path"] in checked.out for one in json.loads(found.out)["findings"])


def test_what_is_merely_left_over_is_said_and_no_damage(run: Run, papers: Path) -> None:
    (papers / "originals" / "stray\x1b[2J.txt").write_text("Nobody recorded this.")
    checked = run("-A", papers, "verify")
    assert checked.code == 0
    assert checked.out.startswith("unrecorded-file\toriginals/stray[2J.txt\t")
