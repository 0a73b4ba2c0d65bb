"""Reviews: a person's verdict on one row; which rows wait for one, and what was said so far.

A verdict holds for the row's id within its article, so that a newer coder that finds the row again
finds it reviewed. What a verdict brought with it (corrections, a retraction) carries its number,
and the views leave that out once the verdict is taken back (`dragoman.ledger.current`).
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

import duckdb
import msgspec

from dragoman.errors import UsageError
from dragoman.ledger.articles import rows_asked
from dragoman.ledger.files import guarded
from dragoman.ledger.rows import clean, now
from dragoman.ledger.schema import KEPT, quoted
from dragoman.ledger.writing import Writer


class Reviewed(StrEnum):
    """What can be reviewed: a row, or who an actor of an article is."""

    EVENT = "event"
    ATTRIBUTION = "attribution"
    MOVE = "move"
    IDENTITY = "identity"


class Verdict(StrEnum):
    """What a person says of a row."""

    ACCEPT = "accept"
    MEND = "mend"
    REJECT = "reject"


class Order(StrEnum):
    """In which order rows wait: by lot, the least sure first, or the latest page first."""

    RANDOM = "random"
    LEAST_SURE = "least-sure"
    LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Review:
    """One verdict, as `reviews` has it.

    `label` is what the row was read as, `identity` whom an actor was taken for, `drawn` how the
    row was come by, `judgement` the number of the one that was made of it. `void` says that it was
    taken back; `number` is 0 before it is entered.
    """

    kind: Reviewed
    article: str
    subject: str
    reading: str
    label: str
    identity: str | None
    verdict: Verdict
    drawn: str
    reason: str
    author: str
    judgement: int | None = None
    number: int = 0
    made_at: str = ""
    void: bool = False


@dataclass(frozen=True, slots=True)
class Draw:
    """Which rows wait, and in which order.

    Args:
        kind: what is reviewed.
        label: only rows that are read as this.
        least: only rows that are as sure as this, from 0 to 1.
        most: only rows that are no surer.
        order: in which order they come.
        seed: what the lot is drawn by; the same one gives the same order.
    """

    kind: Reviewed = Reviewed.EVENT
    label: str | None = None
    least: float = 0.0
    most: float = 1.0
    order: Order = Order.RANDOM
    seed: int = 1

    @property
    def drawn(self) -> str:
        """How a row of it is come by: at random only where how sure it is plays no part."""
        banded = self.least > 0 or self.most < 1
        if self.order is Order.RANDOM and not banded:
            return Order.RANDOM.value
        return Order.LEAST_SURE.value if self.order is Order.LEAST_SURE else CHOSEN


CHOSEN = "chosen"
"""How a row is come by that somebody went to by himself."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that waits: where it is, what it was read as and how sure."""

    article: str
    subject: str
    label: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows of a kind and label have which verdict.

    A row with several verdicts counts once, as rejected before mended before accepted; `drawn` is
    "random" where all its verdicts came of a draw by lot.
    """

    kind: Reviewed
    label: str
    drawn: str
    accepted: int
    mended: int
    rejected: int


SOURCES = {
    Reviewed.EVENT: ("events", "id", "type", "confidence"),
    Reviewed.ATTRIBUTION: ("attributions", "id", "kind", "confidence"),
    Reviewed.MOVE: ("moves", "id", "move", "confidence"),
    Reviewed.IDENTITY: ("resolutions", "actor", "kind", "score"),
}
"""The view that has the rows of a kind, and its columns for their id, label and confidence."""

ORDERS = {
    Order.RANDOM: "md5(concat_ws(' ', $seed, r.article, r.subject))",
    Order.LEAST_SURE: "r.confidence NULLS LAST",
    Order.LATEST: "r.published DESC NULLS LAST",
}
ROW = """SELECT article, {1} AS subject, reading, {2} AS label, {3} AS confidence, published
FROM {0}"""
OPEN = """SELECT r.* FROM ({rows}) r
WHERE NOT EXISTS (FROM reviews v WHERE NOT v.void AND v.kind = $kind
                  AND v.article = r.article AND v.subject = r.subject)
  AND ($label IS NULL OR r.label = $label)
  AND ($least <= 0 OR r.confidence >= $least) AND ($most >= 1 OR r.confidence <= $most)"""

MADE = """SELECT kind, article, subject, reading, label, identity, verdict, drawn, reason, author,
  judgement, number, strftime(made_at, '%Y-%m-%d %H:%M:%S') AS made_at, void FROM reviews"""

TALLY = """WITH single AS (
  SELECT kind, article, subject, arg_max(label, number) AS label,
    CASE WHEN bool_and(drawn = 'random') THEN 'random' ELSE 'chosen' END AS drawn,
    max(CASE verdict WHEN 'reject' THEN 3 WHEN 'mend' THEN 2 ELSE 1 END) AS worst
  FROM reviews WHERE NOT void GROUP BY kind, article, subject)
