"""Outlets that no table lists, known by how their names end and by their reporting."""

from collections.abc import Iterator
from functools import cache

from dragoman.actors.guards import is_name_token
from dragoman.actors.readings import Reading
from dragoman.codebook.cues import cues_of
from dragoman.codebook.outlets import outlet_words
from dragoman.language.sentences import Sentence, Token
from dragoman.records import Span, ZoneKind

ADDRESSING = frozenset({"tell", "inform", "brief"})
QUOTING = frozenset({"to", "by", "with", "in"})
SHORTEST = 2


@cache
def _endings() -> dict[str, bool]:
    """The last word of outlets' names, and whether it is enough; of two words, the last."""
    return {word.word.split()[-1]: word.sure for word in outlet_words() if not word.sure} | {
        word.word: True for word in outlet_words() if word.sure
    }


def unlisted_outlets(reading: Reading) -> Iterator[tuple[str, Span]]:
    """Names and places of unlisted outlets in a sentence: "the Caspian Ledger reported"."""
    sentence = reading.sentence
    if sentence.zone.kind is ZoneKind.TITLE:
        return
    for token in sentence.tokens:
        if token.text not in _endings() or token.i in reading.hit_at:
            continue
        first = _beginning(reading, token)
        if token.i - first + 1 < SHORTEST or _follows(sentence, token):
            continue
        span = Span(sentence.tokens[first].start, token.end)
        last_two = " ".join(t.text for t in sentence.tokens[token.i - 1 : token.i + 1])
        if _endings().get(last_two) or _reports(sentence, token):
            name = " ".join(t.text for t in sentence.tokens[first : token.i + 1])
            yield name, span


def _beginning(reading: Reading, token: Token) -> int:
    """The first of the capitalised words that lead up to a token, an article left out."""
    tokens = reading.sentence.tokens
    first = token.i
    while first and _is_capitalised(tokens[first - 1]):
        if tokens[first].start - tokens[first - 1].end != 1:
            break
        first -= 1
    return first


def _is_capitalised(token: Token) -> bool:
    return token.text[0].isupper() and token.text.isalpha() and token.pos not in ("DET", "ADP")


def _follows(sentence: Sentence, token: Token) -> bool:
    after = sentence.tokens[token.i + 1 : token.i + 2]
    return bool(after) and is_name_token(after[0]) and after[0].start == token.end + 1


def _reports(sentence: Sentence, token: Token) -> bool:
    """Whether the name is the subject of a verb of saying, or is told something."""
    head = sentence.head(token)
    if token.dep == "nsubj":
        return head.lemma in cues_of("verb")
    if token.dep in ("dobj", "dative", "iobj"):
        return head.lemma in ADDRESSING
    if token.dep == "pobj" and head.lower in QUOTING | {"according"}:
        above = sentence.head(head)
        return above.lemma in cues_of("verb") or above.lower in ("according", "interview")
    return False
