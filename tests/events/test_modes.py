import pytest

from dragoman.codebook.modes import _make, mode_words
from dragoman.codebook.plover import plover_types
from dragoman.codebook.tables import read_table
from dragoman.errors import CodebookError
from dragoman.events.acts import Act
from dragoman.events.modes import mode_of
from dragoman.records import Actor, ActorKind

TOLD = [
    # what was asked for, refused or threatened
    ("Ukraine urged Germany to send more weapons.", "urged", "REQUEST", None, "assist"),
    ("France urged Iran to release the two teachers.", "urged", "REQUEST", None, "yield"),
    ("Russia called on Turkey to return to talks.", "called", "REQUEST", None, "meet"),
    ("The EU urged Poland to amend the judicial law.", "urged", "REQUEST", None, "change"),
    ("Iran rejected a meeting with American envoys.", "rejected", "REJECT", None, "meet"),
    ("Germany refused to deliver aid to the junta.", "refused", "REJECT", None, "assist"),
    ("Russia vetoed the draft resolution.", "vetoed", "REJECT", None, "yield"),
    ("China threatened Australia with tariffs.", "threatened", "THREATEN", None, "restrict"),
    ("Iran threatened to expel the inspectors.", "threatened", "THREATEN", None, "expel"),
    ("Russia threatened to annex the province.", "threatened", "THREATEN", None, "territory"),
    ("Police threatened to arrest the marchers.", "threatened", "THREATEN", None, "arrest"),
    ("Poland threatened to quit the pact.", "threatened", "THREATEN", None, "relations"),
    ("North Korea threatened to attack the South.", "threatened", "THREATEN", None, "violence"),
    # with what it was done
    ("The army struck the camp with drones.", "struck", "ASSAULT", None, "drone"),
    ("A drone strike killed two officers.", "killed", "ASSAULT", None, "drone"),
    ("Warplanes attacked the depot.", "attacked", "ASSAULT", None, "aerial"),
    ("A car bomb killed nine people.", "killed", "ASSAULT", None, "explosives"),
    ("A suicide bomber killed the governor.", "killed", "ASSAULT", None, "suicide-attack"),
    ("Artillery pounded the port.", "pounded", "ASSAULT", None, "heavy-weapons"),
    ("Gunmen attacked the convoy.", "attacked", "ASSAULT", None, "firearms"),
    ("Police fired tear gas at the crowd.", "fired", "ASSAULT", "firearms", "crowd-control"),
    ("The regime attacked the town with sarin.", "attacked", "ASSAULT", None, "unconventional"),
    ("The presidents spoke by phone.", "spoke", "CONSULT", None, "phone"),
    ("Qatar mediated between the two sides.", "mediated", "CONSULT", None, "third-party"),
    ("The EU imposed a visa ban on the general.", "imposed", "SANCTION", None, "discontinue"),
    # a firm word goes before the row's mode, any other after it
    ("The prisoner went on hunger strike.", "went", "PROTEST", "strike", "hunger"),
    ("Students blocked the road in protest.", "blocked", "PROTEST", "demo", "obstruct"),
    ("Workers held a strike at the port.", "held", "PROTEST", "demo", "strike"),
    ("The army deployed militia units.", "deployed", "MOBILIZE", "troops", "militia"),
    ("Rebels released the pilot.", "released", "RETREAT", "release", "release"),
    # nothing told
    ("Russia attacked Ukraine.", "attacked", "ASSAULT", None, None),
    ("Iran met Iraq.", "met", "CONSULT", None, None),
    ("France praised the accord.", "praised", "SUPPORT", None, None),
]


@pytest.fixture
def act_in(parse):
    def find(text, word, kind, **more):
        [sentence] = parse(text).sentences
        token = next(t for t in sentence.tokens if t.text == word)
        return Act(sentence, token, kind, **more)

    return find


@pytest.mark.parametrize(("text", "word", "kind", "stated", "mode"), TOLD)
def test_the_mode_of_an_act(act_in, text, word, kind, stated, mode):
    assert mode_of(act_in(text, word, kind, mode=stated)) == mode


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The army attacked a drone factory.", "attacked"),
        ("Troops killed a sniper.", "killed"),
        ("Rebels attacked the town after an air raid.", "attacked"),
        ("Rebels attacked the town, where warplanes had landed.", "attacked"),
    ],
)
def test_what_is_struck_and_other_clauses_are_no_means(act_in, text, word):
    assert mode_of(act_in(text, word, "ASSAULT")) != "drone"
    assert mode_of(act_in(text, word, "ASSAULT")) != "aerial"


def test_three_who_consult_do_so_multilaterally(act_in):
    states = tuple(Actor(c, c, ActorKind.COUNTRY, c) for c in ("FRA", "DEU", "POL"))
    text = "France, Germany and Poland met in Weimar."
    assert mode_of(act_in(text, "met", "CONSULT", source=states, target=states)) == "multilateral"
    two = states[:2]
    assert mode_of(act_in(text, "met", "CONSULT", source=two, target=two)) is None


def test_every_mode_of_a_type_that_has_words_is_told_by_some():
    for kind, index in mode_words().items():
        told = {row.mode for rows in index.values() for row in rows}
        assert told <= set(plover_types()[kind].modes)
        if told:
            assert told == set(plover_types()[kind].modes)


def test_no_word_tells_two_modes_of_a_type_in_the_same_place():
    for index in mode_words().values():
        for rows in index.values():
            keys = [(row.words, row.pos, row.mode) for row in rows]
            assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("CONSULT\tfax\tfax\tnoun\t\t\town", "CONSULT has no mode 'fax'"),
        ("CONSULT\tphone\tphone call\tnoun\t\t\town", "no part of speech of a lone word"),
        ("CONSULT\tphone\tPhone\t\t\t\town", "no phrase of lemmas"),
        ("CONSULT\tphone\tphone\t\tabove\t\town", "none of means, trigger"),
    ],
)
def test_a_bad_row_says_what_is_wrong(row, why):
    header = "type\tmode\tword\tpos\twhere\tfirm\tsource"
    with pytest.raises(CodebookError, match=why):
        read_table("mode_words.tsv", _make, f"{header}\n{row}")
