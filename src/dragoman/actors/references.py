"""Words that only point, joined to whom they stand for, sentence by sentence.

A reading is taken where it clearly outweighs the next: what stands nearer, as a subject, in the
same paragraph and often weighs more (after Lappin and Leass 1994, "An algorithm for pronominal
anaphora resolution", without its full syntax).
"""

from collections.abc import Callable, Iterator, Sequence

from dragoman.actors.described import Described, descriptions_of, fits
from dragoman.actors.discourse import Discourse, seen_at
from dragoman.actors.gathering import group_actor
from dragoman.actors.groups import group_of, number_of, sides_of
from dragoman.actors.naming import Reading
from dragoman.actors.pronouns import HE, IT, SHE, THEY, agency, agrees, pronouns_of
from dragoman.codebook.descriptions import Description
from dragoman.language.quotation import quotations
from dragoman.language.sentences import ParsedArticle, Sentence, Token
from dragoman.records import Actor, ActorKind, Basis, Cast, Naming, Span, ZoneKind

THINGS = ("nsubj", "nsubjpass", "dobj", "attr")
"""Where a noun stands that a later "it" may mean."""
GROUPED = 0.8
DESCRIBED = 0.85
NEAR, FAR = 3, 20
"""Sentences within which a description finds whom it means: one that fits anybody of its sort,
and one that fits few."""


def references(
    parsed: ParsedArticle, readings: Sequence[Reading], actors: Sequence[Actor]
) -> tuple[tuple[Actor, Naming], ...]:
    """The mentions by pronouns and descriptions, each with its actor.

    Args:
        parsed: the article.
        readings: its sentences with the names in them.
        actors: the actors that names gave, with their mentions.

    Returns:
        In text order; groups that the article forms ("both countries") are new actors.
    """
    finder = _Finder(parsed, actors)
    found: list[tuple[Actor, Naming]] = []
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
        self._zone: Span | None = None

    def read(self, reading: Reading) -> Iterator[tuple[Actor, Naming]]:
        """The pointing words of one sentence, with whom they mean."""
        sentence = reading.sentence
        heads = self._named(sentence)
        pointing: dict[int, Described | Token] = {
            t.i: t for t in pronouns_of(sentence, self._inside(sentence)) if t.i not in heads
        }
        for described in descriptions_of(reading):
            if described.head not in heads:
                pointing[described.head] = described
        for token in sentence.tokens:
            if token.i in heads:
                self._discourse.add(seen_at(sentence, heads[token.i], token))
            elif token.i in pointing:
                found = self._resolve(reading, token, pointing[token.i])
                if found is not None:
                    heads[token.i] = found[0]
                    self._discourse.add(seen_at(sentence, found[0], token))
                    yield found
            elif token.pos in ("NOUN", "PROPN") and token.dep in THINGS:
                plural = token.tag in ("NNS", "NNPS")
                self._discourse.add(seen_at(sentence, None, token, plural))
        for together in sides_of(sentence, heads):
            self._discourse.join(together)

    def _inside(self, sentence: Sentence) -> list[Span]:
        return [q for q in self._quoted if q.overlaps(sentence.span)]

    def _named(self, sentence: Sentence) -> dict[int, Actor]:
        """The actors named in a sentence by the head of their mention, the longest one first."""
        heads: dict[int, Actor] = {}
        covered: set[int] = set()
        mentions = sorted(self._cast.within(sentence.span), key=lambda m: m.start - m.end)
        for mention in mentions:
            head = sentence.head_of(mention.span)
            if head is None or head.i in covered:
                continue
            actor = self._cast.by_id[mention.actor]
            if actor.kind is ActorKind.OUTLET:
                continue
            heads[head.i] = actor
            covered.add(head.i)
        return heads

    def _resolve(
        self, reading: Reading, token: Token, what: Described | Token
    ) -> tuple[Actor, Naming] | None:
        if isinstance(what, Described):
            return self._description(reading, token, what)
        return self._pronoun(reading.sentence, token)

    def _pronoun(self, sentence: Sentence, token: Token) -> tuple[Actor, Naming] | None:
        word = token.lower
        if word in THEY:
            members = group_of(self._discourse, sentence, token, None)
            if members is not None:
                return self._group(
                    members, token.text, Naming(token.start, token.end, Basis.PRONOUN, GROUPED)
                )
        choice = self._discourse.choose(
            sentence,
            token,
            lambda actor: agrees(word, actor),
            plural=word in THEY,
            things=word in IT or word in THEY,
            strangers=word in HE or word in SHE,
            agency=agency(sentence, token),
            reach=1 if word in IT else 2,
        )
        if choice is None:
            return None
        actor = self._discourse.actor(choice.actor)
        return actor, Naming(token.start, token.end, Basis.PRONOUN, choice.score)

    def _description(
        self, reading: Reading, token: Token, what: Described
    ) -> tuple[Actor, Naming] | None:
        sentence = reading.sentence
        if any(row.sort == "set" for row in what.rows):
            size = number_of(sentence, token)
            members = group_of(self._discourse, sentence, token, size) if size else None
            if members is None:
                return None
            start = sentence.tokens[what.first].start
            naming = Naming(start, token.end, Basis.DESCRIPTION, GROUPED)
            return self._group(members, self._article.words(naming.span), naming)
        owner = self._owner(sentence, what)
        own = self._own_state(what, owner)
        if own is not None:
            start = sentence.tokens[what.first].start
            return own, Naming(start, token.end, Basis.DESCRIPTION, DESCRIBED)
        for row in what.rows:
            if (row.sort == "neighbour") != (what.owner is not None) or (
                row.sort == "neighbour" and owner is None
            ):
                continue
            reach = FAR if row.ids else NEAR
            fitting = _fitting(row, owner)
            choice = self._discourse.choose(sentence, token, fitting, free=True, reach=reach)
            if choice is not None:
                actor = self._discourse.actor(choice.actor)
                start = sentence.tokens[what.first].start
                score = min(DESCRIBED, choice.score)
                return actor, Naming(start, token.end, Basis.DESCRIPTION, score)
        return None

    def _own_state(self, what: Described, owner: str | None) -> Actor | None:
        """The state of a person who owns the word for it: "his country"."""
        if owner is None or not any(row.sort == "state" and not row.ids for row in what.rows):
            return None
        actor = self._cast.by_id.get(owner)
        return actor if actor is not None and actor.kind is ActorKind.COUNTRY else None

    def _owner(self, sentence: Sentence, what: Described) -> str | None:
        """The state that owns a description, as far as it is known: "its neighbour"."""
        if what.owner is None:
            return None
        for seen in self._discourse.lately(sentence.index, 0):
            if seen.token == what.owner or seen.token == what.owner - 1:
                return self._discourse.actor(seen.actor).party if seen.actor else None
        return None

    def _group(self, members: tuple[str, ...], words: str, naming: Naming) -> tuple[Actor, Naming]:
        actor = group_actor(words, members, self._article.id)
        self._discourse.enter(actor)
        return self._discourse.actor(actor.id), naming


def _fitting(row: Description, owner: str | None) -> Callable[[Actor], bool]:
    """Whom a description may stand for: anybody that it fits, but for its own owner."""
    return lambda actor: fits(row, actor) and actor.id != owner
