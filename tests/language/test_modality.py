import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.codebook.modality import modality_words
from dragoman.language.modality import modality_of, negated
from dragoman.records import Modality

TOLD = [
    ("The US withdrew from the deal.", "withdrew", "actual"),
    ("The US will withdraw from the deal.", "withdraw", "planned"),
    ("The US did not withdraw from the deal.", "withdraw", "denied"),
    ("Iran refused to sign the accord.", "sign", "denied"),
    ("Iran has never attacked its neighbours.", "attacked", "denied"),
    ("No state signed the accord.", "signed", "denied"),
    ("The two sides reached no agreement.", "agreement", "denied"),
    ("Trump threatened to withdraw from the accord.", "withdraw", "threatened"),
    ("Trump threatened that the US would withdraw from the accord.", "withdraw", "threatened"),
    ("Ukraine accused Russia of sending tanks.", "sending", "alleged"),
    ("Iran allegedly attacked two tankers.", "attacked", "alleged"),
    ("The minister urged Iran to lift the ban.", "lift", "called-for"),
    ("The council called for talks.", "talks", "called-for"),
    ("The council called on Iran to release the crew.", "release", "called-for"),
    ("Washington wants to build a coalition.", "build", "planned"),
    ("Poland plans to deploy troops.", "deploy", "planned"),
    ("The plan to withdraw troops angered Kabul.", "withdraw", "planned"),
    ("The threat of sanctions hangs over Iran.", "sanctions", "threatened"),
    ("If Iran withdraws, the deal will collapse.", "withdraws", "hypothetical"),
    ("The pact will take effect after six states have ratified it.", "ratified", "planned"),
    ("London can join once it has left the bloc.", "left", "planned"),
    ("The talks began after six states had ratified it.", "ratified", "actual"),
    ("The talks began once it left the bloc.", "left", "actual"),
    ("Had Iran signed, the deal would have survived.", "signed", "hypothetical"),
    ("Suppose Iran left the treaty.", "left", "hypothetical"),
    ("China might have joined the pact, had it been asked.", "asked", "hypothetical"),
    ("Imagine that Iran had quit the treaty.", "quit", "hypothetical"),
    ("Should Iran withdraw, the EU would impose sanctions.", "withdraw", "hypothetical"),
    ("Should Iran withdraw, the EU would impose sanctions.", "impose", "hypothetical"),
    ("Iran could withdraw from the treaty.", "withdraw", "hypothetical"),
    ("Iran said it would withdraw from the treaty.", "withdraw", "planned"),
    ("Will Iran withdraw from the treaty?", "withdraw", "planned"),
    ("Did Iran withdraw from the treaty?", "withdraw", "hypothetical"),
    ("Iran denied attacking the ship.", "attacking", "denied"),
    ("Iran denied that it attacked the ship.", "attacked", "denied"),
    ("Turkey is expected to ratify the accord.", "ratify", "planned"),
    ("The plan is to be detailed on Monday.", "detailed", "planned"),
    ("Sweden did not sign or ratify the treaty.", "ratify", "denied"),
    ("Sweden did not sign the treaty but joined the talks.", "joined", "actual"),
    ("Sweden will sign and ratify the treaty.", "ratify", "planned"),
    ("Sweden began to withdraw troops.", "withdraw", "actual"),
    ("The EU condemned the invasion of Ukraine.", "invasion", "actual"),
    ("The EU will condemn the invasion of Ukraine.", "invasion", "actual"),
    ("The two sides will hold talks in Geneva.", "talks", "planned"),
    ("The two sides held talks in Geneva.", "talks", "actual"),
    ("Iran left the pact without signing the protocol.", "signing", "denied"),
    ("The minister said Iran should withdraw its troops.", "withdraw", "called-for"),
    ("The planned withdrawal of US troops was delayed.", "withdrawal", "planned"),
    ("Sanctions were imposed on Iran.", "imposed", "actual"),
    ("Sanctions will be imposed on Iran.", "imposed", "planned"),
    ("Russia vowed to retaliate.", "retaliate", "planned"),
    ("Russia is going to suspend the treaty.", "suspend", "planned"),
    ("Russia is ready to suspend the treaty.", "suspend", "hypothetical"),
    ("Not only did Turkey sign the accord, it ratified it.", "sign", "actual"),
    ("Turkey agreed to withdraw its troops.", "withdraw", "planned"),
    ("Turkey did not agree to withdraw its troops.", "withdraw", "denied"),
    ("The EU is considering imposing sanctions.", "imposing", "hypothetical"),
    ("Turkey sent troops to seize the town.", "seize", "planned"),
    ("Russia was accused of having attacked the convoy.", "attacked", "alleged"),
    ("It is unclear whether Iran attacked the ship.", "attacked", "hypothetical"),
    ("They rejected calls for a ceasefire.", "ceasefire", "hypothetical"),
    ("Trump announced the withdrawal of US troops.", "withdrawal", "actual"),
    ("Trump announced that the US would withdraw from the deal.", "withdraw", "planned"),
    ('"Iran will respond," the minister said.', "respond", "planned"),
    ("The agreement, which Iran has not ratified, expires soon.", "ratified", "denied"),
    ("The US is withdrawing from the deal.", "withdrawing", "actual"),
    ("Iran's failure to comply angered the EU.", "comply", "denied"),
    ("Iran failed to comply.", "comply", "denied"),
    ("The European Union said it will begin moves to block US sanctions.", "block", "planned"),
    ("Kim met Trump to sign a declaration.", "met", "actual"),
    ("Moscow can't impose sanctions.", "impose", "denied"),
    ("Moscow won't impose sanctions.", "impose", "denied"),
]


def word(parsed, text):
    return next((s, t) for s in parsed.sentences for t in s.tokens if t.text == text)


@pytest.mark.parametrize(("text", "act", "told"), TOLD)
def test_how_an_act_is_told(parse, text, act, told):
    sentence, token = word(parse(text), act)
    assert modality_of(sentence, token) is Modality(told)


@pytest.mark.parametrize(
    ("text", "act", "expected"),
    [
        ("Sweden did not sign or ratify the treaty.", "ratify", True),
        ("Sweden did not sign the treaty but joined the talks.", "joined", False),
        ("Not only did Turkey sign the accord, it ratified it.", "sign", False),
        ("No state has signed the treaty.", "signed", True),
        ("The two sides reached no agreement.", "reached", True),
        ("Sweden signed the treaty.", "signed", False),
    ],
)
def test_negation_of_the_act_itself(parse, text, act, expected):
    assert negated(*word(parse(text), act)) is expected


def test_vocabulary_has_no_word_twice_for_one_link():
    rows = [(w.kind, w.word, link) for w in modality_words() for link in w.links]
    assert len(rows) == len(set(rows))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.sampled_from(
            [
                "if",
                "will",
                "not",
                "and",
                "or",
                ",",
                "?",
                "to",
                "be",
                "accused",
                "of",
                "no",
                "Iran",
                "signed",
            ]
        ),
        min_size=1,
        max_size=60,
    )
)
def test_any_words_get_a_modality(parse, words):
    for sentence in parse(" ".join(words)).sentences:
        for token in sentence.tokens:
            assert modality_of(sentence, token) in Modality


def test_a_long_chain_of_coordinated_verbs_is_read(parse):
    sentence = parse("Iran will " + "sign, ratify, " * 400 + "and apply the treaty.").sentences[0]
    assert all(modality_of(sentence, token) in Modality for token in sentence.tokens)
