"""Phoenix's layout: a row an occurrence and pair, tab-separated without a header."""

from collections.abc import Iterable, Sequence

from dragoman.codebook.cameo_scales import cameo_scales, penta_class
from dragoman.exports.days import compact, day_of
from dragoman.exports.pairs import Pair
from dragoman.exports.parties import (
    cameo_actor,
    cameo_country,
    cameo_group,
    cameo_sector,
    state_name,
)
from dragoman.exports.writing import Value, Values, joined
from dragoman.records.tellings import NOWHERE, Party, Telling


def phoenix_row(tellings: Sequence[Telling], pair: Pair, row: str) -> Values:
    """The row of one pair of an occurrence, told once or more.

    Args:
        tellings: those of the occurrence with this code and pair, the first published first.
        pair: a source and a target, for Phoenix has none without.
        row: the row's id.
    """
    assert pair.target is not None, "Phoenix has no events without a target"
    first = tellings[0]
    code = cameo_scales()[first.cameo]
    site, day = first.site or NOWHERE, compact(day_of(first))
    pages = [telling.publication for telling in tellings]
    return {
        "EventID": row,
        "Date": day,
        "Year": day[:4],
        "Month": day[4:6],
        "Day": day[6:],
        **_side("Source", pair.source),
        **_side("Target", pair.target),
        "EventCode": code.code,
        "EventRootCode": code.root,
        "PentaClass": penta_class(code.code),
        "GoldsteinScore": code.phoenix,
        "Lat": site.latitude,
        "Lon": site.longitude,
        "LocationName": site.name or state_name(site.country),
        "SentenceID": ";".join(telling.id for telling in tellings),
        "URLs": joined(_once(page.url for page in pages), ";"),
        "NewsSources": joined(_once(page.outlet for page in pages), ";"),
    }


def _once(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def _side(what: str, party: Party) -> dict[str, Value]:
    return {
        f"{what}ActorFull": cameo_actor(party),
        f"{what}ActorEntity": cameo_country(party) or cameo_group(party),
        f"{what}ActorRole": cameo_sector(party),
    }
