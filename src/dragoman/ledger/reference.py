"""The reference of the schema, written from the schema itself."""

from dragoman.ledger.schema import KEPT, VERSION, Table
from dragoman.ledger.tables import TABLES

HEAD = f"""# The ledger

Written by `make docs` from the schema's own tables (`dragoman.ledger.tables`). Schema {VERSION}.

A ledger is one DuckDB file. `dragoman build LEDGER PAGE...` makes it and adds to it;
`dragoman.open(LEDGER)`, `dragoman sql` and any DuckDB read it.

## What answers, and what is kept

- **`main` answers.** Its views give the rows of each page's newest version, read by its newest
  coder, with corrections laid over them and what was retracted left out. Ask these.
- **`{KEPT}` keeps.** Its tables hold every row that was ever entered, and lose none: a page read
  again, a page revised, a correction, a retraction, a judgement and a review are further rows. Only
  `resolutions`, `sketches` and `reprints` are made from the others, and made anew.

A page is known by its address; one without an address by its text. Of a page's versions the one
that the latest build met first answers; of several that one build met, the one published last. A
page that goes back to an earlier version is not met anew, so the later one stands: retract it.
`articles_known(DAY)`, `events_known(DAY)` and so on are the same tables from what had been
published by a day.

The views of rows also have `page`, `url`, `publisher` and `published` (of the article), `coder`
(the version that read it) and, where rows can be corrected, `corrected`. Columns with a star can
be corrected. Columns in *italics* hold words of the page, names or local paths: an export without
text leaves them out.

## Who is meant

Pages are read into mentions and actors; who an actor is stands apart, in `resolutions`: a row for
each actor of each reading, with a score, the reason in words and the alternatives. It is made when
a page is read, and anew by `dragoman resolve` from what is kept, without reading a page again.
What the article's own words told (`stated_role` and so on; grounds `words`) stays; what rested on
a table is looked up in the tables of today at the article's date. `codebook` says which those
were. Actors that a Dragoman before schema 3 read stay as they were read, their score unknown.

A judgement ("this is that"; `dragoman judge`) changes no row that was read. It is kept in
`judgements` and heeded whenever an actor is resolved: at once, after a new reading, and after
`dragoman resolve`. One on an article goes before one on a span of days, this before one without
bounds; one on an id before one on a name; then the latest. Taken back (`--undo`), it is as if it
had never been made; `judgements.void` says that it was, in place of the rows of `{KEPT}` that
take one back. A judgement on a pact (`same-pact`; `dragoman judge --pact A --same-as B`) makes the
moves on A answer as moves on B, under its name, in `moves`, standing, timelines and exports; one on
an article goes before one in all. `{KEPT}.moves` keeps the pact as it was read. Where
`dragoman correct` mends an article's day, its actors are resolved anew.

All answers, exports and standing speak of resolved actors:

- `actors` is made of `resolutions`, under the identity as its `id`. What an article stated of a
  person, `stated_role` and so on, stands in `{KEPT}.actors`.
- `actors.id`, `mentions.actor`, `attributions.source_actor`, `root`, and `source` and `target` of
  events hold the identity; several actors of an article that are one are one row of `actors`. The
  ids as they were read stand in `{KEPT}.actors` and in `resolutions.actor`.
- `moves.actor` and `moves.members` name parties, so they hold the party. Where reading put a state
  or body in a person's place, as it does in moves, and in events for who acts for an organisation,
  a judgement on the person leaves the row as it is, and one on the state or body tells: correct
  such a row by hand.
- `events.source_parties` and `events.target_parties` are the states and bodies behind the two
  sides: `SELECT * FROM events WHERE list_contains(source_parties, 'RUS')`. `resolutions.party` is
  the same for one actor: its `country`, else its `affiliation`, else itself.
- A corrected `source`, `target` or `actor` is given as it was corrected.
- A corrected `source_actor` of a claim follows what is judged of that one later. Whom the article
  does not name is described by a correction beside it (`source_as`), and an actor of the article
  for as long as that holds; `attributions.source_mended` tells that a source was set right. The
  `depth` and `root` of claims, and the `root` of events and moves, follow: wherever a claim's
  source or container was set right, or a claim retracted, they are made anew for its article.

The codebook's groups (the EU, the E3) keep their own id. `dragoman members GROUP --on DAY` gives
their members on a day.

## One story, one happening

`reprints` has the articles that share most of their words with another: word for word, shortened,
in another order, or with other words here and there. Each build finds them, and `dragoman reprints
LEDGER --anew` does so after corrections and retractions. Two articles are reprints of one another
where 40% of all runs of three words of either are in both, or 60% of the shorter one's, if that has
a third of the longer one's at least; what has fewer than 25 words is left out, and so is every word
outside the zones that tell. The origin of a cluster is the page of the outlet that its pages credit
(a passage that makes up most of the page, a credit line above or below, a byline), else the first
published, else the longest. Nothing is dropped: the articles and their rows answer as before, and
only what counts independent sources (`roots`) takes those of a cluster for one. `sketches` is what
they are found by.

`events.occurrence` is shared by the events of one article that tell one happening. Over articles
`dragoman occurrences LEDGER` and `ledger.occurrences()` gather them: the same type and modality, a
shared source party and a shared target party (or no target), and dates that are equal at the
coarser one's precision or a day apart.
Each has `reports`, the articles that tell it, `roots`, the independent sources that these go back
to, `reprints`, how many of the articles are reprints of another one, and its evidence (`tellings`).
`dragoman export --across-pages` has these occurrences in place of each article's own.

## What was reviewed

`reviews` has a row for each verdict on an event, an attribution, a move or an identity (who an
actor of an article is): accept, mend or reject, with who, when and why; `dragoman serve --review`
and `dragoman review` make them. A mend enters `corrections`, a rejection a retraction, a verdict on
an identity a judgement in its article; `review` and `judgement` tell which. Taking a review back is
one more row, and all that came with the review counts no longer; `reviews.void` says so. Acceptance
changes no answer, and is kept so that shares of what is right can be told. `label` is what the row
was read as, before any mending.

## How it is written

DuckDB lets one process write a file or many read it, never both. So a build never opens the
ledger that stands: it works on a copy beside it (`LEDGER.draft`) and puts that in its place by a
rename, now and then and at its end. Whoever opens the ledger gets a whole
state, and keeps it as long as it is open. Each batch of pages is one transaction, so a page has
all its rows or none; after a crash the next build goes on from the draft. `LEDGER.lock` is held
by the one writer, and given back by the operating system whatever ends it. A writer needs room on
the disk for two more copies of the ledger.

A ledger can also be a folder of Parquet files, or the URL of one, as `dragoman build --on` writes
it (docs/scale.md): one folder a table of `history`, its files named by hashes of what they hold.
It is asked like a file, and not changed: `dragoman build LEDGER FOLDER` takes its rows into a
file, where they can be corrected and judged.

An older ledger is brought to the present schema when it is opened, in the same way. A newer one
is refused.

## Spans, lists, dates

Spans count Unicode code points of the article's text (`texts.text`), the end exclusive. Lists are
DuckDB lists; in CSV their parts stand between `|`, spans as START-END, types as TYPE SCORE,
alternatives as their ids.
Dates are text, ISO 8601, at the precision that the page gives.
"""


def reference_page() -> str:
    """The page of the documentation that lists every table and column."""
    parts = [HEAD, "## Tables\n"]
    for table in TABLES.values():
        parts.append(_section(table))
    return "\n".join(parts)


def _section(table: Table) -> str:
    place = f"`{KEPT}.{table.name}`"
    if table.name != "states":
        place += f", answering as `{table.name}`"
    key = f" No two rows share {', '.join(f'`{name}`' for name in table.key)}." if table.key else ""
    lines = [
        f"### {table.name}\n",
        f"One row: {table.row}. {place}.{key}\n",
        "| column | type | meaning |",
        "| --- | --- | --- |",
    ]
    for column in table.columns:
        name = f"`{column.name}`"
        name = f"*{name}*" if column.words else name
        star = " \\*" if column.correctable else ""
        lines.append(f"| {name}{star} | {column.type} | {column.meaning} |")
    return "\n".join(lines) + "\n"
