import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.events import find_events
from dragoman.records import (
    Actor,
    ActorKind,
    Attribution,
    AttributionKind,
    Cast,
    DateBasis,
    Modality,
    Naming,
    Source,
    Span,
    Stance,
    Zone,
    ZoneKind,
)

TOLD = [
    # actives
    ("Iran accused Washington of breaking the accord.", "ACCUSE", ["IRN"], ["USA"]),
    ("France condemned the Russian attack.", "ACCUSE", ["FRA"], ["RUS"]),
    ("Germany criticised the US withdrawal.", "ACCUSE", ["DEU"], ["USA"]),
    ("The EU urged Turkey to ratify the accession.", "REQUEST", ["EU"], ["TUR"]),
    ("The EU called on Turkey to ratify the accession.", "REQUEST", ["EU"], ["TUR"]),
    ("Iran rejected an American offer of talks.", "REJECT", ["IRN"], ["USA"]),
    ("Iran refused to meet Trump.", "REJECT", ["IRN"], ["trump"]),
    ("Russia threatened Poland with strikes.", "THREATEN", ["RUS"], ["POL"]),
    ("Russia threatened to impose sanctions on Poland.", "THREATEN", ["RUS"], ["POL"]),
    ("Trump pulled the United States out of the accord.", "SANCTION", ["trump"], []),
    ("The United States withdrew from the treaty.", "SANCTION", ["USA"], []),
    ("The EU imposed sanctions on Russia.", "SANCTION", ["EU"], ["RUS"]),
    ("Poland recalled its ambassador from Moscow.", "SANCTION", ["POL"], ["RUS"]),
    ("Poland broke off ties with Russia.", "SANCTION", ["POL"], ["RUS"]),
    ("The EU lifted its sanctions on Iran.", "RETREAT", ["EU"], ["IRN"]),
    ("Russia withdrew its troops from Ukraine.", "RETREAT", ["RUS"], ["UKR"]),
    ("Poland closed its border with Ukraine.", "COERCE", ["POL"], ["UKR"]),
    ("Poland deployed troops along the border.", "MOBILIZE", ["POL"], []),
    ("Iran tested a ballistic missile.", "MOBILIZE", ["IRN"], []),
    ("Germany provided aid to Ukraine.", "AID", ["DEU"], ["UKR"]),
    ("Turkey ratified the treaty.", "SUPPORT", ["TUR"], []),
    ("France welcomed the return of the United States.", "SUPPORT", ["FRA"], ["USA"]),
    ("Russia gave way.", "CONCEDE", ["RUS"], []),
    ("Germany pledged to stay in the accord.", "AGREE", ["DEU"], []),
    ("Polish workers protested against Russia.", "PROTEST", ["POL"], ["RUS"]),
    # those who act for a body
    ("EU leaders condemned Russia.", "ACCUSE", ["EU"], ["RUS"]),
    ("John Example, the head of the EU, condemned Russia.", "ACCUSE", ["EU"], ["RUS"]),
    # coordination and shared subjects
    ("France and Germany condemned Russia.", "ACCUSE", ["FRA", "DEU"], ["RUS"]),
    ("The EU imposed sanctions on Russia and Iran.", "SANCTION", ["EU"], ["RUS", "IRN"]),
    # passives
    ("Sanctions were imposed on Iran.", "SANCTION", [], ["IRN"]),
    ("Poland was attacked by Russia.", "ASSAULT", ["RUS"], ["POL"]),
    ("Sanctions imposed on Iran by the EU remain.", "SANCTION", ["EU"], ["IRN"]),
    # relative clauses
    ("Poland, which had condemned Russia, spoke first.", "ACCUSE", ["POL"], ["RUS"]),
    # nouns
    ("Russia's invasion of Ukraine shook the continent.", "ASSAULT", ["RUS"], ["UKR"]),
    ("The invasion of Ukraine by Russia began.", "ASSAULT", ["RUS"], ["UKR"]),
    ("The US withdrawal from the accord came first.", "SANCTION", ["USA"], []),
    # together
    ("Merkel met Trump.", "CONSULT", ["merkel", "trump"], ["merkel", "trump"]),
    ("France held talks with Iran.", "CONSULT", ["FRA", "IRN"], ["FRA", "IRN"]),
    ("France and Iran signed an accord.", "SUPPORT", ["FRA", "IRN"], ["FRA", "IRN"]),
    ("France signed an accord with Iran.", "SUPPORT", ["FRA", "IRN"], ["FRA", "IRN"]),
    ("France signed the accord.", "SUPPORT", ["FRA"], []),
]


@pytest.mark.parametrize(("text", "kind", "source", "target"), TOLD)
def test_who_did_what_to_whom(events_in, text, kind, source, target):
    [event] = events_in(text)
    assert (event.type, list(event.source), list(event.target)) == (kind, source, target)


@pytest.mark.parametrize(
    "text",
    [
        "Germany said the talks were hard.",
        "The sanctions on Iran are harsh.",
        "A storm hit the coast.",
        "John Example met a neighbour.",
        "The Example Post accused nobody.",
        "Some 200 people were killed.",
        "Trump said the United States is great.",
        "France has a treaty.",
    ],
)
def test_what_is_no_event(events_in, text):
    assert events_in(text) == ()


