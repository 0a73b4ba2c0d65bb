"""What a schema is made of: tables and columns with their meanings, and names as SQL has them."""

from collections.abc import Iterable
from dataclasses import dataclass

VERSION = 6
"""The schema's version. `dragoman.ledger.migrations` brings older files up to it."""

APPLICATION = "dragoman.ledger"
"""What `meta` says a file is for; a DuckDB file without it is somebody else's."""

KEPT = "history"
"""The DuckDB schema of the tables that keep every row; `main` holds the views that answer."""

TEXT, TEXTS = "VARCHAR", "VARCHAR[]"
INT, BIG, REAL, FLAG, TIME = "INTEGER", "BIGINT", "DOUBLE", "BOOLEAN", "TIMESTAMP"
BIGS = "BIGINT[]"
TYPES = 'STRUCT("type" VARCHAR, "score" DOUBLE)[]'
SPANS = 'STRUCT("start" INTEGER, "end" INTEGER)[]'
ALTERNATIVES = (
    'STRUCT("id" VARCHAR, "name" VARCHAR, "country" VARCHAR, "score" DOUBLE, "reason" VARCHAR)[]'
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    `words` marks what an export without text leaves out: words of the page, names, and paths of
    the machine that read it. `person` marks commenters' names.
    """

    name: str
    type: str
    meaning: str
    words: bool = False
    person: bool = False
    correctable: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row is, its columns, and the columns that no two rows share."""

    name: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    by_reading: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names in order."""
        return tuple(column.name for column in self.columns)


def words(name: str, meaning: str, correctable: bool = False) -> Column:
    """A column of the page's own words."""
    return Column(name, TEXT, meaning, words=True, correctable=correctable)


def span(name: str, of: str) -> tuple[Column, Column]:
    """The two columns of a span."""
    return (
        Column(f"{name}_start", INT, f"First code point of {of} in the article's text."),
        Column(f"{name}_end", INT, f"The code point after {of}."),
    )


def quoted(name: str) -> str:
    """A name as SQL takes any name."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as a SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def shape(kind: str) -> object:
    """A column's type as `from_json` wants it."""
    if not kind.endswith("[]"):
        return kind
    inner = kind.removesuffix("[]")
    if not inner.startswith("STRUCT("):
        return [inner]
    parts = (part.split() for part in inner.removeprefix("STRUCT(").removesuffix(")").split(","))
    return [{name.strip('"'): sort for name, sort in parts}]


def ddl(tables: Iterable[Table]) -> list[str]:
    """The statements that make the given tables."""
    made = []
    for table in tables:
        parts = [f"{quoted(c.name)} {c.type}" for c in table.columns]
        if table.key:
            parts.append(f"PRIMARY KEY ({', '.join(map(quoted, table.key))})")
        made.append(f"CREATE TABLE {KEPT}.{quoted(table.name)} ({', '.join(parts)})")
    return made
