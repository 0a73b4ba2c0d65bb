"""Events and sayings with all that a dataset has in one row, streamed from the answering views.

Judgements, corrections and retractions are in them, as in every answer. Rows come a few hundred
at a time. What belongs to a row, its actors and where they are named, comes as a stream of its own
in the same order: sorting goes to disk where memory ends, and gathering lists would not. All are
made part by part (`dragoman.ledger.staging`), so that a big ledger needs no more memory.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

import duckdb

from dragoman.ledger.staging import Beside, Bounds, Row, Within, count, parts, staged, within
from dragoman.records.spans import Span
from dragoman.records.tellings import Party, Publication, Saying, Site, Telling

PUBLICATIONS = """SELECT a.reading, {
  'article': a.article, 'page': a.page, 'url': a.url, 'outlet': a.outlet,
  'published': a.published, 'title': a.title, 'language': a.language, 'length': t.length,
  'coder': a.coder, 'read': a.read_at} AS publication, t."text"
FROM articles a LEFT JOIN texts t ON t.article = a.article"""

PERSON = """x.name, x.kind, x.country, x.affiliation, x.sector, x.role, x.members"""

ORDER = "e.occurrence, e.published NULLS LAST, e.article, e.trigger_start, e.id, e.reading"

EVENTS = f"""SELECT e.reading, e.id, e.occurrence, e.type, e.mode, e.contexts, e.cameo, e.quad,
  e.source, e.target, e.trigger_start, e.trigger_end, e.sentence_start, e.sentence_end, e.date,
  e.date_basis, e.place_country, e.place_name, e.place_text, e.place_latitude, e.place_longitude,
  e.modality, e.attribution, e.root, e.confidence, p.publication,
  substring(p."text", e.sentence_start + 1, e.sentence_end - e.sentence_start) AS quote
FROM <events> e JOIN ({PUBLICATIONS}) p USING (reading) WHERE <part> ORDER BY {ORDER}"""

SIDES = f"""WITH sides AS (
  SELECT reading, id, occurrence, published, article, trigger_start, sentence_start, sentence_end,
    unnest(list_distinct(list_concat(source, target))) AS actor FROM <events> e WHERE <part>),
named AS (
  SELECT e.reading, e.id, e.actor, min(m.span_start) AS "start",
    arg_min(m.span_end, m.span_start) AS "end"
  FROM sides e JOIN mentions m ON m.reading = e.reading AND m.actor = e.actor
    AND m.span_start >= e.sentence_start AND m.span_end <= e.sentence_end
  GROUP BY e.reading, e.id, e.actor)
SELECT e.reading, e.id, e.actor, n."start", n."end", {PERSON}
FROM sides e LEFT JOIN actors x ON x.reading = e.reading AND x.id = e.actor
LEFT JOIN named n ON n.reading = e.reading AND n.id = e.id AND n.actor = e.actor
ORDER BY {ORDER}, e.actor"""

STORIES = f"""SELECT e.reading, e.id, x.name, x.kind
FROM <events> e JOIN actors x ON x.reading = e.reading
WHERE <part> AND (x.kind IN ('person', 'country')
  OR (x.kind IN ('organisation', 'group') AND len(coalesce(x.members, [])) = 0))
ORDER BY {ORDER}, x.name"""

PLACED = """SELECT *, list_min(list_transform(content, lambda s: s."start")) AS content_start,
  list_max(list_transform(content, lambda s: s."end")) AS content_end
FROM attributions a WHERE cue_start IS NOT NULL AND <part>"""

FIRST = "least(coalesce(a.source_start, a.cue_start), a.cue_start, a.content_start)"

# Events and pages are `a` too where they are narrowed to a part, whose condition is on a.article.
SAYINGS = f"""SELECT a.reading, a.id, a.stance, a.source_actor, a.cue_start, a.cue_end,
  a.content_start, a.content_end, a.via, a.root, a.confidence, p.publication, {FIRST} AS "first",
  substring(p."text", {FIRST} + 1, greatest(a.cue_end, a.content_end) - {FIRST}) AS quote,
  o.id IS NOT NULL AS told
