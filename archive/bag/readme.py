"""The README of a bundle, for a reader without the program."""

from __future__ import annotations

from archive.version import AGENT

_TEXT = """\
This is a citation bundle: documents of an archive, how to cite them, and what is needed to check both.
It is a BagIt bag (RFC 8493) and needs no program of its own to be read.

Made {made} by {agent}. Documents: {documents}.

CHECK IT
    cd {base}
    sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt
sha256sum is on every Linux system; on a Mac write `shasum -a 256 -c`; on Windows `certutil -hashfile FILE SHA256`
prints the digest of one file. Every line ends in OK when nothing was changed since the bundle was made. That nobody
made other digests for other files, only somebody with the same bundle or the archive can tell.

WHAT IS IN IT
    data/originals/       {originals}
    data/texts/           {texts}
    data/records/         one JSON file for each document: how the archive describes it, where each value comes from
                          ("basis", "rule", "evidence") and the SHA-256 of its original and text
    data/history/         the earlier records of the same documents, named <id>-<number of the record>.json
    data/citations/       citations.bib (BibTeX), citations.ris (RIS), citations.json (CSL-JSON), and the citations in
                          each style as text and as a web page (styles-<style>.txt and .html)
    data/documents.csv    a table of the documents, a row for each, for a spreadsheet
    data/query.json       what was asked of the archive and when, and the number and SHA-256 of its last record then
    data/ro-crate-metadata.json   the same contents for programs that read RO-Crate

HOW TO CHECK A CITATION
An ID is the letter m and the first digits of the SHA-256 of the original. `sha256sum` of a file in data/originals/, or
of a copy from elsewhere, therefore says whether it is the document that was cited. The record has the whole digest.

Records are chained: "previous" in record 12 is the SHA-256 of the file of record 11. Each file in data/records/ and
data/history/ is, byte for byte, the file of the archive, so where two neighbours are here the chain can be checked. The
last record's SHA-256 in data/query.json names one state of the whole archive.

Offsets in a record ("start", "end") count characters (Unicode code points) of the text.
"""
_ORIGINALS = "the files exactly as the archive received them, named <id>-<name>"
_TEXTS = "the text read from each of them, UTF-8, named <id>.txt"
_ABSENT = "(left out of this bundle)"


def readme(*, base: str, made: str, documents: int, originals: bool, texts: bool) -> str:
    """The text of README.txt."""
    return _TEXT.format(base=base, made=made, documents=documents, agent=AGENT,
                        originals=_ORIGINALS if originals else _ABSENT, texts=_TEXTS if texts else _ABSENT)  # fmt: skip
