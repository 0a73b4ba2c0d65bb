"""Who is meant, made anew from what a ledger keeps: the codebook of today, and judgements.

No page is read again. What an article's own words told stays as it was read; what rested on a
table is looked up in the tables of today, at the article's date. Judgements come last:

1. Of the judgements on an actor those on its article alone go before those on a span of days,
   these before those without bounds; one on its id goes before one on its name; then the latest.
2. The first that says who somebody is decides, unless one before it says that it is not that one.
   For whom it acts, the first that says so decides, of those down to that one. Whatever else it
   is said not to be holds beside that.
3. Whom an actor turned out to be is judged in its turn, and so is the party that it acts for.
"""

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from dragoman.actors.gathering import outlet_actor
from dragoman.actors.resolving import office_of
from dragoman.codebook.overlays import Vocabulary, own_vocabulary
from dragoman.flow.identities import known_actor
from dragoman.flow.ruling import Ruling, acting_for, by, described, joined, ruled
from dragoman.flow.vocabulary import codebook_digest, laid_over
from dragoman.ledger import (
    Decision,
    Judgement,
    Resolved,
    Revision,
    Writer,
    as_read,
    folded,
    judgements_of,
    revise,
)
from dragoman.records import Actor, ActorKind, Grounds, Stated, content_id

LOOKED_UP = (Grounds.NAME, Grounds.TERM)
"""What rests on a table alone, and is looked up anew."""


def resolve(path: str | os.PathLike[str], vocabulary: Vocabulary | None = None) -> Revision:
    """Makes all resolutions of a ledger anew; readers see all of them at once.

    Args:
        path: the ledger.
        vocabulary: a user's; where it is left out, whom only another one knows stays as read.

    Returns:
        How many there are, and how many are otherwise now.

    Raises:
        LedgerError: there is no ledger, or it can't be written.
    """
    with Writer(path, new=False) as writer, writer.transaction():
        resolver = resolver_for(writer, vocabulary)
        return revise(writer, resolver.resolve, laid_over(codebook_digest(), vocabulary))


def resolver_for(writer: Writer, vocabulary: Vocabulary | None = None) -> "Resolver":
    """A resolver that heeds a ledger's judgements."""
    return Resolver(judgements_of(writer), vocabulary)


