"""Days in bylines, stamps and metadata."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.pages.dates import DayOrder, date_span, day_in, day_order, is_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("May 8, 2018", "2018-05-08"),
        ("Updated 3 June 2022 17:20", "2022-06-03"),
        ("2018-08-08T13:20:41+00:00", "2018-08-08"),
        ("Tue, 08 May 2018 14:00:00 GMT", "2018-05-08"),
        ("JUL. 17, 2023, 4:38 PM ET", "2023-07-17"),
        ("Thursday, 12th February, 2015", "2015-02-12"),
        ("20180508T1200", "2018-05-08"),
        ("2018/05/08", "2018-05-08"),
        ("24.11.2022", "2022-11-24"),
        ("26 de marzo de 2023", "2023-03-26"),
        ("Publié le 7 mai 2021 à 18h42", "2021-05-07"),
        ("2018年5月8日", "2018-05-08"),
        ("31 February 2018", None),
        ("8 May", None),
        ("3 days ago", None),
        ("Resolution 2231 of 2015", None),
        ("tel. 020-11-2022", None),
        ("", None),
    ],
)
def test_a_day_is_found_where_it_is_named_in_full(text: str, day: str | None) -> None:
    assert day_in(text) == day


def test_figures_alone_count_only_where_their_order_is_known() -> None:
    assert day_in("08/05/2018") is None
    assert day_in("08/05/2018", DayOrder.DAY_FIRST) == "2018-05-08"
    assert day_in("08/05/2018", DayOrder.MONTH_FIRST) == "2018-08-05"
    assert day_in("18/05/2018") == "2018-05-18"
    assert day_in("05/05/2018") == "2018-05-05"


def test_the_order_of_figures_is_told_by_a_clear_date_then_by_the_region() -> None:
    assert day_order(["08/05/2018", "08/25/2018"], "GB") is DayOrder.MONTH_FIRST
    assert day_order(["08/05/2018"], "GB") is DayOrder.DAY_FIRST
    assert day_order(["08/05/2018"], "US") is DayOrder.MONTH_FIRST
    assert day_order(["08/05/2018"], None, "fr") is DayOrder.DAY_FIRST
    assert day_order(["08/05/2018"], None, "en") is None


@pytest.mark.parametrize(
    "text",
    [
        "January 6, 2020",
        "May 19, 2018 4:41 am",
        "8 May 2018 19.31",
        "Friday 20 September 2019",
        "3 days ago",
        "an hour ago",
        "5h",
        "2 years ago (edited)",
        "07/07/2021 à 08:02",
        "August 8, 2018 at 3:12 pm",
        "2020-01-14T17:40Z",
    ],
)
def test_stamps_are_dates(text: str) -> None:
    assert is_date(text)


@pytest.mark.parametrize(
    "text",
    ["31", "17:40", "Hungary left on 3 May 2019", "about us", "Resolution 2231", "in 2015", "a"],
)
def test_what_only_holds_a_date_or_a_number_is_none(text: str) -> None:
    assert not is_date(text)


def test_a_date_in_a_signature_is_cut_out_with_its_weekday_and_hour() -> None:
    text = "Hamo from Hrasno, Sun, 18 Dec 2022"
    assert date_span(text) == (18, 34)
    assert date_span("Ingeborg R. — 25 January 2020, 8:15 pm") == (14, 38)
    assert date_span("no date here") is None


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    span = date_span(text)
    assert span is None or 0 <= span[0] < span[1] <= len(text)
    day = day_in(text)
    assert day is None or len(day) == 10
    assert is_date(text) in (True, False)
