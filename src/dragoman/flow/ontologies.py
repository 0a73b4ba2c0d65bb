"""Types of a user's own ontology: given to the events of a record, and counted in a ledger.

A type is a pure function of an event, of its actors, of the moves that its sentence tells and of
the ontology, so that a ledger needs no reading anew when the ontology changes.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.codebook.overlays import Act, Ontology, TypeRow
from dragoman.records import Event, Move, OwnType, Record
from dragoman.records.tellings import Party, Telling

if TYPE_CHECKING:
    from dragoman.ledger import Ledger  # pages are read without it

ACTUAL = "actual"


@dataclass(frozen=True, slots=True)
class TypedEvent:
    """An event of a ledger with its types of a user's; `by` and `to` are parties."""

    id: str
    occurrence: str
    types: tuple[TypeRow, ...]
    plover: str
    mode: str | None
    modality: str
    date: str | None
    by: tuple[str, ...]
    to: tuple[str, ...]
    article: str
    published: str | None
    url: str | None
    quote: str | None


@dataclass(frozen=True, slots=True)
class TypeCount:
    """How many events a ledger has of a type, and of those below it.

    `events` are tellings as pages tell them, `actual` those told as done, `occurrences` the
    happenings that these tell.
    """

    type: str
    label: str
    parent: str | None
    events: int
    actual: int
    occurrences: int


def typed(record: Record, ontology: Ontology) -> Record:
    """A record whose events have the types that an ontology gives them."""
    return replace(
        record,
        events=tuple(
            replace(event, ontology=_own(ontology.types_of(_act(record, event))))
            for event in record.events
        ),
    )


def _own(types: Iterable[TypeRow]) -> tuple[OwnType, ...]:
    return tuple(OwnType(row.name, row.label, row.parent) for row in types)


def _act(record: Record, event: Event) -> Act:
    return Act(
        type=str(event.type),
        mode=event.mode,
        contexts=frozenset(event.contexts),
        cameo=event.cameo,
        modality=str(event.modality),
        by=_names(record, event.source),
        to=_names(record, event.target),
        pacts=_pacts(move for move in record.moves if move.evidence.overlaps(event.sentence)),
        text=record.article.words(event.sentence),
    )


def _names(record: Record, side: Sequence[str]) -> frozenset[str]:
    """The ids, parties and sectors of the actors on a side."""
    cast = record.cast
    found: set[str | None] = set()
    for name in side:
        actor = cast.by_id.get(name)
        sector = actor.sector if actor is not None else None
        found |= {name, sector, *cast.parties(name)}
    return frozenset(name for name in found if name)


def _pacts(moves: Iterable[Move]) -> frozenset[str]:
    return frozenset(name for move in moves for name in (move.pact, move.kind.value))


def typed_events(ledger: "Ledger", ontology: Ontology) -> Iterator[TypedEvent]:
    """The events of a ledger's answers to which an ontology gives a type."""
    moves: defaultdict[str, list[Move]] = defaultdict(list)
    for told in ledger.moves_told():
        moves[told.article].append(told.move)
    for telling in ledger.tellings():
        here = moves.get(telling.publication.article, ())
        types = ontology.types_of(_act_told(telling, here))
        if types:
            yield TypedEvent(
                id=telling.id,
                occurrence=telling.occurrence,
                types=types,
                plover=telling.type or "",
                mode=telling.mode,
                modality=telling.modality,
                date=telling.date,
                by=tuple(party.party for party in telling.sources),
                to=tuple(party.party for party in telling.targets),
                article=telling.publication.article,
                published=telling.publication.published,
                url=telling.publication.url,
                quote=telling.quote,
            )


def _act_told(telling: Telling, moves: Iterable[Move]) -> Act:
    return Act(
        type=telling.type or "",
        mode=telling.mode,
        contexts=frozenset(telling.contexts),
        cameo=telling.cameo,
        modality=telling.modality,
        by=_names_told(telling.sources),
        to=_names_told(telling.targets),
        pacts=_pacts(move for move in moves if move.evidence.overlaps(telling.sentence)),
        text=telling.quote or "",
    )


def _names_told(parties: Iterable[Party]) -> frozenset[str]:
    names = (n for p in parties for n in (p.id, p.party, p.sector, *p.members))
    return frozenset(name for name in names if name)


def count_types(events: Iterable[TypedEvent], ontology: Ontology) -> tuple[TypeCount, ...]:
    """How often each type is told, in the ontology's order; those below count with it."""
    told, actual = Counter[str](), Counter[str]()
    happened: defaultdict[str, set[str]] = defaultdict(set)
    for event in events:
        for name in ontology.with_parents(row.name for row in event.types):
            told[name] += 1
            if event.modality == ACTUAL:
                actual[name] += 1
                happened[name].add(event.occurrence)
    return tuple(
        TypeCount(
            row.name,
            row.label,
            row.parent,
            told[row.name],
            actual[row.name],
            len(happened[row.name]),
        )
        for row in ontology.types
    )
