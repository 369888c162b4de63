"""What the tests of all engines share: each engine on a new folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.engine import SearchEngine
from tests.index.engines.made_up import ENGINES


@pytest.fixture(params=ENGINES)
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], SearchEngine]]:
    """Makes an engine on a new folder."""
    made: list[SearchEngine] = []

    def new() -> SearchEngine:
        made.append(ENGINES[request.param](tmp_path / f"engine-{len(made)}"))
        return made[-1]

    yield new
    for engine in made:
        engine.close()


@pytest.fixture
def engine(make: Callable[[], SearchEngine]) -> SearchEngine:
    return make()
