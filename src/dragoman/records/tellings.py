"""What a ledger tells of one event or saying, with all that a dataset has in one row.

A record keeps its nouns apart and lets them name one another by id. A dataset's row has the event,
its actors as they are resolved, and the page that tells it, side by side: so do these.
"""

from dataclasses import dataclass
from datetime import datetime

from dragoman.records.spans import Span


@dataclass(frozen=True, slots=True)
class Party:
    """An actor on one side of a telling, as it is resolved.

    Fields are as those of `Actor`; whatever the ledger has no row for is None. `words` and `start`
    are the words of the sentence that name it first, and where they lie.
    """

    id: str
    name: str | None = None
    kind: str | None = None
    country: str | None = None
    affiliation: str | None = None
    sector: str | None = None
    role: str | None = None
    members: tuple[str, ...] = ()
    words: str | None = None
    start: int | None = None

    @property
    def party(self) -> str:
        """The state or body that it is or acts for, else itself."""
        return self.country or self.affiliation or self.id


@dataclass(frozen=True, slots=True)
class Publication:
    """The page that tells it; `length` counts the code points of the article's text.

    `people`, `bodies` and `lands` name the persons, the organisations and groups, and the states
    that the article speaks of.
    """

    article: str
    page: str
    url: str | None
    outlet: str | None
    published: str | None
    title: str | None
    language: str | None
    length: int
    coder: str
    read: datetime
    people: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    lands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """The place of an event."""

    country: str | None
    name: str | None
    text: str | None
    latitude: float | None
    longitude: float | None


NOWHERE = Site(None, None, None, None, None)
"""No place at all."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence's telling of an event, or a saying that CAMEO counts as one.

    `type` is None for a saying, whose `id` is the attribution's. `words` tell it; `quote` is the
    sentence. `date` is as told, at its precision.
    """

    id: str
    occurrence: str
    type: str | None
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str
    quad: int
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    trigger: Span
    sentence: Span
    words: str | None
    quote: str | None
    date: str | None
    date_basis: str | None
    site: Site | None
    modality: str
    attribution: str | None
    root: str
    confidence: float
    publication: Publication


@dataclass(frozen=True, slots=True)
class Saying:
    """One attribution, with whom it names.

    `source` is None where nobody known speaks. `addressed` are those whom words between cue and
    content name, `concerned` those whom the content names, both in text order. `told` says that
    an event's word lies in the cue: the event tells the act then.
    """

    id: str
    stance: str
    source: Party | None
    addressed: tuple[Party, ...]
    concerned: tuple[Party, ...]
    cue: Span
    sentence: Span
    words: str | None
    quote: str | None
    told: bool
    attribution: str | None
    root: str
    confidence: float
    publication: Publication


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article's text with what stands around it, for quoting.

    `role` says what of the row it is: sentence, source, cue, content or evidence. The words are
    None where they are not to be given.
    """

    role: str
    span: Span
    exact: str | None
    prefix: str | None
    suffix: str | None


@dataclass(frozen=True, slots=True)
class Quotation:
    """A row of the record with the pieces of text that it rests on.

    `kind` is event, attribution or move; `label` its type, stance or move; `told` the row in
    words.
    """

    kind: str
    id: str
    label: str
    told: str
    pieces: tuple[Piece, ...]
    publication: Publication
