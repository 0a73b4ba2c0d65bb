"""Words that only point, joined to whom they stand for, sentence by sentence.

A reading is taken where it clearly outweighs the next: what stands nearer, as a subject, in the
same paragraph and often weighs more (after Lappin and Leass 1994, "An algorithm for pronominal
anaphora resolution", without its full syntax).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from dragoman.actors.described import Described, descriptions_of, fits
from dragoman.actors.discourse import Discourse, seen_at
from dragoman.actors.gathering import group_actor, part_actor
from dragoman.actors.groups import SidesHead, group_of, heads_of_sides, number_of, sides_of
from dragoman.actors.naming import Reading
from dragoman.actors.offices import PUBLIC, Ownerless, owner_before, ownerless_of
from dragoman.actors.pronouns import HE, IT, REFLEXIVE, SHE, THEY, agency, agrees, pronouns_of
from dragoman.actors.resolving import is_past
from dragoman.codebook.descriptions import Description
from dragoman.language.quotation import quotations
from dragoman.language.sentences import ParsedArticle, Sentence, Token
from dragoman.records import (
    Actor,
    ActorKind,
    Basis,
    Cast,
    Grounds,
    Naming,
    ZoneKind,
    content_id,
)

THINGS = ("nsubj", "nsubjpass", "dobj", "attr")
"""Where a noun stands that a later "it" may mean."""
GROUPED, DESCRIBED, SURE = 0.8, 0.85, 0.75
NEAR, FAR = 3, 20
"""Sentences within which a description finds whom it means: one that fits anybody of its sort,
and one that fits few."""
STATES = frozenset(
    {"countries", "nations", "states", "governments", "capitals", "neighbours", "neighbors"}
)
"""Nouns for several that only states are."""
OFFICE_REACH = 8
"""Sentences within which "the minister" is the minister named last."""

Pointing = Token | Described | Ownerless | SidesHead
Found = tuple[Actor, Naming]


def references(
    parsed: ParsedArticle, readings: Sequence[Reading], actors: Sequence[Actor]
) -> tuple[tuple[Actor, Naming | None], ...]:
    """The mentions by words that only point, each with its actor.

    Args:
        parsed: the article.
        readings: its sentences with the names in them.
        actors: the actors that names gave, with their mentions.

    Returns:
        In text order. Groups that the article forms ("both countries") are new actors. A person
        whose office the article leaves without its state comes without a mention, the state
        that the text tells of filled in.
    """
    finder = _Finder(parsed, actors)
    found: list[tuple[Actor, Naming | None]] = []
    for reading in readings:
        if reading.sentence.zone.kind is not ZoneKind.TITLE:
            found.extend(finder.read(reading))
    return tuple(found)


class _Finder:
    """Reads the sentences of one article in order."""

    def __init__(self, parsed: ParsedArticle, actors: Sequence[Actor]) -> None:
        self._article = parsed.article
        self._cast = Cast(tuple(actors))
        self._discourse = Discourse(actors)
        self._quoted = [q.span for q in quotations(parsed)]

    def read(self, reading: Reading) -> Iterator[tuple[Actor, Naming | None]]:
        """The pointing words of one sentence, with whom they mean."""
        sentence = reading.sentence
        heads, starts = self._named(sentence)
        pointing = self._pointing(reading, heads)
        for together in sides_of(sentence, heads, joined=True):
            self._discourse.join(together)
        for token in sentence.tokens:
            if token.i in heads:
                told = self._in_context(sentence, token, heads[token.i], starts[token.i])
                if told is not None:
                    heads[token.i] = told
                    yield told, None
                self._discourse.add(seen_at(sentence, heads[token.i], token))
            elif token.i in pointing:
                found = self._resolve(sentence, token, pointing[token.i])
                meant = found[0] if found is not None else None
                plural = token.lower in THEY
                self._discourse.add(seen_at(sentence, meant, token, plural))
                if found is not None:
                    heads[token.i] = found[0]
                    yield found
            elif token.pos in ("NOUN", "PROPN") and token.dep in THINGS:
                plural = token.tag in ("NNS", "NNPS")
                self._discourse.add(seen_at(sentence, None, token, plural))
        for together in sides_of(sentence, heads, joined=False):
            self._discourse.join(together)

    def _pointing(self, reading: Reading, heads: dict[int, Actor]) -> dict[int, Pointing]:
        """The words of a sentence that point, by their head; a description before an office."""
        sentence = reading.sentence
        inside = [q for q in self._quoted if q.overlaps(sentence.span)]
        found: dict[int, Pointing] = {t.i: t for t in pronouns_of(sentence, inside)}
        found.update((side.head, side) for side in heads_of_sides(sentence))
        found.update((office.head, office) for office in ownerless_of(reading))
        found.update((described.head, described) for described in descriptions_of(reading))
        return {head: what for head, what in found.items() if head not in heads}

    def _named(self, sentence: Sentence) -> tuple[dict[int, Actor], dict[int, int]]:
        """The actors named in a sentence by the head of their mention, and where those begin."""
        heads: dict[int, Actor] = {}
        starts: dict[int, int] = {}
        mentions = sorted(self._cast.within(sentence.span), key=lambda m: m.start - m.end)
        for mention in mentions:
            head = sentence.head_of(mention.span)
            if head is None or head.i in heads:
                continue
            actor = self._cast.by_id[mention.actor]
            if actor.kind is not ActorKind.OUTLET:
                heads[head.i] = self._discourse.actor(actor.id)
                starts[head.i] = mention.start
        return heads, starts

    def _in_context(
        self, sentence: Sentence, token: Token, actor: Actor, start: int
    ) -> Actor | None:
        """A person in an office whose state no word names, with the state told of."""
        if actor.kind is not ActorKind.PERSON or actor.grounds is not Grounds.NONE:
            return None
        if actor.sector not in PUBLIC or actor.role is None or is_past(actor.role):
            return None
        if any(naming.basis is Basis.DESCRIPTION for naming in actor.mentions):
            return None
        state, score = self._owner_state(sentence, token, owner_before(sentence, start))
        if state is None or score < SURE:
            return None
        reason = f"“{actor.role}” in a text about {part_actor(state, 'GOV').name}"
        told = replace(
            actor, country=state, grounds=Grounds.CONTEXT, score=score, reason=reason, mentions=()
        )
        self._discourse.enter(told)
        return told

    def _owner_state(
        self, sentence: Sentence, token: Token, owner: int | None
    ) -> tuple[str | None, float]:
        """The state that owns an office: that of its possessive, else the one told of."""
        if owner is not None:
            meant = self._meant_at(sentence, owner)
            return (meant.country if meant else None), DESCRIBED
        choice = self._discourse.state_at(sentence, token)
        return (choice.actor, choice.score) if choice else (None, 0.0)

    def _meant_at(self, sentence: Sentence, token: int) -> Actor | None:
        """Whom the word at a token of the sentence means, as far as it is known."""
        for seen in self._discourse.lately(sentence.index, 0):
            if seen.token == token and seen.actor is not None:
                return self._discourse.actor(seen.actor)
        return None

    def _resolve(self, sentence: Sentence, token: Token, what: Pointing) -> Found | None:
        if isinstance(what, Described):
            return self._description(sentence, token, what)
        if isinstance(what, Ownerless):
            return self._office(sentence, token, what)
        if isinstance(what, SidesHead):
            return self._side(sentence, token, what)
        return self._pronoun(sentence, token)

    def _pronoun(self, sentence: Sentence, token: Token) -> Found | None:
        word = token.lower
        if word in THEY:
            members = group_of(self._discourse, sentence, token, None)
            if members is not None:
                naming = Naming(token.start, token.end, Basis.PRONOUN, GROUPED)
                return self._group(members, token.text, naming)
        choice = self._discourse.choose(
            sentence,
            token,
            lambda actor: agrees(word, actor),
            plural=word in THEY,
            things=word in IT or word in THEY,
            strangers=word in HE or word in SHE,
            reflexive=word in REFLEXIVE,
            agency=agency(sentence, token),
            reach=1 if word in IT else 2,
        )
        if choice is None:
            return None
        actor = self._discourse.actor(choice.actor)
        return actor, Naming(token.start, token.end, Basis.PRONOUN, choice.score)

    def _side(self, sentence: Sentence, token: Token, what: SidesHead) -> Found | None:
        """Those whom "both", "the three", "the former" or "the latter" picks out."""
        joined = what.place is None
        members = group_of(self._discourse, sentence, token, what.count, joined=joined)
        if members is None:
            return None
        start = sentence.tokens[what.first].start
        naming = Naming(start, token.end, Basis.DESCRIPTION, GROUPED)
        if what.place is not None:
            return self._discourse.actor(members[what.place]), naming
        return self._group(members, self._article.words(naming.span), naming)

    def _office(self, sentence: Sentence, token: Token, what: Ownerless) -> Found | None:
        """The minister named before; the army of the state told of; an ambassador by the owner."""
        start = sentence.tokens[what.first].start
        if what.person and what.definite and what.owner is None:
            choice = self._discourse.choose(
                sentence, token, _holding(what.words), free=True, reach=OFFICE_REACH
            )
            if choice is not None:
                naming = Naming(start, token.end, Basis.DESCRIPTION, min(DESCRIBED, choice.score))
                return self._discourse.actor(choice.actor), naming
        state, score = what.state, DESCRIBED
        if what.person and what.plural and what.owner is None:
            return None
        if state is None:
            state, score = self._owner_state(sentence, token, what.owner)
        if state is None:
            return None
        naming = Naming(start, token.end, Basis.DESCRIPTION, score)
        if not what.person:
            return self._known(part_actor(state, what.sector)), naming
        official = Actor(
            id=content_id("person", what.words, state, self._article.id),
            name=what.words,
            kind=ActorKind.PERSON,
            country=state,
            sector=what.sector,
            role=what.words,
            grounds=Grounds.CONTEXT,
            score=score,
            reason=f"“{what.words}” in a text about {part_actor(state, 'GOV').name}",
        )
        return self._known(official), naming

    def _description(self, sentence: Sentence, token: Token, what: Described) -> Found | None:
        start = sentence.tokens[what.first].start
        if any(row.sort == "set" for row in what.rows):
            members = self._members(sentence, token, what)
            if members is not None:
                naming = Naming(start, token.end, Basis.DESCRIPTION, GROUPED)
                return self._group(members, self._article.words(naming.span), naming)
        owner = self._meant_at(sentence, what.owner) if what.owner is not None else None
        if owner is not None and owner.country and what.names_own_state:
            naming = Naming(start, token.end, Basis.DESCRIPTION, DESCRIBED)
            return self._known(part_actor(owner.country, "GOV")), naming
        half = next((row for row in what.rows if row.sort == "half"), None)
        if half is not None:
            named = token.text[0].isupper() and any(map(self._discourse.saw, half.ids))
            naming = Naming(start, token.end, Basis.DESCRIPTION, DESCRIBED)
            return (self._known(part_actor(half.ids[0], "GOV")), naming) if named else None
        if what.names_own_state and owner is None:
            choice = self._discourse.state_at(sentence, token, free=True)
            if choice is None:
                return None
            naming = Naming(start, token.end, Basis.DESCRIPTION, choice.score)
            return self._known(part_actor(choice.actor, "GOV")), naming
        for row in what.rows:
            if (row.sort == "neighbour") != (owner is not None) or row.sort == "set":
                continue
            choice = self._discourse.choose(
                sentence, token, _fitting(row, owner), free=True, reach=FAR if row.ids else NEAR
            )
            if choice is not None:
                score = min(DESCRIBED, choice.score)
                naming = Naming(start, token.end, Basis.DESCRIPTION, score)
                return self._discourse.actor(choice.actor), naming
        return None

    def _members(self, sentence: Sentence, token: Token, what: Described) -> tuple[str, ...] | None:
        """The members of the group that "both countries" or "the two Koreas" mean."""
        listed = next((row.ids for row in what.rows if row.sort == "set" and row.ids), None)
        size = number_of(sentence, token)
        if listed:
            members = tuple(sorted(listed))
            for member in members:
                self._known(part_actor(member, "GOV"))
            return members if size == len(members) else None
        if size is None or what.owner is not None:
            return None
        states = token.lower in STATES
        return group_of(self._discourse, sentence, token, size, states=states)

    def _group(self, members: tuple[str, ...], words: str, naming: Naming) -> Found:
        parts = [self._discourse.actor(name) for name in members]
        sectors = {part.sector for part in parts}
        sector = sectors.pop() if len(sectors) == 1 else None
        actor = replace(group_actor(words, members, self._article.id), sector=sector)
        return self._known(actor), naming

    def _known(self, actor: Actor) -> Actor:
        """The actor as it is known already, else entered anew."""
        if self._discourse.knows(actor.id):
            return self._discourse.actor(actor.id)
        self._discourse.enter(actor)
        return actor


def _fitting(row: Description, owner: Actor | None) -> Callable[[Actor], bool]:
    """Whom a description may stand for: anybody that it fits, but for its own owner."""
    barred = set(owner.members) | {owner.party} if owner is not None else set()
    return lambda actor: fits(row, actor) and actor.id not in barred


def _holding(words: str) -> Callable[[Actor], bool]:
    """Whom words for an office may mean: a person whose office ends in the same words."""
    last = words.lower().split()[-1]

    def holds(actor: Actor) -> bool:
        role = (actor.role or "").lower().split()
        return actor.kind is ActorKind.PERSON and last in role

    return holds
