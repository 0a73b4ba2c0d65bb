"""Chains: from the page's outlet down to whoever says so, in words for a person."""

from collections.abc import Mapping

from dragoman.codebook.pacts import party_names
from dragoman.records import Actor, ActorKind, Attribution, Chains, Record, Source, Span
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
        self._chains = Chains(record)

    @property
    def outlet(self) -> str:
        """The page's outlet, as it is named for a person."""
        return plain(self.record.article.outlet) or "this page"

    def chain(self, attribution: str | None) -> tuple[str, ...]:
        """The names along the chain, the page's outlet first."""
        return (self.outlet, *(self.source(a) for a in self._chains.lineage(attribution)))

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

    def source(self, attribution: Attribution) -> str:
        """Whoever speaks in an attribution, by name, else by the words for him."""
        source = attribution.source
        if source is None:
            return "somebody"
        words = plain(self.record.article.text[source.start : source.end])
        actor = self._actors.get(source.actor or "")
        if actor is None or _by_words(actor, source):
            return words[:LONGEST_NAME] or "somebody"
        name = plain(actor.name)
        role = f", {plain(actor.role)}" if actor.role and actor.role not in name else ""
        return (name + role)[:LONGEST_NAME]


def _by_words(actor: Actor, source: Source) -> bool:
    """Whether the page's words for a source say more than its name.

    They do for a part of a state: "the French oil company Total" rather than "France, companies";
    not where a review said that they mean somebody else.
    """
    if actor.kind is not ActorKind.GROUP or actor.country is None:
        return False
    here = Span(source.start, source.end)
    return any(mention.span.overlaps(here) for mention in actor.mentions)
