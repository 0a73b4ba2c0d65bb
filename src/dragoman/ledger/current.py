"""The views that answer: from each page's newest version, read by its newest coder.

Which rows answer is decided in one place, `articles_known`:

1. Voided pages, articles and readings are left out (`retractions`).
2. Of the readings of one source the latest counts.
3. Of the sources of one page (its versions) the one first met by the latest build counts; among
   those of one build the one published last, then the greater hash, so that the order in which
   pages were given plays no part.
4. As known on a day, pages published later are left out before 3, and pages without a date that
   were first read later.

Corrections are laid over the rows last.
"""

from dragoman.ledger.schema import KEPT, TEXT, TEXTS, Table, quoted
from dragoman.ledger.tables import SUBJECTS, TABLES

PASSED = ("meta", "coders", "sources", "names", "readings", "texts")
PASSED_LATER = ("receipts", "retractions", "corrections")
"""Tables that answer as they are."""

VOIDED = f"""CREATE VIEW voided AS
SELECT kind, article, subject FROM {KEPT}.retractions
QUALIFY row_number() OVER (PARTITION BY kind, article, subject ORDER BY number DESC) = 1 AND void"""

CORRECTED = f"""CREATE VIEW corrected AS
SELECT kind, article, subject, map_from_entries(list((field, value))) AS fields
FROM (SELECT * FROM {KEPT}.corrections
      QUALIFY row_number() OVER (PARTITION BY kind, article, subject, field
                                 ORDER BY number DESC) = 1)
GROUP BY kind, article, subject"""

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
    rows = [t for t in TABLES.values() if t.by_reading and t.name != "articles"]
    made = [VOIDED, CORRECTED, _articles()]
    for table in rows:
        made += [
            f"CREATE MACRO {table.name}_known(day) AS TABLE ({_rows(table)})",
            f"CREATE VIEW {table.name} AS FROM {table.name}_known(NULL)",
        ]
    made.insert(3, "CREATE VIEW articles AS FROM articles_known(NULL)")
    made += [f"CREATE VIEW {name} AS FROM {KEPT}.{name}" for name in (*PASSED, *PASSED_LATER)]
    made += [PAGES, FAULTS]
    return [*_drops(made), *made]


def _drops(made: list[str]) -> list[str]:
    """What takes away whatever the given statements make."""
    dropped = []
    for statement in made:
        _, what, name = statement.split("(")[0].split()[:3]
        dropped.append(f"DROP {what} {'TABLE ' * (what == 'MACRO')}IF EXISTS {name}")
    return dropped[::-1]


def _articles() -> str:
    own = [c for c in TABLES["articles"].columns if c.name not in ("reading", "article")]
    laid = ", ".join(_laid("a", c.name, c.type) if c.correctable else f"a.{c.name}" for c in own)
    return f"""CREATE MACRO articles_known(day) AS TABLE (
WITH told AS (
  SELECT r.reading, r.article, r.page, {laid}, r.words, k.version AS coder, r.source, r.build,
         r.read_at, s.build AS since, min(r.read_at) OVER (PARTITION BY r.source) AS first_read,
         c.fields IS NOT NULL AS corrected
  FROM {KEPT}.readings r JOIN {KEPT}.articles a USING (reading)
  JOIN {KEPT}.sources s USING (source) JOIN {KEPT}.coders k USING (coder)
  LEFT JOIN corrected c ON c.kind = 'article' AND c.subject = r.article
  WHERE r.page NOT IN (SELECT subject FROM voided WHERE kind = 'page')
    AND r.article NOT IN (SELECT subject FROM voided WHERE kind = 'article')
    AND r.reading NOT IN (SELECT subject FROM voided WHERE kind = 'reading')),
latest AS (
  SELECT * FROM told
  QUALIFY row_number() OVER (PARTITION BY source ORDER BY build DESC, reading DESC) = 1)
SELECT * FROM latest
WHERE day IS NULL OR coalesce(published, strftime(first_read, '%Y-%m-%d')) <= day
QUALIFY row_number() OVER (
  PARTITION BY page ORDER BY since DESC, published DESC NULLS LAST, article DESC, source DESC) = 1
)"""


def _rows(table: Table) -> str:
    """The rows of one table that belong to the articles that answer, with where they come from."""
    kind = next((kind for kind, name in SUBJECTS.items() if name == table.name), None)
    columns = [
        f"{_laid('t', c.name, c.type)}" if c.correctable else f"t.{quoted(c.name)}"
        for c in table.columns
    ]
    columns += ["p.page", "p.url", "p.outlet AS publisher", "p.published", "p.coder"]
    query = f"FROM {KEPT}.{table.name} t JOIN articles_known(day) p USING (reading)"
    if kind:
        columns.append("c.fields IS NOT NULL AS corrected")
        same = f"kind = '{kind}' AND {{0}}.article = t.article AND {{0}}.subject = t.id"
        query += f" LEFT JOIN corrected c ON c.{same.format('c')}"
        query += f" WHERE NOT EXISTS (FROM voided v WHERE v.{same.format('v')})"
    return f"SELECT {', '.join(columns)} {query}"


def _laid(table: str, name: str, kind: str) -> str:
    """A column with its correction laid over it."""
    value = f"(c.fields['{name}']::JSON)"
    told = f"{value}::{TEXTS}" if kind == TEXTS else f"({value} ->> '$')"
    told = told if kind in (TEXT, TEXTS) else f"CAST({told} AS {kind})"
    column = f"{table}.{quoted(name)}"
    return (
        f"CASE WHEN c.fields IS NULL OR NOT map_contains(c.fields, '{name}') "
        f"THEN {column} ELSE {told} END AS {quoted(name)}"
    )
