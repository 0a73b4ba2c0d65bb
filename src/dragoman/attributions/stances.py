"""The stance that the words of a cue take, where no construction of the rules settled it."""

from collections.abc import Sequence

from dragoman.attributions.runs import Run
from dragoman.codebook.cues import Cue, cues_of
from dragoman.language.sentences import Token
from dragoman.records import Stance

NEGATIONS = frozenset(["not", "n't", "n’t", "never", "neither", "nor", "no", "nobody", "none"])

CLAUSES = frozenset(["ROOT", "ccomp", "advcl", "relcl", "parataxis"])
"""Labels of a clause's head, which is a verb though the tagger may have it otherwise."""


def cue_row(cue: Run, contents: Sequence[Run]) -> Cue | None:
    """The codebook's row for the first word of a tagged cue that it knows, or None."""
    return next((row for t in cue.tokens if (row := _row(t, contents))), None)


def says_nothing(cue: Run, contents: Sequence[Run]) -> bool:
    """Whether a negated cue attributes nothing, by the codebook ("did not promise to pay")."""
    row = cue_row(cue, contents)
    return row is not None and _negated(cue) and row.pos == "verb" and row.negated is None


def stance_of(cue: Run, contents: Sequence[Run]) -> tuple[Stance, bool]:
    """The stance of a tagged cue to its contents, and whether it is an attitude, not speech.

    The first word of the cue that the codebook knows decides, in the construction that its
    content has if the codebook tells several apart; a negated one has its negated stance.
    """
    negated = _negated(cue)
    row = cue_row(cue, contents)
    if row is None:
        return Stance.ASSERTS, False
    stance = (row.negated or "asserts") if negated else row.stance
    return Stance(stance), row.attitude


def _negated(cue: Run) -> bool:
    return any(t.lower in NEGATIONS for t in cue.tokens)


def _row(token: Token, contents: Sequence[Run]) -> Cue | None:
    verbal = token.pos in ("VERB", "AUX") or token.dep in CLAUSES
    rows = (cues_of("verb").get(token.lemma) if verbal else None) or (
        cues_of("noun").get(token.lemma) if token.pos not in ("VERB", "AUX") else None
    )
    if not rows:
        return None
    frames = _frames(contents)
    fitting = (row for row in rows for frame in row.frames if frame in frames)
    return next(fitting, rows[0])


def _frames(contents: Sequence[Run]) -> tuple[str, ...]:
    """The frames that a content's own form calls for."""
    if any(run.tokens[0].lower == "to" for run in contents):
        return ("to", "object-to")
    if any(run.head.pos in ("VERB", "AUX") for run in contents):
        return ("that", "quote")
    return ("object", "object-complement", "preposition")
