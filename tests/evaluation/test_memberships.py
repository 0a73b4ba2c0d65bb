"""Reference tables: what is read of them, and what is said of the lines that can't be."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.evaluation.memberships import read_memberships, stretch_of

HEAD = "manyID,treatyID,Title,Begin,stateID,StateName,StateSignature,StateRatification,StateForce,StateEnd,Accession,Succession,Coder\n"


def table(tmp_path, text):
    (tmp_path / "t.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_memberships(tmp_path / "t.csv")


def test_a_line_gives_a_membership(tmp_path):
    read = table(
        tmp_path,
        HEAD + "M,T1,The Treaty,2015,FRA,France,2015-07-14,2016,2016-01:2016-02,NA,NA,,me\n",
    )
    [row] = read.rows
    assert (row.line, row.state, row.treaty, row.title, row.end) == (
        2,
        "FRA",
        "T1",
        "The Treaty",
        None,
    )
    assert [(act, day.first, day.last) for act, day in row.acts] == [
        ("signed", "2015-07-14", "2015-07-14"),
        ("ratified", "2016-01-01", "2016-12-31"),
        ("in force", "2016-01-01", "2016-02-31"),
    ]
    assert read.bad == ()


@pytest.mark.parametrize(
    "text",
    [
        "StateName;mine\nFrance;1\n",
        "stateID\tx\nFRA\t1\n",
        "\ufeffx,stateID\n1,fra\n",
        "stateID\r\nFRA\r\n\r\n",
        'stateID,note\nFRA,"two\nlines"\n',
        "StateName\nRépublique française\nFrance\n",
    ],
)
def test_separators_orders_and_extra_columns_do_not_matter(tmp_path, text):
    assert [row.state for row in table(tmp_path, text).rows] == ["FRA"]


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2015-07-14", "2015-07-14", "2015-07-14"),
        ("2015-07", "2015-07-01", "2015-07-31"),
        ("2015", "2015-01-01", "2015-12-31"),
        ("2015-07-14:2015-07-16", "2015-07-14", "2015-07-16"),
        ("2015..2016", "2015-01-01", "2016-12-31"),
        ("~2015-07-14?", "2015-07-14", "2015-07-14"),
    ],
)
def test_days_at_any_precision(cell, first, last):
    day = stretch_of(cell)
    assert (day.written, day.first, day.last) == (cell, first, last)
    assert day.fits(first[:7])
    assert day.fits(last[:4])
    assert not day.fits("1999")


@pytest.mark.parametrize("cell", ["", " ", "NA", "na", "9999-12-31", "NaN"])
def test_no_day(cell):
    assert stretch_of(cell) is None


@pytest.mark.parametrize(
    "cell", ["soon", "2015-13", "2015-02-29", "14.07.2015", "2016:2015", "1:2:3", "٢٠١٥"]
)
def test_what_is_no_day_is_named(tmp_path, cell):
    with pytest.raises(ValueError, match=r"2015-07-14|ends before"):
        stretch_of(cell)
    read = table(tmp_path, f"stateID,StateEnd\nDEU,NA\nFRA,{cell}\n")
    assert [bad.line for bad in read.bad] == [3]
    assert "StateEnd" in read.bad[0].message
    assert [row.state for row in read.rows] == ["DEU"]


def test_lines_that_cannot_be_used_have_their_numbers(tmp_path):
    text = 'stateID,note\nFRA,"a\nb"\nRuritania,x\nDEU\nITA,"open\n'
    read = table(tmp_path, text)
    assert [row.state for row in read.rows] == ["FRA"]
    assert [bad.line for bad in read.bad] == [4, 5, 6]
    assert "Ruritania" in read.bad[0].message
    assert "1 cells, but the header has 2" in read.bad[1].message
    assert "no CSV" in read.bad[2].message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty"),
        ("a,b\n1,2\n", "line 1: no column stateID or StateName"),
        ("stateID,x,x\n", "there twice"),
        (b"stateID\nFRA\n\xff\xfe\n", "line 3: no UTF-8"),
    ],
)
def test_what_is_no_table_is_said(tmp_path, text, message):
    with pytest.raises(UsageError, match=message):
        table(tmp_path, text)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_cell_is_a_day_none_or_named(cell):
    try:
        day = stretch_of(cell)
    except ValueError as error:
        assert str(error)
    else:
        assert day is None or day.first <= day.last
