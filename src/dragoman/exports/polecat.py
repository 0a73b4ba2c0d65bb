"""POLECAT's layout: a row a pair, tab-separated with a header."""

from dragoman.codebook.plover import intensity
from dragoman.exports.days import day_of
from dragoman.exports.pairs import Pair
from dragoman.exports.parties import country_of, cow_of, name_of, sector_of, state_name
from dragoman.exports.places import town
from dragoman.exports.writing import Value, Values, joined
from dragoman.records.tellings import NOWHERE, Party, Telling

QUADS = {
    1: "VERBAL COOPERATION",
    2: "MATERIAL COOPERATION",
    3: "VERBAL CONFLICT",
    4: "MATERIAL CONFLICT",
}
BETWEEN = "; "


def polecat_row(telling: Telling, pair: Pair, row: str) -> Values:
    """The row of one pair.

    Args:
        telling: an event; a saying has no PLOVER type and no row.
        pair: its source and target.
        row: the row's id.
    """
    assert telling.type is not None, "POLECAT has no sayings"
    page, site = telling.publication, telling.site or NOWHERE
    country = site.country
    return {
        "Event ID": row,
        "Event Date": day_of(telling),
        "Event Type": telling.type,
        "Event Mode": telling.mode,
        "Intensity": intensity(telling.type, telling.mode),
        "Quad Code": QUADS[telling.quad],
        "Contexts": joined(telling.contexts, BETWEEN),
        **_side("Actor", pair.source),
        **(_side("Recipient", pair.target) if pair.target is not None else {}),
        "Placename": site.name or state_name(country),
        "City": town(site),
        "Country": country,
        "Latitude": site.latitude,
        "Longitude": site.longitude,
        "Raw Placename": site.text,
        "Source": page.outlet,
        "Publication Date": page.published,
        "Story People": joined(page.people, BETWEEN),
        "Story Organizations": joined(page.bodies, BETWEEN),
        "Story Locations": joined(page.lands, BETWEEN),
        "Language": page.language,
        "Version": page.coder,
    }


def _side(what: str, party: Party) -> dict[str, Value]:
    country, sector = country_of(party), sector_of(party)
    return {
        f"{what} Name": name_of(party),
        f"{what} Country": country,
        f"{what} COW": cow_of(country),
        f"Primary {what} Sector": sector,
        f"{what} Sectors": sector,
        f"{what} Title": party.role,
        f"{what} Name Raw": party.words,
    }
