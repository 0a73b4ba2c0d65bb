"""The steps on a pact: tellings of the same actor, move, modality and day, taken together.

A pact may have thousands, of which a page shows fifty: each is put together when it is asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, overload

from dragoman.ledger import Told
from dragoman.pacts import Contradiction
from dragoman.pacts.reports import Telling
from dragoman.records import Modality, MoveKind


@dataclass(frozen=True, slots=True)
class Step:
    """What pages tell of one move: the same actor, move, modality and day.

    `day` is the one on which the fold lets it take effect, null where no page gives any;
    `date` the date as told. `evidence` holds the tellings in the fold's order, `depth` is the
    least hearsay depth among them, and `contradictions` are those that it has a part in.
    """

    pact: str
    name: str
    day: str | None
    date: str | None
    actor: str | None
    move: MoveKind
    modality: Modality
    count: int | None
    members: tuple[str, ...] | None
    reports: int
    roots: int
    evidence: tuple[Told, ...]
    depth: int = 0
    contradictions: tuple[Contradiction, ...] = ()


class Head(Protocol):
    """What a step is, whoever tells it."""

    @property
    def pact(self) -> str:
        """The pact's id."""

    @property
    def name(self) -> str:
        """The pact's name."""

    @property
    def actor(self) -> str | None:
        """Whose step it is."""

    @property
    def move(self) -> MoveKind:
        """What is done."""

    @property
    def modality(self) -> Modality:
        """Whether it happened."""


class Steps(Sequence[Step]):
    """Steps in the fold's order, each put together when it is asked for.

    Args:
        told: the moves by article and id.
        tellings: those that are shown, in the fold's order.
        found: the contradictions by the moves that have a part in them.
    """

    def __init__(
        self,
        told: Mapping[tuple[str, str], Told],
        tellings: Iterable[Telling],
        found: Mapping[str, Sequence[Contradiction]],
    ) -> None:
        groups: dict[tuple[object, ...], list[Telling]] = {}
        for telling in tellings:
            move = telling.move
            same = (move.pact, telling.day, move.actor, move.move, move.modality)
            groups.setdefault((*same, move.count, move.members), []).append(telling)
        self._groups = list(groups.values())
        self._told = told
        self._found = found

    def __len__(self) -> int:
        """How many there are."""
        return len(self._groups)

    @overload
    def __getitem__(self, at: int) -> Step: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Step, ...]: ...
    def __getitem__(self, at: int | slice) -> Step | tuple[Step, ...]:
        """One of them, or those of a stretch."""
        if isinstance(at, slice):
            return tuple(self._step(group) for group in self._groups[at])
        return self._step(self._groups[at])

    @property
    def heads(self) -> list[Head]:
        """What each is."""
        return [group[0].move for group in self._groups]

    @property
    def evidence(self) -> Iterable[Told]:
        """The tellings of all."""
        return (
            self._told[telling.report.article, telling.move.id]
            for group in self._groups
            for telling in group
        )

    def _step(self, tellings: Sequence[Telling]) -> Step:
        first, move = tellings[0], tellings[0].move
        evidence = tuple(self._told[t.report.article, t.move.id] for t in tellings)
        mine = (c for t in tellings for c in self._found.get(t.move.id, ()))
        return Step(
            pact=move.pact,
            name=move.name,
            day=first.day if first.date or first.published else None,
            date=max((t.date for t in tellings if t.date), key=len, default=None),
            actor=move.actor,
            move=move.move,
            modality=move.modality,
            count=move.count,
            members=move.members,
            reports=len({t.report.article for t in tellings}),
            roots=len({t.report.root for t in tellings}),
            evidence=evidence,
            depth=min(each.depth for each in evidence),
            contradictions=tuple(dict.fromkeys(mine)),
        )


def heads(steps: Sequence[Step]) -> Sequence[Head]:
    """What each of some steps is, without putting together what it rests on."""
    return steps.heads if isinstance(steps, Steps) else steps


def evidence_of(steps: Sequence[Step]) -> Iterable[Told]:
    """The tellings of all steps."""
    if isinstance(steps, Steps):
        return steps.evidence
    return (told for step in steps for told in step.evidence)
