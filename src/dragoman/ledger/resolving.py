"""Resolutions made anew from what is kept, and the judgements that they heed."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from dragoman.errors import UsageError
from dragoman.ledger.merging import PactJudgement, pact_judgements_of
from dragoman.ledger.naming import FIELDS, actor_of, resolved_of, resolved_row
from dragoman.ledger.resolved import Decision, Judgement, Resolve
from dragoman.ledger.rows import now
from dragoman.ledger.schema import KEPT, quoted
from dragoman.ledger.tables import TABLES
from dragoman.ledger.writing import Writer
from dragoman.records import ActorKind

BATCH = 2_000
"""Actors that are held at once."""

CLOSE = 0.85
"""How alike (Jaro and Winkler) a name must be to be put forward for one that isn't there."""

ACTORS = tuple(name for name in TABLES["actors"].names if name not in ("reading", "article"))

KEPT_ACTORS = f"""SELECT a.reading, a.article,
       CASE WHEN c.fields IS NULL OR NOT map_contains(c.fields, 'published') THEN p.published
            ELSE c.fields['published']::JSON ->> '$' END,
       {", ".join(f"a.{quoted(name)}" for name in ACTORS)},
       {", ".join(f"r.{quoted(name)}" for name in FIELDS)}
FROM {KEPT}.actors a JOIN {KEPT}.articles p USING (reading)
LEFT JOIN {KEPT}.resolutions r ON r.reading = a.reading AND r.actor = a.id
LEFT JOIN corrected c ON c.kind = 'article' AND c.subject = a.article"""

TOUCHED = """WHERE r.judgement IS NOT NULL
   OR list_has_any([a.id, a.country, a.affiliation, r.identity, r.country, r.affiliation], $ids)
   OR list_has_any([a.name, r.name], $names)"""
"""What a judgement on some ids and names may touch; those judged already may go on from them."""

NAMED = f"""SELECT count(*) FROM {KEPT}.actors a
LEFT JOIN {KEPT}.resolutions r ON r.reading = a.reading AND r.actor = a.id
WHERE (list_has_any([a.name, r.name], $names)
       OR list_contains([a.id, r.identity, r.country, r.affiliation], $id))
  AND ($article IS NULL OR a.article = $article)"""
"""How many actors are called so, or act for somebody who is."""

JUDGEMENTS = f"""SELECT subject, decision, identity, name, kind, country, sector, article, since,
       until, number, reason, author
FROM {KEPT}.judgements j
WHERE decision NOT IN ('undo', 'same-pact') AND number NOT IN (
  SELECT undone FROM {KEPT}.judgements WHERE undone IS NOT NULL)
ORDER BY number"""


@dataclass(frozen=True, slots=True)
class Revision:
    """What making resolutions anew did: how many were looked at, and are otherwise now."""

    resolutions: int
    changed: int


def folded(name: str) -> str:
    """A name as subjects of judgements are compared: whatever its case and its blanks."""
    return " ".join(name.split()).casefold()


def judgements_of(writer: Writer) -> tuple[Judgement, ...]:
    """The judgements on actors that hold, in the order in which they were made."""
    return tuple(_judgement(*row) for row in writer.all(JUDGEMENTS))


def _judgement(
    subject: str,
    decision: str,
    identity: str | None,
    name: str | None,
    kind: str | None,
    *rest: Any,  # noqa: ANN401 - the columns that are as they are
) -> Judgement:
    sort = ActorKind(kind) if kind else None
    return Judgement(subject, Decision(decision), identity, name, sort, *rest)


def revise(writer: Writer, resolve: Resolve, codebook: str) -> Revision:
    """Makes all resolutions anew, inside a transaction of the writer's.

    Args:
        writer: the ledger's writer.
        resolve: says who an actor is.
        codebook: the hash of the vocabulary that it does so by.
    """
    done = _revise(writer, resolve, codebook, "", {})
    writer.change(
        f"UPDATE {KEPT}.resolutions SET codebook = ? WHERE codebook IS DISTINCT FROM ?",
        [codebook, codebook],
    )
    return done


def revise_touched(
    writer: Writer, resolve: Resolve, codebook: str, ids: Iterable[str], names: Iterable[str]
) -> Revision:
    """Makes those resolutions anew that a judgement on some ids or names may touch."""
    values = {"ids": sorted(ids), "names": sorted(names)}
    return _revise(writer, resolve, codebook, TOUCHED, values)


def revise_article(writer: Writer, resolve: Resolve, codebook: str, article: str) -> Revision:
    """Makes the resolutions of one article anew."""
    where = "WHERE a.article = $article"
    return _revise(writer, resolve, codebook, where, {"article": article})


def _revise(
    writer: Writer, resolve: Resolve, codebook: str, where: str, values: dict[str, Any]
) -> Revision:
    seen = changed = 0
    for rows in writer.batches(f"{KEPT_ACTORS} {where}", values, BATCH):
        seen += len(rows)
        other = [new for row in rows if (new := _otherwise(row, resolve, codebook))]
        changed += len(other)
        _replace(writer, other)
    return Revision(seen, changed)


def _otherwise(row: Sequence[Any], resolve: Resolve, codebook: str) -> dict[str, Any] | None:
    """The new row for an actor; None where the one that stands says the same."""
    reading, article, day, *told = row
    kept = dict(zip(ACTORS, told[: len(ACTORS)], strict=True))
    old = resolved_of(dict(zip(FIELDS, told[len(ACTORS) :], strict=True)))
    new = resolve(actor_of(kept), article, day)
    if kept["grounds"] is None and new.judgement is None:
        # Read by a Dragoman that kept no grounds: how sure that was is not known.
        new = replace(new, grounds=None, score=None)
    if new == old:
        return None
    here = {"reading": reading, "article": article, "actor": kept["id"], "codebook": codebook}
    return here | resolved_row(new)


