"""Reprints as the ledger keeps them: a sketch a reading, made once, and the clusters made of them.

Only what answers takes part: the newest version of each page, read by its newest coder.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any, TypeVar

import duckdb

from dragoman.ledger.schema import KEPT
from dragoman.ledger.writing import Writer
from dragoman.records import ZoneKind

FEW = 200
"""Texts in memory at a time."""

PART = 16_384
"""Texts that are asked for at a time: each ask looks through the whole ledger, and DuckDB holds
what it gives."""

BANDS = 2_000_000
"""Bands that are gathered at a time, about."""

EDGE = 2
"""Lines at a text's end in which a credit for all of it may stand."""

T = TypeVar("T")

Zone = Mapping[str, Any]
TELLING = tuple(kind.value for kind in ZoneKind if kind.tells)
TELLS = ", ".join(f"'{kind}'" for kind in TELLING)
TOLD = f"""string_agg(substring(t."text", z.span_start + 1, z.span_end - z.span_start), chr(10)
ORDER BY z.number) FILTER (z.kind IN ({TELLS}))"""
"""An article's text in the zones that tell: a headline or an appeal makes no other story."""

UNSKETCHED = f"""SELECT a.reading FROM articles a
WHERE a.reading NOT IN (SELECT reading FROM {KEPT}.sketches) ORDER BY a.reading"""

UNSKETCHED_TEXTS = f"""SELECT a.reading, any_value(a.article), coalesce({TOLD}, '')
FROM articles a JOIN texts t USING (article) LEFT JOIN zones z USING (reading)
WHERE a.reading IN (SELECT unnest(?::VARCHAR[])) GROUP BY a.reading ORDER BY a.reading"""

NUMBER_OF_BANDS = f"SELECT coalesce(sum(len(bands)), 0) FROM {KEPT}.sketches"

BUCKETS = f"""WITH bands AS (
  SELECT DISTINCT words, digest, band FROM (
    SELECT s.words, s.digest, unnest(s.bands) AS band
    FROM {KEPT}.sketches s SEMI JOIN articles a USING (reading))
  WHERE band & $mask = $part)
SELECT list([words::VARCHAR, digest]) FROM bands GROUP BY band HAVING count(*) > 1"""
"""Those of one part: bands are hashes, so that their last bits divide them evenly."""

TEXTS = f"""WITH one AS (
  SELECT digest, min(reading) AS reading FROM {KEPT}.sketches
  WHERE digest IN (SELECT unnest(?::VARCHAR[])) GROUP BY digest)
SELECT o.digest, coalesce({TOLD}, '')
FROM one o JOIN {KEPT}.readings r USING (reading) JOIN texts t ON t.article = r.article
JOIN {KEPT}.zones z ON z.reading = o.reading GROUP BY o.digest"""

TWINS = f"""SELECT s.digest, list(s.article ORDER BY s.article)
FROM {KEPT}.sketches s SEMI JOIN articles a USING (reading)
LEFT JOIN (SELECT DISTINCT unnest($digests::VARCHAR[]) AS wanted) w ON w.wanted = s.digest
WHERE s.words >= $fewest GROUP BY s.digest
HAVING count(*) > 1 OR count(w.wanted) > 0 ORDER BY s.digest"""

COPIED = f"""SELECT a.article, any_value(a.outlet), any_value(a.published), any_value(s.words),
  any_value(a.byline), any_value(t."text"),
  list(struct_pack("kind" := z.kind, "start" := z.span_start, "end" := z.span_end,
                   outlet := z.outlet) ORDER BY z.number) FILTER (z.number IS NOT NULL),
  any_value(s.digest)
FROM articles a JOIN texts t USING (article) JOIN {KEPT}.sketches s USING (reading)
LEFT JOIN zones z USING (reading)
WHERE a.article IN (SELECT unnest(?::VARCHAR[])) GROUP BY a.article"""

LISTED = """FROM (SELECT r.cluster, r.article, r.likeness, r.containment, r.origin,
  r.credited, r.reason,
  a.title, a.url, a.outlet, a.published, min(n.name)
FROM reprints r JOIN articles a USING (article) LEFT JOIN names n USING (source)
GROUP BY ALL) ORDER BY cluster, article = origin DESC, likeness DESC, article"""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What one reading's telling text is known again by."""

    reading: str
    article: str
    scheme: str
    digest: str
    words: int
    bands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Copied:
    """An article of a cluster with what may say where it comes from.

    `lines` are those at the edges of what it tells, `quoted` the outlets whose passages make up at
    least half of it.
    """

    article: str
    outlet: str | None
    published: str | None
    words: int
    byline: str | None
    lines: tuple[str, ...]
    quoted: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class ReprintRow:
    """An article of a cluster, as it is kept."""

    article: str
    cluster: str
    likeness: float
    containment: float
    origin: str
    credited: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Reprint:
    """An article that is in a cluster of reprints, as the ledger answers.

    `likeness` is the part of all its and the origin's shingles that both have, `containment` the
    part of the shorter one's. `origin` is the article from which the cluster most likely comes,
    `credited` the outlet to which its pages give their words, `reason` says why.
    """

    cluster: str
    article: str
    likeness: float
    containment: float
    origin: str
    credited: str | None
    reason: str
    title: str | None
    url: str | None
    outlet: str | None
    published: str | None
    name: str | None


