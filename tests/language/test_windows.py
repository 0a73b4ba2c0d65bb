"""Passages of so many pieces -> windows that hold each word once, and are not too large."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.windows import windows


def shown(sizes, room):
    return [
        [(part.passage, part.first, part.last) for part in window]
        for window in windows(sizes, room)
    ]


def test_neighbours_share_a_window_as_far_as_they_fit():
    assert shown([[1] * 10, [1] * 10, [1] * 10], 40) == [[(0, 0, 10), (1, 0, 10), (2, 0, 10)]]


def test_windows_are_filled_evenly():
    four = [[1] * 9] * 4
    assert shown(four, 36) == [[(0, 0, 9), (1, 0, 9)], [(2, 0, 9), (3, 0, 9)]]


def test_a_passage_without_words_is_in_no_window():
    assert shown([[], [1, 2], []], 32) == [[(1, 0, 2)]]


def test_a_long_passage_is_cut_and_its_parts_are_seen_with_a_margin():
    parts = [window[0] for window in windows([[1] * 100], 50)]
    assert [(part.first, part.last) for part in parts] == [(0, 35), (35, 70), (70, 100)]
    assert [(part.start, part.end) for part in parts] == [(0, 41), (29, 76), (64, 100)]


@given(
    st.lists(st.lists(st.integers(1, 8), max_size=80), max_size=12),
    st.integers(16, 120),
)
def test_every_word_is_judged_once_and_no_window_is_too_large(sizes, room):
    seen = set()
    for window in windows(sizes, room):
        assert 1 + sum(1 + sum(sizes[p.passage][p.start : p.end]) for p in window) <= room
        for part in window:
            assert part.start <= part.first < part.last <= part.end
            own = {(part.passage, n) for n in range(part.first, part.last)}
            assert not own & seen
            seen |= own
    assert seen == {(p, n) for p, words in enumerate(sizes) for n in range(len(words))}


def test_time_grows_with_the_words(seconds):
    def spent(words):
        return seconds(lambda: list(windows([[1] * words], 192)))

    assert sum(1 for _ in windows([[1] * 10_000], 192)) > 10_000 // 192
    assert spent(400_000) < 40 * max(spent(20_000), 0.01)
