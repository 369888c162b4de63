"""A sign of life from long work, such as recognising the characters of a page, so that it is not taken for a hang."""

from __future__ import annotations

from collections.abc import Callable


def _unheard() -> None:
    pass


_heard: Callable[[], None] = _unheard


def getting_on() -> None:
    """Say that a stretch of the work is done and the next begins. To be called by extractors at least every 30 s."""
    _heard()


def hear(listener: Callable[[], None]) -> None:
    """Be told of each sign of life in this process."""
    global _heard
    _heard = listener
