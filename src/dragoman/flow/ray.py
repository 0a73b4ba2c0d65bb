"""Builds on Ray: the same flow in many processes on many machines, into a folder of Parquet.

The only module that knows Ray, which is loaded when it is used. Two datasets go over it: looks at
the units that the pages come in, and tasks of pages that must be read. What is counted and kept
of the pages, and what is made of all of them, is the beginning process's own work.
"""

import logging
import os
import pickle
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from dragoman.errors import BrokenEnvironmentError, DragomanError
from dragoman.flow.options import Options
from dragoman.flow.partitions import (
    Done,
    Job,
    Look,
    PartReader,
    Task,
    Unit,
    look,
    tasks_of,
    units_of,
)
from dragoman.flow.processes import MakeReader
from dragoman.flow.progress import Progress, Watch
from dragoman.flow.reading import BATCH, Reader
from dragoman.flow.reprints import make_reprints
from dragoman.flow.vocabulary import codebook_digest, laid_over
from dragoman.ledger import FolderRun, Receipt, Row, Run, coder_row, now, place_of
from dragoman.pages import Tell
from dragoman.records import PageFault

HERE = "ray"
"""The address that means the cluster of `RAY_ADDRESS`, else one that runs here, else a new one."""

BLOCKS_A_CORE = 8
"""Into how many pieces a dataset is divided, by the cores that work on it."""

Result = TypeVar("Result", Look, Done)
Rows = dict[str, list[bytes]]
"""A batch of Ray Data's: everything travels pickled, as its columns have few types."""


def build_on_ray(
    out: str | os.PathLike[str],
    paths: Iterable[str],
    options: Options | None = None,
    progress: Watch | None = None,
    *,
    address: str = HERE,
    processes: int | None = None,
    tell: Tell | None = None,
    reread: bool = False,
    make: MakeReader | None = None,
    pages_a_part: int | None = None,
) -> Receipt:
    """Reads pages into a folder of Parquet files, which `Ledger` opens as a ledger.

    Run again with the same pages after it died, it goes on where it stopped. One run writes into
    a folder at a time.

    Args:
        out: the folder: a path that all machines see, or a URL such as s3://bucket/folder.
        paths: what `open_pages` takes, but for standard input; all machines must see them.
        options: how pages are read.
        progress: is told how far the build is.
        address: of the cluster: `HERE`, "auto", HOST:PORT or ray://HOST:PORT.
        processes: how many read; as many as the cluster has cores where it is not said.
        tell: is told what a person should know of a source and is no fault.
        reread: reads contents again that another coder read last; its rows are kept.
        make: makes the readers, instead of a `Reader` made from the options.
        pages_a_part: how many pages a Parquet file holds at most.

    Raises:
        LedgerError: the folder is of another version, or can't be written.
        UsageError: an option makes no sense.
        BrokenEnvironmentError: Ray is not installed, the cluster can't be reached or a task of it
            failed.
    """
    options = options or Options()
    place = place_of(out)
    with FolderRun(place) as run, _cluster(address) as ray:
        reader = (make or (lambda: Reader(options)))()
        coder = coder_row(reader.coder, codebook_digest())
        job = Job(
            place.address,
            str(Path.cwd()),
            options,
            str(coder["coder"]),
            laid_over(str(coder["codebook"]), options.vocabulary),
            run.build,
            make,
        )
        if pages_a_part:
            job = replace(job, pages_a_part=pages_a_part)
        cores = processes or max(1, int(ray.cluster_resources().get("CPU", 1)))
        steps = _OnRay(ray, run, job, coder, tuple(paths), progress, tell, cores)
        return steps.build(reread=reread)


