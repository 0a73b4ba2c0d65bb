import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.codebook.cameo import cameo_codes, cameo_rules, cut_to_type
from dragoman.codebook.events import event_words
from dragoman.codebook.plover import plover_types
from dragoman.events.acts import Act
from dragoman.events.cameo import LONGEST, cameo_of

ROOTS = {
    "03": {"AGREE"}, "04": {"CONSULT"}, "05": {"SUPPORT"}, "06": {"COOPERATE"}, "07": {"AID"},
    "08": {"CONCEDE", "RETREAT"}, "09": {"ACCUSE"}, "10": {"REQUEST"}, "11": {"ACCUSE"},
    "12": {"REJECT"}, "13": {"THREATEN"}, "14": {"PROTEST"}, "15": {"MOBILIZE"},
    "16": {"SANCTION", "COERCE"}, "17": {"COERCE", "ASSAULT"}, "18": {"ASSAULT"},
    "19": {"ASSAULT", "COERCE"}, "20": {"ASSAULT"},
}  # fmt: skip
"""The types that the alliance's conversion table gives to CAMEO's roots."""

TOLD = [
    ("Iran agreed to meet the envoys.", "agreed", "AGREE", None, "030", "036"),
    ("Germany pledged food aid to Sudan.", "pledged", "AGREE", None, "030", "0333"),
    ("Germany pledged weapons to Ukraine.", "pledged", "AGREE", None, "030", "0332"),
    ("The rebels agreed to a ceasefire.", "agreed", "AGREE", None, "030", "0356"),
    ("The rebels agreed to release the hostages.", "agreed", "AGREE", None, "030", "0353"),
    ("The states agreed to increase trade.", "agreed", "AGREE", None, "030", "0311"),
    ("The states agreed.", "agreed", "AGREE", None, "030", "030"),
    ("Iran asked Norway to mediate.", "asked", "REQUEST", None, "100", "108"),
    ("Iran urged the EU to lift the sanctions.", "urged", "REQUEST", "yield", "100", "1054"),
    ("Protesters demanded that the president resign.", "demanded", "REQUEST", "change", "100", "1041"),
    ("Chad asked for military aid.", "asked", "REQUEST", "assist", "100", "1032"),
    ("Iran rejected a meeting.", "rejected", "REJECT", "meet", "120", "125"),
    ("Russia vetoed the text.", "vetoed", "REJECT", "yield", "120", "129"),
    ("A court rejected the motion.", "rejected", "REJECT", None, "120", "120"),
    ("Iran accused the general of war crimes.", "accused", "ACCUSE", "allege", "112", "1124"),
    ("Iran accused two men of espionage.", "accused", "ACCUSE", "allege", "112", "1125"),
    ("The court is investigating war crimes.", "investigating", "ACCUSE", "investigate", "090", "094"),
    ("China threatened Lithuania with sanctions.", "threatened", "THREATEN", "restrict", "130", "1312"),
    ("Iran threatened a nuclear strike.", "threatened", "THREATEN", "violence", "130", "1385"),
    ("Workers marched against the new law.", "marched", "PROTEST", "demo", "141", "1412"),
    ("The EU halted humanitarian aid.", "halted", "SANCTION", "discontinue", "162", "1623"),
    ("Poland ended the talks.", "ended", "SANCTION", "withdraw", "161", "164"),
    ("The EU imposed sanctions.", "imposed", "SANCTION", "discontinue", "163", "163"),
    ("France sent food to Chad.", "sent", "AID", None, "070", "073"),
    ("France sent howitzers to Chad.", "sent", "AID", None, "070", "072"),
    ("France helped Chad.", "helped", "AID", None, "070", "070"),
    ("France and Chad held joint exercises.", "held", "COOPERATE", None, "060", "062"),
    ("The governor lifted the curfew.", "lifted", "RETREAT", None, "081", "0813"),
    ("The minister resigned.", "resigned", "RETREAT", "resign", "083", "0831"),
    ("A car bomb killed nine.", "killed", "ASSAULT", "explosives", "180", "1832"),
    ("Jets bombed the port.", "bombed", "ASSAULT", "aerial", "195", "195"),
    ("Russia seized the city.", "seized", "COERCE", "seize", "171", "192"),
    # where no rule fits, the row's code stands
    ("The US sanctioned two firms.", "sanctioned", "SANCTION", "discontinue", "163", "163"),
    ("Russia annexed it.", "annexed", "COERCE", "seize", "171", "192"),
    # a row's code of another type is cut to the type's own
    ("It did so.", "did", "CONSULT", None, "036", "04"),
    ("It did so.", "did", "RETREAT", None, "0833", "08"),
    ("It did so.", "did", "SUPPORT", None, "0579", "057"),
]  # fmt: skip


@pytest.fixture
def code_in(parse):
    def find(text, word, kind, mode, code, contexts=()):
        [sentence] = parse(text).sentences
        token = next(t for t in sentence.tokens if t.text == word)
        return cameo_of(Act(sentence, token, kind, code=code), mode, contexts)

    return find


@pytest.mark.parametrize(("text", "word", "kind", "mode", "stated", "code"), TOLD)
def test_the_code_is_as_deep_as_the_words_support(code_in, text, word, kind, mode, stated, code):
    assert code_in(text, word, kind, mode, stated) == code


def test_a_context_can_tell_the_code(code_in):
    assert (
        code_in("They worked together.", "worked", "COOPERATE", None, "060", ["military"]) == "062"
    )


def test_every_code_of_the_table_has_a_root_that_converts_to_its_type():
    for kind, code in cameo_codes():
        assert code.isdigit()
        assert kind in ROOTS[code[:2]], code
    assert {kind for kind, _ in cameo_codes()} == set(plover_types())


def test_every_rule_gives_a_code_of_its_type_and_asks_for_something():
    for kind, rules in cameo_rules().items():
        for rule in rules:
            assert (kind, rule.code) in cameo_codes()
            assert rule.modes or rule.verbs or rule.words or rule.contexts
            assert all(len(words) <= LONGEST for words in rule.words)


def test_what_the_event_words_say_is_cut_to_their_type():
    for rows in event_words().values():
        for row in rows:
            if not row.type:
                continue  # it tells nothing
            code = cut_to_type(row.cameo, row.type)
            assert row.type in ROOTS[code[:2]]
            assert len(code) >= 2


@given(st.text(alphabet="0123456789", max_size=5), st.sampled_from(sorted(plover_types())))
def test_any_code_is_cut_to_one_of_the_type(code, kind):
    cut = cut_to_type(code, kind)
    assert kind in ROOTS[cut[:2]]
    assert code.startswith(cut) or cut == plover_types()[kind].cameo
