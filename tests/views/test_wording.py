import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.views.wording import count, plain, shorten


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("two\nlines\tand  more", "two lines and more"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("bell\x07 and\x9b csi", "bell and csi"),
        ("turned \u202eround\u202c", "turned round"),
        ("\u2066isolated\u2069", "isolated"),
        ("line\u2028separator", "line separator"),
        ("می\u200cرود", "می\u200cرود"),
        ("[bold]not markup[/bold]", "[bold]not markup[/bold]"),
        ("lone \udcff surrogate", "lone surrogate"),
        (None, ""),
    ],
)
def test_plain(given_text: str | None, shown: str) -> None:
    assert plain(given_text).replace("  ", " ") == shown


@given(st.text())
def test_plain_commands_no_terminal(text: str) -> None:
    for character in plain(text):
        assert unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}
        assert unicodedata.bidirectional(character) not in {"RLO", "LRO", "RLE", "LRE", "PDF"}


@given(st.text(), st.integers(min_value=2, max_value=80))
def test_shorten_keeps_the_limit(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= limit


def test_shorten_cuts_at_a_word() -> None:
    assert shorten("Iran left the nuclear accord on Monday", 25) == "Iran left the nuclear…"
    assert shorten("short", 25) == "short"


def test_count() -> None:
    assert [count(n, "page") for n in (0, 1, 2000)] == ["0 pages", "1 page", "2,000 pages"]
