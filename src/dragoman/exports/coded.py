"""Events in one code system, in a layout of our own: PLOVER's, PLV's or CAMEO's."""

from dragoman.codebook.cameo_scales import cameo_quad, cameo_scales
from dragoman.codebook.plover import intensity
from dragoman.exports.days import day_of
from dragoman.exports.pairs import Pair
from dragoman.exports.parties import country_of, cow_of, name_of, sector_of
from dragoman.exports.writing import Value, Values, joined
from dragoman.records.tellings import Party, Telling

PLOVER, PLV, CAMEO = "plover-16", "plv-15", "cameo"
YIELDING = ("CONCEDE", "RETREAT")
YIELD = "YIELD"
"""What PLV has for both."""


def coded_row(telling: Telling, pair: Pair, row: str, system: str) -> Values:
    """The row of one pair in a code system.

    Args:
        telling: an event; a saying in CAMEO alone, with its whole code.
        pair: its source and target.
        row: the row's id.
        system: "plover-16", "plv-15" or "cameo".
    """
    page = telling.publication
    return {
        "row": row,
        "event": telling.id,
        "occurrence": telling.occurrence,
        "date": telling.date,
        "day": day_of(telling),
        **_side("source", pair.source),
        **(_side("target", pair.target) if pair.target is not None else {}),
        **(_cameo(telling) if system == CAMEO else _plover(telling, system)),
        "mode": telling.mode,
        "contexts": joined(telling.contexts, "|"),
        "article": page.article,
        "url": page.url,
        "outlet": page.outlet,
        "published": page.published,
        "sentence_start": telling.sentence.start,
        "sentence_end": telling.sentence.end,
        "attribution": telling.attribution,
        "root_source": telling.root,
        "confidence": telling.confidence,
    }


def _plover(telling: Telling, system: str) -> dict[str, Value]:
    assert telling.type is not None, "PLOVER has no sayings"
    code = YIELD if system == PLV and telling.type in YIELDING else telling.type
    return {
        "code": code,
        "name": code,
        "root": code,
        "quad": telling.quad,
        "intensity": intensity(telling.type, telling.mode),
    }


def _cameo(telling: Telling) -> dict[str, Value]:
    code = cameo_scales()[telling.cameo]
    return {
        "code": code.code,
        "name": code.name,
        "root": code.root,
        "quad": cameo_quad(code.code),
        "intensity": code.gdelt,
    }


def _side(what: str, party: Party) -> dict[str, Value]:
    country = country_of(party)
    return {
        what: party.id,
        f"{what}_name": name_of(party),
        f"{what}_country": country,
        f"{what}_cow": cow_of(country),
        f"{what}_sector": sector_of(party),
    }
