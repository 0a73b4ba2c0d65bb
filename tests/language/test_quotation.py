"""Quotation marks: what is quoted in a paragraph, and what only looks like it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.quotation import quotations, quotations_in


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations_in(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We go home," she said.', ['"We go home,"']),
        ("“We go home,” she said. “Now.”", ["“We go home,”", "“Now.”"]),
        ("Elle parle : « Nous partons. »", ["« Nous partons. »"]),
        ("„Wir gehen“, sagte sie.", ["„Wir gehen“"]),
        ("`` We go home , '' she said .", ["`` We go home , ''"]),
        ('" We go home , " she said .', ['" We go home , "']),
        ("He called it 'a good deal' twice.", ["'a good deal'"]),
        ("‘It’s over,’ she said.", ["‘It’s over,’"]),
        ("‘The ministers’ plan is dead,’ she said.", ["‘The ministers’ plan is dead,’"]),
        ("“He told us ‘never’ and left,” she said.", ["“He told us ‘never’ and left,”"]),
        ("“He said “no” to it,” she said.", ["“He said “no” to it,”"]),
    ],
)
def test_all_sorts_of_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The state's envoys don't talk.",
        "The ministers' plan and the envoys' doubts",
        'A 12" gun',
        "Rock 'n roll",
        "It is over,” she said.",
        "",
    ],
)
def test_apostrophes_inches_and_unopened_marks_quote_nothing(text: str) -> None:
    assert quoted(text) == []


def test_the_end_of_a_paragraph_closes_an_open_mark() -> None:
    [found] = quotations_in("“We go home, she said.")
    assert (found.start, found.end, found.closed) == (0, 22, False)


def test_a_paragraph_that_reopens_continues(parse) -> None:
    parsed = parse("“We go home today.\n\n“And we stay there.” That was all.")
    first, second = quotations(parsed)
    assert (first.closed, first.continues) == (False, False)
    assert (second.closed, second.continues) == (True, True)


@given(st.text(alphabet="ab s.\"'“”‘’«»„`,\n", max_size=200))
def test_quotations_are_in_order_apart_and_inside(text: str) -> None:
    at = 0
    for found in quotations_in(text):
        assert at <= found.start < found.end <= len(text)
        at = found.end


@pytest.mark.parametrize("piece", ['"', "“a ", "'a ", "'as ", '``a" ', "‘as ", "« "])
def test_time_grows_with_length_alone(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    began = time.process_time()
    for _ in quotations_in(text):
        pass
    assert time.process_time() - began < 5
