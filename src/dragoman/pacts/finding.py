"""Moves: who did what on which pact, read off the words that govern a pact's name."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.language.sentences import ParsedArticle, Sentence
from dragoman.pacts.answers import StepJudge, pact_moves, untold
from dragoman.pacts.bare import on_nothing
from dragoman.pacts.clauses import VERBS, grips
from dragoman.pacts.counting import attested
from dragoman.pacts.dating import sharing
from dragoman.pacts.imposing import regime_moves
from dragoman.pacts.judging import judged
from dragoman.pacts.measures import on_measures
from dragoman.pacts.mentions import mentions_by_sentence
from dragoman.pacts.naming import Names, own_names
from dragoman.pacts.parties import parties, subject
from dragoman.pacts.questions import Named, Surroundings, on_pacts, on_regimes
from dragoman.pacts.reading import Found, actors_of, acts_on, rows_of
from dragoman.pacts.register import PactMention, Register, Told
from dragoman.pacts.sanctioning import followed_suit, on_sanctions
from dragoman.pacts.sanctions import Regimes
from dragoman.pacts.signatories import composed, leaders, mediators, opened, signatories
from dragoman.pacts.telling import answers, told
from dragoman.pacts.writing import written
from dragoman.records import Attribution, Cast, Event, Modality, Move, MoveKind, PactKind

ON_ACCESSION = {
    MoveKind.JOIN: MoveKind.BACK,
    MoveKind.BACK: MoveKind.BACK,
    MoveKind.OPPOSE: MoveKind.OPPOSE,
    MoveKind.BLOCK: MoveKind.BLOCK,
}
"""What others can do on an accession: to ratify one is to back it."""
NOTHING = 0.03
"""How likely a head's likeliest step is at most where a sentence tells none, as it seems."""


def find_moves(
    parsed: ParsedArticle,
    cast: Cast,
    events: Sequence[Event],
    attributions: Sequence[Attribution],
    names: Names | None = None,
    *,
    judge: StepJudge | None = None,
) -> tuple[Move, ...]:
    """The moves on pacts that an article tells, in text order.

    Only the article's own sentences count, not its title or comments. A move is a verb or noun
    of `codebook/data/move_words.tsv` that governs the name of a pact, or "the accord" or "it"
    where these can go back to one pact alone. Each (pact, actor, move, modality, date) is given
    once; a telling without a date, or with a coarser one, is left out beside a dated one, and so
    is a plan without a date beside the deed.

    Args:
        parsed: the article.
        cast: its actors; only states, organisations, groups and people in office make moves.
        events: its events; the date of one with the same trigger serves where no words date it.
        attributions: its attributions; a move cites the innermost that contains its trigger.
        names: those of the catalogue to go by, the package's own where there is none.
        judge: a head that is asked for the moves that these words leave untold.
    """
    names = names or own_names()
    regimes, register = Regimes(names), Register()
    found: list[Found] = []
    named: Named | None = None
    for sentence, mentions in mentions_by_sentence(parsed, cast, names, register):
        before, named = _before(parsed, sentence, named), Named(sentence, mentions)
        here = list(_on_pacts(sentence, mentions, cast))
        here += list(_gapped(here, cast))
        _remember(register, here)
        gripped = frozenset(g.word.i for m in mentions for g in grips(sentence, m.token))
        bare = list(on_nothing(sentence, register, gripped, cast))
        bare += list(_gapped(bare, cast))
        sanctions = list(on_sanctions(sentence, regimes, cast))
        sanctions += on_measures(sentence, regimes, cast)
        sanctions += [] if bare else list(followed_suit(sentence, regimes, cast))
        _remember(register, bare + sanctions)
        told = here + bare + sanctions
        if judge is not None:
            about = Surroundings(named, before, cast)
            further = untold(_asked(about, told, register, regimes, judge), told)
            _remember(register, further)
            told += further
        found += told
    return written(parsed, cast, found, events, attributions)


