"""One row as a reviewer sees it: its words in their context, what it says, what can be mended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dragoman.codebook.offices import sector_parts
from dragoman.codebook.plover import plover_types
from dragoman.flow.identities import entries
from dragoman.flow.indexed import IndexedLedger
from dragoman.flow.opening import OpenLedger
from dragoman.flow.reviewing import ACTS_FOR
from dragoman.ledger import Identity, Reviewed
from dragoman.records import (
    Attribution,
    AttributionKind,
    Event,
    EventType,
    Modality,
    Move,
    MoveKind,
    Record,
    Span,
    Stance,
)
from dragoman.views.chains import ARROW, Speakers
from dragoman.views.web.passages import AROUND, Piece, named_in, passage

MENTIONS = 4
"""How many places are shown that name somebody."""
SAID = {True: "true", False: "false", None: ""}
NAMED = (("true", "by name"), ("false", "without a name"), ("", "can’t be told"))
"""Whether a source is named, as a form says it, and in words."""
SOURCES = "An id, or the full name of a person."
NEW_SOURCE = "Only of somebody whom neither the article nor the codebook knows."
OF_EVENTS = ("actual", "planned", "denied", "alleged", "hypothetical")

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FormField:
    """A column that can be mended.

    `values` are those that stand; with `choices` one of those is chosen, else it is written, with
    the ids of `list` at hand. `hint` says when it is filled in.
    """

    name: str
    label: str
    values: tuple[str, ...]
    choices: Choices = ()
    list: str = ""
    many: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A row as it is reviewed.

    `texts` are the passages that it rests on, each in pieces; `says` what the row says, by name;
    `place` its address on the article's page; `actors` and `pacts` the ids that may be meant.
    """

    kind: Reviewed
    subject: str
    record: Record
    head: str
    confidence: float | None
    texts: tuple[tuple[Piece, ...], ...]
    says: tuple[tuple[str, str], ...]
    fields: tuple[FormField, ...]
    place: str
    actors: Choices
    pacts: Choices = ()


def item_of(
    ledger: OpenLedger, known: IndexedLedger, kind: Reviewed, article: str, subject: str
) -> Item | None:
    """A row of an article; None where none answers under the id.

    Args:
        ledger: the ledger.
        known: its index, which is asked for the record where it has the same state.
        kind: what the row is.
        article: the article's id.
        subject: the row's.
    """
    same = known.state == ledger.state
    record = known.record(article) if same else ledger.record(article)
    if record is None:
        return None
    if kind is Reviewed.IDENTITY:
        identity = ledger.identity_read(article, subject)
        return None if identity is None else _identity(record, identity)
    if kind is Reviewed.EVENT:
        event = next((e for e in record.events if e.id == subject), None)
        return None if event is None else _event(record, event)
    if kind is Reviewed.MOVE:
        move = next((m for m in record.moves if m.id == subject), None)
        pacts = tuple((row.id, row.name) for row in known.pact_rows())
        return None if move is None else _move(record, move, pacts)
    claim = next((a for a in record.attributions if a.id == subject), None)
    return None if claim is None else _claim(record, claim)


def _event(record: Record, event: Event) -> Item:
    speakers = Speakers(record)
    marks = [("cue", event.trigger)]
    marks += named_in(record, "source", event.source, event.sentence)
    marks += named_in(record, "target", event.target, event.sentence)
    modes: Choices = (("", "none"),)
    modes += tuple((m, f"{t.name}: {m}") for t in plover_types().values() for m in t.modes)
    if event.mode and event.mode not in {value for value, _ in modes}:
        modes += ((event.mode, event.mode),)
    return Item(
        kind=Reviewed.EVENT,
        subject=event.id,
        record=record,
        head=event.type.lower(),
        confidence=event.confidence,
        texts=(passage(record, event.sentence, marks),),
        says=(
            ("source", speakers.actors(event.source)),
            ("type", f"{event.type.lower()}{f', {event.mode}' if event.mode else ''}"),
            ("target", speakers.actors(event.target)),
            ("when", event.date or "no date"),
            ("modality", event.modality.value),
            ("where", event.place.text if event.place else "–"),
            ("told by", ARROW.join(speakers.chain(event.attribution))),
        ),
        fields=(
            FormField("type", "Type", (event.type.value,), _choices(EventType)),
            FormField("mode", "Mode", (event.mode or "",), modes),
            FormField("source", "Source", event.source, list="actors", many=True),
            FormField("target", "Target", event.target, list="actors", many=True),
            FormField("date", "Date", (event.date or "",)),
            FormField(
                "modality", "Modality", (event.modality.value,), tuple((m, m) for m in OF_EVENTS)
            ),
        ),
        place=f"e-{event.id}",
        actors=_actors(record),
    )


