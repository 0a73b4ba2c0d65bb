"""What a head is asked of a sentence: which steps those whom it names take on the pact at issue."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.codebook.pacts import move_words, pact_words
from dragoman.language.marks import MarkedPassage
from dragoman.language.pairs import Phrase
from dragoman.language.sentences import Sentence, Token
from dragoman.pacts.clauses import VERBS, part_of_speech
from dragoman.pacts.parties import parties_at
from dragoman.pacts.register import Pact, PactMention, Register
from dragoman.pacts.sanctions import Regimes
from dragoman.records import Cast

MOST_PACTS = 3
"""Pacts of one sentence about which is asked."""
MOST_ASKED = 16
"""Phrases of one sentence that are asked about."""
LONGEST = 120
"""Words of a sentence beyond which nothing is asked: it is a table or a list of links."""
NEAR = 3
"""How many sentences back a pact or sanctions may have been named that a sentence tells more of."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A phrase that is asked about: its head, and the parties that it stands for."""

    token: Token
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a sentence about one pact, or about sanctions where `pact` is None.

    `asked` are in the order of the passage's.
    """

    sentence: Sentence
    pact: Pact | None
    passage: MarkedPassage
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A sentence with the one before it, the pacts that it mentions, and the article's actors."""

    sentence: Sentence
    before: Sentence | None
    mentions: Sequence[PactMention]
    cast: Cast


def on_pacts(about: Surroundings, register: Register) -> Iterator[Question]:
    """What is asked of a sentence about accords and coalitions.

    About those that it mentions; where it mentions none, about the one that the text is at.
    Of bodies that act in all news, only where a word tells of joining, leaving and the like, or
    where the text has told of somebody's step.
    """
    sentence = about.sentence
    if len(sentence.tokens) > LONGEST:
        return
    named: dict[str, list[PactMention]] = {}
    for mention in about.mentions:
        if not mention.accession:
            named.setdefault(mention.pact.id, []).append(mention)
    pacts = [found[0].pact for found in named.values()]
    if not pacts:
        pact = register.at_issue(sentence) or register.topic(sentence, NEAR)
        pacts = [] if pact is None else [pact]
    if not _telling(sentence):
        pacts = [pact for pact in pacts if not register.busy(pact)]
    for pact in pacts[:MOST_PACTS]:
        tokens = [mention.token for mention in named.get(pact.id, ())]
        yield from question(about, pact, pact.name, tokens)


def on_regimes(about: Surroundings, regimes: Regimes) -> Iterator[Question]:
    """What is asked of a sentence about sanctions: where it names some, or follows one that did."""
    sentence = about.sentence
    if len(sentence.tokens) > LONGEST:
        return
    nouns = [token for token in sentence.tokens if _sanctioning(token)]
    last = regimes.recent[-1] if regimes.recent else None
    if nouns or (last is not None and last[0] >= sentence.index - NEAR):
        yield from question(about, None, "sanctions" if last is None else last[2].name, nouns)


def _sanctioning(token: Token) -> bool:
    """Whether a word is one for sanctions, or for what they do."""
    if token.pos in ("NOUN", "PROPN"):
        return token.lemma in pact_words("sanctions") or token.lemma in pact_words("measure")
    return token.pos in VERBS and token.lemma in pact_words("sanctioning")


def _telling(sentence: Sentence) -> bool:
    """Whether a word tells of a step as a rule, with the particle that it needs."""
    words = {token.lower for token in sentence.tokens}
    return any(
        row.particle in words if row.particle else token.lemma != "be"
        for token in sentence.tokens
        if token.pos != "PROPN"
        for row in move_words().get((token.lemma, part_of_speech(token)), ())
    )


def question(
    about: Surroundings, pact: Pact | None, topic: str, named: Sequence[Token]
) -> Iterator[Question]:
    """What is asked about one topic, which some words of the sentence name.

    Nothing where the sentence names no party.
    """
    found = _asked(about.sentence, named, about.cast)
    if not found:
        return
    passage = MarkedPassage(
        topic=tuple(topic.split()),
        before=() if about.before is None else tuple(t.text for t in about.before.tokens),
        words=tuple(token.text for token in about.sentence.tokens),
        named=tuple((token.i, token.i + 1) for token in named),
        asked=tuple(phrase for phrase, _ in found),
    )
    yield Question(about.sentence, pact, passage, tuple(asked for _, asked in found))


def _asked(sentence: Sentence, named: Sequence[Token], cast: Cast) -> list[tuple[Phrase, Asked]]:
    """The phrases that name parties, each word in one phrase at most; not those of the pact."""
    taken = {token.i for token in named}
    found: dict[int, tuple[Phrase, Asked]] = {}
    mentions = sorted(cast.within(sentence.span), key=lambda m: (m.start - m.end, m.start))
    for mention in mentions:
        inside = sentence.tokens_in(mention.span)
        head = sentence.head_of(mention.span)
        if head is None or not taken.isdisjoint(t.i for t in inside):
            continue
        parties = parties_at(sentence, head, cast)
        if parties:
            taken.update(t.i for t in inside)
            found[inside[0].i] = ((inside[0].i, inside[-1].i + 1), Asked(head, parties))
    return [found[at] for at in sorted(found)][:MOST_ASKED]
