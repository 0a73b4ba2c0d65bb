"""What a person who looks around in a ledger asks for: lists of articles, acts and sayings."""

from dataclasses import dataclass
from typing import Any, TypeVar

import duckdb
import msgspec

from dragoman.ledger.articles import record_of, rows_asked
from dragoman.ledger.files import guarded
from dragoman.ledger.former import Former, former
from dragoman.ledger.opening import state_of
from dragoman.ledger.rows import clean
from dragoman.records import Record

FEW = 50
"""How many rows of a kind are given where nothing else is said."""


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article, and how much is read in it."""

    article: str
    title: str | None
    outlet: str | None
    published: str | None
    language: str | None
    words: int
    claims: int
    events: int
    moves: int


@dataclass(frozen=True, slots=True)
class Deed:
    """An event with its sentence."""

    id: str
    article: str
    outlet: str | None
    published: str | None
    type: str
    mode: str | None
    quad: int
    modality: str
    date: str | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody is told to have said: `speaker` in the page's words, `via` who hands it on.

    `via` is null where the page's own outlet reports it.
    """

    id: str
    article: str
    outlet: str | None
    published: str | None
    speaker: str | None
    stance: str
    via: str | None
    depth: int
    content: str


@dataclass(frozen=True, slots=True)
class MonthRow:
    """Events of one month (null: no date) and quad class: done by an actor, and done to it."""

    month: str | None
    quad: int
    did: int
    met: int


@dataclass(frozen=True, slots=True)
class Partner:
    """A party that an actor does something to, or that does something to it."""

    id: str
    did: int
    met: int


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A move on a pact, with the words that it rests on."""

    id: str
    article: str
    outlet: str | None
    published: str | None
    pact: str
    name: str
    actor: str | None
    move: str
    modality: str
    date: str | None
    words: str


Answer = TypeVar("Answer")

ARTICLES = """WITH found AS (FROM articles
  ORDER BY published DESC NULLS LAST, article LIMIT $rows OFFSET $skip)
SELECT a.article, any_value(a.title) AS title, any_value(a.outlet) AS outlet,
  any_value(a.published) AS published, any_value(a.language) AS language,
  coalesce(any_value(a.words), 0)::BIGINT AS words,
  (SELECT count(*) FROM attributions x WHERE x.reading = a.reading) AS claims,
  (SELECT count(*) FROM events x WHERE x.reading = a.reading) AS events,
  (SELECT count(*) FROM moves x WHERE x.reading = a.reading) AS moves
FROM found a GROUP BY a.article, a.reading ORDER BY published DESC NULLS LAST, a.article"""

MOVES = """SELECT m.id, m.article, m.publisher AS outlet, m.published, m.pact, m.name, m.actor,
  m.move, m.modality, m.date, substring(t."text", m.evidence_start + 1,
  least(m.evidence_end - m.evidence_start, 400)) AS words
FROM moves m JOIN texts t USING (article)
WHERE $actor IS NULL OR m.actor = $actor OR list_contains(m.members, $actor)
ORDER BY coalesce(m.date, m.published) DESC NULLS LAST, m.article, m.evidence_start LIMIT $rows"""

SIDES = """SELECT *, (list_contains(source, $one) OR list_contains(source_parties, $one)) AS did,
  (list_contains(target, $one) OR list_contains(target_parties, $one)) AS met FROM events"""
"""All events, and on which side of each an actor is, itself or by those who act for it."""

PAIRED = f"""SELECT e.*, $other IS NULL OR (did AND (list_contains(target, $other)
    OR list_contains(target_parties, $other))) AS towards,
  $other IS NULL OR (met AND (list_contains(source, $other)
    OR list_contains(source_parties, $other))) AS back
FROM ({SIDES}) e WHERE did OR met"""

DEEDS = f"""SELECT e.id, e.article, e.publisher AS outlet, e.published, e.type, e.mode, e.quad,
  e.modality, e.date, e.source, e.target, substring(t."text", e.sentence_start + 1,
  least(e.sentence_end - e.sentence_start, 600)) AS sentence
FROM ({PAIRED}) e JOIN texts t USING (article)
WHERE CASE WHEN $done THEN did AND towards ELSE met AND back END
ORDER BY coalesce(e.date, e.published) DESC NULLS LAST, e.article, e.trigger_start LIMIT $rows"""

MONTHS = f"""SELECT left(coalesce(date, published), 7) AS month, quad,
  count(*) FILTER (did AND towards) AS did, count(*) FILTER (met AND back) AS met
FROM ({PAIRED}) WHERE modality = 'actual' AND ((did AND towards) OR (met AND back))
GROUP BY ALL ORDER BY month NULLS LAST, quad"""

PARTNERS = f"""WITH sides AS (SELECT reading, id, did, met, source_parties, target_parties
  FROM ({SIDES}) WHERE (did OR met) AND modality = 'actual'),
