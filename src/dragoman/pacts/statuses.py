"""The words of standing, and the runs of moves that a word rests on."""

from collections.abc import Mapping, Sequence

from dragoman.pacts.reports import Telling
from dragoman.records import MoveKind

MEMBERSHIP: Mapping[MoveKind, str] = {
    MoveKind.JOIN: "member",
    MoveKind.REJOIN: "member",
    MoveKind.INVITE: "invited",
    MoveKind.DECLINE: "declined",
    MoveKind.SUSPEND: "suspended",
    MoveKind.WITHDRAW: "withdrawn",
    MoveKind.EXPEL: "expelled",
}
"""The membership that a move gives its actor."""

ROLE: Mapping[MoveKind, str] = {
    MoveKind.PROPOSE: "proposer",
    MoveKind.BACK: "supporter",
    MoveKind.OPPOSE: "opponent",
    MoveKind.BLOCK: "blocking",
    MoveKind.BROKER: "broker",
    MoveKind.TARGET: "target",
    MoveKind.IMPOSE: "imposing",
    MoveKind.REIMPOSE: "imposing",
    MoveKind.EASE: "imposing",
    MoveKind.LIFT: "lifted",
}
"""The role that a move gives its actor."""

WORDS: Mapping[MoveKind, str] = {**MEMBERSHIP, **ROLE}
"""The word of standing that a move gives its actor."""

EXPIRED = "expired"
"""Every actor's status on a pact that has ended."""

STATUSES = frozenset({*WORDS.values(), EXPIRED})
"""All words that a status can be."""

ANEW = frozenset({MoveKind.REJOIN, MoveKind.REIMPOSE})
"""Moves that say that the status had ended in between, even where no page told so."""

Runs = dict[str, list[Telling]]
"""For each actor the latest moves that all give it the same word."""


def runs(told: Sequence[Telling], words: Mapping[MoveKind, str]) -> Runs:
    """The run of each actor that any of `words` applies to; `told` is in the fold's order."""
    found: Runs = {}
    for telling in told:
        actor, kind = telling.move.actor, telling.move.move
        if actor is None or kind not in words:
            continue
        run = found.get(actor)
        if run is None or _turns(run, kind, words):
            found[actor] = [telling]
        else:
            run.append(telling)
    return found


def _turns(run: Sequence[Telling], kind: MoveKind, words: Mapping[MoveKind, str]) -> bool:
    """Whether a move ends the run before it."""
    if words[run[0].move.move] != words[kind]:
        return True
    return kind in ANEW and run[0].move.move not in ANEW


def since(run: Sequence[Telling]) -> str | None:
    """The date of a run's first move, as exactly as the run gives it; None where it has none.

    A run dated 2018-05 and 2018-05-08 gives 2018-05-08; a move without a date gives its page's.
    """
    if not run:
        return None
    first = run[0].date or run[0].published
    while first is not None:
        finer = [t.date for t in run if t.date and t.date != first and t.date.startswith(first)]
        if not finer:
            break
        first = min(finer)
    return first
