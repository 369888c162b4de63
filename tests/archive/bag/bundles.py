"""Bundles for the tests: made from small archives, changed, and packed again with their manifests put right."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from archive.bag.bundle import write_bundle
from archive.bag.checked import damage_of
from archive.bag.contents import Contents
from archive.bag.opened import opened
from archive.bag.writer import BASE, MANIFEST, TAG_MANIFEST
from archive.store import Store
from tests.archive.archives import WHEN, current, filled

LETTERS = {
    "letters/first.txt": "Dear colleagues,\n\nthe register of the upper district was found in the mill.\n\nYours\n",
    "Ärger & 100%.txt": "Der Bericht über das Register liegt im Rathaus.\n",
    "地雷.txt": "国际提高地雷意识和协助地雷行动日。\n",
}


def archive(root: Path, contents: Mapping[str, str | bytes] = LETTERS) -> Store:
    return filled(root, contents)


def made(store: Store, **given: Any) -> bytes:
    """The bytes of a bundle of the whole archive."""
    out = io.BytesIO()
    write_bundle(current(store), out, Contents(**{"store": store, "made": WHEN, "asked": {"query": ""}} | given))
    return out.getvalue()


def zipped(root: Path, **given: Any) -> Path:
    """A bundle of LETTERS as a file."""
    path = root / "bundle.zip"
    path.write_bytes(made(archive(root / "source"), **given))
    return path


def files_of(content: bytes) -> dict[str, bytes]:
    """What a bundle holds, by the paths from its base folder."""
    with zipfile.ZipFile(io.BytesIO(content)) as held:
        return {entry.filename.removeprefix(f"{BASE}/"): held.read(entry) for entry in held.infolist()}


def packed(path: Path, files: Mapping[str, bytes], *, honest: bool = True) -> Path:
    """Write files as a zipped bag; `honest` puts digests and Payload-Oxum right, as somebody would who forges one."""
    files = dict(files)
    if honest:
        payload = {name: content for name, content in files.items() if name.startswith("data/")}
        files["bag-info.txt"] = f"Payload-Oxum: {sum(map(len, payload.values()))}.{len(payload)}\n".encode()
        files[MANIFEST] = _lines(payload)
        tags = {name: content for name, content in files.items() if not name.startswith("data/")}
        files[TAG_MANIFEST] = _lines({name: content for name, content in tags.items() if name != TAG_MANIFEST})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in files.items():
            out.writestr(f"{BASE}/{name}", content)
    return path


def _lines(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items()).encode()


def one(files: Mapping[str, bytes], folder: str) -> str:
    """The path of the first file of a folder below data/."""
    return next(name for name in files if name.startswith(f"data/{folder}/"))


def codes(path: Path) -> list[str]:
    """The codes of what is wrong with a bundle."""
    with opened(path) as bag:
        return [found.code for found in damage_of(bag)]


def with_json(content: bytes, **changes: Any) -> bytes:
    """JSON with some keys changed."""
    return json.dumps(json.loads(content) | changes, ensure_ascii=False, indent=1).encode() + b"\n"
