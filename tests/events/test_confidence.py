"""What a coding rests on -> how sure the event is; and thresholds for how few false ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.codebook.confidence import threshold_for, thresholds
from dragoman.errors import UsageError
from dragoman.events.confidence import confidence_of
from dragoman.records import CodedBy, Coding, TypeScore

RULE = Coding(CodedBy.RULE, (), "condemn (verb)", 0.99, (TypeScore("ACCUSE", 0.9),))


def test_both_sides_make_an_event_surer():
    assert confidence_of("ACCUSE", RULE, True, True) > confidence_of("ACCUSE", RULE, True, False)


@given(st.floats(0, 1), st.floats(0, 1), st.booleans(), st.booleans(), st.sampled_from(CodedBy))
def test_confidences_are_probabilities(related, share, source, target, by):
    coding = Coding(by, (), None, related, (TypeScore("AID", share),))
    assert 0 <= confidence_of("AID", coding, source, target) <= 1


def test_weights_of_ones_own_count():
    assert confidence_of("ACCUSE", RULE, True, True, {}) == 0.5


def test_fewer_false_ones_ask_for_surer_events():
    known = thresholds()
    asked = [threshold_for(most, known) for most in (100, 5, 1, 0)]
    assert asked == sorted(asked)
    assert asked[0] == 0


def test_thresholds_of_ones_own_are_read(tmp_path):
    own = tmp_path / "own.tsv"
    own.write_text("confidence\tfalse\tkept\n0.5\t3\t0.9\n0\t12\t1\n")
    assert threshold_for(4, thresholds(own)) == 0.5
    assert threshold_for(2, thresholds(own)) > 1  # nothing is sure enough


@pytest.mark.parametrize("text", ["", "confidence\tfalse\tkept\n2\t3\t0.9\n", "a\tb\n1\t2\n"])
def test_a_table_that_is_none_is_refused(tmp_path, text):
    own = tmp_path / "own.tsv"
    own.write_text(text)
    with pytest.raises(UsageError, match=r"own\.tsv"):
        thresholds(own)
