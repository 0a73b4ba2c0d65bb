import pytest

from dragoman.codebook import gazetteer
from dragoman.codebook.gazetteer import Sort, capital_of, places_named
from dragoman.events.acts import Act
from dragoman.events.places import dateline_of, place_of
from dragoman.records import Actor, ActorKind, Cast, Naming, Place

STATES = {
    "IRN": ("Iran", "Iranian"), "AUT": ("Austria", "Vienna"), "SYR": ("Syria", "Syrian"),
    "RUS": ("Russia", "Russian"), "UKR": ("Ukraine", "Ukrainian"), "MLI": ("Mali",),
    "FRA": ("France", "French"), "GEO": ("Georgia",), "IRQ": ("Iraq", "Iraqi"),
}  # fmt: skip

# text, the act's word, type, mode; the place's words, country and name
TOLD = [
    # on the act's own word
    ("Envoys met in Vienna on Monday.", "met", "CONSULT", None, ("Vienna", "AUT", "Vienna")),
    ("In Mali, rebels attacked a convoy.", "attacked", "ASSAULT", None, ("Mali", "MLI", "Mali")),
    ("Thousands protested outside Paris.", "protested", "PROTEST", None, ("Paris", "FRA", "Paris")),
    ("Talks with Iran were held in Geneva.", "Talks", "CONSULT", None, ("Geneva", "CHE", "Geneva")),
    ("Police arrested nine men in northern Syria.", "arrested", "COERCE", None, ("Syria", "SYR", "Syria")),
    ("Jets shot down a drone over Syria.", "shot", "ASSAULT", None, ("Syria", "SYR", "Syria")),
    # on what it acts on
    ("Russia withdrew its troops from bases in Syria.", "withdrew", "RETREAT", None, None),
    ("Gunmen attacked a base in Mali.", "attacked", "ASSAULT", None, ("Mali", "MLI", "Mali")),
    ("They attacked the Iraqi embassy in Kabul.", "attacked", "ASSAULT", None, ("Kabul", "AFG", "Kabul")),
    ("They attacked the Iraqi embassy.", "attacked", "ASSAULT", None, None),
    ("Merkel met Iranian leaders in Tehran.", "met", "CONSULT", None, ("Tehran", "IRN", "Tehran")),
    # names beside nouns of place
    ("The army struck rebels in the Syrian city of Aleppo.", "struck", "ASSAULT", None, ("Aleppo", "SYR", "Aleppo")),
    ("Envoys met in the Iranian capital.", "met", "CONSULT", None, ("Iranian capital", "IRN", "Tehran")),
    ("Ships were seized in Iranian waters.", "seized", "COERCE", "seize", ("Iranian waters", "IRN", None)),
    ("Envoys met at a palace in Vienna.", "met", "CONSULT", None, ("Vienna", "AUT", "Vienna")),
    ("Iran seized a tanker in the Strait of Hormuz.", "seized", "COERCE", "seize", ("Strait of Hormuz", None, None)),
    # what is struck, where a visit goes
    ("Russia invaded Ukraine.", "invaded", "ASSAULT", None, ("Ukraine", "UKR", "Ukraine")),
    ("Russia bombed Kharkiv.", "bombed", "ASSAULT", "aerial", ("Kharkiv", "UKR", "Kharkiv")),
    ("The minister travelled to Baghdad.", "travelled", "CONSULT", "visit", ("Baghdad", "IRQ", "Baghdad")),
    ("France sent troops to Mali.", "sent", "MOBILIZE", "troops", ("Mali", "MLI", "Mali")),
    # told together
    ("Rebels attacked a camp in Mali, killing nine.", "killing", "ASSAULT", None, ("Mali", "MLI", "Mali")),
    ("Rebels in Mali attacked a convoy.", "attacked", "ASSAULT", None, ("Mali", "MLI", "Mali")),
    ("They attacked the Iraqis.", "attacked", "ASSAULT", None, None),
    ("Nine people died near Iran's parliament.", "died", "ASSAULT", None, ("Iran", "IRN", "Iran")),
    # speech has the place of the saying
    ("Speaking in Vienna, he rejected the offer.", "rejected", "REJECT", None, ("Vienna", "AUT", "Vienna")),
    ("France condemned the attack in Syria.", "condemned", "ACCUSE", None, None),
    ("France accused Iran of torture in Syria.", "accused", "ACCUSE", None, None),
    ("France discussed the situation in Mali.", "discussed", "CONSULT", None, None),
    # no places
    ("Envoys met in March.", "met", "CONSULT", None, None),
    ("Envoys met in 2015.", "met", "CONSULT", None, None),
    ("It attacked the plan in a statement.", "attacked", "ACCUSE", None, None),
    ("Iran tested a missile in response.", "tested", "MOBILIZE", "weapons", None),
    ("Iran tested a missile.", "tested", "MOBILIZE", "weapons", None),
]  # fmt: skip


def cast_of(text):
    found = []
    for code, names in STATES.items():
        spans = [(text.find(n), text.find(n) + len(n)) for n in names if n in text]
        if spans:
            named = tuple(Naming(*span) for span in sorted(set(spans)))
            found.append(Actor(code, code, ActorKind.COUNTRY, code, mentions=named))
    return Cast(tuple(found))


