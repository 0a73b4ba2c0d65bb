"""The record: all that one page implies, and its JSON form (`dragoman.record/1`)."""

from dataclasses import dataclass, field
from typing import Any

import msgspec

from dragoman.records.actors import Actor, Cast
from dragoman.records.articles import Article
from dragoman.records.attributions import Attribution
from dragoman.records.evaluations import Evaluation
from dragoman.records.events import Event
from dragoman.records.faults import Fault
from dragoman.records.moves import Move

SCHEMA = "dragoman.record/1"


@dataclass(frozen=True, slots=True)
class Coder:
    """What read the page: Dragoman's version, the language model and its digest, the options.

    `heads` names the small models that helped, by the room that asked them.
    """

    version: str
    model: str
    model_digest: str | None
    options: dict[str, str]
    heads: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """What reading one page gives. `page` is the path or URL as it was given.

    `evaluations` are the words by which the page's own outlet judges what it tells.
    """

    page: str
    coder: Coder
    article: Article
    actors: tuple[Actor, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    moves: tuple[Move, ...] = ()
    faults: tuple[Fault, ...] = ()
    schema: str = SCHEMA
    evaluations: tuple[Evaluation, ...] = ()

    @property
    def cast(self) -> Cast:
        """The actors, found by id or place."""
        return Cast(self.actors)


def to_json(record: Record) -> bytes:
    """The record as one line of JSON in UTF-8, without a line end.

    Lone surrogates, which no UTF-8 can hold, can't occur: pages replace them when read.
    """
    return msgspec.json.encode(record)


def from_json(line: bytes | str) -> Record:
    """The record in one line of JSON.

    Raises:
        msgspec.ValidationError: the line is no `dragoman.record/1`; the message says where.
    """
    return msgspec.json.decode(line, type=Record)


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record, made from the types themselves."""
    schema = msgspec.json.schema(Record)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["$id"] = f"urn:{SCHEMA.replace('/', ':')}"
    return schema
