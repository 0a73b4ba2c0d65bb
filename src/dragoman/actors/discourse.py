"""Who was named lately in an article, and which of them words that only point stand for."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from dragoman.actors.gathering import state_actor
from dragoman.language.sentences import Sentence, Token
from dragoman.records import Actor, ActorKind, Basis, Naming

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OWNED = frozenset({"poss", "amod", "compound", "nmod"})
REACH = 3
"""Sentences back within which a word may point."""

MEMORY = 250
"""Mentions back within which a word may point, however long the sentences."""
STEPS = 20
"""Steps up the tree after which nothing is looked for; real sentences take under ten."""
NEARNESS = (3.5, 2.0, 1.0, 0.5, 0.25)
"""Weight of an earlier mention by the sentences between."""
AS_SUBJECT, AS_OWNED, SAME_PARAGRAPH, OFTEN = 1.5, -0.5, 1.0, 0.15
OWN_CLAUSE = 2.0
"""For the subject of the clause in which something is said to be its own."""
ABOVE = 1.5
"""For the subject of the clause in which the word's own clause is reported."""
ONE_OF_SEVERAL = -1.5
"""For one of those named side by side, where one alone is meant."""
SPEAKER = -3.0
"""The same for a description: one who speaks is not called "its neighbour" in the report."""
PARALLEL = 0.75
THING = -1.0
"""Against a noun that is no actor, which acts less often than an actor does."""
THROUGH = -0.5
"""For a body that only somebody who acts for it has brought up."""
LIGHTEST, AGAIN = 1.0, 0.3
CLEAR = 0.5
"""By how much the best reading must outweigh the next."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One earlier mention: whose, in which sentence, at which token, in what part.

    `actor` is None for a noun that names no actor, which a pronoun may mean as well; a `proper`
    one may be somebody whom no table knows. `joined` is one of several named side by side.
    """

    actor: str | None
    sentence: int
    paragraph: int
    token: int
    subject: bool
    owned: bool
    plural: bool
    proper: bool
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """Actors of one sentence: `joined` where it names them side by side ("Iran and Oman")."""

    members: tuple[str, ...]
    sentence: int
    token: int
    subject: bool
    joined: bool


