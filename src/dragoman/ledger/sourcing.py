"""Where what a ledger holds comes from: outlets, speakers, who republishes whom, and hearsay.

Of an outlet's name letters and digits count, without "The": so "The Post" and "Post." are one. All
answers are aggregates, and the texts are read for one outlet alone.
"""

from dataclasses import dataclass

from dragoman.ledger.browsing import FEW, ArticleRow, Browsing
from dragoman.ledger.rows import clean

DEEPEST = 4
"""Chains of so many sources, and of more, are counted together."""


@dataclass(frozen=True, slots=True)
class OutletRow:
    """An outlet: its pages, and of their claims those by named, unnamed and other sources.

    `handed` are the claims that came to it by way of another source than the speaker.
    """

    outlet: str
    articles: int
    words: int
    first: str | None
    last: str | None
    claims: int
    named: int
    unnamed: int
    handed: int


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """Somebody who is told to have said something: how often, by how many outlets.

    `direct` counts what the outlets report themselves, not by way of another source.
    """

    id: str
    claims: int
    outlets: int
    direct: int


@dataclass(frozen=True, slots=True)
class HandRow:
    """On how many pages an outlet hands on another: in passages, as a reprint, and by citing it.

    `outlet` is null for pages that name none.
    """

    outlet: str | None
    whom: str
    passages: int
    reprints: int
    cited: int


@dataclass(frozen=True, slots=True)
class DepthRow:
    """How many claims have so many sources between the page's outlet and what is said."""

    depth: int
    claims: int


@dataclass(frozen=True, slots=True)
class UnnamedRow:
    """A description that stands for a source without a name, in an outlet's own words."""

    words: str
    claims: int


def key(column: str) -> str:
    """SQL for what the names of one outlet have in common."""
    letters = rf"trim(regexp_replace(lower({column}), '[^\p{{L}}\p{{N}}]+', ' ', 'g'))"
    return f"regexp_replace({letters}, '^the ', '')"


def most(column: str) -> str:
    """SQL for the name that most rows of a group give, of several the first in the alphabet."""
    counted = f"map_entries(histogram({column}))"
    ranked = f"list_transform({counted}, lambda e: {{'n': -e.value::BIGINT, 'name': e.key}})"
    return f"list_min({ranked}).name"


OUTLETS = f"""WITH pages AS (
  SELECT {key("outlet")} AS k, {most("outlet")} AS outlet, count(*) AS articles,
    coalesce(sum(words), 0)::BIGINT AS words, min(published) AS first, max(published) AS last
  FROM articles WHERE outlet IS NOT NULL GROUP BY k),
told AS (
  SELECT {key("publisher")} AS k, count(*) AS claims, count(*) FILTER (source_named) AS named,
    count(*) FILTER (source_named IS FALSE) AS unnamed, count(*) FILTER (depth > 1) AS handed
  FROM attributions WHERE publisher IS NOT NULL GROUP BY k)
SELECT p.outlet, p.articles, p.words, p.first, p.last, coalesce(t.claims, 0) AS claims,
  coalesce(t.named, 0) AS named, coalesce(t.unnamed, 0) AS unnamed, coalesce(t.handed, 0) AS handed
FROM pages p LEFT JOIN told t USING (k) WHERE $outlet IS NULL OR k = {key("$outlet")}
ORDER BY articles DESC, claims DESC, p.outlet LIMIT $rows"""

SPEAKERS = f"""SELECT source_actor AS id, count(*) AS claims,
  count(DISTINCT {key("publisher")}) AS outlets, count(*) FILTER (depth = 1) AS direct
FROM attributions
WHERE source_actor IS NOT NULL AND ($outlet IS NULL OR {key("publisher")} = {key("$outlet")})
GROUP BY source_actor ORDER BY claims DESC, id LIMIT $rows"""

HANDING = """WITH handed AS (
  SELECT publisher AS outlet, outlet AS whom, article, 1 AS how FROM zones
  WHERE kind = 'quoted' AND outlet IS NOT NULL
  UNION ALL
  SELECT a.outlet, coalesce(o.outlet, r.credited), r.article, 2
  FROM reprints r JOIN articles a USING (article) LEFT JOIN articles o ON o.article = r.origin
  WHERE r.article <> r.origin
  UNION ALL
  SELECT t.publisher, s.name, t.article, 3
  FROM attributions t JOIN actors s ON s.reading = t.reading AND s.id = t.source_actor
  WHERE s.kind = 'outlet')"""
