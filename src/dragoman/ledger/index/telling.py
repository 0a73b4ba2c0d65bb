"""A move as the fold takes it, from the rows of its article alone."""

from collections.abc import Mapping, Sequence

from dragoman.language.surroundings import sentence_around
from dragoman.ledger.answers import Told
from dragoman.ledger.articles import Row
from dragoman.ledger.grounds import chain_of, source_in_words
from dragoman.records import DateBasis, Modality, Move, MoveKind, PactKind, Span


def told_moves(head: Row, rows: Mapping[str, Sequence[Row]], text: str) -> list[Told]:
    """The moves of an article, with what they rest on."""
    article = str(head["article"])
    claims = {
        (article, str(row["id"])): (row["via"], _source(row, rows["actors"], text), None)
        for row in rows["attributions"]
    }
    told = []
    for row in rows["moves"]:
        outlet, url, page = head["outlet"], head["url"], str(head["page"])
        chain = chain_of((article, row["attribution"]), outlet or url or page, claims)
        told.append(
            Told(
                move_of(row),
                article,
                head["published"],
                head["first_read"].strftime("%Y-%m-%d"),
                row["root"],
                page,
                url,
                outlet,
                sentence_around(text, row["evidence_start"], row["evidence_end"]),
                chain,
                len(chain) - 1,
                head["name"],
            )
        )
    return told


def move_of(row: Row) -> Move:
    """A move from its row."""
    return Move(
        id=row["id"],
        pact=row["pact"],
        name=row["name"],
        kind=PactKind(row["kind"]),
        parent=row["parent"],
        actor=row["actor"],
        move=MoveKind(row["move"]),
        count=row["count"],
        members=None if row["members"] is None else tuple(row["members"]),
        date=row["date"],
        date_basis=None if row["date_basis"] is None else DateBasis(row["date_basis"]),
        modality=Modality(row["modality"]),
        evidence=Span(row["evidence_start"], row["evidence_end"]),
        attribution=row["attribution"],
        confidence=row["confidence"],
    )


def _source(claim: Row, actors: Sequence[Row], text: str) -> str:
    """A claim's source in words."""
    start, end = claim["source_start"], claim["source_end"]
    words = None if start is None else text[start:end]
    actor = next((row for row in actors if row["id"] == claim["source_actor"]), None)
    if actor is None:
        return source_in_words(words, None, None, None)
    part = actor["kind"] == "group" and actor["country"] is not None and not claim["source_mended"]
    return source_in_words(words, actor["name"], actor["role"], part)
