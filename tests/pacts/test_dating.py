"""When moves were made: dates that the sentences share out among those who move."""

import pytest

from dragoman.flow import Options, Reader
from dragoman.pages import Page
from dragoman.pages.page import Given, PageFormat
from dragoman.records import Record

LAUNCHED = "The Zambezi Power Charter was launched in 1997 by Angola, Malawi and Zambia. "


@pytest.fixture(scope="module")
def reader():
    return Reader(Options(heads=False))


def dates(reader, text):
    """The date of each actor's joining or leaving."""
    page = Page("page", text, PageFormat.TEXT, Given(published="2024-05-17", language="en"))
    [record] = reader.read([page])
    assert isinstance(record, Record)
    steps = {"join", "withdraw", "suspend", "rejoin"}
    return {m.actor: m.date for m in record.moves if m.move.value in steps}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Oman joined the Zambezi Power Charter in 2013, Qatar in 2014 and Kuwait last year.",
            {"OMN": "2013", "QAT": "2014", "KWT": "2023"},
        ),
        (
            "Oman ratified the Zambezi Power Charter on 14 May 2010, Qatar did so five days later "
            "and Kuwait in February 2011.",
            {"OMN": "2010-05-14", "QAT": "2010-05-19", "KWT": "2011-02"},
        ),
        (LAUNCHED + "Kenya joined it a year later.", {"KEN": "1998"}),
        (LAUNCHED + "Kenya joined it that December.", {"KEN": "1997-12"}),
        (LAUNCHED + "Kenya left it before that year was out.", {"KEN": "1997"}),
        (
            "The balance tipped in July, when Kenya ratified the Zambezi Power Charter.",
            {"KEN": "2023-07"},
        ),
        (
            "Oman said on Monday that Kuwait, Qatar and Kenya would leave the Zambezi Power "
            "Charter in June.",
            {"KWT": "2024-06", "QAT": "2024-06", "KEN": "2024-06"},
        ),
    ],
)
def test_each_has_the_date_of_its_own_step(reader, text, expected):
    assert dates(reader, text) == expected


def test_who_shares_a_verb_has_none_of_its_own(reader):
    text = (
        "Oman joined the Zambezi Power Charter in May, papers said, and Qatar on Tuesday denied it."
    )
    assert "QAT" not in dates(reader, text)
