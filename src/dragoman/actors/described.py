"""Descriptions that stand for an actor: "the kingdom", "its neighbour", "the spokeswoman"."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dragoman.actors.discourse import Choice, Discourse, Found, described
from dragoman.actors.gathering import part_actor
from dragoman.actors.groups import GROUPED, form_group, group_of, number_of
from dragoman.actors.readings import DEFINITE, POSSESSIVE, Reading
from dragoman.codebook.descriptions import Description, description_heads, descriptions
from dragoman.language.sentences import Sentence, Token
from dragoman.records import Actor, ActorKind, Alternative, Article, Grounds, content_id

STATES = frozenset(
    {"countries", "nations", "states", "governments", "capitals", "neighbours", "neighbors"}
)
"""Nouns for several that only states are."""
DESCRIBED = 0.85
"""How sure a description is at most."""
NEAR, FAR = 3, 20
"""Sentences within which a description finds whom it means: one that fits anybody of its sort,
and one that fits few."""
BEFORE = ("ADJ", "NOUN", "NUM", "PROPN", "PUNCT", "ADV", "ADP", "VERB")
ARMED = ("REB", "OPP", "PRM", "UAF", "CRM")
"""Sectors of those whom "the group", "the movement" or "the fighters" may mean."""
MEMBERED = 5
"""Words before a noun that still belong to its description: "27-nation", "Gulf", "west African"."""


@dataclass(frozen=True, slots=True)
class Described:
    """A description: from which token to its head, what it fits, and whose it is.

    `owner` is the token of the pronoun or name that owns it ("its neighbour"), None after an
    article.
    """

    first: int
    head: int
    words: str
    rows: tuple[Description, ...]
    owner: int | None = None

    @property
    def names_own_state(self) -> bool:
        """Whether the noun is any state, so that "his country" is the owner's own."""
        return any(row.sort == "state" and not row.ids for row in self.rows)


def descriptions_of(reading: Reading) -> Iterator[Described]:
    """The descriptions of a sentence that may stand for actors named before.

    A noun that is named itself ("the Saudi kingdom"), or that words after it tell apart ("the
    countries of the south"), is none.
    """
    tokens = reading.sentence.tokens
    for token in tokens:
        if token.lower not in description_heads() or token.i in reading.taken:
            continue
        first = _beginning(reading, token)
        if first is None:
            continue
        owned = tokens[first].lower in POSSESSIVE
        if _is_told_apart(reading, token, owned=owned):
            continue
        found = _longest(reading, first, token)
        if found is None:
            continue
        words, rows = found
        owner = first if owned or tokens[first].tag == "POS" else None
        yield Described(first, token.i, words, rows, owner)


def _beginning(reading: Reading, noun: Token) -> int | None:
    """The article or possessive that a description begins with, or None where it has none."""
    tokens = reading.sentence.tokens
    for i in range(noun.i - 1, max(noun.i - 1 - MEMBERED, -1), -1):
        token = tokens[i]
        if token.lower in DEFINITE or token.lower in POSSESSIVE or token.tag == "POS":
            return i
        if i in reading.hit_at or token.pos not in BEFORE:
            return None
        if token.pos == "PUNCT" and token.text != "-":
            return None
    return None


def _is_told_apart(reading: Reading, noun: Token, *, owned: bool) -> bool:
    """Whether words after the noun say which one is meant, or it is part of a longer name."""
    sentence = reading.sentence
    if noun.dep in ("compound", "amod", "nmod"):
        return True
    after = sentence.tokens[noun.i + 1 : noun.i + 2]
    if owned:
        return False
    return bool(after and after[0].lower == "of") or bool(sentence.children(noun, "relcl", "acl"))


def _longest(
    reading: Reading, first: int, noun: Token
) -> tuple[str, tuple[Description, ...]] | None:
    """The longest known description that ends at the noun."""
    tokens = reading.sentence.tokens
    for start in range(first + 1, noun.i + 1):
        words = " ".join(t.lower for t in tokens[start : noun.i + 1])
        if rows := descriptions().get(words):
            return words, rows
    return None


def fits(row: Description, actor: Actor) -> bool:
    """Whether a description can stand for an actor."""
    if row.sort in ("state", "neighbour"):
        return actor.kind is ActorKind.COUNTRY and (not row.ids or actor.id in row.ids)
    if row.sort == "body":
        return actor.kind is ActorKind.ORGANISATION and (not row.ids or actor.id in row.ids)
    armed = actor.kind is ActorKind.GROUP and actor.sector in ARMED
    return row.sort == "group" and armed and not actor.members


