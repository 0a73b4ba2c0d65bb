"""How a governing word tells a move: as done or planned, as an answer to somebody, as a refusal."""

from dragoman.codebook.modality import effects
from dragoman.codebook.pacts import MoveWord, pact_words
from dragoman.language.modality import modality_of
from dragoman.language.sentences import Sentence, Token
from dragoman.pacts.clauses import VERBS, below_of
from dragoman.pacts.parties import parties, subject
from dragoman.records import Cast, Modality, MoveKind

MEANING_TO = frozenset({MoveKind.JOIN, MoveKind.REJOIN, MoveKind.WITHDRAW})
"""Moves that are only planned when they are announced: "announced its withdrawal"."""


def told(
    sentence: Sentence, word: Token, row: MoveWord, cast: Cast
) -> tuple[MoveKind, Token, Modality]:
    """Which move a word tells, the word that carries it, and how it is told."""
    move = MoveKind(row.move)
    turned = _turned(sentence, word, move, cast)
    if turned is not None:
        return turned
    modality = _modality(sentence, word)
    if word.lemma in pact_words("invitation") and word.pos == "NOUN":
        return move, word, modality
    if move is MoveKind.JOIN and any(c.lower == "again" for c in sentence.children(word)):
        move = MoveKind.REJOIN
    if move in (MoveKind.OPPOSE, MoveKind.BLOCK) and _thrown_out(sentence, word):
        return MoveKind.DECLINE, word, modality
    head = sentence.head(word)
    announced = word.pos == "NOUN" and word.dep == "dobj" and head.lemma == "announce"
    begun = word.dep == "xcomp" and head.lemma in pact_words("beginning")
    going = word.tag == "VBG" and any(c.lemma == "be" for c in sentence.children(word, "aux"))
    if modality is Modality.ACTUAL and (
        row.told == "planned" or ((announced or begun or going) and move in MEANING_TO)
    ):
        modality = Modality.PLANNED
    elif modality is Modality.PLANNED and row.told == "done":
        modality = Modality.ACTUAL
    return move, word, modality


def _turned(
    sentence: Sentence, word: Token, move: MoveKind, cast: Cast
) -> tuple[MoveKind, Token, Modality] | None:
    """What the words around make another move of: an answer, a refusal, a signature taken back."""
    answer = None
    if word.lemma in pact_words("invitation") and word.pos == "NOUN":
        answer = invited(sentence, word)
    elif move in (MoveKind.JOIN, MoveKind.REJOIN):
        answer = answered(sentence, word, cast)
    if answer is None and move is MoveKind.JOIN and word.pos == "NOUN":
        head = sentence.head(word)
        if head.lemma in pact_words("undoing") and word.dep in ("dobj", "nsubjpass"):
            answer = MoveKind.WITHDRAW, head
    if answer is not None:
        return *answer, modality_of(sentence, answer[1])
    return _left_or_shunned(sentence, word, move)


def _left_or_shunned(
    sentence: Sentence, word: Token, move: MoveKind
) -> tuple[MoveKind, Token, Modality] | None:
    """What isn't done, or isn't any longer, told as a step: "is no longer a member"."""
    ended = _ended(sentence, word)
    if ended is not None and move is MoveKind.COMPLY:
        return MoveKind.BREACH, word, ended
    if ended is Modality.ACTUAL and move in (MoveKind.BACK, MoveKind.OPPOSE):
        return move, word, Modality.DENIED
    if move not in (MoveKind.JOIN, MoveKind.REJOIN):
        return None
    being = word.lemma in ("be", "belong")
    if ended is not None and (being or word.lemma in pact_words("taking part")):
        return MoveKind.WITHDRAW, word, ended
    shunned = _ahead(sentence, word) if being else _stays_out(sentence, word)
    if shunned and _modality(sentence, word) is Modality.DENIED:
        return MoveKind.DECLINE, word, Modality.ACTUAL
    return None


def _ended(sentence: Sentence, word: Token) -> Modality | None:
    """How the end of what a verb tells is told: "ceased to take part", "no longer belongs"."""
    head = sentence.head(word)
    if word.dep == "xcomp" and head.lemma in ("cease", "stop"):
        return modality_of(sentence, head)
    if any(c.lower in ("longer", "anymore") for c in _adverbs(sentence, word)):
        return Modality.ACTUAL
    return None


