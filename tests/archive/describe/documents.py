"""The texts that description is tested on: the corpus and the samples of these tests, each described once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import corpus
from archive.describe import describe
from archive.extract import Extraction, extractor_for
from archive.record import Description

HERE = Path(__file__).parent
MEDIA_TYPES = {".txt": "text/plain", ".html": "text/html"}
SAMPLES = {
    name: sample["text"]
    for file in ("samples.toml", "mastheads.toml")
    for name, sample in tomllib.loads((HERE / file).read_text(encoding="utf-8")).items()
}
NAMES = (*(str(truth.path.relative_to(corpus.DOCUMENTS)) for truth in corpus.truths()), *SAMPLES)


@cache
def extracted(name: str) -> Extraction:
    """The text of a document of the corpus, by its path, or of a sample, by its name."""
    if name in SAMPLES:
        return Extraction(text=SAMPLES[name], passages=())
    path = corpus.DOCUMENTS / name
    return extractor_for(MEDIA_TYPES[path.suffix]).extract(path.read_bytes())


@cache
def found(name: str) -> Description:
    """What is found in it."""
    return describe(extracted(name), ())
