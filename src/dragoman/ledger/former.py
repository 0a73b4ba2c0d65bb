"""What an id meant that answers no more: of a reading that was superseded, or was retracted."""

from dataclasses import dataclass

import duckdb

from dragoman.ledger.articles import rows_asked
from dragoman.ledger.schema import KEPT

TOLD = {
    "article": ("articles", "NULL", "NULL", "NULL", "t.article", "t.title"),
    "event": ("events", "t.sentence_start", "t.sentence_end", "NULL", "t.id", "t.type"),
    "move": ("moves", "t.evidence_start", "t.evidence_end", "NULL", "t.id", "t.move"),
    "attribution": (*("attributions", "NULL", "NULL", "t.content", "t.id", "t.stance"),),
}
"""By kind: its table, where its words begin and end or its spans, its id, what it was read as."""

QUERY = """SELECT t.article, r.page, strftime(r.read_at, '%Y-%m-%d') AS read, k.version AS coder,
  {told} AS told,
  CASE WHEN {spans} IS NOT NULL THEN array_to_string(list_transform({spans}, lambda s:
    substring(x."text", s.start + 1, s."end" - s.start)), ' … ')
  WHEN {start} IS NOT NULL THEN substring(x."text", {start} + 1, {end} - {start}) END AS words,
  EXISTS (FROM voided v WHERE (v.kind = $kind AND v.subject = $id)
    OR (v.kind = 'page' AND v.subject = r.page)
    OR (v.kind = 'article' AND v.subject = t.article)
    OR (v.kind = 'reading' AND v.subject = t.reading)) AS void,
  (SELECT min(a.article) FROM articles a WHERE a.page = r.page) AS now
FROM {kept}.{table} t JOIN {kept}.readings r USING (reading)
JOIN {kept}.coders k ON k.coder = r.coder
LEFT JOIN texts x ON x.article = t.article
WHERE {id} = $id ORDER BY r.build DESC, r.reading LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Former:
    """Something that answers no more.

    `told` is what it was read as, `words` are those that it rests on; `why` says why it answers
    no more; `article` is what stands on its page now, null where nothing does; `now` the address
    of the same thing there, where the same words tell it.
    """

    kind: str
    id: str
    why: str
    told: str | None
    words: str | None
    read: str
    coder: str
    article: str | None
    now: str | None = None


def former(connection: duckdb.DuckDBPyConnection, kind: str, name: str) -> Former | None:
    """What an id meant; None where nothing ever had it.

    Args:
        connection: an open ledger.
        kind: article, event, move or attribution.
        name: the id.
    """
    table, start, end, spans, id_, told = TOLD[kind]
    # A literal NULL has no type that the functions around it would take.
    spans = spans if spans != "NULL" else 'NULL::STRUCT("start" INTEGER, "end" INTEGER)[]'
    start, end = (part if part != "NULL" else "NULL::INTEGER" for part in (start, end))
    query = QUERY.format(
        table=table, start=start, end=end, spans=spans, id=id_, told=told, kept=KEPT
    )
    found = rows_asked(connection, query, {"id": name, "kind": kind})
    if not found:
        return None
    row = found[0]
    if row["void"]:
        why = "it was retracted"
    elif row["now"] == row["article"]:
        why = "the page was read anew"
    else:
        why = "the page has another version now"
    return Former(kind, name, why, row["told"], row["words"], row["read"], row["coder"], row["now"])
