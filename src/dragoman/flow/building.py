"""Building a ledger: pages in, rows kept, nothing read twice, nothing lost on the way.

A build goes on wherever it stopped, because a content that stands in the ledger is known by its
hash before it is read. Batches are transactions, so a page has all its rows or none.
"""

import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field, replace
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Protocol

from dragoman.errors import DragomanError
from dragoman.flow.options import Options
from dragoman.flow.progress import Progress, Survey, Watch
from dragoman.flow.reading import BATCH, Reader, pages_under
from dragoman.flow.reprints import make_reprints
from dragoman.flow.resolving import resolver_for
from dragoman.flow.vocabulary import codebook_digest, laid_over
from dragoman.ledger import Entry, Known, Receipt, Resolve, Run, Taken, Writer, coder_row, now
from dragoman.pages import Page, Tell, from_web
from dragoman.records import Coder, Fault, PageFault, Record, Stage, content_id

EVERY = 20.0
"""Seconds between publications of what a running build has so far, at least."""

SHARE = 20
"""Publishing may take this part of a build's time, as copying a large ledger takes long."""


class PageReader(Protocol):
    """What a build reads pages with: `Reader`, or whatever reads as it does."""

    @property
    def coder(self) -> Coder:
        """What it is, as the ledger cites it."""

    def read(self, pages: Iterable[Page | PageFault]) -> Iterator[Record | PageFault]:
        """The records of pages, one for one and in order."""


def build(
    path: str | os.PathLike[str],
    paths: Iterable[str],
    options: Options | None = None,
    progress: Watch | None = None,
    *,
    tell: Tell | None = None,
    reread: bool = False,
    reader: PageReader | None = None,
) -> Receipt:
    """Reads pages into a ledger, which is made if there is none.

    Run again with the same pages after it was killed, it goes on where it stopped and ends as if
    nothing had happened; run again after its end, it finds every page known.

    Args:
        path: the ledger's file.
        paths: what `open_pages` takes: files, folders, addresses, "-".
        options: how pages are read.
        progress: is told after each batch how far the build is.
        tell: is told what a person should know of a source and is no fault.
        reread: reads contents again that an older coder read; its rows are kept.
        reader: reads instead of a `Reader` made from the options.

    Returns:
        The receipt, which the ledger keeps too.

    Raises:
        LedgerError: the ledger has another writer, is none, damaged or newer, or can't be
            written.
        UsageError: an option makes no sense.
    """
    options = options or Options()
    with Writer(path) as writer:
        work = _Build(writer, options, reader or Reader(options), reread, progress, tell)
        try:
            return work.run(tuple(paths))
        except KeyboardInterrupt:
            writer.publish()
            raise


@dataclass(slots=True)
class _Build:
    """One run: what waits to be written, and what was counted."""

    writer: Writer
    options: Options
    reader: PageReader
    reread: bool
    watch: Watch | None
    tell: Tell | None
    coder: dict[str, object] = field(init=False)
    resolve: Resolve = field(init=False)
    codebook: str = field(init=False)
    waiting: list[tuple[Page | PageFault, Taken | None]] = field(default_factory=list)
    again: list[Taken] = field(default_factory=list)
    copies: Counter[str] = field(default_factory=Counter)
    """How often each content that waits was given."""
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
        if not any(path == "-" or from_web(path) for path in paths):
            self._survey(paths)
        self.start = time.monotonic()
        for pages in self._chunks(paths, self.tell):
            self._sort(pages)
            if len(self.waiting) >= BATCH or len(self.again) >= BATCH:
                self._write()
        self._write()
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
            sources = [taken.source for page in pages if (taken := self._taken(page))]
            known = self.writer.known(sources)
            survey.add(len(pages), [s for s in sources if self._must_read(known.get(s))])
            if self.watch is not None:
                self.watch(replace(self._progress(), counted=survey.total))
        self.total, self.ahead = survey.total, survey.ahead

    def _sort(self, pages: Sequence[Page | PageFault]) -> None:
        """Tells the pages that must be read from those that are known."""
        taken = [self._taken(page) for page in pages]
        known = self.writer.known([t.source for t in taken if t])
        for page, content in zip(pages, taken, strict=True):
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
        raw = page.content
        content = raw if isinstance(raw, bytes) else raw.encode("utf-8", "surrogatepass")
        digest = blake2b(content, digest_size=32).hexdigest()
        said = (*astuple(page.given), *astuple(self.options.given))
        source = content_id("source", digest, isinstance(raw, bytes), page.format, *said)
        stdin = page.name == "-" or page.name.startswith("-:")
        fetched = page.name.startswith(("http://", "https://"))
        location = None if stdin else page.name if fetched else str(Path.cwd() / page.name)
        return Taken(source, digest, len(content), page.name, location)

    def _write(self) -> None:
        """Reads what waits, and writes it in one transaction."""
        waiting, again = self.waiting, self.again
        copies, self.copies = self.copies, Counter()
        self.waiting, self.again = [], []
        results = read_each(self.reader, [page for page, _ in waiting])
        entries = []
        for (_, taken), result in zip(waiting, results, strict=True):
            coder = str(self.coder["coder"])
            entries.append(Entry(taken, result, coder, datetime.now(UTC).replace(tzinfo=None)))
            self.read += taken is not None
            if isinstance(result, Record):
                self.words += len(result.article.text.split())
            elif taken is not None:
                self.faulty += copies[taken.source]
        if entries or again:
            coders = [self.coder] if entries else []
            self.writer.write(entries, coders, again, self.resolve, self.codebook)
            self._publish()
        if self.watch is not None:
            self.watch(self._progress())

    def _progress(self) -> Progress:
        return Progress(
            done=self.given - len(self.waiting),
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


def read_each(reader: PageReader, pages: Sequence[Page | PageFault]) -> list[Record | PageFault]:
    """A result for each page, though one of them break the reader: that one gives a fault."""
    try:
        return list(reader.read(pages))
    except DragomanError:
        raise
    except Exception as error:
        if len(pages) != 1:
            return [result for page in pages for result in read_each(reader, [page])]
        [page] = pages
        name = page.page if isinstance(page, PageFault) else page.name
        message = (
            f"Reading this page failed with {type(error).__name__}: {str(error)[:300]}. This is "
            f"a mistake of the reader's, not the page's: please report it with the page."
        )
        return [PageFault(name, Fault(Stage.LEDGER, message))]
