"""The vocabulary of events: the words that tell each type, and words that tell nothing."""

import pytest

TOLD = [
    # AGREE
    ("France and Germany reached an understanding.", "AGREE"),
    ("Russia gave Iran its word.", "AGREE"),
    ("Turkey is ready to mediate.", "AGREE"),
    ("Russia came to terms with Turkey.", "AGREE"),
    # CONSULT
    ("Merkel and Trump spoke by telephone on Friday.", "CONSULT"),
    ("Merkel sat down with Trump.", "CONSULT"),
    ("Turkey played host to Merkel.", "CONSULT"),
    ("Merkel had lunch with Trump.", "CONSULT"),
    ("Russia received Angela Merkel.", "CONSULT"),
    # SUPPORT
    ("Turkey came out in favour of the plan.", "SUPPORT"),
    ("Poland paid tribute to Ukraine.", "SUPPORT"),
    ("Polish support for Ukraine grew.", "SUPPORT"),
    ("Sweden sent its condolences to Turkey.", "SUPPORT"),
    # COOPERATE
    ("France and Poland took part in a drill.", "COOPERATE"),
    ("Iran began pumping gas to Turkey.", "COOPERATE"),
    ("Polish and Swedish police worked side by side.", "COOPERATE"),
    # AID
    ("France flew 80 tonnes of tents to Ukraine.", "AID"),
    ("Sweden wrote off the debt of Ukraine.", "AID"),
    ("Germany delivered howitzers to Ukraine.", "AID"),
    ("Germany took in Ukrainian refugees.", "AID"),
    # CONCEDE
    ("Iran dropped its claim to the island.", "CONCEDE"),
    ("Turkey softened its stance.", "CONCEDE"),
    ("Turkey granted Russia permission to dock.", "CONCEDE"),
    # RETREAT
    ("Iran set the French tourists free.", "RETREAT"),
    ("Iran ordered the release of the French tourists.", "RETREAT"),
    ("The last French soldiers left Turkey.", "RETREAT"),
    ("Russia withdrew from Ukraine.", "RETREAT"),
    ("The United States rolled back tariffs on Poland.", "RETREAT"),
    ("Turkey let inspectors in.", "RETREAT"),
    ("Russia ceased fire.", "RETREAT"),
    ("Ukraine declared a cease-fire with Russia.", "RETREAT"),
    # REQUEST
    ("Iran must open the site, the United States said.", "REQUEST"),
    ("Poland insisted that Germany pay.", "REQUEST"),
    ("Turkey proposed talks with Sweden.", "REQUEST"),
    ("Iran was called upon by France to stop.", "REQUEST"),
    ("Poland ordered Russia to pay.", "REQUEST"),
    ("Ukraine's request for batteries was passed on.", "REQUEST"),
    # ACCUSE
    ("Poland branded Russia an aggressor.", "ACCUSE"),
    ("Poland described the Russian move as a provocation.", "ACCUSE"),
    ("Poland held Russia responsible.", "ACCUSE"),
    ("Ukraine took Russia to court.", "ACCUSE"),
    ("Iran lashed out at France.", "ACCUSE"),
    ("Turkey pointed the finger at Iran.", "ACCUSE"),
    # REJECT
    ("Turkey said no to Sweden.", "REJECT"),
    ("Germany ruled out sending missiles to Ukraine.", "REJECT"),
    ("Iran brushed aside the American demand.", "REJECT"),
    ("Iran's refusal to talk was expected.", "REJECT"),
    ("Russia turned its back on the treaty.", "REJECT"),
    # THREATEN
    ("Trump gave Iran two weeks to answer.", "THREATEN"),
    ("Iran pledged to retaliate against the United States.", "THREATEN"),
    ("Russia's threat to strike was heard.", "THREATEN"),
    # PROTEST
    ("French workers downed tools.", "PROTEST"),
    ("French teachers walked off the job.", "PROTEST"),
    ("Turkish students burned the French flag.", "PROTEST"),
    ("Polish farmers blocked the border with Ukraine.", "PROTEST"),
    ("Turkish students pelted the police with stones.", "PROTEST"),
    # SANCTION
    ("A Russian court found the man guilty.", "SANCTION"),
    ("Poland ordered Russian diplomats to leave.", "SANCTION"),
    ("The EU hit Russia with sanctions.", "SANCTION"),
    ("Russia cut off gas to Poland.", "SANCTION"),
    ("Poland pulled out of the talks with Russia.", "SANCTION"),
    # MOBILIZE
    ("Russian troops massed on the border.", "MOBILIZE"),
    ("A French warship sailed through the strait.", "MOBILIZE"),
    ("Ukraine called up reservists.", "MOBILIZE"),
    ("Iran test-fired a missile.", "MOBILIZE"),
    ("Iran held a drill.", "MOBILIZE"),
    ("Sweden put its navy on alert.", "MOBILIZE"),
    # COERCE
    ("Russia took the men into custody.", "COERCE"),
    ("Turkey closed down two newspapers.", "COERCE"),
    ("Russian hackers broke into the computers of the ministry.", "COERCE"),
    ("Poland pushed back migrants.", "COERCE"),
    # ASSAULT
    ("Iran fired missiles at Poland.", "ASSAULT"),
    ("French police fired tear gas.", "ASSAULT"),
    ("Turkish police beat the students.", "ASSAULT"),
    ("Russian soldiers burned down the village.", "ASSAULT"),
    ("Iran took the sailors hostage.", "ASSAULT"),
    ("Ukrainian and Russian soldiers exchanged fire.", "ASSAULT"),
]


@pytest.mark.parametrize(("text", "kind"), TOLD)
def test_words_that_tell_a_type(events_in, text, kind):
    assert kind in [event.type for event in events_in(text)]


NOTHING = [
    "France struck a balance.",
    "Germany hit a record.",
    "France beat Germany.",
    "The Polish striker attacked down the left.",
    "A typhoon killed French tourists.",
    "Sweden fought the fire.",
    "France received a grant.",
    "Germany took the medal.",
    "Turkey said that Iran was late.",
    "The Polish men took tea.",
    "A general strike brought France to a halt.",
    "Trump left the room.",
    "Russia gave Merkel in Berlin a watch.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_the_same_words_in_another_sense(events_in, text):
    assert not [(event.type, event.trigger) for event in events_in(text)]


@pytest.mark.parametrize(
    ("text", "kind", "mode"),
    [
        ("Merkel and Trump talked by phone.", "CONSULT", "phone"),
        ("Iran freed the French tourists.", "RETREAT", "release"),
        ("French teachers went on strike.", "PROTEST", "strike"),
        ("Russia expelled the monitors.", "SANCTION", "expel"),
        ("Russia's drone strikes on Ukraine went on.", "ASSAULT", "drone"),
        ("Russian hackers targeted Poland.", "COERCE", "cyber"),
        ("Turkish protesters threw stones at the police.", "PROTEST", "riot"),
    ],
)
def test_modes(events_in, text, kind, mode):
    assert (kind, mode) in [(event.type, event.mode) for event in events_in(text)]
