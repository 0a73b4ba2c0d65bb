"""Moves on sanctions that a sentence calls by that word, and by the verb "to sanction"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.codebook.modality import effects
from dragoman.codebook.pacts import move_words, pact_words
from dragoman.language.modality import modality_of
from dragoman.language.sentences import Sentence, Token
from dragoman.pacts.clauses import VERBS, below_of, grips
from dragoman.pacts.measures import speakers
from dragoman.pacts.parties import parties, subject
from dragoman.pacts.reading import Found, actors_of, acts_on, rows_of
from dragoman.pacts.sanctions import Regimes, SanctionsMention, sanctions_mentions, together
from dragoman.pacts.telling import answers, told
from dragoman.records import ActorKind, Cast, Modality, MoveKind, PactKind

IMPOSING = frozenset({MoveKind.IMPOSE, MoveKind.REIMPOSE, MoveKind.EASE, MoveKind.LIFT})
SPOKEN = ("threatened", "planned", "hypothetical")
"""What a verb can make of its object where its subject would do the act itself."""
COMPOSED = 0.7
"""How sure a move on a regime named by its parties is; a first estimate."""


def on_sanctions(sentence: Sentence, regimes: Regimes, cast: Cast) -> Iterator[Found]:
    """The moves of a sentence on sanctions."""
    yield from _sanctioned(sentence, regimes, cast)
    for mention in sanctions_mentions(sentence, cast):
        known = False
        for grip in grips(sentence, mention.token):
            for row in rows_of(sentence, grip, PactKind.SANCTIONS, acts=False):
                move, trigger, modality = told(sentence, grip.word, row, cast)
                actors = actors_of(sentence, grip.word, row, mention.token, cast)
                pairs = _pairs(sentence, mention, actors if move in IMPOSING else (), regimes, cast)
                imposers = list(dict.fromkeys(i for i, _ in pairs))
                joint = together([mention.token], len(imposers))
                for imposer, target in pairs:
                    if joint is not None:
                        pact = regimes.joint(sentence, imposers, target, cast, joint)
                    else:
                        pact = regimes.of(sentence, imposer, target, cast)
                    one = Found(sentence, trigger, pact, None, move, modality, COMPOSED)
                    who = (imposer,) if move in IMPOSING else actors
                    yield from acts_on(one, row, [a for a in who if a != target])
                    begins = move in (MoveKind.IMPOSE, MoveKind.REIMPOSE)
                    if not begins or modality is Modality.ACTUAL:
                        yield replace(
                            one,
                            actor=target,
                            move=MoveKind.TARGET,
                            modality=Modality.ACTUAL,
                            dateless=not begins,
                        )
                    known = True
        yield from _joined_or_not(sentence, mention, regimes, cast)
        yield from _in_passing(sentence, mention, regimes, cast)
        yield from _effect_met(sentence, mention, regimes, cast)
        if not known:
            yield from _spoken_of(sentence, mention, regimes, cast)
            yield from _mentioned(sentence, mention, regimes, cast)


def _joined_or_not(
    sentence: Sentence, mention: SanctionsMention, regimes: Regimes, cast: Cast
) -> Iterator[Found]:
    """Who takes part in others' sanctions or stays out: "Serbia refused to join EU sanctions"."""
    for grip in grips(sentence, mention.token):
        for row in move_words().get((grip.word.lemma, "verb"), ()):
            taking = row.move in ("join", "decline") and not grip.links.isdisjoint(row.links)
            below = below_of(sentence, grip.word)
            if not taking or (row.particle and row.particle not in below):
                continue
            move, trigger, modality = told(sentence, grip.word, row, cast)
            move = MoveKind.IMPOSE if move is MoveKind.JOIN else move
            if move not in (MoveKind.IMPOSE, MoveKind.DECLINE):
                continue
            doers = actors_of(sentence, grip.word, row, mention.token, cast)
            if answers(trigger, grip.word, move):
                doers = parties(sentence, subject(sentence, trigger), cast)
            for imposer in mention.imposers:
                for target in mention.targets:
                    pact = regimes.of(sentence, imposer, target, cast)
                    for actor in doers:
                        if actor not in (imposer, target):
                            yield Found(sentence, trigger, pact, actor, move, modality, COMPOSED)
            return


def _in_passing(
    sentence: Sentence, mention: SanctionsMention, regimes: Regimes, cast: Cast
) -> Iterator[Found]:
    """What a participle before the noun says was done: "reimposed US sanctions on Iran"."""
    rows = [
        (word, MoveKind(row.move))
        for word in sentence.children(mention.token, "amod")
        for row in move_words().get((_verb_of(word), "verb"), ())
        if MoveKind(row.move) in IMPOSING and "dobj" in row.links and not row.particle
    ]
    for word, move in rows[:1]:
        for imposer in mention.imposers:
            for target in mention.targets:
                pact = regimes.of(sentence, imposer, target, cast)
                done = Modality.ACTUAL
                one = Found(sentence, word, pact, imposer, move, done, COMPOSED, dateless=True)
                yield one
                yield replace(one, actor=target, move=MoveKind.TARGET)


def _verb_of(word: Token) -> str:
    """The verb of a participle, which parsers take for an adjective and leave as it is."""
    if word.tag == "VBN":
        return word.lemma
    return word.lower.removesuffix("d") if word.lower.endswith("ed") else ""


