"""The lists of a ledger as `dragoman.ledger.browsing` gives them, answered by its index."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from dragoman.ledger.answers import ActorRow, Marks, Overview, PactRow, Told
from dragoman.ledger.articles import record_from
from dragoman.ledger.browsing import FEW, ArticleRow, Deed, MonthRow, MoveRow, Partner, Said
from dragoman.ledger.index.packing import unpacked
from dragoman.ledger.index.pairs import Pairs
from dragoman.ledger.index.tables import DAY
from dragoman.ledger.reprinting import ReprintRow
from dragoman.records import Record

ARTICLES = """SELECT article, title, outlet, published, language, words, claims, events, moves
FROM articles ORDER BY number DESC LIMIT ? OFFSET ?"""

EVENT = """e.id, a.article, a.outlet, a.published, e.type, e.mode, e.quad, e.modality, e.date,
  e.source, e.target, e.sentence"""

LISTED = f"""SELECT {EVENT} FROM ({{}} ORDER BY event DESC LIMIT ? OFFSET ?) s
JOIN events e ON e.number = s.event JOIN articles a ON a.number = e.article
ORDER BY s.event DESC"""
SIDED = LISTED.format("SELECT event FROM sides WHERE actor = ? AND done = ?")
PAIRED = LISTED.format("SELECT event FROM pairs WHERE one = ? AND other = ?")
"""What is left out is counted before anything is looked up for it."""

GATHERED = f"""SELECT {EVENT} FROM events e JOIN articles a ON a.number = e.article
WHERE e.occurrence = ? ORDER BY e.number DESC LIMIT ? OFFSET ?"""

SAYINGS = """SELECT c.id, a.article, a.outlet, a.published, c.speaker, c.stance, c.via, c.depth,
  c.content FROM (
  SELECT claim FROM speakers WHERE actor = ? ORDER BY claim DESC LIMIT ? OFFSET ?) s
JOIN claims c ON c.number = s.claim JOIN articles a ON a.number = c.article
ORDER BY s.claim DESC"""

MOVES = """SELECT told, words FROM moves WHERE today ORDER BY number DESC LIMIT ? OFFSET ?"""

MOVED = """SELECT m.told, m.words FROM movers s JOIN moves m ON m.number = s.move
WHERE s.actor = ? AND m.today ORDER BY s.move DESC LIMIT ? OFFSET ?"""

MONTHS = """SELECT nullif(month, ''), quad, did, met FROM months WHERE actor = ? AND did + met > 0
ORDER BY month = '', month, quad"""

MONTHS_OF_PAIR = f"""SELECT day, quad, sum(did), sum(met) FROM (
  SELECT event / {DAY} / 100 AS day, quad, 1 AS did, 0 AS met FROM pairs
  WHERE one = :one AND other = :other AND quad > 0
  UNION ALL SELECT event / {DAY} / 100, quad, 0, 1 FROM pairs
  WHERE one = :other AND other = :one AND quad > 0)
