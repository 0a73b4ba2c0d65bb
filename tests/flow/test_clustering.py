"""Clusters of reprints: what belongs together, whatever the order."""

import random
from hashlib import blake2b

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.flow import clustering
from dragoman.flow.clustering import (
    MANY,
    NEIGHBOURS,
    TRIES,
    Parts,
    Sketched,
    buckets,
    clusters,
)
from dragoman.flow.shingled import Shingled
from dragoman.language.shingles import bands_of, overlap, shingles_of

WORDS = [f"word{number}" for number in range(3000)]


def story(seed, length=200):
    return random.Random(seed).choices(WORDS, k=length)


def digest(text):
    return blake2b(text.encode(), digest_size=8).hexdigest()


def found(texts):
    """The clusters of texts, as sets of their places."""
    by_digest = {digest(text): text for text in texts}
    sketched = [Sketched(d, len(t.split()), bands_of(shingles_of(t))) for d, t in by_digest.items()]
    with Shingled(lambda wanted: ((d, by_digest[d]) for d in wanted)) as shingled:
        made = clusters(buckets(sketched), shingled)
    return {frozenset(by_digest[d] for d in cluster) for cluster in made}


def text(*parts):
    return " ".join(word for part in parts for word in part)


def test_a_cut_and_a_reordered_text_are_reprints_and_another_story_is_none():
    own, other = story(1), story(2)
    cut, turned = text(own[:130]), text(own[100:], own[:100])
    assert found([text(own), cut, turned, text(other)]) == {frozenset([text(own), cut, turned])}


def test_a_few_quoted_sentences_make_no_reprint():
    own = story(1)
    assert found([text(own), text(own[40:90], story(3, 120))]) == set()


def test_a_digest_of_three_stories_does_not_make_them_one():
    stories = [story(seed, 100) for seed in (1, 2, 3, 4)]
    assert found([text(*stories), *(text(each) for each in stories)]) == set()


def test_many_texts_of_one_band_are_found_though_not_each_is_held_against_each():
    own = story(1)
    texts = [text(own, story(seed, 6)) for seed in range(10, 10 + 4 * NEIGHBOURS)]
    assert found(texts) == {frozenset(texts)}


def passages_of_everybody(number):
    """Pages put together of the same sixty passages, each page beside its reprint."""
    passages = [story(seed, 40) for seed in range(60)]
    chance = random.Random(7)
    pages = []
    for at in range(number // 2):
        own = text(*chance.sample(passages, 6), story(1000 + at, 12))
        pages += [own, f"{own} first published by the harbour wire"]
    return pages


@pytest.mark.parametrize("number", [200, 800])
def test_bands_of_thousands_cost_each_page_a_few_comparisons(number, monkeypatch):
    texts = passages_of_everybody(number)
    held = []
    monkeypatch.setattr(clustering, "overlap", lambda *both: held.append(both) or overlap(*both))
    together = {each: at for at, part in enumerate(found(texts)) for each in part}
    assert all(together[a] == together[b] for a, b in zip(texts[::2], texts[1::2], strict=True))
    assert len(held) <= number * (TRIES + 1)


@pytest.mark.parametrize("number", [2 * MANY, 4000])
def test_a_band_of_very_many_is_no_reason_to_compare_two_texts(number, monkeypatch):
    held = []
    monkeypatch.setattr(clustering, "overlap", lambda *both: held.append(both) or overlap(*both))
    texts = {f"{at:04}": text(story(at, 30)) for at in range(number)}
    band = [(30, digest) for digest in texts]
    with Shingled(lambda wanted: ((d, texts[d]) for d in wanted)) as shingled:
        assert clusters([band], shingled) == []
        assert not held
        assert clusters([band, band], shingled) == []
        assert MANY < len(held) <= NEIGHBOURS * number


def test_each_text_is_loaded_once():
    texts, asked = passages_of_everybody(60), []
    by_digest = {digest(each): each for each in texts}
    sketched = [Sketched(d, len(t.split()), bands_of(shingles_of(t))) for d, t in by_digest.items()]
    shelf = Shingled(lambda wanted: asked.extend(wanted) or [(d, by_digest[d]) for d in wanted])
    with shelf as shingled:
        clusters(buckets(sketched), shingled)
    assert sorted(asked) == sorted(by_digest)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(60, 200)), min_size=1, max_size=8),
    st.randoms(use_true_random=False),
)
def test_order_and_repetition_play_no_part(given_texts, chance):
    texts = [text(story(seed)[:length]) for seed, length in given_texts]
    turned = [*texts, *texts[:2]]
    chance.shuffle(turned)
    assert found(texts) == found(turned)
    # What is a cluster is one too when nothing else is there.
    for cluster in found(texts):
        assert found(sorted(cluster)) == {cluster}


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"))), st.randoms())
def test_parts_are_named_by_their_least_member(pairs, chance):
    one, other = Parts(), Parts()
    for pair in pairs:
        one.join(*pair)
    chance.shuffle(pairs)
    for left, right in pairs:
        other.join(right, left)
    assert one.parts("abcdefgh") == other.parts("abcdefgh")
    assert all(one.part(member) == part[0] for part in one.parts("abcdefgh") for member in part)
