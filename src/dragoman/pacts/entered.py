"""Names of pacts that only a step tells: "left the Tasman Court", "a member of the Hydrogen Mark".

No noun of such a name is one for a pact. That it is one shows where a state joins or leaves it, and
then the name stands for it in the whole article.
"""

from collections.abc import Iterator, Mapping

from dragoman.codebook.pacts import pact_words
from dragoman.language.sentences import ParsedArticle, Sentence, Token
from dragoman.pacts.clauses import VERBS, grips
from dragoman.pacts.reading import actors_of, rows_of
from dragoman.pacts.register import Pact, PactMention, made_up
from dragoman.pacts.titles import headline, title_at
from dragoman.records import ActorKind, Cast, MoveKind, PactKind

SURE = 0.6
"""How sure such a mention is; a first estimate."""
INTO = ("join", "rejoin", "withdraw", "suspend", "expel", "found", "decline", "invite")
STEPS = frozenset(MoveKind(move) for move in INTO)
"""The steps that tell a pact."""
WORDS = 2
"""Words that a name must have beside "the": one alone may be anything."""

Known = Mapping[tuple[str, ...], Pact]
"""Pacts by the words of their names, in lower case."""


def entered(parsed: ParsedArticle, cast: Cast) -> Known:
    """The names that the telling sentences of an article show to be pacts."""
    found: dict[tuple[str, ...], Pact] = {}
    for sentence in parsed.telling:
        for token in sentence.tokens:
            if token.pos == "PROPN" and token.dep in ("dobj", "pobj") and not headline(sentence):
                title = _name(sentence, token, cast)
                if title and _entered(sentence, token, cast):
                    words = tuple(word.lower for word in title)
                    name = " ".join(word.text for word in title)
                    pact = made_up(PactKind.COALITION, name, head=token.lower)
                    found.setdefault(words, pact)
    return found


def named_again(sentence: Sentence, known: Known, taken: frozenset[int]) -> Iterator[PactMention]:
    """Where a sentence has one of these names; `taken` are tokens that other names have."""
    if not known:
        return
    words = [token.lower for token in sentence.tokens]
    for name, pact in known.items():
        for at in range(len(words) - len(name) + 1):
            inside = sentence.tokens[at : at + len(name)]
            if tuple(words[at : at + len(name)]) == name and taken.isdisjoint(t.i for t in inside):
                yield PactMention(pact, inside[-1], SURE)


def _name(sentence: Sentence, token: Token, cast: Cast) -> tuple[Token, ...]:
    """The title that ends in a token, if it may be a pact's and names nobody that is known."""
    title = title_at(sentence, token) or ()
    if len(title) < WORDS or title[-1].i != token.i or not title[0].i:
        return ()
    if sentence.tokens[title[0].i - 1].lower != "the" or token.lower in pact_words("elsewhere"):
        return ()
    inside = {word.start for word in title}
    known = any(
        any(m.start <= start < m.end for start in inside)
        and cast.by_id[m.actor].kind is not ActorKind.UNKNOWN
        for m in cast.within(sentence.span)
    )
    return () if known else title


def _entered(sentence: Sentence, token: Token, cast: Cast) -> bool:
    """Whether a party takes a step into or out of what a token names."""
    return any(
        MoveKind(row.move) in STEPS and actors_of(sentence, grip.word, row, token, cast)
        for grip in grips(sentence, token)
        if grip.word.pos in (*VERBS, "NOUN")
        for row in rows_of(sentence, grip, PactKind.ACCORD, acts=True)
    )
