"""Events with what their coding rests on: the sentence, the words, the row or the head."""

from typing import Any

import duckdb

from dragoman.ledger.answers import CodedEvent
from dragoman.records import Span, TypeScore

QUERY = """SELECT e.reading, e.sentence_start, e.sentence_end,
       e.id, e.article, p.url, p.title, e.type, e.mode, e.cameo, e.modality, e.source,
       e.target, e.confidence, e.coded_by, e.rule, e.related, e.words, e.types,
       e.sentence_start, e.sentence_end, t.text[e.sentence_start + 1:e.sentence_end],
       e.date, e.date_basis, e.attribution
FROM events e
JOIN articles p ON p.article = e.article AND p.reading = e.reading
LEFT JOIN texts t ON t.article = e.article
WHERE starts_with(e.id, $id)
ORDER BY e.id, e.article
LIMIT 50"""


NAMED = """SELECT actor, span_start, span_end FROM mentions
WHERE reading = $reading AND span_start >= $start AND span_end <= $end
ORDER BY span_start"""


def events_coded(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[CodedEvent, ...]:
    """The events whose id begins as given; see `Ledger.events_coded`."""
    found = connection.execute(QUERY, {"id": name}).fetchall()
    return tuple(_event(_named(connection, *row[:3]), *row[3:]) for row in found)


def _named(
    connection: duckdb.DuckDBPyConnection, reading: str, start: int, end: int
) -> tuple[tuple[str, Span], ...]:
    """Who is named in a sentence, and where."""
    given = {"reading": reading, "start": start, "end": end}
    rows = connection.execute(NAMED, given).fetchall()
    return tuple((actor, Span(first, behind)) for actor, first, behind in rows)


def _event(
    named: tuple[tuple[str, Span], ...],
    *told: Any,  # noqa: ANN401 - the columns as the query has them
) -> CodedEvent:
    (id_, article, url, title, type_, mode, cameo, modality, source, target, confidence) = told[:11]
    (by, rule, related, words, types, start, end, sentence, day, basis, attribution) = told[11:]
    return CodedEvent(
        id=id_,
        article=article,
        url=url,
        title=title,
        type=type_,
        mode=mode,
        cameo=cameo,
        modality=modality,
        source=tuple(source),
        target=tuple(target),
        confidence=confidence,
        coded_by=by,
        rule=rule,
        related=related,
        words=tuple(Span(w["start"], w["end"]) for w in words or ()),
        types=tuple(TypeScore(t["type"], t["score"]) for t in types or ()),
        sentence=Span(start, end),
        text=sentence or "",
        date=day,
        date_basis=basis,
        attribution=attribution,
        named=named,
    )
