"""What every test may use: golden files, which change only when `--update-golden` is given."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# Machines are shared: an example's time says nothing. In CI the examples are the same in every run.
settings.register_profile("muniment", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("muniment")

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write golden files instead of comparing with them")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden(name, actual)` holds `actual` against tests/golden/<name>, line ends and all."""
    update = request.config.getoption("--update-golden")

    def check(name: str, actual: str) -> None:
        path = GOLDEN / name
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(actual.encode())
        assert path.exists(), f"there is no golden file {name}; look at the output, then run with --update-golden"
        assert actual == path.read_bytes().decode(), f"differs from golden file {name}"

    return check
