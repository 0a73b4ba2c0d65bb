"""Whose an office or institution is where only the rest of the text says so."""

from collections.abc import Callable
from dataclasses import replace

from dragoman.actors.discourse import Discourse, Found, described
from dragoman.actors.gathering import part_actor
from dragoman.actors.offices import PUBLIC, Ownerless, possessive_before
from dragoman.actors.resolving import is_past
from dragoman.language.sentences import Sentence, Token
from dragoman.records import Actor, ActorKind, Article, Basis, Grounds, content_id

DESCRIBED, SURE = 0.85, 0.75
"""How sure an owner's office is, and how sure a text's state must be to be a named person's."""
REACH = 8
"""Sentences within which "the minister" is the minister named last."""


def resolve_office(
    discourse: Discourse, article: Article, sentence: Sentence, token: Token, what: Ownerless
) -> Found | None:
    """The minister named before; the army of the state told of; an ambassador by the owner.

    Args:
        discourse: who was named so far.
        article: whose unnamed officials they are.
        sentence: where the words stand.
        token: their head.
        what: the words.
    """
    if what.person and what.definite and what.owner is None:
        choice = discourse.choose(sentence, token, _holding(what.words), free=True, reach=REACH)
        if choice is not None:
            naming = described(sentence, what.first, token, min(DESCRIBED, choice.score))
            return discourse.actor(choice.actor), naming
    if what.person and what.plural and what.owner is None:
        return None
    if not what.person and what.definite and what.owner is None:
        # "The Syrian army attacked. Israel said the army used gas."
        choice = discourse.choose(sentence, token, _part(what.sector), free=True)
        if choice is not None:
            naming = described(sentence, what.first, token, min(DESCRIBED, choice.score))
            return discourse.actor(choice.actor), naming
    state, score = what.state, DESCRIBED
    if state is None:
        state, score = owner_state(discourse, sentence, token, what.owner)
    if state is None:
        return None
    naming = described(sentence, what.first, token, score)
    if not what.person:
        return discourse.known(part_actor(state, what.sector)), naming
    official = Actor(
        id=content_id("person", what.words, state, article.id),
        name=what.words,
        kind=ActorKind.PERSON,
        country=state,
        sector=what.sector,
        role=what.words,
        grounds=Grounds.CONTEXT,
        score=score,
        reason=_reason(what.words, state),
    )
    return discourse.known(official), naming


def in_context(
    discourse: Discourse,
    sentence: Sentence,
    token: Token,
    actor: Actor,
    start: int,
) -> Actor | None:
    """A named person in an office whose state no word names, with the state told of; or None.

    Args:
        discourse: who was named so far.
        sentence: where the person is named.
        token: the head of the name.
        actor: the person.
        start: where the name begins.
    """
    if actor.kind is not ActorKind.PERSON or actor.grounds is not Grounds.NONE:
        return None
    if actor.sector not in PUBLIC or actor.role is None or is_past(actor.role):
        return None
    if any(naming.basis is Basis.DESCRIPTION for naming in actor.mentions):
        return None
    owner = possessive_before(sentence, start)
    state, score = owner_state(discourse, sentence, token, owner)
    if state is None or score < SURE:
        return None
    told = replace(
        actor,
        country=state,
        grounds=Grounds.CONTEXT,
        score=score,
        reason=_reason(actor.role, state),
        mentions=(),
    )
    discourse.enter(told)
    return told


def owner_state(
    discourse: Discourse, sentence: Sentence, token: Token, owner: int | None
) -> tuple[str | None, float]:
    """The state that owns an office: that of its possessive, else the one told of."""
    if owner is not None:
        meant = discourse.meant_at(sentence, owner)
        return (meant.country if meant else None), DESCRIBED
    choice = discourse.state_at(sentence, token)
    return (choice.actor, choice.score) if choice else (None, 0.0)


def _reason(words: str, state: str) -> str:
    return f"“{words}” in a text about {part_actor(state, 'GOV').name}"


def _part(sector: str) -> Callable[[Actor], bool]:
    """Whom words for an institution may mean: a state's part of the same sector."""

    def fits(actor: Actor) -> bool:
        return actor.kind is ActorKind.GROUP and actor.sector == sector and bool(actor.country)

    return fits


def _holding(words: str) -> Callable[[Actor], bool]:
    """Whom words for an office may mean: a person whose office ends in the same words."""
    last = words.lower().split()[-1]

    def holds(actor: Actor) -> bool:
        role = (actor.role or "").lower().split()
        return actor.kind is ActorKind.PERSON and last in role

    return holds
