"""Roots: the source that a telling goes back to, the same word for all pages that copy it.

Following `via` outward, the outermost source that is known by more than a bare description is
the root; a page whose chain names nobody goes back to its outlet, and one without an outlet to
itself. An outlet is called by its name, so that what The Post tells itself and what others
republish from it share one root.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

from dragoman.records import Actor, ActorKind, Attribution, Record


def outlet_root(record: Record) -> str:
    """The root of what the page's own outlet tells."""
    article = record.article
    if article.outlet and article.outlet.strip():
        return _outlet(article.outlet)
    try:
        host = urlsplit(article.url or "").hostname
    except ValueError:
        host = None
    return f"host:{host.removeprefix('www.')}" if host else f"article:{article.id}"


def chains(record: Record) -> dict[str, tuple[str, int]]:
    """For each attribution its root, and its depth: 1 where the outlet itself reports it."""
    by_id = {attribution.id: attribution for attribution in record.attributions}
    actors = record.cast.by_id
    own = outlet_root(record)
    found: dict[str, tuple[str, int]] = {}
    for attribution in record.attributions:
        chain = _chain(attribution, by_id)
        named = (_source(a, actors) for a in reversed(chain))
        found[attribution.id] = (next((n for n in named if n), own), len(chain))
    return found


def _chain(attribution: Attribution, by_id: Mapping[str, Attribution]) -> list[Attribution]:
    """From the attribution outward; a chain that bites its tail ends there."""
    chain, seen = [attribution], {attribution.id}
    while (via := by_id.get(chain[-1].via or "")) is not None and via.id not in seen:
        chain.append(via)
        seen.add(via.id)
    return chain


def _source(attribution: Attribution, actors: Mapping[str, Actor]) -> str | None:
    actor = actors.get((attribution.source.actor if attribution.source else None) or "")
    if actor is None or actor.kind is ActorKind.UNKNOWN:
        return None
    return _outlet(actor.name) if actor.kind is ActorKind.OUTLET else actor.id


def _outlet(name: str) -> str:
    return "outlet:" + " ".join(name.casefold().removeprefix("the ").split())
