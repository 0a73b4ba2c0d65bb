"""The views that answer: from each page's newest version, read by its newest coder.

Which rows answer is decided in one place, `articles_known`:

1. Voided pages, articles and readings are left out (`retractions`).
2. Of the readings of one source the latest counts.
3. Of the sources of one page (its versions) the one first met by the latest build counts; among
   those of one build the one published last, then the greater hash, so that the order in which
   pages were given plays no part.
4. As known on a day, pages published later are left out before 3, and pages without a date that
   were first read later.

Actors answer as those whom they were resolved to: wherever a row names one of its article's
actors, the view has that one's identity (`resolutions`), and in moves, which name parties, its
party. Corrections are laid over the rows last; a move's pact then answers as the one that it was
judged to be (`merged_pacts`). Where a claim's source was set right, what hangs from it follows
(`dragoman.ledger.rechaining`).
"""

from collections.abc import Mapping

from dragoman.ledger.rechaining import (
    DEPTH,
    NAMED_ANEW,
    NAMED_COLUMNS,
    RECHAINED,
    ROOT,
    followed,
)
from dragoman.ledger.schema import KEPT, TEXT, TEXTS, Column, Table, quoted
from dragoman.ledger.tables import SUBJECTS, TABLES

PASSED = ("meta", "coders", "sources", "names", "readings", "texts")
PASSED_LATER = ("receipts", "retractions", "corrections", "sketches")
"""Tables that answer as they are."""

STANDING = f"""review IS NULL OR review NOT IN (
  SELECT undone FROM {KEPT}.reviews WHERE undone IS NOT NULL)"""
"""What was not taken back together with the review that it came with."""

VOIDED = f"""CREATE VIEW voided AS
SELECT kind, article, subject FROM {KEPT}.retractions WHERE {STANDING}
QUALIFY row_number() OVER (PARTITION BY kind, article, subject ORDER BY number DESC) = 1 AND void"""

CORRECTED = f"""CREATE VIEW corrected AS
SELECT kind, article, subject, map_from_entries(list((field, value))) AS fields
FROM (SELECT * FROM {KEPT}.corrections WHERE {STANDING}
      QUALIFY row_number() OVER (PARTITION BY kind, article, subject, field
                                 ORDER BY number DESC) = 1)
GROUP BY kind, article, subject"""

PARTY = "coalesce(country, affiliation, identity)"

RENAMED = f"""CREATE VIEW renamed AS
SELECT reading, map_from_entries(list((actor, identity))) AS ids,
       map_from_entries(list((actor, {PARTY}))) AS parties
FROM {KEPT}.resolutions WHERE identity <> actor OR judgement IS NOT NULL GROUP BY reading"""
"""By reading, the few actors that answer otherwise than they were read."""

ACTING = f"""CREATE VIEW acting AS
SELECT reading, map_from_entries(list((actor, {PARTY}))) AS behind
FROM {KEPT}.resolutions WHERE {PARTY} <> actor GROUP BY reading"""
"""By reading, the actors that act for somebody else."""

DOUBLED = f"""CREATE VIEW doubled AS
SELECT reading, actor FROM {KEPT}.resolutions
WHERE reading IN (SELECT reading FROM {KEPT}.resolutions WHERE identity <> actor)
QUALIFY row_number() OVER (PARTITION BY reading, identity
                           ORDER BY (identity = actor) DESC, actor) > 1"""
"""Actors of a reading that turned out to be the same as another of its actors."""

JUDGEMENTS = f"""CREATE VIEW judgements AS
SELECT * EXCLUDE (undone),
       number IN (SELECT undone FROM {KEPT}.judgements WHERE undone IS NOT NULL) AS void
FROM {KEPT}.judgements WHERE decision <> 'undo'"""

REVIEWS = f"""CREATE VIEW reviews AS
SELECT * EXCLUDE (undone),
       number IN (SELECT undone FROM {KEPT}.reviews WHERE undone IS NOT NULL) AS void
FROM {KEPT}.reviews WHERE verdict <> 'undo'"""

REPRINTS = f"""CREATE VIEW reprints AS
SELECT * FROM {KEPT}.reprints WHERE article IN (SELECT article FROM articles)
QUALIFY count(*) OVER (PARTITION BY cluster) > 1"""
"""Clusters of what answers now: what was retracted since they were made is in none."""

SAME_PACT = f"""CREATE VIEW same_pact AS
SELECT number, subject, article, identity, name, kind FROM {KEPT}.judgements
WHERE decision = 'same-pact' AND number NOT IN (
  SELECT undone FROM {KEPT}.judgements WHERE undone IS NOT NULL)"""
"""The judgements that hold on which pact a pact is: one at most of a pact, in all or an article."""

