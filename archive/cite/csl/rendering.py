"""The state of one rendering: what citeproc-py does not keep while it writes a citation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from citeproc.source import VariableError


@dataclass(slots=True)
class Rendering:
    """What is known while one item is rendered: variables asked for and found, and those not to be said again."""

    asked: int = 0
    found: int = 0
    used: list[set[str]] = field(default_factory=list)
    spent: set[str] = field(default_factory=set)
    whole_date: bool = False
    date_in_words: str | None = None
    macros: dict[str, Any] = field(default_factory=dict)
    calls: int = 0

    def ask(self, variable: str) -> None:
        """A variable is asked for; VariableError when it has been said in the place of another."""
        self.asked += 1
        if variable in self.spent:
            raise VariableError

    def find(self, variable: str) -> None:
        """The variable had something to say."""
        self.found += 1
        for used in self.used:
            used.add(variable)


RENDERING: ContextVar[Rendering] = ContextVar("rendering")


@contextmanager
def rendering(*, macros: dict[str, Any], whole_date: bool, date_in_words: str | None) -> Iterator[None]:
    """The state for one item.

    `macros` are those of the style that were looked up. `whole_date`: where the style wants the year alone, day and
    month are said too. `date_in_words`: the date of issue where a style wants the whole of it in words, for languages
    whose months citeproc-py does not inflect.
    """
    token = RENDERING.set(Rendering(macros=macros, whole_date=whole_date, date_in_words=date_in_words))
    try:
        yield
    finally:
        RENDERING.reset(token)
