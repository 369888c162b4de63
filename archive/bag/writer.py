"""A BagIt 1.0 bag written in one pass into a zip: payload first, manifests at the end (RFC 8493)."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from archive.bag.names import encoded
from archive.bag.zipped import HELD, ZipStream
from archive.version import AGENT

BASE = "citation-bundle"
"""The folder that holds the whole bag. It does not follow the name of the zip, so that the bytes do not either."""
BAGIT = "bagit.txt"
BAG_INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


class BagWriter:
    """A bag being written. `payload` takes its files one after the other; `finish` makes it whole."""

    def __init__(self, out: BinaryIO, moment: datetime) -> None:
        self._moment = moment
        self._zip = ZipStream(out, moment)
        self._manifest = SpooledTemporaryFile(max_size=HELD)  # noqa: SIM115  # closed by `close`
        self._tags: list[str] = []
        self._octets = self._streams = 0
        with self._tag(BAGIT) as tag:
            tag.write(DECLARATION)

    @contextmanager
    def payload(self, path: str) -> Iterator[BinaryIO]:
        """Write the file at this path below data/."""
        whole = f"data/{path}"
        with self._zip.entry(f"{BASE}/{whole}") as entry:
            yield cast(BinaryIO, entry)
        self._manifest.write(_line(entry.digest, whole).encode())
        self._octets += entry.size
        self._streams += 1

    @contextmanager
    def _tag(self, name: str) -> Iterator[BinaryIO]:
        with self._zip.entry(f"{BASE}/{name}") as entry:
            yield cast(BinaryIO, entry)
        self._tags.append(_line(entry.digest, name))

    def finish(self) -> None:
        """Write the manifests and close the zip's directory."""
        with self._tag(BAG_INFO) as tag:
            tag.write(self._info().encode())
        with self._tag(MANIFEST) as tag:
            self._manifest.seek(0)
            shutil.copyfileobj(self._manifest, tag)
        with self._zip.entry(f"{BASE}/{TAG_MANIFEST}") as entry:
            entry.write("".join(self._tags).encode())
        self._zip.finish()

    def _info(self) -> str:
        said = {
            "Bag-Software-Agent": AGENT,
            "Bagging-Date": self._moment.date().isoformat(),
            "External-Description": "Citation bundle of a muniment archive; data/README.txt says what is in it",
            "Payload-Oxum": f"{self._octets}.{self._streams}",
        }
        return "".join(f"{label}: {value}\n" for label, value in said.items())

    def close(self) -> None:
        """Let the temporary files go."""
        self._manifest.close()
        self._zip.close()


def _line(digest: str, path: str) -> str:
    return f"{digest}  {encoded(path)}\n"
