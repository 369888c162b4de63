"""The second opinion: langdetect, seeded, with profiles for the 24 languages it lacks, for the languages of a script.

langdetect-rs gives the same answers faster and is taken where it is installed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from archive.language.build_profiles import PROFILES
from archive.language.languages import OF_SCRIPT, SAME

SEED = 0
READ_AT_MOST = 400
"""Characters of a text that langdetect reads; more does not change its answer."""


class SecondOpinion:
    """langdetect with its own profiles and those of a folder."""

    def __init__(self, folder: Path = PROFILES) -> None:
        self._package = _package()
        self._factory = self._package.DetectorFactory()
        # In the order of their names: the order in which a folder lists them is the disk's, and sums depend on it.
        profiles = sorted(_profiles(folder), key=lambda one: str(one["name"]))
        for index, counted in enumerate(profiles):
            self._factory.add_profile(_profile_type()(**counted), index, len(profiles))
        self._factory.set_seed(SEED)

    def probabilities(self, script: str, text: str) -> Mapping[str, float]:
        """The languages that are possible, with their probabilities; none when there is no word that it knows."""
        known = set(OF_SCRIPT[script]) & set(self._factory.langlist)
        detector = self._factory.create()
        detector.set_prior_map(dict.fromkeys(sorted(known), 1.0))
        detector.append(text[:READ_AT_MOST])
        try:
            found = detector.get_probabilities()
        except self._package.LangDetectException:
            return {}
        return {SAME.get(one.lang, one.lang): round(one.prob, 6) for one in found}

    def best(self, script: str, text: str) -> str | None:
        """The likeliest language."""
        found = self.probabilities(script, text)
        return max(sorted(found), key=lambda tag: found[tag]) if found else None


@cache
def second_opinion() -> SecondOpinion:
    """The second opinion with the profiles of the package, read where it is asked first."""
    return SecondOpinion()


def _profiles(folder: Path) -> Iterator[dict[str, Any]]:
    spec = find_spec("langdetect")
    own = [Path(place, "profiles") for place in (spec and spec.submodule_search_locations) or ()]
    for place in (*own, folder):
        for path in sorted(place.iterdir()):
            if not path.name.startswith(".") and path.is_file():
                yield json.loads(path.read_text(encoding="utf-8"))


def _package() -> Any:
    if find_spec("langdetect_rs"):
        import langdetect_rs

        return langdetect_rs
    import langdetect

    return langdetect


def _profile_type() -> Any:
    if find_spec("langdetect_rs"):
        from langdetect_rs.utils.lang_profile import LangProfile

        return LangProfile
    from langdetect.utils.lang_profile import LangProfile as Plain

    return Plain
