"""What a ledger answers with, as plain values."""

from dataclasses import dataclass

from dragoman.records import Alternative, Move, Span, TypeScore


@dataclass(frozen=True, slots=True)
class Told:
    """A move as the page that tells it gives it, with what the fold wants to know of the page.

    `published` is null where the page has no date; `read` is the day on which it was first read;
    `root` the source that the telling goes back to. Where the grounds were asked for, `sentence`
    is the one that has the evidence, `name` what the page was called when it was read, `chain`
    those on whose word it is told, the page's outlet first, `depth` how many stand between the
    outlet and whoever tells it (the hearsay depth), and `speaker` the state or body that the last
    of them acts for, null for the outlet.
    """

    move: Move
    article: str
    published: str | None
    read: str
    root: str
    page: str
    url: str | None
    outlet: str | None
    sentence: str = ""
    chain: tuple[str, ...] = ()
    depth: int = 0
    name: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """What the fold asks of a move's sentence.

    `act` is the one joining act that it tells of, null for none or several; `same` what it has in
    common with its copies, null for a sentence too short to be one.
    """

    act: str | None
    same: str | None


@dataclass(frozen=True, slots=True)
class PactRow:
    """A pact that the ledger tells of: how many moves and pages, and the days of its moves."""

    id: str
    name: str
    kind: str
    parent: str | None
    moves: int
    pages: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class ActorRow:
    """Somebody whom the ledger's pages name, in one capacity.

    `score`, `reason` and `alternatives` are those of the most doubtful of its resolutions;
    `judgements` the numbers of those that decided any; `read_as` the ids that readings gave it.
    """

    id: str
    name: str
    kind: str
    country: str | None
    affiliation: str | None
    sector: str | None
    role: str | None
    score: float | None
    reason: str | None
    alternatives: tuple[Alternative, ...]
    mentions: int
    articles: int
    judgements: tuple[int, ...]
    read_as: tuple[str, ...]


Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """What is in a ledger.

    `rows` counts the rows that answer, by table; `kept` those of all versions and readings. The
    other counts give the most frequent first; `names` says what their parties and pacts are called.
    """

    ledger: str
    schema: int
    bytes: int
    written: str | None
    published: tuple[str | None, str | None]
    words: int
    rows: Counts
    kept: Counts
    outlets: Counts
    languages: Counts
    types: Counts
    parties: Counts
    pacts: Counts
    faults: Counts
    coders: Counts
    builds: int
    names: dict[str, str]
    clusters: int = 0
    """Clusters of reprints, and how many pages are in them."""
    reprints: int = 0


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one build did; the columns of `receipts` say what each number counts.

    A build that was killed and run again to its end gives the receipt that it would have given,
    but for its times, words and speed, which are those of the last run.
    """

    build: int
    started: str
    finished: str
    coder: str
    paths: tuple[str, ...]
    given: int
    read: int
    known: int
    revised: int
    reread: int
    faulty: int
    faults: dict[str, int]
    words: int
    seconds: float
    words_a_second: float


@dataclass(frozen=True, slots=True)
class Stored:
    """A reading to be verified: which content it read, where that lay, and what was said of it."""

    reading: str
    source: str
    digest: str
    name: str
    location: str | None
    options: dict[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger knows of a source.

    `build` is the build that read it last, `coder` the id of what read it then, `failed` whether
    it never gave a record.
    """

    build: int
    coder: str
    failed: bool


@dataclass(frozen=True, slots=True)
class CodedEvent:
    """An event with what its coding rests on.

    `text` is its sentence, which lies at `sentence` in the article; `words` are those that
    decided. `coded_by` is null in what was read before this was kept. `named` are those whom the
    sentence names, by actor id, and where.
    """

    id: str
    article: str
    url: str | None
    title: str | None
    type: str
    mode: str | None
    cameo: str
    modality: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    confidence: float
    coded_by: str | None
    rule: str | None
    related: float | None
    words: tuple[Span, ...]
    types: tuple[TypeScore, ...]
    sentence: Span
    text: str
    date: str | None
    date_basis: str | None
    attribution: str | None
    named: tuple[tuple[str, Span], ...]
