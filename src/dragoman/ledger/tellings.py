"""Events and sayings with all that a dataset has in one row, streamed from the answering views.

Judgements, corrections and retractions are in them, as in every answer. Rows come a few hundred
at a time; what a query must sort or join beyond the memory allowed goes to disk.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

import duckdb

from dragoman.records.spans import Span
from dragoman.records.tellings import Party, Publication, Saying, Site, Telling

FEW = 500
"""Rows in memory at a time."""

TEXT_COLUMNS = 'any_value("text") AS "text", any_value(length) AS length'

PUBLICATIONS = f"""SELECT a.reading, {{
  'article': a.article, 'page': a.page, 'url': a.url, 'outlet': a.outlet,
  'published': a.published, 'title': a.title, 'language': a.language, 'length': t.length,
  'coder': a.coder, 'read': a.read_at, 'people': s.people, 'bodies': s.bodies, 'lands': s.lands
}} AS publication, t."text"
FROM articles a
LEFT JOIN (SELECT article, {TEXT_COLUMNS} FROM texts GROUP BY article) t USING (article)
LEFT JOIN (
  SELECT reading,
    list(DISTINCT name ORDER BY name) FILTER (kind = 'person') AS people,
    list(DISTINCT name ORDER BY name) FILTER (
      kind IN ('organisation', 'group') AND len(coalesce(members, [])) = 0) AS bodies,
    list(DISTINCT name ORDER BY name) FILTER (kind = 'country') AS lands
  FROM actors GROUP BY reading) s USING (reading)"""

PEOPLE = """SELECT reading, list({
  'id': id, 'name': name, 'kind': kind, 'country': country, 'affiliation': affiliation,
  'sector': sector, 'role': role, 'members': members}) AS people
FROM actors GROUP BY reading"""

EVENTS = f"""WITH publications AS ({PUBLICATIONS}), cast_of AS ({PEOPLE}),
named AS (
  SELECT e.reading, e.id, list({{'actor': m.actor, 'start': m.span_start, 'end': m.span_end}}
                               ORDER BY m.span_start) AS spans
  FROM events e JOIN mentions m USING (reading)
  WHERE m.span_start >= e.sentence_start AND m.span_end <= e.sentence_end
    AND list_contains(list_concat(e.source, e.target), m.actor)
  GROUP BY e.reading, e.id)
SELECT e.id, e.occurrence, e.type, e.mode, e.contexts, e.cameo, e.quad, e.source, e.target,
  e.trigger_start, e.trigger_end, e.sentence_start, e.sentence_end, e.date, e.date_basis,
  e.place_country, e.place_name, e.place_text, e.place_latitude, e.place_longitude, e.modality,
  e.attribution, e.root, e.confidence,
  list_filter(c.people, lambda x: list_contains(list_concat(e.source, e.target), x.id)) AS people,
  n.spans AS named, p.publication,
  substring(p."text", e.sentence_start + 1, e.sentence_end - e.sentence_start) AS quote
FROM events e JOIN publications p USING (reading)
LEFT JOIN cast_of c USING (reading) LEFT JOIN named n ON n.reading = e.reading AND n.id = e.id
ORDER BY e.occurrence, p.publication.published NULLS LAST, e.article, e.trigger_start, e.id"""

SAYINGS = f"""WITH publications AS ({PUBLICATIONS}), cast_of AS ({PEOPLE}),
placed AS (
  SELECT *, list_min(list_transform(content, lambda s: s."start")) AS content_start,
         list_max(list_transform(content, lambda s: s."end")) AS content_end
  FROM attributions),
named AS (
  SELECT a.reading, a.id, list({{'actor': m.actor, 'start': m.span_start, 'end': m.span_end,
      'content': len(list_filter(a.content, lambda s: m.span_start >= s."start"
                                                     AND m.span_end <= s."end")) > 0}}
      ORDER BY m.span_start) AS spans
  FROM placed a JOIN mentions m USING (reading)
  WHERE (m.span_start >= a.content_start AND m.span_end <= a.content_end)
     OR (m.span_start >= a.cue_end AND m.span_end <= a.content_start)
     OR (m.span_start >= a.source_start AND m.span_end <= a.source_end)
  GROUP BY a.reading, a.id),
told AS (
  SELECT DISTINCT a.reading, a.id FROM attributions a JOIN events e USING (reading)
  WHERE e.trigger_start < a.cue_end AND a.cue_start < e.trigger_end)
