"""`dragoman build`: how far it is, on standard error, and its receipt."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
from rich.text import Text

from dragoman.flow.building import build
from dragoman.flow.options import Options
from dragoman.flow.progress import Progress as Done
from dragoman.flow.progress import Watch
from dragoman.ledger import Receipt
from dragoman.pages import Tell
from dragoman.views.terminal import open_terminal
from dragoman.views.wording import count, plain

LOUD = "bold cyan"
QUIET = "bright_black"


def print_build(
    ledger: Path,
    pages: Sequence[str],
    options: Options,
    *,
    reread: bool,
    processes: int | None,
    address: str | None,
    quiet: bool,
) -> bool:
    """Builds a ledger with a progress bar on standard error, and prints the receipt.

    Args:
        ledger: its file; with an `address`, a folder.
        pages: what is read.
        options: how.
        reread: whether what an older coder read is read again.
        processes: how many read; None for as many as is usual.
        address: of the Ray cluster that reads, None for this machine alone.
        quiet: whether to show no progress.

    Returns:
        Whether every page gave a record.
    """
    work: Callable[..., Receipt] = partial(build, processes=processes or 1)
    if address is not None:
        from dragoman.flow.ray import build_on_ray  # noqa: PLC0415 - seldom needed

        work = partial(build_on_ray, processes=processes, address=address)
    if quiet:
        receipt = work(ledger, pages, options, reread=reread)
    else:
        columns = (
            BarColumn(None),
            TaskProgressColumn(),
            TextColumn("{task.description}", markup=False),
        )
        console = Console(stderr=True)
        with Progress(*columns, console=console, transient=True, expand=True) as bar:
            receipt = work(ledger, pages, options, _watch(bar), tell=_tell(bar), reread=reread)
    terminal = open_terminal()
    for line in receipt_lines(receipt):
        terminal.show(line)
    return receipt.faulty == 0


def _watch(bar: Progress) -> Watch:
    task = bar.add_task("starting", total=None)

    def watch(done: Done) -> None:
        if done.counted:
            bar.update(task, description=f"counting: {count(done.counted, 'page')}")
            return
        words = [count(done.done, "page"), f"{done.rate:,.0f} words/s"]
        if done.left is not None:
            words.append(f"{span(done.left)} left")
        bar.update(task, total=done.total, completed=done.done, description=", ".join(words))

    return watch


def _tell(bar: Progress) -> Tell:
    """Says above the bar how something that was given is taken."""

    def tell(name: str, message: str) -> None:
        bar.console.print(f"dragoman: {plain(name)}: {plain(message)}", markup=False, emoji=False)

    return tell


def span(seconds: float) -> str:
    """A time to wait, as exact as one wants to know it."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def receipt_lines(receipt: Receipt) -> list[Text]:
    """A receipt in words."""
    head = Text(f"Build {receipt.build}: {count(receipt.given, 'page')} given", LOUD)
    counts = f"{receipt.read:,} read, {receipt.known:,} known, {receipt.revised:,} revised"
    if receipt.reread:
        counts += f", {receipt.reread:,} reread"
    lines = [head, Text(f"  {counts}, {receipt.faulty:,} without a record")]
    if receipt.faults:
        told = ", ".join(f"{stage} {number:,}" for stage, number in receipt.faults.items())
        lines.append(Text(f"  faults: {told}"))
    speed = f"{receipt.words:,} words in {span(receipt.seconds)}"
    if receipt.words:
        speed += f", {receipt.words_a_second:,.0f} a second"
    return [*lines, Text(f"  {speed}", QUIET)]
