"""What a head's answers tell of sanctions: who lays, eases or lifts them, and on whom they lie."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.language.mark_judge import JudgedPassage
from dragoman.language.sentences import Sentence, Token
from dragoman.pacts.answers import IMPOSING, SURER, found_at
from dragoman.pacts.questions import Question
from dragoman.pacts.reading import Found
from dragoman.pacts.sanctions import Regimes, sanctions_mentions, together
from dragoman.pacts.steps import Step, steps
from dragoman.records import ActorKind, Cast, Modality, MoveKind

PERMANENT = frozenset({"CHN", "FRA", "GBR", "RUS", "USA"})
"""The members of the Security Council that have a veto (UN Charter, articles 23 and 27)."""
OFTEN = 4
"""How often a text must name a state that its sanctions lie on, as it seems."""


def regime_moves(
    question: Question,
    judged: JudgedPassage,
    regimes: Regimes,
    cast: Cast,
    *,
    hit: frozenset[str] = frozenset(),
) -> Iterator[Found]:
    """The moves on sanctions that the head tells: on whom the sentence names as their object.

    Where it names none, on whom the sanctions lie that the text named last. `hit` are the targets
    that the words of the sentence tell; beside them the head must be surer of another.
    """
    told = [step for step in steps(question, judged) if step.asked is not None]
    aimed = {p: s for s in told if s.move is MoveKind.TARGET and s.asked for p in s.asked.parties}
    if hit:
        aimed = {p: s for p, s in aimed.items() if p in hit or s.sure >= SURER}
    laying = _laying(told)
    last = regimes.at_issue(question.sentence)
    targets = list(aimed) or sorted(hit) or ([last[1]] if last else [])
    targets = targets or _only_other(question, laying, cast)
    imposers: dict[str, None] = {}
    _lay_together(question, laying, targets, regimes, cast)
    for step in told:
        for party in step.asked.parties if step.asked and step.move in IMPOSING else ():
            own = [target for target in targets if target != party]
            for target in own or _fallen_on(question, party, laying, regimes, cast):
                owner = _owner(question, target, cast)
                owner = owner or _taken_up(question, (party, target), regimes, cast)
                if owner == party:
                    imposers[party] = None
                yield from _imposed(question, (owner, target), (party, step), regimes, cast)
    for step in told:
        if step.move in IMPOSING or step.move is MoveKind.TARGET or step.asked is None:
            continue
        sides = [(i, t) for i in imposers for t in targets] or ([last] if last else [])
        if step.move is MoveKind.BLOCK and _vetoed(question.sentence, step.asked.parties):
            sides = [("UNSC", target) for _, target in sides]
        for imposer, target in sides:
            for party in step.asked.parties:
                pact = regimes.of(question.sentence, imposer, target, cast)
                if party != imposer:
                    yield found_at(question, pact, party, step)


def _vetoed(sentence: Sentence, parties: Sequence[str]) -> bool:
    """Whether a permanent member's veto is told of, which it casts in the Security Council."""
    told = any(token.lemma == "veto" for token in sentence.tokens)
    return told and PERMANENT.issuperset(parties)


def _owner(question: Question, target: str, cast: Cast) -> str | None:
    """Whose sanctions a sentence calls them: who adopts the EU's has none of his own."""
    mentions = sanctions_mentions(question.sentence, cast)
    owners = {i for m in mentions if target in m.targets for i in m.imposers}
    return next(iter(owners)) if len(owners) == 1 else None


def _taken_up(question: Question, sides: tuple[str, str], regimes: Regimes, cast: Cast) -> str:
    """Whose sanctions a state lays of which the text has told none: its own, or a body's.

    "Benin applied the sanctions" of the body that laid those of which the text tells most.
    """
    party, target = sides
    main = regimes.main()
    if main is None or main[1] != target or main[0] == party or sides in regimes.named:
        return party
    if not _is_state(party, cast) or _is_state(main[0], cast):
        return party
    nouns = [question.sentence.tokens[first] for first, _ in question.passage.named]
    nouns = [noun for noun in nouns if noun.pos in ("NOUN", "PRON")]
    return main[0] if nouns and all(_of_another(question.sentence, n) for n in nouns) else party


