"""Verifying a ledger: its sources are read again, and each row that differs is shown."""

import os
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import groupby
from typing import Any

from dragoman.codebook.catalogue import Catalogue
from dragoman.codebook.overlays import Vocabulary
from dragoman.flow.batches import PageReader, read_each
from dragoman.flow.options import Options
from dragoman.flow.reading import BATCH, Reader
from dragoman.ledger import Ledger, Stored, record_rows
from dragoman.pages import Page, from_web, in_store, open_pages
from dragoman.records import PageFault

KEYS = (("id",), ("number",), ("actor", "span_start", "span_end"))
"""What tells the rows of a table apart: the first of these that the row has."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that reading the source again gives otherwise.

    `stored` is null for a row that is new, `now` for one that is gone. For `table` "sources" the
    source itself is missing or has changed, and `note` says so.
    """

    page: str
    reading: str
    table: str
    stored: Row | None
    now: Row | None
    note: str | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The columns that differ."""
        if self.stored is None or self.now is None:
            return ()
        return tuple(c for c, value in self.stored.items() if value != self.now.get(c))


@dataclass(frozen=True, slots=True)
class Verified:
    """What verifying found so far: readings looked at, and those of them that differ."""

    done: int
    total: int
    differing: int


MakeReader = Callable[[Options], PageReader]


def verify(
    ledger: Ledger,
    progress: Callable[[Verified], None] | None = None,
    make_reader: MakeReader = Reader,
    catalogue: Catalogue | None = None,
    vocabulary: Vocabulary | None = None,
) -> Generator[Difference, None, None]:
    """Reads the sources of a ledger's answers again, and gives each row that differs.

    Where the coder is the one that read them, a difference means that the source or the ledger
    was changed; where it is newer, it is what `--reread` would change.

    Args:
        ledger: an open ledger.
        progress: is told how far it is.
        make_reader: makes the reader for one set of options.
        catalogue: that of a user, for what was read by it; what was read by another can't be
            read again, and a note says so.
        vocabulary: likewise that of a user.
    """
    stored = ledger.stored()
    done = differing = 0
    options: dict[tuple[tuple[str, str], ...], list[Stored]] = {}
    for each in stored:
        options.setdefault(tuple(sorted(each.options.items())), []).append(each)
    for told, group in options.items():
        chosen = _options(dict(told), catalogue, vocabulary)
        if chosen is None:
            done, differing = done + len(group), differing + len(group)
            yield from map(_unread, group)
            if progress is not None:
                progress(Verified(done, len(stored), differing))
            continue
        reader = make_reader(chosen)
        for batch in _batches(group, chosen):
            differences = list(_compare(ledger, reader, batch))
            done += len(batch)
            differing += len({d.reading for d in differences})
            yield from differences
            if progress is not None:
                progress(Verified(done, len(stored), differing))


def _options(
    told: Mapping[str, str], catalogue: Catalogue | None, vocabulary: Vocabulary | None
) -> Options | None:
    """The options that a reading cites; None where it went by tables that aren't given."""
    pacts, words = told.get("pacts"), told.get("vocabulary")
    if pacts is not None and (catalogue is None or catalogue.digest != pacts):
        return None
    if words is not None and (vocabulary is None or vocabulary.digest != words):
        return None
    return Options.from_told(
        told,
        catalogue if pacts is not None else None,
        vocabulary if words is not None else None,
    )


def _unread(stored: Stored) -> Difference:
    note = "It was read by a vocabulary that is not the one given; --vocabulary gives one."
    if "vocabulary" not in stored.options:
        note = "It was read by a table of pacts that is not the one given; --pacts gives one."
    return Difference(stored.name, stored.reading, "sources", None, None, note)


def _batches(
    stored: Sequence[Stored], options: Options
) -> Iterator[list[tuple[Stored, Page | str]]]:
    """Readings with their pages, or with what is wrong with those."""
    batch: list[tuple[Stored, Page | str]] = []
    for file, group in groupby(sorted(stored, key=_file), key=_file):
        for pair in _found(file, list(group), options):
            batch.append(pair)
            if len(batch) == BATCH:
                yield batch
                batch = []
    if batch:
        yield batch


def _file(stored: Stored) -> str:
    """The file that a source lies in: its place there stands behind a colon, or a "#"."""
    location = stored.location or ""
    path = location
    while path and not os.path.exists(path):  # noqa: PTH110 - a hostile name is only False here
        path = path[: max(path.rfind(":"), path.rfind("#"), 0)]
    return path or location


def _found(
    file: str, wanted: list[Stored], options: Options
) -> Iterator[tuple[Stored, Page | str]]:
    by_location = {each.location: each for each in wanted if each.location}
    for each in wanted:
        if not each.location:
            yield each, "The page came from standard input and can't be read again."
    if from_web(file) or in_store(file):
        place = "a store" if in_store(file) else "the web"
        for each in by_location.values():
            yield each, f"The page came from {place} and isn't fetched again."
        return
    if not by_location:
        return
    for page in open_pages([file], columns=options.columns):
        name = page.page if isinstance(page, PageFault) else page.name
        each_now = by_location.pop(name, None)
        if each_now is None:
            continue
        if isinstance(page, PageFault):
            yield each_now, page.fault.message
        elif _digest(page) != each_now.digest:
            yield each_now, "The source has changed since it was read."
        else:
            yield each_now, replace(page, name=each_now.name)
    for each in by_location.values():
        yield each, "The source is no longer there."


def _digest(page: Page) -> str:
    raw = page.content if isinstance(page.content, bytes) else None
    content = raw if raw is not None else str(page.content).encode("utf-8", "surrogatepass")
    return blake2b(content, digest_size=32).hexdigest()


def _compare(
    ledger: Ledger, reader: PageReader, batch: Sequence[tuple[Stored, Page | str]]
) -> Iterator[Difference]:
    readable = [(stored, page) for stored, page in batch if isinstance(page, Page)]
    results = read_each(reader, [page for _, page in readable])
    rows = ledger.stored_rows([stored.reading for stored, _ in readable])
    for stored, page in batch:
        if isinstance(page, str):
            yield Difference(stored.name, stored.reading, "sources", None, None, page)
    for (stored, _), result in zip(readable, results, strict=True):
        if isinstance(result, PageFault):
            note = f"It gives no record now: {result.fault.message}"
            yield Difference(stored.name, stored.reading, "sources", None, None, note)
            continue
        now = record_rows(result, stored.reading)
        for table in sorted((rows[stored.reading].keys() | now.keys()) - {"texts"}):
            old = rows[stored.reading].get(table, [])
            for before, after in differing_rows(old, now.get(table, [])):
                yield Difference(stored.name, stored.reading, table, before, after)


def differing_rows(
    stored: Sequence[Row], now: Sequence[Row]
) -> Iterator[tuple[Row | None, Row | None]]:
    """The rows of one table and reading that are not the same in both, paired where they can be."""
    old, new = _by_key(stored), _by_key(now)
    for key in sorted(old.keys() | new.keys()):
        before, after = old.get(key), new.get(key)
        if before != after:
            yield before, after


def _by_key(rows: Sequence[Row]) -> dict[str, Row]:
    keyed: dict[str, Row] = {}
    for row in rows:
        plain = {column: _plain(value) for column, value in row.items()}
        columns = next((k for k in KEYS if all(c in row for c in k)), ())
        key = repr(tuple(plain[c] for c in columns))
        while key in keyed:
            key += "+"
        keyed[key] = plain
    return keyed


def _plain(value: object) -> object:
    """A value in the form that it has after a journey through the database."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Sequence):
        return [_plain(part) for part in value]
    return value
