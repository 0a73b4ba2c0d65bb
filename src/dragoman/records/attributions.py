"""Attributions: source, cue and content, in the terms of PARC and PolNeAR."""

from dataclasses import dataclass
from enum import StrEnum

from dragoman.records.spans import Span


class AttributionKind(StrEnum):
    """How the content is given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    BLOCK = "block"


class Stance(StrEnum):
    """How the source stands to the content."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DECLINES = "declines"
    ASKS = "asks"
    PROMISES = "promises"
    THREATENS = "threatens"


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so: the words that name the source, and the actor behind them where known.

    `named` is False where they describe somebody without saying who it is ("a senior official"),
    null where that can't be told, as of a pronoun whose referent is unknown.
    """

    start: int
    end: int
    actor: str | None = None
    named: bool | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One claim and whose it is.

    `content` may have several spans. `via` is the id of the attribution that contains this
    one, null when the page's own outlet reports it; following it outward gives the chain.
    """

    id: str
    source: Source | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: AttributionKind
    stance: Stance
    via: str | None
    confidence: float
