"""The `muniment` command: its options, its sub-commands, and the one place where errors become exit codes."""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from archive.errors import MunimentError, QueryInvalid
from archive.version import VERSION
from cli import STOPPED
from cli.session import Session, Verbosity
from cli.terminal import harmless

COMMANDS: dict[str, str] = {
    "init": "Make a new archive in DIR.",
    "add": "Take files and folders into the archive.",
    "watch": "Take in what lands in a folder.",
    "search": "Find documents by words, phrases, fields and facets.",
    "saved": "Run saved searches again and see what is new.",
    "facets": "Count the documents of a query by source, date, language and type.",
    "list": "List documents without searching their text.",
    "stats": "Say what the archive holds.",
    "show": "Show one document: its description, text, history or original.",
    "similar": "Show the copies of a document, exact and near.",
    "cite": "Print citations of documents and of passages in them.",
    "resolve": "Open a passage citation again and say whether it still stands.",
    "export": "Write the citations of a query to a file.",
    "edit": "Set or empty fields of documents.",
    "review": "Decide of values that rules are not sure of.",
    "tag": "Add tags to the documents of a query and remove them.",
    "note": "Write a note on a document.",
    "collection": "Gather documents in collections.",
    "undo": "Take back the last edit of documents.",
    "verify": "Check that everything kept is still what was kept.",
    "reindex": "Build the search index anew.",
    "completion": "Print the completion script of a shell.",
    "demo": "Make an archive of example documents and show what muniment does.",
}
"""Every command with its one line of help: what `--help` needs without loading the commands themselves."""

PROGRAM = "muniment"
ENVIRONMENT = "MUNIMENT_ARCHIVE"
COMPLETION = "_MUNIMENT_COMPLETE"


class LazyGroup(click.Group):
    """A group that imports a command when it is called, so that `--help` and each command start quickly."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"cli.commands.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            if not near:
                raise
            raise click.UsageError(f"No such command {args[0]!r}. Did you mean {near[0]!r}?", ctx=ctx) from None


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("-A", "--archive", metavar="DIR", type=click.Path(path_type=Path), envvar=ENVIRONMENT,
              help="The archive folder. Without it: $MUNIMENT_ARCHIVE, else the nearest folder above this one "
                   "that holds muniment.toml.")  # fmt: skip
@click.option("-v", "--verbose", is_flag=True, help="Say more on stderr; show tracebacks of internal errors.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True,
              help="Colour on stdout; auto means on a terminal, unless NO_COLOR is set.")  # fmt: skip
@click.option("--wait", type=click.FloatRange(min=0), default=60.0, show_default=True, metavar="SECONDS",
              help="How long to wait for another muniment that writes to the archive.")  # fmt: skip
@click.version_option(VERSION, prog_name=PROGRAM)
@click.pass_context
def main(ctx: click.Context, archive: Path | None, verbose: bool, quiet: bool, color: str, wait: float) -> None:
    """Keep documents in many languages as plain, verifiable files, find any passage of them, and cite it.

    \b
    Start here:
      muniment init papers            make an archive
      muniment -A papers add FOLDER   take documents in
      muniment -A papers search '"note verbale" date:2021'
    """
    if verbose and quiet:
        raise click.UsageError("--verbose and --quiet exclude each other")
    verbosity = Verbosity.LOUD if verbose else Verbosity.QUIET if quiet else Verbosity.NORMAL
    ctx.obj = Session(archive=archive, verbosity=verbosity, color=color, wait=wait)
    ctx.color = ctx.obj.colored


def run() -> NoReturn:
    """The program: what was typed, to an exit code."""
    _replace_closed_streams()
    _write_utf8()
    code = exit_code(sys.argv[1:])
    try:
        sys.stdout.flush()
    except OSError:
        _abandon_output()
    sys.exit(code)


def exit_code(arguments: Sequence[str]) -> int:
    """Run the command line and say what became of it.

    0 done, 1 failed, 2 usage, 3 damage, 4 bad query, 5 partly added, 6 no such passage, 130 stopped.
    """
    try:
        _obey(arguments)
        sys.stdout.flush()
    except click.exceptions.Exit as finished:
        return finished.exit_code
    except click.ClickException as error:
        _show_usage(error)
        return error.exit_code
    except (click.Abort, EOFError, KeyboardInterrupt):
        click.echo("muniment: stopped", err=True)
        return STOPPED
    except MunimentError as error:
        _explain(error)
        return error.exit_code
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); what it wanted it has.
        _abandon_output()
    except OSError as error:
        _abandon_output()
        click.echo(f"muniment: {harmless(_where(error))}: {error.strerror or error}", err=True)
        return 1
    except MemoryError:
        click.echo("muniment: this takes more memory than there is", err=True)
        return 1
    except Exception as error:
        _confess(error, traced="-v" in arguments or "--verbose" in arguments)
        return 1
    return 0


def _obey(arguments: Sequence[str]) -> None:
    """Answer a shell that asks for completions, or carry out a command.

    Click's own `main` would do the same, but it turns a reader that has gone into exit code 1.
    """
    asked = os.environ.get(COMPLETION)
    if asked:
        from click.shell_completion import shell_complete

        raise click.exceptions.Exit(shell_complete(main, {}, PROGRAM, COMPLETION, asked))
    with main.make_context(PROGRAM, list(arguments)) as context:
        main.invoke(context)


def _replace_closed_streams() -> None:
    """A stream that was closed by who called us (`>&-`) leads nowhere, lest a file of the archive get its number.

    Reading from a closed stdin stays an error: it is not the same as an empty document.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), number)
            setattr(sys, name, open(number, "w" if number else "r", encoding="utf-8", closefd=False))  # noqa: SIM115


def _write_utf8() -> None:
    """Data is UTF-8 whatever the locale; a name that is no text (undecodable bytes) is shown escaped, not fatal."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _abandon_output() -> None:
    """Let what still waits to be written to stdout go nowhere, so that Python does not fail on it at its end."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _show_usage(error: click.ClickException) -> None:
    shown = io.StringIO()
    error.show(file=shown)
    click.echo(harmless(shown.getvalue()), err=True, nl=False)


def _explain(error: MunimentError) -> None:
    if isinstance(error, QueryInvalid) and error.query and error.position is not None:
        from cli.render import pointed

        click.echo(pointed(error.query, error.position), err=True)
    click.echo(f"muniment: {harmless(str(error))}", err=True)


def _where(error: OSError) -> str:
    if isinstance(error, FileNotFoundError) and not error.filename:
        return "the folder that this was started in"  # which is gone: nothing else is looked for without a name
    return str(error.filename or "standard input or output")


def _confess(error: Exception, *, traced: bool) -> None:
    """An error nobody foresaw is a defect of ours: say so, with the traceback only when it was asked for."""
    if traced:
        import traceback

        traceback.print_exception(error)
    words = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    click.echo(f"muniment: internal error: {words}", err=True)
    click.echo("This is a defect of muniment. `muniment -v …` shows where.", err=True)
