"""What the rules find in one sentence, before it becomes an attribution of the article."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import takewhile

from dragoman.language.sentences import Sentence, Token
from dragoman.records import Span, Stance

CLOSING = frozenset(["”", "’", "»", "''", ")", "]"])
DASHES = frozenset(["-", "–", "—", "―", "--"])
LOOSE = DASHES | frozenset([",", ".", ";", ":"])
LONGEST_DATELINE = 16
"""Tokens of a dateline, its dash counted."""


class Finder(StrEnum):
    """What found something: the rules, the tagging head, or each by itself."""

    RULES = "rules"
    HEAD = "head"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Finding:
    """A source, a cue and a content.

    `cue` is None where no words say that somebody speaks; `head` is the token that the source
    phrase is about; `hearer` whoever was told, where the words name somebody; `cited` is True where
    another finding of the same content passes this one on ("A, citing B, said"). `weak` marks what
    rests on little, `attitude` what somebody thinks or wants rather than says, `supposed` what
    might be said or is said if, `verbatim` somebody's own words without quotation marks.
    """

    sentence: Sentence
    source: Span | None
    head: Token | None
    cue: Span | None
    content: tuple[Span, ...]
    stance: Stance
    weak: bool = False
    hearer: Span | None = None
    cited: bool = False
    attitude: bool = False
    supposed: bool = False
    verbatim: bool = False
    by: Finder = Finder.RULES


def _place_and_date(words: Sequence[str]) -> bool:
    """Whether words are a place in capitals, perhaps with a day, or one with an agency's name."""
    place = list(takewhile(lambda word: word not in (",", "("), words))
    if not place or not all(word[0].isupper() or word == "." for word in place):
        return False
    capitals = all(word.isupper() or not word.isalpha() for word in place)
    return (capitals and len(place[0]) > 1) or (words[-1] == ")" and "(" in words)


class Tree:
    """A sentence with the first and last token below each token, found in one pass."""

    def __init__(self, sentence: Sentence) -> None:
        tokens = sentence.tokens
        self.sentence = sentence
        self.left = list(range(len(tokens)))
        self.right = list(range(len(tokens)))
        order, stack = list[int](), [t for t in tokens if t.head == t.i]
        while stack:
            token = stack.pop()
            order.append(token.i)
            stack.extend(sentence.children(token))
        for i in reversed(order):
            head = tokens[i].head
            self.left[head] = min(self.left[head], self.left[i])
            self.right[head] = max(self.right[head], self.right[i])

    @cached_property
    def dateline(self) -> int:
        """How many tokens at the head of the sentence are its dateline ("GENEVA, May 2 (AP) -")."""
        tokens = self.sentence.tokens
        for dash in tokens[1:LONGEST_DATELINE]:
            if dash.text in DASHES:
                words = [t.text for t in tokens[: dash.i]]
                return dash.i + 1 if _place_and_date(words) else 0
        return 0

    def below(self, token: Token) -> tuple[int, int]:
        """The positions of the first and last token of the phrase headed by `token`."""
        return self.left[token.i], self.right[token.i]

    def span(self, first: int, last: int) -> Span | None:
        """The span from one token to another, loose punctuation at both ends left out.

        A stop or comma stays where a closing quotation mark follows it. None if nothing is left.
        """
        tokens = self.sentence.tokens
        first = max(first, self.dateline)
        while first <= last and tokens[first].text in LOOSE | CLOSING:
            first += 1
        while first <= last and tokens[last].text in LOOSE:
            last -= 1
        if first > last:
            return None
        return Span(tokens[first].start, tokens[last].end)
