"""The page that documents the datasets, made from the profiles and layouts themselves."""

from dragoman.codebook.layouts import Layout, layouts
from dragoman.exports.profiles import PROFILES, Form, Profile

FORMS = {
    Form.CSV: "CSV with a header",
    Form.TSV: "tab-separated with a header, cells quoted where they must be",
    Form.BARE: "tab-separated, no header, no quotes",
    Form.JSONL: "JSON Lines",
    Form.ANNOTATIONS: "one JSON-LD document",
}

HEAD = """# Datasets

Written by `make docs` from the codebook's own table of layouts (`layouts.tsv`).

`dragoman export LEDGER --profile NAME OUT` writes a dataset as others have it; `--profile NAME
--explain` lists its columns. The profiles `csv`, `parquet` and `jsonl` write the ledger's own
tables instead (`docs/ledger.md`).

## What is in a dataset

- **Rows that answer.** Judgements, corrections and retractions are in it as in every answer.
- **What pages tell as done.** Events with modality `actual`. The layouts have no word for what was
  planned, denied, alleged or supposed; an annotation says which it is. How many events were left
  out, and why, is printed.
- **One row a source and target.** Each ordered pair of an event's two sides, once. An act done
  together has each party on both sides, and nobody acts on himself. A group that the article formed
  ("the two countries") stands for its members. Two actors on one side who act for one party are
  one, the first that is named. Without a target a source stands alone, except in ICEWS and Phoenix,
  whose events have two sides. Profiles with lists of actors (`plover-jsonl`, `followthemoney`)
  have a row an event.
- **Occurrences.** As it is, an occurrence is one article's: the sentences of a page that tell one
  happening. With `--across-pages` it is one however many pages tell it, as `dragoman occurrences`
  lists them: in `occurrence` columns and the provenance, in the rows of the profiles that gather
  (of actors who act for one party the first named stands in the row), and in what `dyad-month`
  counts. Annotations are of single pages.
- **Days.** Where a layout wants a day, a month or year stands at its first day, as in the fold of
  pacts, and an event without a date at its page's day of publication. The date as told, and what
  it rests on, stand in the provenance.
- **Codes are text.** Read all columns as text: `010` is not `10`. A CAMEO root that is told no more
  exactly has a 0 behind it (`100`).
- **What can't be filled is empty**, and listed when a dataset is written.

## Statements and appeals

PLOVER leaves out CAMEO's 01 and 02. The profiles with CAMEO's codes (`cameo`, `icews`, `phoenix`,
`gdelt`) make them of attributions; `speech_codes.tsv` has the words.

1. Asserting is 010, declining to comment 011, denying 016, asking 020 where the word appeals and
   does not order. Promises, threats and demands are none: events tell them (03, 13, 10).
2. Where a word that tells an event lies in the cue ("accused"), the event has told the act.
3. The source is who speaks, if that is or acts for a state, an organisation or an armed group.
4. The target is whom the words address ("told Iran that"); else, of an appeal, who is named first
   in its content; of anything else, the one other party of which the content speaks, if it is one.
5. A REQUEST whose word appeals ("urged") and whose code says nothing more exact is 020, since
   PLOVER has one type for what CAMEO parts into appeals and demands.

A statement's date is its page's. Its id is the attribution's.

## Where rows come from

`OUT.provenance.csv` stands beside datasets whose layout has no columns for it: for each row the
event's (or attribution's) id, occurrence, article, address, sentence, and whom the telling goes
back to. Other layouts have all that themselves. Ids that must be numbers (ICEWS, GDELT) are made
from ours, the same in every run, and small enough for a double.

## Files

Files are written beside their places and renamed when all are whole; none is written over. Rows
are sorted in parts of about a hundred thousand, within the memory that the ledger was opened with
(512 MB), and go through a few hundred at a time: a ledger ten times as big needs no more memory,
but disk for what is being sorted. `dyad-month` counts in a second database, which may take as much
again. With `--across-pages` the events of one type are held at a time. Tabs, line breaks and
control characters within a cell become spaces or go; apart from that cells are written as they
are. Nothing is put before a `=`, `+`, `-` or `@`: data must come out of a file as it went in. A
spreadsheet may take such a cell for a formula, so import files there with all columns as text, and
don't open them by a click. `--no-text` leaves out titles, quotes, the words that name actors and
places, and the names of all but states.
"""


def reference_page() -> str:
    """The page: what all datasets share, then each profile with its columns."""
    parts = [HEAD]
    for profile in PROFILES.values():
        parts.append(_profile(profile))
    parts.append(_table("provenance.csv", layouts()["provenance"]))
    return "\n".join(parts)


def _profile(profile: Profile) -> str:
    about = profile.about[0].upper() + profile.about[1:]
    notes = [f"{about}; {FORMS[profile.form]}."]
    if profile.speech:
        notes.append("With statements and appeals.")
    if profile.targeted:
        notes.append("Without events that have no target.")
    if profile.gathered:
        notes.append("One row an occurrence and pair, however many sentences tell it.")
    if profile.beside:
        beside = ", ".join(f"`OUT.{ending}`" for ending, _ in profile.beside)
        notes.append(f"Beside it: {beside}.")
    tables = [_columns(layouts()[profile.layout])]
    for ending, layout in profile.beside:
        if layout != "provenance":
            tables.append(_table(f"OUT.{ending}", layouts()[layout], "###"))
    return f"## {profile.name}\n\n{' '.join(notes)}\n\n" + "\n".join(tables)


def _table(name: str, layout: Layout, level: str = "##") -> str:
    return f"{level} {name}\n\n{_columns(layout)}"


def _columns(layout: Layout) -> str:
    """The columns of a layout with how far they are filled."""
    rows = ["| column | filled | how |", "| --- | --- | --- |"]
    rows += [
        f"| `{c.name}` | {c.filled} | {c.how.replace('|', chr(92) + '|')} |" for c in layout.columns
    ]
    return "\n".join(rows) + "\n"
