"""One article's record, put together again from the rows that answer."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

import duckdb
import msgspec

from dragoman.ledger.current import article_known, rows_over
from dragoman.ledger.masking import mask
from dragoman.records import (
    Actor,
    Article,
    Attribution,
    Coder,
    Comment,
    Event,
    Move,
    Naming,
    Place,
    Record,
    Source,
    Zone,
    ZoneKind,
)

Row = dict[str, Any]
Noun = TypeVar("Noun")

ARTICLE = f"""SELECT a.*, t."text" FROM ({article_known()}) a JOIN texts t USING (article)
WHERE a.article = $article ORDER BY a.reading LIMIT 1"""
FROM_HEAD = ("reading", "page", "url", "outlet", "published", "coder")
"""What the rows of other tables have of their article."""

ORDERS = {
    "zones": "number",
    "comments": "span_start, id",
    "mentions": "span_start, span_end, actor",
    "actors": "id",
    "attributions": "list_min(list_transform(content, lambda s: s.start)), cue_start, id",
    "events": "sentence_start, trigger_start, id",
    "moves": "evidence_start, id",
}
"""The tables that a record is made of, and the order of their rows in it."""


def record_of(connection: duckdb.DuckDBPyConnection, article: str) -> Record | None:
    """The record of the article with an id, as it answers: corrected, and its actors resolved.

    The names of commenters are left out, and blacked out in the text of their comments, as in all
    that leaves a ledger; an event is without what its coding rests on (`Ledger.events_coded`).
    None where no article that answers has the id.
    """
    found = rows_asked(connection, ARTICLE, {"article": article})
    if not found:
        return None
    head = found[0]
    told, at = _queries(), {name: head[name] for name in FROM_HEAD}
    rows = {
        table: rows_asked(connection, f"{told[table]} ORDER BY {order}", at)
        for table, order in ORDERS.items()
    }
    head["text"] = masked(head["text"], rows)
    return record_from(head, rows)


@cache
def _queries() -> dict[str, str]:
    """By table a query for the rows of the article whose own are the parameters."""
    own = ", ".join(f"${name}::VARCHAR AS {name}" for name in FROM_HEAD)
    return {
        table: f"FROM ({query}) WHERE reading = $reading"
        for table, query in rows_over(f"(SELECT {own})", chained=False).items()
    }


def masked(text: str, rows: Mapping[str, Sequence[Row]]) -> str:
    """An article's text without its commenters' names, given its zones and comments."""
    around = (ZoneKind.COMMENT, ZoneKind.FURNITURE)
    told = [*(row for row in rows["zones"] if row["kind"] in around), *rows["comments"]]
    authors = [row["author"] for row in rows["comments"] if row["author"]]
    return mask(text, authors, [(row["span_start"], row["span_end"]) for row in told])


def record_from(head: Row, rows: Mapping[str, Sequence[Row]]) -> Record:
    """A record from the row of its article, with its text, and the rows of the other tables."""
    mentions: dict[str, list[Row]] = {}
    for row in rows["mentions"]:
        mentions.setdefault(row["actor"], []).append(_placed(row))
    return Record(
        page=head["url"] or head["page"],
        coder=Coder(version=head["coder"], model="", model_digest=None, options={}),
        article=_noun(
            head
            | {
                "id": head["article"],
                "zones": [_noun(_placed(row), Zone) for row in rows["zones"]],
                "comments": [
                    _noun(_placed(row) | {"author": None}, Comment) for row in rows["comments"]
                ],
            },
            Article,
        ),
        actors=tuple(
            _noun(
                _without_nulls(row)
                | {"mentions": [_noun(m, Naming) for m in mentions.get(row["id"], ())]},
                Actor,
            )
            for row in rows["actors"]
        ),
        attributions=tuple(map(_attribution, rows["attributions"])),
        events=tuple(map(_event, rows["events"])),
        moves=tuple(
            _noun(row | {"evidence": _span(row, "evidence")}, Move) for row in rows["moves"]
        ),
    )


def rows_asked(
    connection: duckdb.DuckDBPyConnection, query: str, wanted: dict[str, Any]
) -> list[Row]:
    """The answer to a query, a dictionary a row."""
    found = connection.execute(query, wanted)
    columns = [column[0] for column in found.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def _noun(row: Row, noun: type[Noun]) -> Noun:
    """A record's noun from a row that has its fields, and may have others."""
    return msgspec.convert(row, noun, strict=True)


def _attribution(row: Row) -> Attribution:
    source, start, end = None, row["source_start"], row["source_end"]
    if start is None and row["source_actor"] is not None:
        # Set right where no words name a source: it is said to stand before the cue.
        start = end = row["content"][0]["start"] if row["cue_start"] is None else row["cue_start"]
    if start is not None:
        source = Source(start, end, row["source_actor"], row["source_named"])
    return _noun(
        row | {"source": source, "cue": _span(row, "cue"), "content": row["content"]}, Attribution
    )


def _event(row: Row) -> Event:
    place = None
    if row["place_text"] is not None:
        place = Place(
            row["place_text"],
            row["place_country"],
            row["place_name"],
            row["place_latitude"],
            row["place_longitude"],
            row["place_confidence"] or 0.0,
        )
    spans = {name: _span(row, name) for name in ("trigger", "sentence")}
    return _noun(row | spans | {"contexts": row["contexts"] or [], "place": place}, Event)


def _span(row: Row, name: str) -> Row | None:
    start, end = row[f"{name}_start"], row[f"{name}_end"]
    return None if start is None else {"start": start, "end": end}


def _placed(row: Row) -> Row:
    return row | {"start": row["span_start"], "end": row["span_end"]}


def _without_nulls(row: Row) -> Row:
    return {name: value for name, value in row.items() if value is not None}
