"""How well moves on pacts are read: short texts, each with the moves that it tells.

A corpus is JSON Lines; `evaluation/moves/README.md` says what its keys hold. The measures:

- *lenient*: a move is right when its pact, actor and move are. A pact is the annotated one whose
  names its own name or id fits best, where at least 0.6 of the words that either has are shared,
  small words aside; sanctions never fit an accord. A move of everybody (found, expire, attest) is
  right with or without an actor.
- *strict*: modality, date to the annotation's precision, and the count of an attest as well.
- *standing*: the share of the statuses in which the annotation's moves fold that the moves that
  were read fold in, too.
- *false moves per 100 texts*: moves that fit no annotated one, lenient, optional ones included.

Optional moves count neither when they are found nor when they aren't; a second telling of a
matched move with the same modality is no error.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import UsageError
from dragoman.evaluation.pairing import one_to_one
from dragoman.evaluation.rates import Rate
from dragoman.pacts.statuses import MEMBERSHIP, ROLE
from dragoman.records import Modality, Move, MoveKind, Record

HALVES = ("dev", "held")
FIT = 0.6
SLIGHT = "the a an of on for to in and against by over with sanctions sanction regime"
SMALL = frozenset(re.findall(r"\w+", SLIGHT))
WHOSESOEVER = frozenset({"found", "expire", "attest"})
LAST = "9999-99-99"


@dataclass(frozen=True, slots=True)
class GoldMove:
    """One annotated move; what may be one of several is a set, and empty where all will do."""

    names: tuple[str, ...]
    kind: str
    actors: frozenset[str | None]
    move: str
    modalities: frozenset[str]
    dates: frozenset[str]
    count: int | None
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldTelling:
    """One annotated text with the moves that it tells."""

    id: str
    half: str
    text: str
    published: str | None
    moves: tuple[GoldMove, ...]


def read_moves(path: Path) -> list[GoldTelling]:
    """The texts of a corpus.

    Raises:
        UsageError: a line is no annotated text; the message says which and why.
    """
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            found.append(_telling(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{path}, line {number}, is no annotated text: {error!r}.") from error
    return found


def _telling(given: Mapping[str, Any]) -> GoldTelling:
    if given["half"] not in HALVES:
        raise ValueError(f"half {given['half']!r} is not one of {', '.join(HALVES)}")
    moves = tuple(_move(move) for move in given["moves"])
    return GoldTelling(given["id"], given["half"], given["text"], given["published"], moves)


def _move(given: Mapping[str, Any]) -> GoldMove:
    modalities = frozenset(_several(given["modality"]))
    for value in modalities:
        Modality(value)
    return GoldMove(
        names=tuple(given["pact"]),
        kind=given["kind"],
        actors=frozenset(_several(given["actor"])) or frozenset({None}),
        move=MoveKind(given["move"]).value,
        modalities=modalities,
        dates=frozenset(_several(given["date"])),
        count=given.get("count"),
        optional=bool(given.get("optional", False)),
    )


def _several(given: str | list[str] | None) -> list[str]:
    if given is None:
        return []
    return given if isinstance(given, list) else [given]


@dataclass(frozen=True, slots=True)
class Matched:
    """The moves read from a text beside the annotated ones.

    `lenient` and `strict` pair the numbers of annotated and read moves; `kept` are the numbers of
    the read ones without second tellings.
    """

    gold: GoldTelling
    found: tuple[Move, ...]
    kept: frozenset[int]
    lenient: tuple[tuple[int, int], ...]
    strict: tuple[tuple[int, int], ...]

    def rate(self, pairs: Sequence[tuple[int, int]]) -> Rate:
        """Expected, found and right, optional moves aside."""
        right = sum(not self.gold.moves[g].optional for g, _ in pairs)
        expected = sum(not move.optional for move in self.gold.moves)
        return Rate(expected, len(self.kept) - (len(pairs) - right), right)

    @property
    def missed(self) -> tuple[GoldMove, ...]:
        """The annotated moves that were not found."""
        hit = {g for g, _ in self.lenient}
        return tuple(m for g, m in enumerate(self.gold.moves) if g not in hit and not m.optional)

    @property
    def false(self) -> tuple[Move, ...]:
        """The read moves that fit no annotated one."""
        hit = {p for _, p in self.lenient}
        return tuple(self.found[p] for p in sorted(self.kept - hit))


def match(gold: GoldTelling, record: Record) -> Matched:
    """Pairs what was read from a text with what a person annotated."""
    found = tuple(dict.fromkeys(record.moves))
    pacts = [_pact(move, gold.moves) for move in found]
    fits = [
        (g, p)
        for g, want in enumerate(gold.moves)
        for p, have in enumerate(found)
        if pacts[p] == want.names[0] and have.move == want.move and _by(record, have, want)
    ]
    rated = {(g, p): _closeness(gold.moves[g], found[p]) for g, p in fits}
    lenient = one_to_one(
        (2.0 * told + dated + other / 4, *at) for at, (told, dated, other) in rated.items()
    )
    strict = one_to_one((1.0, *at) for at, (told, dated, _) in rated.items() if told and dated)
    taken = {p for _, p in lenient}
    again = {p for (_, p), (told, _, _) in rated.items() if told and p not in taken}
    kept = frozenset(range(len(found))) - again
    return Matched(gold, found, kept, tuple(lenient), tuple(strict))


def _closeness(want: GoldMove, have: Move) -> tuple[bool, bool, bool]:
    """Whether a read move has the annotated modality, date and count; whether it is needed."""
    dated = not want.dates or any((have.date or "").startswith(date) for date in want.dates)
    counted = want.count is None or have.count == want.count
    return have.modality.value in want.modalities, dated and counted, not want.optional


def _by(record: Record, have: Move, want: GoldMove) -> bool:
    actor = record.cast.by_id.get(have.actor or "")
    who = {have.actor, actor.country if actor and actor.country else have.actor}
    if want.move in WHOSESOEVER and (have.actor is None or None in want.actors):
        return True
    return not want.actors.isdisjoint(who)


def _pact(move: Move, wanted: Sequence[GoldMove]) -> str | None:
    """The first name of the annotated pact that a move's pact fits best."""
    best, first = 0.0, None
    for want in wanted:
        if (want.kind == "sanctions") != (move.kind.value == "sanctions"):
            continue
        fit = max(likeness(own, name) for own in (move.name, move.pact) for name in want.names)
        if fit > best:
            best, first = fit, want.names[0]
    return first if best >= FIT else None


