"""Chains: from a page's outlet down to whoever a claim, an event or a move is told by."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from dragoman.records.actors import Actor, ActorKind
from dragoman.records.attributions import Attribution
from dragoman.records.record import Record


@dataclass(frozen=True)
class Chains:
    """The chains of one record, each found by the id of the attribution at its inner end.

    In every method None stands for what the page's own outlet tells.
    """

    record: Record

    def lineage(self, attribution: str | None) -> tuple[Attribution, ...]:
        """The attributions from the outermost down to the given one; empty for None.

        A chain that bites its tail ends there.
        """
        found: dict[str, Attribution] = {}
        while attribution and attribution not in found and attribution in self._by_id:
            found[attribution] = self._by_id[attribution]
            attribution = found[attribution].via
        return tuple(found.values())[::-1]

    def depth(self, attribution: str | None) -> int:
        """The hearsay depth: 0 for the outlet's own words, 1 for whom it reports, and so on."""
        return len(self.lineage(attribution))

    def root(self, attribution: str | None) -> str:
        """The source that a telling goes back to, the same word for all pages that hand it on.

        It is the innermost source that is known by more than a bare description, else the
        page's outlet, else the page itself. An outlet is called by its name, so that what The
        Post tells itself and what others republish from it share one root.
        """
        for told in reversed(self.lineage(attribution)):
            root = self._source(told)
            if root is not None:
                return root
        return self.own_root

    @cached_property
    def own_root(self) -> str:
        """The root of what the page's own outlet tells."""
        article = self.record.article
        if article.outlet and article.outlet.strip():
            return outlet_root(article.outlet)
        try:
            host = urlsplit(article.url or "").hostname
        except ValueError:
            host = None
        return f"host:{host.removeprefix('www.')}" if host else f"article:{article.id}"

    @cached_property
    def _by_id(self) -> dict[str, Attribution]:
        return {attribution.id: attribution for attribution in self.record.attributions}

    @cached_property
    def _actors(self) -> dict[str, Actor]:
        return self.record.cast.by_id

    def _source(self, attribution: Attribution) -> str | None:
        actor = self._actors.get((attribution.source.actor if attribution.source else None) or "")
        if actor is None or actor.kind is ActorKind.UNKNOWN:
            return None
        return outlet_root(actor.name) if actor.kind is ActorKind.OUTLET else actor.id


def outlet_root(name: str) -> str:
    """The root of what an outlet tells itself, by its name; "The" and case don't count."""
    return "outlet:" + " ".join(name.casefold().removeprefix("the ").split())
