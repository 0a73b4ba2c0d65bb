"""Events with what their coding rests on: the sentence, the words, the row or the head."""

from typing import Any

import duckdb

from dragoman.ledger.answers import CodedEvent
from dragoman.records import Span, TypeScore

QUERY = """SELECT e.id, e.article, p.url, p.title, e.type, e.mode, e.cameo, e.modality, e.source,
       e.target, e.confidence, e.coded_by, e.rule, e.related, e.words, e.types,
       e.sentence_start, e.sentence_end, t.text[e.sentence_start + 1:e.sentence_end],
       e.date, e.date_basis, e.attribution
FROM events e
JOIN articles p ON p.article = e.article AND p.reading = e.reading
LEFT JOIN texts t ON t.article = e.article
WHERE starts_with(e.id, $id)
ORDER BY e.id, e.article
LIMIT 50"""


def events_coded(connection: duckdb.DuckDBPyConnection, name: str) -> tuple[CodedEvent, ...]:
    """The events whose id begins as given; see `Ledger.events_coded`."""
    return tuple(_event(*row) for row in connection.execute(QUERY, {"id": name}).fetchall())


def _event(
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
    )
