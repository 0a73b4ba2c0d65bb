"""Examples: what the package asks of annotated texts, and the answers that are right.

A text is a line of JSON as in `evaluation/moves/`, where each move has one more key, `evidence`:
words of the sentence that tells it (`also`: of others that tell it again). Texts of one sentence
need none.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.evaluation.moves import FIT, WHOSESOEVER, likeness
from dragoman.flow import Reader
from dragoman.language.mark_judge import JudgedMark, JudgedPassage
from dragoman.language.marks import MarkedPassage
from dragoman.pacts.questions import Question
from dragoman.pages import Page
from dragoman.pages.page import Given, PageFormat
from dragoman.records import Modality, MoveKind

ACCESSION = " accession"
MOVES = tuple(m.value for m in MoveKind if m is not MoveKind.ATTEST)
LABELS = (*MOVES, *(f"{m}{ACCESSION}" for m in ("back", "oppose", "block")))
MANNERS = tuple(m.value for m in Modality)
NOBODY = ("found", "expire")
DOUBT = 0.2
"""How likely a wrong label is called: too little to be told, enough that more is asked."""


@dataclass(frozen=True)
class Answer:
    """What is right of one phrase: labels it has, labels that are open, and its manner if one."""

    labels: tuple[int, ...]
    open: tuple[int, ...]
    manner: int | None


@dataclass(frozen=True)
class Example:
    """A passage, what is right of each phrase, and of nobody in particular."""

    text: str
    passage: MarkedPassage
    answers: tuple[Answer, ...]
    whole: Answer


class Recorder:
    """Stands for the head while a text is read: answers as annotated, and keeps what was asked."""

    def __init__(self) -> None:
        self.text: Mapping[str, Any] = {}
        self.found: list[Example] = []

    def __call__(self, question: Question) -> JudgedPassage:
        example = answered(self.text, question)
        self.found.append(example)
        marks = tuple(_judged(answer) for answer in example.answers)
        return JudgedPassage(_judged(example.whole), marks)


def _judged(answer: Answer) -> JudgedMark:
    manner = MANNERS[answer.manner] if answer.manner is not None else Modality.ACTUAL.value
    labels = dict.fromkeys(LABELS, DOUBT) | {LABELS[at]: 1.0 for at in answer.labels}
    return JudgedMark(labels, {manner: 1.0})


def texts_of(files: Sequence[Path]) -> list[dict[str, Any]]:
    """The annotated texts of some files."""
    lines = (line for path in files for line in path.read_text("utf-8").splitlines())
    return [json.loads(line) for line in lines]


def examples(texts: Sequence[Mapping[str, Any]]) -> Iterator[Example]:
    """What is asked of each text, answered."""
    recorder = Recorder()
    reader = Reader(steps=recorder)
    for text in texts:
        recorder.text, recorder.found = text, []
        given = Given(published=text["published"], language="en")
        for _ in reader.read([Page(text["id"], text["text"], PageFormat.TEXT, given)]):
            yield from recorder.found


def answered(text: Mapping[str, Any], question: Question) -> Example:
    """A question with what is right, as a text is annotated."""
    words = _closed("".join(token.text for token in question.sentence.tokens))
    alone = len(_closed(text["text"])) < 1.3 * len(words)
    gold: list[tuple[Mapping[str, Any], bool | None, str]] = [
        (move, _told(move, words, alone), suffix)
        for move in text["moves"]
        for suffix in _about(move, question)
    ]
    if question.pact is not None and not any(list(_about(m, question)) for m in text["moves"]):
        # The pact may be one of the annotated under a name that doesn't tell: what is said is open.
        gold = [(m, None, "") for m in text["moves"] if _told(m, words, alone) is not False]
    rows = tuple(_answer(gold, asked.parties) for asked in question.asked)
    return Example(text["id"], question.passage, rows, _nobody(gold))


def _closed(words: str) -> str:
    return re.sub(r"\s+", "", words)


def _told(move: Mapping[str, Any], words: str, alone: bool) -> bool | None:
    """Whether a sentence tells a move; None where that isn't known."""
    pieces = [move["evidence"], *move.get("also", ())] if "evidence" in move else []
    if not pieces:
        return True if alone else None
    return any(_within(_closed(piece), words) for piece in pieces)


def _within(piece: str, words: str) -> bool:
    """Whether a sentence has an annotated piece, or the better part of one that was cut in two."""
    return (
        piece in words
        or (len(words) > 20 and words in piece)
        or piece[: 2 * len(piece) // 3] in words
    )


def _about(move: Mapping[str, Any], question: Question) -> Iterator[str]:
    """What is added to a move's label, if it is one on what the question is about."""
    if (move["kind"] == "sanctions") != (question.pact is None):
        return
    if question.pact is None:
        yield ""
        return
    own = (question.pact.name, question.pact.id)
    if max(likeness(name, other) for name in own for other in move["pact"]) >= FIT:
        yield ""
    parent = move.get("parent")
    labelled = f"{move['move']}{ACCESSION}" in LABELS
    if parent and labelled and max(likeness(name, parent) for name in own) >= FIT:
        yield ACCESSION


def _of(value: object) -> frozenset[str]:
    values = value if isinstance(value, list) else [value]
    return frozenset(v for v in values if v is not None)


def _answer(
    gold: Sequence[tuple[Mapping[str, Any], bool | None, str]], parties: tuple[str, ...]
) -> Answer:
    has: dict[int, list[str]] = {}
    unsure: set[int] = set()
    for move, told, suffix in gold:
        label = f"{move['move']}{suffix}"
        if label not in LABELS or set(parties).isdisjoint(_of(move["actor"])):
            continue
        at = LABELS.index(label)
        if told and not move.get("optional"):
            has.setdefault(at, []).extend(_of(move["modality"]))
        else:
            unsure.add(at)
    return _settled(has, unsure)


def _nobody(gold: Sequence[tuple[Mapping[str, Any], bool | None, str]]) -> Answer:
    """What is right of nobody in particular: whether the pact is made, or ends."""
    has: dict[int, list[str]] = {}
    unsure: set[int] = set()
    for move, told, suffix in gold:
        if suffix or move["move"] not in NOBODY or move["move"] not in WHOSESOEVER:
            continue
        at = LABELS.index(move["move"])
        if told and not move.get("optional") and not _of(move["actor"]):
            has.setdefault(at, []).extend(_of(move["modality"]))
        else:
            unsure.add(at)
    return _settled(has, unsure)


def _settled(has: Mapping[int, Sequence[str]], unsure: set[int]) -> Answer:
    """An answer of the labels that a phrase has, with the ways they are told, and the open ones."""
    manners = {manner for own in has.values() for manner in own}
    manner = MANNERS.index(next(iter(manners))) if len(manners) == 1 else None
    return Answer(tuple(sorted(has)), tuple(sorted(unsure - set(has))), manner)
