"""The lists that a page shows as tables, for taking along: the same rows, in columns."""

from collections.abc import Iterable, Mapping

from dragoman.errors import UsageError
from dragoman.flow.opening import OpenLedger
from dragoman.flow.standing import Account
from dragoman.ledger import Deed
from dragoman.views.web.registers import actors_in, names_of
from dragoman.views.web.taking import MOST, Asked, Kind, Row, Taken, columns, wanted


def take(ledger: OpenLedger, what: str, asked: Asked) -> Taken:
    """A table by name.

    Raises:
        UsageError: there is no such table, or it wants to know more.
    """
    if what not in TABLES:
        raise UsageError(f"There is no table {what[:40]!r}. There are: {', '.join(TABLES)}.")
    kind = TABLES[what]
    rows = tuple(kind.rows(ledger, asked, MOST + 1))
    return Taken(kind.columns, rows[:MOST], len(rows) <= MOST)


def _articles(ledger: OpenLedger, asked: Asked, most: int) -> Iterable[Row]:
    for row in ledger.article_rows(most):
        yield {
            "article": row.article,
            "title": row.title,
            "outlet": row.outlet,
            "published": row.published,
            "language": row.language,
            "words": row.words,
            "claims": row.claims,
            "events": row.events,
            "moves": row.moves,
            "link": f"{asked.room}/articles/{row.article}",
        }


def _actors(ledger: OpenLedger, asked: Asked, most: int) -> Iterable[Row]:
    for row in ledger.actor_rows(asked.name, rows=most):
        yield {
            "actor": row.id,
            "name": row.name,
            "kind": row.kind,
            "country": row.country,
            "affiliation": row.affiliation,
            "sector": row.sector,
            "role": row.role,
            "articles": row.articles,
            "mentions": row.mentions,
            "score": row.score,
        }


def _events(ledger: OpenLedger, asked: Asked, most: int) -> Iterable[Row]:
    actor = wanted(asked.actor, "actor")
    if asked.side not in ("did", "met"):
        raise UsageError("The side is did or met.")
    rows = ledger.deeds(actor, asked.other, done=asked.side == "did", rows=most)
    names = names_of(ledger, actors_in(rows))
    return (_event(row, names, asked.room) for row in rows)


def _event(row: Deed, names: Mapping[str, str], room: str) -> Row:
    return {
        "event": row.id,
        "type": row.type,
        "mode": row.mode,
        "quad": row.quad,
        "modality": row.modality,
        "date": row.date,
        "source": list(row.source),
        "source_names": [names.get(actor, actor) for actor in row.source],
        "target": list(row.target),
        "target_names": [names.get(actor, actor) for actor in row.target],
        "sentence": row.sentence,
        "outlet": row.outlet,
        "published": row.published,
        "article": row.article,
        "link": f"{room}/articles/{row.article}#e-{row.id}",
    }


def _moves(ledger: OpenLedger, asked: Asked, most: int) -> Iterable[Row]:
    rows = ledger.move_rows(asked.actor, most)
    names = names_of(ledger, actors_in(rows))
    for row in rows:
        yield {
            "move": row.id,
            "pact": row.pact,
            "pact_name": row.name,
            "actor": row.actor,
            "actor_name": names.get(row.actor or "", row.actor),
            "what": row.move,
            "modality": row.modality,
            "date": row.date,
            "words": row.words,
            "outlet": row.outlet,
            "published": row.published,
            "article": row.article,
            "link": f"{asked.room}/articles/{row.article}#m-{row.id}",
        }


def _sayings(ledger: OpenLedger, asked: Asked, most: int) -> Iterable[Row]:
    for row in ledger.said_by(wanted(asked.actor, "actor"), most):
        yield {
            "attribution": row.id,
            "speaker": row.speaker,
            "stance": row.stance,
            "via": row.via,
            "depth": row.depth,
            "content": row.content,
            "outlet": row.outlet,
            "published": row.published,
            "article": row.article,
            "link": f"{asked.room}/articles/{row.article}#a-{row.id}",
        }


def _months(ledger: OpenLedger, asked: Asked, most: int) -> Iterable[Row]:
    for row in ledger.months(wanted(asked.actor, "actor"), asked.other)[:most]:
        yield {"month": row.month, "quad": row.quad, "did": row.did, "met": row.met}


