"""The words of an act: its clause without what it only comments on, and the phrases in it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from dragoman.codebook.phrases import Worded
from dragoman.events.arguments import subjects
from dragoman.language.sentences import Sentence, Token

APART = ("relcl", "advcl", "parataxis", "mark", "cc")
"""What begins another clause, which tells of something else."""
SETTING = ("after", "according", "before", "despite", "following", "since", "until")
"""Prepositions that set an act beside another ("after an attack") or name who tells it."""
SHARED = ("dobj", "nsubj", "nsubjpass", "pobj", "attr")
"""Where a noun that tells an act stands in the clause of its verb ("talks were held")."""
POS = {"NOUN": "noun", "PROPN": "noun", "VERB": "verb", "AUX": "verb", "ADJ": "adj"}
HYPHENS = ("-", "–")

Row = TypeVar("Row", bound=Worded)


def own_words(sentence: Sentence, token: Token) -> tuple[Token, ...]:
    """The words of the clause that tells an act, in text order.

    The content of an act of speech belongs to it ("demanded that Iran release the crew"), its
    purpose, and the subject that its verb shares; what is coordinated with it, other clauses that
    are relative or adverbial, and what it is set beside in time do not. A noun brings the clause of
    the verb that it stands with.
    """
    top = _clause_head(sentence, token)
    found = {t.i for t in _down(sentence, top)}
    if top.pos == "VERB":
        for noun in subjects(sentence, top):
            found.update(t.i for t in _down(sentence, noun))
    found.update(t.i for t in _down(sentence, token))
    return tuple(t for t in sentence.tokens if t.i in found)


def _clause_head(sentence: Sentence, token: Token) -> Token:
    """The verb of the clause that a noun stands in, the word itself if it is a verb."""
    above = token
    while above.pos != "VERB" and above.dep in (*SHARED, "prep", "compound", "conj"):
        above = sentence.head(above)
    return above if above.pos == "VERB" else token


def _down(sentence: Sentence, top: Token) -> Iterator[Token]:
    stack = [top]
    while stack:
        token = stack.pop()
        yield token
        for child in sentence.children(token):
            told_apart = child.dep == "conj" and child.pos in ("VERB", "AUX") and token is top
            beside = child.pos != "VERB" and child.lower in SETTING
            apart = child.dep in APART and not _is_purpose(sentence, child)
            if not (apart or told_apart or beside):
                stack.append(child)


def _is_purpose(sentence: Sentence, clause: Token) -> bool:
    """Whether a clause says what an act is for ("signed an accord to increase trade")."""
    helpers = sentence.children(clause, "aux")
    return clause.dep == "advcl" and any(t.tag == "TO" for t in helpers)


def phrases_in(
    tokens: Sequence[Token], index: Mapping[str, Sequence[Row]]
) -> Iterator[tuple[Row, tuple[Token, ...]]]:
    """The rows whose words stand in a row of tokens, in text order, with those tokens.

    The longest phrase takes its words: "suicide attack" leaves no "attack" to another row. Several
    rows of the same words are all given.
    """
    plain = [t for t in tokens if t.text not in HYPHENS]
    at = 0
    while at < len(plain):
        held = _longest(plain, at, index)
        length = len(held[0].words) if held else 1
        for row in held:
            yield row, tuple(plain[at : at + length])
        at += length


def _longest(
    tokens: Sequence[Token], at: int, index: Mapping[str, Sequence[Row]]
) -> tuple[Row, ...]:
    """The rows of the longest phrase that begins at a token."""
    first = tokens[at]
    starts = dict.fromkeys((first.lemma, first.lower))
    rows = [row for word in starts for row in index.get(word, ())]
    fitting = [row for row in rows if _stands(tokens, at, row)]
    longest = max((len(row.words) for row in fitting), default=0)
    return tuple(dict.fromkeys(row for row in fitting if len(row.words) == longest))


def _stands(tokens: Sequence[Token], at: int, row: Worded) -> bool:
    if row.pos and POS.get(tokens[at].pos) != row.pos:
        return False
    held = tokens[at : at + len(row.words)]
    return len(held) == len(row.words) and all(
        word in (token.lemma, token.lower) for word, token in zip(row.words, held, strict=True)
    )
