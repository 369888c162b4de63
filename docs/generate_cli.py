"""Print docs/cli.md: the help of every command, and the table of exit codes.

python docs/generate_cli.py > docs/cli.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parents[1]))

from archive.errors import MunimentError
from cli.main import COMMANDS, PROGRAM, STOPPED, main

WIDTH = 100

_OPENING = """\
<!-- Made by docs/generate_cli.py; edit the help in cli/ instead. -->
# Commands

Data goes to stdout and everything else to stderr; [output.md](output.md) describes the formats,
[query.md](query.md) the query language. `-` in place of a file or of IDs stands for standard input, and after `-o` for
stdout.

```text
{main}
```

The archive is the one named with `-A`, else with `$MUNIMENT_ARCHIVE`, else the nearest folder above that is one.
`NO_COLOR`, `CLICOLOR_FORCE` and `PAGER` are heeded; `SOURCE_DATE_EPOCH` takes the place of the clock in records.
"""

_CODES = (
    (0, "", "Done. That nothing was found is no failure."),
    (2, "", "A command or an option that there is not, or that lacks its value."),
    (STOPPED, "", "Stopped by Ctrl-C. What was said to be added is kept; the same command finishes the work."),
)


def markdown() -> str:
    """The whole page."""
    context = click.Context(main, info_name=PROGRAM, terminal_width=WIDTH, **main.context_settings)
    pieces = [_OPENING.format(main=main.get_help(context)), "## Exit codes\n", *_exit_codes(), ""]
    for name in COMMANDS:
        pieces += _sections(main, name, context, "##")
    return "\n".join(pieces)


def _sections(group: click.Group, name: str, parent: click.Context, mark: str) -> Iterator[str]:
    """The help of a command under its heading, and below it that of its own commands."""
    command = group.get_command(parent, name)
    if command is None:
        raise KeyError(name)
    context = click.Context(command, info_name=name, parent=parent, terminal_width=WIDTH)
    yield f"{mark} {context.command_path}\n"
    yield f"```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            yield from _sections(command, inner, context, f"{mark}#")


def _exit_codes() -> Iterator[str]:
    """A row a meaning. An error says what it means in the first line of its docstring."""
    rows = [*_CODES, *((kind.exit_code, f"`{kind.__name__}`", _first_line(kind)) for kind in _kinds(MunimentError))]
    yield "| code | error | meaning |\n|---|---|---|"
    for code, error, meaning in sorted(rows, key=lambda row: row[0]):
        yield f"| {code} | {error} | {meaning} |"


def _kinds(kind: type[MunimentError]) -> Iterator[type[MunimentError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _kinds(below)


def _first_line(kind: type[MunimentError]) -> str:
    return (kind.__doc__ or "").split("\n")[0]


if __name__ == "__main__":
    click.echo(markdown(), nl=False)
