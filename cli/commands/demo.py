"""`muniment demo`: the whole of muniment on its example documents, with the commands that a user would type."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import click

from archive.errors import MunimentError

STEPS = (
    ("Make an archive, and take in the example documents.",
     "muniment init {folder} --if-not-exists",
     "muniment add {documents} | tail -n 4",
     "muniment stats"),
    ("Search several languages at once, in any inflection, and count what was found.",
     "muniment search 'mines OR мины OR mina' --limit 3 --facet language:6 --facet date:5"),
    ("A Chinese phrase that a line break cuts in two in the file is found all the same.",
     "muniment search {chinese}"),
    ("One passage, in French, from 2022 or later; accents need not be typed.",
     "muniment search '\"munitions abandonnees\"' --language fr --date 2022.."),
    ("Where each value comes from.",
     "muniment show \"$(muniment search {chinese} --format ids)\" --provenance | head -n 14"),
    ("Cite it, export it, and check that everything is as it was kept.",
     "muniment search {chinese} --format ids | muniment cite -",
     "muniment export 'type:\"note verbale\"' -o - --as bibtex | head -n 12",
     "muniment verify"),
    ("Hand the notes verbales on as a bundle that anybody can check, with sha256sum or this program.",
     "muniment export 'type:\"note verbale\"' -o {bundle} --as bag --styles un,oscola-un && echo {bundle}",
     "muniment verify {bundle} && echo 'the bundle is whole'"),
)  # fmt: skip
BUNDLE = "notes-verbales.zip"
"""What the name of the bundle ends in, which is put beside the archive."""
CHINESE = "水质检测结果"


@click.command("demo")
@click.argument("folder", metavar="[DIR]", default="demo-archive", type=click.Path(path_type=Path, file_okay=False))
def command(folder: Path) -> None:
    """Make an archive of the example documents in DIR (demo-archive), and show what can be done with it.

    A bundle of some of them is put beside DIR.

    \b
    Example:
      muniment demo /tmp/demo
    """
    import corpus

    bundle = folder.resolve().with_name(f"{folder.resolve().name}-{BUNDLE}")
    words = {"folder": shlex.quote(str(folder)), "documents": shlex.quote(_shown(corpus.DOCUMENTS)),
             "bundle": shlex.quote(_shown(bundle)), "chinese": CHINESE}  # fmt: skip
    environment = _environment(folder)
    for title, *commands in STEPS:
        click.echo(click.style(f"\n# {title}", fg="green"))
        for text in commands:
            _run(text.format(**words), environment)


def _shown(path: Path) -> str:
    """A path as a user here would type it."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _environment(folder: Path) -> dict[str, str]:
    """Our own program first on the PATH, the demo's archive as the one meant, and no pager to stop at."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path, "PAGER": "cat", "MUNIMENT_ARCHIVE": str(folder)}


def _run(text: str, environment: dict[str, str]) -> None:
    click.echo(click.style(f"$ {text}", bold=True))
    done = subprocess.run(["/bin/sh", "-c", text], env=environment, check=False)  # noqa: S603  # our own steps above
    if done.returncode:
        raise MunimentError(f"the demo stopped: `{text}` ended with exit code {done.returncode}")
