"""Objects of a store that speaks S3, one after the other as files: `s3://bucket/folder`.

fsspec reaches the store and is loaded only then; the store's address and keys come from the
environment, as s3fs reads them (`AWS_ENDPOINT_URL`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`).

An object is put whole into a file of this process's own before it is read: some kinds are read from
their end, and a transfer that breaks off must never look like a short page.
"""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.pages.sources.registry import WANTED, wanted
from dragoman.pages.sources.terms import fault, shown
from dragoman.records import PageFault

PROTOCOL = "s3"
BEGINNING = f"{PROTOCOL}://"
ENDING = re.compile(r"(?:\.[A-Za-z0-9]{1,12}){1,2}$")
"""What of an object's name its file here is called by: what tells the kind, and nothing hostile."""
MISSING = "Stores are reached with s3fs, which isn't installed: pip install 's3fs>=2024.6'."
LONGEST = 400
"""Characters of what a library says that a message repeats."""


def in_store(path: str) -> bool:
    """Whether a path that `open_pages` takes means something in a store."""
    return path.startswith(BEGINNING)


def objects_under(url: str) -> list[str]:
    """The URLs of the objects that one means: itself, or all with pages below it in name order.

    Hidden ones are left out, as in folders; none where there is nothing.

    Raises:
        ImportError: fsspec or s3fs is not installed.
        Exception: the store can't be reached, or refuses; libraries raise what they like.
    """
    system = _store()
    folder = system._strip_protocol(url).rstrip("/")
    if not url.endswith("/") and system.isfile(url):
        return [url]
    below = [path.removeprefix(f"{folder}/").split("/") for path in system.find(folder)]
    kept = sorted(names for names in below if _kept(names))
    return [f"{BEGINNING}{folder}/{'/'.join(names)}" for names in kept]


def _kept(names: list[str]) -> bool:
    return wanted(names[-1]) and not any(name.startswith(".") for name in names)


def fetched(url: str) -> Iterator[tuple[str, Path] | PageFault]:
    """The objects that a URL means, each under its name as a file, which goes when the next comes.

    What can't be listed or fetched is a fault.
    """
    try:
        objects = objects_under(url)
    except ImportError:
        yield fault(shown(url), MISSING)
        return
    except Exception as error:  # what reaches for a store raises errors of many roots
        yield fault(shown(url), f"The store can't be asked: {_told(error)}.")
        return
    if not objects:
        endings = " ".join(sorted(WANTED))
        yield fault(
            shown(url), f"There are no pages there (objects ending in {endings}, or packed)."
        )
    for each in objects:
        with tempfile.TemporaryDirectory(prefix="dragoman-") as folder:
            ending = ENDING.search(each)
            file = Path(folder, f"object{ending[0] if ending else ''}")
            try:
                _store().get_file(each, str(file))
            except Exception as error:  # as above
                yield fault(shown(each), f"The object can't be fetched: {_told(error)}.")
                continue
            yield shown(each), file


def _store() -> Any:  # noqa: ANN401 - fsspec has no types
    import fsspec  # noqa: PLC0415 - for stores alone

    # Others write there too, so that what was listed before may be out of date.
    return fsspec.filesystem(PROTOCOL, use_listings_cache=False)


def _told(error: Exception) -> str:
    text = " ".join(f"{error}".split()) or type(error).__name__
    return text[:LONGEST].rstrip(".")
