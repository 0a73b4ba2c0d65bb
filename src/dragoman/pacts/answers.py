"""What a head's answers tell: the moves that no row of the move words has told already."""

from collections.abc import Callable, Iterator, Sequence

from dragoman.codebook.cues import cues_of
from dragoman.codebook.pacts import move_words
from dragoman.language.mark_judge import JudgedPassage
from dragoman.language.modality import modality_of
from dragoman.language.sentences import Sentence, Token
from dragoman.pacts.clauses import VERBS
from dragoman.pacts.questions import Question
from dragoman.pacts.reading import Found
from dragoman.pacts.register import Pact, Register, made_up, name_of
from dragoman.pacts.steps import ON_ACCESSION, OPINIONS, Step, row_of, steps
from dragoman.records import Cast, Modality, MoveKind, PactKind

SURER = 0.88
"""How likely one must be where words tell another step of the same party."""
TOO = 0.8
"""How likely one must be where words tell the same step of somebody else."""
SAYS = 0.8
"""How likely one must be of who says that others take it."""
BESIDE = 0.6
"""What part of the likeliest party's probability another needs for the same step beside it."""
NAMED = 0.15
"""What the pact that a sentence names has ahead of one that it doesn't name."""
BEFORE = 0.1
"""The same for one that the sentence before names."""
IMPOSING = frozenset({MoveKind.IMPOSE, MoveKind.REIMPOSE, MoveKind.EASE, MoveKind.LIFT})
JOINING = (MoveKind.JOIN, MoveKind.REJOIN)
UNREAL = (Modality.ACTUAL, Modality.THREATENED)
"""Ways of telling that don't hold in a condition."""
ENTERING = frozenset({MoveKind.JOIN, MoveKind.REJOIN, MoveKind.FOUND})
"""Steps that who makes a pact takes at once."""


StepJudge = Callable[[Question], JudgedPassage]
"""What answers: it says which labels the phrases of a question have."""


def pact_moves(
    question: Question, judged: JudgedPassage, register: Register, cast: Cast
) -> Iterator[Found]:
    """The moves on an accord or coalition that the head tells."""
    pact = question.pact
    if pact is None:
        return
    told = steps(question, judged)
    for step in told:
        if step.move in IMPOSING or (step.move, pact.kind) == (MoveKind.TARGET, PactKind.ACCORD):
            continue  # steps on sanctions, and whom a coalition is against
        if step.asked is None:
            yield found_at(question, pact, None, step)
            continue
        for party in step.asked.parties:
            if party == pact.body or _against(pact, party, step.move, cast):
                continue
            if not step.label.endswith(ON_ACCESSION):
                yield found_at(question, pact, party, step)
                continue
            joining = _joining(question, pact, told, register, party)
            if joining is not None:
                yield found_at(question, _accession(pact, joining, cast), party, step)


def _against(pact: Pact, party: str, move: MoveKind, cast: Cast) -> bool:
    """Whether a coalition bears in its name whom it is against: he doesn't join or decline."""
    into = move in (*JOINING, MoveKind.DECLINE, MoveKind.BACK, MoveKind.INVITE)
    named = name_of(party, cast) in pact.name or party in pact.name.split()
    return into and pact.kind is PactKind.COALITION and named


def _joining(
    question: Question, pact: Pact, told: Sequence[Step], register: Register, party: str
) -> str | None:
    """Whose accession it is: the one who joins in this sentence, or who wanted to before."""
    here = [p for s in told if s.asked and s.move in JOINING for p in s.asked.parties]
    before = [
        m.actor
        for m in reversed(register.moved)
        if m.pact.id == pact.id and m.move in JOINING and m.actor is not None
    ]
    return next((p for p in (*here, *before) if p != party), None)


def _accession(pact: Pact, joining: str, cast: Cast) -> Pact:
    name = f"{name_of(joining, cast)}'s {pact.short or pact.name} accession"
    return made_up(PactKind.ACCORD, name, pact.id)


def found_at(question: Question, pact: Pact, party: str | None, step: Step) -> Found:
    """A step that the head tells, as a move on a pact, with the word that tells it."""
    sentence = question.sentence
    token = step.asked.token if step.asked is not None else None
    trigger = sentence.root if token is None else _trigger(sentence, token, step.move)
    told = step.modality
    if told in UNREAL and modality_of(sentence, trigger) is Modality.HYPOTHETICAL:
        told = Modality.HYPOTHETICAL  # what somebody would have done nobody did
    if token is not None and told is Modality.ACTUAL and _excepted(sentence, token):
        told = Modality.DENIED
    return Found(
        sentence,
        trigger,
        pact,
        party,
        step.move,
        told,
        round(step.sure, 4),
        party=token or trigger,
        named=bool(question.passage.named),
        before=bool(question.passage.named_before),
    )


def _excepted(sentence: Sentence, token: Token) -> bool:
    """Whether a party is named as one that doesn't: "by Fiji and Samoa, but not by Kiribati"."""
    before = sentence.tokens[max(0, token.i - 2) : token.i]
    words = [word.lower for word in before if word.pos != "DET"]
    behind = words[-1:] if not before or before[-1].pos != "ADP" else words[:-1]
    return behind == ["not"]


