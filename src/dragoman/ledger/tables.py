"""The ledger's schema as data: every table and column with its meaning.

The DDL, the JSON shapes that rows are inserted through, the views, the exports and the reference
in `docs/ledger.md` are all made from what stands here.
"""

from dragoman.ledger.schema import (
    BIG,
    FLAG,
    INT,
    REAL,
    SPANS,
    TEXT,
    TEXTS,
    TIME,
    Column,
    Table,
    span,
    words,
)

READING = (
    Column("reading", TEXT, "The reading that gave the row (`readings`)."),
    Column("article", TEXT, "The article's id: a hash of its address and text."),
)
CONFIDENCE = Column("confidence", REAL, "How sure the coder is, from 0 to 1.")
CARRIED = (
    Column("attribution", TEXT, "The attribution that carries it; null where the outlet tells."),
    Column("root", TEXT, "The source that the telling goes back to: see `attributions.root`."),
    CONFIDENCE,
)


def given_once(*tables: Table) -> dict[str, Table]:
    """Tables under their names."""
    return {table.name: table for table in tables}


TABLES = given_once(
    Table(
        "meta",
        "a fact about the file",
        (
            Column("key", TEXT, "`application`, `schema`, `ledger` (a random id) or `created`."),
            Column("value", TEXT, "Its value."),
        ),
        ("key",),
    ),
    Table(
        "states",
        "a state of the ledger that readers could see; a draft knows by it what it grew from",
        (
            Column("number", INT, "Counts up from 1."),
            Column("state", TEXT, "A random id."),
            Column("written", TIME, "When, in UTC."),
            Column("version", TEXT, "The Dragoman that wrote it."),
        ),
        ("number",),
    ),
    Table(
        "coders",
        "what read pages: a version of Dragoman with its model, codebook and options",
        (
            Column("coder", TEXT, "Hash of the other columns."),
            Column("version", TEXT, "Dragoman's version."),
            Column("model", TEXT, "The language model's name and version."),
            Column("codebook", TEXT, "Hash of the vocabulary files."),
            Column("options", TEXT, "JSON: what the user said of every page."),
        ),
        ("coder",),
    ),
    Table(
        "sources",
        "one content as it came in, together with what was said of it from outside",
        (
            Column("source", TEXT, "Hash of the content, its format and what was said of it."),
            Column("digest", TEXT, "BLAKE2b-256 of the content's bytes, in hexadecimal."),
            Column("bytes", BIG, "The content's size."),
            Column("build", INT, "The build that first met it (`receipts`)."),
        ),
        ("source",),
    ),
    Table(
        "names",
        "a name under which a source was given; a page saved twice has two",
        (
            Column("source", TEXT, "The source."),
            words("name", "The path as it was given, with `:LINE` for a row of a JSONL file."),
            words("location", "The same from the root of the disk; null for standard input."),
            Column("build", INT, "The build that first met this name."),
        ),
        ("source", "name"),
    ),
    Table(
        "readings",
        "one source read by one coder; one of several answers, the newest",
        (
            Column("reading", TEXT, "Hash of source and coder."),
            Column("source", TEXT, "What was read."),
            Column("coder", TEXT, "What read it."),
            Column("build", INT, "The build in which it was read."),
            Column("page", TEXT, "Hash of the page's address; of the article where it has none."),
            Column("article", TEXT, "The article on it; null where the page gave no record."),
            Column("read_at", TIME, "When it was read, in UTC."),
            Column("words", INT, "Words of the article's text, all zones."),
            Column("model_digest", TEXT, "Digest of the language model; null where not used."),
        ),
        ("reading",),
    ),
    Table(
        "articles",
        "what a reading says of the article as a whole",
        (
            *READING,
            words("title", "Its title.", correctable=True),
            words("standfirst", "The summary under the title."),
            words("byline", "Who wrote it."),
            Column("outlet", TEXT, "Who published it.", correctable=True),
            Column("url", TEXT, "Its address."),
            Column("published", TEXT, "The day of publication (YYYY-MM-DD).", correctable=True),
            Column("published_basis", TEXT, "metadata, option or text."),
            Column("language", TEXT, "ISO 639-1 code."),
        ),
        ("reading",),
        by_reading=True,
    ),
    Table(
        "texts",
        "an article's text, kept once however many readings share it",
        (
            Column("article", TEXT, "The article."),
            words("text", "All readable text of the page, in page order."),
            Column("sha256", TEXT, "SHA-256 of the text in UTF-8, to check one's own copy by."),
            Column("length", INT, "Code points."),
        ),
        ("article",),
    ),
    Table(
        "zones",
        "a stretch of the text by function",
        (
            *READING,
            Column("number", INT, "Counts up from 0 within the article."),
            Column("kind", TEXT, "title, standfirst, byline, body, quoted, appeal and so on."),
            *span("span", "the zone"),
            Column("outlet", TEXT, "For quoted: whose passage it is."),
            CONFIDENCE,
        ),
        by_reading=True,
    ),
    Table(
        "comments",
        "one reader's comment",
        (
            *READING,
            Column("id", TEXT, "The comment's id."),
            Column("author", TEXT, "The name it was signed with.", words=True, person=True),
            Column("posted", TEXT, "Its own day, which is not the article's."),
            Column("votes", INT, "Votes that it got."),
            *span("span", "the comment"),
            Column("reply_to", TEXT, "The comment that it answers."),
        ),
        by_reading=True,
    ),
    Table(
        "actors",
        "somebody whom the article names",
        (
            *READING,
            Column("id", TEXT, "ISO 3166 alpha-3, an id of the codebook, or a hash."),
            words("name", "What the actor is called."),
            Column("kind", TEXT, "country, organisation, group, person, outlet or unknown."),
            Column("country", TEXT, "The state that the actor acts for (alpha-3)."),
            Column("sector", TEXT, "PLOVER sector: GOV, MIL, IGO, MED and so on."),
            words("role", "Office or description from the text."),
        ),
        by_reading=True,
    ),
    Table(
        "mentions",
        "a span that names an actor",
        (*READING, Column("actor", TEXT, "The actor (`actors.id`)."), *span("span", "the words")),
        by_reading=True,
    ),
    Table(
        "attributions",
        "one claim and whose it is",
        (
            *READING,
            Column("id", TEXT, "The attribution's id."),
            *span("source", "the words that name the source"),
            Column("source_actor", TEXT, "Who the source is (`actors.id`)."),
            *span("cue", "the cue"),
            Column("content", SPANS, "What is claimed; may lie in pieces."),
            Column("kind", TEXT, "direct, indirect, mixed or block.", correctable=True),
            Column(
                "stance",
                TEXT,
                "asserts, denies, declines, asks, promises or threatens.",
                correctable=True,
            ),
            Column("via", TEXT, "The attribution that contains this one.", correctable=True),
            Column("depth", INT, "Attributions from the outlet down to this one: 1 or more."),
            Column(
                "root",
                TEXT,
                "Whom it goes back to: the outermost source of the chain that is known, "
                "else the outlet, else the page.",
            ),
            CONFIDENCE,
        ),
        by_reading=True,
    ),
    Table(
        "events",
        "one sentence's telling of who did what to whom (PLOVER 0.8)",
        (
            *READING,
            Column("id", TEXT, "The event's id."),
            Column("occurrence", TEXT, "Shared by the events that tell one happening."),
            Column("type", TEXT, "PLOVER type.", correctable=True),
            Column("mode", TEXT, "PLOVER mode.", correctable=True),
            Column("contexts", TEXTS, "PLOVER contexts.", correctable=True),
            Column("cameo", TEXT, "CAMEO code: text, as 010 is not 10.", correctable=True),
            Column(
                "quad",
                INT,
                "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, "
                "4 material conflict.",
                correctable=True,
            ),
            Column("source", TEXTS, "Who did it (actor ids).", correctable=True),
            Column("target", TEXTS, "To whom (actor ids).", correctable=True),
            *span("trigger", "the trigger word"),
            *span("sentence", "the sentence"),
            Column("date", TEXT, "ISO 8601 at the page's precision.", correctable=True),
            Column("date_basis", TEXT, "words, relative or published."),
            words("place_text", "The words that name the place."),
            Column("place_country", TEXT, "The place's country (alpha-3)."),
            words("place_name", "The place's resolved name."),
            Column("place_latitude", REAL, "Degrees north."),
            Column("place_longitude", REAL, "Degrees east."),
            Column("place_confidence", REAL, "How sure the place is, from 0 to 1."),
            Column(
                "modality",
                TEXT,
                "actual, planned, denied, alleged or hypothetical.",
                correctable=True,
            ),
            *CARRIED,
        ),
        by_reading=True,
    ),
    Table(
        "moves",
        "one actor's step on a pact",
        (
            *READING,
            Column("id", TEXT, "The move's id."),
            Column("pact", TEXT, "The pact's id.", correctable=True),
            words("name", "The pact's full name.", correctable=True),
            Column("kind", TEXT, "accord, coalition or sanctions.", correctable=True),
            Column("parent", TEXT, "The larger pact that it belongs to.", correctable=True),
            Column("actor", TEXT, "Who moves.", correctable=True),
            Column("move", TEXT, "join, withdraw, block, impose and so on.", correctable=True),
            Column("count", INT, "For attest: how many members.", correctable=True),
            Column("members", TEXTS, "For attest: which members.", correctable=True),
            Column("date", TEXT, "ISO 8601 at the page's precision.", correctable=True),
            Column("date_basis", TEXT, "words, relative or published."),
            Column(
                "modality",
                TEXT,
                "As of events, and called-for or threatened.",
                correctable=True,
            ),
            *span("evidence", "the words that it rests on"),
            *CARRIED,
        ),
        by_reading=True,
    ),
    Table(
        "faults",
        "something that went wrong with a page",
        (
            Column("id", TEXT, "Hash of the other columns but the build."),
            Column("build", INT, "The build that met it first."),
            Column("reading", TEXT, "The reading; null where the page couldn't be opened."),
            Column("article", TEXT, "The article, if there is one."),
            words("name", "The page as it was named; null in `history` where there is a reading."),
            Column("stage", TEXT, "The room in which it arose."),
            words("message", "What is wrong and what to do."),
            *span("span", "the place of the fault"),
        ),
        ("id",),
    ),
    Table(
        "receipts",
        "one build that came to its end",
        (
            Column("build", INT, "Counts up from 1."),
            Column("started", TIME, "When its last run began, in UTC."),
            Column("finished", TIME, "When it ended, in UTC."),
            Column("coder", TEXT, "The coder that it read with."),
            Column("paths", TEXTS, "What it was told to read.", words=True),
            Column("given", INT, "Pages found under those paths."),
            Column("read", INT, "Contents read in this build, with those that gave no record."),
            Column("known", INT, "Pages given whose content stood in the ledger, or came twice."),
            Column("revised", INT, "New versions of pages that already had one."),
            Column("reread", INT, "Contents that an older coder had read before."),
            Column("faulty", INT, "Pages given that gave no record, now or when first read."),
            Column("faults", TEXT, "JSON: this build's faults by stage."),
            Column("words", BIG, "Words read in its last run."),
            Column("seconds", REAL, "How long its last run took."),
            Column("words_a_second", REAL, "The speed of its last run."),
        ),
        ("build",),
    ),
    Table(
        "retractions",
        "a page, article, reading or row declared void, or restored: the latest word counts",
        (
            Column("number", INT, "Counts up from 1."),
            Column("kind", TEXT, "page, article, reading, event, move or attribution."),
            Column("article", TEXT, "For a row: the article that it belongs to."),
            Column("subject", TEXT, "The id of what is retracted."),
            Column("void", FLAG, "True retracts, false restores."),
            Column("reason", TEXT, "Why.", words=True),
            Column("author", TEXT, "Who says so.", words=True),
            Column("made_at", TIME, "When, in UTC."),
        ),
        ("number",),
    ),
    Table(
        "corrections",
        "a value set right by hand; the answers give it, `history` keeps what was read",
        (
            Column("number", INT, "Counts up from 1."),
            Column("kind", TEXT, "article, event, move or attribution."),
            Column("article", TEXT, "The article that the row belongs to."),
            Column("subject", TEXT, "The row's id; the article's own for an article."),
            Column("field", TEXT, "The column that is set right."),
            Column("value", TEXT, "JSON: its right value.", words=True),
            Column("reason", TEXT, "Why.", words=True),
            Column("author", TEXT, "Who says so.", words=True),
            Column("made_at", TIME, "When, in UTC."),
        ),
        ("number",),
    ),
)
"""All tables in the order in which they are made."""

SUBJECTS = {
    "article": "articles",
    "event": "events",
    "move": "moves",
    "attribution": "attributions",
}
"""The kinds of rows that can be corrected, and the tables that hold them."""
