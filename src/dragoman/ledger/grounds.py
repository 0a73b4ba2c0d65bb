"""What moves rest on: the sentence of each, and the chain of those on whose word it is told."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import duckdb

from dragoman.language.surroundings import REACH, sentence_around
from dragoman.ledger.answers import Told

SENTENCES = f"""SELECT m.article, m.id, any_value(substring(t.text,
           greatest(m.evidence_start - {REACH}, 0) + 1,
           m.evidence_end - m.evidence_start + 2 * {REACH})),
       any_value(least(m.evidence_start, {REACH})), any_value(m.evidence_end - m.evidence_start),
       min(n.name)
FROM moves_known($known) m JOIN texts t USING (article)
JOIN articles_known($known) a USING (reading) LEFT JOIN names n USING (source)
WHERE $pacts IS NULL OR list_contains($pacts, m.pact)
GROUP BY m.article, m.id"""
"""By article and move: the text around the evidence, where in that it lies, and the page's name."""

CLAIMS = """WITH a AS (FROM attributions_known($known)
     WHERE article IN (SELECT article FROM moves_known($known) m
                       WHERE $pacts IS NULL OR list_contains($pacts, m.pact)))
SELECT a.article, a.id, a.via, any_value(substring(t.text, a.source_start + 1,
       a.source_end - a.source_start)), any_value(c.name), any_value(c.role),
       any_value(c.kind = 'group' AND c.country IS NOT NULL),
       any_value(coalesce(c.country, c.affiliation, c.id))
FROM a JOIN texts t USING (article)
LEFT JOIN actors_known($known) c ON c.reading = a.reading AND c.id = a.source_actor
GROUP BY a.article, a.id, a.via"""

Claims = Mapping[tuple[str, str], tuple[str | None, str, str | None]]
"""By article and attribution: the attribution that contains it, its source in words, and whom
that one speaks for."""


def with_grounds(
    connection: duckdb.DuckDBPyConnection,
    told: Sequence[Told],
    pacts: Sequence[str] | None,
    known: str | None,
) -> list[Told]:
    """The same moves with sentence, chain and depth, given what they were asked for by."""
    wanted = {"known": known, "pacts": pacts and list(pacts)}
    sentences = {
        (article, move): (sentence_around(text, start, start + length), name)
        for article, move, text, start, length, name in connection.execute(
            SENTENCES, wanted
        ).fetchall()
    }
    claims: Claims = {
        (article, claim): (via, _source(words, name, role, part), party)
        for article, claim, via, words, name, role, part, party in connection.execute(
            CLAIMS, wanted
        ).fetchall()
    }
    found = []
    for each in told:
        chain = _chain(each, claims)
        sentence, name = sentences.get((each.article, each.move.id), ("", None))
        found.append(replace(each, sentence=sentence, chain=chain, depth=len(chain) - 1, name=name))
    return found


def _chain(told: Told, claims: Claims) -> tuple[str, ...]:
    """The page's outlet, then each source down to whoever tells the move."""
    sources: list[str] = []
    seen: set[str] = set()
    at = told.move.attribution
    while at is not None and at not in seen and (told.article, at) in claims:
        seen.add(at)
        at, source, _ = claims[told.article, at]
        sources.append(source)
    return (told.outlet or told.url or told.page, *reversed(sources))


def _source(words: str | None, name: str | None, role: str | None, part: bool | None) -> str:
    """A source in words; a part of a state ("the French companies") by the page's own."""
    if name is None or part:
        return words or "somebody"
    return f"{name}, {role}" if role and role not in name else name
