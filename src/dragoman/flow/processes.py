"""Reading in processes of their own, which may die: each has its own reader, none writes.

A process is this module run by Python (`serve`): it is sent how to make a reader, then batches,
and sends back results, all as pickles over its standard input and output. One thread here waits
for each, so nothing of this needs a main module that can be imported again, nor a POSIX system.

A batch whose process dies (killed, out of memory, a crash in a library) is read again by a new
one, then page by page; a page on which processes die each time it is tried gives a fault.
"""

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from types import TracebackType
from typing import IO, Self, cast

from dragoman.errors import BrokenEnvironmentError, DragomanError, UsageError
from dragoman.flow.batches import PageReader, Results, read_each, unread
from dragoman.pages import Page
from dragoman.records import Coder, PageFault, Record

MakeReader = Callable[[], PageReader]
"""Makes a reader; it is pickled, so a function or class of a module, or a `partial` of one."""

TRIES_OF_MANY, TRIES_OF_ONE = 2, 3
"""How often a batch and a single page are given to a new process after one died."""

MOST_DEATHS = 30
"""Deaths in a row, without a batch read between them, after which it is not the pages' doing."""

AT_BIRTH = 10
"""As how many it counts if a process ends by itself before it has a reader: no page makes it."""

START = "from dragoman.flow.processes import serve; serve()"
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


class Processes:
    """Reads batches in several processes at once; used in a `with` statement.

    Args:
        make: makes each process's reader.
        number: how many processes read.

    Raises:
        UsageError: the number is less than 1.
    """

    def __init__(self, make: MakeReader, number: int) -> None:
        if number < 1:
            raise UsageError(f"There must be 1 process at least, not {number}.")
        self.ahead = 2 * number
        self._make = make
        self._lanes = ThreadPoolExecutor(number, "reading")
        self._own = threading.local()
        self._running: set[_Process] = set()
        self._lock = threading.Lock()
        self._closed = False
        self._deaths = 0

    @property
    def coder(self) -> Coder:
        """What the readers are."""
        return self._make().coder

    def begin(self, pages: Sequence[Page | PageFault]) -> Results:
        """Has a batch read by the process that is free first.

        Asked for, the results raise what stopped the reader (`UsageError`, `ModelError`), or
        `BrokenEnvironmentError` where processes die whatever they read.
        """
        return self._lanes.submit(self._read, list(pages)).result

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends all processes at once, whatever they are at: they hold nothing that counts."""
        with self._lock:
            self._closed = True
            for process in self._running:
                process.end()
        self._lanes.shutdown(cancel_futures=True)
        for process in self._running:
            process.close()

    def _read(self, pages: list[Page | PageFault]) -> list[Record | PageFault]:
        if not pages:
            return []
        tries = TRIES_OF_ONE if len(pages) == 1 else TRIES_OF_MANY
        while tries:
            try:
                results = self._process().read(pages)
            except _DiedError as died:
                self._bury(died)
                tries -= died.ready
            else:
                self._deaths = 0
                return results
        if len(pages) > 1:
            return [result for page in pages for result in self._read([page])]
        message = (
            f"Reading this page ended the process that read it, {TRIES_OF_ONE} times out of "
            f"{TRIES_OF_ONE}. It may need more memory than there is; if not, please report it "
            f"with the page."
        )
        return [unread(pages[0], message)]

    def _process(self) -> "_Process":
        """The process of the thread that asks, a new one if it has none."""
        process = cast("_Process | None", getattr(self._own, "process", None))
        if process is None:
            _leave_interrupts_to_the_main_thread()
            with self._lock:
                if self._closed:
                    raise BrokenEnvironmentError("Reading was ended.")
                process = _Process()
                self._running.add(process)
            self._own.process = process
            process.begin(self._make)
        return process

    def _bury(self, died: "_DiedError") -> None:
        process, self._own.process = self._own.process, None
        process.end()
        process.close()
        killed = process.code is None or process.code < 0
        with self._lock:
            self._running.discard(process)
            self._deaths += 1 if died.ready or killed else AT_BIRTH
        if self._closed:
            raise BrokenEnvironmentError("Reading was ended.") from died
        if self._deaths > MOST_DEATHS:
            raise BrokenEnvironmentError(
                f"The processes that read end without a word (the last with code "
                f"{process.code}). Memory may not suffice for so many: try fewer (--processes)."
            ) from died


class _DiedError(Exception):
    """A process ended that should not have; `ready` if it had a reader by then."""

    def __init__(self, ready: bool) -> None:
        super().__init__(ready)
        self.ready = ready


class _Process:
    """One process, and what is sent to and fro."""

    def __init__(self) -> None:
        self._ready = self._broken = False
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-c", START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ
            | dict.fromkeys(THREADS, "1")
            | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        )

    @property
    def code(self) -> int | None:
        """How it ended."""
        return self._child.returncode

    def begin(self, make: MakeReader) -> None:
        """Has it make its reader."""
        self._ask(make)
        self._ready = True

    def read(self, pages: list[Page | PageFault]) -> list[Record | PageFault]:
        """Has it read a batch."""
        return cast("list[Record | PageFault]", self._ask(pages))

    def end(self) -> None:
        """Ends it, and waits for that."""
        with suppress(subprocess.TimeoutExpired):
            self._child.wait(2.0 if self._broken else 0.0)
        self._child.kill()
        self._child.wait()

    def close(self) -> None:
        """Closes its pipes, once it has ended and nobody waits at them."""
        for pipe in (self._child.stdin, self._child.stdout):
            with suppress(OSError):
                cast(IO[bytes], pipe).close()

    def _ask(self, what: object) -> object:
        sent = pickle.dumps(what, pickle.HIGHEST_PROTOCOL)  # its own mistakes are none of ours
        try:
            stdin, stdout = cast(IO[bytes], self._child.stdin), cast(IO[bytes], self._child.stdout)
            stdin.write(sent)
            stdin.flush()
            answer = pickle.load(stdout)
        except (OSError, EOFError, pickle.UnpicklingError, ValueError) as error:
            self._broken = True
            raise _DiedError(self._ready) from error
        if isinstance(answer, BaseException):
            raise answer
        return answer


def _leave_interrupts_to_the_main_thread() -> None:
    """Ctrl-C goes to all processes of a terminal: those begun from this thread don't see it."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def serve() -> None:
    """What one of the processes does, until its standard input ends."""
    with suppress(ValueError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What libraries may print goes to standard error: the standard output is the way back.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with suppress(EOFError, BrokenPipeError):
        make: MakeReader = pickle.load(sys.stdin.buffer)
        try:
            reader = make()
        except DragomanError as error:
            _send(out, error)
            return
        _send(out, True)
        while True:
            pages = pickle.load(sys.stdin.buffer)
            try:
                answer: object = read_each(reader, pages)
            except DragomanError as error:
                answer = error
            _send(out, answer)


def _send(stream: IO[bytes], what: object) -> None:
    stream.write(pickle.dumps(what, pickle.HIGHEST_PROTOCOL))
    stream.flush()
