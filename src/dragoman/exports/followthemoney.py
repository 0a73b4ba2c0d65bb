"""FollowTheMoney's entities: articles, actors, events, and links between those who meet in them."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from dragoman.exports.addresses import web_address
from dragoman.exports.parties import alpha2, completed, name_of, state_name
from dragoman.records.actors import ActorKind
from dragoman.records.identity import content_id
from dragoman.records.tellings import Party, Publication, Telling

SCHEMATA = {
    ActorKind.COUNTRY.value: "PublicBody",
    ActorKind.ORGANISATION.value: "Organization",
    ActorKind.GROUP.value: "Organization",
    ActorKind.OUTLET.value: "Organization",
    ActorKind.PERSON.value: "Person",
}
Properties = dict[str, list[str | None]]
PLAIN = re.compile(r"[A-Za-z0-9.-]+")
LANGUAGES = {"en": "eng"}
"""The languages of articles in the three letters that FollowTheMoney has."""


def article_entity(page: Publication) -> dict[str, Any]:
    """An article."""
    told: Properties = {
        "title": [page.title],
        "sourceUrl": [web_address(page.url)],
        "publishedAt": [page.published],
        "publisher": [page.outlet],
        "language": [LANGUAGES.get(page.language or "")],
    }
    return _entity(_id("article", page.article), "Article", told)


def party_entity(party: Party) -> dict[str, Any]:
    """An actor: a state as its government, a person, an organisation, or somebody unknown."""
    whole = completed(party)
    schema = SCHEMATA.get(whole.kind or "", "LegalEntity")
    country = alpha2(whole.country)
    told: Properties = {
        "name": [name_of(whole)],
        "country": [country and country.lower()],
        "position": [whole.role if schema == "Person" else None],
    }
    return _entity(_id("actor", party.id), schema, told)


def event_entities(tellings: Sequence[Telling]) -> list[dict[str, Any]]:
    """An occurrence as an event, and a link from each who did it to each whom it was done to.

    Args:
        tellings: all of one occurrence.
    """
    first = tellings[0]
    sources = _once(p for telling in tellings for p in telling.sources)
    targets = _once(p for telling in tellings for p in telling.targets)
    kind = first.type or ""
    dates = [telling.date or telling.publication.published for telling in tellings]
    proof: list[str | None] = [_id("article", telling.publication.article) for telling in tellings]
    event: Properties = {
        "name": [_title(kind, sources, targets)],
        "date": dates,
        "country": [_country(telling) for telling in tellings],
        "location": [_location(telling) for telling in tellings],
        "involved": [_id("actor", p.id) for p in (*sources, *targets)],
        "summary": [telling.quote for telling in tellings],
        "keywords": [kind, *(telling.mode for telling in tellings), *first.contexts],
        "recordId": [first.occurrence],
        "sourceUrl": [web_address(telling.publication.url) for telling in tellings],
        "publisher": [telling.publication.outlet for telling in tellings],
        "proof": proof,
    }
    found = [_entity(_id("event", first.occurrence), "Event", event)]
    for source in sources:
        for target in targets:
            if source.id != target.id:
                link: Properties = {
                    "subject": [_id("actor", source.id)],
                    "object": [_id("actor", target.id)],
                    "role": [kind],
                    "date": dates,
                    "recordId": [first.occurrence],
                    "proof": proof,
                }
                key = content_id("link", first.occurrence, source.id, target.id)
                found.append(_entity(_id("link", key), "UnknownLink", link))
    return found


def _id(kind: str, subject: str) -> str:
    """An entity's id; one with signs that FollowTheMoney's can't have ("P5+1") becomes a hash."""
    plain = PLAIN.fullmatch(subject) is not None
    return f"dragoman-{kind}-{subject if plain else content_id(kind, subject)}"


def _entity(key: str, schema: str, told: Properties) -> dict[str, Any]:
    """An entity, each value once, without properties that have none."""
    properties = {name: list(dict.fromkeys(v for v in told[name] if v)) for name in told}
    return {
        "id": key,
        "schema": schema,
        "properties": {name: values for name, values in properties.items() if values},
    }


def _once(parties: Iterable[Party]) -> tuple[Party, ...]:
    return tuple({party.id: party for party in parties}.values())


def _title(kind: str, sources: Sequence[Party], targets: Sequence[Party]) -> str:
    who, whom = (", ".join(name_of(p) for p in side) for side in (sources, targets))
    return f"{kind}: {who} – {whom}" if whom else f"{kind}: {who}"


def _country(telling: Telling) -> str | None:
    code = alpha2(telling.site.country) if telling.site else None
    return code.lower() if code else None


def _location(telling: Telling) -> str | None:
    site = telling.site
    return (site.name or site.text or state_name(site.country)) if site else None
