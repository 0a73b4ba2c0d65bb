"""What a ledger tells of its reviews: which rows wait for one, and what was said so far."""

from typing import Any

import duckdb
import msgspec

from dragoman.ledger.articles import rows_asked
from dragoman.ledger.current import article_known
from dragoman.ledger.files import guarded
from dragoman.ledger.reviews import (
    MADE,
    SOURCES,
    Draw,
    Identity,
    Order,
    Place,
    Review,
    Reviewed,
    Tally,
    Waiting,
    start_of,
)
from dragoman.ledger.rows import clean
from dragoman.ledger.schema import KEPT
from dragoman.records import Span

ORDERS = {
    Order.RANDOM: "{lot} < $start, {lot}",
    Order.LEAST_SURE: "r.confidence NULLS LAST, {lot}",
    Order.LATEST: "r.published DESC NULLS LAST",
}
LOTS = {Reviewed.IDENTITY: "md5(concat_ws(' ', r.article, r.subject))"}
"""What rows are shuffled by. The ids of all others are hashes of what they say, and so shuffled."""
ROW = """SELECT article, {1} AS subject, reading, {2} AS label, {3} AS confidence, published
FROM {0}"""
OPEN = """SELECT r.* FROM ({rows}) r
WHERE NOT EXISTS (FROM reviews v WHERE NOT v.void AND v.kind = $kind
                  AND v.article = r.article AND v.subject = r.subject)
  AND ($label IS NULL OR r.label = $label)
  AND ($least <= 0 OR r.confidence >= $least) AND ($most >= 1 OR r.confidence <= $most)"""

IDENTITY = f"""SELECT r.reading, r.actor, h.name AS read_name, r.identity, r.name, r.kind,
  r.country, r.affiliation, r.sector, r.role, r.score, r.reason,
  coalesce(r.alternatives, []) AS alternatives
FROM ({article_known()}) p JOIN {KEPT}.resolutions r ON r.reading = p.reading
JOIN {KEPT}.actors h ON h.reading = r.reading AND h.id = r.actor
WHERE p.article = $article AND r.actor = $actor LIMIT 1"""
"""Of one article alone, as the view of all takes longer in a larger ledger."""
NAMED = f"""SELECT span_start, span_end FROM {KEPT}.mentions
WHERE reading = $reading AND actor = $actor ORDER BY span_start, span_end"""

TALLY = """WITH single AS (
  SELECT kind, article, subject, arg_max(label, number) AS label,
    CASE arg_min(drawn, number) WHEN 'random' THEN 'random' ELSE 'chosen' END AS drawn,
    max(CASE verdict WHEN 'reject' THEN 3 WHEN 'mend' THEN 2 ELSE 1 END) AS worst
  FROM reviews WHERE NOT void GROUP BY kind, article, subject)
SELECT kind, label, drawn, count(*) FILTER (worst = 1) AS accepted,
  count(*) FILTER (worst = 2) AS mended, count(*) FILTER (worst = 3) AS rejected
FROM single GROUP BY ALL ORDER BY kind, label, drawn"""


def labels_of(connection: duckdb.DuckDBPyConnection, kind: Reviewed) -> tuple[tuple[str, int], ...]:
    """What rows of a kind are read as, and how many are."""
    rows = ROW.format(*SOURCES[kind])
    query = f"SELECT label, count(*) FROM ({rows}) GROUP BY 1 ORDER BY 1"
    return tuple((str(label), int(n)) for label, n in connection.execute(query).fetchall())


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
        by = {"start": start_of(draw.seed)} if draw.order is Order.RANDOM else {}
        order = ORDERS[draw.order].format(lot=LOTS.get(draw.kind, "r.subject"))
        with guarded(self.path):
            found = rows_asked(
                self._connection,
                f"WITH waits AS MATERIALIZED ({rows}) "
                f"SELECT *, (SELECT count(*) FROM waits) AS n FROM waits r "
                f"ORDER BY {order}, r.article, r.subject LIMIT 1 OFFSET $skip",
                wanted | by | {"skip": skip},
            )
            if found or not skip:
                count = found[0]["n"] if found else 0
            else:
                [told] = rows_asked(self._connection, f"SELECT count(*) AS n FROM ({rows})", wanted)
                count = told["n"]
        return (msgspec.convert(found[0], Waiting) if found else None), int(count)

    def labels(self, kind: Reviewed) -> tuple[tuple[str, int], ...]:
        """What rows of a kind are read as, and how many are."""
        with guarded(self.path):
            return labels_of(self._connection, kind)

    def places_reviewed(self, kind: Reviewed) -> tuple[Place, ...]:
        """The rows of a kind that have a verdict, each once."""
        query = "SELECT DISTINCT article, subject FROM reviews WHERE NOT void AND kind = $kind"
        with guarded(self.path):
            found = rows_asked(self._connection, query, {"kind": kind.value})
        return tuple((row["article"], row["subject"]) for row in found)

    def has_only_new_verdicts(self, builds: int, reviews: int) -> bool:
        """Whether verdicts alone came after so many builds and rows of `reviews`.

        One that was taken back is more: the row may answer again that it had rejected.
        """
        query = f"""SELECT (SELECT count(*) FROM receipts) = $builds AND NOT EXISTS (
          FROM {KEPT}.reviews WHERE number > $reviews AND undone IS NOT NULL) AS so"""
        with guarded(self.path):
            [told] = rows_asked(self._connection, query, {"builds": builds, "reviews": reviews})
        return bool(told["so"])

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

    def identity_read(self, article: str, actor: str) -> Identity | None:
        """Who an actor of an article is, with where it is named; None where none answers."""
        wanted = {"article": clean(article), "actor": clean(actor)}
        with guarded(self.path):
            found = rows_asked(self._connection, IDENTITY, wanted)
            if not found:
                return None
            here = {"reading": found[0].pop("reading"), "actor": wanted["actor"]}
            named = rows_asked(self._connection, NAMED, here)
        spans = [Span(each["span_start"], each["span_end"]) for each in named]
        return msgspec.convert(found[0] | {"mentions": spans}, Identity)

    def tallied(self) -> tuple[Tally, ...]:
        """How many rows have which verdict, by kind and what they were read as."""
        with guarded(self.path):
            found = rows_asked(self._connection, TALLY, {})
        return tuple(msgspec.convert(row, Tally) for row in found)

    def _reviews(self, query: str, wanted: dict[str, Any]) -> tuple[Review, ...]:
        with guarded(self.path):
            found = rows_asked(self._connection, query, wanted)
        return tuple(msgspec.convert(row, Review) for row in found)
