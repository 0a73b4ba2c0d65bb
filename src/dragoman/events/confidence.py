"""How sure a coded event is: a logistic curve over what its coding rests on.

The weights are the codebook's (`event_confidence.tsv`), fitted on annotated pages by
`dragoman.evaluation.calibrating`, so that a confidence is the share of such events that annotators
would have coded as well.
"""

import math
from collections.abc import Mapping

from dragoman.codebook.confidence import confidence_weights
from dragoman.codebook.plover import plv_root
from dragoman.records import CodedBy, Coding

LEAST_SHARE = 0.002
"""What a type counts for that is not among the head's likeliest."""
FURTHEST = 6.0


def confidence_of(
    type_: str,
    coding: Coding,
    source: bool,
    target: bool,
    weights: Mapping[str, float] | None = None,
) -> float:
    """The confidence of an event, from 0 to 1.

    Args:
        type_: its PLOVER type.
        coding: what the type rests on.
        source: whether any source is known.
        target: whether any target is known.
        weights: other weights than the codebook's.

    Raises:
        CodebookError: the table of weights can't be read.
    """
    known = confidence_weights() if weights is None else weights
    found = features(type_, coding, source, target)
    height = sum(known.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, height))))


def features(type_: str, coding: Coding, source: bool, target: bool) -> dict[str, float]:
    """What the curve is over, by name.

    A head that was not asked has a constant of its own, so that a reading without heads has
    confidences of its own too.
    """
    alone = coding.by is CodedBy.HEAD
    found = {
        "constant": 1.0,
        "noun": float(coding.rule is not None and "(noun)" in coding.rule),
        "sides": float(source and target),
        "alone": float(alone),
    }
    if coding.related is None:
        return found | {"unasked": 1.0}
    shares = {score.type: score.score for score in coding.types}
    share = max(shares.get(plv_root(type_), 0.0), LEAST_SHARE)
    return found | {"related": _logit(coding.related), "type": math.log(share)}


def _logit(share: float) -> float:
    bounded = min(max(share, 1e-4), 1 - 1e-4)
    return max(-FURTHEST, min(FURTHEST, math.log(bounded / (1 - bounded))))