MERGED = """CREATE VIEW merged_pacts AS
WITH RECURSIVE steps AS (
  SELECT subject AS pact, identity AS same, name, kind, 1 AS step
  FROM same_pact WHERE article IS NULL
  UNION ALL
  SELECT s.pact, n.identity, n.name, n.kind, s.step + 1
  FROM steps s JOIN same_pact n ON n.subject = s.same AND n.article IS NULL)
SELECT pact, arg_max(same, step) AS same, arg_max(name, step) AS name, arg_max(kind, step) AS kind
FROM steps GROUP BY pact"""
"""Each pact that is another in all articles, and which one that comes to. No judgement leads back
to its own subject (`dragoman.ledger.merging`), so that the steps end."""

NAMED = {
    "mentions": {"actor": "ids"},
    "attributions": {"source_actor": "ids", "root": "ids"},
    "events": {"source": "ids", "target": "ids", "root": "ids"},
    "moves": {"actor": "parties", "members": "parties", "root": "ids"},
    "resolutions": {"members": "ids"},
}
"""The columns that name actors of the same article, and what of them they answer with."""

HANGING = {"attributions": "id", "events": "attribution", "moves": "attribution"}
"""The tables whose rows hang from claims, and the column that says from which."""
CHAINED = {"root": ROOT, "depth": DEPTH}
MENDED = "map_contains(c.fields, 'source_actor')"
"""Whether a claim's source was set right: its words may name somebody else."""

PAGES = f"""CREATE VIEW pages AS
SELECT r.page, any_value(a.url) AS url, count(DISTINCT r.article) AS versions,
       count(*) AS readings, min(r.read_at) AS first_read, max(r.read_at) AS last_read
FROM {KEPT}.readings r JOIN {KEPT}.articles a USING (reading) GROUP BY r.page"""

FAULTS = f"""CREATE VIEW faults AS
SELECT f.* REPLACE (coalesce(f.name, n.name) AS name)
FROM {KEPT}.faults f
LEFT JOIN {KEPT}.readings r USING (reading)
LEFT JOIN (SELECT source, min(name) AS name FROM {KEPT}.names GROUP BY source) n USING (source)
WHERE CASE
  WHEN f.article IS NOT NULL THEN f.reading IN (SELECT reading FROM articles)
  WHEN f.reading IS NOT NULL THEN r.source NOT IN (
    SELECT source FROM {KEPT}.readings WHERE article IS NOT NULL)
  ELSE f.name NOT IN (SELECT name FROM {KEPT}.names) END"""
"""Faults of what answers, of contents that gave no record, and of names never opened since."""


def statements() -> list[str]:
    """The statements that make all views, and drop those of an older version first."""
    rows = [t for t in TABLES.values() if t.by_reading and t.name not in ("articles", "actors")]
    made = [VOIDED, CORRECTED, RENAMED, ACTING, DOUBLED, SAME_PACT, MERGED]
    made += [NAMED_ANEW, RECHAINED, _articles()]
    articles = len(made)
    for table in rows:
        told = _merged(_rows(table)) if table.name == "moves" else _rows(table)
        made += [
            f"CREATE MACRO {table.name}_known(day) AS TABLE ({told})",
            f"CREATE VIEW {table.name} AS FROM {table.name}_known(NULL)",
        ]
    made.insert(articles, "CREATE VIEW articles AS FROM articles_known(NULL)")
    made += [
        f"CREATE MACRO resolutions_known(day) AS TABLE ({_resolutions()})",
        "CREATE VIEW resolutions AS FROM resolutions_known(NULL)",
        f"CREATE MACRO actors_known(day) AS TABLE ({_actors()})",
        "CREATE VIEW actors AS FROM actors_known(NULL)",
    ]
    made += [f"CREATE VIEW {name} AS FROM {KEPT}.{name}" for name in (*PASSED, *PASSED_LATER)]
    made += [PAGES, FAULTS, JUDGEMENTS, REVIEWS, REPRINTS]
    return [*_drops(made), *made]


def _drops(made: list[str]) -> list[str]:
    """What takes away whatever the given statements make."""
    dropped = []
    for statement in made:
        _, what, name = statement.split("(")[0].split()[:3]
        dropped.append(f"DROP {what} {'TABLE ' * (what == 'MACRO')}IF EXISTS {name}")
    return dropped[::-1]


ORDER = "since DESC, published DESC NULLS LAST, article DESC, source DESC"
"""Of the sources of one page, the one that answers comes first."""
KNOWN = "coalesce(published, strftime(first_read, '%Y-%m-%d'))"
"""The day since which a page can be known."""


