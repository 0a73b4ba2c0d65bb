"""Tagging: a head that labels the words of passages, in the light of the passages around them.

What the labels mean is not known here: a tagger is a folder with a model, a tokenizer and a
table of its labels, and gives each word one of them.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import ModelError
from dragoman.language.heads import Head, ModelFile
from dragoman.language.paths import Transitions
from dragoman.language.subwords import MOST_PIECES, Subwords
from dragoman.language.windows import Window, windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

Passage = Sequence[str]
"""The words of one passage: a paragraph's tokens in their order."""

TABLE = "tagger.json"
WORDS_AT_ONCE = 8_000
"""Roughly how many words are tagged at a time, over as many articles as they take."""
WORDS_A_BATCH = 1_536
"""Words of passages whose paths are sought together, those that fill up counted."""


@dataclass(frozen=True, slots=True, eq=False)
class Tagged:
    """The labels of a passage's words.

    `labels` is the most likely path, a label a word, which never has an inside without its
    begin, and `likely` how probable each of these labels is. `probabilities`, of shape
    (words, labels), has all of the tagger's labels in their order.
    """

    labels: tuple[str, ...]
    likely: "Scores"
    probabilities: "Scores"


@dataclass(frozen=True)
class Tagger:
    """A head that labels words.

    Args:
        head: its model and tokenizer.
        labels: the labels, in the model's order.
        transitions: how labels follow one another.
        room: pieces that the model sees at once.
    """

    head: Head
    labels: tuple[str, ...]
    transitions: Transitions
    room: int

    @staticmethod
    def load(folder: Path, threads: int = 1) -> "Tagger":
        """The tagger of a folder; its model is read when it is first used.

        Raises:
            ModelError: the folder's table is missing or broken.
        """
        try:
            given = json.loads((folder / TABLE).read_text("utf-8"))
            model, tokenizer = (
                ModelFile(folder / given[part]["file"], given[part]["sha256"])
                for part in ("model", "tokenizer")
            )
            labels, room = tuple(map(str, given["labels"])), int(given["room"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(
                f"{folder / TABLE} is missing or broken ({error!r}). Install Dragoman anew."
            ) from error
        if room < 2 * MOST_PIECES:
            raise ModelError(f"{folder / TABLE}: a room of {room} pieces holds no words.")
        head = Head(model, tokenizer, threads, longest=room)
        return Tagger(head, labels, Transitions.read(labels, given), room)

    def tag(self, articles: Iterable[Sequence[Passage]]) -> Iterator[list[Tagged]]:
        """Tags the passages of articles, in order: a list for each article, one for one.

        The passages of an article stand in its order; those that need no labels are left out
        by the caller. Articles are drawn and tagged some thousand words at a time.

        Raises:
            ModelError: the model or its tokenizer is missing, broken, or another one.
        """
        held: list[Sequence[Passage]] = []
        words = 0
        for article in articles:
            held.append(article)
            words += sum(map(len, article))
            if words >= WORDS_AT_ONCE:
                yield from self._together(held)
                held, words = [], 0
        if held:
            yield from self._together(held)

    @cached_property
    def _subwords(self) -> Subwords:
        return Subwords(self.head.cut, self.head.piece("[UNK]", "<unk>"))

    @cached_property
    def _frame(self) -> tuple[int, int]:
        """The pieces at a window's head and behind each passage."""
        piece = self.head.piece
        return piece("<s>", "[CLS]"), piece("</s>", "[SEP]")

    def _together(self, articles: Sequence[Sequence[Passage]]) -> Iterator[list[Tagged]]:
        cut = [[[self._subwords.pieces(w) for w in p] for p in article] for article in articles]
        scores = self._scores(cut)
        places = [(a, n) for a, article in enumerate(cut) for n in range(len(article))]
        found = self._paths(places, scores)
        for a, article in enumerate(articles):
            yield [found[a, n] for n in range(len(article))]

    def _scores(self, cut: Sequence["Cut"]) -> "dict[tuple[int, int], Scores]":
        """The model's scores of every passage's words, by article and passage."""
        import numpy as np  # noqa: PLC0415 - loaded with the first head

        found = {
            (a, n): np.zeros((len(words), len(self.labels)), np.float32)
            for a, article in enumerate(cut)
            for n, words in enumerate(article)
        }
        asked = [
            (a, window)
            for a, article in enumerate(cut)
            for window in windows([[len(w) for w in words] for words in article], self.room)
        ]
        rows = [self._row(cut[a], window) for a, window in asked]
        for (a, window), (ids, found_at) in zip(asked, rows, strict=True):
            # One window a run: what flows through the model is rounded by the run's own reach, so
            # windows of other articles in it would change what this one gets.
            scores = self._run(ids)
            for part, places in zip(window, found_at, strict=True):
                judged = places[part.first - part.start : part.last - part.start]
                found[a, part.passage][part.first : part.last] = scores[judged]
        return found

    def _row(self, article: "Cut", window: Window) -> tuple[list[int], list[list[int]]]:
        """A window's pieces, and for each part the places of its words' first pieces."""
        begin, end = self._frame
        ids, places = [begin], []
        for part in window:
            own = []
            for pieces in article[part.passage][part.start : part.end]:
                own.append(len(ids))
                ids.extend(pieces)
            ids.append(end)
            places.append(own)
        return ids, places

    def _run(self, pieces: Sequence[int]) -> "Scores":
        """The model's scores of one window's pieces, of shape (pieces, labels)."""
        import numpy as np  # noqa: PLC0415 - loaded with the first head

        ids = np.array([pieces], np.int64)
        mask = np.ones_like(ids)
        given = self.head.run({"input_ids": ids, "attention_mask": mask})
        scores = given.get("scores")
        if scores is None or scores.shape != (*ids.shape, len(self.labels)):
            raise ModelError(
                f"The model {self.head.model.path} does not give the scores of "
                f"{len(self.labels)} labels. Install Dragoman anew."
            )
        own: Scores = scores[0].astype(np.float32)
        return own

    def _paths(
        self, places: Sequence[tuple[int, int]], scores: "Mapping[tuple[int, int], Scores]"
    ) -> dict[tuple[int, int], Tagged]:
        """The paths through all passages, those of like length side by side."""
        import numpy as np  # noqa: PLC0415 - loaded with the first head

        none = np.zeros(0, np.float32)
        found = {place: Tagged((), none, own) for place, own in scores.items() if not len(own)}
        worded = sorted((p for p in places if len(scores[p])), key=lambda p: len(scores[p]))
        for batch in _batches([len(scores[place]) for place in worded]):
            chosen = [worded[n] for n in batch]
            lengths = [len(scores[place]) for place in chosen]
            filled = np.zeros((len(chosen), max(lengths), len(self.labels)), np.float32)
            for row, place in enumerate(chosen):
                filled[row, : lengths[row]] = scores[place]
            likely = self.transitions.marginals(filled, lengths)
            for row, path in enumerate(self.transitions.best(filled, lengths)):
                shares = likely[row, : lengths[row]]
                own = shares[np.arange(lengths[row]), path]
                labels = tuple(self.labels[label] for label in path)
                found[chosen[row]] = Tagged(labels, own, shares)
        return found


Cut = Sequence[Sequence[tuple[int, ...]]]
"""An article's passages, each as its words' pieces."""


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Places in groups of like length, each at most `WORDS_A_BATCH` with what fills up."""
    held: list[int] = []
    for n in sorted(range(len(lengths)), key=lengths.__getitem__):
        if held and (len(held) + 1) * lengths[n] > WORDS_A_BATCH:
            yield held
            held = []
        held.append(n)
    if held:
        yield held