FROM ({PLACED}) a JOIN ({PUBLICATIONS} WHERE <part>) p USING (reading)
LEFT JOIN (
  SELECT DISTINCT a.reading, a.id FROM attributions a
  JOIN (SELECT reading, trigger_start, trigger_end FROM events a WHERE <part>) e USING (reading)
  WHERE <part> AND e.trigger_start < a.cue_end AND a.cue_start < e.trigger_end) o
  ON o.reading = a.reading AND o.id = a.id
ORDER BY a.article, a.cue_start, a.id, a.reading"""

VOICES = f"""WITH placed AS ({PLACED}), named AS (
  SELECT a.reading, a.id, a.article, a.cue_start, m.actor, m.span_start AS "start",
    m.span_end AS "end", len(list_filter(a.content, lambda s: m.span_start >= s."start"
                                                    AND m.span_end <= s."end")) > 0 AS content
  FROM placed a JOIN mentions m USING (reading)
  WHERE (m.span_start >= a.content_start AND m.span_end <= a.content_end)
     OR (m.span_start >= a.cue_end AND m.span_end <= a.content_start)
     OR (m.span_start >= a.source_start AND m.span_end <= a.source_end)
  UNION ALL
  SELECT reading, id, article, cue_start, source_actor, NULL, NULL, false
  FROM placed WHERE source_actor IS NOT NULL)
SELECT a.reading, a.id, a.actor, a."start", a."end", a.content, {PERSON}
FROM named a LEFT JOIN actors x ON x.reading = a.reading AND x.id = a.actor
ORDER BY a.article, a.cue_start, a.id, a.reading, a."start" NULLS LAST, a.actor"""


GATHERED = """(SELECT n.* REPLACE (coalesce(g.occurrence, n.occurrence) AS occurrence)
FROM events n LEFT JOIN {} g ON g.article = n.article AND g.event = n.id)"""
"""The events with occurrences across pages, which a table of the connection's own holds."""


class _Named(NamedTuple):
    """Where an actor is named; `content`: within what an attribution claims."""

    actor: str
    start: int
    end: int
    content: bool


@dataclass(frozen=True, slots=True)
class _Scene:
    """The actors of a row, and where its words, which begin at `first`, name them."""

    people: Mapping[str, Row]
    named: tuple[_Named, ...]
    quote: str | None
    first: int
    text: bool

    def party(self, actor: str) -> Party:
        """An actor with the words that name it; an id alone where no actor has it."""
        told = Party(actor)
        if actor in self.people and self.people[actor]["kind"] is not None:
            told = party_of(self.people[actor] | {"id": actor}, text=self.text)
        at = next((each for each in self.named if each.actor == actor), None)
        if at is None:
            return told
        words = None
        if self.text and self.quote is not None and at.start >= self.first:
            words = self.quote[at.start - self.first : at.end - self.first] or None
        return replace(told, words=words, start=at.start)


def tellings(
    connection: duckdb.DuckDBPyConnection,
    *,
    text: bool,
    stories: bool = False,
    gathered: str | None = None,
) -> Iterator[Telling]:
    """All events that answer, those of one occurrence together, the first published first.

    Args:
        connection: an open ledger's.
        text: False leaves out words of the page and names that are no codebook's.
        stories: gives the names of all whom the article speaks of too.
        gathered: a table of occurrences across pages (`dragoman.ledger.happening.set_aside`);
            without one, occurrences are those within each article.
    """
    source = "events" if gathered is None else GATHERED.format(gathered)
    for part in parts(count(connection, "events")):
        yield from _told(connection, _within(part, source), text=text, stories=stories)


def _within(bounds: Bounds, source: str) -> Within:
    told = within("e.occurrence", bounds)
    return lambda query: told(query.replace("<events>", source))


def _told(
    connection: duckdb.DuckDBPyConnection, part: Within, *, text: bool, stories: bool
) -> Iterator[Telling]:
    sides = Beside(staged(connection, part(SIDES)))
    names = Beside(staged(connection, part(STORIES)) if stories and text else iter(()))
    for row in staged(connection, part(EVENTS)):
        quote, first = row["quote"], row["sentence_start"]
        start, end = row["trigger_start"], row["trigger_end"]
        scene = _scene(row, sides.of(row), first, text)
        yield Telling(
            id=row["id"],
            occurrence=row["occurrence"],
            type=row["type"],
            mode=row["mode"],
            contexts=tuple(row["contexts"] or ()),
            cameo=row["cameo"],
            quad=row["quad"],
            sources=tuple(map(scene.party, row["source"])),
            targets=tuple(map(scene.party, row["target"])),
            trigger=Span(start, end),
            sentence=Span(first, row["sentence_end"]),
            words=quote[start - first : end - first] if quote is not None else None,
            quote=quote if text else None,
            date=row["date"],
            date_basis=row["date_basis"],
            site=_site(row, text),
            modality=row["modality"],
            attribution=row["attribution"],
            root=row["root"],
            confidence=row["confidence"],
            publication=_with_names(publication_of(row["publication"], text=text), names.of(row)),
        )


