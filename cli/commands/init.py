"""`muniment init`: make an archive."""

from __future__ import annotations

from pathlib import Path

import click

from archive import layout
from archive.durable import storage_errors
from archive.errors import InvalidValue
from archive.plugins import load
from cli.session import Session, pass_session


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--engine", default="whoosh", show_default=True, help="The search engine that keeps its index.")
@click.option("--if-not-exists", is_flag=True, help="Do nothing when DIR is an archive already.")
@pass_session
def command(session: Session, folder: Path, engine: str, if_not_exists: bool) -> None:
    """Make a new archive in DIR, which is created if need be and otherwise must be empty.

    \b
    Example:
      muniment init papers
    """
    load("muniment.engines", engine)
    if (folder / layout.CONFIG_NAME).exists():
        if not if_not_exists:
            raise InvalidValue(f"{folder} is an archive already; --if-not-exists accepts that")
        layout.read_settings(layout.Layout(folder))
        return
    with storage_errors(folder):
        if folder.is_dir() and not layout.is_unfinished(folder):
            raise InvalidValue(f"{folder} is not empty: name a new folder, or an empty one")
        layout.create(folder, engine=engine)
    session.say(f"made an archive in {folder}")
