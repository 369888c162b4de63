"""`muniment tag`: tags added to and removed from many documents at once."""

from __future__ import annotations

from typing import BinaryIO

import click

from archive.revision import revision
from cli.revising import revise
from cli.selection import selected, selection_options
from cli.session import Session, pass_session


class _TagCommand(click.Command):
    """A command without short options, so that `-draft` is a tag to remove and never `-d raft`."""

    def get_help_option_names(self, ctx: click.Context) -> list[str]:
        return ["--help"]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Unknown long options are still errors; after `--` everything is an argument; `-h` alone asks for help."""
        if args == ["-h"]:
            args = ["--help"]
        known = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        for argument in args[: args.index("--")] if "--" in args else args:
            name = argument.partition("=")[0]
            if name.startswith("--") and name not in known:
                raise click.NoSuchOption(name, possibilities=sorted(known - {"arguments"}), ctx=ctx)
        return super().parse_args(ctx, args)


@click.command("tag", cls=_TagCommand, context_settings={"ignore_unknown_options": True})
@click.argument("arguments", metavar="+TAG… -TAG… QUERY|ID…", nargs=-1, type=click.UNPROCESSED, required=True)
@selection_options
@pass_session
def command(session: Session, arguments: tuple[str, ...], ids: BinaryIO | None, dry_run: bool, yes: bool) -> None:
    """Add tags (+TAG) to the documents that a QUERY finds, or to those named, and remove tags (-TAG) from them.

    All of them are changed in one commit or none. IDs of those that changed are printed; what has a tag already keeps
    it as it is. On a terminal a question is asked first when a query chose the documents.

    A tag to remove that begins with a minus itself stands after `--`; a query that begins with plus or minus stands in
    parentheses. A tag of several words stands in quotation marks of the shell.

    \b
    Examples:
      muniment tag +mines '"landmine victims" date:2021'
      muniment tag +read -to-read m3f9 m77a
      muniment tag '+side letter' -draft '(-type:news)' --dry-run
      muniment search 地雷 --format ids | muniment tag +地雷 --ids -
      muniment tag -- --odd m3f9
    """
    signed = [argument for argument in arguments if argument[:1] in ("+", "-") and argument != "-"]
    change = revision(
        "tag",
        added=[argument[1:] for argument in signed if argument[0] == "+"],
        removed=[argument[1:] for argument in signed if argument[0] == "-"],
    )
    store = session.store()
    wanted = [argument for argument in arguments if argument not in signed]
    revise(session, store, selected(session, store, wanted, ids), change, dry_run=dry_run, yes=yes)