def _asked(
    about: Surroundings,
    told: Sequence[Found],
    register: Register,
    regimes: Regimes,
    judge: StepJudge,
) -> list[Found]:
    """What a head says of a sentence, of which the words have `told` some moves."""
    hit = frozenset(o.actor for o in told if o.move is MoveKind.TARGET and o.actor is not None)
    found: list[Found] = []
    likeliest: float | None = None
    for question in on_pacts(about, register):
        if not question.passage.named and likeliest is not None and likeliest < NOTHING:
            continue  # a sentence that tells no step on one pact seldom tells one on another
        answer = judge(question)
        likeliest = max(likeliest or 0.0, answer.likeliest)
        found += pact_moves(question, answer, register, about.cast)
    for question in on_regimes(about, regimes):
        found += regime_moves(question, judge(question), regimes, about.cast, hit=hit)
    return found


def _before(parsed: ParsedArticle, sentence: Sentence, last: Named | None) -> Named | None:
    """The sentence before another, with its pacts where it is the `last` one that was read."""
    before = parsed.before(sentence)
    if before is None or (last is not None and last.sentence.index == before.index):
        return None if before is None else last
    return Named(before, ())


def _remember(register: Register, found: Sequence[Found]) -> None:
    """Puts moves into the register; what a name alone implies is none that others follow."""
    for one in found:
        if not one.dateless:
            register.move(Told(one.sentence.index, one.pact, one.actor, one.move, one.modality))


def _gapped(found: Sequence[Found], cast: Cast) -> Iterator[Found]:
    """The moves of those who share a verb: "Hungary ratified it in May and Oman in June"."""
    known = {(one.pact.id, one.actor, one.move) for one in found}
    for one in found:
        for other in sharing(one, cast):
            if (other.pact.id, other.actor, other.move) not in known:
                yield other
        if one.trigger.pos not in VERBS or one.actor is None or one.dateless:
            continue
        for token in one.sentence.children(one.trigger, "conj"):
            if token.pos == "PROPN" and one.sentence.child(one.trigger, "prep"):
                for actor in parties(one.sentence, token, cast):
                    yield replace(one, actor=actor, trigger=token)


def _on_pacts(sentence: Sentence, mentions: Sequence[PactMention], cast: Cast) -> Iterator[Found]:
    """The moves of a sentence on accords and coalitions."""
    hidden: set[int] = set()
    for mention in mentions:
        if mention.pact.parent is not None and mention.accession:
            moves = list(_on_accession(sentence, mention, cast))
            if moves:
                hidden.update(t.i for t in sentence.subtree(mention.token))
            yield from moves
    yield from mediators(sentence, mentions, cast)
    for mention in mentions:
        if mention.accession or mention.token.i in hidden:
            continue
        yield from _on_named(sentence, mention, cast)
        yield from attested(sentence, mention, cast)
        yield from judged(sentence, mention, cast)
        yield from signatories(sentence, mention, cast)
        yield from leaders(sentence, mention, cast)
        yield from composed(sentence, mention, cast)
        yield from opened(sentence, mention)
        for target in mention.target:
            yield Found(
                sentence,
                mention.token,
                mention.pact,
                target,
                MoveKind.TARGET,
                Modality.ACTUAL,
                mention.confidence,
                dateless=True,
            )


def _on_named(sentence: Sentence, mention: PactMention, cast: Cast) -> Iterator[Found]:
    for grip in grips(sentence, mention.token):
        for row in rows_of(sentence, grip, mention.pact.kind, mention.pact.acts):
            move, trigger, modality = told(sentence, grip.word, row, cast)
            actors = actors_of(sentence, grip.word, row, mention.token, cast)
            if answers(trigger, grip.word, move):
                actors = parties(sentence, subject(sentence, trigger), cast)
            one = Found(sentence, trigger, mention.pact, None, move, modality, mention.confidence)
            yield from acts_on(one, row, actors)


def _on_accession(sentence: Sentence, mention: PactMention, cast: Cast) -> Iterator[Found]:
    for grip in grips(sentence, mention.token):
        for row in rows_of(sentence, grip, PactKind.ACCORD, acts=False):
            move, trigger, modality = told(sentence, grip.word, row, cast)
            direct = "dobj" in row.links or "of" in row.links
            if move not in ON_ACCESSION or (move is MoveKind.JOIN and not direct):
                continue
            for actor in actors_of(sentence, grip.word, row, mention.token, cast):
                yield Found(
                    sentence,
                    trigger,
                    mention.pact,
                    actor,
                    ON_ACCESSION[move],
                    modality,
                    mention.confidence,
                )
