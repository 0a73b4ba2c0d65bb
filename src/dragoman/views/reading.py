"""`dragoman read`: records or summaries on standard output, what went wrong on standard error."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.flow import Options, Reader
from dragoman.records import PageFault, Record, to_json
from dragoman.views.standing import Register
from dragoman.views.summary import Summary
from dragoman.views.terminal import open_terminal
from dragoman.views.wording import plain


@dataclass(frozen=True, slots=True)
class Wish:
    """What to print: records (`as_json`) or summaries, and the standing on a pact."""

    as_json: bool = False
    pact: str | None = None
    on: str | None = None
    known: str | None = None
    standing_only: bool = False


def read_pages(paths: Iterable[str], options: Options, wish: Wish) -> bool:
    """Reads pages and prints what was asked for, each page as soon as it is read.

    Returns:
        Whether every page gave a record.

    Raises:
        UsageError: an option makes no sense.
        BrokenEnvironmentError: the language model can't be used.
        BrokenPipeError: nobody reads standard output any more.
    """
    terminal = open_terminal()
    register = Register(options.catalogue)
    complete = True
    for result in Reader(options).read_paths(paths, complain):
        if isinstance(result, PageFault):
            complete = False
            complain(result.page, result.fault.message)
        elif wish.as_json:
            print_record(result)
        elif not wish.standing_only:
            terminal.show(Summary(result))
        if isinstance(result, Record):
            if wish.as_json or wish.standing_only:
                for fault in result.faults:
                    complain(result.page, fault.message)
            if wish.pact is not None:
                register.add(result)
    if wish.pact is not None:
        for part in register.show(wish.pact, wish.on, wish.known):
            terminal.show(part)
    return complete


def print_record(record: Record) -> None:
    """Writes a record as one line of UTF-8, at once, whatever the terminal's own encoding."""
    sys.stdout.buffer.write(to_json(record) + b"\n")
    sys.stdout.buffer.flush()


def complain(page: str, message: str) -> None:
    """Says on standard error what is wrong with a page, or how it is taken."""
    sys.stdout.flush()
    sys.stderr.write(f"dragoman: {plain(page)}: {plain(message)}\n")
    sys.stderr.flush()
