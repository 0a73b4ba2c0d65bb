"""Folders of Parquet files among what a build is given: their rows are taken over as they are."""

from collections.abc import Sequence

from dragoman.ledger import (
    Adopted,
    Resolve,
    Writer,
    adopt,
    is_folder,
    judgements_of,
    manifest_of,
    place_of,
    revise,
)
from dragoman.pages import from_web, in_store


def divided(paths: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """The paths that are ledgers, and the others, which hold pages.

    Raises:
        LedgerError: a store can't be reached, or holds the ledger of another version.
    """
    ledgers = [path for path in paths if _is_ledger(path)]
    return ledgers, tuple(path for path in paths if path not in ledgers)


def _is_ledger(path: str) -> bool:
    if in_store(path):
        return manifest_of(place_of(path)) is not None
    fetched = ("http://", "https://", "@")
    return is_folder(path) and not (from_web(path) and path.startswith(fetched))


def adopt_all(
    writer: Writer, ledgers: Sequence[str], resolve: Resolve, codebook: str
) -> list[Adopted]:
    """Takes the rows of ledgers over; the judgements of the one that is written then hold for them.

    Args:
        writer: the ledger's writer.
        ledgers: paths and URLs of folders.
        resolve: says who an actor is.
        codebook: the hash of the vocabulary that it does so by.

    Raises:
        LedgerError: one of them is no ledger, or of another version.
    """
    found = [adopt(writer, place_of(path)) for path in ledgers]
    if found and judgements_of(writer):
        with writer.transaction():
            revise(writer, resolve, codebook)
    return found
