"""Shingles and sketches: what counts as the same words."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.shingles import BANDS, Overlap, bands_of, overlap, shingles_of, wording

TEXT = "Iran's envoy said on Monday that the talks in Vienna had failed."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“Iran’s talks”—failed…", "irans talks failed"),
        ("A_b  C\n\td-e", "a b c d e"),
        ("ÉTAT État", "état état"),
        ("", ""),
    ],
)
def test_case_marks_and_spaces_do_not_count(text, words):
    assert wording(text) == words


def test_a_text_has_the_shingles_of_its_words():
    assert shingles_of("The talks, in Vienna!") == {"the talks in", "talks in vienna"}
    assert shingles_of("Two words") == frozenset()


def test_overlap_is_of_both_and_of_the_shorter():
    whole, part = frozenset("abcdef"), frozenset("abc")
    assert overlap(whole, part) == Overlap(0.5, 1.0) == overlap(part, whole)
    assert overlap(whole, frozenset()) == Overlap(0.0, 0.0)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(TEXT.split()), min_size=4, max_size=40))
def test_bands_depend_on_the_shingles_alone(words):
    shingles = shingles_of(" ".join(words))
    again = list(shingles)
    random.Random(1).shuffle(again)
    bands = bands_of(shingles)
    assert bands == bands_of(frozenset(again))
    assert len(set(bands)) == BANDS
    assert all(-(2**63) <= band < 2**63 for band in bands)
