"""Records for the tests of citations and exports, one of each kind. The documents are made up; the prose is ours."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from archive.fields import FIELDS
from archive.record import Basis, Description, Event, KeptText, LanguageShare, Original, Record, Value


def value(text: str, basis: Basis = "stated") -> Value:
    return Value(value=text, basis=basis)


def described(**given: str | Value | list[str]) -> Description:
    """A description of plain texts, which count as stated by the document."""
    held: dict[str, Any] = {}
    for name, one in given.items():
        several = one if isinstance(one, list) else [one]
        values = tuple(item if isinstance(item, Value) else value(item) for item in several)
        held[name] = values if FIELDS[name].repeats else values[0]
    return Description(**held)


def make(
    record_id: str = "k3m7q",
    *,
    filename: str = "document.txt",
    digest: str | None = None,
    languages: tuple[tuple[str, float], ...] = (("en", 1.0),),
    **given: str | Value | list[str],
) -> Record:
    """A record with this description; the digest is that of the ID unless it is given."""
    return Record(
        id=record_id,
        seq=1,
        previous=None,
        status="current",
        event=Event(kind="accession", at="2026-01-15T09:30:00Z", agent="muniment 0.1.0"),
        original=Original(
            digest=digest or sha256(record_id.encode("utf-8", "surrogatepass")).hexdigest(),
            size=2048,
            media_type="text/plain",
            paths=(filename,),
        ),
        text=KeptText(state="read", digest="0" * 64, length=2000, extractor="plaintext 1"),
        languages=tuple(LanguageShare(tag=tag, share=share) for tag, share in languages),
        description=described(**given),
    )


KINDS: dict[str, Record] = {
    "news": make(
        "n4w2h",
        filename="reservoir.txt",
        title="Water board opens 40% of the spillway gates & warns farms downstream",
        creator="Leyla Məmmədova",
        source="Kür Courier",
        place="Mingachevir",
        date="2022-05-03",
        type="news",
        url="https://kurcourier.example/2022/05/03/spill_way?id=7&lang=en#top",
        tag=["dam safety", "water"],
    ),
    "news-without-title-or-year": make(
        "b8t5x",
        filename="clearance.txt",
        title=value("Clearance teams returned to the orchards above the town this week …", "derived"),
        source="Hill Gazette",
        place="Aghdam",
        date="XXXX-04-01",
        type="news",
    ),
    "note-verbale-zh": make(
        "z9p3c",
        filename="note-zh.txt",
        languages=(("zh", 0.35), ("en", 0.65)),
        title="赞比亚常驻联合国日内瓦办事处代表团2021年3月2日致人权理事会秘书处的普通照会",
        title_translated="Note verbale dated 2 March 2021 from the Permanent Mission of Zambia addressed to the "
        "secretariat of the Human Rights Council",
        source="人权理事会",
        date="2021-03-15",
        document_date="2021-03-02",
        type="note verbale",
        symbol="A/HRC/46/G/99",
        body="Human Rights Council",
        session="46",
        meeting_dates="2021-02-22/2021-03-23",
        agenda_item="4",
        distribution="General",
        distribution_date="2021-03-15",
        version_language="zh",
        original_language="en",
    ),
    "note-verbale-en": make(
        "e6v2r",
        filename="note-en.txt",
        title="Note verbale dated 11 June 2019 from the Permanent Mission of Malta addressed to the Secretary-General",
        creator=value("Permanent Mission of Malta", "person"),
        source="Permanent Mission of Malta to the United Nations",
        place="New York",
        date="2019-06-11",
        type="note verbale",
    ),
    "appeal": make(
        "a7f4d",
        filename="appeal.txt",
        languages=(("az", 1.0),),
        title="Arxivlərin qorunması haqqında müraciət",
        creator=["Aygün Həsənova", "Rəşad Quliyev"],
        source="Milli Arxiv İdarəsi",
        place="Bakı",
        date="2023-06-09",
        type="appeal",
        url="https://arxiv.example/müraciət",
    ),
    "letter": make(
        "c5j8w",
        filename="letter.txt",
        languages=(("fr", 0.9), ("ar", 0.1)),
        title="Letter dated 14 March 2022 from the Permanent Representative of Tunisia addressed to the President "
        "of the Security Council",
        creator="طارق بن علي",
        source="Security Council",
        date="2022-03",
        document_date="2022-03-14",
        type="letter",
        symbol="S/2022/999",
        body="Security Council",
        distribution="General",
        distribution_date="2022-03-16",
        original_language="fr",
    ),
    "resolution": make(
        "r2k9s",
        filename="resolution.txt",
        title="Protection of public archives in floods",
        source="General Assembly",
        date="2020-12~",
        type="resolution",
        symbol="A/RES/75/999",
        collection="Heritage",
        note="Printed copy: the last page is torn.",
    ),
    "page-without-title-or-date": make("u3y6g", filename="scan 0007.html", languages=(("und", 1.0),), type="page"),
    "nothing-stated": make("q8d3n", filename="\udcff.bin", languages=()),
}
