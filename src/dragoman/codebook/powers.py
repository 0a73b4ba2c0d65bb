"""States and bodies by any of their names, whatever they do in a text."""

from functools import cache

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
