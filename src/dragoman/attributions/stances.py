"""The stance that the words of a cue take, where no construction of the rules settled it."""

from collections.abc import Sequence

from dragoman.attributions.runs import Run
from dragoman.codebook.cues import Cue, cues_of
from dragoman.language.sentences import Token
from dragoman.records import Stance

NEGATIONS = frozenset(["not", "n't", "n’t", "never", "neither", "nor", "no", "nobody", "none"])


def stance_of(cue: Run, contents: Sequence[Run]) -> Stance:
    """The stance of a tagged cue to its contents.

    The first word of the cue that the codebook knows decides, in the construction that its
    content has if the codebook tells several apart; a negated one has its negated stance.
    """
    negated = any(t.lower in NEGATIONS for t in cue.tokens)
    for token in cue.tokens:
        row = _row(token, contents)
        if row is not None:
            if not negated:
                return Stance(row.stance)
            return Stance(row.negated) if row.negated else Stance.ASSERTS
    return Stance.ASSERTS


def _row(token: Token, contents: Sequence[Run]) -> Cue | None:
    rows = cues_of("verb" if token.pos in ("VERB", "AUX") else "noun").get(token.lemma)
    if not rows:
        return None
    infinitive = any(run.tokens[0].lower == "to" for run in contents)
    frames = ("to", "object-to") if infinitive else ("that", "quote", "object")
    fitting = (row for row in rows for frame in row.frames if frame in frames)
    return next(fitting, rows[0])
