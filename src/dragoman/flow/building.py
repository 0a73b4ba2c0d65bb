"""Building a ledger: pages in, rows kept, nothing read twice, nothing lost on the way.

A build goes on wherever it stopped, because a content that stands in the ledger is known by its
hash before it is read. Batches are transactions, so a page has all its rows or none.
"""

import os
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path

from dragoman.flow.adopting import adopt_all, divided
from dragoman.flow.batches import BatchReader, Here, PageReader, Results
from dragoman.flow.options import Options
from dragoman.flow.processes import Processes
from dragoman.flow.progress import Progress, Survey, Watch
from dragoman.flow.reading import BATCH, Reader, pages_under
from dragoman.flow.reprints import make_reprints
from dragoman.flow.resolving import resolver_for
from dragoman.flow.taking import taken
from dragoman.flow.vocabulary import codebook_digest, laid_over
from dragoman.ledger import Entry, Known, Receipt, Resolve, Run, Taken, Writer, coder_row, now
from dragoman.pages import Page, Tell, from_web, in_store
from dragoman.records import PageFault, Record

EVERY = 20.0
"""Seconds between publications of what a running build has so far, at least."""

SHARE = 20
"""Publishing may take this part of a build's time, as copying a large ledger takes long."""


def build(
    path: str | os.PathLike[str],
    paths: Iterable[str],
    options: Options | None = None,
    progress: Watch | None = None,
    *,
    tell: Tell | None = None,
    reread: bool = False,
    processes: int = 1,
    reader: PageReader | Processes | None = None,
) -> Receipt:
    """Reads pages into a ledger, which is made if there is none.

    Run again with the same pages after it was killed, it goes on where it stopped and ends as if
    nothing had happened; run again after its end, it finds every page known.

    Args:
        path: the ledger's file.
        paths: what `open_pages` takes: files, folders, addresses, "-"; and folders or URLs of
            Parquet files that `build_on_ray` wrote, whose rows are taken over.
        options: how pages are read.
        progress: is told after each batch how far the build is.
        tell: is told what a person should know of a source and is no fault.
        reread: reads contents again that an older coder read; its rows are kept.
        processes: how many processes read; this one alone writes, so the ledger is the same.
        reader: reads instead of readers made from the options.

    Returns:
        The receipt, which the ledger keeps too.

    Raises:
        LedgerError: the ledger has another writer, is none, damaged or newer, or can't be
            written.
        UsageError: an option makes no sense.
        BrokenEnvironmentError: the processes that read die whatever they read.
    """
    options = options or Options()
    with Writer(path) as writer:
        try:
            with ExitStack() as stack:
                ready: BatchReader
                if isinstance(reader, Processes):
                    ready = reader
                elif reader is None and processes != 1:
                    ready = stack.enter_context(Processes(partial(Reader, options), processes))
                else:
                    ready = Here(reader or Reader(options))
                return _Build(writer, options, ready, reread, progress, tell).run(tuple(paths))
        except KeyboardInterrupt:
            writer.publish()
            raise


@dataclass(frozen=True, slots=True)
class _Batch:
    """What was handed over to be read, and is to be written together."""

    waiting: list[tuple[Page | PageFault, Taken | None]]
    again: list[Taken]
    results: Results


