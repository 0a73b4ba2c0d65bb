"""Evaluations: the words by which a page's own outlet judges what it tells."""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What an evaluative word is charged with, whether or not it is right."""

    PRAISE = "praise"
    BLAME = "blame"
    DOUBT = "doubt"
    STRESS = "stress"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """An evaluative word outside all attributions and quotation marks: the outlet's own.

    `word` is its row of the codebook, a lemma or a phrase.
    """

    id: str
    start: int
    end: int
    word: str
    tone: Tone
