"""Command lines as documentation shows them, parsed and not run."""

from __future__ import annotations

import re
import shlex

import click

from cli.main import COMMANDS, main


def parse(line: str) -> None:
    """Have the command of a line take its arguments; raise click.UsageError where it refuses them."""
    words = shlex.split(re.split(r" >>? ", line)[0])
    at = next(number for number, word in enumerate(words) if word in COMMANDS)
    main.make_context("muniment", words[1 : at + 1])
    context = click.Context(main, **main.context_settings)
    command = main.get_command(context, words[at])
    assert command is not None
    with command.make_context(words[at], words[at + 1 :], parent=context):
        pass