GROUP BY day, quad ORDER BY day = 0, day, quad"""

PARTNERS = """SELECT p.id, sum(s.did), sum(s.met) FROM partners s JOIN parties p
ON p.number = s.other WHERE s.actor = ? GROUP BY s.other HAVING sum(s.did + s.met) > 0
ORDER BY sum(s.did + s.met) DESC, p.id LIMIT ?"""

TOLD = """SELECT told, act, same FROM moves WHERE {pacts} AND CASE WHEN :known IS NULL THEN today
  ELSE known <= :known AND (overtaken IS NULL OR overtaken > :known) END"""
TOLD_OF_ALL = TOLD.format(pacts="true")
TOLD_OF_SOME = TOLD.format(pacts="pact IN (SELECT value FROM json_each(:pacts))")

RECORD = """SELECT r.data FROM articles a JOIN records r ON r.number = a.number
WHERE a.article = ?"""
CALLED = "SELECT id, name FROM called WHERE id IN (SELECT value FROM json_each(?))"
ACTORS = "SELECT data FROM people ORDER BY number LIMIT ? OFFSET ?"
ACTORS_LIKE = """SELECT data FROM people WHERE id = :name OR instr(lower(names), lower(:name)) > 0
ORDER BY number LIMIT :rows OFFSET :skip"""

UNPACK = msgspec.msgpack.Decoder(Told)
PLACES = {
    "event": "SELECT a.article FROM events e JOIN articles a ON a.number = e.article "
    "WHERE e.id = ? ORDER BY a.article LIMIT 1",
    "attribution": "SELECT a.article FROM claims c JOIN articles a ON a.number = c.article "
    "WHERE c.id = ? ORDER BY a.article LIMIT 1",
    "move": "SELECT article FROM moves WHERE id = ? AND today ORDER BY article LIMIT 1",
}


class Lists(Pairs):
    """What pages ask of an index. The days and orders are those of `dragoman.ledger.browsing`."""

    _connection: sqlite3.Connection
    _marks: dict[tuple[str, str], Marks]

    def overview(self) -> Overview:
        """What is in the ledger."""
        return msgspec.json.decode(self._kept("overview"), type=Overview)

    def pact_rows(self) -> tuple[PactRow, ...]:
        """The pacts that the ledger tells of, those with most moves first."""
        return msgspec.json.decode(self._kept("pacts"), type=tuple[PactRow, ...])

    def pact_signs(self) -> dict[str, str]:
        """By pact, what all that is told of it is known by: while that is the same, so is it."""
        return msgspec.json.decode(self._kept("signs"), type=dict[str, str])

    def merged_pacts(self) -> dict[str, str]:
        """By id and by names in lower case: the pacts that were judged to be another."""
        return msgspec.json.decode(self._kept("merged"), type=dict[str, str])

    def clusters(self, articles: Iterable[str] | None = None) -> Mapping[str, ReprintRow]:
        """By article, the cluster of reprints that it is in; of some articles alone, or of all."""
        query = "SELECT article, data FROM clusters"
        if articles is not None:
            wanted = json.dumps(sorted(set(articles)))
            found = self._rows(f"{query} WHERE article IN (SELECT value FROM json_each(?))", wanted)
        else:
            found = self._rows(query)
        return {article: _unpack(data, ReprintRow) for article, data in found}

    def moves_told(
        self, pacts: Sequence[str] | None = None, known: str | None = None, *, grounds: bool = False
    ) -> list[Told]:
        """Moves with their grounds, which are given whether asked for or not."""
        query = TOLD_OF_ALL if pacts is None else TOLD_OF_SOME
        wanted = {"pacts": json.dumps(list(pacts or ())), "known": known}
        found = []
        for told, act, same in self._connection.execute(query, wanted):
            each = UNPACK.decode(told)
            self._marks[each.article, each.move.id] = Marks(act, same)
            found.append(each)
        return found

    def marks(self, told: Told) -> Marks:
        """What the fold asks of the sentence of a move that `moves_told` gave."""
        return self._marks[told.article, told.move.id]

    def record(self, article: str) -> Record | None:
        """The record of one article as it answers."""
        found = self._rows(RECORD, article)
        if not found:
            return None
        head, rows, _ = unpacked(found[0][0])
        return record_from(head, rows)

    def article_row(self, article: str) -> ArticleRow | None:
        """An article's row; None where no article that answers has the id."""
        found = self._rows(
            ARTICLES.replace("ORDER BY number DESC", "WHERE article = ?"), article, 1, 0
        )
        return ArticleRow(*found[0]) if found else None

    def article_rows(self, rows: int = FEW, skip: int = 0) -> tuple[ArticleRow, ...]:
        """The articles, the latest first; `skip` leaves out so many of them."""
        return tuple(ArticleRow(*row) for row in self._rows(ARTICLES, rows, skip))

    def place_of(self, kind: str, name: str) -> str | None:
        """The first article that has an event, attribution or move of an id, and answers."""
        found = self._rows(PLACES[kind], name)
        return str(found[0][0]) if found else None

    def move_rows(
        self, actor: str | None = None, rows: int = FEW, skip: int = 0
    ) -> tuple[MoveRow, ...]:
        """The moves of an actor, or of all, the latest first."""
        if actor is None:
            found = self._rows(MOVES, rows, skip)
        else:
            found = self._rows(MOVED, self._number(actor), rows, skip)
        return tuple(_move(UNPACK.decode(told), words) for told, words in found)

    def deeds(
        self, actor: str, other: str | None = None, *, done: bool, rows: int = FEW, skip: int = 0
    ) -> tuple[Deed, ...]:
        """What an actor did, or with `done` False what was done to it, the latest first."""
        one = self._number(actor)
        if other is None:
            return self._deeds(SIDED, one, int(done), rows, skip)
        pair = (one, self._number(other))
        return self._deeds(PAIRED, *(pair if done else pair[::-1]), rows, skip)

    def occurrence(self, name: str, rows: int = FEW, skip: int = 0) -> tuple[Deed, ...]:
        """The events that tell one happening of one page's text."""
        return self._deeds(GATHERED, name, rows, skip)

    def months(self, actor: str, other: str | None = None) -> tuple[MonthRow, ...]:
        """Events that happened, by month and quad class, in the order of months."""
        if other is None:
            return tuple(MonthRow(*row) for row in self._rows(MONTHS, self._number(actor)))
        pair = {"one": self._number(actor), "other": self._number(other)}
        found = self._connection.execute(MONTHS_OF_PAIR, pair)
        return tuple(MonthRow(_month(day), *row) for day, *row in found)

    def partners(self, actor: str, rows: int = FEW) -> tuple[Partner, ...]:
        """With whom an actor has to do, those with most events first."""
        return tuple(Partner(*row) for row in self._rows(PARTNERS, self._number(actor), rows))

    def said_by(self, actor: str, rows: int = FEW, skip: int = 0) -> tuple[Said, ...]:
        """What an actor, or those who act for it, are told to have said, the latest first."""
        return tuple(Said(*row) for row in self._rows(SAYINGS, self._number(actor), rows, skip))

    def actor_names(self, ids: Sequence[str]) -> dict[str, str]:
        """What most pages call the given actors; those that no page names are left out."""
        return dict(self._rows(CALLED, json.dumps(list(ids))))

    def actor_rows(
        self, name: str | None = None, *, rows: int = FEW, skip: int = 0
    ) -> tuple[ActorRow, ...]:
        """Who is named, those that most articles name first; by id, or letters of a name."""
        if name is None:
            found = self._rows(ACTORS, rows, skip)
        else:
            wanted = {"name": name, "rows": rows, "skip": skip}
            found = self._connection.execute(ACTORS_LIKE, wanted).fetchall()
        return tuple(_unpack(data, ActorRow) for (data,) in found)

    def actor_row(self, actor: str) -> ActorRow | None:
        """An actor in the capacity in which most articles name it; None where nobody has the id."""
        found = self._rows("SELECT data FROM people WHERE id = ? ORDER BY number LIMIT 1", actor)
        return _unpack(found[0][0], ActorRow) if found else None

    def _deeds(self, query: str, *wanted: Any) -> tuple[Deed, ...]:  # noqa: ANN401 - parameters
        return tuple(
            Deed(*(*row[:9], tuple(json.loads(row[9])), tuple(json.loads(row[10])), row[11]))
            for row in self._rows(query, *wanted)
        )

    def _kept(self, name: str) -> bytes:
        [(value,)] = self._rows("SELECT value FROM kept WHERE name = ?", name)
        return value if isinstance(value, bytes) else str(value).encode()


def _unpack(data: bytes, noun: Any) -> Any:  # noqa: ANN401 - any of the answers
    return msgspec.msgpack.decode(data, type=noun)


def _month(day: int) -> str | None:
    """A month from its six digits; a year where its two last are zeros."""
    if not day:
        return None
    return f"{day // 100:04}-{day % 100:02}" if day % 100 else f"{day // 100:04}"


def _move(told: Told, words: str) -> MoveRow:
    move = told.move
    return MoveRow(
        id=move.id,
        article=told.article,
        outlet=told.outlet,
        published=told.published,
        pact=move.pact,
        name=move.name,
        actor=move.actor,
        move=move.move.value,
        modality=move.modality.value,
        date=move.date,
        words=words,
    )