def _move(record: Record, move: Move, pacts: Choices) -> Item:
    speakers = Speakers(record)
    sides = [*([move.actor] if move.actor else []), *(move.members or ())]
    marks = named_in(record, "source", sides, move.evidence)
    says = [
        ("who", speakers.actor(move.actor) if move.actor else "–"),
        ("move", move.move.value),
        ("pact", f"{move.name} ({move.kind.value})"),
        ("when", move.date or "no date"),
        ("modality", move.modality.value),
        ("told by", ARROW.join(speakers.chain(move.attribution))),
    ]
    if move.members:
        says.insert(3, ("members", speakers.actors(move.members)))
    return Item(
        kind=Reviewed.MOVE,
        subject=move.id,
        record=record,
        head=move.move.value,
        confidence=move.confidence,
        texts=(passage(record, move.evidence, marks),),
        says=tuple(says),
        fields=(
            FormField("move", "Move", (move.move.value,), _choices(MoveKind)),
            FormField("actor", "Who", (move.actor or "",), list="actors"),
            FormField("pact", "Pact", (move.pact,), list="pacts"),
            FormField("date", "Date", (move.date or "",)),
            FormField("modality", "Modality", (move.modality.value,), _choices(Modality)),
        ),
        place=f"m-{move.id}",
        actors=_actors(record),
        pacts=pacts,
    )


def _claim(record: Record, claim: Attribution) -> Item:
    speakers = Speakers(record)
    marks = [("content", span) for span in claim.content]
    if claim.source and claim.source.start < claim.source.end:
        marks.append(("source", Span(claim.source.start, claim.source.end)))
    if claim.cue:
        marks.append(("cue", claim.cue))
    whole = Span(min(s.start for _, s in marks), max(s.end for _, s in marks))
    others = tuple(
        (other.id, speakers.source(other)) for other in record.attributions if other.id != claim.id
    )
    named = claim.source.named if claim.source else None
    source = (claim.source.actor if claim.source else None) or ""
    return Item(
        kind=Reviewed.ATTRIBUTION,
        subject=claim.id,
        record=record,
        head=claim.stance.value,
        confidence=claim.confidence,
        texts=(passage(record, whole, marks),),
        says=(
            ("source", speakers.source(claim)),
            ("known as", source or "–"),
            ("named", dict(NAMED)[SAID[named]]),
            ("stance", claim.stance.value),
            ("given", claim.kind.value),
            ("told by", ARROW.join(speakers.chain(claim.via))),
        ),
        fields=(
            FormField("source_actor", "Source", (source,), list="actors", hint=SOURCES),
            FormField(ACTS_FOR, "Acts for", ("",), list="actors", hint=NEW_SOURCE),
            FormField("source_named", "Named", (SAID[named],), NAMED),
            FormField("stance", "Stance", (claim.stance.value,), _choices(Stance)),
            FormField("kind", "Given", (claim.kind.value,), _choices(AttributionKind)),
            FormField("via", "Within", (claim.via or "",), (("", "what the outlet says"), *others)),
        ),
        place=f"a-{claim.id}",
        actors=_actors(record),
    )


def _identity(record: Record, who: Identity) -> Item:
    spans = who.mentions[:MENTIONS]
    acts_for = who.country or who.affiliation
    near = tuple((other.id, other.name) for other in who.alternatives)
    return Item(
        kind=Reviewed.IDENTITY,
        subject=who.actor,
        record=record,
        head=who.name,
        confidence=who.score,
        texts=tuple(passage(record, span, [("name", span)], AROUND // 3) for span in spans),
        says=(
            ("in the text", who.read_name),
            ("taken for", f"{who.name} ({who.identity})"),
            ("kind", who.kind),
            ("acts for", acts_for if acts_for and acts_for != who.identity else "itself"),
            ("sector", who.sector or "–"),
            ("because", who.reason or "no reason kept"),
            ("else", ", ".join(f"{name} ({id_})" for id_, name in near) or "nobody"),
        ),
        fields=(
            FormField("identity", "Who", (who.identity,), list="actors"),
            FormField("country", "Acts for", (acts_for or "",), list="actors"),
            FormField(
                "sector",
                "Sector",
                (who.sector or "",),
                (("", "none"), *((s, s) for s in sector_parts())),
            ),
        ),
        place="",
        actors=(*near, *_actors(record)),
    )


def _choices(of: type[StrEnum]) -> Choices:
    return tuple((each.value, each.value) for each in of)


def _actors(record: Record) -> Choices:
    """The ids that may be meant: those of the article's actors, then the codebook's."""
    found: dict[str, str] = {actor.id: actor.name for actor in record.actors}
    for entry in entries():
        found.setdefault(entry.id, entry.name)
    return tuple(found.items())


def values_of(item: Item, given: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """What a form says that is otherwise than the row: values by column.

    Args:
        item: the row.
        given: the form's fields; those that it doesn't have are left as they are.
    """
    found: dict[str, object] = {}
    for field in item.fields:
        if field.name not in given:
            continue
        told = tuple(dict.fromkeys(v.strip() for v in given[field.name] if v.strip()))
        if told == tuple(value for value in field.values if value):
            continue
        found[field.name] = told if field.many else (told[0] if told else None)
        if field.choices == NAMED and told:
            found[field.name] = told[0] == SAID[True]
    return found