def _told(only: str = "true") -> str:
    """The articles that might answer on some day: those of each source's latest reading.

    `only` is a condition on readings that holds for all or none of one source.
    """
    own = [c for c in TABLES["articles"].columns if c.name not in ("reading", "article")]
    laid = ", ".join(
        f"{_laid(f'a.{c.name}', c.name, c.type)} AS {c.name}" if c.correctable else f"a.{c.name}"
        for c in own
    )
    return f"""WITH told AS (
  SELECT r.reading, r.article, r.page, {laid}, r.words, k.version AS coder, r.source, r.build,
         r.read_at, s.build AS since, min(r.read_at) OVER (PARTITION BY r.source) AS first_read,
         c.fields IS NOT NULL AS corrected
  FROM {KEPT}.readings r JOIN {KEPT}.articles a USING (reading)
  JOIN {KEPT}.sources s USING (source) JOIN {KEPT}.coders k USING (coder)
  LEFT JOIN corrected c ON c.kind = 'article' AND c.subject = r.article
  WHERE r.page NOT IN (SELECT subject FROM voided WHERE kind = 'page')
    AND r.article NOT IN (SELECT subject FROM voided WHERE kind = 'article')
    AND r.reading NOT IN (SELECT subject FROM voided WHERE kind = 'reading') AND {only}),
latest AS (
  SELECT * FROM told
  QUALIFY row_number() OVER (PARTITION BY source ORDER BY build DESC, reading DESC) = 1)"""


def _articles() -> str:
    return f"""CREATE MACRO articles_known(day) AS TABLE (
{_told()}
SELECT * FROM latest
WHERE day IS NULL OR {KNOWN} <= day
QUALIFY row_number() OVER (
  PARTITION BY page ORDER BY {ORDER}) = 1
)"""


def article_known() -> str:
    """A query for what answers for the pages that ever had an article, `$article`.

    All sources are looked at that were read from those pages, and no others: this takes as long
    in a large ledger as in a small one.
    """
    pages = f"SELECT page FROM {KEPT}.readings WHERE article = $article"
    only = f"r.source IN (SELECT source FROM {KEPT}.readings WHERE page IN ({pages}))"
    return f"""{_told(only)}
SELECT * FROM latest QUALIFY row_number() OVER (PARTITION BY page ORDER BY {ORDER}) = 1"""


def answering() -> str:
    """A query for all articles that answer today or on some day, and when.

    `place` is 1 for those that answer today. One answers as known on a day from `known` on, and
    until before `overtaken`, where that is not null.
    """
    window = f"OVER (PARTITION BY page ORDER BY {ORDER}"
    return f"""{_told()}
SELECT *, row_number() {window}) AS place,
  min(known) {window} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS overtaken
FROM (SELECT *, {KNOWN} AS known FROM latest)"""


def rows_over(articles: str, *, chained: bool = True) -> dict[str, str]:
    """Queries for the rows of articles in a table that is like `answering()`, by table.

    Without `chained` roots and depths are as they were read: a record has neither.
    """
    rows = [t for t in TABLES.values() if t.by_reading and t.name not in ("articles", "actors")]
    made = {table.name: _rows(table, articles, chained=chained) for table in rows}
    return made | {
        "moves": _merged(made["moves"]),
        "resolutions": _resolutions(articles),
        "actors": _actors(articles),
    }


TODAY = "articles_known(day)"

FROM_ARTICLE = ("p.page", "p.url", "p.outlet AS publisher", "p.published", "p.coder")


def _rows(table: Table, source: str = TODAY, *, chained: bool = True) -> str:
    """The rows of one table that belong to the articles that answer, with where they come from."""
    hanging = HANGING.get(table.name) if chained else None
    kind = next((kind for kind, name in SUBJECTS.items() if name == table.name), None)
    named = NAMED.get(table.name, {})
    columns = []
    for column in table.columns:
        told = _named(column, named.get(column.name))
        if column.correctable:
            told = _laid(told, column.name, column.type)
        if column.name in CHAINED and hanging:
            told = CHAINED[column.name].format(told)
        columns.append(f"{told} AS {quoted(column.name)}")
    columns += FROM_ARTICLE
    # Maps are joined to the articles, which are few, before these are joined to the rows.
    articles = f"FROM {source}" + " LEFT JOIN renamed USING (reading)" * bool(named)
    articles += " LEFT JOIN acting USING (reading)" * (table.name == "events")
    query = f"FROM {KEPT}.{table.name} t JOIN ({articles}) p USING (reading)"
    where = []
    if kind:
        columns.append("c.fields IS NOT NULL AS corrected")
        same = f"kind = '{kind}' AND {{0}}.article = t.article AND {{0}}.subject = t.id"
        query += f" LEFT JOIN corrected c ON c.{same.format('c')}"
        where.append(f"NOT EXISTS (FROM voided v WHERE v.{same.format('v')})")
    if hanging:
        query += f" LEFT JOIN rechained h ON h.reading = t.reading AND h.id = t.{hanging}"
    if table.name == "attributions":
        columns.append(f"coalesce({MENDED}, false) AS source_mended")
    if table.name == "events":
        columns += [f"{_parties(side)} AS {side}_parties" for side in ("source", "target")]
    return f"SELECT {', '.join(columns)} {query}" + (f" WHERE {' AND '.join(where)}" * bool(where))


