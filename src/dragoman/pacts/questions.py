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
FAR, OFTEN = 8, 3
"""The same for sanctions in a text that has spoken of them in so many sentences."""


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
class Named:
    """A sentence with the pacts that it mentions."""

    sentence: Sentence
    mentions: Sequence[PactMention]

    def places(self, pact: Pact | None) -> list[tuple[Token, bool]]:
        """The nouns that stand for pacts, and whether each stands for this one."""
        return [
            (mention.token, pact is not None and mention.pact.id == pact.id)
            for mention in self.mentions
            if not mention.accession
        ]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A sentence with the pacts that it mentions, the one before it, and the article's actors."""

    here: Named
    before: Named | None
    cast: Cast


def on_pacts(about: Surroundings, register: Register) -> Iterator[Question]:
    """What is asked of a sentence about accords and coalitions.

    About those that it mentions, and then those that the text is at. Of bodies that act in all
    news, only where a word tells of joining, leaving and the like, or where the text has told of
    somebody's step. A sentence that names no party is asked only about the pacts that it mentions.
    """
    sentence = about.here.sentence
    if len(sentence.tokens) > LONGEST:
        return
    named = {m.pact.id: m.pact for m in about.here.mentions if _counts(sentence, m)}
    pacts = {**named}
    for pact in register.topics(sentence, NEAR):
        pacts.setdefault(pact.id, pact)
    telling = _telling(sentence)
    asked = [
        pact
        for pact in pacts.values()
        if (telling or not register.busy(pact)) and not _of_accession(pact)
    ]
    for pact in asked[:MOST_PACTS]:
        tokens = [token for token, own in about.here.places(pact) if own]
        yield from question(about, pact, pact.name, tokens)


def _counts(sentence: Sentence, mention: PactMention) -> bool:
    """Whether a mention is of the pact, and not only says who somebody is: "a G7 country"."""
    noun = sentence.head(mention.token)
    whose = mention.pact.acts and mention.token.dep in ("compound", "amod", "nmod", "poss")
    return not mention.accession and not (whose and noun.lemma in pact_words("belonging"))


def _of_accession(pact: Pact) -> bool:
    """Whether a pact is a paper by which somebody enters another: who signs it enters nothing."""
    return not pact.listed and not pact_words("accession").isdisjoint(pact.name.lower().split())


def on_regimes(about: Surroundings, regimes: Regimes) -> Iterator[Question]:
    """What is asked of a sentence about sanctions: where it names some, or follows one that did."""
    sentence = about.here.sentence
    if len(sentence.tokens) > LONGEST:
        return
    nouns = [token for token in sentence.tokens if _sanctioning(token)]
    if nouns or _stops_trade(sentence):
        regimes.spoken.append(sentence.index)
    last = regimes.recent[-1] if regimes.recent else None
    spoken = [*regimes.spoken[-1:], *(() if last is None else last[:1])]
    far = FAR if len(regimes.spoken) >= OFTEN else NEAR
    if spoken and max(spoken) >= sentence.index - far:
        yield from question(about, None, "sanctions" if last is None else last[2].name, nouns)


def _sanctioning(token: Token) -> bool:
    """Whether a word is one for sanctions, or for what they do."""
    if token.pos in ("NOUN", "PROPN"):
        return token.lemma in pact_words("sanctions") or token.lemma in pact_words("measure")
    return token.pos in VERBS and token.lemma in pact_words("sanctioning")


def _stops_trade(sentence: Sentence) -> bool:
    """Whether something that passes between states is stopped, or let through again."""
    stopping = pact_words("halting") | pact_words("banning") | pact_words("letting")
    passing = pact_words("traffic") | pact_words("trade")
    words = {token.lemma for token in sentence.tokens if token.pos in ("NOUN", *VERBS)}
    return not (words.isdisjoint(stopping) or words.isdisjoint(passing))


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

    Nothing where the sentence names no party, and no pact either.
    """
    sentence = about.here.sentence
    found = _asked(sentence, named, about.cast)
    if not found and (pact is None or not named):
        return
    asked = tuple(phrase for phrase, _ in found)
    inside = {at for first, behind in asked for at in range(first, behind)}
    others = [token for token, own in about.here.places(pact) if not own]
    before = [] if about.before is None else about.before.places(pact)
    passage = MarkedPassage(
        topic=tuple(topic.split()),
        before=() if about.before is None else _words(about.before.sentence),
        words=_words(sentence),
        named=_phrases(named),
        asked=asked,
        others=_phrases([token for token in others if token.i not in inside]),
        named_before=_phrases([token for token, own in before if own]),
        others_before=_phrases([token for token, own in before if not own]),
    )
    yield Question(sentence, pact, passage, tuple(asked for _, asked in found))


def _words(sentence: Sentence) -> tuple[str, ...]:
    return tuple(token.text for token in sentence.tokens)


def _phrases(tokens: Sequence[Token]) -> tuple[Phrase, ...]:
    return tuple((at, at + 1) for at in sorted({token.i for token in tokens}))


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