def sayings(connection: duckdb.DuckDBPyConnection, *, text: bool) -> Iterator[Saying]:
    """All attributions with a cue that answer, in the order of articles and of their text.

    Args: as of `tellings`.
    """
    for part in parts(count(connection, "attributions")):
        yield from _said(connection, within("a.article", part), text=text)


def _said(connection: duckdb.DuckDBPyConnection, part: Within, *, text: bool) -> Iterator[Saying]:
    voices = Beside(staged(connection, part(VOICES)))
    for row in staged(connection, part(SAYINGS)):
        quote, first = row["quote"], row["first"]
        cue = Span(row["cue_start"], row["cue_end"])
        scene = _scene(row, voices.of(row), first, text)
        inside = [each for each in scene.named if each.content]
        outside = [each for each in scene.named if not each.content]
        between = [each for each in outside if cue.end <= each.start < row["content_start"]]
        source = row["source_actor"]
        yield Saying(
            id=row["id"],
            stance=row["stance"],
            source=None if source is None else scene.party(source),
            addressed=tuple(map(scene.party, _actors(between))),
            concerned=tuple(map(scene.party, _actors(inside))),
            cue=cue,
            sentence=Span(first, max(cue.end, row["content_end"])),
            words=quote[cue.start - first : cue.end - first] if quote is not None else None,
            quote=quote if text else None,
            told=row["told"],
            attribution=row["via"],
            root=row["root"],
            confidence=row["confidence"],
            publication=publication_of(row["publication"], text=text),
        )


def publication_of(row: Mapping[str, Any], *, text: bool) -> Publication:
    """The page of a row; without its title where `text` is False."""
    read: datetime = row["read"]
    return Publication(
        article=row["article"],
        page=row["page"],
        url=row["url"],
        outlet=row["outlet"],
        published=row["published"],
        title=row["title"] if text else None,
        language=row["language"],
        length=row["length"] or 0,
        coder=row["coder"],
        read=read,
    )


def _with_names(page: Publication, rows: Sequence[Row]) -> Publication:
    """A page with the names of those whom it speaks of, by their kinds."""

    def called(*kinds: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row["name"] for row in rows if row["kind"] in kinds))

    if not rows:
        return page
    bodies = called("organisation", "group")
    return replace(page, people=called("person"), bodies=bodies, lands=called("country"))


def party_of(row: Mapping[str, Any], *, text: bool) -> Party:
    """An actor of a row; without name and role where `text` is False, unless it is a state."""
    named = text or row["kind"] == "country"
    return Party(
        id=row["id"],
        name=row["name"] if named else None,
        kind=row["kind"],
        country=row["country"],
        affiliation=row["affiliation"],
        sector=row["sector"],
        role=row["role"] if text else None,
        members=tuple(row["members"] or ()),
    )


def _scene(row: Row, rows: Sequence[Row], first: int, text: bool) -> _Scene:
    named = tuple(
        _Named(each["actor"], each["start"], each["end"], bool(each.get("content")))
        for each in rows
        if each["start"] is not None
    )
    return _Scene({each["actor"]: each for each in rows}, named, row["quote"], first, text)


def _actors(named: Sequence[_Named]) -> list[str]:
    """Who is named, once each, in the order of the text."""
    return list(dict.fromkeys(each.actor for each in named))


def _site(row: Mapping[str, Any], text: bool) -> Site | None:
    values = [row[f"place_{key}"] for key in ("country", "name", "text", "latitude", "longitude")]
    if all(value is None for value in values):
        return None
    country, name, words, latitude, longitude = values
    return Site(country, name if text else None, words if text else None, latitude, longitude)
