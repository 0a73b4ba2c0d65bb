"""Files into which `dragoman evaluate` writes what was predicted."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from dragoman.errors import UsageError


@contextmanager
def written(path: Path, predictions: Path | None) -> Iterator[IO[str] | None]:
    """A file for predictions, there under its name only once it is whole.

    Args:
        path: the file of gold that is read; it is never written over.
        predictions: the file to write, or None for none.

    Raises:
        UsageError: the predictions can't be written, or would go where the gold is.
    """
    if predictions is None:
        yield None
        return
    if predictions.exists() and path.exists() and predictions.samefile(path):
        raise UsageError(f"{predictions} is the file that is read. Name another for predictions.")
    part = predictions.with_name(predictions.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as out:
            yield out
        part.replace(predictions)
    except OSError as error:
        raise UsageError(f"{predictions} can't be written ({error.strerror}).") from error
    finally:
        part.unlink(missing_ok=True)