def _merged(moves: str) -> str:
    """Moves with their pacts as they were judged: first in their article, then in all."""
    return f"""SELECT t.* REPLACE (
  coalesce(g.same, a.identity, t.pact) AS pact, coalesce(g.name, a.name, t.name) AS name,
  coalesce(g.kind, a.kind, t.kind) AS kind,
  nullif(coalesce(p.same, t.parent), coalesce(g.same, a.identity, t.pact)) AS parent)
FROM ({moves}) t
LEFT JOIN same_pact a ON a.subject = t.pact AND a.article = t.article
LEFT JOIN merged_pacts g ON g.pact = coalesce(a.identity, t.pact)
LEFT JOIN merged_pacts p ON p.pact = t.parent"""


def _resolutions(source: str = TODAY) -> str:
    own = ", ".join(f"t.{quoted(name)}" for name in TABLES["resolutions"].names)
    return (
        f"SELECT {own}, {PARTY} AS party, {', '.join(FROM_ARTICLE)} "
        f"FROM {KEPT}.resolutions t JOIN {source} p USING (reading)"
    )


def _actors(source: str = TODAY) -> str:
    """Each article's actors as they are resolved, and those whom mended claims have as sources."""
    table = TABLES["resolutions"]
    columns = {
        "id" if column.name == "identity" else column.name: column
        for column in table.columns
        if column.name not in ("actor", "codebook")
    }
    own = [
        f"{_named(column, NAMED['resolutions'].get(column.name))} AS {quoted(name)}"
        for name, column in columns.items()
    ]
    return (
        f"SELECT {', '.join((*own, *FROM_ARTICLE))} FROM {KEPT}.resolutions t "
        f"JOIN (FROM {source} LEFT JOIN renamed USING (reading)) p USING (reading) "
        f"WHERE NOT EXISTS (FROM doubled d WHERE d.reading = t.reading AND d.actor = t.actor) "
        f"UNION ALL {_anew(columns, source)}"
    )


def _anew(columns: Mapping[str, Column], source: str) -> str:
    """Those who are actors of an article by a mended claim alone."""
    told = [
        f"{f'n.{name}' if name in NAMED_COLUMNS else 'NULL'}::{column.type} AS {quoted(name)}"
        for name, column in columns.items()
        if name not in ("reading", "article")
    ]
    return (
        f"SELECT DISTINCT ON (p.reading, n.id) "
        f"{', '.join(('p.reading', 'n.article', *told, *FROM_ARTICLE))} "
        f"FROM named_anew n "
        f"JOIN {KEPT}.attributions t ON t.article = n.article AND t.id = n.subject "
        f"JOIN (FROM {source}) p ON p.reading = t.reading "
        f"WHERE NOT EXISTS (FROM {KEPT}.resolutions r "
        f"WHERE r.reading = p.reading AND r.identity = n.id)"
    )


def _named(column: Column, what: str | None) -> str:
    """A column with actors as they were resolved: the identities or the parties of `renamed`."""
    kept = f"t.{quoted(column.name)}"
    if what is None:
        return kept
    if column.type != TEXTS:
        return f"coalesce(p.{what}[{kept}], {kept})"
    told = f"list_transform({kept}, lambda x: coalesce(p.{what}[x], x))"
    return f"CASE WHEN p.{what} IS NULL THEN {kept} ELSE {_once(told)} END"


def _parties(side: str) -> str:
    """The states and bodies behind one side of an event, as it answers."""
    laid = _laid(f"t.{side}", side, TEXTS)
    told = f"list_transform({laid}, lambda x: coalesce(p.behind[x], x))"
    return f"CASE WHEN p.behind IS NULL THEN {laid} ELSE {_once(told)} END"


def _once(values: str) -> str:
    """A list without what it says twice, in its order."""
    return f"list_filter({values}, lambda x, i: list_position({values}, x) = i)"


def _laid(column: str, name: str, kind: str) -> str:
    """A column with its correction laid over it."""
    value = f"(c.fields['{name}']::JSON)"
    told = f"{value}::{TEXTS}" if kind == TEXTS else f"({value} ->> '$')"
    told = followed(told) if name == "source_actor" else told
    told = told if kind in (TEXT, TEXTS) else f"CAST({told} AS {kind})"
    return (
        f"CASE WHEN c.fields IS NULL OR NOT map_contains(c.fields, '{name}') "
        f"THEN {column} ELSE {told} END"
    )
