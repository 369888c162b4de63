"""`muniment verify`: check what is stored."""

from __future__ import annotations

import contextlib
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import click

from archive.errors import DamageFound, IndexUnavailable, UnknownPlugin
from archive.export.inert import inert
from archive.fixity import Checked, Finding, verify
from archive.store import Store
from cli.options import format_option
from cli.session import Session, pass_session

INDEX_CHANGED = "index-changed"


@click.command("verify")
@click.argument("bag", metavar="[BAG]", required=False, type=click.Path(path_type=Path, exists=True))
@format_option("text", "json")
@pass_session
def command(session: Session, bag: Path | None, format_: str) -> None:
    """Check every record, original, text and file of the search index against its digest, and the chain of records.

    Collections and saved searches are read, too.

    With BAG, the zip or folder of a citation bundle, that is checked and no archive is needed: its manifests, that its
    citations and its table say what its records say, and the chain of these.

    Exits with 3 when anything kept is missing or changed. Files that no record names are reported and are no damage.

    \b
    Examples:
      muniment verify --format json
      muniment verify dams.zip
    """
    from cli.output import SCHEMA, dumps

    findings: list[Finding] = []
    files = 0
    with session.progress("verifying", total=None) as advance, _checks(session, bag) as checks:
        for item in checks:
            if isinstance(item, Checked):
                files = item.files
                advance(files)
            else:
                findings.append(item)
                if format_ == "text":
                    click.echo(f"{item.code}\t{inert(item.path)}\t{inert(item.detail)}", file=sys.stdout)
    damage = sum(finding.damage for finding in findings)
    if format_ == "json":
        rows = [{"code": one.code, "path": one.path, "detail": one.detail, "damage": one.damage} for one in findings]
        click.echo(dumps({"schema": SCHEMA, "files": files, "damage": damage, "findings": rows}))
    if damage:
        counts = Counter(finding.code for finding in findings if finding.damage)
        said = ", ".join(f"{count:,} {code}" for code, count in sorted(counts.items()))
        advice = _advice(set(counts)) if bag is None else "The bundle is not as it was made: ask for it again"
        raise DamageFound(f"{files:,} files checked: {said}. {advice}")
    session.say(f"{files:,} files checked, all as they were kept")


@contextlib.contextmanager
def _checks(session: Session, bag: Path | None) -> Iterator[Iterator[Finding | Checked]]:
    """The findings in the archive, or in the bundle that was named."""
    if bag is None:
        store = session.store()
        yield chain(verify(store), _of_index(session, store))
        return
    from archive.bag.checked import verify_bag
    from archive.bag.opened import opened

    with opened(bag) as held:
        yield verify_bag(held)


def _of_index(session: Session, store: Store) -> Iterator[Finding]:
    """What is wrong with the search index, which holds nothing that cannot be made again."""
    from index.search import open_index

    try:
        engine = open_index(store)
    except UnknownPlugin as error:
        session.warn(f"the search index is not checked: {error}")
        return
    folder = store.layout.index(engine.name).relative_to(store.layout.root).as_posix()
    with contextlib.closing(engine):
        try:
            for name in engine.damage():
                yield Finding(code=INDEX_CHANGED, path=f"{folder}/{name}", detail="it is not as it was written")
        except IndexUnavailable as error:
            yield Finding(code=INDEX_CHANGED, path=folder, detail=str(error))


def _advice(codes: set[str]) -> str:
    """What to do about damage of these kinds."""
    kept = "Restore the files named above from a copy of the archive" if codes - {INDEX_CHANGED} else ""
    index = "Run `muniment reindex` for the search index" if INDEX_CHANGED in codes else ""
    return ". ".join(filter(None, (kept, index)))
