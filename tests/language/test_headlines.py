"""Headlines -> what the parser is given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.headlines import CommonWords, sentence_case

KNOWN = CommonWords(
    is_grammar={"the", "with", "to", "in", "as", "may"}.__contains__,
    is_open={"open", "meet", "head", "say", "polish", "win", "quit"}.__contains__,
    is_noun={"summit", "leader", "turkey", "jet"}.__contains__,
    is_name={"polish", "may"}.__contains__,
)


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Guterres Opens the Lisbon Summit", "Guterres opens the Lisbon Summit"),
        ("Guterres Meets Putin, Heads to Kyiv", "Guterres meets Putin, heads to Kyiv"),
        ("Turkey Says Polish Leaders Meet", "Turkey says Polish leaders meet"),
        ("PUTIN MEETS EU LEADERS IN KYIV", "Putin meets EU leaders in Kyiv"),
        ("Guterres opens the summit in Lisbon.", "Guterres opens the summit in Lisbon."),
        ("Kyiv Quits", "Kyiv Quits"),
        ("İstanbul Summit Opens With Leaders", "İstanbul Summit opens with leaders"),
    ],
)
def test_common_words_of_headlines(headline, expected):
    assert sentence_case(headline, KNOWN) == expected


@given(st.text(max_size=80))
def test_no_offset_moves(text):
    assert len(sentence_case(text, KNOWN)) == len(text)


def test_the_articles_words_keep_their_letters(parse):
    text = "Guterres Meets Putin With Polish Leaders in Kyiv"
    [sentence] = parse(text).sentences
    assert " ".join(t.text for t in sentence.tokens) == text
    assert next(t for t in sentence.tokens if t.text == "Meets").pos == "VERB"
