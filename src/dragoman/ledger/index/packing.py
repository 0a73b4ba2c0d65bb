"""An article's rows in few bytes: whatever its record is put together from."""

import zlib
from collections.abc import Mapping, Sequence

import msgspec

from dragoman.ledger.articles import Row
from dragoman.ledger.index.gathering import HEAD, ORDERS, kept_of

LEVEL = 1
"""How hard records are packed: quickly."""


def packed(head: Row, rows: Mapping[str, Sequence[Row]], text: str) -> bytes:
    """What an article's record is put together from, in few bytes."""
    told = {table: [[row[c] for c in kept_of(table)] for row in rows[table]] for table in ORDERS}
    return zlib.compress(msgspec.msgpack.encode(([head[name] for name in HEAD], told, text)), LEVEL)


def unpacked(data: bytes) -> tuple[Row, dict[str, list[Row]], str]:
    """An article's row, the rows of the other tables, and its text."""
    head, told, text = msgspec.msgpack.decode(zlib.decompress(data))
    rows = {
        table: [
            dict(zip(kept_of(table), row, strict=True)) | {"author": None} for row in told[table]
        ]
        for table in ORDERS
    }
    return dict(zip(HEAD, head, strict=True)) | {"text": text}, rows, text