def resolve_description(
    discourse: Discourse, article: Article, sentence: Sentence, token: Token, what: Described
) -> Found | None:
    """Whom a description stands for: a group, a half, the owner's state, or an actor that it fits.

    Args:
        discourse: who was named so far.
        article: for the words of a group that is formed.
        sentence: where the description stands.
        token: its head.
        what: the description.
    """
    members = _members(discourse, sentence, token, what)
    if members is not None:
        naming = described(sentence, what.first, token, GROUPED)
        return form_group(discourse, article, members, naming)
    half = next((row for row in what.rows if row.sort == "half"), None)
    if half is not None:
        named = token.text[0].isupper() and any(map(discourse.saw, half.ids))
        state = discourse.known(part_actor(half.ids[0], "GOV")) if named else None
        return (state, described(sentence, what.first, token, DESCRIBED)) if state else None
    house = next((row for row in what.rows if row.sort == "house"), None)
    if house is not None:
        chamber = _chamber(discourse, article, sentence, token, house)
        return (chamber, described(sentence, what.first, token, chamber.score)) if chamber else None
    owner = discourse.meant_at(sentence, what.owner) if what.owner is not None else None
    choice = _chosen(discourse, sentence, token, what, owner)
    if choice is None:
        return None
    score = min(DESCRIBED, choice.score)
    return discourse.actor(choice.actor), described(sentence, what.first, token, score)


def _chamber(
    discourse: Discourse, article: Article, sentence: Sentence, token: Token, row: Description
) -> Actor | None:
    """The parliament whose chamber "the House" is; where nothing tells, it stays open."""
    if not token.text[0].isupper():
        return None
    near = {actor.country for actor in discourse.here} & set(row.ids)
    told = discourse.state_at(sentence, token)
    if len(near) != 1 and told is not None and told.actor in row.ids:
        near = {told.actor}
    if len(near) == 1:
        return discourse.known(part_actor(near.pop() or "", "LEG"))
    parts = [part_actor(code, "LEG") for code in row.ids]
    share = round(1 / len(parts), 3)
    return discourse.known(
        Actor(
            id=content_id("open", "house", article.id),
            name="the House",
            kind=ActorKind.UNKNOWN,
            sector="LEG",
            grounds=Grounds.NONE,
            score=share,
            reason="several parliaments have a chamber of that name",
            alternatives=tuple(
                Alternative(part.id, part.name, part.country, share, "its chamber is called so")
                for part in parts
            ),
        )
    )


def _chosen(
    discourse: Discourse, sentence: Sentence, token: Token, what: Described, owner: Actor | None
) -> Choice | None:
    """The one actor that a description fits best."""
    if what.names_own_state:
        if owner is not None:
            choice = Choice(owner.country, DESCRIBED) if owner.country else None
        else:
            choice = discourse.state_at(sentence, token, free=True)
        if choice is not None:
            discourse.known(part_actor(choice.actor, "GOV"))
        return choice
    barred = {*owner.members, owner.party} if owner is not None else set()
    for row in what.rows:
        if row.sort == "set" or (row.sort == "neighbour") != (owner is not None):
            continue
        fitting = _fitting(row, barred)
        reach = FAR if row.ids else NEAR
        choice = discourse.choose(sentence, token, fitting, free=True, reach=reach)
        if choice is not None:
            return choice
    return None


def _fitting(row: Description, barred: set[str]) -> Callable[[Actor], bool]:
    """Whom a description may stand for: anybody that it fits, but for its own owner."""
    return lambda actor: fits(row, actor) and actor.id not in barred


def _members(
    discourse: Discourse, sentence: Sentence, token: Token, what: Described
) -> tuple[str, ...] | None:
    """The members of the group that "both countries" or "the two Koreas" mean."""
    sets = [row for row in what.rows if row.sort == "set"]
    if not sets:
        return None
    size = number_of(sentence, token)
    listed = next((row.ids for row in sets if row.ids), None)
    if listed:
        for member in listed:
            discourse.known(part_actor(member, "GOV"))
        return tuple(sorted(listed)) if size == len(listed) else None
    if size is None or what.owner is not None:
        return None
    return group_of(discourse, sentence, token, size, states=token.lower in STATES)