def _modality(sentence: Sentence, word: Token) -> Modality:
    """How a word is told; an infinitive that hangs on a noun by mistake is told as its verb has it.

    "Threatened during his campaign to leave" is read as a campaign to leave.
    """
    modality = modality_of(sentence, word)
    noun = sentence.head(word)
    if modality is Modality.PLANNED and _voted(sentence, word):
        return modality_of(sentence, noun)
    if word.pos == "NOUN" and word.dep == "nsubj" and modality is Modality.ACTUAL:
        due = any(c.lower in ("due", "set", "scheduled") for c in sentence.children(noun, "acomp"))
        ahead = modality_of(sentence, noun) is Modality.PLANNED
        return Modality.PLANNED if due or ahead else modality
    to = word.tag == "VB" and any(c.tag == "TO" for c in sentence.children(word, "aux"))
    if modality is not Modality.ACTUAL or not to or word.dep not in ("acl", "relcl"):
        return modality
    if noun.lemma in pact_words("counted") or sentence.head(noun).pos not in ("ADP", *VERBS):
        return modality
    for above in sentence.ancestors(noun):
        if above.pos in VERBS:
            effect = effects().get(("verb", above.lemma, "xcomp"))
            return Modality(effect) if effect and effect != "same" else modality
    return modality


def _thrown_out(sentence: Sentence, word: Token) -> bool:
    """Whether those rejected a pact who decide whether their state joins, as a senate does."""
    voter = sentence.child(word, "nsubj") or sentence.child(
        sentence.child(word, "agent") or word, "pobj"
    )
    deciding = _decides(voter, "legislature") or _decides(voter, "electorate")
    return deciding and word.lemma in pact_words("rejecting")


def _decides(voter: Token | None, role: str) -> bool:
    """Whether a noun is one of those who decide for their state; the tagger leaves some plurals."""
    return voter is not None and voter.lemma.removesuffix("s") in pact_words(role)


def _voted(sentence: Sentence, word: Token) -> bool:
    """Whether a legislature does by its vote what it votes to do: "parliament voted to ratify"."""
    verb = sentence.head(word)
    voter = sentence.child(verb, "nsubj")
    if word.dep not in ("xcomp", "advcl") or verb.lemma not in pact_words("voting"):
        return False
    return _decides(voter, "legislature")


def answered(sentence: Sentence, word: Token, cast: Cast) -> tuple[MoveKind, Token] | None:
    """The move of somebody who is asked to join, and the word that tells it.

    "Refused to join", "invited Oman to join", "received an invitation to join", "turned it down".
    """
    head = sentence.head(word)
    if word.dep in ("xcomp", "ccomp"):
        if head.lemma in pact_words("refusing") and word.dep == "xcomp":
            return MoveKind.DECLINE, head
        asked = sentence.child(head, "dobj", "nsubjpass") is not None or word.dep == "ccomp"
        passive = sentence.child(head, "nsubjpass") is not None
        stately = (
            passive
            or head.lemma == "invite"
            or bool(parties(sentence, subject(sentence, head), cast))
        )
        if head.lemma in pact_words("inviting") and asked and stately:
            return MoveKind.INVITE, head
    if word.dep in ("acl", "relcl") and head.lemma in pact_words("invitation"):
        return invited(sentence, head)
    return None


def invited(sentence: Sentence, noun: Token) -> tuple[MoveKind, Token] | None:
    """What a verb makes of an invitation that is its object."""
    verb = sentence.head(noun)
    if noun.dep not in ("dobj", "nsubjpass") or verb.pos not in VERBS:
        return None
    down = "down" in below_of(sentence, verb)
    for role, move in (
        ("refusing", MoveKind.DECLINE),
        ("accepting", MoveKind.JOIN),
        ("receiving", MoveKind.INVITE),
    ):
        if verb.lemma in pact_words(role) or (down and move is MoveKind.DECLINE):
            return move, verb
    return None


def answers(trigger: Token, word: Token, move: MoveKind) -> bool:
    """Whether a move is the answer that the subject of another verb gives to an invitation."""
    asked = move in (MoveKind.DECLINE, MoveKind.JOIN, MoveKind.INVITE)
    return asked and trigger.i != word.i and trigger.lemma not in pact_words("inviting")


def _stays_out(sentence: Sentence, word: Token) -> bool:
    """Whether not to join is a choice: "would not join", "did not take part"."""
    if word.lemma in pact_words("taking part") or sentence.child(word, "prt") is not None:
        return True
    return word.lemma in pact_words("joining") and _ahead(sentence, word)


def _ahead(sentence: Sentence, word: Token) -> bool:
    return any(aux.lower in pact_words("willing") for aux in sentence.children(word, "aux"))


def _adverbs(sentence: Sentence, word: Token) -> tuple[Token, ...]:
    """The words that hang on a word, and the adverbs of its adverbs ("no longer")."""
    below = sentence.children(word)
    return (*below, *(t for c in below if c.dep in ("neg", "advmod") for t in sentence.children(c)))
