"""`muniment watch`: take in what lands in a folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from time import monotonic, sleep

import click

from archive.accession import add, now
from archive.arrivals import Arrival, arrivals
from archive.errors import ArchiveLocked
from archive.given import Given
from archive.landing import Landing
from archive.store import Store
from cli.commands.add import bring_index_up_to_date, given_to_all, reading, usual_jobs
from cli.outcomes import report, summary
from cli.progress import counted
from cli.session import Session, pass_session

EVERY = 5.0
SETTLE = 2.0


@click.command("watch")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--every", type=click.FloatRange(min=0.1), default=EVERY, show_default=True, metavar="SECONDS",
              help="How often to look.")
@click.option("--settle", type=click.FloatRange(min=0), default=SETTLE, show_default=True, metavar="SECONDS",
              help="How long a file must have stayed as it is.")
@click.option("--set", "assignments", multiple=True, metavar="FIELD=VALUE",
              help="Record this of every file; no rule overwrites it.")
@click.option("--language", "languages", multiple=True, metavar="TAG",
              help="The language of every file, instead of the detected one.")
@pass_session
def command(
    session: Session, folder: Path, every: float, settle: float, assignments: tuple[str, ...],
    languages: tuple[str, ...],
) -> None:  # fmt: skip
    """Take in the files of a folder and those that land there, until Ctrl-C.

    A file is taken in as by `add` once it has stopped changing, and again when it changes later. Files that are in
    the archive already are said to be `known`, so that watching can be stopped and started at any time. Hidden
    files, .munimentignore and letter.pdf.toml beside letter.pdf count as for `add`. The files stay where they are.

    \b
    Prints a line for each file: what became of it, its ID, its name. The exit code after Ctrl-C is 130.
    \b
    Examples:
      muniment watch inbox/
      muniment watch scans/ --every 60 --settle 30 --set source="Mine Action Agency"
    """  # fmt: skip
    store, landing = session.store(), Landing(settle)
    common = given_to_all(assignments, languages)
    counts: Counter[str] = Counter()
    session.say(f"watching {folder}; Ctrl-C ends it")
    try:
        while True:
            ready = landing.settled(arrivals([folder], skip=store.layout.root), at=monotonic())
            if ready and _take_in(session, store, ready, common, counts):
                landing.take(ready)
            sleep(every)
    finally:
        session.say(summary(counts))


def _take_in(
    session: Session, store: Store, ready: Sequence[Arrival], common: Given, counts: Counter[str]
) -> bool:
    """Add files and count what became of them; False when another process is writing: they are to be tried again."""
    jobs = min(usual_jobs(), len(ready))
    try:
        with (
            session.progress("adding", total=len(ready)) as advance,
            store.deposit(wait=session.wait) as deposit,
            reading(deposit.scratch(), jobs) as reader,
        ):
            found = counted(ready, advance)
            outcomes = add(deposit, found, reader=reader, common=common, sidecar=None, clock=now)
            counts.update(report(session, outcomes, None))
        bring_index_up_to_date(session, store)
    except ArchiveLocked as error:
        session.warn(str(error))
        return False
    return True
