"""Where a ledger's claims come from, counted when its index is made: for all, and by outlet.

The answers are those of `dragoman.ledger.sourcing`. Each list is kept with its first `FEW` rows.
"""

import sqlite3
import unicodedata
from collections.abc import Iterator
from typing import Any

import duckdb
import msgspec

from dragoman.ledger.articles import rows_asked
from dragoman.ledger.browsing import FEW, ArticleRow
from dragoman.ledger.sourcing import (
    DEEPEST,
    HANDING,
    HANDS,
    DepthRow,
    HandRow,
    OutletRow,
    SpeakerRow,
    UnnamedRow,
    key,
    most,
)

ALL = "*"
"""Stands for all outlets together; no outlet's key has a star."""

NAMES = f"""CREATE OR REPLACE TEMP TABLE outlet_keys AS SELECT name, {key("name")} AS k FROM (
  SELECT outlet AS name FROM articles UNION SELECT outlet FROM zones
  UNION SELECT credited FROM reprints UNION SELECT name FROM actors WHERE kind = 'outlet')
WHERE name IS NOT NULL"""

CLAIMED = f"""CREATE OR REPLACE TEMP TABLE claimed AS
SELECT k.k, a.article, a.source_actor, a.source_named, a.source_start, a.source_end,
  least(a.depth, {DEEPEST}) AS depth
FROM attributions a LEFT JOIN outlet_keys k ON k.name = a.publisher"""

OUTLETS = f"""WITH pages AS (
  SELECT k, {most("outlet")} AS outlet, count(*) AS articles,
    coalesce(sum(words), 0)::BIGINT AS words, min(published) AS first, max(published) AS last
  FROM articles JOIN outlet_keys ON name = outlet GROUP BY k),
told AS (
  SELECT k, count(*) AS claims, count(*) FILTER (source_named) AS named,
    count(*) FILTER (source_named IS FALSE) AS unnamed, count(*) FILTER (depth > 1) AS handed
  FROM claimed WHERE k IS NOT NULL GROUP BY k)
SELECT p.k, p.outlet, p.articles, p.words, p.first, p.last, coalesce(t.claims, 0) AS claims,
  coalesce(t.named, 0) AS named, coalesce(t.unnamed, 0) AS unnamed, coalesce(t.handed, 0) AS handed
FROM pages p LEFT JOIN told t USING (k) ORDER BY articles DESC, claims DESC, p.outlet"""

SPEAKERS = f"""SELECT CASE grouping(k) WHEN 1 THEN '{ALL}' ELSE k END AS k, source_actor AS id,
  count(*) AS claims, count(DISTINCT k) AS outlets, count(*) FILTER (depth = 1) AS direct
FROM claimed WHERE source_actor IS NOT NULL
GROUP BY GROUPING SETS ((source_actor), (k, source_actor)) HAVING grouping(k) = 1 OR k IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY grouping(k), k ORDER BY claims DESC, id) <= {FEW}
ORDER BY claims DESC, id"""

DEPTHS = f"""SELECT CASE grouping(k) WHEN 1 THEN '{ALL}' ELSE k END AS k, depth,
  count(*) AS claims FROM claimed WHERE depth IS NOT NULL
GROUP BY GROUPING SETS ((depth), (k, depth)) HAVING grouping(k) = 1 OR k IS NOT NULL
ORDER BY depth"""

UNNAMED = f"""SELECT k, lower(substring(t."text", c.source_start + 1,
  least(c.source_end - c.source_start, 120))) AS words, count(*) AS claims
FROM claimed c JOIN texts t USING (article) WHERE c.source_named IS FALSE AND k IS NOT NULL
GROUP BY k, words
QUALIFY row_number() OVER (PARTITION BY k ORDER BY claims DESC, words) <= {FEW}
ORDER BY claims DESC, words"""

HANDED = f"""{HANDING} SELECT k, w, {HANDS} FROM (
  SELECT h.*, o.k AS k, n.k AS w FROM handed h JOIN outlet_keys n ON n.name = h.whom
  LEFT JOIN outlet_keys o ON o.name = h.outlet)
WHERE k IS DISTINCT FROM w GROUP BY k, w
ORDER BY count(DISTINCT article) DESC, outlet, whom"""

OWN_ARTICLES = """SELECT article, title, outlet, published, language, words, claims, events, moves
FROM articles WHERE number IN (
  SELECT number FROM articles WHERE outlet IN (SELECT name FROM outlets_called WHERE k = ?)
  ORDER BY number DESC LIMIT ?) ORDER BY number DESC"""

