"""Searching an index: articles, claims, events, actors and pacts by their words, ranked.

Ranks are BM25, in which a title counts more than a text. Where more than `RANKED` rows match, the
latest of them are ranked, and the rest not even counted: a count of all would look at as many words
again. Accents and capitals make no difference.
"""

import sqlite3
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any

import msgspec

from dragoman.ledger.answers import ActorRow, PactRow
from dragoman.ledger.browsing import FEW
from dragoman.ledger.index.numbers import between, facet
from dragoman.ledger.index.passages import Piece, passage_of
from dragoman.ledger.index.queries import Asked, asked

RANKED = 10_000
"""How many matches are counted and ranked at most, of each kind."""

KINDS = ("articles", "claims", "events", "actors", "pacts")


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a search is narrowed by; null for what is not.

    `since` and `until` are days (YYYY-MM-DD): of events those on which they happened, of articles
    and claims those on which they were published. `outlet` is a name as the ledger has it, `type`
    a PLOVER type, `depth` the number of attributions from the outlet to the words, 0 for what the
    outlet tells itself.
    """

    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    type: str | None = None
    modality: str | None = None
    depth: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found.

    `id` and `kind` are its address. `article`, `outlet` and `day` say where it stands; of an event
    `type` and `modality` are given, of a claim `stance`, and of both the hearsay `depth`. `count`
    is the number of articles that name an actor, and of moves on a pact.
    """

    kind: str
    id: str
    name: str
    pieces: tuple[Piece, ...]
    article: str | None = None
    outlet: str | None = None
    day: str | None = None
    type: str | None = None
    modality: str | None = None
    stance: str | None = None
    depth: int | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a search found of one kind: how many match, and some of them, the best first.

    Where `cut`, more match than are counted: `matches` are the latest, of actors and pacts those
    most told of, and they alone are ranked.
    """

    kind: str
    matches: int
    hits: tuple[Hit, ...]
    cut: bool = False


@dataclass(frozen=True, slots=True)
class _Source:
    """How one kind is searched: its table, its columns with their weights, what a hit needs."""

    table: str
    columns: tuple[str, ...]
    weights: str
    shown: str
    fields: str
    join: str
    facets: tuple[str, ...] | None
    """The narrowings that it heeds; None for what has no date and no outlet."""


ARTICLE = "JOIN articles a ON a.number = {}"
SOURCES = {
    "articles": _Source(
        "texts", ("title", "body"), "6.0, 1.0, 0.0", "body",
        "a.article, a.title, a.article, a.outlet, a.published", ARTICLE.format("t.number"),
        ("outlet",),
    ),
    "claims": _Source(
        "claims", ("speaker", "content"), "2.0, 1.0, 0.0", "content",
        "t.id, t.speaker, a.article, a.outlet, a.published, t.stance, t.depth",
        ARTICLE.format("t.article"), ("outlet", "depth"),
    ),
    "events": _Source(
        "events", ("sentence",), "1.0, 0.0", "sentence",
        "t.id, a.title, a.article, a.outlet, coalesce(t.date, a.published), t.type, t.modality, "
        "t.depth", ARTICLE.format("t.article"), ("outlet", "type", "modality", "depth"),
    ),
    "actors": _Source("people", ("name", "names"), "4.0, 1.0", "names", "t.data", "", None),
    "pacts": _Source("pacts", ("name", "names"), "4.0, 1.0", "names", "t.data", "", None),
}  # fmt: skip


class Searching:
    """What is searched for in an index."""

    _connection: sqlite3.Connection

    def search(
        self,
        query: str,
        kind: str,
        by: Narrowed = Narrowed(),
        rows: int = FEW,
        skip: int = 0,
    ) -> Result:
        """What matches a query, of one kind, the best first.

        Args:
            query: words; see `dragoman.ledger.index.queries` for what else is heeded.
            kind: one of `KINDS`.
            by: what it is narrowed by. A kind that knows nothing of a value has no matches.
            rows: how many are given at most.
            skip: how many are left out.
        """
        source, told = SOURCES[kind], asked(query)
        narrowed = _facets(source, by)
        if not told.phrases or narrowed is None:
            return Result(kind, 0, ())
        first, last = between(by.since, by.until)
        dated = source.facets is not None
        wanted = {
            "match": told.match(source.columns, narrowed),
            "first": first if dated else 0,
            "last": last if dated else 1 << 62,
            "ranked": RANKED,
        }
        # Ranking goes through all that is ranked, so that what matches is counted on the way.
        words = f"{source.table}_words"
        found = self._connection.execute(
            f"""SELECT bm25({words}, {source.weights}), {"-" * dated}rowid FROM {words}
            WHERE {words} MATCH :match AND rowid BETWEEN :first AND :last
            ORDER BY rowid {"DESC" * dated} LIMIT :ranked + 1""",
            wanted,
        ).fetchall()
        best = nsmallest(skip + rows, found[:RANKED])[skip:]
        hits = tuple(self._hit(kind, source, abs(number), told) for _, number in best)
        return Result(kind, min(len(found), RANKED), hits, len(found) > RANKED)

    def _hit(self, kind: str, source: _Source, number: int, told: Asked) -> Hit:
        query = f"""SELECT t.{source.shown}, {source.fields}
          FROM {source.table} t {source.join} WHERE t.number = ?"""
        [row] = self._connection.execute(query, (number,)).fetchall()
        return _hit_of(kind, passage_of(row[0] or "", told), row[1:])


def _facets(source: _Source, by: Narrowed) -> tuple[str, ...] | None:
    """The words that narrow a search; None where the kind knows nothing of them."""
    given = {
        name: getattr(by, name)
        for name in ("outlet", "type", "modality", "depth")
        if getattr(by, name) is not None
    }
    if source.facets is None:
        return () if not given and by.since is None and by.until is None else None
    if not set(given) <= set(source.facets):
        return None
    return tuple(facet(name, value) for name, value in given.items())


def _hit_of(kind: str, pieces: tuple[Piece, ...], row: tuple[Any, ...]) -> Hit:
    """A hit from what the query for it gave."""
    if kind == "actors":
        actor = msgspec.msgpack.decode(row[0], type=ActorRow)
        return Hit(kind, actor.id, actor.name, pieces, type=actor.kind, count=actor.articles)
    if kind == "pacts":
        pact = msgspec.msgpack.decode(row[0], type=PactRow)
        return Hit(kind, pact.id, pact.name, pieces, type=pact.kind, count=pact.moves)
    id_, name, article, outlet, day, *more = row
    hit = {"article": article, "outlet": outlet, "day": day}
    names = {"claims": ("stance", "depth"), "events": ("type", "modality", "depth")}.get(kind, ())
    return Hit(kind, id_, name or "", pieces, **hit, **dict(zip(names, more, strict=True)))
