"""Moves as the fold takes them."""

from collections.abc import Sequence

import duckdb

from dragoman.ledger.answers import Told
from dragoman.records import DateBasis, Modality, Move, MoveKind, PactKind, Span

QUERY = """SELECT m.id, m.pact, m.name, m.kind, m.parent, m.actor, m.move, m."count", m.members,
       m.date, m.date_basis, m.modality, m.evidence_start, m.evidence_end, m.attribution,
       m.confidence, m.article, m.published, strftime(a.first_read, '%Y-%m-%d'), m.root,
       m.page, m.url, m.publisher
FROM moves_known($known) m JOIN articles_known($known) a USING (reading)
WHERE $pacts IS NULL OR list_contains($pacts, m.pact)"""

KINDS = {kind.value: kind for kind in PactKind}
MOVES = {move.value: move for move in MoveKind}
MODALITIES = {modality.value: modality for modality in Modality}
BASES = {None: None} | {basis.value: basis for basis in DateBasis}


def moves_told(
    connection: duckdb.DuckDBPyConnection, pacts: Sequence[str] | None, known: str | None
) -> list[Told]:
    """The moves on the given pacts (all where None), of the page versions known on a day."""
    cursor = connection.execute(QUERY, {"known": known, "pacts": pacts and list(pacts)})
    told: list[Told] = []
    while rows := cursor.fetchmany(10_000):
        for row in rows:
            move = Move(
                id=row[0],
                pact=row[1],
                name=row[2],
                kind=KINDS[row[3]],
                parent=row[4],
                actor=row[5],
                move=MOVES[row[6]],
                count=row[7],
                members=None if row[8] is None else tuple(row[8]),
                date=row[9],
                date_basis=BASES[row[10]],
                modality=MODALITIES[row[11]],
                evidence=Span(row[12], row[13]),
                attribution=row[14],
                confidence=row[15],
            )
            told.append(Told(move, *row[16:]))
    return told
