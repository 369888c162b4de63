"""py3langid's model, asked for many texts at a time.

py3langid answers one text a call, and half of that call is overhead; a document has dozens of clauses. The walk over
the bytes and the sums are its own: its probabilities come out, for the languages asked about.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from archive.language.languages import SAME

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH = 256
"""Texts that are weighed at a time; what one text gets does not depend on the others."""
FEATURES = 1 << 20
"""More than the model has; a text's number times this, plus a feature's, is the number of the pair."""


class Py3Langid:
    """The model in memory, about 80 MB."""

    def __init__(self, identifier: Any) -> None:
        self._tags = [SAME.get(tag, tag) for tag in identifier.nb_classes]
        self._table, self._prior = identifier.nb_ptc, identifier.nb_pc
        self._moves, self._output = identifier.tk_nextmove, identifier.tk_output
        self._rows = [row << 8 for row in identifier.tk_row]
        self._columns = cache(self._columns_of)

    def probabilities(self, tags: tuple[str, ...], texts: Sequence[str]) -> NDArray[np.float64]:
        """For each text a row, with the probability of each of the languages; one the model does not know has none."""
        import numpy as np

        found = np.empty((len(texts), len(tags)))
        for first in range(0, len(texts), BATCH):
            batch = [text.encode("utf-8", "surrogatepass") for text in texts[first : first + BATCH]]
            found[first : first + BATCH] = self._batch(tags, batch)
        return found

    def _batch(self, tags: tuple[str, ...], texts: Sequence[bytes]) -> NDArray[np.float64]:
        import numpy as np

        table, prior, members = self._columns(tags)
        scores = self._sums(texts, table) + prior
        scores /= np.sqrt([[max(len(text), 1)] for text in texts])
        weights = np.exp(scores - scores.max(axis=1, keepdims=True))
        found = np.zeros((len(texts), len(tags)))
        np.add.at(found.T, members, weights.T)
        normal: NDArray[np.float64] = found / found.sum(axis=1, keepdims=True)
        return normal

    def _columns_of(self, tags: tuple[str, ...]) -> tuple[NDArray[np.float16], NDArray[np.float32], list[int]]:
        """The model's columns of the languages, their priors, and the language of each; one may have several."""
        import numpy as np

        columns = [column for column, tag in enumerate(self._tags) if tag in tags]
        table = np.ascontiguousarray(self._table[:, columns])
        return table, self._prior[columns], [tags.index(self._tags[column]) for column in columns]

    def _sums(self, texts: Sequence[bytes], table: NDArray[np.float16]) -> NDArray[np.float64]:
        """Naive Bayes: how often each feature of a text occurs, damped, times its weight for each language."""
        import numpy as np

        seen, ends = self._features(texts)
        owners = np.repeat(np.arange(len(texts)), np.diff(ends, prepend=0))
        pairs, counts = np.unique(owners * FEATURES + np.array(seen, dtype=np.int64), return_counts=True)
        owners, features = np.divmod(pairs, FEATURES)
        weighed = table[features].astype(np.float32) * np.log1p(counts, dtype=np.float32)[:, None]
        sums = np.zeros((len(texts), table.shape[1]))
        filled, starts = np.unique(owners, return_index=True)
        if filled.size:
            sums[filled] = np.add.reduceat(weighed, starts, axis=0, dtype=np.float64)
        return sums

    def _features(self, texts: Sequence[bytes]) -> tuple[list[int], list[int]]:
        """The features in the order of the texts, and where those of each text end."""
        moves, rows, output = self._moves, self._rows, self._output
        found: list[int] = []
        ends: list[int] = []
        for text in texts:
            state = 0
            for letter in text:
                state = moves[rows[state] + letter]
                feature = output[state]
                if feature >= 0:
                    found.append(feature)
            ends.append(len(found))
        return found, ends


def load() -> Py3Langid:
    """Read the model, which takes a second; ImportError where py3langid is not installed."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return Py3Langid(LanguageIdentifier.from_model_file(MODEL_FILE))
