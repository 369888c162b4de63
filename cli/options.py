"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from index.fields import FACETS

F = TypeVar("F", bound=Callable[..., Any])

DEFAULT_FACETS = ("source", "date", "language", "type")
FACET_SIZE = 10


FILTERS = {"source": "source", "language": "language", "type_": "type", "date": "date", "tag": "tag",
           "collection": "collection", "original_language": "original_language"}  # fmt: skip
"""The facet that each filter option chooses values of, by the name of the command's parameter."""


def filter_options(command: F) -> F:
    """The facet filters: several values of one mean any of them, different ones mean all."""
    for option in reversed([
        click.option("--source", "-s", multiple=True, metavar="S", help="Only documents of this source."),
        click.option("--language", "-l", multiple=True, metavar="L",
                     help="Only documents with a part in this language (BCP 47: zh, az, pt-BR)."),
        click.option("--type", "-t", "type_", multiple=True, metavar="T",
                     help="Only documents of this type (news, letter, note verbale …)."),
        click.option("--date", "-d", multiple=True, metavar="DATE",
                     help="Only documents dated within: an EDTF date (2021-04), FROM..TO, or `undated`."),
        click.option("--tag", multiple=True, metavar="TAG", help="Only documents with this tag."),
        click.option("--collection", multiple=True, metavar="C", help="Only documents of this collection."),
        click.option("--original-language", multiple=True, metavar="L",
                     help="Only documents whose masthead names this original language."),
    ]):  # fmt: skip
        command = option(command)
    return command


def chosen(options: dict[str, Any]) -> dict[str, Sequence[str]]:
    """The filter options among a command's parameters, by facet; they are taken out of `options`."""
    return {facet: options.pop(option) for option, facet in FILTERS.items()}


class FacetChoice(click.ParamType):  # type: ignore[type-arg]  # generic only in newer releases of Click
    """`FIELD` or `FIELD:N`, the facet to count and how many values to show (`all` for every one).

    Without N it is `size` values, None being all of them.
    """

    name = "FIELD[:N]"

    def __init__(self, size: int | None) -> None:
        self.size = size

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, int | None]:
        if isinstance(value, tuple):
            return value
        field, _, size = value.partition(":")
        field = field.replace("-", "_")
        if field not in FACETS:
            self.fail(f"{field!r} is not a facet; the facets are: {', '.join(FACETS)}", param, ctx)
        if not size:
            return field, self.size
        if size == "all":
            return field, None
        if not (size.isascii() and size.isdigit() and int(size) > 0):
            self.fail(f"{size!r} is not a number of values; write {field}:20 or {field}:all", param, ctx)
        return field, int(size)


def match_option(command: F) -> F:
    """How the words of a query combine."""
    return click.option("--match", type=click.Choice(["all", "any"]), default="all", show_default=True,
                        help="Whether every word must match or any of them.")(command)  # fmt: skip


def format_option(*choices: str, default: str = "text") -> Callable[[F], F]:
    """The output format, the first choice being for people and the rest for programs."""
    return click.option("--format", "-f", "format_", type=click.Choice(choices), default=default, show_default=True,
                        help="How to print.")  # fmt: skip
