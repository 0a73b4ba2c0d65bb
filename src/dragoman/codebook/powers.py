"""States, bodies and leaders by any of their names, whatever they do in a text."""

from functools import cache

from dragoman.codebook.offices import terms
from dragoman.codebook.organisations import armed_groups, organisations
from dragoman.codebook.states import organs, states


@cache
def _names() -> frozenset[str]:
    names = [name for s in states() for name in (s.name, *s.aliases, *s.demonyms, *s.seats)]
    names += [name for o in organs() for name in o.names]
    names += [name for o in organisations() for name in (o.name, *o.aliases)]
    names += [name for g in armed_groups() for name in (g.name, *g.aliases)]
    return frozenset(name.casefold() for name in names)


def is_power(name: str) -> bool:
    """Whether a name is one of a state, an organ of one, an organisation or an armed group."""
    return name.strip().casefold() in _names()


@cache
def _name_words() -> frozenset[str]:
    names = [name for s in states() for name in (s.name, *s.aliases, *s.demonyms, *s.seats)]
    names += [name for t in terms() for name in (t.name, *t.aliases, *t.known_as)]
    return frozenset(word.casefold() for name in names for word in name.split())


def is_name_word(word: str) -> bool:
    """Whether a word in lower case is part of a state's name, adjective or seat, or a leader's."""
    return word in _name_words()