def _of_another(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun goes back to sanctions named before: "the sanctions", in the plural or not."""
    below = sentence.children(noun)
    definite = any(c.lower in ("the", "these", "those") for c in below)
    return definite and all(c.dep in ("det", "punct") for c in below)


def _laying(told: Sequence[Step]) -> frozenset[str]:
    """Who lays, eases or lifts sanctions in a sentence."""
    return frozenset(p for s in told if s.move in IMPOSING and s.asked for p in s.asked.parties)


def _fallen_on(
    question: Question, party: str, laying: frozenset[str], regimes: Regimes, cast: Cast
) -> list[str]:
    """On whom a party lays sanctions where no words near say so.

    On the only other state or body that the sentence names, if only by an adjective ("banned
    European apples"); on who laid some on the party ("Beijing answered with a list of its own");
    on whom most of the text's sanctions lie; and where it has told of none yet, on the state that
    it names most.
    """
    sentence = question.sentence
    named = {
        other
        for mention in cast.within(sentence.span)
        for other in cast.parties(mention.actor)
        if other not in laying and _lies_on(other, cast)
    }
    if len(named) == 1:
        return list(named)
    last, main = regimes.at_issue(sentence), regimes.main()
    if last is not None and last[1] == party:
        return [last[0]]
    if main is not None and main[1] != party:
        return [main[1]]
    if last is not None or named or len(laying) > 1:
        return []  # what several lay together has a name of its own
    states = [a for a in cast.actors if a.kind is ActorKind.COUNTRY and a.party not in laying]
    most = sorted(((len(a.mentions), a.party) for a in states), reverse=True)[:2]
    alone = len(most) == 1 or (len(most) == 2 and most[0][0] >= 2 * most[1][0])
    return [most[0][1]] if most and alone and most[0][0] >= OFTEN else []


def _lies_on(party: str, cast: Cast) -> bool:
    """Whether sanctions can lie on a party: a state, or the European Union."""
    return _is_state(party, cast) or party == "EU"


def _only_other(question: Question, laying: frozenset[str], cast: Cast) -> list[str]:
    """The one state that a sentence names beside those who lay or lift sanctions: their object."""
    states = {p for asked in question.asked for p in asked.parties if _is_state(p, cast)}
    others = sorted(states - laying)
    return others if laying and len(others) == 1 else []


def _is_state(party: str, cast: Cast) -> bool:
    actor = cast.by_id.get(party)
    return actor is not None and actor.kind is ActorKind.COUNTRY


def _lay_together(
    question: Question,
    laying: frozenset[str],
    targets: Sequence[str],
    regimes: Regimes,
    cast: Cast,
) -> None:
    """Has the regimes take note of those who lay one boycott or embargo together."""
    nouns = [question.sentence.tokens[first] for first, _ in question.passage.named]
    joint = together(nouns, len(laying - set(targets)))
    for target in targets if joint is not None else ():
        regimes.joint(question.sentence, sorted(laying - {target}), target, cast, str(joint))


def _imposed(
    question: Question,
    sides: tuple[str, str],
    taken: tuple[str, Step],
    regimes: Regimes,
    cast: Cast,
) -> Iterator[Found]:
    """A party's step on the sanctions of one side on the other; their target, where it lays them.

    Who adopts another's sanctions has no target of its own.
    """
    party, step = taken
    one = found_at(question, regimes.of(question.sentence, *sides, cast), party, step)
    yield one
    if one.modality is Modality.ACTUAL and party == sides[0]:
        begins = one.move in (MoveKind.IMPOSE, MoveKind.REIMPOSE)
        yield replace(one, actor=sides[1], move=MoveKind.TARGET, dateless=not begins)
