"""Descriptions of a pact that its article names as well: "the violence treaty" of Istanbul.

A description is a pact of its own where nothing tells which named one it is of; a text that calls
one pact by two names would have two.
"""

from collections.abc import Iterable, Mapping, Sequence

from dragoman.language.sentences import Sentence
from dragoman.pacts.naming import Names
from dragoman.pacts.register import Pact, PactMention
from dragoman.records import PactKind

SLIGHT = ("with", "between", "of", "on", "for", "the", "and", "against", "to", "in")
"""Words of a description that tell it from no other."""
PLACING = ("european", "african", "american", "asian", "arab", "pacific", "western", "global")
"""Words that say where a pact holds, which its own name need not."""


def called(pact: Pact, known: Iterable[Pact], names: Names) -> Pact | None:
    """The one pact of the catalogue among `known` whose names have all words of a description."""
    telling = {w for w in _words(pact.name) if w not in (*SLIGHT, *PLACING, pact.head)}
    fitting = {}
    for other in known:
        entry = names.known(other.id)
        if entry is None or other.acts or other.kind is not pact.kind:
            continue
        own = _words(" ".join((entry.name, *entry.aliases, *entry.weak)))
        if telling and telling <= own:
            fitting[other.id] = other
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def meant(
    mentions: Sequence[tuple[Sentence, PactMention]], named: Mapping[str, Pact], names: Names
) -> dict[str, Pact]:
    """The named pacts that the descriptions of an article stand for, by the descriptions' ids.

    One of the catalogue whose names have all their words; else the only title of the article that
    ends in their noun, where the description is never one of something new ("a lithium pact").
    """
    plain = {m.pact.id for _, m in mentions if m.token.text.islower() and not m.pact.listed}
    new = {m.pact.id for sentence, m in mentions if _new(sentence, m)}
    found: dict[str, Pact] = {}
    for ident in plain:
        pact = named.get(ident)
        if pact is None or pact.name[:1].isupper() or pact.parent is not None:
            continue
        other = called(pact, named.values(), names)
        if other is None and ident not in new and pact.kind is PactKind.ACCORD:
            other = _only_title(pact, named.values())
        if other is not None and other.id != ident:
            found[ident] = other
    return found


def _only_title(pact: Pact, named: Iterable[Pact]) -> Pact | None:
    """The one title with a description's noun, which no other description or title has."""
    alike = [p for p in named if p.head == pact.head and p.kind is pact.kind and p.id != pact.id]
    own = {w for w in pact.name.split() if w[:1].isupper() or w.isdigit()}
    if len(alike) != 1 or not pact.head or not alike[0].name[:1].isupper():
        return None
    return alike[0] if own <= set(alike[0].name.split()) else None


def _new(sentence: Sentence, mention: PactMention) -> bool:
    return any(c.lower in ("a", "an", "another") for c in sentence.children(mention.token))


def _words(name: str) -> set[str]:
    """A name's words in lower case and in the singular."""
    return {word.removesuffix("s") for word in name.lower().split()}
