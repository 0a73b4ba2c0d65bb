"""Where datelines end."""

import pytest

from dragoman.language.datelines import end_of_dateline

CASES = [
    ("KISUMU - ", "Kenya and Uganda"),
    ("Vienna (Agency) — ", "Iran said"),
    ("VIENNA, July 14 (Agency) - ", "Iran said"),
    ("GENEVA, 2 May - ", "The talks"),
    ("TEL AVIV/GAZA — ", "Israel said"),
    ("ST. PETERSBURG — ", "“We"),
    ("", "U.S. - China talks"),
    ("", "Macron – a former banker – said"),
    ("", "NATO - the alliance of 32"),
    ("", "US-China talks"),
    ("", ""),
]


@pytest.mark.parametrize(("head", "rest"), CASES)
def test_end_of_dateline(head, rest):
    assert end_of_dateline(head + rest) == len(head)
