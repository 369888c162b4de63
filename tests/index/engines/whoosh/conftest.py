"""What the tests of the Whoosh engine share."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterator

import pytest


@pytest.fixture
def files_left_open() -> Iterator[None]:
    """Whoosh leaves files open when it fails: they are closed here, so that no other test is blamed."""
    with warnings.catch_warnings(action="ignore", category=ResourceWarning):
        yield
        gc.collect()
