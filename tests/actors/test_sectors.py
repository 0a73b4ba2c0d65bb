"""A few words of news -> country and PLOVER sector of those who act in them."""

import pytest

from dragoman.actors import find_actors
from dragoman.records import Cast


@pytest.mark.parametrize(
    ("text", "words", "country", "sector"),
    [
        ("Russian troops entered the city.", "Russian troops", "RUS", "MIL"),
        ("Afghan rebels shelled the airport.", "Afghan rebels", "AFG", "REB"),
        ("Afghan civilians were killed.", "Afghan civilians", "AFG", "CVL"),
        ("Turkish police arrested two men.", "Turkish police", "TUR", "COP"),
        ("The French opposition objected.", "French opposition", "FRA", "OPP"),
        ("The Iranian government objected.", "Iranian government", "IRN", "GOV"),
        ("Berlin objected.", "Berlin", "DEU", "GOV"),
        ("The Knesset passed the law.", "Knesset", "ISR", "LEG"),
        ("The Pentagon denied it.", "Pentagon", "USA", "MIL"),
        ("Troops from Chad crossed the border.", "Troops from Chad", "TCD", "MIL"),
        ("Malian, Chadian and Nigerien troops met.", "Chadian", "TCD", "MIL"),
        ("Chinese oil companies signed.", "Chinese oil companies", "CHN", "BUS"),
        ("Chechen civilians fled the town.", "Chechen civilians", "RUS", "CVL"),
        ("Catalan voters went to the polls.", "Catalan voters", "ESP", "CVL"),
        ("US-backed rebels took the town.", "US", "USA", "GOV"),
        ("NATO warplanes bombed the bridge.", "NATO warplanes", None, "IGO"),
        ("Gen. Hossein Salami, the Iranian commander, spoke.", "Hossein Salami", "IRN", "MIL"),
    ],
)
def test_sectors(parse, text, words, country, sector):
    cast = Cast(find_actors(parse(text)))
    start = text.index(words)
    mention = next(m for m in cast.mentions if (m.start, m.end) == (start, start + len(words)))
    actor = cast.by_id[mention.actor]
    assert (actor.country, actor.sector) == (country, sector)


def test_all_words_for_one_sector_of_a_state_mean_one_actor(parse):
    text = "Russian troops entered. The Russian army left."
    [military] = [a for a in find_actors(parse(text)) if a.sector == "MIL"]
    assert (military.id, military.name, military.party) == ("RUS-MIL", "Russia, military", "RUS")
    assert len(military.mentions) == 2