SELECT a.id, a.stance, a.source_actor, a.source_start, a.source_end, a.cue_start, a.cue_end,
  a.content, a.content_start, a.content_end, a.via, a.root, a.confidence, c.people,
  n.spans AS named, p.publication, o.id IS NOT NULL AS told,
  substring(p."text", least(coalesce(a.source_start, a.cue_start), a.cue_start, a.content_start)
    + 1, greatest(a.cue_end, a.content_end)
    - least(coalesce(a.source_start, a.cue_start), a.cue_start, a.content_start)) AS quote
FROM placed a JOIN publications p USING (reading) LEFT JOIN cast_of c USING (reading)
LEFT JOIN named n ON n.reading = a.reading AND n.id = a.id
LEFT JOIN told o ON o.reading = a.reading AND o.id = a.id
WHERE a.cue_start IS NOT NULL
ORDER BY a.article, a.cue_start, a.id"""


class _Named(NamedTuple):
    """Where an actor is named; `content`: within what an attribution claims."""

    actor: str
    start: int
    end: int
    content: bool


@dataclass(frozen=True, slots=True)
class _Scene:
    """The actors of a row's article, and where its words, which begin at `first`, name them."""

    people: Mapping[str, Mapping[str, Any]]
    named: tuple[_Named, ...]
    quote: str | None
    first: int
    text: bool

    def party(self, actor: str) -> Party:
        """An actor with the words that name it; an id alone where no actor has it."""
        told = Party(actor)
        if actor in self.people:
            told = party_of(self.people[actor], text=self.text)
        at = next((each for each in self.named if each.actor == actor), None)
        if at is None:
            return told
        words = None
        if self.text and self.quote is not None and at.start >= self.first:
            words = self.quote[at.start - self.first : at.end - self.first] or None
        return replace(told, words=words, start=at.start)


def rows_of(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[dict[str, Any]]:
    """The rows of a query by column, a few at a time in memory."""
    cursor = connection.cursor()
    try:
        cursor.execute("USE ledger")
        cursor.execute(query)
        columns = [column[0] for column in cursor.description or ()]
        while found := cursor.fetchmany(FEW):
            yield from (dict(zip(columns, row, strict=True)) for row in found)
    finally:
        cursor.close()


def tellings(connection: duckdb.DuckDBPyConnection, *, text: bool) -> Iterator[Telling]:
    """All events that answer, those of one occurrence together, the first published first.

    Args:
        connection: an open ledger's.
        text: False leaves out words of the page and names that are no codebook's.
    """
    for row in rows_of(connection, EVENTS):
        quote = row["quote"]
        start, end = row["trigger_start"], row["trigger_end"]
        first = row["sentence_start"]
        scene = _scene(row, first, text)
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
            publication=publication_of(row["publication"], text=text),
        )


def sayings(connection: duckdb.DuckDBPyConnection, *, text: bool) -> Iterator[Saying]:
    """All attributions with a cue that answer, in the order of articles and of their text.

    Args: as of `tellings`.
    """
    for row in rows_of(connection, SAYINGS):
        quote = row["quote"]
        cue = Span(row["cue_start"], row["cue_end"])
        starts = [cue.start, row["content_start"]]
        starts += [row["source_start"]] if row["source_start"] is not None else []
        first = min(starts)
        scene = _scene(row, first, text)
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
    """The page of a row; without its title and the names in it where `text` is False."""
    read: datetime = row["read"]
    names = {key: tuple(row[key] or ()) if text else () for key in ("people", "bodies", "lands")}
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
        **names,
    )


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


def _scene(row: Mapping[str, Any], first: int, text: bool) -> _Scene:
    named = [
        _Named(s["actor"], s["start"], s["end"], bool(s.get("content", False)))
        for s in row["named"] or ()
    ]
    people = {each["id"]: each for each in row["people"] or ()}
    return _Scene(people, tuple(named), row["quote"], first, text)


def _actors(named: Sequence[_Named]) -> list[str]:
    """Who is named, once each, in the order of the text."""
    return list(dict.fromkeys(each.actor for each in named))


def _site(row: Mapping[str, Any], text: bool) -> Site | None:
    values = [row[f"place_{key}"] for key in ("country", "name", "text", "latitude", "longitude")]
    if all(value is None for value in values):
        return None
    country, name, words, latitude, longitude = values
    return Site(country, name if text else None, words if text else None, latitude, longitude)
