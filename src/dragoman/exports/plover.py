"""PLOVER's own JSON: an object an event, its actors in lists."""

from collections.abc import Iterable
from typing import Any

from dragoman.codebook.plover import intensity
from dragoman.exports.parties import completed, name_of, sector_of, state_name
from dragoman.records.tellings import Party, Site, Telling


def plover_object(telling: Telling) -> dict[str, Any]:
    """An event as PLOVER's JSON has it; what isn't known has no key.

    PLOVER requires a date: where none is known its text is empty.
    """
    assert telling.type is not None, "PLOVER has no sayings"
    page = telling.publication
    told = {
        "id": telling.id,
        "date": telling.date or page.published,
        "actor": _entities(telling.sources),
        "event": telling.type,
        "recipient": _entities(telling.targets),
        "event_loc": _place(telling.site) if telling.site else None,
        "event_text": telling.quote,
        "quad_code": telling.quad,
        "event_scale": intensity(telling.type, telling.mode),
        "mode": telling.mode,
        "context": list(telling.contexts),
        "link": page.url,
        "text": telling.words if telling.quote is not None else None,
        "text_info": {"start": telling.sentence.start, "end": telling.sentence.end},
        "cite_info": _known(
            {
                "citation": page.article,
                "url": page.url,
                "title": page.title,
                "language": page.language,
                "publication": page.outlet,
            }
        ),
        "coder": f"dragoman {page.coder}",
        "coded_date": page.read.strftime("%Y-%m-%d"),
        "coded_time": page.read.strftime("%H:%M:%S"),
        "comment": f"occurrence {telling.occurrence}",
    }
    return {"id": telling.id, "date": ""} | _known(told)


def _known(told: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if value not in (None, [], {})}


def _entities(side: Iterable[Party]) -> list[dict[str, Any]]:
    return [_entity(completed(party)) for party in side]


def _entity(party: Party) -> dict[str, Any]:
    known = party.party != party.id or party.kind in ("country", "organisation", "group")
    return _known(
        {
            "code": party.party if known else None,
            "sector": sector_of(party),
            "entity_text": name_of(party),
            "identifier_id": party.id,
            "identifier_text": party.words,
            "office": party.role,
        }
    )


def _place(site: Site) -> dict[str, Any]:
    name = site.name or state_name(site.country)
    return _known({"code": site.country, "entity_text": name, "identifier_text": site.text})
