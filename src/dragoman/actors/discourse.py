"""Who was named lately in an article, and which of them words that only point stand for."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dragoman.language.sentences import Sentence, Token
from dragoman.records import Actor, ActorKind, Basis, Naming

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OWNED = frozenset({"poss", "amod", "compound", "nmod"})
REACH = 3
"""Sentences back within which a word may point."""

NEARNESS = (3.5, 2.0, 1.0, 0.5, 0.25)
"""Weight of an earlier mention by the sentences between."""
AS_SUBJECT, AS_OWNED, SAME_PARAGRAPH, OFTEN = 1.5, -0.5, 0.5, 0.15
OWN_CLAUSE = 2.0
"""For the subject of the clause in which something is said to be its own."""
PARALLEL = 0.75
THING = -1.0
"""Against a noun that is no actor, which acts less often than an actor does."""
LIGHTEST = 1.0
CLEAR = 0.5
"""By how much the best reading must outweigh the next."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One earlier mention: whose, in which sentence, at which token, in what part.

    `actor` is None for a noun that names no actor, which a pronoun may mean as well; a `proper`
    one may be somebody whom no table knows.
    """

    actor: str | None
    sentence: int
    paragraph: int
    token: int
    subject: bool
    owned: bool
    plural: bool
    proper: bool


@dataclass(frozen=True, slots=True)
class Together:
    """Actors of one sentence: `joined` where it names them side by side ("Iran and Oman")."""

    members: tuple[str, ...]
    sentence: int
    token: int
    subject: bool
    joined: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom a word stands for, and how sure that is from 0 to 1."""

    actor: str
    score: float


class Discourse:
    """The mentions of an article so far, the newest last.

    Args:
        actors: all actors that may be meant, by id.
    """

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._actors = {actor.id: actor for actor in actors}
        self._seen: list[Seen] = []
        self._together: list[Together] = []
        self._count: dict[str, int] = {}

    def actor(self, actor_id: str) -> Actor:
        """The actor with an id."""
        return self._actors[actor_id]

    def enter(self, actor: Actor) -> None:
        """Makes known an actor that the text has only now formed."""
        self._actors.setdefault(actor.id, actor)

    def add(self, seen: Seen) -> None:
        """Takes one more mention."""
        self._seen.append(seen)
        if seen.actor is not None:
            self._count[seen.actor] = self._count.get(seen.actor, 0) + 1

    def join(self, together: Together) -> None:
        """Takes actors that were named together."""
        self._together.append(together)

    def together(self, sentence: int, reach: int = REACH) -> Iterator[Together]:
        """Those named together lately, the newest first."""
        for found in reversed(self._together):
            if sentence - found.sentence > reach:
                return
            yield found

    def lately(self, sentence: int, reach: int = REACH) -> Iterator[Seen]:
        """The mentions of the last few sentences, the newest first."""
        for seen in reversed(self._seen):
            if sentence - seen.sentence > reach:
                return
            yield seen

    def choose(
        self,
        sentence: Sentence,
        token: Token,
        fits: Callable[[Actor], bool],
        *,
        plural: bool = False,
        things: bool = False,
        strangers: bool = False,
        agency: float = 0.0,
        free: bool = False,
        reach: int = REACH,
    ) -> Choice | None:
        """Whom a word most likely stands for, or None where no reading is clearly the best.

        Args:
            sentence: where the word stands.
            token: the word.
            fits: which actors the word agrees with.
            plural: whether it means several.
            things: whether a thing may be meant instead.
            strangers: whether somebody may be meant whom no table knows.
            agency: how much what it does speaks against a thing, from 0 to 2.
            free: whether it is a description, which the subject of its own clause never is.
            reach: how many sentences back.
        """
        weights: dict[str | None, float] = {}
        for seen in self.lately(sentence.index, reach):
            here = seen.sentence == sentence.index
            own = token.dep == "poss" and not free
            if here and (seen.token >= token.i or (not own and _same_verb(sentence, seen, token))):
                continue
            weight = self._weight(seen, sentence, token)
            if seen.actor is None:
                if seen.plural != plural or not (things or (strangers and seen.proper)):
                    continue
                weight += THING - agency if things else 0.0
            elif not fits(self._actors[seen.actor]):
                continue
            weights[seen.actor] = max(weights.get(seen.actor, -9.0), weight)
        ordered = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0] or ""))
        if not ordered or ordered[0][0] is None or ordered[0][1] < LIGHTEST:
            return None
        lead = ordered[0][1] - ordered[1][1] if len(ordered) > 1 else 2.0
        if lead < CLEAR:
            return None
        return Choice(ordered[0][0], round(min(0.95, 0.6 + 0.15 * lead), 3))

    def _weight(self, seen: Seen, sentence: Sentence, token: Token) -> float:
        weight = NEARNESS[min(sentence.index - seen.sentence, len(NEARNESS) - 1)]
        weight += AS_SUBJECT * seen.subject + AS_OWNED * seen.owned
        weight += SAME_PARAGRAPH * (seen.paragraph == sentence.paragraph)
        weight += PARALLEL * (seen.subject and token.dep in SUBJECTS)
        if seen.sentence == sentence.index and token.dep == "poss" and seen.subject:
            weight += OWN_CLAUSE * _same_verb(sentence, seen, token)
        if seen.actor is not None:
            weight += OFTEN * min(self._count[seen.actor], 4)
        return weight


def _same_verb(sentence: Sentence, seen: Seen, token: Token) -> bool:
    """Whether both are arguments of one verb: "Iran accused it" is not of Iran itself."""
    first = sentence.tokens[seen.token]
    return _governor(sentence, first).i == _governor(sentence, token).i


def _governor(sentence: Sentence, token: Token) -> Token:
    """The verb above a noun, beyond its preposition and those coordinated with it."""
    for above in sentence.ancestors(token):
        if above.pos in ("VERB", "AUX"):
            return above
    return sentence.root


def seen_at(sentence: Sentence, actor: Actor | None, token: Token, plural: bool = False) -> Seen:
    """A mention at its head token, as the discourse keeps it."""
    first = token
    while first.dep == "conj":
        first = sentence.head(first)
    return Seen(
        actor=actor.id if actor is not None else None,
        sentence=sentence.index,
        paragraph=sentence.paragraph,
        token=token.i,
        subject=first.dep in SUBJECTS,
        owned=token.dep in OWNED,
        plural=plural,
        proper=token.text[0].isupper() and not sentence.children(token, "det"),
    )


def is_corporate(actor: Actor) -> bool:
    """Whether an actor is a state or a body: what "it" may mean."""
    return actor.kind in (ActorKind.COUNTRY, ActorKind.ORGANISATION, ActorKind.GROUP)


def pointing(token: Token, end: int, basis: Basis, score: float) -> Naming:
    """A mention by words that point, from a token to the given end."""
    return Naming(token.start, end, basis, score)
