"""Views of the chains that were mended: what hangs from a source follows when it is set right.

Reading wrote down with each claim, event and move the source that it goes back to, and with each
claim its depth. Where a review sets a claim's source or container right, or leaves a claim out,
both are made anew for the articles concerned, from what answers, by the rules of
`dragoman.records.chains`. In all others they are as they were read.
"""

from dragoman.ledger.schema import KEPT

SOURCE_AS = "source_as"
"""The field of a correction that says who a source is whom its article does not name."""

NAMED_COLUMNS = ("id", "name", "kind", "country", "affiliation", "sector", "role")
"""What is kept of such a source."""

NAMED_ANEW = f"""CREATE VIEW named_anew AS
SELECT article, subject, {", ".join(f"told ->> '{name}' AS {name}" for name in NAMED_COLUMNS)}
FROM (SELECT article, subject, fields['{SOURCE_AS}']::JSON AS told,
        fields['source_actor']::JSON ->> '$' AS source
      FROM corrected WHERE kind = 'attribution' AND map_contains(fields, '{SOURCE_AS}'))
WHERE told ->> 'id' = source"""
"""Those whom mended claims have as their sources and their articles do not name, by claim."""


def followed(value: str) -> str:
    """A source as it was set right, and as it is judged since: an actor of an article, or another.

    One whom some other actor turned out to be is that one.
    """
    return f"""CASE WHEN p.ids IS NULL OR list_contains(map_values(p.ids), {value}) THEN {value}
    ELSE coalesce(p.ids[{value}], {value}) END"""


SET_RIGHT = "(c.fields['{}']::JSON ->> '$')"
SOURCE = f"""CASE WHEN c.fields IS NOT NULL AND map_contains(c.fields, 'source_actor')
  THEN {followed(SET_RIGHT.format("source_actor"))}
  ELSE coalesce(p.ids[t.source_actor], t.source_actor) END"""
"""Who a claim's source is: `t` is the claim, `c` its corrections, `p` its reading's actors."""
VIA = f"""CASE WHEN c.fields IS NOT NULL AND map_contains(c.fields, 'via')
  THEN {SET_RIGHT.format("via")} ELSE t.via END"""

FOLDED = "replace(replace(lower({}), 'ß', 'ss'), 'ς', 'σ')"
OUTLET_ROOT = rf"""'outlet:' || trim(regexp_replace(
  regexp_replace({FOLDED}, '^the ', ''), '\s+', ' ', 'g'))"""
HOST = r"regexp_extract(lower(a.url), '^[a-z][a-z0-9+.-]*://(?:[^/?#@]*@)?([^/:?#]+)', 1)"
OWN_ROOT = rf"""CASE WHEN trim(coalesce(a.outlet, '')) <> '' THEN {OUTLET_ROOT.format("a.outlet")}
  WHEN coalesce({HOST}, '') <> '' THEN 'host:' || regexp_replace({HOST}, '^www\.', '')
  ELSE 'article:' || a.article END"""
"""The root of what an article's outlet tells itself, as `Chains.own_root` has it."""

RECHAINED = f"""CREATE VIEW rechained AS
WITH RECURSIVE touched AS (
  SELECT article FROM corrected WHERE kind = 'attribution'
    AND (map_contains(fields, 'source_actor') OR map_contains(fields, 'via'))
  UNION SELECT article FROM voided WHERE kind = 'attribution'),
claims AS (
  SELECT t.reading, t.article, t.id, {VIA} AS via, {SOURCE} AS who, v.subject IS NOT NULL AS void
  FROM {KEPT}.attributions t LEFT JOIN renamed p USING (reading)
  LEFT JOIN corrected c ON c.kind = 'attribution' AND c.article = t.article AND c.subject = t.id
  LEFT JOIN voided v ON v.kind = 'attribution' AND v.article = t.article AND v.subject = t.id
  WHERE t.article IN (FROM touched)),
known AS (
  SELECT r.reading, r.identity AS id, any_value(r.kind) AS kind,
    min(CASE WHEN r.judgement IS NULL THEN a.name ELSE r.name END) AS name
  FROM {KEPT}.resolutions r JOIN {KEPT}.actors a ON a.reading = r.reading AND a.id = r.actor
  WHERE r.article IN (FROM touched) GROUP BY ALL),
sources AS (
  SELECT c.reading, c.id, c.via, CASE coalesce(k.kind, n.kind, 'unknown')
    WHEN 'unknown' THEN NULL WHEN 'outlet' THEN {OUTLET_ROOT.format("coalesce(k.name, n.name)")}
    ELSE c.who END AS root
  FROM claims c LEFT JOIN known k ON k.reading = c.reading AND k.id = c.who
  LEFT JOIN named_anew n ON n.article = c.article AND n.subject = c.id AND n.id = c.who
  WHERE NOT void),
steps AS (
  SELECT reading, id, via, root, 1 AS depth, [id] AS seen FROM sources
  UNION ALL
  SELECT s.reading, s.id, o.via, coalesce(s.root, o.root), s.depth + 1, list_append(s.seen, o.id)
  FROM steps s JOIN sources o ON o.reading = s.reading AND o.id = s.via
  WHERE NOT list_contains(s.seen, o.id)),
chains AS (
  SELECT reading, id, arg_max(root, depth) AS root, max(depth) AS depth FROM steps GROUP BY ALL)
SELECT c.reading, c.id, coalesce(s.root, {OWN_ROOT}) AS root, s.depth
FROM claims c JOIN {KEPT}.articles a USING (reading) LEFT JOIN chains s USING (reading, id)"""
"""By reading and claim: the root and depth of each chain of an article in which one was mended.

What a claim told that is left out since is the outlet's own. A chain that bites its tail ends
there. Outlets are called as they were read, as in the roots of all other articles."""

ROOT = "CASE WHEN h.id IS NULL THEN {} ELSE h.root END"
DEPTH = "CASE WHEN h.id IS NULL THEN {} ELSE h.depth END"
"""A root and a depth as they answer, given how they were read; `h` is of `rechained`."""
