"""The index's tables, in SQLite: made from a ledger, and made anew whenever that is in doubt.

Rows are numbered so that the latest come last: a number is the day (YYYYMMDD, with zeros for what
a date leaves open), then part of the article's id, then the place within the article. A list that
gives the latest first reads a table from its end, and a search between two days reads the part
between two numbers. Identities are numbered by lot.

`sure` is how sure a row is, from 0 to 1; `UNSURE` where nothing is told, so that it comes last.
"""

VERSION = "3"
"""Raised by whatever changes the tables or what is kept in them."""

DAY = 1 << 36
ARTICLE = 1 << 12
"""What a day and an article are worth in a number."""

UNSURE = 2.0

TABLES = """
CREATE TABLE kept (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE readings (reading TEXT PRIMARY KEY, sign TEXT, number INTEGER) WITHOUT ROWID;
CREATE TABLE articles (number INTEGER PRIMARY KEY, article TEXT, title TEXT, outlet TEXT,
  published TEXT, language TEXT, words INTEGER, claims INTEGER, events INTEGER, moves INTEGER);
CREATE UNIQUE INDEX articles_by_id ON articles (article);
CREATE INDEX articles_by_outlet ON articles (outlet);
CREATE TABLE outlets (k TEXT, what TEXT, place INTEGER, data BLOB, PRIMARY KEY (k, what, place))
  WITHOUT ROWID;
CREATE TABLE outlets_called (name TEXT PRIMARY KEY, k TEXT) WITHOUT ROWID;
CREATE INDEX outlets_by_key ON outlets_called (k);
CREATE TABLE records (number INTEGER PRIMARY KEY, data BLOB);
CREATE TABLE texts (number INTEGER PRIMARY KEY, title TEXT, body TEXT, facets TEXT);
CREATE TABLE events (number INTEGER PRIMARY KEY, id TEXT, article INTEGER, occurrence TEXT,
  type TEXT, mode TEXT, quad INTEGER, modality TEXT, date TEXT, depth INTEGER, source TEXT,
  target TEXT, sentence TEXT, facets TEXT, sure REAL);
CREATE INDEX events_by_sure ON events (sure, id);
CREATE INDEX events_by_id ON events (id);
CREATE INDEX events_by_article ON events (article);
CREATE INDEX events_by_occurrence ON events (occurrence) WHERE occurrence IS NOT NULL;
CREATE TABLE sides (actor INTEGER, done INTEGER, event INTEGER, PRIMARY KEY (actor, done, event))
  WITHOUT ROWID;
CREATE TABLE pairs (one INTEGER, other INTEGER, event INTEGER, quad INTEGER,
  PRIMARY KEY (one, other, event)) WITHOUT ROWID;
CREATE TABLE claims (number INTEGER PRIMARY KEY, id TEXT, article INTEGER, speaker TEXT,
  stance TEXT, kind TEXT, via TEXT, depth INTEGER, content TEXT, facets TEXT, sure REAL);
CREATE INDEX claims_by_sure ON claims (sure, id);
CREATE INDEX claims_by_id ON claims (id);
CREATE INDEX claims_by_article ON claims (article);
CREATE TABLE speakers (actor INTEGER, claim INTEGER, PRIMARY KEY (actor, claim)) WITHOUT ROWID;
CREATE TABLE moves (number INTEGER PRIMARY KEY, id TEXT, article TEXT, reading TEXT, pact TEXT,
  today INTEGER, known TEXT, overtaken TEXT, outlet TEXT, published TEXT, words TEXT, told BLOB,
  act TEXT, same TEXT, sign INTEGER, sure REAL);
CREATE INDEX moves_by_sure ON moves (sure, id) WHERE today;
CREATE INDEX moves_by_article ON moves (article);
CREATE INDEX moves_by_id ON moves (id);
CREATE INDEX moves_by_reading ON moves (reading);
CREATE INDEX moves_by_pact ON moves (pact, number);
CREATE INDEX moves_today ON moves (number) WHERE today;
CREATE TABLE movers (actor INTEGER, move INTEGER, PRIMARY KEY (actor, move)) WITHOUT ROWID;
CREATE TABLE identities (number INTEGER PRIMARY KEY, id TEXT, article INTEGER, kind TEXT,
  sure REAL);
CREATE INDEX identities_by_sure ON identities (sure);
CREATE INDEX identities_by_article ON identities (article);
CREATE TABLE parties (number INTEGER PRIMARY KEY, id TEXT UNIQUE, sided INTEGER DEFAULT 0);
CREATE TABLE months (actor INTEGER, month TEXT, quad INTEGER, did INTEGER, met INTEGER,
  PRIMARY KEY (actor, month, quad)) WITHOUT ROWID;
CREATE TABLE partners (actor INTEGER, other INTEGER, quad INTEGER, did INTEGER, met INTEGER,
  PRIMARY KEY (actor, other, quad)) WITHOUT ROWID;
CREATE TABLE cells (source INTEGER, target INTEGER, cooperation INTEGER, conflict INTEGER,
  PRIMARY KEY (source, target)) WITHOUT ROWID;
CREATE TABLE people (number INTEGER PRIMARY KEY, id TEXT, name TEXT, names TEXT, data BLOB);
CREATE INDEX people_by_id ON people (id);
CREATE TABLE called (id TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
CREATE TABLE clusters (article TEXT PRIMARY KEY, data BLOB, sign INTEGER) WITHOUT ROWID;
CREATE TABLE pacts (number INTEGER PRIMARY KEY, id TEXT, name TEXT, names TEXT, data BLOB);
"""

WORDS = {
    "texts": ("title", "body", "facets"),
    "events": ("sentence", "facets"),
    "claims": ("speaker", "content", "facets"),
    "people": ("name", "names"),
    "pacts": ("name", "names"),
}
"""The tables whose words are searched, and where those stand. `facets` are words of our own that a
search is narrowed by."""


def statements() -> str:
    """The statements that make all tables."""
    made = [
        f"CREATE VIRTUAL TABLE {table}_words USING fts5({', '.join(columns)}, content='{table}', "
        f"content_rowid='number', tokenize='unicode61 remove_diacritics 2');"
        for table, columns in WORDS.items()
    ]
    return TABLES + "\n".join(made)