@dataclass(slots=True)
class _OnRay:
    """One run: what all steps need, and what was counted."""

    ray: Any
    run: FolderRun
    job: Job
    coder: Row
    paths: tuple[str, ...]
    watch: Watch | None
    tell: Tell | None
    cores: int
    started: str = field(default_factory=now)
    start: float = field(default_factory=time.monotonic)
    units: list[Unit] = field(default_factory=list)
    unopened: list[PageFault] = field(default_factory=list)
    done: Done = field(default_factory=Done)

    def build(self, *, reread: bool) -> Receipt:
        self.units = list(units_of(self.paths))
        self._look()
        self.start = time.monotonic()
        found = self.run.wanted(self.job.coder, reread=reread)
        self._read([(self.units[number], places, sources) for number, places, sources in found])
        return self._end()

    def _look(self) -> None:
        """Looks at all units, and keeps what is in them."""
        given = [{"unit": pickle.dumps(unit)} for unit in self.units]
        arguments = {"options": self.job.options, "folder": self.job.folder}
        looks = self._over(given).map_batches(_look, fn_kwargs=arguments, batch_size=None)
        for found in self._results(looks, Look):
            self.run.add(found.found)
            self.unopened += found.unopened
            for name, words in found.told:
                if self.tell is not None:
                    self.tell(name, words)
            if self.watch is not None and found.found:
                self.watch(Progress(0, None, None, 0, 0, 0, 0, 0.0, counted=self.run.given))

    def _read(self, wanted: Sequence[tuple[Unit, list[int], list[str]]]) -> None:
        """Has the pages read that must be."""
        if not wanted:
            return
        ahead = sum(len(ordinals) for _, ordinals, _ in wanted)
        size = min(self.job.pages_a_part, max(BATCH, -(-ahead // (BLOCKS_A_CORE * self.cores))))
        tasks = list(tasks_of(wanted, size))
        workers = min(self.cores, len(tasks))
        reading = self._over([{"task": pickle.dumps(task)} for task in tasks]).map_batches(
            _Worker,
            fn_constructor_args=(replace(self.job, pages_a_part=size),),
            batch_size=1,
            compute=self.ray.data.ActorPoolStrategy(size=workers),
            num_cpus=1,
        )
        for done in self._results(reading, Done):
            self.done.pages += done.pages
            self.done.words += done.words
            self.done.changed += done.changed
            if self.watch is not None:
                self.watch(self._progress(ahead))
        for name in self.done.changed:
            if self.tell is not None:
                self.tell(name, "It changed while the build went on. Build again to read it.")

    def _progress(self, ahead: int) -> Progress:
        given, read = self.run.given, self.done.pages
        known = given - ahead
        seconds = time.monotonic() - self.start
        words = self.done.words
        return Progress(known + read, given, ahead - read, read, known, 0, words, seconds)

    def _end(self) -> Receipt:
        """Writes what needs all pages."""
        given = self.run.given
        writer = self.run.end([self.coder] if self.done.pages else [], self.unopened)
        make_reprints(writer)
        receipt = writer.receipt(
            Run(
                started=self.started,
                coder=self.job.coder,
                paths=self.paths,
                given=given + len(self.unopened),
                unopened=len(self.unopened),
                faulty=len(self.unopened) + writer.without_record(),
                words=self.done.words,
                seconds=time.monotonic() - self.start,
            )
        )
        writer.finish()
        return receipt

    def _over(self, items: Sequence[dict[str, bytes]]) -> Any:  # noqa: ANN401 - Ray has no types
        blocks = min(len(items), BLOCKS_A_CORE * self.cores)
        return self.ray.data.from_items(list(items), override_num_blocks=blocks or None)

    def _results(self, dataset: Any, kind: type[Result]) -> Iterator[Result]:  # noqa: ANN401 - as above
        """What the pieces of a dataset gave, of the kind that they give.

        Raises:
            DragomanError: what a task raised, or `BrokenEnvironmentError`.
        """
        try:
            for row in dataset.iter_rows():
                result: Result | DragomanError = pickle.loads(row["result"])
                if isinstance(result, DragomanError):
                    raise result
                yield result
        except self.ray.exceptions.RayError as error:
            text = [line for line in str(error).splitlines() if line.strip()]
            told = text[0].strip() if text else repr(error)
            raise BrokenEnvironmentError(f"A task on Ray failed: {told[:400]}") from error


def _look(batch: Rows, options: Options, folder: str) -> Iterator[Rows]:
    """Looks at units, on whatever machine."""
    try:
        for found in look(map(pickle.loads, batch["unit"]), options, folder):
            yield {"result": [pickle.dumps(found)]}
    except DragomanError as error:
        # Ray would wrap it, and say where it arose instead of what it says.
        yield {"result": [pickle.dumps(error)]}


class _Worker:
    """Does tasks, in a process of Ray's that lasts."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._reader: PartReader | None = None

    def __call__(self, batch: Rows) -> Rows:
        return {"result": [pickle.dumps(self._do(pickle.loads(task))) for task in batch["task"]]}

    def _do(self, task: Task) -> Done | DragomanError:
        try:
            self._reader = self._reader or PartReader(self._job)
            return self._reader.do(task)
        except DragomanError as error:
            return error


@contextmanager
def _cluster(address: str) -> Iterator[Any]:
    """Ray, connected to a cluster for as long as it is needed.

    Raises:
        BrokenEnvironmentError: Ray is not installed, or the cluster can't be reached.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody
    try:
        import ray  # noqa: PLC0415 - heavy, and seldom needed
        import ray.data  # noqa: PLC0415 - heavy, and seldom needed
    except ImportError as error:
        raise BrokenEnvironmentError(
            f"Ray is not installed ({error}). Install it with: pip install 'dragoman[ray]'"
        ) from error
    own = not ray.is_initialized()
    if own:
        try:
            ray.init(
                address=None if address == HERE else address,
                include_dashboard=False,
                log_to_driver=False,
                logging_level=logging.ERROR,
            )
        except (ConnectionError, ValueError, RuntimeError, TimeoutError) as error:
            raise BrokenEnvironmentError(f"Ray at {address}: {error}") from error
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = ray.data.DataContext.get_current()
    shown = context.enable_progress_bars, context.print_on_execution_start
    context.enable_progress_bars = context.print_on_execution_start = False
    try:
        yield ray
    finally:
        context.enable_progress_bars, context.print_on_execution_start = shown
        if own:
            ray.shutdown()
