"""The contexts of an act: what its words, its kind and its parties say that it is about.

Several can hold; none is given for a lone vague word. A strong word of the act's own clause
decides, two weak signs do so together, and a word of the rest of the sentence counts for half.
"""

from collections import defaultdict
from collections.abc import Mapping

from dragoman.codebook.cameo import cameo_codes
from dragoman.codebook.contexts import NONE, ContextSign, context_signs, context_words
from dragoman.events.acts import Act
from dragoman.events.clauses import phrases_in
from dragoman.records import Actor, ActorKind

ENOUGH = 1.0
"""The weight from which a context holds."""
ELSEWHERE = 0.5
"""What a word beyond the act's own clause counts for."""
BY_CODE = 0.5
"""What the contexts count for that a CAMEO code alone speaks for."""
IGO = "IGO"


def contexts_of(
    act: Act, mode: str | None, code: str, told: Mapping[str, float] | None = None
) -> tuple[str, ...]:
    """PLOVER's contexts of an act, the best founded first.

    Args:
        act: the act.
        mode: its mode, if one is told.
        code: its CAMEO code, as far as that is known.
        told: what `weights_of` gives for the act, where that is known already.
    """
    weights = defaultdict(float, weights_of(act) if told is None else told)
    known = cameo_codes().get((act.type, code))
    for context in known.contexts if known else ():
        weights[context] += BY_CODE
    for sign in context_signs():
        if _holds(sign, act, mode, code):
            weights[sign.context] += sign.weight
    held = [context for context, weight in weights.items() if weight >= ENOUGH]
    return tuple(sorted(held, key=lambda context: (-weights[context], context)))


def weights_of(act: Act) -> Mapping[str, float]:
    """How much the words of an act's sentence speak for each context.

    The same word twice says no more than once.
    """
    best: dict[tuple[str, tuple[str, ...]], float] = {}
    for row, held in phrases_in(act.sentence.tokens, context_words()):
        if row.context == NONE:
            continue
        near = all(t.i in act.own for t in held)
        weight = row.weight if near else row.weight * ELSEWHERE
        key = row.context, row.words
        best[key] = max(best.get(key, 0.0), weight)
    weights: dict[str, float] = defaultdict(float)
    for (context, _), weight in best.items():
        weights[context] += weight
    return weights


def _holds(sign: ContextSign, act: Act, mode: str | None, code: str) -> bool:
    """Whether all that a sign asks for is so."""
    if sign.type and sign.type != act.type:
        return False
    if sign.modes and mode not in sign.modes:
        return False
    if sign.code and not code.startswith(sign.code):
        return False
    if sign.sectors and not any(actor.sector in sign.sectors for actor in act.actors):
        return False
    if not sign.states:
        return True
    return any(map(_of_states, act.source)) and any(map(_of_states, act.target))


def _of_states(actor: Actor) -> bool:
    """Whether somebody acts for a state's government or a body of states."""
    if actor.kind is ActorKind.COUNTRY or actor.sector in ("GOV", IGO):
        return True
    return actor.kind is ActorKind.ORGANISATION and actor.country is None
