import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.date_words import DATE, Bearings, as_day, read_date
from dragoman.language.dates import announcement_date, date_for, find_dates
from dragoman.records import DateBasis

FRIDAY = "2018-05-18"

FOUND = [
    ("Trump withdrew on 8 May 2018.", "2018-05-08", "words"),
    ("It was signed on 12th December, 2015.", "2015-12-12", "words"),
    ("It was signed on December 12th, 2015.", "2015-12-12", "words"),
    ("The order is dated 2016-01-16.", "2016-01-16", "words"),
    ("On Tuesday, May 8, 2018, the US withdrew.", "2018-05-08", "words"),
    ("The accord was reached in September 2014.", "2014-09", "words"),
    ("The accord was reached in 2015.", "2015", "words"),
    ("The 2015 deal was in force.", "2015", "words"),
    ("Trump withdrew on May 8.", "2018-05-08", "relative"),
    ("Trump withdrew on 28 December.", "2017-12-28", "relative"),
    ("The council met on Tuesday.", "2018-05-15", "relative"),
    ("The council met on Friday.", "2018-05-18", "relative"),
    ("The council will meet on Tuesday.", "2018-05-22", "relative"),
    ("The council will meet next Friday.", "2018-05-25", "relative"),
    ("The council met last Friday.", "2018-05-11", "relative"),
    ("The council met yesterday.", "2018-05-17", "relative"),
    ("The council met two days ago.", "2018-05-16", "relative"),
    ("The council met two years ago.", "2016", "relative"),
    ("The council met three months ago.", "2018-02", "relative"),
    ("The council met last month.", "2018-04", "relative"),
    ("The council met last year.", "2017", "relative"),
    ("The council met in November.", "2017-11", "relative"),
    ("The council will meet in November.", "2018-11", "relative"),
    ("The council met last spring.", "2017", "relative"),
    ("The council met last autumn.", "2017", "relative"),
    ("The council will meet next summer.", "2018", "relative"),
    ("The council met last winter.", None, None),
    ("The council met last week.", "2018-05", "relative"),
    ("The council met three weeks ago.", "2018-04", "relative"),
    ("It left on the last day of 1984.", "1984-12-31", "words"),
    ("It left on the first day of June, 1984.", "1984-06-01", "words"),
    ("It will leave on the last day of this year.", "2018-12-31", "relative"),
    ("It left on the final day of last month.", "2018-04-30", "relative"),
    ("The council met on 31 February 2018.", None, None),
]


@pytest.mark.parametrize(("text", "day", "basis"), FOUND)
def test_one_date_in_a_sentence(parse, text, day, basis):
    [dated] = find_dates(parse(text).sentences[0], FRIDAY)
    assert (dated.date, dated.basis) == (day, basis and DateBasis(basis))


@pytest.mark.parametrize(
    "text",
    [
        "Poland sent the 2000 troops home.",
        "Iran may withdraw from the treaty.",
        "The 2010s were a decade of talks.",
        "Some 1,500 soldiers left.",
        "That fall in prices hurt them.",
        "The ship has 20 guns.",
    ],
)
def test_numbers_and_modals_are_no_dates(parse, text):
    assert find_dates(parse(text).sentences[0], FRIDAY) == ()


def test_relative_words_without_a_publication_date_give_none(parse):
    sentence = parse("The council met on Tuesday, then on 8 May and then in 2015.").sentences[0]
    assert [d.date for d in find_dates(sentence, None)] == [None, None, "2015"]


def test_spans_hold_the_date_alone(parse):
    parsed = parse("The accord was reached in 2015 and left on 8 May 2018.")
    words = [parsed.text(d.span) for d in find_dates(parsed.sentences[0], None)]
    assert words == ["2015", "8 May 2018"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A day later Iran answered.", "2018-05-09"),
        ("A day earlier Iran had answered.", "2018-05-07"),
        ("Iran answered the next day.", "2018-05-09"),
        ("Iran answered the same day.", "2018-05-08"),
        ("Two years later Iran answered.", "2020"),
        ("Iran answered in November of that year.", "2018-11"),
        ("Iran answered that November.", "2018-11"),
        ("Iran answered the following March.", "2019-03"),
        ("Iran answered the following spring.", "2019"),
        ("Iran answered that autumn.", "2018"),
        ("Iran answered later that year.", "2018"),
        ("Iran answered before that month was out.", "2018-05"),
    ],
)
def test_dates_counted_from_the_one_before(parse, text, day):
    [dated] = find_dates(parse(text).sentences[0], None, previous="2018-05-08")
    assert dated.date == day


def test_counted_from_a_date_in_the_same_sentence(parse):
    sentence = parse("It signed on 8 May 2016 and, a day later, ratified the pact.").sentences[0]
    assert [d.date for d in find_dates(sentence, None)] == ["2016-05-08", "2016-05-09"]


def test_future_is_the_callers_to_say(parse):
    sentence = parse("The council meets on Tuesday.").sentences[0]
    assert [d.date for d in find_dates(sentence, FRIDAY, future=True)] == ["2018-05-22"]
    assert [d.date for d in find_dates(sentence, FRIDAY, future=False)] == ["2018-05-15"]


