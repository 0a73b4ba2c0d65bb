"""A picture for dark paper."""

from dragoman.views.figure_parts import GROUPS, INK, ON_DEEP, ON_PALE, PAPER
from dragoman.views.figure_schemes import DARK, in_dark


def test_ink_and_paper_turn_round_and_all_else_stays():
    spec = {"background": PAPER, "layer": [{"colour": INK, "text": f"about {INK}", "size": 3}]}
    assert in_dark(spec) == {
        "background": DARK[PAPER],
        "layer": [{"colour": DARK[INK], "text": f"about {INK}", "size": 3}],
    }


def test_a_bars_words_keep_their_ink():
    assert not {ON_DEEP, ON_PALE} & DARK.keys()
    assert {group.ink for group in GROUPS} == {ON_DEEP, ON_PALE}


def light(colour):
    """The relative luminance of a colour (WCAG 2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_all_that_is_drawn_stands_out_from_dark_paper():
    for group in GROUPS:
        assert contrast(DARK.get(group.colour, group.colour), DARK[PAPER]) >= 3, group.label
    assert contrast(DARK[INK], DARK[PAPER]) >= 7
