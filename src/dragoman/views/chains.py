"""Chains: from the page's outlet down to whoever says so, in words for a person."""

from collections.abc import Mapping

from dragoman.codebook.pacts import party_names
from dragoman.records import Actor, Attribution, Record
from dragoman.views.wording import plain

LONGEST_NAME = 60
ARROW = " › "


class Speakers:
    """Who speaks and acts in one record, by name.

    Args:
        record: the record whose ids are to be put into words.
    """

    def __init__(self, record: Record) -> None:
        self.record = record
        self._actors: Mapping[str, Actor] = record.cast.by_id
        self._attributions = {a.id: a for a in record.attributions}

    @property
    def outlet(self) -> str:
        """The page's outlet, as it is named for a person."""
        return plain(self.record.article.outlet) or "this page"

    def lineage(self, attribution: str | None) -> tuple[Attribution, ...]:
        """The attributions from the outermost down to the given one; empty for None."""
        found: dict[str, Attribution] = {}
        while attribution and attribution not in found and attribution in self._attributions:
            found[attribution] = self._attributions[attribution]
            attribution = found[attribution].via
        return tuple(found.values())[::-1]

    def chain(self, attribution: str | None) -> tuple[str, ...]:
        """The names along the chain, the page's outlet first."""
        return (self.outlet, *(self._source(a) for a in self.lineage(attribution)))

    def root(self, attribution: str | None) -> str:
        """What the telling goes back to: its innermost known source, else the outlet, else itself.

        Pages that hand on the word of one source share its root.
        """
        article = self.record.article
        for told in reversed(self.lineage(attribution)):
            actor = self._actors.get((told.source and told.source.actor) or "")
            if actor is not None:
                return actor.name.casefold()
        return (article.outlet or article.id).casefold()

    def actor(self, identity: str) -> str:
        """An actor's name; a person's with the state that he acts for."""
        actor = self._actors.get(identity)
        if actor is None:
            return party_names().get(identity, plain(identity))
        name = plain(actor.name)[:LONGEST_NAME] or plain(identity)
        return f"{name} ({actor.country})" if actor.country not in (None, identity) else name

    def actors(self, identities: tuple[str, ...]) -> str:
        """Several actors' names; a dash for nobody."""
        return ", ".join(self.actor(identity) for identity in identities) or "–"

    def _source(self, attribution: Attribution) -> str:
        source = attribution.source
        if source is None:
            return "somebody"
        words = plain(self.record.article.text[source.start : source.end])
        actor = self._actors.get(source.actor or "")
        if actor is None:
            return words[:LONGEST_NAME] or "somebody"
        name = plain(actor.name)
        role = f", {plain(actor.role)}" if actor.role and actor.role not in name else ""
        return (name + role)[:LONGEST_NAME]