def _replace(writer: Writer, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    writer.change(
        f"""DELETE FROM {KEPT}.resolutions WHERE (reading, actor) IN (
            SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[]))""",
        [[row["reading"] for row in rows], [row["actor"] for row in rows]],
    )
    writer.add_all("resolutions", rows)


def enter_judgement(writer: Writer, judgement: Judgement) -> Judgement:
    """Keeps a judgement, and gives it with its number."""
    number = writer.count(f"SELECT count(*) + 1 FROM {KEPT}.judgements")
    judgement = replace(judgement, number=number)
    writer.add("judgements", asdict(judgement) | {"made_at": now()})
    return judgement


def take_back(
    writer: Writer, number: int, reason: str | None, author: str | None
) -> Judgement | PactJudgement:
    """Takes a judgement back, and gives it.

    Raises:
        UsageError: there is none of that number that holds.
    """
    holding: dict[int, Judgement | PactJudgement] = {
        judgement.number: judgement for judgement in judgements_of(writer)
    }
    holding |= {judgement.number: judgement for judgement in pact_judgements_of(writer)}
    if number not in holding:
        stood = writer.count(
            f"SELECT count(*) FROM {KEPT}.judgements WHERE number = ? AND decision <> 'undo'",
            [number],
        )
        why = "was taken back already" if stood else "is not there"
        raise UsageError(f"Judgement {number} {why}. `FROM judgements` in SQL lists them.")
    judgement = holding[number]
    row = {"subject": judgement.subject, "article": judgement.article, "decision": "undo"}
    said = {"undone": number, "reason": reason, "author": author, "made_at": now()}
    count = writer.count(f"SELECT count(*) + 1 FROM {KEPT}.judgements")
    writer.add("judgements", {"number": count} | row | said)
    return judgement


def names_like(writer: Writer, subject: str) -> list[str]:
    """The actors' names that are the subject's but for case and blanks."""
    names = writer.texts(
        f"SELECT name FROM {KEPT}.actors UNION SELECT name FROM {KEPT}.resolutions"
    )
    wanted = folded(subject)
    return sorted(name for name in names if folded(name) == wanted)


def check_subject(writer: Writer, subject: str, names: Sequence[str], article: str | None) -> None:
    """Sees that a judgement has somebody to judge.

    Raises:
        UsageError: the ledger has no such article, or nobody of that id or name (in it).
    """
    here = {"id": subject, "names": list(names), "article": article}
    if article is not None and not writer.count(
        f"SELECT count(*) FROM {KEPT}.articles WHERE article = ?", [article]
    ):
        raise UsageError(f"The ledger has no article {article[:200]!r}.")
    if writer.count(NAMED, here):
        return
    place = "The article" if article is not None else "The ledger"
    close = _close_to(writer, subject, article)
    hint = f" Close to it: {'; '.join(close)}." if close else ""
    raise UsageError(f"{place} has no actor {subject[:200]!r}, by id or by name.{hint}")


def _close_to(writer: Writer, subject: str, article: str | None) -> list[str]:
    """Actors whose names are nearly the subject's; pages gave the names, so they are escaped."""
    found = writer.all(
        f"""SELECT any_value(name), id FROM {KEPT}.actors
            WHERE ($article IS NULL OR article = $article)
              AND jaro_winkler_similarity(lower(name), lower($subject)) >= {CLOSE}
            GROUP BY id ORDER BY max(jaro_winkler_similarity(lower(name), lower($subject))) DESC, id
            LIMIT 3""",
        {"article": article, "subject": subject[:200]},
    )
    return [f"{name[:80]!r} ({identity})" for name, identity in found]


def known_identity(writer: Writer, identity: str) -> tuple[str, ActorKind] | None:
    """What the ledger calls an actor of some id, and of what kind it is; None if it has none."""
    query = f"""SELECT mode(name), mode(kind) FROM (
        SELECT name, kind FROM {KEPT}.actors WHERE id = $id
        UNION ALL SELECT name, kind FROM {KEPT}.resolutions WHERE identity = $id)"""
    [[name, kind]] = writer.all(query, {"id": identity})
    return None if name is None else (name, ActorKind(kind))


def kinds_in(writer: Writer, article: str) -> tuple[dict[str, str], str | None]:
    """By id what sort of actors an article has, as it answers, and its day of publication."""
    query = "SELECT id, kind FROM actors WHERE article = ?"
    days = writer.texts("SELECT coalesce(published, '') FROM articles WHERE article = ?", [article])
    return dict(writer.all(query, [article])), (days[0] or None) if days else None


def actor_elsewhere(writer: Writer, identity: str) -> dict[str, str | None] | None:
    """An actor of the ledger's in the capacity that most articles give it; None if it has none."""
    names = ("name", "kind", "country", "affiliation", "sector", "role")
    columns = ", ".join(names)
    query = f"""SELECT {columns} FROM (
          SELECT {columns} FROM {KEPT}.resolutions WHERE identity = $id
          UNION ALL SELECT {columns} FROM named_anew WHERE id = $id)
        GROUP BY ALL ORDER BY count(*) DESC, {columns} LIMIT 1"""
    found = writer.all(query, {"id": identity})
    return dict(zip(names, found[0], strict=True)) if found else None
