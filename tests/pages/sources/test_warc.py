"""WARC: the HTML responses, whatever else an archive holds and however it is broken."""

import gzip
import tracemalloc
from pathlib import Path

import pytest

from dragoman.pages import Page, PageFormat, open_pages
from dragoman.records import PageFault


def record(
    ident: object, body: bytes, kind: str = "response", sort: str = "application/http"
) -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{ident}>\r\n"
        f"WARC-Target-URI: https://news.example/{ident}\r\nWARC-Date: 2018-05-08T12:00:00Z\r\n"
        f"Content-Type: {sort}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def http(
    body: bytes, sort: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = ""
) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {sort}\r\n{more}\r\n"
    return head.encode() + body


def page(ident: object, words: str = "words") -> bytes:
    return record(ident, http(f"<p>page {ident}: {words}</p>".encode()))


PAGES = [page(at, "words " * 40) for at in range(6)]


def opened(
    folder: Path, raw: bytes, name: str = "news.warc.gz", **options: object
) -> list[Page | PageFault]:
    (folder / name).write_bytes(raw)
    return list(open_pages([str(folder / name)], **options))  # type: ignore[arg-type]


def idents(results: list[Page | PageFault]) -> list[str]:
    return [item.name.rpartition(":")[2] if isinstance(item, Page) else "fault" for item in results]


@pytest.mark.parametrize("pack", [b"".join, lambda parts: b"".join(map(gzip.compress, parts))])
def test_html_responses_are_read_and_others_counted(tmp_path: Path, pack) -> None:  # type: ignore[no-untyped-def]
    told: list[str] = []
    others = [
        record("i", b"software: x\r\n", "warcinfo", "application/warc-fields"),
        record("q", b"GET / HTTP/1.1\r\n\r\n", "request"),
        record("p", http(b"\x89PNG", "image/png")),
        record("n", http(b"<p>no</p>", status="404 Not Found")),
    ]
    parts = [others[0], PAGES[0], *others[1:], PAGES[1]]
    first, second = opened(tmp_path, pack(parts), tell=lambda _, message: told.append(message))
    assert isinstance(first, Page) and isinstance(second, Page)
    assert first.name == f"{tmp_path}/news.warc.gz#urn:uuid:0"
    assert first.given.url == "https://news.example/0"
    assert first.format is PageFormat.HTML
    assert first.content.startswith(b"<p>page 0")  # type: ignore[arg-type]
    assert told == [
        "Passed over as no HTML response: 1 warcinfo records, 1 request records, 1 image/png, "
        "1 status 404."
    ]


def test_packed_and_chunked_bodies_are_unpacked(tmp_path: Path) -> None:
    packed = record("a", http(gzip.compress(b"<p>one</p>"), more="Content-Encoding: gzip\r\n"))
    chunked = record(
        "b", http(b"5\r\n<p>tw\r\n5\r\no</p>\r\n0\r\n\r\n", more="Transfer-Encoding: chunked\r\n")
    )
    results = opened(tmp_path, packed + chunked)
    assert [item.content for item in results if isinstance(item, Page)] == [
        b"<p>one</p>",
        b"<p>two</p>",
    ]


def test_the_header_tells_the_encoding_where_the_page_does_not(tmp_path: Path) -> None:
    russian = "<p>Встреча</p>"
    raw = record("a", http(russian.encode("cp1251"), "text/html; charset=windows-1251"))
    [found] = opened(tmp_path, raw)
    assert isinstance(found, Page)
    assert found.content == russian


def broken(how: str) -> bytes:
    third = PAGES[2]
    if how == "rubbish between":
        return b"".join([*PAGES[:2], b"no record\r\nat all\r\n\r\n", *PAGES[2:]])
    if how == "length too large":
        third = third.replace(b"Content-Length: ", b"Content-Length: 9", 1)
    if how == "length is none":
        third = third.replace(b"Content-Length: ", b"Content-Length: x", 1)
    if how == "cut short inside":
        third = third[:-100]
    packed = [gzip.compress(part) for part in PAGES]
    if how == "damaged member":
        damaged = bytearray(packed[2])
        damaged[40:60] = bytes(20)
        return b"".join([*packed[:2], bytes(damaged), *packed[3:]])
    if how == "rubbish member":
        return b"".join([*packed[:2], b"rubbish" * 9, *packed[3:]])
    if how == "member cut short":
        return b"".join([*packed[:2], packed[2][:-40], *packed[3:]])
    return b"".join([*PAGES[:2], third, *PAGES[3:]])