"""Each time that a page hands on another outlet: in a passage (1), as a reprint (2), citing it (3).
"""
HANDS = f"""{most("outlet")} AS outlet, {most("whom")} AS whom,
  count(DISTINCT article) FILTER (how = 1) AS passages,
  count(DISTINCT article) FILTER (how = 2) AS reprints,
  count(DISTINCT article) FILTER (how = 3) AS cited"""
"""What is counted of those."""
HANDED = f"""{HANDING},
keyed AS (SELECT *, {key("outlet")} AS k, {key("whom")} AS w FROM handed WHERE whom IS NOT NULL)
SELECT {HANDS}
FROM keyed WHERE k IS DISTINCT FROM w
  AND ($outlet IS NULL OR k = {key("$outlet")}) AND ($whom IS NULL OR w = {key("$whom")})
GROUP BY k, w ORDER BY count(DISTINCT article) DESC, outlet, whom LIMIT $rows"""

DEPTHS = f"""SELECT least(depth, {DEEPEST}) AS depth, count(*) AS claims FROM attributions
WHERE depth IS NOT NULL AND ($outlet IS NULL OR {key("publisher")} = {key("$outlet")})
GROUP BY ALL ORDER BY depth"""

UNNAMED = f"""SELECT lower(substring(t."text", a.source_start + 1,
  least(a.source_end - a.source_start, 120))) AS words, count(*) AS claims
FROM attributions a JOIN texts t USING (article)
WHERE a.source_named IS FALSE AND {key("a.publisher")} = {key("$outlet")}
GROUP BY words ORDER BY claims DESC, words LIMIT $rows"""

OWN_ARTICLES = f"""SELECT a.article, a.title, a.outlet, a.published, a.language,
  coalesce(a.words, 0)::BIGINT AS words,
  (SELECT count(*) FROM attributions x WHERE x.reading = a.reading) AS claims,
  (SELECT count(*) FROM events x WHERE x.reading = a.reading) AS events,
  (SELECT count(*) FROM moves x WHERE x.reading = a.reading) AS moves
FROM (SELECT * FROM articles WHERE {key("outlet")} = {key("$outlet")}
  ORDER BY published DESC NULLS LAST, article LIMIT $rows) a
ORDER BY a.published DESC NULLS LAST, a.article"""


class Sourcing(Browsing):
    """Questions on where things come from; `outlet` asks for one alone, null for all."""

    def outlet_rows(self, outlet: str | None = None, rows: int = FEW) -> tuple[OutletRow, ...]:
        """The outlets, those with most articles first."""
        return self._asked(OUTLETS, OutletRow, outlet=outlet and clean(outlet), rows=rows)

    def speaker_rows(self, outlet: str | None = None, rows: int = FEW) -> tuple[SpeakerRow, ...]:
        """Those who are told to have said something, those with most claims first."""
        return self._asked(SPEAKERS, SpeakerRow, outlet=outlet and clean(outlet), rows=rows)

    def hand_rows(
        self, outlet: str | None = None, whom: str | None = None, rows: int = FEW
    ) -> tuple[HandRow, ...]:
        """Who hands on whom, those with most pages first.

        Args:
            outlet: only what this one hands on.
            whom: only those who hand on this one.
            rows: how many are given at most.
        """
        asked = {"outlet": outlet and clean(outlet), "whom": whom and clean(whom)}
        return self._asked(HANDED, HandRow, **asked, rows=rows)

    def depth_rows(self, outlet: str | None = None) -> tuple[DepthRow, ...]:
        """Claims by the number of sources between the page's outlet and what is said."""
        return self._asked(DEPTHS, DepthRow, outlet=outlet and clean(outlet))

    def unnamed_rows(self, outlet: str, rows: int = FEW) -> tuple[UnnamedRow, ...]:
        """What an outlet calls the sources that it doesn't name."""
        return self._asked(UNNAMED, UnnamedRow, outlet=clean(outlet), rows=rows)

    def articles_by(self, outlet: str, rows: int = FEW) -> tuple[ArticleRow, ...]:
        """An outlet's articles, the latest first."""
        return self._asked(OWN_ARTICLES, ArticleRow, outlet=clean(outlet), rows=rows)
