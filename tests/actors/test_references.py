"""A few words of news -> for whom pronouns and descriptions stand."""

import pytest

from dragoman.actors import find_actors

GULF = "Saudi Arabia, Egypt, Bahrain and the United Arab Emirates cut ties with Qatar on Monday"


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Iran said it would leave the accord.", "it", "IRN"),
        ("Turkey recalled its envoy.", "its", "TUR"),
        ("The EU met in Sofia. It condemned the raid.", "It", "EU"),
        ("Iran accused Israel. It denied the charge.", "It", "IRN"),
        (f"{GULF}, accusing it of backing rebels.", "it", "QAT"),
        ("It is clear that Iran will leave.", "It", ""),
        ("Iran signed the accord. It took effect in May.", "It", ""),
        ("Britain, France and Germany said they regretted the decision.", "they", "DEU FRA GBR"),
        ("Iran and Oman met. They signed a text.", "They", "IRN OMN"),
        ("M23 rebels took Goma. They released prisoners.", "They", "M23"),
        ("Tokyo said that it wanted a meeting.", "it", "JPN"),
        ("Kinshasa accused Kigali of war and broke off relations with it.", "it", "RWA"),
        ("Germany's minister met Iranian leaders and urged them to stop.", "them", "IRN"),
        ("Emmanuel Macron declared himself content.", "himself", "FRA"),
    ],
)
def test_pronouns(meant, text, word, expected):
    assert meant(text, word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Qatar denied the charge. Troops flew to the emirate.", "the emirate", "QAT"),
        ("Jordan closed its border. The kingdom has few wells.", "The kingdom", "JOR"),
        ("The EU met. The 27-nation bloc adopted the text.", "The 27-nation bloc", "EU"),
        ("NATO met in Madrid. The alliance admitted Finland.", "The alliance", "NATO"),
        ("OPEC met. The cartel cut output.", "The cartel", "OPEC"),
        ("Islamic State lost Raqqa. The jihadists fled.", "The jihadists", "ISIS"),
        ("Oman spoke. Kinshasa accused Rwanda. The emirate was silent.", "The emirate", ""),
        ("Rwanda sent troops. Kinshasa accused its neighbour of war.", "its neighbour", "RWA"),
        ("Emmanuel Macron spoke. His country would stay, he said.", "His country", "FRA"),
        ("Jens Stoltenberg spoke in Oslo. The alliance was ready, he said.", "The alliance", "NATO"),
        ("The two Koreas will march together.", "The two Koreas", "KOR PRK"),
        ("Moon Jae-in spoke in Seoul. The North was silent.", "The North", "PRK"),
        ("The wind came from the north of Iran.", "the north", ""),
    ],
)  # fmt: skip
def test_descriptions(meant, text, word, expected):
    assert meant(text, word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        (f"{GULF}. The quartet closed its ports.", "The quartet", "ARE BHR EGY SAU"),
        ("Iran and Iraq signed. The two countries will trade.", "The two countries", "IRN IRQ"),
        ("Finland and Sweden applied. Both capitals wait.", "Both capitals", "FIN SWE"),
        ("Greece met NATO and the EU. Greece and Turkey spoke. The two countries met.", "The two countries", "GRC TUR"),
        ("Chile, Peru and Brazil met. None of the three signed.", "the three", "BRA CHL PER"),
        ("Chile, Peru and Brazil met. All three signed.", "All three", "BRA CHL PER"),
        ("Chile, Peru and Brazil met. The same three left the talks.", "The same three", "BRA CHL PER"),
        ("Chile, Peru and Brazil met. All three of them signed.", "All three", "BRA CHL PER"),
        ("Chile, Peru and Brazil met. Three of them signed.", "Three", ""),
        ("Chile and Peru met. Neither has signed.", "Neither", "CHL PER"),
        ("Mali and Niger met. The two juntas signed.", "The two juntas", "MLI NER"),
        ("Greece and Macedonia quarrel over the latter's name.", "the latter", "MKD"),
        ("Greece and Macedonia spoke. The former hosted the talks.", "The former", "GRC"),
        ("U.S. and Russian negotiators met in Geneva.", "U.S. and Russian negotiators", "RUS USA"),
        ("The leaders of France and Germany met.", "leaders of France and Germany", "DEU FRA"),
        ("The two leaders met.", "The two leaders", ""),
        (
            "Police held the Iranian envoy in Vienna. The two countries quarrelled.",
            "The two countries", "AUT IRN",
        ),
    ],
)  # fmt: skip
def test_groups_that_the_text_forms(meant, text, word, expected):
    assert meant(text, word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Niger's president was held. The army took power.", "The army", "NER"),
        ("Hungary votes in April. Parliament approved the bid.", "Parliament", "HUN"),
        ("Qatar answered. Its foreign minister, Ali Hamad, called the charges baseless.", "Ali Hamad", "QAT"),
        ("Heather Nauert, the State Department spokeswoman, spoke. The spokeswoman gave no date.", "The spokeswoman", "USA"),
        ("The pope prayed for Syria.", "The pope", "VAT"),
        ("Gunmen held shoppers in a mall in Nairobi.", "shoppers", "KEN"),
        ("Police killed two ethnic Albanians in Serbia.", "ethnic Albanians", "SRB"),
        ("A Moscow court jailed three activists.", "three activists", "RUS"),
        ("The army marched.", "The army", ""),
        ("A senior European official spoke of Iran.", "senior European official", ""),
    ],
)  # fmt: skip
def test_offices_and_institutions_left_without_their_state(meant, text, word, expected):
    found = meant(text, word)
    assert (found if len(found) < 5 or " " in found else "") == expected


def test_what_points_is_less_sure_than_a_name(parse):
    [iran] = [a for a in find_actors(parse("Iran said it would leave.")) if a.id == "IRN"]
    name, pronoun = iran.mentions
    assert (name.basis, pronoun.basis) == ("name", "pronoun")
    assert pronoun.score < name.score == 1
