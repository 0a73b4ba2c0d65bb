"""Lists of names, mended where the parser took them for appositions.

"Saudi Arabia, Egypt, Bahrain and Oman" often comes out as Saudi Arabia with the apposition Egypt,
with which Bahrain and Oman are coordinated. A bare name after a comma that is itself coordinated
with further names is part of the list.
"""

from collections.abc import Sequence
from dataclasses import replace

from dragoman.language.sentences import Token

BETWEEN = 5
"""Tokens of one name in a list, its article and the comma before it included."""


def mend_lists(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of a sentence, those appositions relabelled `conj` that are parts of a list."""
    if not any(token.dep == "appos" and token.pos == "PROPN" for token in tokens):
        return tuple(tokens)
    below: dict[int, list[Token]] = {}
    for token in tokens:
        below.setdefault(token.head, []).append(token)
    return tuple(
        replace(token, dep="conj") if _is_listed(token, tokens, below) else token
        for token in tokens
    )


def _is_listed(token: Token, tokens: Sequence[Token], below: dict[int, list[Token]]) -> bool:
    head = tokens[token.head]
    if token.dep != "appos" or token.pos != "PROPN" or head.pos != "PROPN":
        return False
    if not 0 < token.i - head.i <= BETWEEN or tokens[head.i + 1].text != ",":
        return False
    between = tokens[head.i + 2 : token.i]
    if any(t.pos != "PROPN" and t.lower != "the" for t in between):
        return False
    own = below.get(token.i, [])
    if any(t.dep in ("prep", "poss", "amod", "relcl", "acl") for t in own):
        return False
    return _goes_on(token, tokens, below)


def _goes_on(token: Token, tokens: Sequence[Token], below: dict[int, list[Token]]) -> bool:
    """Whether names follow that end with "and": themselves coordinated, or appositions again."""
    own = below.get(token.i, [])
    following = [t for t in own if t.dep == "conj"]
    if following:
        return all(t.pos == "PROPN" for t in following)
    return any(t.pos == "PROPN" and _is_listed(t, tokens, below) for t in own if t.i > token.i)
