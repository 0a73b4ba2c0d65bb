"""Which act of coming into an accord a sentence tells of."""

import pytest

from dragoman.codebook.joining import act_of, joining_acts


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("France signed the agreement in April.", "signature"),
        ("France ratified the agreement.", "consent"),
        ("It deposited its instrument of accession.", "consent"),
        ("The treaty entered into force for it on Friday.", "force"),
        ("Sweden applied for membership.", "application"),
        ("Washington notified the United Nations.", "notice"),
        ("France joined the agreement.", None),
        ("France signed and ratified the agreement.", None),
        ("The design of the treaty is new.", None),
    ],
)
def test_the_act_is_told_by_its_words(sentence, act):
    assert act_of(sentence) == act


def test_every_act_has_stems():
    assert all(joining_acts().values())