def _pacts(ledger: OpenLedger, asked: Asked, _most: int) -> Iterable[Row]:
    pacts = ledger.pacts(asked.on, asked.known)
    names = names_of(ledger, {a for p in pacts for _, actors in p.parties for a in actors})
    for pact in pacts:
        head = {
            "pact": pact.row.id,
            "pact_name": pact.row.name,
            "kind": pact.row.kind,
            "founded": pact.life.founded if pact.life else None,
            "expired": pact.life.expired if pact.life else None,
            "moves": pact.row.moves,
            "pages": pact.row.pages,
            "contradictions": pact.contradictions,
        }
        parties: list[tuple[str | None, str | None]] = [
            (status, actor) for status, actors in pact.parties for actor in actors
        ]
        for status, actor in parties or [(None, None)]:
            name = names.get(actor or "", actor)
            yield head | {"status": status, "actor": actor, "actor_name": name}


def _standing(ledger: OpenLedger, asked: Asked, _most: int) -> Iterable[Row]:
    account = _account(ledger, asked)
    names = names_of(ledger, account.actors)
    for stand in account.stands:
        held = stand.standing
        yield {
            "pact": held.pact,
            "pact_name": held.name,
            "actor": held.actor,
            "actor_name": names.get(held.actor, held.actor),
            "status": held.status,
            "since": held.since,
            "pages": held.reports,
            "sources": held.roots,
            "contradicted": "yes" if stand.contradictions else "no",
            "moves": list(held.moves),
        }


def _steps(ledger: OpenLedger, asked: Asked, _most: int) -> Iterable[Row]:
    account = _account(ledger, asked)
    names = names_of(ledger, [*account.actors, *actors_in(account.steps)])
    for step in account.steps:
        told = step.evidence[0]
        yield {
            "pact": step.pact,
            "pact_name": step.name,
            "date": step.date,
            "actor": step.actor,
            "actor_name": names.get(step.actor or "", step.actor),
            "what": step.move.value,
            "members": list(step.members or ()),
            "count": step.count,
            "modality": step.modality.value,
            "pages": step.reports,
            "sources": step.roots,
            "contradicted": "yes" if step.contradictions else "no",
            "sentence": told.sentence,
            "told_by": list(told.chain),
            "published": told.published,
            "link": f"{asked.room}/articles/{told.article}#m-{told.move.id}",
        }


def _account(ledger: OpenLedger, asked: Asked) -> Account:
    pact = ledger.main_pact(wanted(asked.pact, "pact"))
    if pact is None:
        raise UsageError("No page in the ledger tells of this pact.")
    return ledger.account(pact, asked.on, asked.known)


TABLES: Mapping[str, Kind] = {
    "articles": Kind(
        columns(
            "article title outlet published language words claims events moves link",
            whole=("words", "claims", "events", "moves"),
        ),
        _articles,
    ),
    "actors": Kind(
        columns(
            "actor name kind country affiliation sector role articles mentions score",
            whole=("articles", "mentions"),
            number=("score",),
        ),
        _actors,
    ),
    "events": Kind(
        columns(
            "event type mode quad modality date source source_names target target_names sentence "
            "outlet published article link",
            texts=("source", "source_names", "target", "target_names"),
            whole=("quad",),
        ),
        _events,
    ),
    "moves": Kind(
        columns(
            "move pact pact_name actor actor_name what modality date words outlet published "
            "article link"
        ),
        _moves,
    ),
    "sayings": Kind(
        columns(
            "attribution speaker stance via depth content outlet published article link",
            whole=("depth",),
        ),
        _sayings,
    ),
    "months": Kind(columns("month quad did met", whole=("quad", "did", "met")), _months),
    "pacts": Kind(
        columns(
            "pact pact_name kind founded expired moves pages contradictions status actor "
            "actor_name",
            whole=("moves", "pages", "contradictions"),
        ),
        _pacts,
    ),
    "standing": Kind(
        columns(
            "pact pact_name actor actor_name status since pages sources contradicted moves",
            texts=("moves",),
            whole=("pages", "sources"),
        ),
        _standing,
    ),
    "steps": Kind(
        columns(
            "pact pact_name date actor actor_name what members count modality pages sources "
            "contradicted sentence told_by published link",
            texts=("members", "told_by"),
            whole=("count", "pages", "sources"),
        ),
        _steps,
    ),
}
"""The tables that can be taken along."""