def test_verbs_that_share_a_subject(events_in):
    found = events_in("Poland condemned Russia and closed its border with Ukraine.")
    assert [(e.type, e.source, e.target) for e in found] == [
        ("ACCUSE", ("POL",), ("RUS",)),
        ("COERCE", ("POL",), ("UKR",)),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("France urged Russia to withdraw its troops from Ukraine.", "REQUEST"),
        ("Russia threatened to attack Poland.", "THREATEN"),
        ("Germany criticised the Russian invasion of Ukraine.", "ACCUSE"),
    ],
)
def test_what_is_urged_threatened_or_judged_is_no_second_event(events_in, text, kind):
    assert [event.type for event in events_in(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Turkey will ratify the treaty.", "planned"),
        ("Turkey has not ratified the treaty.", "denied"),
        ("If Russia attacks Poland, the treaty ends.", "hypothetical"),
        ("Turkey ratified the treaty.", "actual"),
    ],
)
def test_modality(events_in, text, told):
    assert events_in(text)[0].modality is Modality(told)


def test_an_act_told_as_a_charge_is_alleged(events_in):
    accusing, attacking = events_in("Ukraine accused Russia of attacking Poland.")
    assert (accusing.type, accusing.modality) == ("ACCUSE", "actual")
    assert (attacking.type, attacking.modality) == ("ASSAULT", "alleged")
    assert (attacking.source, attacking.target) == (("RUS",), ("POL",))


@pytest.mark.parametrize(
    ("text", "day", "basis"),
    [
        ("The EU imposed sanctions on Russia on 3 June 2022.", "2022-06-03", "words"),
        ("The EU imposed sanctions on Russia on Wednesday.", "2022-06-01", "relative"),
        ("The EU imposed sanctions on Russia.", None, None),
        (
            "Berlin said on Wednesday that Germany would ratify the treaty.",
            "2022-06-01",
            "relative",
        ),
    ],
)
def test_dates(events_in, text, day, basis):
    [event] = events_in(text, published="2022-06-03")
    assert (event.date, event.date_basis) == (day, basis and DateBasis(basis))


def test_a_date_counted_from_the_sentence_before(events_in):
    text = "France condemned Russia on 3 May 2022. A day later Germany condemned Russia."
    assert [event.date for event in events_in(text)] == ["2022-05-03", "2022-05-04"]


def test_one_happening_told_twice_is_one_occurrence(events_in):
    first, second, other = events_in(
        "The EU imposed sanctions on Russia. So the EU imposed sanctions on Russia. "
        "The EU imposed sanctions on Iran."
    )
    assert first.occurrence == second.occurrence != other.occurrence
    assert len({first.id, second.id, other.id}) == 3


def test_place_is_the_state_where_it_happened(events_in):
    [event] = events_in("Merkel met Trump in Paris.")
    assert event.place is not None
    assert (event.place.text, event.place.country) == ("Paris", "FRA")


def test_the_innermost_attribution_carries_the_event(events_in):
    text = "Poland said Germany said Russia attacked Ukraine."
    kind, stance = AttributionKind.INDIRECT, Stance.ASSERTS
    outer = Attribution("outer", None, None, (Span(12, 48),), kind, stance, None, 1.0)
    inner = Attribution("inner", None, None, (Span(25, 48),), kind, stance, "outer", 1.0)
    [event] = events_in(text, attributions=(outer, inner))
    assert event.attribution == "inner"


def test_we_in_a_quotation_are_those_who_speak(events_in):
    text = "“We condemn Russia,” said Poland."
    quoted = Attribution(
        "a",
        Source(26, 32, "POL"),
        Span(21, 25),
        (Span(0, 20),),
        AttributionKind.DIRECT,
        Stance.ASSERTS,
        None,
        1.0,
    )
    [event] = events_in(text, attributions=(quoted,))
    assert (event.source, event.target) == (("POL",), ("RUS",))


def test_who_acts_for_an_organisation_makes_its_acts(parse):
    text = "Federica Mogherini condemned the attack on Kyiv by Iran."
    person = Actor(
        "m", "Federica Mogherini", ActorKind.PERSON, affiliation="EU", mentions=(Naming(0, 18),)
    )
    iran = Actor("IRN", "Iran", ActorKind.COUNTRY, "IRN", mentions=(Naming(51, 55),))
    union = Actor("EU", "European Union", ActorKind.ORGANISATION)

    [event] = find_events(parse(text), Cast((person, iran, union)), ())
    assert (event.type, event.source) == ("ACCUSE", ("EU",))
    # An id that no actor of the record has is never given.
    [event] = find_events(parse(text), Cast((person, iran)), ())
    assert event.source == ("m",)


def test_comments_tell_no_events(events_in):
    text = "Russia attacked Poland."
    assert events_in(text, zones=[Zone(ZoneKind.COMMENT, 0, len(text))]) == ()


def test_spans_and_codes(events_in):
    text = "Yesterday Iran tested a missile."
    [event] = events_in(text)
    assert text[event.trigger.start : event.trigger.end] == "tested"
    assert event.sentence == Span(0, len(text))
    assert (event.mode, event.cameo, event.quad) == ("weapons", "150", 4)


WORDS = ["Iran", "France", "EU", "signed", "met", "withdrew", "from", "by", "which", "and", "of"]
MORE = ["accused", "the", "accord", ",", "to", "sanctions", "on", "talks", "with", "imposed", "—"]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from([*WORDS, *MORE]), max_size=60))
def test_any_words_give_sound_rows(events_in, words):
    text = " ".join(words) or " "
    for event in events_in(text):
        assert event.source or event.target
        assert event.sentence.contains(event.trigger)
        assert event.modality not in (Modality.CALLED_FOR, Modality.THREATENED)
        assert 0 <= event.confidence <= 1


def test_a_very_long_sentence_is_read(events_in):
    text = "Iran condemned " + "France, Germany, " * 600 + "and Poland."
    [event] = [e for e in events_in(text) if e.source == ("IRN",)][:1]
    assert event.type == "ACCUSE"
