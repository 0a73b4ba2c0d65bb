"""The most likely labels of a passage, and how likely each label of each word is.

A linear chain over the words: each label has a score at each word, and each pair of labels one
for following one another. Many passages are reckoned side by side.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

IMPOSSIBLE = -1e4


@dataclass(frozen=True, slots=True, eq=False)
class Transitions:
    """How well labels begin a passage, follow one another and end it.

    `first` and `last` have one number a label, `following` a row for the label before and a
    column for the one behind.
    """

    first: "Scores"
    following: "Scores"
    last: "Scores"

    @staticmethod
    def read(labels: Sequence[str], given: Mapping[str, Any]) -> "Transitions":
        """From a table with `first`, `following` and `last`; what BIO rules out is impossible.

        Raises:
            ModelError: the table has other keys or another size.
        """
        import numpy as np  # noqa: PLC0415 - loaded with the first head

        try:
            first, following, last = (
                np.array(given[key], np.float32) for key in ("first", "following", "last")
            )
        except (KeyError, ValueError, TypeError) as error:
            raise ModelError(f"The head's table of labels is broken: {error!r}.") from error
        count = len(labels)
        if (first.shape, following.shape, last.shape) != ((count,), (count, count), (count,)):
            raise ModelError("The head's table of labels does not fit its labels.")
        for at, label in enumerate(labels):
            if label.startswith("I-"):
                first[at] = IMPOSSIBLE
                for before, other in enumerate(labels):
                    if other[1:] != label[1:]:
                        following[before, at] = IMPOSSIBLE
        return Transitions(first, following, last)

    def best(self, scores: "Scores", lengths: Sequence[int]) -> list[list[int]]:
        """The best path through each passage.

        Args:
            scores: (passages, words, labels), filled up behind.
            lengths: how many words each passage has, at least one.
        """
        import numpy as np  # noqa: PLC0415 - loaded with the first head

        words = scores.shape[1]
        ends = np.asarray(lengths)
        came = np.zeros((words, *scores.shape[::2]), np.int64)
        reached = self.first + scores[:, 0]
        stay = np.arange(scores.shape[2])
        for at in range(1, words):
            over = reached[:, :, None] + self.following
            back = over.argmax(1)
            real = (at < ends)[:, None]
            came[at] = np.where(real, back, stay)
            best = np.take_along_axis(over, back[:, None], 1)[:, 0] + scores[:, at]
            reached = np.where(real, best, reached)
        label = (reached + self.last).argmax(1)
        found = np.zeros(scores.shape[:2], np.int64)
        rows = np.arange(len(ends))
        for at in range(words - 1, -1, -1):
            found[:, at] = label
            label = came[at][rows, label]
        return [row[:end].tolist() for row, end in zip(found, lengths, strict=True)]

    def marginals(self, scores: "Scores", lengths: Sequence[int]) -> "Scores":
        """The probability of each label at each word, of the shape of `scores`.

        What is filled up has no meaning.
        """
        import numpy as np  # noqa: PLC0415 - loaded with the first head

        words = scores.shape[1]
        ends = np.asarray(lengths)
        step = np.exp(self.following)
        ahead = np.zeros_like(scores)
        behind = np.zeros_like(scores)
        ahead[:, 0] = _scaled(self.first + scores[:, 0])
        behind[:, words - 1] = self.last
        for at in range(1, words):
            ahead[:, at] = _scaled(_log(np.exp(ahead[:, at - 1]) @ step) + scores[:, at])
        for at in range(words - 2, -1, -1):
            further = np.exp(_scaled(behind[:, at + 1] + scores[:, at + 1])) @ step.T
            behind[:, at] = np.where((at + 1 < ends)[:, None], _log(further), self.last)
        likely = np.exp(_scaled(ahead + behind))
        shares: Scores = likely / likely.sum(-1, keepdims=True)
        return shares


def _scaled(scores: "Scores") -> "Scores":
    """Scores with the highest of each row at 0, so that their exponents stay in bounds."""
    shifted: Scores = scores - scores.max(-1, keepdims=True)
    return shifted


def _log(shares: "Scores") -> "Scores":
    import numpy as np  # noqa: PLC0415 - loaded with the first head

    logs: Scores = np.log(np.maximum(shares, 1e-30))
    return logs
