"""Programs and fonts of the machine that tests need, without which a test is skipped and in CI fails; and waiting."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

FONTS = {
    "dejavu": "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "chinese": "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "amiri": "/usr/share/fonts/opentype/fonts-hosny-amiri/Amiri-Regular.ttf",
}
"""Debian's fonts-dejavu-core, fonts-wqy-microhei and fonts-hosny-amiri."""


PATIENCE = 120.0
"""Seconds after which a test no longer waits for a process: far more than it takes, as machines are shared."""


def wait_until(holds: Callable[[], object]) -> None:
    """Wait for a state, which soon comes about."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.01)


def needed(name: str) -> str:
    """The path of a program."""
    path = shutil.which(name)
    return path or _missing(f"{name} is not on this machine")


def font(name: str) -> str:
    """The path of a font."""
    return FONTS[name] if Path(FONTS[name]).exists() else _missing(f"the font {FONTS[name]} is not on this machine")


def _missing(words: str) -> str:
    if os.environ.get("MUNIMENT_CI"):
        pytest.fail(words)
    pytest.skip(words)


def converted(sources: list[Path], suffix: str, folder: Path) -> list[Path]:
    """Files as LibreOffice writes them in another format. It starts once for all of them, with settings of its own."""
    settings = f"-env:UserInstallation=file://{folder}/settings"
    subprocess.run(
        [needed("soffice"), settings, "--headless", "--convert-to", suffix, "--outdir", folder, *sources],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return [folder / source.with_suffix(f".{suffix}").name for source in sources]
