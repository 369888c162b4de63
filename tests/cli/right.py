"""For each query, the documents that a reader finds right, by the stems of their names: those of the corpus, and those
of the five real documents.
"""

from __future__ import annotations

from pathlib import PurePath

from archive.store import Store
from index.engine import SearchEngine
from index.search import MatchMode, Question, search

SHOWN = "dilei-yishi-xunzhan"
"""A page in Traditional characters on lending an exhibition about mine awareness."""
NOTE = "bianjing-xuexiao-dilei"
"""A note verbale in Chinese that transmits a note on Mine Awareness Day, with an annex in English."""
JAPANESE = ("cambodia-shien-happyo", "phnom-penh-kiji")
"""Mine clearance in Cambodia, without a word of awareness."""
WORKSHOP, EMALATXANA = "ganja-workshop", "gence-emalatxana"
"""A workshop for survivors of mines run by Nigar Aliyeva, in English and in Azerbaijani."""
REAL_NOTE = "un-note-verbale-zh"
REAL_ENGLISH = (
    "caliber-un-landmine-letter", "news-az-ombudsperson-statement", "ombudsman-appeal-mine-awareness-day",
    "trend-landmine-victims-resolution",
)  # fmt: skip
OMBUDSMAN = ("news-az-ombudsperson-statement", "ombudsman-appeal-mine-awareness-day")
"""Where Sabina Aliyeva speaks; the others name an Aliyev."""

RIGHT: dict[str, tuple[set[str], set[str]]] = {
    "地雷": ({SHOWN, NOTE, *JAPANESE}, {REAL_NOTE}),
    "地雷意識": ({SHOWN, NOTE}, {REAL_NOTE}),
    "地雷意识": ({SHOWN, NOTE}, {REAL_NOTE}),
    "提高地雷意识": ({SHOWN, NOTE}, {REAL_NOTE}),
    "谨此向联合国": ({NOTE}, {REAL_NOTE}),
    "landmine": ({WORKSHOP, NOTE}, {*REAL_ENGLISH, REAL_NOTE}),
    "landmines": ({WORKSHOP, NOTE}, {*REAL_ENGLISH, REAL_NOTE}),
    "minalar": ({EMALATXANA, "gence-merkezi-muraciet", "terminologiya-mektubu"}, set()),
    "Əliyeva": ({EMALATXANA, WORKSHOP}, {*OMBUDSMAN}),
    "Aliyeva": ({EMALATXANA, WORKSHOP}, {*OMBUDSMAN}),
}
"""What a word finds, in its other forms and scripts too: all of these before all others."""

EXACT: dict[str, tuple[set[str], set[str]]] = {
    "=landmine": ({WORKSHOP, NOTE}, {*REAL_ENGLISH}),
    "=landmines": ({WORKSHOP, NOTE}, {*REAL_ENGLISH, REAL_NOTE}),
    "=minalar": ({EMALATXANA, "gence-merkezi-muraciet"}, set()),
    "=minaların": ({EMALATXANA}, set()),
    "=Aliyeva": ({EMALATXANA, WORKSHOP}, {*OMBUDSMAN}),
    "=地雷意識": ({SHOWN, NOTE}, {REAL_NOTE}),
    '"提高地雷意识"': ({SHOWN, NOTE}, {REAL_NOTE}),
    "=国际提高地雷意识": ({NOTE}, {REAL_NOTE}),
    '"谨此向联合国"': ({NOTE}, {REAL_NOTE}),
    '"landmine survivors"': ({WORKSHOP}, set()),
    '"landmine survivor"': (set(), set()),
    '"landmine victims"': (set(), {"trend-landmine-victims-resolution"}),
    '"anti-personnel mines that"': ({WORKSHOP}, set()),
    '"antipersonnel mines that"': ({WORKSHOP}, set()),
    '"international cooperation between"': ({WORKSHOP}, set()),
    '"international cooperation in"': (set(), {"trend-landmine-victims-resolution"}),
}
"""What an exact word or a phrase finds: these and no others."""


def found(store: Store, engine: SearchEngine, query: str, *, match: MatchMode = "all") -> list[str]:
    """The stems of the names of all documents that a query finds, the best first."""
    hits = search(store, engine, Question(text=query, match=match, limit=None)).hits
    return [PurePath(hit.filename).name.partition(".")[0] for hit in hits]
