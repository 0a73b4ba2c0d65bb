"""Files as streams of bytes: unpacked where they are packed, as UTF-8 where they are UTF-16."""

import bz2
import codecs
import gzip
import io
import lzma
import re
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
SKIPPED = b"\x2a\x4d\x18"
"""What stands behind a first byte of 0x50 to 0x5F where a frame of Zstandard is to be skipped
(RFC 8878, 3.1.2); tools that pack in parallel begin with one."""
BZIP2, XZ = re.compile(rb"BZh[1-9]1AY&SY"), b"\xfd7zXZ\x00"
PACKED = (".gz", ".zst", ".bz2", ".xz")
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
HEAD = 65_536
"""Bytes of a file's beginning that tell what it is."""
CHUNK = 65_536
LOOK, FEWEST_PAIRS, MOSTLY = 200, 8, 0.7
"""Bytes that are looked at for UTF-16, how many pairs it takes, and how many must have a zero."""


class DamagedError(OSError):
    """A packed file is cut short or broken; `how` says in words what is wrong with it."""

    def __init__(self, how: str) -> None:
        super().__init__(None, f"{how}; what stands before that was read")
        self.how = how


@dataclass(frozen=True, slots=True)
class Source:
    """A file that holds pages: where it lies, and the name that its pages go by."""

    path: Path
    name: str

    @property
    def ending(self) -> str:
        """What its name ends in, in small letters, without .gz, .zst, .bz2 or .xz: ".jsonl"."""
        path = self.path
        if path.suffix.lower() in PACKED:
            path = path.with_suffix("")
        return path.suffix.lower()

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Its bytes, unpacked.

        Raises:
            DamagedError: (on reading) a packed file is cut short or broken.
            OSError: it can't be read.
        """
        with self.path.open("rb") as raw:
            head = raw.peek(10)[:10]
            start = head[:4]
            if start.startswith(GZIP):
                yield _unpacking(cast("BinaryIO", gzip.GzipFile(fileobj=raw)), "gzip")
            elif start == ZSTD or (start[1:] == SKIPPED and start[0] & 0xF0 == 0x50):
                yield _unpacking(_zstd().ZstdFile(raw), "Zstandard")
            elif BZIP2.match(head):
                yield _unpacking(cast("BinaryIO", bz2.BZ2File(raw)), "bzip2")
            elif head.startswith(XZ):
                yield _unpacking(cast("BinaryIO", lzma.LZMAFile(raw)), "xz")  # noqa: SIM115 - raw is closed
            else:
                yield raw

    def head(self) -> bytes:
        """The first bytes, unpacked; fewer where the file is damaged there."""
        parts: list[bytes] = []
        with self.open() as stream:
            try:
                while (wanted := HEAD - sum(map(len, parts))) and (part := stream.read1(wanted)):  # type: ignore[attr-defined]
                    parts.append(part)
            except DamagedError:
                if not parts:
                    raise
        return b"".join(parts)


def as_utf8(stream: BinaryIO) -> io.BufferedReader:
    """A text's bytes without byte-order mark, and as UTF-8 where they are UTF-16.

    UTF-16 is known by its mark, and without one by the zeros that it has beside plain letters.
    """
    buffered = stream if isinstance(stream, io.BufferedReader) else _buffered(stream.readinto)  # type: ignore[attr-defined]
    start = buffered.peek(LOOK)[:LOOK]
    if start.startswith(codecs.BOM_UTF8):
        buffered.read(3)
    wide = "utf-16" if start.startswith(WIDE) else _unmarked(start)
    if wide is None:
        return buffered
    decoder = codecs.getincrementaldecoder(wide)("replace")
    waiting = bytearray()
    ended = False

    def fill(into: memoryview) -> int:
        nonlocal ended
        while not waiting and not ended:
            raw = buffered.read1(CHUNK)
            ended = not raw
            waiting.extend(decoder.decode(raw, ended).encode("utf-8", "replace"))
        part = waiting[: len(into)]
        del waiting[: len(part)]
        into[: len(part)] = part
        return len(part)

    return _buffered(fill)


def _unmarked(start: bytes) -> str | None:
    """Which UTF-16 a text without a mark is in, None where it is in none."""
    pairs = len(start) // 2
    low, high = start[0 : 2 * pairs : 2].count(0), start[1 : 2 * pairs : 2].count(0)
    if pairs < FEWEST_PAIRS or max(low, high) < MOSTLY * pairs or min(low, high) > pairs // 10:
        return None
    return "utf-16-be" if low > high else "utf-16-le"


def lines_of(stream: BinaryIO, largest: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines of a stream with their numbers from 1; None for one of more than `largest` bytes.

    No more than that is held at once.
    """
    number = 0
    while line := stream.readline(largest + 1):
        number += 1
        whole = len(line) <= largest
        yield number, line if whole else None
        while not whole and line and not line.endswith(b"\n"):
            line = stream.readline(min(largest, CHUNK))


class _Raw(io.RawIOBase):
    """A stream that a function fills."""

    def __init__(self, fill: Callable[[memoryview], int]) -> None:
        self._fill = fill

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - as io declares it
        return self._fill(memoryview(buffer))


def _buffered(fill: Callable[[memoryview], int]) -> io.BufferedReader:
    return io.BufferedReader(_Raw(fill), CHUNK)


def _unpacking(packed: BinaryIO, sort: str) -> io.BufferedReader:
    def fill(into: memoryview) -> int:
        try:
            part = packed.read1(len(into))  # type: ignore[attr-defined]
        except (EOFError, zlib.error, lzma.LZMAError, _zstd().ZstdError, OSError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise  # the disk's, not the packing's
            how = "is cut short" if isinstance(error, EOFError) else f"is broken ({error})"
            raise DamagedError(f"its {sort} stream {how}") from error
        into[: len(part)] = part
        return len(part)

    return _buffered(fill)


def _zstd() -> Any:  # noqa: ANN401 - one module under two names
    if sys.version_info >= (3, 14):
        from compression import zstd  # noqa: PLC0415 - seldom needed
    else:
        from backports import zstd  # noqa: PLC0415 - seldom needed
    return zstd
