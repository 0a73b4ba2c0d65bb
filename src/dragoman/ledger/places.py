"""Places for files: a local folder, or one behind a URL such as s3://bucket/folder.

What lies behind a URL is reached through fsspec, which is loaded only then; addresses and keys of
an S3-compatible store come from the environment, as s3fs reads them (`AWS_ENDPOINT_URL`,
`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`) or as fsspec does (`FSSPEC_S3_ENDPOINT_URL`).
"""

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from dragoman.errors import DragomanError, LedgerError

URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):/+(?=[^/])")
"""How a URL begins; where it went through a `Path`, one of its slashes is gone."""


@dataclass(frozen=True)
class Place:
    """A folder whose files are written whole or not at all.

    `address` is an absolute path, or a URL, without a slash at its end.
    """

    address: str

    @property
    def remote(self) -> bool:
        """Whether it lies behind a URL."""
        return "://" in self.address

    @property
    def protocol(self) -> str:
        """How the URL begins."""
        return self.address.partition("://")[0]

    def of(self, name: str) -> str:
        """The full path or URL of a file in it."""
        return f"{self.address}/{name}"

    def resolved(self, name: str) -> str:
        """The same as DuckDB writes what it lists: the protocol and the file system's own path."""
        if not self.remote:
            return self.of(name)
        path = self.system._strip_protocol(self.of(name))
        return f"{self.protocol}://{path.rstrip('/')}/"

    @cached_property
    def system(self) -> Any:  # noqa: ANN401 - fsspec has no types
        """The file system behind the URL.

        Raises:
            LedgerError: fsspec, or what it needs for such a URL, is not installed.
        """
        protocol = self.protocol
        try:
            import fsspec  # noqa: PLC0415 - for URLs alone

            # Others write here too, so that what was listed before may be out of date.
            return fsspec.filesystem(protocol, use_listings_cache=False)
        except (ImportError, ValueError) as error:
            raise LedgerError(
                f"{protocol}:// can't be reached: {error}. Install what it needs with: "
                f"pip install 'dragoman[ray]'"
            ) from error

    @contextmanager
    def _reached(self) -> Iterator[None]:
        """Turns what libraries raise that reach for a URL into a `LedgerError`."""
        try:
            yield
        except (DragomanError, OSError):
            raise
        except Exception as error:
            text = " ".join(str(error).split())[:400]
            raise LedgerError(f"{self.address} can't be reached: {text}") from error

    def names(self, folder: str, ending: str = ".parquet") -> list[str]:
        """The names of the files in a folder of it, sorted; none where there is no such folder."""
        found: list[str] = []
        if self.remote:
            with suppress(FileNotFoundError), self._reached():
                listed = self.system.ls(self.of(folder), detail=False)
                found = [str(path).rpartition("/")[2] for path in listed]
        elif Path(self.of(folder)).is_dir():
            found = [path.name for path in Path(self.of(folder)).iterdir()]
        return sorted(name for name in found if name.endswith(ending))

    def size(self, folder: str) -> int:
        """Bytes of all Parquet files in a folder of it."""
        if not self.remote:
            paths = [Path(self.of(f"{folder}/{name}")) for name in self.names(folder)]
            return sum(path.stat().st_size for path in paths)
        with suppress(FileNotFoundError), self._reached():
            return sum(int(f["size"] or 0) for f in self.system.ls(self.of(folder), detail=True))
        return 0

    def read(self, name: str) -> bytes | None:
        """A file's content; None where there is no such file."""
        try:
            if self.remote:
                with self._reached():
                    content: bytes = self.system.cat_file(self.of(name))
                    return content
            return Path(self.of(name)).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def exists(self, name: str) -> bool:
        """Whether there is a file of this name."""
        return (
            bool(self.system.exists(self.of(name)))
            if self.remote
            else Path(self.of(name)).is_file()
        )

    def put(self, source: Path, name: str) -> None:
        """Copies a file into it, in the place of one of the same name."""
        if self.remote:
            with self._reached():
                self.system.put_file(str(source), self.of(name))
            return
        target = Path(self.of(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        coming = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
        try:
            shutil.copyfile(source, coming)
            with coming.open("rb+") as file:
                os.fsync(file.fileno())
            coming.replace(target)
        finally:
            coming.unlink(missing_ok=True)

    def remove(self, name: str) -> None:
        """Takes a file away, if there is one."""
        if self.remote:
            with suppress(FileNotFoundError), self._reached():
                self.system.rm_file(self.of(name))
        else:
            Path(self.of(name)).unlink(missing_ok=True)


def place_of(path: str | os.PathLike[str]) -> Place:
    """The place that a path or URL means; links are followed."""
    text = os.fspath(path)
    if (found := URL.match(text)) and is_url(text):
        return Place(f"{found[1]}://{text[found.end() :].rstrip('/')}")
    return Place(os.path.realpath(text))


def is_url(path: str | os.PathLike[str]) -> bool:
    """Whether a path names something behind a URL; a folder that is called so is none."""
    text = os.fspath(path)
    return URL.match(text) is not None and ("://" in text or not os.path.lexists(text))