def _effect_met(
    sentence: Sentence, mention: SanctionsMention, regimes: Regimes, cast: Cast
) -> Iterator[Found]:
    """Who blocks what sanctions do: "to block the effect of US sanctions on Iran"."""
    of = sentence.head(mention.token)
    effect = sentence.head(of)
    verb = sentence.head(effect)
    if of.lower != "of" or effect.lemma not in pact_words("effect") or effect.dep != "dobj":
        return
    rows = move_words().get((verb.lemma, "verb"), ())
    row = next((r for r in rows if r.move == "block" and "dobj" in r.links), None)
    if row is None:
        return
    _, trigger, modality = told(sentence, verb, row, cast)
    for imposer in mention.imposers:
        for target in mention.targets:
            pact = regimes.of(sentence, imposer, target, cast)
            for actor in speakers(sentence, verb, cast):
                if actor not in (imposer, target):
                    yield Found(sentence, trigger, pact, actor, MoveKind.BLOCK, modality, COMPOSED)


def _spoken_of(
    sentence: Sentence, mention: SanctionsMention, regimes: Regimes, cast: Cast
) -> Iterator[Found]:
    """Sanctions that are threatened, planned or asked for: "Tokyo threatened sanctions"."""
    verb = sentence.head(mention.token)
    effect = effects().get(("verb", verb.lemma, "dobj"))
    bare = not sentence.children(mention.token, "det", "poss")
    if mention.token.dep != "dobj" or not bare or effect not in SPOKEN or mention.imposers:
        return
    if modality_of(sentence, verb) is not Modality.ACTUAL:
        return
    for imposer in parties(sentence, subject(sentence, verb), cast):
        for target in mention.targets:
            if imposer != target:
                pact = regimes.of(sentence, imposer, target, cast)
                told = Modality(effect)
                yield Found(sentence, verb, pact, imposer, MoveKind.IMPOSE, told, COMPOSED)


def _pairs(
    sentence: Sentence,
    mention: SanctionsMention,
    actors: Sequence[str],
    regimes: Regimes,
    cast: Cast,
) -> list[tuple[str, str]]:
    """Who imposes on whom: as the words say, else the one regime that they can mean."""
    imposers = mention.imposers or tuple(actors)
    if imposers and mention.targets:
        return [(i, t) for i in imposers for t in mention.targets if i != t]
    if len(imposers) > 1 and mention.token.lemma in pact_words("boycott"):
        others = _others(sentence, imposers, cast)
        return [(i, others[0]) for i in imposers] if len(others) == 1 else []
    definite = mention.definite(sentence)
    only = regimes.only(imposers, mention.targets) if definite else None
    return [] if only is None else [only]


def _others(sentence: Sentence, imposers: Sequence[str], cast: Cast) -> list[str]:
    """The states of a sentence that don't impose."""
    named = (cast.by_id[m.actor] for m in cast.within(sentence.span))
    states = dict.fromkeys(a.party for a in named if a.kind is ActorKind.COUNTRY)
    return [state for state in states if state not in imposers]


def _mentioned(
    sentence: Sentence, mention: SanctionsMention, regimes: Regimes, cast: Cast
) -> Iterator[Found]:
    """The object of sanctions that are named as standing, whatever the sentence tells of them."""
    standing = any(c.lower != "no" for c in sentence.children(mention.token, "det", "poss"))
    standing = standing or sentence.head(mention.token).lower == "under"
    for imposer in mention.imposers:
        for target in mention.targets:
            pact = regimes.of(sentence, imposer, target, cast)
            if standing:
                yield Found(
                    sentence,
                    mention.token,
                    pact,
                    target,
                    MoveKind.TARGET,
                    Modality.ACTUAL,
                    COMPOSED,
                    dateless=True,
                )


def _sanctioned(sentence: Sentence, regimes: Regimes, cast: Cast) -> Iterator[Found]:
    """The verb: "the EU sanctioned Belarus"."""
    for verb in sentence.tokens:
        if verb.lemma != "sanction" or verb.pos not in VERBS:
            continue
        imposers = parties(sentence, subject(sentence, verb), cast)
        targets = parties(sentence, sentence.child(verb, "dobj", "nsubjpass"), cast)
        modality = modality_of(sentence, verb)
        for imposer in imposers:
            for target in targets:
                if imposer == target:
                    continue
                pact = regimes.of(sentence, imposer, target, cast)
                one = Found(sentence, verb, pact, imposer, MoveKind.IMPOSE, modality, COMPOSED)
                yield one
                if modality is Modality.ACTUAL:
                    yield replace(one, actor=target, move=MoveKind.TARGET)


def followed_suit(sentence: Sentence, regimes: Regimes, cast: Cast) -> Iterator[Found]:
    """Sanctions that others impose too, told in the next sentence: "Norway followed suit"."""
    near = regimes.near(sentence)
    for verb in sentence.tokens:
        if verb.pos not in VERBS or len(near) != 1 or not _likewise(sentence, verb):
            continue
        (imposer, target), _ = near[0]
        modality = modality_of(sentence, verb)
        for actor in parties(sentence, subject(sentence, verb), cast):
            if actor not in (imposer, target):
                pact = regimes.of(sentence, actor, target, cast)
                one = Found(sentence, verb, pact, actor, MoveKind.IMPOSE, modality, COMPOSED)
                yield one
                if modality is Modality.ACTUAL:
                    yield replace(one, actor=target, move=MoveKind.TARGET)


def _likewise(sentence: Sentence, verb: Token) -> bool:
    """Whether others did the same: "followed suit", "did so", "took the same step"."""
    thing = sentence.child(verb, "dobj")
    if verb.lemma == "follow":
        return thing is None or thing.lower == "suit"
    if verb.lemma == "do":
        return any(c.lower in ("so", "likewise", "same") for c in sentence.children(verb))
    same = thing is not None and any(
        c.lower in ("same", "similar", "like") for c in sentence.children(thing, "amod")
    )
    rows = move_words().get((verb.lemma, "verb"), ())
    imposes = verb.lemma == "take" or any(r.move == "impose" for r in rows)
    return imposes and same and thing is not None and thing.lemma in pact_words("alike steps")
