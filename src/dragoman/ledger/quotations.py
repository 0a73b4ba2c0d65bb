"""Rows of the record with the words that they rest on, for annotating the pages themselves."""

from collections.abc import Iterator
from itertools import groupby

import duckdb

from dragoman.ledger.staging import Row, count, parts, staged, within
from dragoman.ledger.tellings import PUBLICATIONS, publication_of
from dragoman.records.spans import Span
from dragoman.records.tellings import Piece, Quotation

AROUND = 32
"""Code points before and after a quoted piece, by which it is found again."""

UNQUOTED = ("comment", "furniture")
"""Zones of which nothing is quoted: readers' comments with the names that they are signed with."""

ROWS = """SELECT reading, 'event' AS kind, id, type AS label,
  concat(type, ', ', modality, ': ', array_to_string(source, ' '), ' > ',
         array_to_string(target, ' ')) AS told,
  [{'role': 'sentence', 'start': sentence_start, 'end': sentence_end},
   {'role': 'trigger', 'start': trigger_start, 'end': trigger_end}] AS pieces
FROM events e WHERE <part>
UNION ALL
SELECT reading, 'attribution', id, stance,
  concat(kind, ', ', stance, ': ', coalesce(source_actor, 'unknown')),
  list_concat(
    CASE WHEN source_start IS NULL THEN []
         ELSE [{'role': 'source', 'start': source_start, 'end': source_end}] END,
    CASE WHEN cue_start IS NULL THEN []
         ELSE [{'role': 'cue', 'start': cue_start, 'end': cue_end}] END,
    list_transform(content, lambda s: {'role': 'content', 'start': s."start", 'end': s."end"}))
FROM attributions e WHERE <part>
UNION ALL
SELECT reading, 'move', id, "move",
  concat("move", ', ', modality, ': ', coalesce(actor, ''), ' on ', pact),
  [{'role': 'evidence', 'start': evidence_start, 'end': evidence_end}]
FROM moves e WHERE <part>"""

QUERY = f"""WITH publications AS ({PUBLICATIONS}), told AS ({ROWS}),
pieces AS (SELECT * EXCLUDE (pieces), unnest(pieces) AS piece FROM told),
zoned AS (
  SELECT r.*, z.kind AS zone, z.span_start AS zone_start, z.span_end AS zone_end
  FROM pieces r LEFT JOIN zones z ON z.reading = r.reading
    AND z.span_start <= r.piece.start AND r.piece.start < z.span_end
  QUALIFY row_number() OVER (
    PARTITION BY r.reading, r.kind, r.id, r.piece.role, r.piece.start
    ORDER BY z.span_start DESC NULLS LAST, z.span_end) = 1)
SELECT r.kind, r.id, r.label, r.told, r.piece.role AS role, r.piece.start AS "start",
  r.piece."end" AS "end", p.publication,
  substring(p."text", r.piece.start + 1, r.piece."end" - r.piece.start) AS exact,
  substring(p."text", greatest(r.piece.start - {AROUND}, coalesce(zone_start, 0)) + 1,
    r.piece.start - greatest(r.piece.start - {AROUND}, coalesce(zone_start, 0))) AS prefix,
  substring(p."text", r.piece."end" + 1, greatest(0,
    least(r.piece."end" + {AROUND}, coalesce(zone_end, r.piece."end")) - r.piece."end")) AS suffix
FROM zoned r JOIN publications p USING (reading)
WHERE zone IS NULL OR zone NOT IN {UNQUOTED}
ORDER BY p.publication.article, r.kind, r.id, r.piece.start, r.piece.role"""


def quotations(connection: duckdb.DuckDBPyConnection, *, text: bool) -> Iterator[Quotation]:
    """All events, attributions and moves that answer, by article, with their pieces of text.

    What stands around a piece ends where its zone does, so that no comment's author is quoted.

    Args:
        connection: an open ledger's.
        text: False gives the pieces' places alone.
    """
    for part in parts(count(connection, "events", "attributions", "moves")):
        rows = staged(connection, within("e.article", part)(QUERY))
        for _, group in groupby(rows, key=_whose):
            found = list(group)
            first = found[0]
            yield Quotation(
                kind=first["kind"],
                id=first["id"],
                label=first["label"],
                told=first["told"],
                pieces=tuple(_piece(row, text) for row in found),
                publication=publication_of(first["publication"], text=text),
            )


def _whose(row: Row) -> tuple[str, str, str]:
    return row["publication"]["article"], row["kind"], row["id"]


def _piece(row: Row, text: bool) -> Piece:
    words = [row[key] if text else None for key in ("exact", "prefix", "suffix")]
    return Piece(row["role"], Span(row["start"], row["end"]), *words)
