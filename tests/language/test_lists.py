"""Lists of names -> one coordination, whatever the parser made of them."""

import pytest


def listed(parse, text):
    [sentence] = parse(text).sentences
    subject = next(t for t in sentence.tokens if t.dep == "nsubj")
    return [t.text for t in sentence.conjuncts(subject)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Saudi Arabia, Egypt, Bahrain and Oman cut ties with Qatar.",
            ["Arabia", "Egypt", "Bahrain", "Oman"],
        ),
        ("Iran, Oman and Qatar signed.", ["Iran", "Oman", "Qatar"]),
        ("Ali Hamad, the minister, signed.", ["Hamad"]),
    ],
)
def test_lists(parse, text, expected):
    assert listed(parse, text) == expected