def _batched(some: Iterable[T]) -> Iterator[list[T]]:
    """Things that are asked for together, or written."""
    left = iter(some)
    while batch := list(islice(left, PART)):
        yield batch


def unsketched(writer: Writer, scheme: str) -> Iterator[list[tuple[str, str, str]]]:
    """The answering readings without a sketch of this scheme: id, article and telling text."""
    writer.change(f"DELETE FROM {KEPT}.sketches WHERE scheme <> ?", [scheme])
    for part in _batched(writer.texts(UNSKETCHED)):
        for rows in writer.batches(UNSKETCHED_TEXTS, [part], FEW):
            yield [(reading, article, text) for reading, article, text in rows]


def keep_sketches(writer: Writer, sketches: Iterable[Sketch]) -> None:
    """Adds sketches, in one transaction."""
    rows = [asdict(sketch) for sketch in sketches]
    with writer.transaction():
        writer.add_all("sketches", rows)


def buckets(writer: Writer) -> Iterator[list[tuple[int, str]]]:
    """The texts that share a band of their sketches, as words and digest."""
    whole, number = writer.count(NUMBER_OF_BANDS), 1
    while number * BANDS < whole:
        number *= 2
    for part in range(number):
        for rows in writer.batches(BUCKETS, {"mask": number - 1, "part": part}, FEW):
            yield from ([(int(words), digest) for words, digest in texts] for [texts] in rows)


def telling_texts(writer: Writer, digests: Sequence[str]) -> Iterator[tuple[str, str]]:
    """By digest, the given texts in the zones that tell, in no order."""
    for part in _batched(digests):
        for rows in writer.batches(TEXTS, [part], FEW):
            yield from ((digest, text) for digest, text in rows)


def articles_of(writer: Writer, digests: Sequence[str], fewest: int) -> dict[str, list[str]]:
    """By digest, the articles of the given texts, and of those that several articles share.

    `fewest` is how many words a text needs.
    """
    return dict(writer.all(TWINS, {"digests": list(digests), "fewest": fewest}))


def copied(writer: Writer, articles: Sequence[str]) -> Iterator[Copied]:
    """The given articles with what may say where they come from, in no order."""
    for part in _batched(articles):
        for rows in writer.batches(COPIED, [part], FEW):
            for article, outlet, published, words, byline, text, zones, digest in rows:
                lines, quoted = _edges(text, zones or ()), _whole(zones or ())
                yield Copied(article, outlet, published, words, byline, lines, quoted, digest)


def _edges(text: str, zones: Sequence[Zone]) -> tuple[str, ...]:
    """The lines that can credit somebody for all of a page: those at the edges of what it tells.

    A line in its midst credits one item of several. Notices below the text count too.
    """
    told = [text[z["start"] : z["end"]] for z in zones if z["kind"] in TELLING]
    lines = [line for part in told for line in part.splitlines() if line.strip()]
    notices = [text[z["start"] : z["end"]] for z in zones if z["kind"] == ZoneKind.DISCLAIMER.value]
    return (*lines[:1], *lines[1:][-EDGE:], *(n for part in notices for n in part.splitlines()))


def _whole(zones: Sequence[Zone]) -> tuple[str, ...]:
    """The outlets whose passages make up at least half of what a page tells."""
    lengths: dict[str, int] = {}
    told = [zone for zone in zones if zone["kind"] in TELLING]
    for zone in told:
        if zone["kind"] == ZoneKind.QUOTED.value and zone["outlet"]:
            length = zone["end"] - zone["start"]
            lengths[zone["outlet"]] = lengths.get(zone["outlet"], 0) + length
    whole = sum(zone["end"] - zone["start"] for zone in told)
    return tuple(sorted(outlet for outlet, length in lengths.items() if 2 * length >= whole))


def replace_reprints(writer: Writer, rows: Iterable[ReprintRow]) -> None:
    """Puts the given rows in the place of all that there are; readers see all of them at once."""
    with writer.transaction():
        writer.change(f"DELETE FROM {KEPT}.reprints")
        for part in _batched(rows):
            writer.add_all("reprints", [asdict(row) for row in part])


def reprints_of(connection: duckdb.DuckDBPyConnection) -> tuple[Reprint, ...]:
    """The articles that are in clusters, those of one together, its origin first."""
    return tuple(Reprint(*row) for row in connection.execute(LISTED).fetchall())


def clusters_by_article(connection: duckdb.DuckDBPyConnection) -> Mapping[str, ReprintRow]:
    """By article, the cluster that it is in."""
    found = connection.execute(
        "SELECT article, cluster, likeness, containment, origin, credited, reason FROM reprints"
    ).fetchall()
    return {row[0]: ReprintRow(*row) for row in found}


def ever_sought(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether reprints were ever looked for in this ledger."""
    query = f"SELECT count(*) FROM {KEPT}.sketches"
    [[number]] = connection.execute(query).fetchall()
    return bool(number)
