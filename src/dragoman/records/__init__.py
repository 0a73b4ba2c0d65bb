"""The nouns, frozen and typed: article, zone, span, actor, attribution, event, move, fault."""

from dragoman.records.actors import (
    Actor,
    ActorKind,
    Alternative,
    Basis,
    Cast,
    Grounds,
    Mention,
    Naming,
    Stated,
)
from dragoman.records.articles import Article, Comment, PublishedBasis, Zone, ZoneKind
from dragoman.records.attributions import Attribution, AttributionKind, Source, Stance
from dragoman.records.chains import Chains
from dragoman.records.evaluations import Evaluation, Tone
from dragoman.records.events import (
    CodedBy,
    Coding,
    DateBasis,
    Event,
    EventType,
    Modality,
    OwnType,
    Place,
    TypeScore,
)
from dragoman.records.faults import Fault, PageFault, Stage
from dragoman.records.identity import content_id
from dragoman.records.moves import Move, MoveKind, PactKind, Standing
from dragoman.records.record import SCHEMA, Coder, Record, from_json, json_schema, to_json
from dragoman.records.spans import Span
from dragoman.records.voices import Voice, unnamed, voice_key, voice_parts, voices

__all__ = [
    "SCHEMA",
    "Actor",
    "ActorKind",
    "Alternative",
    "Article",
    "Attribution",
    "AttributionKind",
    "Basis",
    "Cast",
    "Chains",
    "CodedBy",
    "Coder",
    "Coding",
    "Comment",
    "DateBasis",
    "Evaluation",
    "Event",
    "EventType",
    "Fault",
    "Grounds",
    "Mention",
    "Modality",
    "Move",
    "MoveKind",
    "Naming",
    "OwnType",
    "PactKind",
    "PageFault",
    "Place",
    "PublishedBasis",
    "Record",
    "Source",
    "Span",
    "Stage",
    "Stance",
    "Standing",
    "Stated",
    "Tone",
    "TypeScore",
    "Voice",
    "Zone",
    "ZoneKind",
    "content_id",
    "from_json",
    "json_schema",
    "to_json",
    "unnamed",
    "voice_key",
    "voice_parts",
    "voices",
]
