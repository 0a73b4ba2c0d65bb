"""WARC: the HTML pages among what a crawler kept (ISO 28500)."""

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING, BinaryIO, Literal

from dragoman.pages.decoding import by_header
from dragoman.pages.page import Given, Page, PageFormat
from dragoman.pages.sources.streams import BZIP2, CHUNK, GZIP, XZ, Source
from dragoman.pages.sources.terms import Terms, fault, too_large
from dragoman.records import PageFault

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

ENDINGS = frozenset({".warc"})
SIGN = b"WARC/"
HTML = ("text/html", "application/xhtml+xml")
START = re.compile(rb"(?:^|(?<=\n))WARC/\d\.\d\r?\n|\x1f\x8b\x08")
UNPACK = "WARC files are read as they are, or packed with gzip or Zstandard. Unpack this one."
Decode = Literal["all", "content", "transfer", "none"]
UNPACKING: tuple[Decode, ...] = ("all", "content", "transfer", "none")
"""What of a response is undone, as it says itself: packing and transfer, or one, or neither."""
MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[!?a-zA-Z]")
HEAD = 4096
"""Bytes of a record that show whether it is one."""
LONGEST_START = 16
"""Bytes that tell where a record, or a packed one, begins."""
PANIC = "PanicException"
"""What the library raises, outside the tree of Python's errors, where it stumbles."""
MISSING = (
    "WARC files are read with fastwarc, which isn't installed. Install it, or give the pages as "
    "HTML files or JSONL."
)


@dataclass(slots=True)
class _Archive:
    """One archive while it is read: what was passed over, where the last record began, whether
    the stretch that is broken was told, and whether there was any page or fault.
    """

    source: Source
    terms: Terms
    passed: Counter[str] = field(default_factory=Counter)
    last: int = 0
    told: bool = False
    given: bool = False


class _CutShortError(OSError):
    """A record holds fewer bytes than it says."""


def read_warc(source: Source, terms: Terms) -> Iterator[Page | PageFault]:
    """The HTML responses of a WARC file, packed or not; `NAME#RECORD-ID` names each.

    Records of other kinds are counted and told. A record that is broken is a fault, and reading
    goes on with the next one that can be found.
    """
    try:
        from fastwarc import warc  # noqa: PLC0415 - seldom needed
    except ImportError:
        yield fault(source.name, MISSING)
        return
    archive = _Archive(source, terms)
    with source.path.open("rb") as file:
        head = file.peek(len(XZ))
        if BZIP2.match(head) or head.startswith(XZ):
            yield fault(source.name, UNPACK)
            return
        start: int | None = 0
        while start is not None:
            archive.last = start
            error: BaseException | None = None
            try:
                yield from _from(start, file, archive, warc)
            except BaseException as raised:
                if not (isinstance(raised, OSError) or type(raised).__name__ == PANIC):
                    raise
                error = raised
            # A broken member can also end the archive for the library without an error.
            start = _next_start(file, archive.last + 1, packed=error is None)
            # One broken stretch is one fault, however often a start is tried inside it.
            if (error or start is not None) and not archive.told:
                yield fault(source.name, _broken(archive.last, error))
                archive.told = archive.given = True
    if not archive.given:
        yield fault(source.name, "The archive holds no HTML responses, so no pages.")
    if archive.passed:
        terms.tell(source.name, _passed_over(archive.passed))


def _from(
    start: int,
    file: BinaryIO,
    archive: _Archive,
    warc: ModuleType,
) -> Iterator[Page | PageFault]:
    """The pages from an offset on.

    Raises:
        OSError: a record is broken; `archive.last` is the offset of one at or before it.
    """
    file.seek(start)
    for record in warc.ArchiveIterator(file, parse_http=False):
        archive.last = record.stream_pos
        if record.record_type is warc.no_type:
            raise OSError(None, "it has no whole header")
        found = _page(record, archive, warc)
        archive.told = False
        if found is not None:
            archive.given = True
            yield found


def _page(
    record: "WarcRecord",
    archive: _Archive,
    warc: ModuleType,
) -> Page | PageFault | None:
    name, largest = f"{archive.source.name}#{_ident(record)}", archive.terms.largest
    size = record.content_length
    if record.record_type != warc.response or not record.is_http:
        archive.passed[_kind(record)] += 1
        _consume(record, size)
        return None
    if size > 2 * largest:  # what a packed page may have beside its words
        _consume(record, size)
        return too_large(name, size, largest)
    block = record.reader.read(size)
    if len(block) < size:
        raise _CutShortError(None, f"it should have {size:,} bytes and has {len(block):,}")
    return _response(block, record, name, archive, warc)


