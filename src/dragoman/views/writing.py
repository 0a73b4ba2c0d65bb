"""Files that the command line writes beside what it prints."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from dragoman.errors import UsageError


@contextmanager
def written_whole(path: Path, read: Path) -> Iterator[IO[str]]:
    """A text file that is there under its name only once it is whole.

    Args:
        path: where it goes.
        read: the file that is read meanwhile, which it must not be.

    Raises:
        UsageError: it is the file that is read, or can't be written.
    """
    if path.exists() and read.exists() and path.samefile(read):
        raise UsageError(f"{path} is the file that is read. Name another for predictions.")
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as out:
            yield out
        part.replace(path)
    except OSError as error:
        raise UsageError(f"{path} can't be written ({error.strerror}).") from error
    finally:
        part.unlink(missing_ok=True)
