"""78 languages are told, each in a script, and the first detector knows those that need one."""

from __future__ import annotations

import pytest

from archive.language.languages import NAMES, OF_SCRIPT, SAME, scripts_of
from archive.language.scripts import ONE_LANGUAGE


def test_there_are_78() -> None:
    assert len(NAMES) == 78


@pytest.mark.parametrize("tag", NAMES)
def test_each_is_told_in_some_script(tag: str) -> None:
    assert scripts_of(tag)


def test_the_first_detector_knows_each_that_shares_its_script() -> None:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    known = {SAME.get(tag, tag) for tag in LanguageIdentifier.from_model_file(MODEL_FILE).labels}
    shared = {tag for tags in OF_SCRIPT.values() for tag in tags} & set(NAMES)
    assert shared <= known


def test_no_language_stands_twice_in_a_script() -> None:
    for tags in OF_SCRIPT.values():
        assert len(set(tags)) == len(tags)
    assert not set(OF_SCRIPT) & set(ONE_LANGUAGE)
