"""Whatever the text: no crash, sorted spans inside the parsed zones, the same answer twice."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.actors import find_actors

SCRAPS = st.sampled_from(
    [
        "Iran", "U.S.", "the", "President", ",", "'s", "’s", "Mr", "Sheikh", "bin", "al-", "-",
        "Trump", "State Department", "spokesman", "of", "for", "said", "told", "Ledger", "P5+1",
        "New", "York", "Times", ".", "\n", "\n\n", "(", "\u200b", "\u0301", "é", "中国", "🙂", "İ", "\xa0", "\x00",
        "WASHINGTON -", "former", "minister", "ministry", "government", "Georgia", "Jordan", "_", "AFP",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=80), st.lists(SCRAPS, max_size=30).map(" ".join), st.lists(SCRAPS).map("".join)
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=TEXTS)
def test_never_crashes_and_stays_inside_the_text(parse, text):
    parsed = parse(text.encode("utf-8", "replace").decode())
    actors = find_actors(parsed)
    for actor in actors:
        assert list(actor.mentions) == sorted(set(actor.mentions))
        for span in actor.mentions:
            assert 0 <= span.start < span.end <= len(parsed.article.text)
            assert parsed.sentence_at(span.start) is not None
    assert len({actor.id for actor in actors}) == len(actors)
    assert find_actors(parsed) == actors


@pytest.mark.parametrize(
    "text",
    [
        "Iran President " * 1500,
        "Abc " * 3000,
        "of the " * 1500,
        "Iran's " * 1500,
        "Emmanuel Macron said he left and " * 900,
    ],
)
def test_long_sentences_take_linear_time(parse, seconds, text):
    """Four times the words take four times as long, not sixteen times."""
    quarter, whole = parse(text[: len(text) // 4]), parse(text)
    assert seconds(lambda: find_actors(whole)) < 9 * seconds(lambda: find_actors(quarter)) + 0.5


@pytest.mark.parametrize("outlet", ["The", "the the", "  ", "-", "The 's", "_"])
def test_odd_outlets(parse, outlet):
    parsed = parse("The the - 's The", outlet=outlet)
    for actor in find_actors(parsed):
        assert all(0 <= s.start < s.end <= 16 for s in actor.mentions)
