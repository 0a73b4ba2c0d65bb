"""Fetched pages on disk: one file each, whole or not there."""

import os
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import msgspec


class Kept(msgspec.Struct, frozen=True):
    """What is known of a fetched page: `url` is the address that was asked for, `final` the one
    that answered after redirections, `fetched` seconds since 1970.
    """

    url: str
    final: str
    fetched: float
    size: int
    sort: str = ""
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """A page from the cache."""

    kept: Kept
    body: bytes


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of fetched pages; where it can't be used, nothing is kept and nothing fails."""

    folder: Path

    def get(self, url: str) -> Copy | None:
        """The copy of an address; None where there is none, or it isn't whole."""
        try:
            head, _, body = self._path(url).read_bytes().partition(b"\n")
            kept = msgspec.json.decode(head, type=Kept)
        except (OSError, msgspec.MsgspecError):
            return None
        return Copy(kept, body) if kept.url == url and kept.size == len(body) else None

    def put(self, copy: Copy) -> None:
        """Keeps a page; a reader sees the old file or the new one, never a part."""
        path = self._path(copy.kept.url)
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(msgspec.json.encode(copy.kept) + b"\n" + copy.body)
                Path(draft).replace(path)
            except BaseException:
                Path(draft).unlink(missing_ok=True)
                raise

    def touch(self, copy: Copy) -> None:
        """Notes that a copy was found to be current."""
        self.put(Copy(msgspec.structs.replace(copy.kept, fetched=time.time()), copy.body))

    def _path(self, url: str) -> Path:
        name = blake2b(url.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        return self.folder / name[:2] / name[2:]
