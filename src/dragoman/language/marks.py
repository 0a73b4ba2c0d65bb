"""Marked passages: a topic, and phrases of a sentence that are asked about, as a head reads them.

The marks are pieces of the sentence itself, as Zhou and Chen (AACL 2022) set them; a phrase is
read at its opening mark.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dragoman.language.pairs import Phrase

Marks = tuple[int, int, int]
"""The pieces around what names the topic, what is asked about, and what names other topics."""
SIGNS = ("#", "@", "^")
"""The words that these pieces write."""
TOPIC, BEFORE = 16, 48
"""Pieces of the topic, and of the words before the sentence, that are kept at most."""
LEAST_ROOM = TOPIC + 24
"""Pieces without which a topic and a phrase could not be shown."""
UNSEEN = -1


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """A sentence with what it is asked about.

    `topic` are the words of what the questions are about, `before` those that stand before the
    sentence, `words` the sentence's own. `named` is where these name the topic, `others` where they
    name what else might be one, `asked` the phrases that are asked about; `named_before` and
    `others_before` are places in `before`. Phrases must not be empty.
    """

    topic: tuple[str, ...]
    before: tuple[str, ...]
    words: tuple[str, ...]
    named: tuple[Phrase, ...]
    asked: tuple[Phrase, ...]
    others: tuple[Phrase, ...] = ()
    named_before: tuple[Phrase, ...] = ()
    others_before: tuple[Phrase, ...] = ()

    def __post_init__(self) -> None:
        here = (*self.named, *self.asked, *self.others)
        for phrases, words in (
            (here, self.words),
            ((*self.named_before, *self.others_before), self.before),
        ):
            for first, behind in phrases:
                if not 0 <= first < behind <= len(words):
                    raise ValueError(f"no phrase lies at {first}:{behind} of {len(words)} words")


@dataclass(frozen=True, slots=True)
class PassagePieces:
    """A passage as a model reads it: pieces, and where each asked phrase's opening mark stands.

    A phrase beyond the room has the place `UNSEEN`.
    """

    ids: tuple[int, ...]
    places: tuple[int, ...]


def passage_pieces(
    passage: MarkedPassage,
    pieces: Callable[[str], Sequence[int]],
    frame: tuple[int, int],
    marks: Marks,
    room: int,
) -> PassagePieces:
    """The pieces of a passage, at most `room` of them.

    The sentence goes first: of the words before it are kept the last, as many as have room, and of
    a sentence that alone has none the end is left out.

    Args:
        passage: the passage.
        pieces: gives a word's pieces.
        frame: the pieces at the head and the end; the latter also stands between the parts.
        marks: the pieces around what names the topic, what is asked about, and other topics.
        room: the most pieces, at least `LEAST_ROOM`.
    """
    begin, end = frame
    topic = [piece for word in passage.topic for piece in pieces(word)][:TOPIC]
    head = [begin, marks[0], *topic, marks[0], end]
    asked = [(phrase, 1, n) for n, phrase in enumerate(passage.asked)]
    topics = [(phrase, 0, -1) for phrase in passage.named]
    topics += [(phrase, 2, -1) for phrase in passage.others]
    own, opened = _marked(passage.words, [*topics, *asked], pieces, marks)
    left = room - len(head) - len(own) - 2
    topics = [(phrase, 0, -1) for phrase in passage.named_before]
    topics += [(phrase, 2, -1) for phrase in passage.others_before]
    before = _marked(passage.before, topics, pieces, marks)[0][-BEFORE:]
    before = before[-left:] if left > 0 else []
    first = [*head, *before, end]
    ids = (*first, *own[: room - len(first) - 1], end)
    places = (opened[n] + len(first) for n in range(len(passage.asked)))
    return PassagePieces(ids, tuple(at if at < len(ids) - 1 else UNSEEN for at in places))


def _marked(
    words: Sequence[str],
    spans: Sequence[tuple[Phrase, int, int]],
    pieces: Callable[[str], Sequence[int]],
    marks: Marks,
) -> tuple[list[int], dict[int, int]]:
    """The pieces of words with marks, and where each numbered phrase opens.

    A span is a phrase, the number of its mark, and its own number, -1 if none.
    """
    ids: list[int] = []
    opened: dict[int, int] = {}
    opening: dict[int, list[tuple[int, int]]] = {}
    closing: dict[int, list[int]] = {}
    for (first, behind), mark, number in spans:
        opening.setdefault(first, []).append((mark, number))
        closing.setdefault(behind - 1, []).append(mark)
    for at, word in enumerate(words):
        for mark, number in opening.get(at, ()):
            if number >= 0:
                opened[number] = len(ids)
            ids.append(marks[mark])
        ids.extend(pieces(word))
        ids.extend(marks[mark] for mark in reversed(closing.get(at, ())))
    return ids, opened