def likeness(one: str, other: str) -> float:
    """How many of the words of two names they share, small ones left out: from 0 to 1."""
    have, want = (frozenset(re.findall(r"[\w+]+", n.casefold())) - SMALL for n in (one, other))
    return len(have & want) / len(have | want) if have and want else 0.0


def move_figures(matched: Iterable[Matched]) -> dict[str, float]:
    """The figures by name over texts."""
    texts = list(matched)
    lenient = sum((m.rate(m.lenient) for m in texts), Rate())
    strict = sum((m.rate(m.strict) for m in texts), Rate())
    held = [same for m in texts for same in _standings(m)]
    return {
        "moves: lenient precision": lenient.precision,
        "moves: lenient recall": lenient.recall,
        "moves: lenient F1": lenient.f1,
        "moves: strict F1": strict.f1,
        "standing": sum(held) / len(held) if held else 0.0,
        "false moves per 100 texts": 100 * sum(len(m.false) for m in texts) / max(1, len(texts)),
    }


def _standings(matched: Matched) -> list[bool]:
    """For each status in which the annotation folds, whether what was read folds in it too."""
    day = matched.gold.published or LAST
    pairs = {p: g for g, p in matched.lenient}
    wanted = _folded(
        (min(want.dates, default=day), (want.names[0], _one_of(want)), want.move)
        for want in matched.gold.moves
        if "actual" in want.modalities and not want.optional and want.actors != {None}
    )
    read = _folded(
        (have.date or day, _who(matched, have, pairs.get(p)), have.move.value)
        for p, have in enumerate(matched.found)
        if have.modality is Modality.ACTUAL and have.actor
    )
    return [read.get(who) == status for who, status in wanted.items()]


def _one_of(want: GoldMove) -> str:
    """What stands for an actor that may be called by one of several codes."""
    return min(actor for actor in want.actors if actor is not None)


def _who(matched: Matched, have: Move, gold: int | None) -> tuple[str, str]:
    """The pact and actor of a read move, as the annotation calls them where it has them."""
    pact = _pact(have, matched.gold.moves) or have.name
    moves = matched.gold.moves
    own = (m for m in moves if m.names[0] == pact and have.actor in m.actors)
    called = next(own, None) if gold is None else moves[gold]
    if called is None or called.actors == {None}:
        return pact, str(have.actor)
    return pact, _one_of(called)


def _folded(
    told: Iterable[tuple[str, tuple[str, str], str]],
) -> dict[tuple[str, str], str]:
    """The status of each actor on each pact, from days, actors and moves."""
    membership: dict[tuple[str, str], str] = {}
    role: dict[tuple[str, str], str] = {}
    for _, who, move in sorted(told, key=lambda t: (t[0] + "-01-01")[:10]):
        kind = MoveKind(move)
        if kind in MEMBERSHIP:
            membership[who] = MEMBERSHIP[kind]
        elif kind in ROLE:
            role[who] = ROLE[kind]
    firm = {who: s for who, s in membership.items() if s != "invited" or who not in role}
    return role | firm