def _response(
    block: bytes,
    record: "WarcRecord",
    name: str,
    archive: _Archive,
    warc: ModuleType,
) -> Page | PageFault | None:
    """The page of a whole HTTP response; None, and counted, where it is none."""
    terms = archive.terms
    try:
        response = _parsed(block, warc, "none")
        status, sort = response.http_headers.status_code, response.http_content_type
        if (sort or "").lower() not in HTML:
            archive.passed[sort or "no content type"] += 1
            return None
        if status is not None and not 200 <= status < 300:
            archive.passed[f"status {status}"] += 1
            return None
        body = _body(block, warc, terms.largest)
    except (OSError, ValueError) as error:
        return fault(name, f"The response in this record can't be read: {_reason(error)}.")
    if len(body) > terms.largest:
        return too_large(name, None, terms.largest)
    url = record.headers.get("WARC-Target-URI")
    own = Given(url=url.strip("<>") if url else None)
    content = by_header(body, response.http_charset)
    return Page(name, content, PageFormat.HTML, terms.given.over(own))


def _parsed(block: bytes, warc: ModuleType, decode: Decode) -> "WarcRecord":
    """An HTTP response in a record of its own: one that can't be unpacked must not end the archive.

    Raises:
        OSError, ValueError: it is none.
    """
    head, blank, body = block.partition(b"\n\n")
    if blank and b"\r\n\r\n" not in head:  # lines end as only old servers end them
        block = head.replace(b"\r", b"").replace(b"\n", b"\r\n") + b"\r\n\r\n" + body
    response: WarcRecord = warc.WarcRecord()
    response.init_headers(record_type=warc.response, content_length=len(block))
    response.set_bytes_content(block)
    response.is_http = True
    response.parse_http(auto_decode=decode)
    return response


def _body(block: bytes, warc: ModuleType, largest: int) -> bytes:
    """What a response holds, unpacked.

    Crawlers often keep it unpacked with the headers that it was packed by, so that what can't be
    unpacked is taken as it stands where that is HTML.

    Raises:
        OSError, ValueError: it can't be unpacked, and isn't HTML as it stands.
    """
    broken: Exception | None = None
    for decode in UNPACKING:
        try:
            body = bytes(_parsed(block, warc, decode).reader.read(largest + 1))
        except (OSError, ValueError) as error:
            broken = broken or error
            continue
        if broken is None or MARKUP.match(body):
            return body
    raise broken or OSError(None, "it holds nothing")


def _consume(record: "WarcRecord", size: int) -> None:
    """Passes over a record's content, which must be there."""
    left = size
    while left and (part := record.reader.read(min(left, CHUNK))):
        left -= len(part)
    if left:
        raise _CutShortError(None, f"it should have {size:,} bytes and has {size - left:,}")


def _ident(record: "WarcRecord") -> str:
    """What names a record for good: its id, else its address, else its place."""
    ident = (record.record_id or "").strip("<> ") or record.headers.get("WARC-Target-URI")
    return str(ident or f"offset-{record.stream_pos}")


def _kind(record: "WarcRecord") -> str:
    return f"{(record.headers.get('WARC-Type') or 'unnamed')[:40]} records"


def _next_start(file: BinaryIO, offset: int, *, packed: bool) -> int | None:
    """Where the next record that looks whole begins, at or after an offset; None at the end.

    Where only `packed` ones count, a record inside another's words is not taken for one.
    """
    file.seek(max(0, offset - 1))
    base, held = file.tell(), b""
    while part := file.read(CHUNK):
        held += part
        for found in START.finditer(held):
            at = base + found.start()
            member = found[0].startswith(GZIP)
            if at >= offset and (member or not packed) and _starts(file, at, packed=member):
                return at
        keep = min(len(held), LONGEST_START)
        base += len(held) - keep
        held = held[len(held) - keep :]
        file.seek(base + keep)
    return None


def _starts(file: BinaryIO, at: int, *, packed: bool) -> bool:
    """Whether a record begins at an offset where its sign stands."""
    file.seek(at)
    head = file.read(HEAD)
    if packed:
        try:
            head = zlib.decompressobj(31).decompress(head, HEAD)
        except zlib.error:
            return False
    return head.startswith(SIGN) and b"WARC-Type:" in head


def _broken(offset: int, error: BaseException | None) -> str:
    reason = _reason(error) if error else "its packing can't be read"
    return (
        f"A record at or after byte {offset:,} is broken: {reason}. It was left out, and "
        f"the records after it that could be found were read."
    )


def _reason(error: BaseException) -> str:
    return (getattr(error, "strerror", None) or str(error)).rstrip(".")


def _passed_over(passed: Counter[str]) -> str:
    listed = ", ".join(f"{number:,} {kind}" for kind, number in passed.most_common(8))
    more = f" and {len(passed) - 8} other kinds" if len(passed) > 8 else ""
    return f"Passed over as no HTML response: {listed}{more}."
