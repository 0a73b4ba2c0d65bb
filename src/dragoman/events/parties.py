"""Parties: the actors of the cast whom the phrases around a trigger name."""

from collections.abc import Iterable, Iterator, Mapping

from dragoman.language.sentences import Sentence, Token
from dragoman.records import Actor, ActorKind, Attribution, Cast, Span

FIRST_PERSON = ("i", "we", "us", "me")
BEFORE_NOUN = ("poss", "compound", "amod", "nmod")
CORPORATE = (ActorKind.COUNTRY, ActorKind.ORGANISATION, ActorKind.GROUP)


class Parties:
    """Who is meant by the words of one sentence.

    Args:
        sentence: the sentence.
        cast: the actors of the article.
        speaker: gives the actor who speaks at a token, for "we" in a quotation.
    """

    def __init__(
        self, sentence: Sentence, cast: Cast, attributions: Iterable[Attribution] = ()
    ) -> None:
        self._sentence = sentence
        self._by_id = cast.by_id
        self._attributions = tuple(attributions)
        self._at = _by_token(sentence, cast)

    def of(self, heads: Iterable[Token], deep: bool = True) -> tuple[str, ...]:
        """The actor ids that some phrases name, in text order, each once.

        A phrase names the actor at its head; failing that one before it ("Russian troops"),
        in apposition, or after "of" and "from" ("leaders of the bloc"). `deep` turns the
        search beyond the head on. Who acts for an organisation gives the organisation; a group
        that the article itself formed ("the two countries") gives its members.
        """
        found: dict[str, None] = {}
        for head in heads:
            for actor in self._phrase(head, deep):
                found.update(dict.fromkeys(self._acting(actor)))
        return tuple(found)

    def at(self, token: Token) -> Actor | None:
        """The actor that a mention over the token names."""
        name = self._at.get(token.i)
        return None if name is None else self._by_id.get(name)

    def party(self, actor: str) -> str:
        """The state or organisation that an actor acts for, or its own id."""
        found = self._by_id.get(actor)
        return actor if found is None else found.party

    def acts(self, actor: str) -> bool:
        """Whether an actor counts in relations among states: a state or body, or one of its own."""
        found = self._by_id.get(actor)
        return found is not None and (found.kind in CORPORATE or found.party != found.id)

    def at_home(self, actor: str) -> bool:
        """Whether an actor is part of a state without being the state or its government."""
        found = self._by_id.get(actor)
        return (
            found is not None
            and found.country is not None
            and actor != found.country
            and found.sector not in (None, "GOV", "MIL")
        )

    def member_body(self, token: Token) -> bool:
        """Whether a token names an organisation, which one can join and leave."""
        found = self.at(token)
        return found is not None and found.kind is ActorKind.ORGANISATION

    def _phrase(self, head: Token, deep: bool) -> tuple[str, ...]:
        own = self._at.get(head.i)
        if own is None and head.lower in FIRST_PERSON:
            own = self._speaker(head)
        named = () if own is None else (own,)
        if not deep or (own is not None and self.acts(own)):
            return named
        # "EU leaders", "Mr Example, the head of the United Nations": whoever they act for.
        around = (found for found in self._around(head) if any(map(self.acts, found)))
        return next(around, named)

    def _around(self, head: Token) -> Iterator[tuple[str, ...]]:
        """The actors named around the head of a phrase, the likeliest place first."""
        sentence = self._sentence
        yield self._known(sentence.children(head, *BEFORE_NOUN))
        beside = sentence.children(head, "appos")
        yield self._known(beside)
        after = self._after(head)
        yield self._known(after)
        yield self._known(
            [c for noun in after for c in sentence.children(noun, *BEFORE_NOUN, "appos")]
        )
        yield self._known([noun for other in beside for noun in self._after(other)])

    def _after(self, head: Token) -> list[Token]:
        """The nouns after "of" or "from"."""
        return [
            noun
            for preposition in self._sentence.children(head, "prep")
            if preposition.lower in ("of", "from")
            for pobj in self._sentence.children(preposition, "pobj")
            for noun in self._sentence.conjuncts(pobj)
        ]

    def _known(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        found = (self._at.get(t.i) for token in tokens for t in self._sentence.conjuncts(token))
        return tuple(dict.fromkeys(actor for actor in found if actor is not None))

    def _acting(self, actor: str) -> tuple[str, ...]:
        """A group's members, the body of one who acts for it, anybody else's own id."""
        found = self._by_id[actor]
        if found.members:
            return tuple(name for name in found.members if name in self._by_id)
        body = found.affiliation if found.country is None else None
        return (body,) if body is not None and body in self._by_id else (actor,)

    def _speaker(self, token: Token) -> str | None:
        carrier = innermost(self._attributions, token.span)
        source = None if carrier is None else carrier.source
        actor = None if source is None else source.actor
        return actor if actor in self._by_id else None


def innermost(attributions: Iterable[Attribution], span: Span) -> Attribution | None:
    """The attribution with the shortest content that holds a span, or None."""
    best, shortest = None, 0
    for attribution in attributions:
        for content in attribution.content:
            if content.contains(span) and (best is None or len(content) < shortest):
                best, shortest = attribution, len(content)
    return best


def _by_token(sentence: Sentence, cast: Cast) -> Mapping[int, str]:
    """The actor named at each token: that of the longest mention over it."""
    named: dict[int, str] = {}
    ordered = sorted(cast.within(sentence.span), key=lambda m: (m.start - m.end, m.start))
    by_id = cast.by_id
    for mention in ordered:
        if by_id[mention.actor].kind is ActorKind.OUTLET:
            continue
        for token in sentence.tokens_in(mention.span):
            named.setdefault(token.i, mention.actor)
    return named