others AS (
  SELECT unnest(target_parties) AS party, 1 AS did, 0 AS met FROM sides WHERE did
  UNION ALL SELECT unnest(source_parties), 0, 1 FROM sides WHERE met)
SELECT party AS id, sum(did)::BIGINT AS did, sum(met)::BIGINT AS met FROM others
WHERE party <> $one GROUP BY party ORDER BY sum(did) + sum(met) DESC, party LIMIT $rows"""

SAYINGS = """WITH speakers AS (
  SELECT reading, id, name FROM actors WHERE id = $one OR country = $one OR affiliation = $one)
SELECT a.id, a.article, a.publisher AS outlet, a.published,
  coalesce(CASE WHEN a.source_mended THEN s.name END, substring(t."text",
    a.source_start + 1, least(a.source_end - a.source_start, 120))) AS speaker, a.stance,
  coalesce(w.name, substring(t."text",
    v.source_start + 1, least(v.source_end - v.source_start, 120))) AS via,
  a.depth, array_to_string(list_transform(a.content, lambda s: substring(t."text", s.start + 1,
  least(s."end" - s.start, 400))), ' … ') AS content
FROM attributions a JOIN speakers s ON s.reading = a.reading AND s.id = a.source_actor
JOIN texts t ON t.article = a.article
LEFT JOIN attributions v ON v.reading = a.reading AND v.id = a.via
LEFT JOIN actors w ON w.reading = v.reading AND w.id = v.source_actor AND v.source_mended
ORDER BY a.published DESC NULLS LAST, a.article, a.cue_start LIMIT $rows"""

EVENT = "SELECT article FROM events WHERE id = $id ORDER BY article LIMIT 1"


class Browsing:
    """The lists of a ledger; judgements, corrections and retractions are in all of them.

    An actor answers for those who act for it: a state for its ministers. Acts that did not happen
    (planned, denied, supposed) are listed but not counted.
    """

    _connection: duckdb.DuckDBPyConnection

    @property
    def path(self) -> str:
        """Where the ledger lies."""
        raise NotImplementedError

    @property
    def state(self) -> str:
        """What the present state is known by; an index of the same has the same answers."""
        with guarded(self.path):
            return state_of(self._connection)

    def record(self, article: str) -> Record | None:
        """The record of one article as it answers: see `dragoman.ledger.articles.record_of`."""
        with guarded(self.path):
            return record_of(self._connection, clean(article))

    def article_rows(self, rows: int = FEW, skip: int = 0) -> tuple[ArticleRow, ...]:
        """The articles, the latest first; `skip` leaves out so many of them."""
        return self._asked(ARTICLES, ArticleRow, rows=rows, skip=skip)

    def article_of_event(self, event: str) -> str | None:
        """The id of the first article that tells an event; None where there is none."""
        with guarded(self.path):
            found = rows_asked(self._connection, EVENT, {"id": clean(event)})
        return str(found[0]["article"]) if found else None

    def former(self, kind: str, name: str) -> Former | None:
        """What an id meant that answers no more; None where nothing ever had it.

        Args:
            kind: article, event, move or attribution.
            name: the id.
        """
        with guarded(self.path):
            return former(self._connection, kind, clean(name))

    def move_rows(self, actor: str | None = None, rows: int = FEW) -> tuple[MoveRow, ...]:
        """The moves of an actor, or of all, the latest first."""
        return self._asked(MOVES, MoveRow, actor=actor and clean(actor), rows=rows)

    def deeds(
        self, actor: str, other: str | None = None, *, done: bool, rows: int = FEW
    ) -> tuple[Deed, ...]:
        """What an actor did, or with `done` False what was done to it, the latest first.

        Args:
            actor: an actor's id.
            other: only where this one is on the other side.
            done: which side the actor is on.
            rows: how many are given at most.
        """
        pair = {"one": clean(actor), "other": other and clean(other)}
        return self._asked(DEEDS, Deed, **pair, done=done, rows=rows)

    def months(self, actor: str, other: str | None = None) -> tuple[MonthRow, ...]:
        """Events that happened, by month and quad class, in the order of months."""
        return self._asked(MONTHS, MonthRow, one=clean(actor), other=other and clean(other))

    def partners(self, actor: str, rows: int = FEW) -> tuple[Partner, ...]:
        """With whom an actor has to do, those with most events first."""
        return self._asked(PARTNERS, Partner, one=clean(actor), rows=rows)

    def said_by(self, actor: str, rows: int = FEW) -> tuple[Said, ...]:
        """What an actor, or those who act for it, are told to have said, the latest first."""
        return self._asked(SAYINGS, Said, one=clean(actor), rows=rows)

    def _asked(self, query: str, answer: type[Answer], **wanted: Any) -> tuple[Answer, ...]:  # noqa: ANN401 - parameters of a query
        with guarded(self.path):
            found = rows_asked(self._connection, query, wanted)
        return tuple(msgspec.convert(row, answer) for row in found)
