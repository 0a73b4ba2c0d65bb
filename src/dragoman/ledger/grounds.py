"""What moves rest on: the sentence of each, and the chain of those on whose word it is told."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import duckdb

from dragoman.codebook.joining import act_of
from dragoman.language.shingles import wording
from dragoman.language.surroundings import REACH, sentence_around
from dragoman.ledger.answers import Marks, Told
from dragoman.records import content_id

FEWEST = 8
"""Words that a sentence needs to be a copy: shorter ones come about twice by themselves."""

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
       any_value(c.kind = 'group' AND c.country IS NOT NULL AND NOT a.source_mended),
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
        (article, claim): (via, source_in_words(words, name, role, part), party)
        for article, claim, via, words, name, role, part, party in connection.execute(
            CLAIMS, wanted
        ).fetchall()
    }
    found = []
    for each in told:
        outlet = each.outlet or each.url or each.page
        chain = chain_of((each.article, each.move.attribution), outlet, claims)
        sentence, name = sentences.get((each.article, each.move.id), ("", None))
        found.append(replace(each, sentence=sentence, chain=chain, depth=len(chain) - 1, name=name))
    return found


def marks_of(sentence: str) -> Marks:
    """What the fold asks of a sentence."""
    words = wording(sentence)
    long = words.count(" ") + 1 >= FEWEST
    return Marks(act_of(sentence), content_id(words) if long else None)


def chain_of(claim: tuple[str, str | None], outlet: str, claims: Claims) -> tuple[str, ...]:
    """The page's outlet, then each source down to whoever tells something.

    Args:
        claim: the article, and the attribution that carries what is told.
        outlet: what the page's outlet is called.
        claims: what is known of the attributions.
    """
    sources: list[str] = []
    seen: set[str] = set()
    article, at = claim
    while at is not None and at not in seen and (article, at) in claims:
        seen.add(at)
        at, source, _ = claims[article, at]
        sources.append(source)
    return (outlet, *reversed(sources))


def source_in_words(
    words: str | None, name: str | None, role: str | None, part: bool | None
) -> str:
    """A source in words; a part of a state ("the French companies") by the page's own."""
    if name is None or part:
        return words or "somebody"
    return f"{name}, {role}" if role and role not in name else name
