"""A small cast and a reader of events for the tests of this room."""

import re

import pytest

from dragoman.events import find_events
from dragoman.records import Actor, ActorKind, Cast, Span

COUNTRY, PERSON, BODY = ActorKind.COUNTRY, ActorKind.PERSON, ActorKind.ORGANISATION
WHO = {
    "USA": (COUNTRY, "USA", ["United States", "US", "American", "Washington"]),
    "IRN": (COUNTRY, "IRN", ["Iran", "Iranian", "Tehran"]),
    "RUS": (COUNTRY, "RUS", ["Russia", "Russian", "Moscow"]),
    "UKR": (COUNTRY, "UKR", ["Ukraine", "Ukrainian", "Kyiv"]),
    "FRA": (COUNTRY, "FRA", ["France", "French", "Paris"]),
    "DEU": (COUNTRY, "DEU", ["Germany", "German", "Berlin"]),
    "TUR": (COUNTRY, "TUR", ["Turkey", "Turkish", "Ankara"]),
    "SWE": (COUNTRY, "SWE", ["Sweden", "Swedish"]),
    "POL": (COUNTRY, "POL", ["Poland", "Polish"]),
    "EU": (BODY, None, ["European Union", "EU"]),
    "NATO": (BODY, None, ["NATO"]),
    "trump": (PERSON, "USA", ["Donald Trump", "Trump"]),
    "merkel": (PERSON, "DEU", ["Angela Merkel", "Merkel"]),
    "nobody": (PERSON, None, ["John Example"]),
    "outlet": (ActorKind.OUTLET, None, ["The Example Post"]),
}


def cast_of(text):
    """The actors of WHO that a text names, longer names first."""
    names = {name: actor for actor, (_, _, found) in WHO.items() for name in found}
    ordered = sorted(names, key=len, reverse=True)
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, ordered)) + r")\b")
    spans = {}
    for match in pattern.finditer(text):
        spans.setdefault(names[match[0]], []).append(Span(*match.span()))
    return Cast(
        tuple(
            Actor(actor, actor, WHO[actor][0], WHO[actor][1], mentions=tuple(found))
            for actor, found in spans.items()
        )
    )


@pytest.fixture
def events_in(parse):
    """The events of a text, its cast and attributions given or made."""

    def run(text, published=None, attributions=(), zones=None, judge=None):
        parsed = parse(text, published=published, zones=zones)
        return find_events(parsed, cast_of(text), attributions, judge)

    return run