@dataclass(slots=True)
class _Build:
    """One run: what waits to be written, and what was counted."""

    writer: Writer
    options: Options
    reader: BatchReader
    reread: bool
    watch: Watch | None
    tell: Tell | None
    coder: dict[str, object] = field(init=False)
    resolve: Resolve = field(init=False)
    codebook: str = field(init=False)
    waiting: list[tuple[Page | PageFault, Taken | None]] = field(default_factory=list)
    again: list[Taken] = field(default_factory=list)
    begun: deque[_Batch] = field(default_factory=deque)
    """Batches that are being read, in the order in which they will be written."""
    copies: Counter[str] = field(default_factory=Counter)
    """How often each content that waits or is being read was given."""
    total: int | None = None
    ahead: int | None = None
    given: int = 0
    unopened: int = 0
    faulty: int = 0
    """Pages given so far that gave no record: those of one content are all counted."""
    read: int = 0
    words: int = 0
    start: float = field(default_factory=time.monotonic)
    published: float = field(default_factory=time.monotonic)
    cost: float = 0.0

    def run(self, paths: tuple[str, ...]) -> Receipt:
        started = now()
        self.coder = coder_row(self.reader.coder, codebook_digest())
        vocabulary = self.options.vocabulary
        self.codebook = laid_over(str(self.coder["codebook"]), vocabulary)
        self.resolve = resolver_for(self.writer, vocabulary).resolve
        ledgers, rest = divided(paths)
        if not any(path == "-" or from_web(path) or in_store(path) for path in rest):
            self._survey(rest)
        self.start = time.monotonic()
        for adopted in adopt_all(self.writer, ledgers, self.resolve, self.codebook):
            self.given += adopted.given + adopted.unopened
            self.unopened += adopted.unopened
            self.faulty += adopted.faulty
            self.words += adopted.words
        for pages in self._chunks(rest, self.tell):
            self._sort(pages)
            if len(self.waiting) >= BATCH or len(self.again) >= BATCH:
                self._begin()
                self._write(self.reader.ahead)
        self._begin()
        self._write(0)
        make_reprints(self.writer)
        return self.writer.receipt(
            Run(
                started=started,
                coder=str(self.coder["coder"]),
                paths=paths,
                given=self.given,
                unopened=self.unopened,
                faulty=self.faulty,
                words=self.words,
                seconds=time.monotonic() - self.start,
            )
        )

    def _chunks(
        self, paths: tuple[str, ...], tell: Tell | None = None
    ) -> Iterator[list[Page | PageFault]]:
        pages = pages_under(paths, self.options, tell)
        while chunk := list(islice(pages, BATCH)):
            yield chunk

    def _survey(self, paths: tuple[str, ...]) -> None:
        """Counts how many pages there are, and how many of them must be read."""
        survey = Survey()
        for pages in self._chunks(paths):
            sources = [content.source for page in pages if (content := self._taken(page))]
            known = self.writer.known(sources)
            survey.add(len(pages), [s for s in sources if self._must_read(known.get(s))])
            if self.watch is not None:
                self.watch(replace(self._progress(), counted=survey.total))
        self.total, self.ahead = survey.total, survey.ahead

    def _sort(self, pages: Sequence[Page | PageFault]) -> None:
        """Tells the pages that must be read from those that are known."""
        contents = [self._taken(page) for page in pages]
        known = self.writer.known([content.source for content in contents if content])
        for page, content in zip(pages, contents, strict=True):
            self.given += 1
            if content is None:
                self.unopened += 1
                self.faulty += 1
                self.waiting.append((page, None))
                continue
            before = known.get(content.source)
            waits = content.source in self.copies
            if waits or self._must_read(before):
                self.copies[content.source] += 1
            elif before is not None and before.failed:
                self.faulty += 1
            if waits or not self._must_read(before):
                self.again.append(content)
            else:
                self.waiting.append((page, content))

    def _must_read(self, known: Known | None) -> bool:
        if known is None:
            return True
        return self.reread and known.coder != self.coder["coder"]

    def _taken(self, page: Page | PageFault) -> Taken | None:
        """What is known of a page before it is read; None where it couldn't be opened."""
        if isinstance(page, PageFault):
            return None
        return taken(page, self.options, Path.cwd())

    def _begin(self) -> None:
        """Hands what waits over to be read."""
        results = self.reader.begin([page for page, _ in self.waiting])
        self.begun.append(_Batch(self.waiting, self.again, results))
        self.waiting, self.again = [], []

    def _write(self, ahead: int) -> None:
        """Writes what was read, a batch in a transaction, until so many batches are left."""
        while len(self.begun) > ahead:
            self._write_one(self.begun.popleft())

    def _write_one(self, batch: _Batch) -> None:
        entries = []
        for (_, content), result in zip(batch.waiting, batch.results(), strict=True):
            coder = str(self.coder["coder"])
            entries.append(Entry(content, result, coder, datetime.now(UTC).replace(tzinfo=None)))
            self.read += content is not None
            copies = 0 if content is None else self.copies.pop(content.source)
            if isinstance(result, Record):
                self.words += len(result.article.text.split())
            else:
                self.faulty += copies
        if entries or batch.again:
            coders = [self.coder] if entries else []
            self.writer.write(entries, coders, batch.again, self.resolve, self.codebook)
            self._publish()
        if self.watch is not None:
            self.watch(self._progress())

    def _progress(self) -> Progress:
        return Progress(
            done=self.given - len(self.waiting) - sum(len(b.waiting) for b in self.begun),
            total=self.total,
            ahead=None if self.ahead is None else max(0, self.ahead - self.read),
            read=self.read,
            known=self.given - self.read - self.unopened,
            faulty=self.faulty,
            words=self.words,
            seconds=time.monotonic() - self.start,
        )

    def _publish(self) -> None:
        """Publishes at once where readers have nothing yet, and then every so often."""
        began = time.monotonic()
        if not self.writer.published or began - self.published > max(EVERY, SHARE * self.cost):
            self.writer.publish()
            self.published = time.monotonic()
            self.cost = self.published - began
