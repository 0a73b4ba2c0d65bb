"""Putting an article's rows into the index, and taking them out again."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import product
from typing import Any

import msgspec

from dragoman.ledger.answers import Told
from dragoman.ledger.articles import Row, masked
from dragoman.ledger.grounds import marks_of
from dragoman.ledger.index.counting import Counts
from dragoman.ledger.index.numbers import facet, lot_of, number_of, sign_of
from dragoman.ledger.index.packing import packed, unpacked
from dragoman.ledger.index.tables import UNSURE, WORDS
from dragoman.ledger.index.telling import told_moves
from dragoman.records import Move, ZoneKind

SEARCHED = ("texts", "events", "claims")
"""The tables of articles' words."""
Sides = tuple[list[int], list[int]]
"""Who does something, and to whom."""
LONGEST = {"speaker": 120, "content": 400, "sentence": 600, "words": 400}
"""Characters of a page's words in one row of a list."""


class Filler:
    """Writes articles into an index within one transaction.

    Args:
        connection: an index, open for writing.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._parties: dict[str, int] = dict(connection.execute("SELECT id, number FROM parties"))
        self._new: dict[str, list[int]] = {table: [] for table in SEARCHED}
        self._counts = Counts(connection)

    def add(self, head: Row, rows: Mapping[str, Sequence[Row]], sign: str) -> None:
        """Enters one reading; of one that answers on other days alone, its moves."""
        text = str(head["text"])
        number = None
        if head["place"] == 1:
            number = self._article(head, rows, masked(text, rows))
            self._events(number, head, rows, text)
            self._claims(number, head, rows, text)
            self._identities(number, head, rows)
        self._moves(head, rows, text)
        entered = (head["reading"], sign, number)
        self._connection.execute("INSERT INTO readings VALUES (?, ?, ?)", entered)

    def remove(self, reading: str) -> None:
        """Takes a reading out."""
        ask = self._connection.execute
        for number, told in ask("SELECT number, told FROM moves WHERE reading = ?", (reading,)):
            move = msgspec.msgpack.decode(told, type=Told).move
            self._unlist("movers", "move", number, self._numbers(_movers(move)))
            self._delete("moves", number)
        [(article,)] = ask("SELECT number FROM readings WHERE reading = ?", (reading,)).fetchall()
        if article is not None:
            self._remove_article(article)
        ask("DELETE FROM readings WHERE reading = ?", (reading,))

    def _remove_article(self, article: int) -> None:
        ask = self._connection.execute
        [(data,)] = ask("SELECT data FROM records WHERE number = ?", (article,)).fetchall()
        head, rows, _ = unpacked(data)
        numbers = dict(ask("SELECT id, number FROM events WHERE article = ?", (article,)))
        for row in rows["events"]:
            number = numbers[row["id"]]
            does, bears = self._parts(row)
            self._unlist("sides", "event", number, {*does, *bears})
            for one, other in product(does, bears):
                key = (one, other, number)
                ask("DELETE FROM pairs WHERE one = ? AND other = ? AND event = ?", key)
            if row["modality"] == "actual":
                self._count(row, row["date"] or head["published"], (does, bears), -1)
            self._delete("events", number)
        numbers = dict(ask("SELECT id, number FROM claims WHERE article = ?", (article,)))
        for row in rows["attributions"]:
            number = numbers[row["id"]]
            self._unlist("speakers", "claim", number, self._spoken_for(row, rows["actors"]))
            self._delete("claims", number)
        ask("DELETE FROM identities WHERE article = ?", (article,))
        for table in ("texts", "records", "articles"):
            self._delete(table, article)

    def finish(self, *, anew: bool) -> None:
        """Makes the words of what is new ready for searching, and writes what was counted.

        The search wants its rows in the order of their numbers: else it sorts anew for each.

        Args:
            anew: whether nothing was there before.
        """
        self.count()
        for table, numbers in self._new.items():
            if anew:
                query = f"INSERT INTO {table}_words ({table}_words) VALUES ('rebuild')"
                self._connection.execute(query)
            else:
                columns = ", ".join(WORDS[table])
                self._connection.executemany(
                    f"INSERT INTO {table}_words (rowid, {columns}) "
                    f"SELECT number, {columns} FROM {table} WHERE number = ?",
                    [(number,) for number in sorted(numbers)],
                )
            numbers.clear()

    def count(self) -> None:
        """Writes what was counted on the way."""
        self._counts.write()

    def _article(self, head: Row, rows: Mapping[str, Sequence[Row]], text: str) -> int:
        number = self._free("articles", number_of(head["published"], head["article"]))
        counts = (len(rows["attributions"]), len(rows["events"]), len(rows["moves"]))
        told = [head[name] for name in ("article", "title", "outlet", "published", "language")]
        self._insert("articles", (number, *told, head["words"] or 0, *counts))
        self._insert("records", (number, packed(head, rows, text)))
        zones = [row for row in rows["zones"] if ZoneKind(row["kind"]).tells]
        own = [zone for zone in zones if zone["kind"] != ZoneKind.TITLE.value]
        body = "\n".join(text[zone["span_start"] : zone["span_end"]] for zone in own)
        self._insert("texts", (number, head["title"] or "", body, self._facets(head)))
        return number

    def _events(
        self, article: int, head: Row, rows: Mapping[str, Sequence[Row]], text: str
    ) -> None:
        depths = {row["id"]: row["depth"] for row in rows["attributions"]}
        for place, row in enumerate(sorted(rows["events"], key=lambda e: e["trigger_start"])):
            day = row["date"] or head["published"]
            number = self._free("events", number_of(day, head["article"], place))
            depth = depths.get(row["attribution"]) or 0
            facets = self._facets(head, type=row["type"], modality=row["modality"], depth=depth)
            sentence = _cut(text, row["sentence_start"], row["sentence_end"], "sentence")
            self._insert(
                "events",
                (number, row["id"], article, row["occurrence"], row["type"], row["mode"],
                 row["quad"], row["modality"], row["date"], depth, _listed(row["source"]),
                 _listed(row["target"]), sentence, facets, _sure(row["confidence"])),
            )  # fmt: skip
            self._place(number, row, day)

    def _place(self, number: int, row: Row, day: str | None) -> None:
        """Puts an event on the lists of those who have a part in it."""
        does, bears = self._parts(row)
        happened = row["modality"] == "actual"
        write = self._connection.executemany
        sides = [(actor, 1, number) for actor in does] + [(actor, 0, number) for actor in bears]
        write("INSERT INTO sides VALUES (?, ?, ?)", sides)
        quad = row["quad"] if happened else 0
        pairs = [(one, other, number, quad) for one, other in product(does, bears)]
        write("INSERT INTO pairs VALUES (?, ?, ?, ?)", pairs)
        if happened:
            self._count(row, day, (does, bears), 1)

    def _parts(self, row: Row) -> Sides:
        """Who does something, and to whom, with those for whom they act."""
        does = self._numbers(row["source"], row["source_parties"])
        return does, self._numbers(row["target"], row["target_parties"])

    def _count(self, row: Row, day: str | None, sides: Sides, sign: int) -> None:
        does, bears = sides
        parties = (self._numbers(row[f"{side}_parties"]) for side in ("source", "target"))
        acting, met = parties
        when = (day or "")[:7], row["quad"]
        self._counts.event(when, (does, acting), (bears, met), sign)

    def _claims(
        self, article: int, head: Row, rows: Mapping[str, Sequence[Row]], text: str
    ) -> None:
        by_id = {row["id"]: row for row in rows["attributions"]}
        for place, row in enumerate(
            sorted(rows["attributions"], key=lambda c: c["cue_start"] or 0)
        ):
            number = self._free("claims", number_of(head["published"], head["article"], place))
            speaker = _speaker(row, rows["actors"], text)
            above = by_id.get(row["via"])
            via = above and _speaker(above, rows["actors"], text)
            spans = row["content"] or ()
            content = " … ".join(_cut(text, s["start"], s["end"], "content") or "" for s in spans)
            facets = self._facets(head, depth=row["depth"])
            self._insert(
                "claims",
                (number, row["id"], article, speaker, row["stance"], row["kind"], via,
                 row["depth"], content, facets, _sure(row["confidence"])),
            )  # fmt: skip
            self._connection.executemany(
                "INSERT INTO speakers VALUES (?, ?)",
                [(actor, number) for actor in self._spoken_for(row, rows["actors"])],
            )

    def _identities(self, article: int, head: Row, rows: Mapping[str, Sequence[Row]]) -> None:
        for row in rows["identities"]:
            number = self._free("identities", lot_of(head["article"], row["actor"]))
            told = (number, row["actor"], article, row["kind"], _sure(row["score"]))
            self._insert("identities", told)

    def _spoken_for(self, claim: Row, actors: Sequence[Row]) -> list[int]:
        """The source of a claim, and whom it speaks for."""
        who = next((row for row in actors if row["id"] == claim["source_actor"]), {})
        told = (who.get(name) for name in ("id", "country", "affiliation"))
        return self._numbers([one for one in told if one])

    def _moves(self, head: Row, rows: Mapping[str, Sequence[Row]], text: str) -> None:
        for place, told in enumerate(told_moves(head, rows, text)):
            move = told.move
            day = move.date or head["published"]
            number = self._free("moves", number_of(day, head["article"], place))
            marks, packed_move = marks_of(told.sentence), msgspec.msgpack.encode(told)
            days = head["place"] == 1, head["known"], head["overtaken"]
            words = _cut(text, move.evidence.start, move.evidence.end, "words")
            self._insert(
                "moves",
                (number, move.id, head["article"], head["reading"], move.pact, *days,
                 head["outlet"], head["published"], words, packed_move, marks.act, marks.same,
                 sign_of(packed_move, *days), _sure(move.confidence)),
            )  # fmt: skip
            self._connection.executemany(
                "INSERT INTO movers VALUES (?, ?)",
                [(actor, number) for actor in self._numbers(_movers(move))],
            )

    def _facets(self, head: Row, **told: Any) -> str:  # noqa: ANN401 - values of the columns
        named = {"outlet": head["outlet"]} | told
        return " ".join(facet(name, value) for name, value in named.items())

    def _numbers(self, *ids: Sequence[str] | None) -> list[int]:
        """Actors by number, each once."""
        numbers = []
        for actor in dict.fromkeys(one for some in ids for one in some or ()):
            if actor not in self._parties:
                self._parties[actor] = len(self._parties) + 1
                entered = (self._parties[actor], actor)
                query = "INSERT INTO parties (number, id) VALUES (?, ?)"
                self._connection.execute(query, entered)
            numbers.append(self._parties[actor])
        return numbers

    def _free(self, table: str, number: int) -> int:
        """A number that no row has: the given one, or one close by."""
        taken = f"SELECT 1 FROM {table} WHERE number = ?"
        while self._connection.execute(taken, (number,)).fetchone():
            number -= 1
        return number

    def _insert(self, table: str, row: tuple[Any, ...]) -> None:
        self._connection.execute(f"INSERT INTO {table} VALUES ({_marks(len(row))})", row)
        if table in self._new:
            self._new[table].append(row[0])

    def _delete(self, table: str, number: int) -> None:
        if table in WORDS:
            columns = ", ".join(WORDS[table])
            self._connection.execute(
                f"INSERT INTO {table}_words ({table}_words, rowid, {columns}) "
                f"SELECT 'delete', number, {columns} FROM {table} WHERE number = ?",
                (number,),
            )
        self._connection.execute(f"DELETE FROM {table} WHERE number = ?", (number,))

    def _unlist(self, table: str, of: str, number: int, actors: Iterable[int]) -> None:
        done = " AND done IN (0, 1)" * (table == "sides")
        self._connection.executemany(
            f"DELETE FROM {table} WHERE actor = ?{done} AND {of} = ?",
            [(actor, number) for actor in actors],
        )


def _speaker(claim: Row, actors: Sequence[Row], text: str) -> str | None:
    """A claim's source in the page's words; one that was set right by its name."""
    if claim["source_mended"]:
        who = next((row for row in actors if row["id"] == claim["source_actor"]), None)
        if who is not None:
            return str(who["name"])[: LONGEST["speaker"]]
    return _cut(text, claim["source_start"], claim["source_end"], "speaker")


def _movers(move: Move) -> list[str]:
    return [*((move.actor,) if move.actor else ()), *(move.members or ())]


def _sure(confidence: float | None) -> float:
    return UNSURE if confidence is None else confidence


@cache
def _marks(number: int) -> str:
    return ", ".join("?" * number)


def _cut(text: str, start: int | None, end: int | None, what: str) -> str | None:
    """The words of a span, of a bounded length."""
    if start is None or end is None:
        return None
    return text[start : min(end, start + LONGEST[what])]


def _listed(ids: Sequence[str] | None) -> str:
    return msgspec.json.encode(list(ids or ())).decode()
