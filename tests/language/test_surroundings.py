"""The sentence around a few words."""

import pytest

from dragoman.language.surroundings import REACH, sentence_around


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        (
            "He left. She stood by it, he said. They went.",
            "stood by it",
            "She stood by it, he said.",
        ),
        ("He left. It stands. They went.", "It stands", "It stands."),
        ("He left. It stands. They went.", "It stands.", "It stands."),
        ("The U.S. Senate agreed. So did Mr. Smith of Iowa.", "agreed", "The U.S. Senate agreed."),
        ("So did Mr. Smith of Iowa.", "of Iowa", "So did Mr. Smith of Iowa."),
        ("A headline\n\nIran joined\nthe pact\n\nMore", "joined", "Iran joined the pact"),
        ("“We left.” He sat down.", "He sat", "He sat down."),
        ("one", "one", "one"),
    ],
)
def test_the_whole_sentence_is_found(text, words, sentence):
    start = text.index(words)
    assert sentence_around(text, start, start + len(words)) == sentence


def test_a_sentence_without_end_is_cut():
    text = "word " * 10_000
    found = sentence_around(text, 20_000, 20_004)
    assert "word" in found
    assert len(found) <= 2 * REACH + 4
