"""py3langid's model, asked for many texts at a time.

py3langid answers one text a call, and half of that call is overhead; a document has dozens of clauses. The walk over
the bytes and the sums are its own: its probabilities come out, for the languages asked about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from archive.language.languages import SAME

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH = 64


class Py3Langid:
    """The model in memory, about 65 MB."""

    def __init__(self, identifier: Any) -> None:
        self._tags = [SAME.get(tag, tag) for tag in identifier.nb_classes]
        self._table, self._prior = identifier.nb_ptc, identifier.nb_pc
        self._moves, self._output = identifier.tk_nextmove, identifier.tk_output
        self._rows = [row << 8 for row in identifier.tk_row]
        self._columns = cache(self._columns_of)

    def probabilities(self, tags: tuple[str, ...], texts: Sequence[str]) -> list[Mapping[str, float]]:
        """For each text the probability of each of the languages; those the model does not know have none."""
        found: list[Mapping[str, float]] = []
        for first in range(0, len(texts), BATCH):
            found += self._batch(tags, [text.encode("utf-8", "surrogatepass") for text in texts[first : first + BATCH]])
        return found

    def _batch(self, tags: tuple[str, ...], texts: Sequence[bytes]) -> list[Mapping[str, float]]:
        import numpy as np

        columns, members = self._columns(tags)
        scores = self._scores(texts, columns)
        scores /= np.sqrt([[max(len(text), 1)] for text in texts])
        weights = np.exp(scores - scores.max(axis=1, keepdims=True)) @ members
        weights /= weights.sum(axis=1, keepdims=True)
        return [dict(zip(tags, row, strict=True)) for row in weights.tolist()]

    def _columns_of(self, tags: tuple[str, ...]) -> tuple[list[int], NDArray[np.float64]]:
        """The model's columns of the languages, and which column belongs to which; one may have several."""
        import numpy as np

        columns = [column for column, tag in enumerate(self._tags) if tag in tags]
        members = np.zeros((len(columns), len(tags)))
        for row, column in enumerate(columns):
            members[row, tags.index(self._tags[column])] = 1
        return columns, members

    def _scores(self, texts: Sequence[bytes], columns: list[int]) -> NDArray[np.float64]:
        """The logarithms of naive Bayes: how often each feature occurs, damped, times its weight for each language."""
        import numpy as np

        seen = [self._features(text) for text in texts]
        features, places = np.unique(np.concatenate(seen), return_inverse=True)
        rows = np.repeat(np.arange(len(texts)), [len(of_text) for of_text in seen])
        counts = np.zeros((len(texts), len(features)))
        np.add.at(counts, (rows, places), 1)
        scores: NDArray[np.float64] = np.log1p(counts) @ self._table[np.ix_(features, columns)].astype(np.float64)
        return scores + self._prior[columns]

    def _features(self, text: bytes) -> NDArray[np.int64]:
        import numpy as np

        moves, rows, output = self._moves, self._rows, self._output
        state, found = 0, []
        for letter in text:
            state = moves[rows[state] + letter]
            found.append(output[state])
        features = np.array(found, dtype=np.int64)
        return features[features >= 0]


def load() -> Py3Langid:
    """Read the model, which takes a second; ImportError where py3langid is not installed."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return Py3Langid(LanguageIdentifier.from_model_file(MODEL_FILE))