def _trigger(sentence: Sentence, token: Token, move: MoveKind) -> Token:
    """The word that tells the step: the noun for a move near a party, else a verb of its clause.

    Of several verbs of one party, that which tells such a step as a rule: "ended its own in 2016,
    brought them back in 2021".
    """
    for above in sentence.ancestors(token):
        if above.pos not in VERBS:
            if (above.lemma, "noun") in move_words():
                return above
            continue
        verbs = list(_verbs_of(sentence, above, token))
        return next((verb for verb in verbs if _tells(sentence, verb, move)), above)
    return sentence.root


def _verbs_of(sentence: Sentence, verb: Token, token: Token) -> Iterator[Token]:
    """A verb and those beside it that have no subject of their own, then a name's own clauses."""
    yield verb
    for other in sentence.children(verb, "conj"):
        if other.pos in VERBS and sentence.child(other, "nsubj", "nsubjpass") is None:
            yield from _verbs_of(sentence, other, other)
    for clause in sentence.children(token, "relcl", "acl") if token.i != verb.i else ():
        if clause.pos in VERBS:
            yield from _verbs_of(sentence, clause, clause)


def _tells(sentence: Sentence, verb: Token, move: MoveKind) -> bool:
    """Whether a verb is one for a move, with the particle that it needs."""
    below = {token.lower for token in sentence.children(verb)}
    return any(
        row.move == move.value and (not row.particle or row.particle in below)
        for row in move_words().get((verb.lemma, "verb"), ())
    )


def untold(found: Sequence[Found], told: Sequence[Found]) -> list[Found]:
    """The head's moves that the words of the same sentence have not told already.

    Of whom the words tell a step on such a pact, the head must be surer of another one, and of a
    step that they tell of somebody else: "Oman remains in the pact that Qatar has left". Who only
    admits somebody to a pact takes no step on the pact itself, and who says that others take one
    doesn't take it.
    """
    known = {(one.pact.id, one.actor, one.move) for one in told}
    movers = {(one.actor, _sanctions(one)) for one in told if not one.dateless}
    taken = {(one.pact.id, one.move) for one in told if one.actor is not None}
    admitting = {(one.actor, one.pact.parent) for one in told if one.pact.parent is not None}
    makers = {one.pact.id for one in told if one.move is MoveKind.FOUND}
    best: dict[tuple[str, MoveKind], float] = {}
    for one in found:
        step = (one.pact.id, one.move)
        best[step] = max(best.get(step, 0.0), one.confidence)
    fresh: dict[tuple[str, str | None, MoveKind], Found] = {}
    for one in found:
        key = (one.pact.id, one.actor, one.move)
        made = one.move is MoveKind.FOUND and one.actor is None and one.pact.id in makers
        others = any(o.move is one.move and _apart(o, one) for o in (*told, *found))
        doubtful = (one.actor, _sanctions(one)) in movers and one.confidence < SURER
        doubtful = doubtful or (key[::2] in taken and one.confidence < TOO)
        if key in known or made or doubtful or (one.actor, one.pact.id) in admitting:
            continue
        unsure = one.move in OPINIONS or one.confidence < SAYS
        says = others and unsure and _only_says(one)
        if says or one.confidence < BESIDE * best[one.pact.id, one.move]:
            continue
        if any(_rather(other, one) for other in (*told, *found)):
            continue
        if fresh.get(key, one).confidence <= one.confidence:
            fresh[key] = one
    return list(fresh.values())


def _apart(other: Found, one: Found) -> bool:
    """Whether somebody else is told of than one of the same row of names."""
    tokens = (other.party, one.party)
    row = {row_of(one.sentence, token) for token in tokens if token is not None}
    return other.actor != one.actor and (other.party is None or len(row) > 1)


def _rather(other: Found, one: Found) -> bool:
    """Whether the same step is rather told of another pact; where both are named it may be both."""
    alike = other.move is one.move or {other.move, one.move} <= ENTERING
    same = (other.actor, _sanctions(other)) == (one.actor, _sanctions(one)) and alike
    if not same or other.pact.id in (one.pact.id, one.pact.parent):
        return False
    if _sanctions(one):  # "Switzerland adopted the EU's sanctions on Russia" lays none of its own
        return other.party is None and _object(other) == _object(one)
    if one.named and other.named:
        return False
    return other.party is None or _weight(other) > _weight(one)


def _object(one: Found) -> str:
    """Whom sanctions lie on, by their name."""
    return one.pact.name.rpartition(" on ")[2]


def _weight(one: Found) -> float:
    return one.confidence + NAMED * one.named + BEFORE * one.before


def _only_says(one: Found) -> bool:
    """Whether who moves is named as the one who says so: "Oman will join, Qatar said"."""
    token = one.party
    return (
        token is not None
        and token.dep == "nsubj"
        and one.sentence.head(token).lemma in cues_of("verb")
    )


def _sanctions(one: Found) -> bool:
    return one.pact.kind is PactKind.SANCTIONS
