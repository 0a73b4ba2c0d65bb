"""Bytes to text: what the bytes show goes before what the page declares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.pages.decoding import Decoded, decode
from dragoman.records import Fault

NEWS = "Iran’s minister called the “coalition” a farce – in Zürich."


def text_of(raw: bytes) -> str:
    decoded = decode(raw)
    assert isinstance(decoded, Decoded)
    return decoded.text


def messages_of(raw: bytes) -> list[str]:
    decoded = decode(raw)
    assert isinstance(decoded, Decoded)
    return [fault.message for fault in decoded.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks_and_utf8_are_read_silently(encoding: str) -> None:
    assert text_of(NEWS.encode(encoding)) == NEWS
    assert messages_of(NEWS.encode(encoding)) == []


def test_a_declared_encoding_is_used_where_the_bytes_are_no_utf8() -> None:
    page = '<meta charset="windows-1252"><p>' + NEWS
    assert NEWS in text_of(page.encode("cp1252"))
    assert messages_of(page.encode("cp1252")) == []


def test_latin1_is_read_as_browsers_read_it() -> None:
    page = '<meta charset="iso-8859-1"><p>' + NEWS
    assert NEWS in text_of(page.encode("cp1252"))


def test_a_page_that_declares_latin1_but_is_utf8_is_read_as_utf8_with_a_fault() -> None:
    page = '<meta charset="iso-8859-1"><p>' + NEWS
    assert NEWS in text_of(page.encode())
    [message] = messages_of(page.encode())
    assert "declares cp1252 but is UTF-8" in message


def test_a_page_that_declares_utf8_but_is_windows_1252_is_read_with_a_fault() -> None:
    page = ('<meta charset="utf-8"><p>' + NEWS) * 5
    assert NEWS in text_of(page.encode("cp1252"))
    [message] = messages_of(page.encode("cp1252"))
    assert "declares utf-8 and is not UTF-8" in message


def test_an_undeclared_windows_1252_page_is_read_with_a_fault() -> None:
    page = "<p>" + NEWS * 5
    assert NEWS in text_of(page.encode("cp1252"))
    [message] = messages_of(page.encode("cp1252"))
    assert "declares no encoding" in message


def test_an_undeclared_page_in_another_script_is_told_by_its_bytes() -> None:
    russian = (
        "Министры встретились в Вене во вторник и согласовали текст, которого никто не видел. " * 5
    )
    assert "Министры встретились" in text_of(russian.encode("cp1251"))


def test_one_broken_byte_among_good_utf8_is_damage_and_is_named() -> None:
    raw = NEWS.encode() * 20
    damaged = raw[:100] + b"\xff" + raw[100:]
    assert text_of(damaged).count("�") >= 1
    [message] = messages_of(damaged)
    assert "broken bytes" in message


@pytest.mark.parametrize(
    ("raw", "named"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (b"\x1f\x8b\x08\x00", "gzip"),
    ],
)
def test_what_is_no_text_is_a_fault_that_says_what_it_is(raw: bytes, named: str) -> None:
    fault = decode(raw)
    assert isinstance(fault, Fault)
    assert named in fault.message


def test_line_ends_become_line_feeds_and_nuls_go() -> None:
    assert text_of(b"one\r\ntwo\rthree") == "one\ntwo\nthree"


@given(st.binary(max_size=400))
def test_any_bytes_give_text_that_utf8_can_hold_or_a_fault(raw: bytes) -> None:
    decoded = decode(raw)
    if isinstance(decoded, Decoded):
        decoded.text.encode("utf-8")
        assert "\r" not in decoded.text
    else:
        assert decoded.message