Found = tuple[Actor, Naming]
"""Whom pointing words mean, and the mention that they are."""


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
        self._actors: dict[str, Actor] = {}
        for actor in actors:
            self.enter(actor)
        self.here: tuple[Actor, ...] = ()
        """Those whom the sentence at hand names, before a word and after it."""
        self._seen: list[Seen] = []
        self._together: list[Together] = []
        self._count: dict[str, int] = {}

    def actor(self, actor_id: str) -> Actor:
        """The actor with an id."""
        return self._actors[actor_id]

    def known(self, actor: Actor) -> Actor:
        """The actor as it is known already, else entered anew."""
        if actor.id not in self._actors:
            self.enter(actor)
        return self._actors[actor.id]

    def meant_at(self, sentence: Sentence, token: int) -> Actor | None:
        """Whom the word at a token of the sentence means, as far as it is known."""
        for seen in self.lately(sentence.index, 0):
            if seen.token == token and seen.actor is not None:
                return self._actors[seen.actor]
        return None

    def saw(self, actor_id: str) -> bool:
        """Whether an actor, or somebody who acts for it, was mentioned before."""
        return any(self._actors[name].party == actor_id for name in self._count)

    def enter(self, actor: Actor) -> None:
        """Makes known an actor, or what the text has told more of it, and whom it acts for."""
        self._actors[actor.id] = actor
        if actor.country is not None:
            self._actors.setdefault(actor.country, state_actor(actor.country))

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
        for found in self._together[: -MEMORY - 1 : -1]:
            if sentence - found.sentence > reach:
                return
            yield found

    def lately(self, sentence: int, reach: int = REACH) -> Iterator[Seen]:
        """The mentions of the last few sentences, the newest first."""
        for seen in self._seen[: -MEMORY - 1 : -1]:
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
        reflexive: bool = False,
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
            reflexive: whether it is the subject of its own clause ("itself").
            free: whether it is a description, which the subject of its own clause never is.
            reach: how many sentences back.
        """
        weights: dict[str | None, float] = {}
        for seen in self.lately(sentence.index, reach):
            here = seen.sentence == sentence.index
            if here and seen.token >= token.i:
                continue
            bound = here and _same_verb(sentence, seen, token)
            if bound != reflexive and (reflexive or free or token.dep != "poss"):
                continue
            weight = self._weight(seen, sentence, token) + ONE_OF_SEVERAL * seen.joined
            if free and here and seen.subject and _reports(sentence, seen, token):
                weight += SPEAKER
            if seen.actor is None:
                if seen.plural != plural or not (things or (strangers and seen.proper)):
                    continue
                weight += THING - agency if things else 0.0
                meant = None
            else:
                meant = self._standing_for(seen.actor, fits)
                if meant is None:
                    continue
                weight += THROUGH * (meant != seen.actor)
            weights[meant] = max(weights.get(meant, -9.0), weight)
        ordered = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0] or ""))
        if not ordered or ordered[0][0] is None or ordered[0][1] < LIGHTEST:
            return None
        lead = ordered[0][1] - ordered[1][1] if len(ordered) > 1 else 2.0
        if lead < CLEAR:
            return None
        return Choice(ordered[0][0], round(min(0.95, 0.6 + 0.15 * lead), 3))

    def _standing_for(self, actor_id: str, fits: Callable[[Actor], bool]) -> str | None:
        """The actor if it fits, else the body that it acts for if that does."""
        actor = self._actors[actor_id]
        if fits(actor):
            return actor_id
        body = self._actors.get(actor.affiliation or "")
        return body.id if body is not None and fits(body) else None

    def state_at(
        self, sentence: Sentence, token: Token, *, free: bool = False, reach: int = REACH
    ) -> Choice | None:
        """The state that the text is about at a word: its own name, its people, its offices.

        Args:
            sentence: where the word stands.
            token: the word.
            free: whether it means a state that is not itself the subject of its clause.
            reach: how many sentences back.
        """
        weights: dict[str, float] = {}
        for seen in self.lately(sentence.index, reach):
            here = seen.sentence == sentence.index
            country = self._actors[seen.actor].country if seen.actor else None
            if country is None or (here and seen.token >= token.i):
                continue
            if free and here and country == seen.actor and _same_verb(sentence, seen, token):
                continue
            weight = self._weight(seen, sentence, token)
            known = weights.get(country)
            weights[country] = weight if known is None else max(known, weight) + AGAIN
        ordered = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
        if not ordered:
            return None
        lead = ordered[0][1] - ordered[1][1] if len(ordered) > 1 else 2.0
        if lead < CLEAR:
            return None
        return Choice(ordered[0][0], round(min(0.8, 0.5 + 0.1 * lead), 3))

    def _weight(self, seen: Seen, sentence: Sentence, token: Token) -> float:
        weight = NEARNESS[min(sentence.index - seen.sentence, len(NEARNESS) - 1)]
        weight += AS_SUBJECT * seen.subject + AS_OWNED * seen.owned
        weight += SAME_PARAGRAPH * (seen.paragraph == sentence.paragraph)
        weight += PARALLEL * (seen.subject and token.dep in SUBJECTS)
        if seen.sentence == sentence.index and seen.subject:
            own = token.dep == "poss" and _same_verb(sentence, seen, token)
            weight += OWN_CLAUSE if own else ABOVE * _reports(sentence, seen, token)
        if seen.actor is not None:
            weight += OFTEN * min(self._count[seen.actor], 4)
        return weight


def _same_verb(sentence: Sentence, seen: Seen, token: Token) -> bool:
    """Whether both are arguments of one verb: "Iran accused it" is not of Iran itself.

    Of coordinated verbs they share the subject alone: "met them and urged them".
    """
    first, own = _verb(sentence, sentence.tokens[seen.token]), _verb(sentence, token)
    if first.i == own.i:
        return True
    return seen.subject and _first_of(sentence, own).i == _first_of(sentence, first).i


def _reports(sentence: Sentence, seen: Seen, token: Token) -> bool:
    """Whether a mention is the subject of the verb on which the word's clause hangs."""
    verb = _first_of(sentence, _verb(sentence, token))
    if verb.dep not in ("ccomp", "xcomp"):
        return False
    return _verb(sentence, sentence.tokens[seen.token]).i == sentence.head(verb).i


def _verb(sentence: Sentence, token: Token) -> Token:
    """The verb above a noun, beyond its preposition and those coordinated with it."""
    above = islice(sentence.ancestors(token), STEPS)
    return next((t for t in above if t.pos in ("VERB", "AUX")), sentence.root)


def _first_of(sentence: Sentence, verb: Token) -> Token:
    """The first of the verbs that share one subject: "signed and left", "left, accusing it"."""
    for _ in range(STEPS):
        shares = verb.dep == "conj" or (verb.dep in ("advcl", "xcomp") and verb.tag == "VBG")
        if not shares or sentence.child(verb, *SUBJECTS) is not None:
            break
        verb = sentence.head(verb)
    return verb


def seen_at(sentence: Sentence, actor: Actor | None, token: Token, plural: bool = False) -> Seen:
    """A mention at its head token, as the discourse keeps it."""
    first = token
    for _ in range(STEPS):
        if first.dep != "conj":
            break
        first = sentence.head(first)
    return Seen(
        actor=actor.id if actor is not None else None,
        sentence=sentence.index,
        paragraph=sentence.paragraph,
        token=token.i,
        subject=first.dep in SUBJECTS,
        owned=token.dep in OWNED,
        plural=plural,
        joined=token.dep == "conj" or bool(sentence.children(token, "conj")),
        proper=token.text[0].isupper() and not sentence.children(token, "det"),
    )


def is_corporate(actor: Actor) -> bool:
    """Whether an actor is a state or a body: what "it" may mean."""
    return actor.kind in (ActorKind.COUNTRY, ActorKind.ORGANISATION, ActorKind.GROUP)


def described(sentence: Sentence, first: int, head: Token, score: float) -> Naming:
    """A mention by a description, from its first token to its head."""
    return Naming(sentence.tokens[first].start, head.end, Basis.DESCRIPTION, score)
