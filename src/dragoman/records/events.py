"""Events: source, type and target, as the PLOVER manual (draft 0.8) defines them."""

from dataclasses import dataclass
from enum import StrEnum

from msgspec import UNSET, UnsetType

from dragoman.records.spans import Span


class EventType(StrEnum):
    """PLOVER's sixteen types."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    COOPERATE = "COOPERATE"
    AID = "AID"
    CONCEDE = "CONCEDE"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Modality(StrEnum):
    """Whether it happened. `called-for` and `threatened` are for moves alone."""

    ACTUAL = "actual"
    PLANNED = "planned"
    DENIED = "denied"
    ALLEGED = "alleged"
    HYPOTHETICAL = "hypothetical"
    CALLED_FOR = "called-for"
    THREATENED = "threatened"


class DateBasis(StrEnum):
    """What a date rests on: the words, the words against the publication date, or that alone."""

    WORDS = "words"
    RELATIVE = "relative"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Place:
    """Where it happened: the words, the country (alpha-3), and a resolved name if there is one."""

    text: str
    country: str | None = None
    name: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    confidence: float = 0.0


class CodedBy(StrEnum):
    """What found an event: a row of the codebook, or the relation head alone."""

    RULE = "rule"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class TypeScore:
    """A type that an event might have, and how likely the head finds it, from 0 to 1.

    `type` is a root code of the profile plv-15, in which YIELD is CONCEDE or RETREAT.
    """

    type: str
    score: float


@dataclass(frozen=True, slots=True)
class Coding:
    """What the type of an event rests on.

    `words` are the words that decided, the trigger among them; `rule` is the codebook's row as
    words, null where the head alone found the event. `related` is how likely the head finds any
    relation between source and target, `types` its likeliest types; null and empty where the
    head was not asked.
    """

    by: CodedBy
    words: tuple[Span, ...]
    rule: str | None = None
    related: float | None = None
    types: tuple[TypeScore, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnType:
    """A type of a user's ontology that an event has; `parent` is a user's type or PLOVER's."""

    type: str
    label: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One sentence's telling of who did what to whom.

    `source` and `target` are actor ids; in an act done together each holds all parties. `date`
    is ISO 8601 at the precision of the words (YYYY, YYYY-MM or YYYY-MM-DD). `quad` is 1 verbal
    cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict. Events of one
    happening share an `occurrence`. `attribution` is the id of the one that carries it.
    `intensity` is PLOVER's score of the act, from -10 (conflict) to 10 (cooperation), null in
    records that were written before they held one. `coding` says what the type rests on.
    `ontology` are the types that a user's own ontology gives it; the key is missing where a page
    was read without one.
    """

    id: str
    occurrence: str
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str
    quad: int
    source: tuple[str, ...]
    target: tuple[str, ...]
    trigger: Span
    sentence: Span
    date: str | None
    date_basis: DateBasis | None
    place: Place | None
    modality: Modality
    attribution: str | None
    confidence: float
    intensity: float | None = None
    coding: Coding | None = None
    ontology: tuple[OwnType, ...] | UnsetType = UNSET