SELECT kind, label, drawn, count(*) FILTER (worst = 1) AS accepted,
  count(*) FILTER (worst = 2) AS mended, count(*) FILTER (worst = 3) AS rejected
FROM single GROUP BY ALL ORDER BY kind, label, drawn"""

READ_AS = {
    Reviewed.EVENT: f"SELECT type FROM {KEPT}.events WHERE reading = $reading AND id = $subject",
    Reviewed.ATTRIBUTION: f"""SELECT kind FROM {KEPT}.attributions
      WHERE reading = $reading AND id = $subject""",
    Reviewed.MOVE: f'SELECT "move" FROM {KEPT}.moves WHERE reading = $reading AND id = $subject',
    Reviewed.IDENTITY: f"""SELECT kind FROM {KEPT}.resolutions
      WHERE reading = $reading AND actor = $subject""",
}


class Reviewing:
    """What a ledger tells of its reviews, and of the rows that wait for one."""

    _connection: duckdb.DuckDBPyConnection

    @property
    def path(self) -> str:
        """Where the ledger lies."""
        raise NotImplementedError

    def waiting(self, draw: Draw, skip: int = 0) -> tuple[Waiting | None, int]:
        """The row that comes after `skip` others, None behind the last, and how many wait."""
        rows = OPEN.format(rows=ROW.format(*SOURCES[draw.kind]))
        wanted = {
            "kind": draw.kind.value,
            "label": draw.label,
            "least": draw.least,
            "most": draw.most,
        }
        by = {"seed": str(draw.seed)} if draw.order is Order.RANDOM else {}
        with guarded(self.path):
            [count] = rows_asked(self._connection, f"SELECT count(*) AS n FROM ({rows})", wanted)
            found = rows_asked(
                self._connection,
                f"SELECT * FROM ({rows}) r ORDER BY {ORDERS[draw.order]}, r.article, r.subject "
                f"LIMIT 1 OFFSET $skip",
                wanted | by | {"skip": skip},
            )
        return (msgspec.convert(found[0], Waiting) if found else None), int(count["n"])

    def labels(self, kind: Reviewed) -> tuple[tuple[str, int], ...]:
        """What rows of a kind are read as, and how many are."""
        rows = ROW.format(*SOURCES[kind])
        with guarded(self.path):
            found = rows_asked(
                self._connection,
                f"SELECT label, count(*) AS n FROM ({rows}) GROUP BY 1 ORDER BY 1",
                {},
            )
        return tuple((str(row["label"]), int(row["n"])) for row in found)

    def made_reviews(self, *, void: bool = False) -> tuple[Review, ...]:
        """All verdicts in the order in which they were given; those taken back only if asked."""
        where = "" if void else " WHERE NOT void"
        return self._reviews(f"{MADE}{where} ORDER BY number", {})

    def review(self, number: int) -> Review | None:
        """The verdict of a number."""
        found = self._reviews(f"{MADE} WHERE number = $number", {"number": number})
        return found[0] if found else None

    def last_review(self, author: str) -> Review | None:
        """The latest verdict of a person that holds."""
        query = f"{MADE} WHERE NOT void AND author = $author ORDER BY number DESC LIMIT 1"
        found = self._reviews(query, {"author": clean(author)})
        return found[0] if found else None

    def reviews_of(self, kind: Reviewed, article: str, subject: str) -> tuple[Review, ...]:
        """The verdicts on one row, the latest first, those taken back too."""
        query = f"""{MADE} WHERE kind = $kind AND article = $article AND subject = $subject
            ORDER BY number DESC"""
        wanted = {"kind": kind.value, "article": clean(article), "subject": clean(subject)}
        return self._reviews(query, wanted)

    def mended_by(self, number: int) -> dict[str, str]:
        """The values that a review set right, in JSON, by column."""
        query = f"SELECT field, value FROM {KEPT}.corrections WHERE review = $number"
        with guarded(self.path):
            found = rows_asked(self._connection, query, {"number": number})
        return {row["field"]: row["value"] for row in found}

    def tallied(self) -> tuple[Tally, ...]:
        """How many rows have which verdict, by kind and what they were read as."""
        with guarded(self.path):
            found = rows_asked(self._connection, TALLY, {})
        return tuple(msgspec.convert(row, Tally) for row in found)

    def _reviews(self, query: str, wanted: dict[str, Any]) -> tuple[Review, ...]:
        with guarded(self.path):
            found = rows_asked(self._connection, query, wanted)
        return tuple(msgspec.convert(row, Review) for row in found)


def row_to_review(writer: Writer, kind: Reviewed, article: str, subject: str) -> dict[str, Any]:
    """The row that answers under an id in an article, with its `label`, as it was read.

    Raises:
        UsageError: none answers (any more).
    """
    view, column, _, _ = SOURCES[kind]
    names = "reading", "identity"
    columns = "reading, identity" if kind is Reviewed.IDENTITY else "reading, NULL"
    found = writer.all(
        f"SELECT {columns} FROM {view} WHERE article = ? AND {column} = ? LIMIT 1",
        [article, subject],
    )
    if not found:
        raise UsageError(
            f"No {kind.value} {subject[:80]!r} of article {article[:80]!r} answers. It may have "
            f"been rejected meanwhile, or read anew."
        )
    row = dict(zip(names, found[0], strict=True))
    where = {"reading": row["reading"], "subject": subject}
    return row | {"label": writer.texts(READ_AS[kind], where)[0]}


def values_now(
    writer: Writer, kind: Reviewed, article: str, subject: str, columns: Sequence[str]
) -> dict[str, Any]:
    """Columns of a row as it answers."""
    view, column, _, _ = SOURCES[kind]
    found = writer.all(
        f"SELECT {', '.join(map(quoted, columns))} FROM {view} "
        f"WHERE article = ? AND {column} = ? LIMIT 1",
        [article, subject],
    )
    return dict(zip(columns, found[0], strict=True)) if found else {}


def actors_of(writer: Writer, article: str) -> set[str]:
    """The ids of the actors that an article names, as they answer."""
    query = """SELECT id FROM actors WHERE article = $article
        UNION SELECT country FROM actors WHERE article = $article AND country IS NOT NULL
        UNION SELECT affiliation FROM actors WHERE article = $article AND affiliation IS NOT NULL"""
    return set(writer.texts(query, {"article": article}))


def enter_review(writer: Writer, review: Review) -> Review:
    """Keeps a verdict, and gives it with its number."""
    number = writer.count(f"SELECT count(*) + 1 FROM {KEPT}.reviews")
    review = replace(review, number=number, made_at=now())
    row = asdict(review)
    del row["void"]
    writer.add("reviews", row)
    return review


def take_review_back(writer: Writer, number: int, reason: str, author: str) -> Review:
    """Takes a verdict back with the corrections and the retraction that came with it.

    Raises:
        UsageError: there is none of that number that holds.
    """
    found = writer.all(f"{MADE} WHERE number = ?", [number])
    if not found or found[0][-1]:
        why = "was taken back already" if found else "is not there"
        raise UsageError(f"Review {number} {why}. `FROM reviews` in SQL lists them.")
    names = [*Review.__slots__]
    review = msgspec.convert(dict(zip(names, found[0], strict=True)), Review)
    told = {
        name: getattr(review, name)
        for name in ("kind", "article", "subject", "reading", "label", "identity", "drawn")
    }
    count = writer.count(f"SELECT count(*) + 1 FROM {KEPT}.reviews")
    said = {"undone": number, "reason": reason, "author": author, "made_at": now()}
    writer.add("reviews", told | {"number": count, "verdict": "undo"} | said)
    return replace(review, void=True)


def judgement_holds(writer: Writer, number: int) -> bool:
    """Whether a judgement was not taken back since."""
    query = "SELECT count(*) FROM judgements WHERE number = ? AND NOT void"
    return writer.count(query, [number]) > 0
