"""Pronouns: whom "he", "she", "it", "they" and their possessives stand for."""

from collections.abc import Iterator, Sequence

from dragoman.actors.discourse import SUBJECTS, Discourse, Found, is_corporate
from dragoman.actors.groups import GROUPED, form_group, group_of
from dragoman.codebook.cues import cues_of
from dragoman.codebook.events import event_words
from dragoman.codebook.offices import surroundings
from dragoman.codebook.overlays import Vocabulary
from dragoman.language.sentences import Sentence, Token
from dragoman.records import Actor, ActorKind, Article, Basis, Naming, Span

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
POINTING = HE | SHE | IT | THEY
CLAUSES = frozenset({"ccomp", "csubj", "xcomp", "acl", "relcl", "advcl"})


def pronouns_of(sentence: Sentence, quoted: Sequence[Span]) -> Iterator[Token]:
    """The pronouns of a sentence that may stand for an actor.

    Those inside quotation marks are left alone: another speaker says them. So are those that
    stand for nothing ("it is clear that").
    """
    for token in sentence.tokens:
        if token.lower not in POINTING or token.pos not in ("PRON", "DET"):
            continue
        if any(span.start <= token.start < span.end for span in quoted):
            continue
        if token.lower == "it" and _is_empty(sentence, token):
            continue
        yield token


def _is_empty(sentence: Sentence, token: Token) -> bool:
    """Whether "it" only fills the subject's place: "it is likely that", "it took years to"."""
    if token.dep == "expl":
        return True
    if token.dep not in SUBJECTS:
        return False
    verb = sentence.head(token)
    if verb.lemma not in ("be", "seem", "appear", "take", "remain", "become", "happen", "turn"):
        return sentence.child(verb, "auxpass") is not None and bool(
            sentence.children(verb, "ccomp", "csubj")
        )
    below = sentence.children(verb, "acomp", "attr", "ccomp", "csubj", "xcomp", "advcl", "relcl")
    return any(t.dep in CLAUSES for t in below) or any(
        sentence.children(t, *CLAUSES) for t in below
    )


def agrees(word: str, actor: Actor, known: Vocabulary) -> bool:
    """Whether a pronoun can stand for an actor: "she" for no spokesman, "it" for no person."""
    if word in THEY:
        return _is_many(actor)
    if word in IT:
        return is_corporate(actor) and not actor.members
    if actor.kind not in (ActorKind.PERSON, ActorKind.UNKNOWN):
        return False
    return _is_one(actor) and _has_gender(actor, "he" if word in HE else "she", known)


def _is_many(actor: Actor) -> bool:
    """Whether an actor is several people, or may be spoken of as such: armed groups, troops."""
    if actor.kind is ActorKind.PERSON:
        return not _is_one(actor)
    return actor.kind is ActorKind.GROUP


def _is_one(actor: Actor) -> bool:
    words = (actor.role or "").lower().split()
    return not words or words[-1] not in surroundings("plural")


def _has_gender(person: Actor, pronoun: str, known: Vocabulary) -> bool:
    """Whether nothing known of the person contradicts the pronoun ("spokeswoman" and "he")."""
    told = {term.pronoun for term in known.terms_of(person.name)[:1]} - {""}
    if told:
        return pronoun in told
    other = "feminine" if pronoun == "he" else "masculine"
    words = (person.role or "").lower().split()
    return not any(word in surroundings(other) for word in words)


def agency(sentence: Sentence, token: Token) -> float:
    """How much what a pronoun does speaks against a thing: 2 if it speaks, 1 if it acts.

    It is negative where only a thing does so: "it expires", "it took effect".
    """
    if token.dep not in SUBJECTS:
        return 0.0
    verb = sentence.head(token)
    effect = verb.lemma in ("take", "enter", "come") and any(
        t.lower in ("effect", "force") for t in sentence.subtree(verb)
    )
    if effect or verb.lemma in surroundings("inanimate"):
        return -4.0
    if token.dep != "nsubj":
        return 0.0
    if verb.lemma in cues_of("verb"):
        return 2.0
    return 1.0 if ("verb", verb.lemma) in event_words() else 0.0


def _is_judged(sentence: Sentence, token: Token) -> bool:
    """Whether "it" is what somebody calls, denies or hails: an act or a claim, nobody."""
    verb = sentence.head(token)
    if token.dep == "nsubj":  # the subject of a small clause: "called it a mistake"
        verb = (
            sentence.head(verb) if verb.dep in ("ccomp", "xcomp") and verb.pos != "VERB" else token
        )
    elif token.dep != "dobj":
        return False
    return verb.lemma in surroundings("judging")


def resolve_pronoun(
    discourse: Discourse, article: Article, sentence: Sentence, token: Token, known: Vocabulary
) -> Found | None:
    """Whom a pronoun means, or None where no reading is clearly the likeliest."""
    word = token.lower
    if word == "it" and _is_judged(sentence, token):
        return None
    if word in THEY:
        members = group_of(discourse, sentence, token, None)
        if members is not None:
            naming = Naming(token.start, token.end, Basis.PRONOUN, GROUPED)
            return form_group(discourse, article, members, naming)
    choice = discourse.choose(
        sentence,
        token,
        lambda actor: agrees(word, actor, known),
        plural=word in THEY,
        things=word in IT or word in THEY,
        strangers=word in HE or word in SHE,
        reflexive=word in REFLEXIVE,
        agency=agency(sentence, token),
        reach=1 if word in IT else 2,
    )
    if choice is None:
        return None
    naming = Naming(token.start, token.end, Basis.PRONOUN, choice.score)
    return discourse.actor(choice.actor), naming