class Resolver:
    """Says who an actor is: a pure function of what was read, the codebook and judgements.

    Args:
        judgements: those that hold, in any order.
        vocabulary: has the table of offices and the bodies; the package's own if left out.
    """

    def __init__(
        self, judgements: Iterable[Judgement] = (), vocabulary: Vocabulary | None = None
    ) -> None:
        self._vocabulary = vocabulary or own_vocabulary()
        self._by_subject: dict[str, list[Judgement]] = {}
        for judgement in judgements:
            for subject in {judgement.subject, folded(judgement.subject)}:
                self._by_subject.setdefault(subject, []).append(judgement)

    def resolve(self, actor: Actor, article: str, day: str | None) -> Resolved:
        """Who an actor of an article is.

        Args:
            actor: as it was read.
            article: the article's id.
            day: its day of publication, or None.
        """
        found = looked_up(actor, article, day, self._vocabulary)
        if not self._by_subject:
            return found
        names, seen, used = (actor.id, actor.name), set[str](), set[int]()
        while names[0] not in seen:
            seen.add(names[0])
            ruling = self._ruling(*names, article, day, used)
            used |= ruling.numbers
            found = ruled(found, ruling, actor, article, day)
            names = (found.identity, found.name)
        return self._for_whom(found, article, day)

    def _for_whom(self, found: Resolved, article: str, day: str | None) -> Resolved:
        """The party for which somebody acts, as far as it was judged to be another."""
        party, seen = found.country or found.affiliation, set[str]()
        said: list[Judgement] = []
        while party is not None and party not in seen:
            seen.add(party)
            named = known_actor(party)
            ruling = self._ruling(party, named.name if named else party, article, day)
            judgement = ruling.identity or ruling.country
            if judgement is None:
                break
            said.append(judgement)
            other = known_actor(judgement.identity or party)
            party = judgement.country or (other.party if other else judgement.identity)
        if party == (found.country or found.affiliation):
            return found
        return replace(
            found,
            judgement=found.judgement or said[0].number,
            reason=joined(found.reason, *(by(judgement)["reason"] for judgement in said)),
            **acting_for(party),
        )

    def _ruling(
        self,
        identity: str,
        name: str,
        article: str,
        day: str | None,
        used: Collection[int] = (),
    ) -> Ruling:
        """What the judgements come to that were not used before."""
        identities: Judgement | None = None
        country: Judgement | None = None
        sector: Judgement | None = None
        refused: list[Judgement] = []
        for judgement in self._said_of(identity, name, article, day):
            if judgement.number in used:
                continue
            if judgement.decision is Decision.IS_NOT:
                if identities is None or identities.identity != judgement.identity:
                    refused.append(judgement)
            elif identities is None and judgement.identity not in {r.identity for r in refused}:
                country = country or (judgement if judgement.country else None)
                sector = sector or (judgement if judgement.sector else None)
                identities = judgement if judgement.identity else None
        return Ruling(identities, country, sector, tuple(refused))

    def _said_of(
        self, identity: str, name: str, article: str, day: str | None
    ) -> Iterator[Judgement]:
        """The judgements on an actor, those that go before others first."""
        found = {j.number: j for j in self._by_subject.get(identity, ()) if j.subject == identity}
        found |= {
            j.number: j
            for j in self._by_subject.get(folded(name), ())
            if folded(j.subject) == folded(name)
        }
        holding = [judgement for judgement in found.values() if judgement.holds(article, day)]

        def rank(judgement: Judgement) -> tuple[bool, bool, bool, int]:
            dated = judgement.since is not None or judgement.until is not None
            by_id = judgement.subject == identity
            return (judgement.article is not None, dated, by_id, judgement.number)

        yield from sorted(holding, key=rank, reverse=True)


def looked_up(
    actor: Actor, article: str, day: str | None, vocabulary: Vocabulary | None = None
) -> Resolved:
    """Who an actor is by the vocabulary alone."""
    vocabulary = vocabulary or own_vocabulary()
    found = as_read(actor, article, day)
    if actor.stated is not None:
        person = _person(found, actor.stated, day, vocabulary)
        # What only the rest of the article told stays, unless a table knows better by now; so does
        # what a table of a user's told that isn't at hand.
        by_context = actor.grounds is Grounds.CONTEXT and person.grounds is Grounds.NONE
        by_other = actor.grounds is Grounds.TERM and not vocabulary.terms_of(actor.stated.name)
        return found if by_context or by_other else person
    if actor.kind is ActorKind.OUTLET:
        outlet = outlet_actor(actor.name)
        return replace(found, identity=outlet.id, name=outlet.name)
    known = known_actor(actor.id) if actor.grounds in LOOKED_UP else None
    if known is None or actor.id in vocabulary.bodies:
        return found
    return replace(found, **described(known))


def _person(found: Resolved, stated: Stated, day: str | None, vocabulary: Vocabulary) -> Resolved:
    """A named person, from what the article says and from the table of offices."""
    told = office_of(stated, day, vocabulary)
    found = replace(found, **told.columns())
    if stated.name == found.name:
        return found
    # A surname alone: it is the codebook's person where an office of that one's is meant.
    acts = found.country or found.affiliation
    if acts and told.grounds is Grounds.TERM:
        identity = content_id("person", stated.name)
        return replace(found, identity=identity, name=stated.name, kind=ActorKind.PERSON)
    return replace(found, kind=ActorKind.PERSON if acts else ActorKind.UNKNOWN)
