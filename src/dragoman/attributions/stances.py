"""The stance that the words of a cue take, where no construction of the rules settled it."""

from collections.abc import Sequence

from dragoman.attributions.runs import Run
from dragoman.codebook.cues import Cue, cues_of
from dragoman.language.sentences import Token
from dragoman.records import Stance

NEGATIONS = frozenset(["not", "n't", "n’t", "never", "neither", "nor", "no", "nobody", "none"])


def cue_row(cue: Run, contents: Sequence[Run]) -> Cue | None:
    """The codebook's row for the first word of a tagged cue that it knows, or None."""
    return next((row for t in cue.tokens if (row := _row(t, contents))), None)


def stance_of(cue: Run, contents: Sequence[Run]) -> tuple[Stance, bool]:
    """The stance of a tagged cue to its contents, and whether it is an attitude, not speech.

    The first word of the cue that the codebook knows decides, in the construction that its
    content has if the codebook tells several apart; a negated one has its negated stance.
    """
    negated = any(t.lower in NEGATIONS for t in cue.tokens)
    row = cue_row(cue, contents)
    if row is None:
        return Stance.ASSERTS, False
    stance = (row.negated or "asserts") if negated else row.stance
    return Stance(stance), row.attitude


def _row(token: Token, contents: Sequence[Run]) -> Cue | None:
    rows = cues_of("verb" if token.pos in ("VERB", "AUX") else "noun").get(token.lemma)
    if not rows:
        return None
    infinitive = any(run.tokens[0].lower == "to" for run in contents)
    frames = ("to", "object-to") if infinitive else ("that", "quote", "object")
    fitting = (row for row in rows for frame in row.frames if frame in frames)
    return next(fitting, rows[0])