ACTS = [
    ("Trump withdrew on 8 May 2018.", "withdrew", "2018-05-08"),
    ("Trump withdrew on May 8.", "withdrew", "2018-05-08"),
    ("The accord was signed in 2015.", "signed", "2015"),
    ("The accord was reached in September 2014.", "reached", "2014-09"),
    ("She said on Tuesday that Washington would withdraw.", "withdraw", None),
    ("She said on Tuesday that Washington would withdraw.", "said", "2018-05-15"),
    ("The plan will be detailed on Monday.", "detailed", "2018-05-21"),
    ("The plan was detailed on Monday.", "detailed", "2018-05-14"),
    ("Talks will resume next Tuesday.", "resume", "2018-05-22"),
    ("Withdrawing from the deal last week, Trump called for an agreement.", "called", None),
    (
        "Withdrawing from the deal last month, Trump called for an agreement.",
        "Withdrawing",
        "2018-04",
    ),
    ("On 8 May Trump withdrew from the accord and signed an order.", "signed", "2018-05-08"),
    ("Iran agreed on Tuesday to meet the envoys.", "meet", "2018-05-15"),
    ("Iran agreed on Tuesday to meet the envoys.", "agreed", "2018-05-15"),
    ("After Tuesday's vote, Trump withdrew from the deal.", "withdrew", None),
    ("After a meeting on Tuesday, Trump withdrew from the deal.", "withdrew", None),
    ("After a meeting on Tuesday, Trump withdrew from the deal.", "meeting", "2018-05-15"),
    ("The 2015 deal was signed by Iran.", "signed", None),
    ("Russia's invasion of Ukraine in 2022 was condemned by the EU on Friday.", "invasion", "2022"),
    (
        "Russia's invasion of Ukraine in 2022 was condemned by the EU on Friday.",
        "condemned",
        "2018-05-18",
    ),
    ("Iran withdrew on 31 February 2018.", "withdrew", None),
    ("Parliament ratified the treaty in November.", "ratified", "2017-11"),
    ("Parliament will ratify the treaty in November.", "ratify", "2018-11"),
    ("The minister left yesterday.", "left", "2018-05-17"),
    ("The minister arrived two days ago.", "arrived", "2018-05-16"),
    ("On Tuesday, May 8, 2018, the US withdrew.", "withdrew", "2018-05-08"),
    (
        "The treaty, which Iran signed in 1968, was approved on Thursday by the Senate.",
        "signed",
        "1968",
    ),
    (
        "The treaty, which Iran signed in 1968, was approved on Thursday by the Senate.",
        "approved",
        "2018-05-17",
    ),
    ("The ministers held talks in Geneva on Thursday.", "talks", "2018-05-17"),
    ("The US withdrew in 2018, and Iran followed in 2019.", "withdrew", "2018"),
    ("The US withdrew in 2018, and Iran followed in 2019.", "followed", "2019"),
    ("Poland sent the 2000 troops home.", "sent", None),
    ("It signed on 8 May 2016 and, a day later, ratified the pact.", "ratified", "2016-05-09"),
    ("The agreement was signed on 12th December, 2015.", "signed", "2015-12-12"),
    ("Spain joined on 3 Jan. 2016.", "joined", "2016-01-03"),
    ("France may join in March.", "join", "2018-03"),
    (
        "President Trump announced Tuesday that the United States will withdraw from the accord on Nov. 4, 2020.",
        "withdraw",
        "2020-11-04",
    ),
    (
        "President Trump announced Tuesday that the United States will withdraw from the accord on Nov. 4, 2020.",
        "announced",
        "2018-05-15",
    ),
    ("Turkey closed its border on Sunday night.", "closed", "2018-05-13"),
    ("Turkey's parliament ratified it in late March.", "ratified", "2018-03"),
    ("Iran has until 1 June to respond.", "respond", None),
    ("The EU met in Brussels this week.", "met", "2018-05"),
]


@pytest.mark.parametrize(("text", "act", "day"), ACTS)
def test_the_date_of_an_act(parse, text, act, day):
    parsed = parse(text)
    sentence, token = next((s, t) for s in parsed.sentences for t in s.tokens if t.text == act)
    dated = date_for(sentence, token, FRIDAY)
    assert (dated.date if dated else None) == day


def test_the_day_of_an_announcement(parse):
    sentence = parse("He announced on 1 June 2017 that the US would leave the accord.").sentences[0]
    leave = next(t for t in sentence.tokens if t.text == "leave")
    announced = next(t for t in sentence.tokens if t.text == "announced")
    dates = find_dates(sentence, FRIDAY)
    assert announcement_date(sentence, leave, dates).date == "2017-06-01"
    assert announcement_date(sentence, announced, dates) is None


PIECES = [
    "31",
    "30th",
    "May",
    "Feb.",
    "2019",
    "last",
    "next",
    "Friday",
    "week",
    "a",
    "day",
    "later",
    "that",
    "spring",
]


@given(
    st.lists(st.sampled_from([*PIECES, ",", "the", "of", "in", "-", "٣", "9" * 9])), st.booleans()
)
def test_whatever_is_read_is_a_date_of_the_calendar(words, ahead):
    for match in DATE.finditer(" ".join(words)):
        read = read_date(match, Bearings(as_day(FRIDAY), "2018-05-08", ahead))
        assert (read.date is None) == (read.basis is None)
        if read.date is not None:
            padded = read.date + "-01" * ((10 - len(read.date)) // 3)
            assert as_day(padded) is not None


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "text", ["on 8 May", "in May", "last month", "next year", "yesterday", "tomorrow"]
)
def test_the_edges_of_the_calendar(text, published):
    for match in DATE.finditer(text):
        read = read_date(match, Bearings(as_day(published), None))
        assert read.date is None or len(read.date) in (4, 7, 10)
