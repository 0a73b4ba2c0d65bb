"""Which steps a head's answers tell: those that are likely enough, by what they are on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.language.mark_judge import JudgedMark, JudgedPassage
from dragoman.language.sentences import Sentence, Token
from dragoman.pacts.questions import Asked, Question
from dragoman.records import Modality, MoveKind

LEAST = 0.55
"""How likely a step must be."""
UNNAMED = 0.55
"""How likely one must be where no pact is named, or a body of those that act in all news."""
ACTING = 0.95
"""How likely one must be on a body that itself does what the sentence tells."""
ABSENT = 0.8
"""How likely one must be on a body that the sentence doesn't name."""
OPINION, OPINION_UNNAMED = 0.65, 0.7
"""The same for an opinion or conduct, which is no step in or out."""
SANCTIONS = 0.7
"""How likely one must be on sanctions, whose sides the head has to guess as well."""
DENIED = 0.85
"""How likely one must be that is denied: most that didn't happen is no news of a step."""
LOWEST = min(LEAST, UNNAMED, SANCTIONS)
"""How likely any step must be."""
GIVEN = (MoveKind.SUSPEND, MoveKind.EXPEL, MoveKind.INVITE)
"""Steps that a body takes on its members and others: "ECOWAS has suspended Guinea"."""
WHOLE = (MoveKind.FOUND, MoveKind.EXPIRE)
"""Steps that nobody in particular takes."""
OPINIONS = frozenset(
    {
        MoveKind.BACK,
        MoveKind.OPPOSE,
        MoveKind.DECLINE,
        MoveKind.PROPOSE,
        MoveKind.COMPLY,
        MoveKind.BREACH,
    }
)
"""Steps that don't change who is in."""
ON_ACCESSION = " accession"
"""How labels end that tell of a step on another's accession to the pact."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step that the head tells: who is asked about, which label, how told and how sure."""

    asked: Asked | None
    label: str
    modality: Modality
    sure: float

    @property
    def move(self) -> MoveKind:
        """The label's move."""
        return MoveKind(self.label.removesuffix(ON_ACCESSION))


def steps(question: Question, judged: JudgedPassage) -> list[Step]:
    """The steps that are likely enough, in the order of the phrases."""
    marks = _evened(question, judged.marks)
    found = [
        step
        for asked, mark in zip(question.asked, marks, strict=True)
        if mark is not None
        for step in _steps(asked, mark)
    ]
    whole = {move.value for move in WHOLE}
    found += [step for step in _steps(None, judged.whole) if step.label in whole]
    return [step for step in found if step.sure >= _least(question, step)]


def _evened(question: Question, marks: Sequence[JudgedMark | None]) -> list[JudgedMark | None]:
    """The marks, those of a row of names alike: "Fiji, Samoa and Tonga" do the same.

    Each of them takes a step as likely as the likeliest of them does, and told as of that one.
    """
    rows: dict[int, list[JudgedMark]] = {}
    first = [row_of(question.sentence, asked.token) for asked in question.asked]
    for row, mark in zip(first, marks, strict=True):
        if mark is not None:
            rows.setdefault(row, []).append(mark)
    alike = {row: _together(own) for row, own in rows.items() if len(own) > 1}
    return [
        mark if mark is None else alike.get(row, mark)
        for row, mark in zip(first, marks, strict=True)
    ]


def row_of(sentence: Sentence, token: Token) -> int:
    """Where the row of names begins that a token stands in: the place of its first."""
    while token.dep == "conj" and token.head < token.i:
        token = sentence.head(token)
    return token.i


def _together(marks: Sequence[JudgedMark]) -> JudgedMark:
    labels: dict[str, float] = {}
    for mark in marks:
        for label, sure in mark.labels.items():
            labels[label] = max(sure, labels.get(label, 0.0))
    surest = max(marks, key=lambda mark: max(mark.labels.values(), default=0.0))
    return JudgedMark(labels, surest.manners)


def _least(question: Question, step: Step) -> float:
    """How likely a step must be on what the question is about."""
    least = SANCTIONS
    if question.pact is not None:
        busy = question.pact.acts and question.pact.listed
        close = question.passage.named and not busy
        opinion = step.move in OPINIONS
        if question.pact.acts and step.move not in GIVEN and _acts(question):
            least = ACTING
        elif close:
            least = OPINION if opinion else LEAST
        else:
            least = OPINION_UNNAMED if opinion else UNNAMED
            if question.pact.acts and not question.passage.named:
                least = max(least, ABSENT)
    return max(least, DENIED) if step.modality is Modality.DENIED else least


def _acts(question: Question) -> bool:
    """Whether the body that is the pact does itself what the sentence tells."""
    sentence = question.sentence
    named = (sentence.tokens[first] for first, _ in question.passage.named)
    return any(_is_side(sentence, sentence.tokens[row_of(sentence, t)]) for t in named)


def _is_side(sentence: Sentence, token: Token) -> bool:
    """Whether who is named acts, or is a side: "an accord between Iran and the P5+1"."""
    link = sentence.head(token).lower if token.dep == "pobj" else ""
    return token.dep == "nsubj" or link in ("between", "with", "by")


def _steps(asked: Asked | None, mark: JudgedMark) -> Iterator[Step]:
    told = Modality(mark.manner)
    for label, sure in mark.labels.items():
        if sure >= LOWEST:
            yield Step(asked, label, told, sure)
