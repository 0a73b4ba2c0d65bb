"""GDELT 2.0's layouts: an events table and a mentions table, tab-separated without headers."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from dragoman.codebook.cameo_scales import cameo_quad, cameo_scales
from dragoman.exports.days import compact, day_of, fraction
from dragoman.exports.numbers import number_of
from dragoman.exports.pairs import Pair
from dragoman.exports.parties import (
    cameo_actor,
    cameo_country,
    cameo_group,
    cameo_sector,
    fips,
    name_of,
    state_name,
)
from dragoman.exports.places import whole_state
from dragoman.exports.writing import Value, Values
from dragoman.records.tellings import Party, Site, Telling

WEB, CITATION = 1, 2
"""Kinds of mentions: a page with an address, and a source that is only named."""


def event_row(tellings: Sequence[Telling], pair: Pair, row: str) -> Values:
    """The row of one pair of an occurrence.

    Args:
        tellings: those of the occurrence with this code and pair, the first published first.
        pair: a source, and a target if one is told.
        row: the row's id, from which its number is made.
    """
    first = tellings[0]
    code = cameo_scales()[first.cameo]
    day = day_of(first)
    flat = compact(day)
    pages = [telling.publication for telling in tellings]
    return {
        "GLOBALEVENTID": number_of(row),
        "SQLDATE": flat,
        "MonthYear": flat[:6],
        "Year": flat[:4],
        "FractionDate": fraction(day),
        **_actor(1, pair.source),
        **(_actor(2, pair.target) if pair.target is not None else {}),
        "EventCode": code.code,
        "EventBaseCode": code.code[:3],
        "EventRootCode": code.root,
        "QuadClass": cameo_quad(code.code),
        "GoldsteinScale": code.gdelt,
        "NumMentions": len(tellings),
        "NumSources": len({page.outlet for page in pages}),
        "NumArticles": len({page.article for page in pages}),
        **(_place(first.site) if first.site is not None else {}),
        "DATEADDED": _stamp(min(page.read for page in pages)),
        "SOURCEURL": pages[0].url,
    }


def mention_rows(tellings: Sequence[Telling], pair: Pair, row: str) -> Iterator[Values]:
    """The rows of the mentions table that belong to `event_row`: one a telling."""
    added = _stamp(min(telling.publication.read for telling in tellings))
    for telling in tellings:
        page = telling.publication
        yield {
            "GlobalEventID": number_of(row),
            "EventTimeDate": added,
            "MentionTimeDate": _stamp(page.read),
            "MentionType": WEB if page.url else CITATION,
            "MentionSourceName": _host(page.url) or page.outlet,
            "MentionIdentifier": page.url or page.article,
            "Actor1CharOffset": _start(telling.sources, pair.source),
            "Actor2CharOffset": _start(telling.targets, pair.target),
            "ActionCharOffset": telling.trigger.start,
            "InRawText": 1,
            "Confidence": max(10, 10 * round(10 * telling.confidence)),
            "MentionDocLen": page.length,
        }


def _actor(number: int, party: Party) -> dict[str, Value]:
    return {
        f"Actor{number}Code": cameo_actor(party),
        f"Actor{number}Name": name_of(party).upper(),
        f"Actor{number}CountryCode": cameo_country(party),
        f"Actor{number}KnownGroupCode": cameo_group(party),
        f"Actor{number}Type1Code": cameo_sector(party),
    }


def _place(site: Site) -> dict[str, Value]:
    code, whole = fips(site.country), whole_state(site)
    return {
        "ActionGeo_Type": 1 if whole else None,
        "ActionGeo_FullName": site.name or state_name(site.country),
        "ActionGeo_CountryCode": code,
        "ActionGeo_ADM1Code": code if whole else None,
        "ActionGeo_Lat": site.latitude,
        "ActionGeo_Long": site.longitude,
        "ActionGeo_FeatureID": code if whole else None,
    }


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y%m%d%H%M%S")


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None


def _start(side: Sequence[Party], party: Party | None) -> int | None:
    return next((p.start for p in side if party is not None and p.id == party.id), None)
