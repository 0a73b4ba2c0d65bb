"""Titles of pacts: the run of capitalised words around a noun, "the Zambezi Power Charter"."""

import calendar

from dragoman.codebook.pacts import pact_words
from dragoman.language.sentences import Sentence, Token

BEFORE = ("amod", "compound", "nmod")
HEADLINE, LINKING, STOPS = 0.8, 3, ".!?”\"’'"
"""A headline's share of capitals, among words of more letters than that; what ends no headline."""
JOINING = ("of", "on", "for", "against")
"""Words that lead from a title's noun on to more of it: "Treaty on Open Skies"."""
INSIDE = (*JOINING, "the", "and", "-", "&")
LONGEST = 14
"""Tokens beyond which no name goes."""
CALENDAR = frozenset(
    name.lower()
    for name in (*calendar.day_name, *calendar.month_name[1:], *calendar.month_abbr[1:])
)
OPENING = ("DET", "ADP", "SCONJ", "PRON", "VERB", "AUX", "ADV", "CCONJ")
"""Words that are capitalised at the head of a sentence alone."""


def title_at(sentence: Sentence, noun: Token) -> tuple[Token, ...] | None:
    """The run of capitalised words around a noun that is capitalised itself, if there are more."""
    start = _leftmost(sentence, noun)
    end = noun.i
    joined = False
    at = noun.i + 1
    while at < len(sentence.tokens) and at - start < LONGEST:
        token = sentence.tokens[at]
        if _capital(token):
            end = at
        elif token.lower in JOINING or (joined and token.lower in INSIDE):
            joined = True
        elif not (joined and token.lower == "the"):
            break
        at += 1
    dated = end > noun.i + 1 and sentence.tokens[end].text.isdigit()
    if dated and sentence.tokens[end - 1].lower in JOINING:
        end -= 2  # "joined the Sulu Watch on 1 May"
    words = sentence.tokens[start : end + 1]
    return words if any(w.i != noun.i and _capital(w) for w in words) else None


def headline(sentence: Sentence) -> bool:
    """Whether a line without a full stop is capitals throughout: "Two Hotels, One Accord"."""
    if sentence.tokens[-1].text[-1:] in STOPS:
        return False
    words = [t.text for t in sentence.tokens if t.text.isalpha() and len(t.text) > LINKING]
    return len(words) > 2 and sum(w[0].isupper() for w in words) >= HEADLINE * len(words)


def _leftmost(sentence: Sentence, noun: Token) -> int:
    """Where a title begins: the capitalised words before its noun, and what joins them."""
    start = at = noun.i
    while at > 0 and noun.i - at < LONGEST:
        token = sentence.tokens[at - 1]
        if _capital(token) and not (at == 1 and token.pos in OPENING):
            start = at - 1
        elif not (at > 1 and _joins(token, sentence.tokens[at - 2], noun)):
            break
        at -= 1
    return start


def _joins(token: Token, before: Token, noun: Token) -> bool:
    """Whether a small word joins two parts of a title: "Belt and Road Initiative".

    Whose an accord is may be part of it ("the Growers' Pact"); a league's owners are a party's.
    """
    if token.lower == "and":
        return _capital(before) and before.dep in (*BEFORE, "conj")
    if token.text in ("'", "\u2019"):
        plural = _capital(before) and before.text.endswith("s") and token.dep == "case"
        return plural and noun.lemma in pact_words("treaty")
    return token.lower in ("of", "for", "-", "&") and _capital(before)


def _capital(token: Token) -> bool:
    return (token.text[:1].isupper() or token.text[:1].isdigit()) and token.lower not in CALENDAR


def top_of(sentence: Sentence, words: tuple[Token, ...], noun: Token) -> Token:
    """The token of a title on which its others depend; the noun where the parse splits it."""
    inside = {word.i for word in words}
    token = noun
    while token.head in inside and token.head != token.i:
        token = sentence.head(token)
    return token
