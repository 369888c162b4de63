"""The progress bar: shown only when the work has lasted a while, so that quick commands do not flicker."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

PATIENCE = 0.4
"""Seconds before the bar appears."""


class Bar:
    """Count, rate and, where the total is known, the time left."""

    def __init__(self, label: str, total: int | None) -> None:
        self._label = label
        self._total = total
        self._began = time.monotonic()
        self._shown: tuple[Progress, TaskID] | None = None

    def advance(self, done: int) -> None:
        """Say that `done` of the work is done."""
        if self._shown is None and time.monotonic() - self._began > PATIENCE:
            self._shown = self._show()
        if self._shown is not None:
            progress, task = self._shown
            progress.update(task, completed=done)

    def _show(self) -> tuple[Progress, TaskID]:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
        from rich.progress import TaskProgressColumn as Speed

        progress = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Speed(show_speed=True),
            TimeRemainingColumn(), console=Console(stderr=True), transient=True,
        )  # fmt: skip
        progress.start()
        return progress, progress.add_task(self._label, total=self._total)

    def close(self) -> None:
        """Take the bar off the screen."""
        if self._shown is not None:
            self._shown[0].stop()
