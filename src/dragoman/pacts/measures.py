"""Moves on sanctions that name no sanctions: bans, cut ties, "the American step", "they"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.codebook.pacts import move_words, pact_words
from dragoman.language.modality import modality_of
from dragoman.language.sentences import Sentence, Token
from dragoman.pacts.clauses import VERBS, below_of
from dragoman.pacts.parties import adjectives, parties, subject
from dragoman.pacts.reading import Found
from dragoman.pacts.register import Pact
from dragoman.pacts.sanctions import Regimes
from dragoman.records import Cast, Modality, MoveKind

SURE = 0.5
"""How sure such a move is; a first estimate."""
PARTNER = ("of", "from", "to", "with", "against", "on", "into")
REACTIONS = frozenset({MoveKind.BACK, MoveKind.OPPOSE, MoveKind.BLOCK})
CHANGES = frozenset({MoveKind.LIFT, MoveKind.EASE, MoveKind.REIMPOSE})


def on_measures(sentence: Sentence, regimes: Regimes, cast: Cast) -> Iterator[Found]:
    """The moves of a sentence on sanctions that it doesn't call by that word."""
    for verb in sentence.tokens:
        if verb.pos not in VERBS:
            continue
        thing = sentence.child(verb, "dobj", "nsubjpass")
        if thing is None:
            continue
        yield from _banned(sentence, (verb, thing), regimes, cast)
        yield from _severed(sentence, (verb, thing), regimes, cast)
        yield from _reacted(sentence, (verb, thing), regimes, cast)
        yield from _changed(sentence, (verb, thing), regimes, cast)


def _banned(
    sentence: Sentence, act: tuple[Token, Token], regimes: Regimes, cast: Cast
) -> Iterator[Found]:
    """Bans: "Washington banned imports of Russian oil", "Ankara halted all trade with Israel"."""
    verb, thing = act
    ban = verb.lemma in pact_words("banning") and thing.lemma in pact_words("traffic")
    cut = verb.lemma in pact_words("halting") and thing.lemma in pact_words("trade")
    if not (ban or cut):
        return
    targets = _partner(sentence, thing, cast) or _partner(sentence, verb, cast)
    for imposer in parties(sentence, subject(sentence, verb), cast):
        for target in targets:
            if imposer != target:
                pact = regimes.of(sentence, imposer, target, cast)
                yield from imposed(sentence, verb, pact, (imposer, target))


def imposed(sentence: Sentence, verb: Token, pact: Pact, sides: tuple[str, str]) -> Iterator[Found]:
    """The imposing by the first of two sides; and its target, where it has been done."""
    modality = modality_of(sentence, verb)
    one = Found(sentence, verb, pact, sides[0], MoveKind.IMPOSE, modality, SURE)
    yield one
    if modality is Modality.ACTUAL:
        yield replace(one, actor=sides[1], move=MoveKind.TARGET)


def _partner(sentence: Sentence, word: Token, cast: Cast) -> tuple[str, ...]:
    """With whom a trade is: "of Russian oil", "with Israel", "Russian imports"."""
    for preposition in sentence.children(word, "prep"):
        noun = sentence.child(preposition, "pobj")
        if noun is None or preposition.lower not in PARTNER:
            continue
        found = parties(sentence, noun, cast) or adjectives(sentence, noun, cast)
        if found:
            return found
    found = adjectives(sentence, word, cast)
    for deeper in () if found else sentence.subtree(word):
        noun = sentence.child(deeper, "pobj") if deeper.dep == "prep" else None
        if deeper.lower in PARTNER and noun is not None and noun.pos == "PROPN":
            return parties(sentence, noun, cast)
    return found


def _severed(
    sentence: Sentence, act: tuple[Token, Token], regimes: Regimes, cast: Cast
) -> Iterator[Found]:
    """Cutting ties where the article tells of a boycott: "Oman broke off ties in sympathy"."""
    verb, thing = act
    if verb.lemma not in pact_words("severing") or thing.lemma not in pact_words("ties"):
        return
    targets = _partner(sentence, thing, cast) or _partner(sentence, verb, cast)
    pact = regimes.boycott(targets)
    if pact is None:
        return
    regime, target = pact
    for imposer in parties(sentence, subject(sentence, verb), cast):
        if imposer != target:
            yield from imposed(sentence, verb, regime, (imposer, target))


def _reacted(
    sentence: Sentence, act: tuple[Token, Token], regimes: Regimes, cast: Cast
) -> Iterator[Found]:
    """What others say of "Washington's step", or do to "the package", in the text's wake."""
    verb, thing = act
    below = below_of(sentence, verb)
    rows = [
        row
        for row in move_words().get((verb.lemma, "verb"), ())
        if MoveKind(row.move) in REACTIONS and "dobj" in row.links
        if not row.particle or row.particle in below
    ]
    if not rows:
        return
    owners = _owners(sentence, thing, cast)
    if thing.lemma in pact_words("step") and owners:
        near = [p for (i, _), p in regimes.near(sentence) if i in owners]
    elif (thing.lemma in pact_words("package") and not owners) or (
        thing.lower in ("them", "these") and not parties(sentence, thing, cast)
    ):
        near = [p for _, p in regimes.near(sentence)]
    else:
        return
    if len({p.id for p in near}) != 1:
        return
    move, modality = MoveKind(rows[0].move), modality_of(sentence, verb)
    for actor in speakers(sentence, verb, cast):
        if actor not in owners:
            yield Found(sentence, verb, near[0], actor, move, modality, SURE)


def speakers(sentence: Sentence, verb: Token, cast: Cast) -> tuple[str, ...]:
    """Who does what a verb tells; of a pronoun without a bearer, who says so."""
    found = parties(sentence, subject(sentence, verb), cast)
    if not found and verb.dep == "ccomp":
        found = parties(sentence, subject(sentence, sentence.head(verb)), cast)
    return found


def _owners(sentence: Sentence, noun: Token, cast: Cast) -> tuple[str, ...]:
    own = sentence.child(noun, "poss")
    return parties(sentence, own, cast) if own is not None else adjectives(sentence, noun, cast)


def _changed(
    sentence: Sentence, act: tuple[Token, Token], regimes: Regimes, cast: Cast
) -> Iterator[Found]:
    """What becomes of the one regime that was named just before: "they will be terminated"."""
    verb, thing = act
    if thing.lower not in ("they", "them", "these") or parties(sentence, thing, cast):
        return
    near = regimes.near(sentence)
    below = below_of(sentence, verb)
    for row in move_words().get((verb.lemma, "verb"), ()):
        fits = "dobj" in row.links and "sanctions" in row.kinds and MoveKind(row.move) in CHANGES
        if fits and len(near) == 1 and (not row.particle or row.particle in below):
            (imposer, _), pact = near[0]
            actors: Sequence[str] = parties(sentence, subject(sentence, verb), cast) or (imposer,)
            if imposer in actors:
                modality = modality_of(sentence, verb)
                yield Found(sentence, verb, pact, imposer, MoveKind(row.move), modality, SURE)
            return
