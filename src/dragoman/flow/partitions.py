"""What of a run into a folder can be done anywhere: looking at pages, and reading parts of them.

Pages come in units: files, or what must be opened together. A first look at a unit tells what is
in it; of contents that are given twice, or stand in the folder, nothing is read. A task is some
pages of one unit, which one process reads and writes as parts. Done again, by whoever, it finds
its parts written, or writes the same ones.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, chdir
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path

from dragoman.errors import UsageError
from dragoman.flow.options import Options
from dragoman.flow.processes import MakeReader, Processes
from dragoman.flow.reading import BATCH, Reader, pages_under
from dragoman.flow.reprints import sketch_of
from dragoman.flow.resolving import Resolver
from dragoman.flow.taking import taken
from dragoman.ledger import Entering, Entry, Found, PartWriter, Place, Taken, part_of
from dragoman.pages import Page, files_under, from_web
from dragoman.records import PageFault, Record, content_id

PAGES_A_PART = 256
"""Pages that a part holds at most."""

PAGES_A_LOOK = 1_000
"""Pages that are told of at a time."""

TASKS_A_UNIT = 64
"""Into how many tasks a unit is divided at most: each opens it from its beginning."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Paths whose pages are opened together, and the unit's number among those of a run."""

    number: int
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some pages of a unit, by their places in it, and what they must be."""

    unit: Unit
    ordinals: tuple[int, ...]
    sources: tuple[str, ...]


Task = tuple[Piece, ...]
"""What one process reads before it is given more."""


@dataclass(slots=True)
class Look:
    """What a look at units found: pages, those that couldn't be opened, and what is to be said.

    `told` is what a person should know of a source, after its name.
    """

    found: list[Found] = field(default_factory=list)
    unopened: list[PageFault] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Job:
    """What all tasks of a run have in common.

    `folder` is where relative paths begin, `coder` the id of what reads, `build` the run's number.
    """

    address: str
    folder: str
    options: Options
    coder: str
    codebook: str
    build: int
    make: MakeReader | None = None
    pages_a_part: int = PAGES_A_PART

    @property
    def reader(self) -> MakeReader:
        """Makes a reader."""
        return self.make or partial(Reader, self.options)


@dataclass(slots=True)
class Done:
    """What a task did; `changed` names pages that were others when it came to reading them."""

    pages: int = 0
    words: int = 0
    changed: list[str] = field(default_factory=list)


def units_of(paths: Iterable[str]) -> Iterator[Unit]:
    """What the given paths stand for, in units.

    Raises:
        UsageError: one of them is standard input, which only this process can read.
    """
    remote: list[str] = []
    number = 0
    for path in paths:
        if path == "-":
            raise UsageError("Standard input can't be read on many machines. Give files.")
        if from_web(path):
            remote.append(path)
            continue
        if remote:
            yield Unit(number, tuple(remote))
            number, remote = number + 1, []
        for file in files_under(path) or [path]:
            yield Unit(number, (file,))
            number += 1
    if remote:
        yield Unit(number, tuple(remote))


def look(units: Iterable[Unit], options: Options, folder: str) -> Iterator[Look]:
    """What is in units, some pages at a time."""
    seen = Look()
    told: list[tuple[str, str]] = []
    with _inside(folder):
        for unit in units:
            pages = pages_under(unit.paths, options, lambda *said: told.append(said))
            for ordinal, page in enumerate(pages):
                if isinstance(page, PageFault):
                    seen.unopened.append(page)
                else:
                    content = taken(page, options, Path(folder))
                    place = (unit.number, ordinal, content.source)
                    seen.found.append(Found(*place, content.name, content.location))
                if len(seen.found) + len(seen.unopened) >= PAGES_A_LOOK:
                    yield seen
                    seen = Look()
    seen.told += told
    yield seen


def tasks_of(
    wanted: Iterable[tuple[Unit, Sequence[int], Sequence[str]]], size: int
) -> Iterator[Task]:
    """The pages that must be read, by unit, in tasks.

    A task has some `size` pages of many units, or a slice of a large one.
    """
    held: list[Piece] = []
    for unit, ordinals, sources in wanted:
        step = size * -(-len(ordinals) // (size * TASKS_A_UNIT))
        for at in range(0, len(ordinals), step):
            end = at + step
            held.append(Piece(unit, tuple(ordinals[at:end]), tuple(sources[at:end])))
            if sum(len(piece.ordinals) for piece in held) >= size:
                yield tuple(held)
                held = []
    if held:
        yield tuple(held)


class PartReader:
    """Does tasks, one after the other, reading in a process of its own that may die."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._stack = ExitStack()
        self._readers = self._stack.enter_context(Processes(job.reader, 1))
        self._writer = self._stack.enter_context(PartWriter(Place(job.address)))
        self._entering = Entering(
            job.build, Resolver(vocabulary=job.options.vocabulary).resolve, job.codebook
        )

    def close(self) -> None:
        """Ends its process."""
        self._stack.close()

    def do(self, task: Task) -> Done:
        """Reads and writes what stands not yet of a task.

        Raises:
            LedgerError: it can't be written.
            BrokenEnvironmentError: reading dies whatever is read.
        """
        done = Done()
        with _inside(self._job.folder):
            pages = self._pages(task, done)
            while some := list(islice(pages, self._job.pages_a_part)):
                self._part(some, done)
        return done

    def _pages(self, task: Task, done: Done) -> Iterator[tuple[Page, Taken]]:
        """The pages of a task that are what they were."""
        for piece in task:
            wanted = dict(zip(piece.ordinals, piece.sources, strict=True))
            opened = pages_under(piece.unit.paths, self._job.options)
            for ordinal, page in enumerate(islice(opened, piece.ordinals[-1] + 1)):
                source = wanted.pop(ordinal, None)
                if source is None:
                    continue
                if isinstance(page, PageFault):
                    done.changed.append(page.page)
                    continue
                content = taken(page, self._job.options, Path(self._job.folder))
                if content.source == source:
                    yield page, content
                else:
                    done.changed.append(page.name)
            done.changed += [f"{piece.unit.paths[0]}, page {ordinal + 1}" for ordinal in wanted]

    def _part(self, pages: Sequence[tuple[Page, Taken]], done: Done) -> None:
        coder = self._job.coder
        readings = [content_id("reading", content.source, coder) for _, content in pages]
        done.pages += len(pages)
        if self._writer.has(part_of(readings)):
            return
        batches = [pages[at : at + BATCH] for at in range(0, len(pages), BATCH)]
        asked = [self._readers.begin([page for page, _ in batch]) for batch in batches]
        results = [result for results in asked for result in results()]
        at = datetime.now(UTC).replace(tzinfo=None)
        entries, sketches = [], []
        for (_, content), result, reading in zip(pages, results, readings, strict=True):
            entries.append(Entry(content, result, coder, at))
            if isinstance(result, Record):
                sketches.append(sketch_of(result, reading))
                done.words += len(result.article.text.split())
        self._writer.enter(entries, sketches, self._entering)


def _inside(folder: str) -> "chdir[str]":
    """Relative paths mean what they mean where the run was begun."""
    return chdir(folder if Path(folder).is_dir() else ".")