Kept = tuple[str, str, int, bytes]
"""A row of `outlets`: the outlet's key, what it says of it, its place in that list, the row."""


def outlet_key(name: str) -> str:
    """What the names of one outlet have in common: see `dragoman.ledger.sourcing.key`."""
    letters = (c if unicodedata.category(c)[0] in "LN" else " " for c in name.lower())
    return " ".join("".join(letters).split()).removeprefix("the ")


def gather(source: duckdb.DuckDBPyConnection) -> tuple[list[tuple[str, str]], list[Kept]]:
    """The names of outlets with their keys, and the rows of all lists."""
    source.execute(NAMES)
    source.execute(CLAIMED)
    names = source.execute("SELECT name, k FROM outlet_keys ORDER BY name").fetchall()
    return names, list(_numbered(_told(source)))


def _told(source: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str, Any]]:
    """By key and list the rows in their order."""
    for what, query, noun in (
        ("speakers", SPEAKERS, SpeakerRow),
        ("depths", DEPTHS, DepthRow),
        ("unnamed", UNNAMED, UnnamedRow),
    ):
        for row in rows_asked(source, query, {}):
            yield row["k"], what, msgspec.convert(row, noun)
    for row in rows_asked(source, OUTLETS, {}):
        outlet = msgspec.convert(row, OutletRow)
        yield row["k"], "outlets", outlet
        yield ALL, "outlets", outlet
    for row in rows_asked(source, HANDED, {}):
        hand = msgspec.convert(row, HandRow)
        yield ALL, "gives", hand
        yield row["w"], "given", hand
        if row["k"] is not None:
            yield row["k"], "gives", hand


def _numbered(told: Iterator[tuple[str, str, Any]]) -> Iterator[Kept]:
    places: dict[tuple[str, str], int] = {}
    for k, what, row in told:
        place = places[k, what] = places.get((k, what), 0) + 1
        if place <= FEW:
            yield k, what, place, msgspec.msgpack.encode(row)


class Outlets:
    """Where things come from, as an index has it; `outlet` asks for one alone, None for all."""

    _connection: sqlite3.Connection

    def outlet_rows(self, outlet: str | None = None, rows: int = FEW) -> tuple[OutletRow, ...]:
        """The outlets, those with most articles first."""
        return self._listed("outlets", outlet, OutletRow, rows)

    def speaker_rows(self, outlet: str | None = None, rows: int = FEW) -> tuple[SpeakerRow, ...]:
        """Those who are told to have said something, those with most claims first."""
        return self._listed("speakers", outlet, SpeakerRow, rows)

    def hand_rows(
        self, outlet: str | None = None, whom: str | None = None, rows: int = FEW
    ) -> tuple[HandRow, ...]:
        """Who hands on whom, those with most pages first: what one outlet hands on, or all, or
        with `whom` those who hand on that one.
        """
        if whom is not None:
            return self._listed("given", whom, HandRow, rows)
        return self._listed("gives", outlet, HandRow, rows)

    def depth_rows(self, outlet: str | None = None) -> tuple[DepthRow, ...]:
        """Claims by the number of sources between the page's outlet and what is said."""
        return self._listed("depths", outlet, DepthRow, FEW)

    def unnamed_rows(self, outlet: str, rows: int = FEW) -> tuple[UnnamedRow, ...]:
        """What an outlet calls the sources that it doesn't name."""
        return self._listed("unnamed", outlet, UnnamedRow, rows)

    def articles_by(self, outlet: str, rows: int = FEW) -> tuple[ArticleRow, ...]:
        """An outlet's articles, the latest first."""
        found = self._connection.execute(OWN_ARTICLES, (self._key(outlet), rows))
        return tuple(ArticleRow(*row) for row in found)

    def _listed(self, what: str, outlet: str | None, noun: Any, rows: int) -> tuple[Any, ...]:  # noqa: ANN401 - any of the rows
        asked = (ALL if outlet is None else self._key(outlet), what, rows)
        query = "SELECT data FROM outlets WHERE k = ? AND what = ? ORDER BY place LIMIT ?"
        found = self._connection.execute(query, asked)
        return tuple(msgspec.msgpack.decode(data, type=noun) for (data,) in found)

    def _key(self, outlet: str) -> str:
        """The key of an outlet as the ledger has it, or as its letters say."""
        name = outlet.encode("utf-8", "replace").decode()
        found = self._connection.execute("SELECT k FROM outlets_called WHERE name = ?", (name,))
        row = found.fetchone()
        return str(row[0]) if row else outlet_key(name)
