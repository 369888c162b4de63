"""`muniment verify`: check what is stored."""

from __future__ import annotations

import sys
from collections import Counter

import click

from archive.errors import DamageFound
from archive.export.inert import inert
from archive.fixity import Checked, Finding, verify
from cli.options import format_option
from cli.session import Session, pass_session


@click.command("verify")
@format_option("text", "json")
@pass_session
def command(session: Session, format_: str) -> None:
    """Check every record, original and text against its digest, and the chain of records from the first to the last.

    Exits with 3 when anything kept is missing or changed. Files that no record names are reported and are no damage.

    \b
    Example:
      muniment verify --format json
    """
    from cli.output import SCHEMA, dumps

    store = session.store()
    findings: list[Finding] = []
    files = 0
    with session.progress("verifying", total=None) as advance:
        for item in verify(store):
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
        raise DamageFound(f"{files:,} files checked: {said}. Restore the files named above from a copy of the archive")
    session.say(f"{files:,} files checked, all as they were kept")
