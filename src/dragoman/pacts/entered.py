"""Names of pacts that only a step tells: "left the Tasman Court", "a member of the Hydrogen Mark".

No noun of such a name is one for a pact, or none that a pact always is ("force"). That it is one
shows where a state joins or leaves it, and then the name stands for it in the whole article.
"""

from collections.abc import Iterator, Mapping

from dragoman.codebook.pacts import pact_words
from dragoman.language.sentences import ParsedArticle, Sentence, Token
from dragoman.pacts.clauses import VERBS, grips
from dragoman.pacts.parties import bearer, parties, possessor
from dragoman.pacts.reading import actors_of, rows_of
from dragoman.pacts.register import Pact, PactMention, made_up
from dragoman.pacts.titles import JOINING, headline, title_at
from dragoman.records import ActorKind, Cast, MoveKind, PactKind

SURE = 0.6
"""How sure such a mention is; a first estimate."""
INTO = ("join", "rejoin", "withdraw", "suspend", "expel", "found", "decline", "invite")
STEPS = frozenset(MoveKind(move) for move in INTO)
"""The steps that tell a pact."""
MEMBERS = ("member", "party", "signatory", "membership", "founder")
"""Nouns for who is in a pact, and for being in it."""
WORDS = 2
"""Words that a name must have beside "the": one alone may be anything."""

Known = Mapping[tuple[str, ...], Pact]
"""Pacts by the words of their names, in lower case, the longest first."""


def entered(parsed: ParsedArticle, cast: Cast) -> Known:
    """The names that the telling sentences of an article show to be pacts.

    A name's noun stands for it too, with its capital: "left the Watch". A plain noun that only an
    adjective tells from others counts as well: "withdrew from the multinational force".
    """
    found: dict[tuple[str, ...], Pact] = {}
    for sentence in parsed.telling:
        for token in sentence.tokens:
            if token.dep not in ("dobj", "pobj") or headline(sentence):
                continue
            name = _name(sentence, token, cast) or _adjectival(sentence, token)
            if name and _entered(sentence, token, cast):
                words = tuple(word.lower for word in name)
                called = " ".join(word.text for word in name)
                pact = made_up(PactKind.COALITION, called, head=token.lower)
                pact = found.setdefault(words, pact)
                for ending in _endings(words, pact.head):
                    found.setdefault(ending, pact)
                if token.text[:1].isupper():
                    found.setdefault((token.lower,), pact)
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))


def _endings(words: tuple[str, ...], head: str) -> Iterator[tuple[str, ...]]:
    """The shorter forms of a name of which its noun is the last word: "the Ranger Corps"."""
    if words[-1] == head:
        yield from (words[at:] for at in range(1, len(words) - WORDS + 1))


def named_again(sentence: Sentence, known: Known, taken: frozenset[int]) -> Iterator[PactMention]:
    """Where a sentence has one of these names; `taken` are tokens that other names have."""
    if not known:
        return
    words = [token.lower for token in sentence.tokens]
    used = set(taken)
    for name, pact in known.items():
        for at in range(len(words) - len(name) + 1):
            inside = sentence.tokens[at : at + len(name)]
            if tuple(words[at : at + len(name)]) != name or not used.isdisjoint(_places(inside)):
                continue
            if len(name) == 1 and not _alone(sentence, inside[0]):
                continue
            used.update(_places(inside))
            head = next((t for t in inside if t.lower == pact.head), inside[-1])
            yield PactMention(pact, head, SURE)


def _places(tokens: tuple[Token, ...]) -> set[int]:
    return {token.i for token in tokens}


def _alone(sentence: Sentence, token: Token) -> bool:
    """Whether a word stands for a name of which it is the noun: "the Watch", in no longer name."""
    before = sentence.tokens[token.i - 1] if token.i else None
    behind = sentence.tokens[token.i + 1 : token.i + 2]
    longer = bool(behind) and (behind[0].text[:1].isupper() or behind[0].lower in ("of", "for"))
    article = before is not None and before.lower == "the"
    return article and token.text[:1].isupper() and not longer


def _name(sentence: Sentence, token: Token, cast: Cast) -> tuple[Token, ...]:
    """The title around a token, if it may be a pact's and names nobody that is known."""
    title = (title_at(sentence, token) or ()) if token.text[:1].isupper() else ()
    if not title or not title[0].i:
        return ()
    title, behind = _parted(title, token)
    if behind and (behind[0].lower not in JOINING or behind[-1].text[:1].isdigit()):
        behind = ()  # a day or place that the parser's capitals join to it
    title = (*title, *behind)
    if len(title) < WORDS:
        return ()
    if sentence.tokens[title[0].i - 1].lower != "the" or token.lower in pact_words("elsewhere"):
        return ()
    inside = {word.start for word in title if word.i <= token.i}
    known = any(
        any(m.start <= start < m.end for start in inside)
        and cast.by_id[m.actor].kind is not ActorKind.UNKNOWN
        for m in cast.within(sentence.span)
    )
    return () if known else title


def _parted(title: tuple[Token, ...], noun: Token) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """A title up to its noun, and what follows that."""
    to = noun.i - title[0].i + 1
    return title[:to], title[to:]


def _adjectival(sentence: Sentence, noun: Token) -> tuple[Token, ...]:
    """A noun for a coalition with the adjectives that tell it from others."""
    if noun.pos != "NOUN" or noun.lemma not in pact_words("union") or noun.tag == "NNS":
        return ()
    before = [t for t in sentence.children(noun, "amod", "compound") if t.i < noun.i]
    if any(t.lemma in pact_words("private") for t in before):
        return ()
    telling = [t for t in before if t.lower not in pact_words("ordinary")]
    first = min((t.i for t in telling), default=noun.i)
    words = sentence.tokens[first : noun.i + 1]
    the = sentence.tokens[first - 1].lower == "the" if first else False
    return words if telling and the and len(words) == len(telling) + 1 else ()


def _entered(sentence: Sentence, token: Token, cast: Cast) -> bool:
    """Whether a party takes a step into or out of what a token names, or is in it."""
    gripping = list(grips(sentence, token))
    steps = any(
        MoveKind(row.move) in STEPS and actors_of(sentence, grip.word, row, token, cast)
        for grip in gripping
        if grip.word.pos in (*VERBS, "NOUN")
        for row in rows_of(sentence, grip, PactKind.ACCORD, acts=True)
    )
    return steps or any(_belongs(sentence, grip.word, cast) for grip in gripping)


def _belongs(sentence: Sentence, noun: Token, cast: Cast) -> bool:
    """Whether a party is called a member by a noun: "Lisbon is the newest member of the Watch"."""
    if noun.lemma not in MEMBERS or noun.pos != "NOUN":
        return False
    whose = bearer(sentence, noun) or possessor(sentence, noun, "of")
    return bool(parties(sentence, whose, cast))
