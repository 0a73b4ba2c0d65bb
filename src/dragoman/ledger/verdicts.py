"""Verdicts as they are entered and taken back.

A verdict holds for the row's id within its article, so that a newer coder that finds the row again
finds it reviewed. What a verdict brought with it (corrections, a retraction) carries its number,
and the views leave that out once the verdict is taken back (`dragoman.ledger.current`).
"""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

import msgspec

from dragoman.errors import UsageError
from dragoman.ledger.reviews import MADE, SOURCES, Review, Reviewed
from dragoman.ledger.rows import now
from dragoman.ledger.schema import KEPT, quoted
from dragoman.ledger.writing import Writer

READ_AS = {
    Reviewed.EVENT: f"SELECT type FROM {KEPT}.events WHERE reading = $reading AND id = $subject",
    Reviewed.ATTRIBUTION: f"""SELECT kind FROM {KEPT}.attributions
      WHERE reading = $reading AND id = $subject""",
    Reviewed.MOVE: f'SELECT "move" FROM {KEPT}.moves WHERE reading = $reading AND id = $subject',
    Reviewed.IDENTITY: f"""SELECT kind FROM {KEPT}.resolutions
      WHERE reading = $reading AND actor = $subject""",
}


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
