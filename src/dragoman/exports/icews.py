"""ICEWS's layout: a row a pair, tab-separated with a header; CAMEO codes stay text."""

from dragoman.codebook.cameo_scales import cameo_scales
from dragoman.exports.days import day_of
from dragoman.exports.numbers import number_of
from dragoman.exports.pairs import Pair
from dragoman.exports.parties import country_of, icews_country, icews_name, icews_sector
from dragoman.exports.places import town
from dragoman.exports.writing import Value, Values
from dragoman.records.tellings import NOWHERE, Party, Telling


def icews_row(telling: Telling, pair: Pair, row: str) -> Values:
    """The row of one pair with a target; `telling.cameo` is a whole code."""
    assert pair.target is not None, "ICEWS has no events without a target"
    code = cameo_scales()[telling.cameo]
    site = telling.site or NOWHERE
    return {
        "Event ID": number_of(row),
        "Event Date": day_of(telling),
        **_side("Source", pair.source),
        "Event Text": code.name,
        "CAMEO Code": code.code,
        "Intensity": code.icews,
        **_side("Target", pair.target),
        "Story ID": number_of(telling.publication.article),
        "Publisher": telling.publication.outlet,
        "City": town(site),
        "Country": icews_country(site.country),
        "Latitude": site.latitude,
        "Longitude": site.longitude,
    }


def _side(what: str, party: Party) -> dict[str, Value]:
    return {
        f"{what} Name": icews_name(party),
        f"{what} Sectors": icews_sector(party),
        f"{what} Country": icews_country(country_of(party)),
    }
