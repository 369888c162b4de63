"""What the tests of the archive share: they wait for no disk, save those of durable writing."""

from __future__ import annotations

import pytest

from tests.archive.archives import wait_for_no_disk


@pytest.fixture(autouse=True)
def _unsynced(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if not request.node.path.name.startswith("test_durable"):
        wait_for_no_disk(monkeypatch)
