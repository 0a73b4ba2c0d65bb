"""Actors over all articles: who is named, how often, and how sure it is who that is."""

from dataclasses import fields
from typing import Any

import duckdb

from dragoman.ledger.answers import ActorRow
from dragoman.ledger.naming import alternatives_of
from dragoman.ledger.schema import KEPT

DOUBTFUL = 0.75
"""Below this score a resolution is doubtful; so is one that leaves alternatives."""

RESOLVED = """FROM resolutions
UNION ALL BY NAME
SELECT a.*, a.id AS actor, a.id AS identity FROM actors a
SEMI JOIN named_anew n ON n.article = a.article AND n.id = a.id
ANTI JOIN resolutions r ON r.reading = a.reading AND r.identity = a.id"""
"""Those whom articles name, and those who are somewhere the source of a mended claim."""

QUERY = f"""WITH told AS (
  SELECT reading, actor, count(*) AS mentions FROM {KEPT}.mentions GROUP BY ALL)
SELECT identity, mode(name), kind, country, affiliation, sector, mode(role) AS role,
       min(score) AS score, arg_min(reason, (score, reason)), arg_min(others, (score, reason)),
       coalesce(sum(mentions), 0)::BIGINT AS mentions, count(DISTINCT article) AS articles,
       coalesce(list_sort(list(DISTINCT judgement) FILTER (judgement IS NOT NULL)), []),
       list_sort(list(DISTINCT actor))
FROM (SELECT *, coalesce(alternatives, []) AS others FROM ({RESOLVED})
      WHERE $name IS NULL OR identity = $name OR actor = $name
         OR contains(lower(name), lower($name)))
LEFT JOIN told USING (reading, actor)
GROUP BY identity, kind, country, affiliation, sector
HAVING NOT $doubtful OR min(score) < {DOUBTFUL} OR max(len(others)) > 0
ORDER BY CASE WHEN $doubtful THEN min(score) END NULLS LAST, articles DESC, mentions DESC, identity,
         country, affiliation, sector
LIMIT $rows"""


def actor_rows(
    connection: duckdb.DuckDBPyConnection, name: str | None, doubtful: bool, rows: int
) -> tuple[ActorRow, ...]:
    """Who is named; see `Ledger.actor_rows`."""
    found = connection.execute(QUERY, {"name": name, "doubtful": doubtful, "rows": rows}).fetchall()
    return tuple(_row(*row) for row in found)


def _row(
    *told: Any,  # noqa: ANN401 - the columns as the query has them
) -> ActorRow:
    names = [field.name for field in fields(ActorRow)]
    row = dict(zip(names, told, strict=True))
    return ActorRow(
        **row
        | {
            "alternatives": alternatives_of(row["alternatives"]),
            "judgements": tuple(row["judgements"]),
            "read_as": tuple(row["read_as"]),
        }
    )