@pytest.mark.parametrize(
    "how",
    [
        "rubbish between", "length too large", "length is none", "cut short inside",
        "damaged member", "rubbish member", "member cut short",
    ],
)  # fmt: skip
def test_a_broken_record_is_a_fault_and_the_rest_is_read(tmp_path: Path, how: str) -> None:
    results = opened(tmp_path, broken(how))
    found = idents(results)
    assert found.count("fault") == 1, found
    # A record that is cut short takes the beginning of the next for its own end.
    lost = {"rubbish between": "", "cut short inside": "3"}.get(how, "2")
    assert [ident for ident in found if ident != "fault"] == [i for i in "012345" if i != lost]
    [fault] = [item for item in results if isinstance(item, PageFault)]
    assert "broken" in fault.fault.message


def test_each_broken_stretch_is_one_fault(tmp_path: Path) -> None:
    packed = [gzip.compress(part) for part in PAGES]
    raw = b"".join(
        [packed[0], b"rubbish", packed[1], packed[2][:-30], packed[3], b"\x1f\x8b\x08", packed[4]]
    )
    assert idents(opened(tmp_path, raw)) == ["0", "fault", "1", "fault", "3", "fault", "4"]


@pytest.mark.parametrize("packed", [True, False])
def test_of_an_archive_that_is_cut_short_all_whole_records_are_read(
    tmp_path: Path, packed: bool
) -> None:
    raw = b"".join(gzip.compress(part) if packed else part for part in PAGES)
    assert idents(opened(tmp_path, raw[:-50])) == ["0", "1", "2", "3", "4", "fault"]
    one = gzip.compress(b"".join(PAGES))
    assert idents(opened(tmp_path, one[:-30]))[-1] == "fault"


def test_a_record_that_is_too_large_is_a_fault_and_not_loaded(tmp_path: Path) -> None:
    large = record("large", http(b"x" * 30_000_000))
    bomb = record("bomb", http(gzip.compress(b"x" * 60_000_000), more="Content-Encoding: gzip\r\n"))
    raw = large + bomb + PAGES[0]
    tracemalloc.start()
    results = opened(tmp_path, raw)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert idents(results) == ["fault", "fault", "0"]
    assert most < 45_000_000


@pytest.mark.parametrize(
    "raw", [b"", b"words", b"WARC/1.0\r\n", b"WARC/1.1\r\n\r\n", b"WARC/" * 99]
)
def test_what_is_no_archive_says_so(tmp_path: Path, raw: bytes) -> None:
    [fault] = opened(tmp_path, raw)
    assert isinstance(fault, PageFault)


def test_an_archive_without_pages_says_so(tmp_path: Path) -> None:
    [fault] = opened(tmp_path, record("p", http(b"\x89PNG", "image/png")))
    assert isinstance(fault, PageFault)
    assert "no HTML responses" in fault.fault.message


def test_names_of_records_stay_the_same(tmp_path: Path) -> None:
    once = opened(tmp_path, b"".join(PAGES))
    again = opened(tmp_path, b"".join(PAGES))
    assert once == again
    assert len({item.name for item in once if isinstance(item, Page)}) == 6


def chunked(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)


@pytest.mark.parametrize(
    "pack", [b"".join, lambda parts: b"".join(map(gzip.compress, parts)), lambda parts: gzip.compress(b"".join(parts))]
)  # fmt: skip
def test_a_response_that_is_not_packed_as_it_says_costs_no_other(tmp_path: Path, pack) -> None:  # type: ignore[no-untyped-def]
    html = b"<p>kept as it was read</p>"
    odd = [
        record("gzip", http(html, more="Content-Encoding: gzip\r\n")),
        record("chunks", http(html, more="Transfer-Encoding: chunked\r\n")),
        record(
            "both",
            http(chunked(html), more="Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
        ),
        record("brotli", http(b"\x8b\x0b" * 40, more="Content-Encoding: br\r\n")),
        record("feeds", http(html).replace(b"\r\n", b"\n")),
    ]
    results = opened(tmp_path, pack([*odd, *PAGES]))
    assert idents(results) == ["gzip", "chunks", "both", "fault", "feeds", *"012345"]
    assert all(r.content == html for r in results[:5] if isinstance(r, Page))
    fault = results[3]
    assert isinstance(fault, PageFault)
    assert fault.page.endswith("#urn:uuid:brotli")
    assert "can't be read" in fault.fault.message
