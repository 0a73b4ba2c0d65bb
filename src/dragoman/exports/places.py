"""Places as datasets tell them: a whole state, or a town in one."""

from dragoman.codebook.states import state_of
from dragoman.records.tellings import Site


def whole_state(site: Site | None) -> bool:
    """Whether the place is a state and no town in it."""
    if site is None or site.country is None:
        return False
    state = state_of(site.country)
    named = site.name or site.text
    known = (state.name, *state.aliases) if state else ()
    return (site.name is None and (named is None or named in known)) or site.name in known


def town(site: Site | None) -> str | None:
    """The resolved name of a place that is no whole state."""
    return site.name if site is not None and not whole_state(site) else None
