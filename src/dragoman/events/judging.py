"""Judging: what a head says of the acts that words tell, and of candidates that no word tells."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.codebook.cues import cues_of
from dragoman.codebook.plover import YIELD, plover_types, plv_root
from dragoman.events.candidates import Candidate, find_candidates, phrase_of
from dragoman.events.parties import Parties
from dragoman.events.telling import NO_SECOND_EVENT, Told
from dragoman.language.modality import modality_of
from dragoman.language.pair_judge import Judged, PairJudge
from dragoman.language.pairs import Pair, Phrase
from dragoman.language.sentences import Sentence, Token
from dragoman.records import TypeScore

LEAST_RELATED = 0.8
"""How likely a relation must be for a candidate that no row of the codebook backs."""
LEAST_TYPE = 0.8
"""How likely its type must be."""
LEAST_AIMED = 0.5
"""How likely a target must be that no phrase around the act's word names."""
TYPES = 3
"""Types of the head that a record keeps."""
MOST_ACTS = 12
"""Acts of one sentence about which the head is asked: a sentence of thousands of words is none."""
MOST_ASKED = 3
"""Parties of a sentence that are asked about for one act."""
UNAIMED = ("AGREE", "CONSULT", "COOPERATE")
"""Types of acts done together, whose parties are all sources where they are named."""
NEUTRAL = ("say", "be", "have", "do", "tell", "add", "know", "think", "see", "get", "go", "come")
"""Verbs too common to tell an act by the company that they keep."""


def judged_acts(
    sentence: Sentence, parties: Parties, told: Sequence[Told], judge: PairJudge
) -> list[Told]:
    """The acts of a sentence, their targets filled in, and those that the head finds itself.

    The head is asked where the words leave something open: an act that the codebook's words tell
    of both sides stands as it is.

    Args:
        sentence: the sentence.
        parties: who is meant by its words.
        told: the acts that the codebook's words tell.
        judge: the head.
    """
    words = tuple(token.text for token in sentence.tokens)
    aimless = [act for act in told if not act.target][:MOST_ACTS]
    aimed = {act.token.i: _aimed(sentence, words, parties, act, judge) for act in aimless}
    acts = [aimed.get(act.token.i, act) for act in told]
    found = _found(sentence, words, _untold(sentence, parties, told)[:MOST_ACTS], judge)
    return acts + [act for act in found if not _told_already(act, acts, parties)]


def type_scores(judged: Judged | None) -> tuple[TypeScore, ...]:
    """The likeliest types that a record keeps; none where the head was not asked."""
    likeliest = () if judged is None else judged.labels[:TYPES]
    return tuple(TypeScore(label, round(share, 4)) for label, share in likeliest)


def _aimed(
    sentence: Sentence, words: tuple[str, ...], parties: Parties, act: Told, judge: PairJudge
) -> Told:
    """The act with the target that the head gives it, where no phrase around its word names one.

    "Restored ties with Qatar and lifted a boycott": of those whom the sentence names, it is the
    one to whom the head most surely relates the source by an act of this very type.
    """
    if act.target or not act.source or act.type in UNAIMED:
        return act
    source = _phrase(sentence, parties, act)
    others = _others(sentence, parties, act) if source is not None else []
    pairs = [Pair(words, source, phrase_of(sentence, token)) for token, _ in others]
    best, sure = act, LEAST_AIMED
    for (_, target), judged in zip(others, judge.judge(pairs), strict=True):
        score = judged.related * judged.probability(plv_root(act.type))
        if score > sure:
            best, sure = replace(act, target=target, judged=judged), score
    return best


def _others(sentence: Sentence, parties: Parties, act: Told) -> list[tuple[Token, tuple[str, ...]]]:
    """Those nearest to an act whom the sentence names beside its sources."""
    own = {parties.party(a) for a in act.source}
    found: dict[tuple[str, ...], Token] = {}
    for token in sorted(sentence.tokens, key=lambda t: abs(t.i - act.token.i)):
        if token.dep == "compound" or parties.at(token) is None:
            continue
        named = tuple(a for a in parties.of((token,), deep=False) if parties.acts(a))
        if named and own.isdisjoint(map(parties.party, named)):
            found.setdefault(named, token)
    return [(token, named) for named, token in found.items()][:MOST_ASKED]


def _told_already(act: Told, others: Sequence[Told], parties: Parties) -> bool:
    """Whether another word of the sentence tells an act of the same type by the same party."""
    own = {parties.party(a) for a in act.source}
    return any(
        plv_root(other.type) == plv_root(act.type)
        and not own.isdisjoint(parties.party(a) for a in other.source)
        for other in others
    )


def _found(
    sentence: Sentence, words: tuple[str, ...], candidates: Sequence[Candidate], judge: PairJudge
) -> list[Told]:
    """The candidates that the head takes for acts, the likeliest for each word."""
    pairs = [
        Pair(words, phrase_of(sentence, c.source_head), phrase_of(sentence, c.target_head))
        for c in candidates
    ]
    best: dict[int, tuple[float, Candidate, Judged]] = {}
    for candidate, judged in zip(candidates, judge.judge(pairs), strict=True):
        share = judged.labels[0][1]
        if judged.related < LEAST_RELATED or share < LEAST_TYPE:
            continue
        score = judged.related * share
        if candidate.token.i not in best or score > best[candidate.token.i][0]:
            best[candidate.token.i] = (score, candidate, judged)
    acts = (_act(sentence, candidate, judged) for _, candidate, judged in best.values())
    return [act for act in acts if act.modality not in NO_SECOND_EVENT]


def _act(sentence: Sentence, candidate: Candidate, judged: Judged) -> Told:
    token = candidate.token
    type_ = _type(judged.best, token)
    return Told(
        token=token,
        type=type_,
        mode=None,
        cameo=plover_types()[type_].cameo,
        source=candidate.source,
        target=candidate.target,
        modality=modality_of(sentence, token),
        words=(token.span,),
        judged=judged,
    )


def _type(root: str, token: Token) -> str:
    """PLOVER's type for a root code of plv-15: who gives way by a verb of saying concedes."""
    if root != YIELD:
        return root
    spoken = token.lemma in cues_of("verb") or token.lemma in cues_of("noun")
    return "CONCEDE" if spoken else "RETREAT"


def _untold(sentence: Sentence, parties: Parties, told: Iterable[Told]) -> list[Candidate]:
    """The candidates around words that tell no act yet, and between parties that none relates."""
    acts = list(told)
    taken = {act.token.i for act in acts}
    related = {
        (parties.party(a), parties.party(b)) for act in acts for a in act.source for b in act.target
    }
    found = []
    for candidate in find_candidates(sentence, parties):
        sides = {
            (parties.party(a), parties.party(b)) for a in candidate.source for b in candidate.target
        }
        plain = candidate.token.lemma in NEUTRAL
        counts = all(any(map(parties.acts, side)) for side in (candidate.source, candidate.target))
        if not plain and counts and candidate.token.i not in taken and not sides & related:
            found.append(candidate)
    return found


def _phrase(sentence: Sentence, parties: Parties, act: Told) -> Phrase | None:
    """The phrase nearest to the act that names one of its sources."""
    sides = {parties.party(a) for a in act.source}
    found = []
    for token in sentence.tokens:
        named = parties.at(token)
        if named is not None and parties.party(named.id) in sides and token.dep != "compound":
            found.append((abs(token.i - act.token.i), phrase_of(sentence, token)))
    return min(found)[1] if found else None
