"""What a dataset says of an actor: its name, its state, and its codes in other systems."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from dragoman.codebook.organisations import armed_groups, organisations
from dragoman.codebook.states import state_of
from dragoman.codebook.systems import country_codes, known_groups, sector_codes
from dragoman.records.actors import ActorKind
from dragoman.records.tellings import Party


def completed(party: Party) -> Party:
    """An actor with what the codebook knows of its id, where the ledger has no row for it."""
    if party.kind is not None and party.name is not None:
        return party
    state = state_of(party.id)
    if state is not None:
        known = replace(party, kind=party.kind or ActorKind.COUNTRY.value, country=state.code)
        return replace(known, name=party.name or state.name)
    name, kind = _bodies().get(party.id, (party.id, None))
    return replace(party, name=party.name or name, kind=party.kind or kind)


@cache
def _bodies() -> Mapping[str, tuple[str, str]]:
    """The codebook's organisations and armed groups: name and kind by id."""
    found = {body.id: (body.name, ActorKind.ORGANISATION.value) for body in organisations()}
    return found | {body.id: (body.name, ActorKind.GROUP.value) for body in armed_groups()}


def name_of(party: Party) -> str:
    """What it is called, else its id."""
    return completed(party).name or party.id


def is_state(party: Party) -> bool:
    """Whether the actor is a state itself, and not somebody who acts for one."""
    return completed(party).kind == ActorKind.COUNTRY.value


def country_of(party: Party) -> str | None:
    """ISO 3166 alpha-3 of the state that it is or acts for."""
    return completed(party).country


def cow_of(country: str | None) -> int | None:
    """A state's number in the Correlates of War list."""
    state = state_of(country) if country else None
    return state.cow if state else None


def state_name(country: str | None) -> str | None:
    """A state's customary English name."""
    state = state_of(country) if country else None
    return state.name if state else country


def sector_of(party: Party) -> str | None:
    """Its PLOVER sector; of a state itself none, as datasets have it."""
    return None if is_state(party) else party.sector


def alpha2(country: str | None) -> str | None:
    """ISO 3166 alpha-2 of a state."""
    codes = country_codes().get(country or "")
    return codes.alpha2 if codes else None


def fips(country: str | None) -> str | None:
    """FIPS 10-4 of a state."""
    codes = country_codes().get(country or "")
    return codes.fips if codes else None


def icews_country(country: str | None) -> str | None:
    """What ICEWS calls a state."""
    codes = country_codes().get(country or "")
    return (codes.icews if codes else None) or state_name(country)


def icews_name(party: Party) -> str:
    """What ICEWS calls an actor: a part of a state as "Military (Syria)"."""
    country, sector = country_of(party), icews_sector(party)
    if country and sector and party.id == f"{country}-{party.sector}":
        return f"{sector} ({icews_country(country)})"
    return (icews_country(country) if is_state(party) else None) or name_of(party)


def icews_sector(party: Party) -> str | None:
    """ICEWS's name of an actor's sector."""
    codes = sector_codes().get(sector_of(party) or "")
    return codes.icews if codes else None


def cameo_country(party: Party) -> str | None:
    """CAMEO's code of the state that an actor is or acts for."""
    codes = country_codes().get(country_of(party) or "")
    return codes.cameo if codes else None


def cameo_group(party: Party) -> str | None:
    """CAMEO's code of the organisation or armed group that an actor is or acts for."""
    return known_groups().get(party.id) or known_groups().get(party.affiliation or "")


def cameo_sector(party: Party) -> str | None:
    """CAMEO's code of an actor's sector."""
    codes = sector_codes().get(sector_of(party) or "")
    return codes.cameo if codes else None


def cameo_actor(party: Party) -> str:
    """An actor's whole CAMEO code.

    A state's is its country's ("USA"), that of who acts for one has the sector behind it
    ("USAMIL"), an international organisation's stands behind IGO ("IGOUNO"). Whoever has no
    code there is told by its sector alone, if it has one.
    """
    country, group, sector = cameo_country(party), cameo_group(party), cameo_sector(party)
    if country is None and sector == "IGO":
        return f"IGO{group or ''}"
    return f"{country or ''}{group or '' if country is None else ''}{sector or ''}"