@pytest.fixture
def place_in(parse):
    def find(text, word, kind, mode=None, code="", target=(), source=()):
        parsed = parse(text)
        sentence, token = next((s, t) for s in parsed.sentences for t in s.tokens if t.text == word)
        cast = cast_of(text)
        sides = [tuple(cast.by_id[name] for name in side) for side in (source, target)]
        return place_of(
            Act(sentence, token, kind, mode, code, *sides), mode, code, cast, parsed.article
        )

    return find


@pytest.mark.parametrize(("text", "word", "kind", "mode", "place"), TOLD)
def test_where_an_act_happened(place_in, text, word, kind, mode, place):
    found = place_in(text, word, kind, mode)
    if place is None:
        assert found is None
    else:
        assert (found.text, found.country, found.name) == place
        assert 0 < found.confidence < 1


def test_a_town_and_a_capital_have_coordinates(place_in):
    found = place_in("Envoys met in Geneva.", "met", "CONSULT")
    assert (round(found.latitude), round(found.longitude)) == (46, 6)
    found = place_in("Envoys met in Vienna.", "met", "CONSULT")
    assert (round(found.latitude), round(found.longitude)) == (48, 16)
    assert place_in("Envoys met in Iran.", "met", "CONSULT").latitude is None


def test_what_is_near_and_unambiguous_is_surer(place_in):
    def score(text, word="attacked"):
        return place_in(text, word, "ASSAULT").confidence

    inside = score("In Mali, rebels attacked the army.")
    assert inside > score("Rebels attacked Mali.")
    assert inside > score("Rebels attacked the army near Mali.")
    assert inside > score("In Mali and Syria, rebels attacked the army.")


def test_the_states_beside_a_name_and_the_parties_settle_which_is_meant(place_in):
    texas = place_in("Envoys met in Paris, Texas.", "met", "CONSULT")
    assert (texas.country, texas.name) == ("USA", None)
    alabama = place_in("Envoys met in Birmingham, Alabama.", "met", "CONSULT")
    assert (alabama.country, round(alabama.latitude)) == ("USA", 34)
    assert place_in("Envoys met in Birmingham.", "met", "CONSULT").country == "GBR"
    held = place_in("Iraqi police arrested a man in Georgia.", "arrested", "COERCE")
    assert held.country == "GEO"
    assert place_in("They met in Valencia.", "met", "CONSULT").confidence < 0.8


def test_a_visit_is_placed_in_the_hosts_capital_with_little_weight(place_in):
    guest = place_in(
        "Iran received the delegation.", "received", "CONSULT", "visit", "043", source=["IRN"]
    )
    assert (guest.text, guest.country, guest.name, guest.confidence) == (
        "Iran",
        "IRN",
        "Tehran",
        0.4,
    )
    assert place_in("They paid a visit.", "paid", "CONSULT", "visit") is None


@pytest.mark.parametrize(
    ("head", "text", "country", "name"),
    [
        ("VIENNA (Agency) — ", "VIENNA", "AUT", "Vienna"),
        ("BRUSSELS, March 3 (Agency) - ", "BRUSSELS", "BEL", "Brussels"),
        ("Paris, Texas — ", "Paris", "USA", None),
        ("GAZA CITY, Gaza Strip -- ", "GAZA CITY", "PSE", None),
    ],
)
def test_a_dateline_serves_speech_and_talks_with_little_weight(
    place_in, parse, head, text, country, name
):
    story = f"{head}France rejected the offer on Monday."
    found = dateline_of(parse(story).article)
    assert (found.text, found.country, found.confidence) == (text, country, 0.3)
    assert name is None or found.name == name
    assert place_in(story, "rejected", "REJECT").text == text
    assert place_in(story.replace("rejected", "bombed"), "bombed", "SANCTION") is None


@pytest.mark.parametrize(
    "head", ["Update: ", "ANALYSIS — ", "Mr Kim - ", "", "—", "A" * 5000, "A, " * 3000]
)
def test_other_openings_are_no_dateline(parse, head):
    assert dateline_of(parse(f"{head}France rejected it.").article) is None


def test_states_and_capitals_are_known_without_the_towns(monkeypatch):
    monkeypatch.setattr(gazetteer, "_installed", lambda: False)
    [vienna, *_] = places_named("Vienna")
    assert (vienna.country, vienna.sort, vienna.latitude) == ("AUT", Sort.CAPITAL, None)
    assert places_named("Geneva") == ()
    assert [p.sort for p in places_named("Georgia")] == [Sort.STATE, Sort.PROVINCE]
    assert capital_of("IRN").name == "Tehran"
    assert capital_of("XXX") is None


def test_a_seat_that_is_no_capital_keeps_its_own_name():
    assert places_named("The Hague")[0].name == "The Hague"
    assert places_named("Washington, D.C.")[0].name == "Washington"


def test_nothing_is_known_by_the_empty_name():
    assert places_named("") == ()
    assert Place("x").confidence == 0.0
