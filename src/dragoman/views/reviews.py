"""Reviews on the terminal: verdicts, shares of what is right, and examples for training."""

import csv
from collections.abc import Sequence
from pathlib import Path

import msgspec
from rich.text import Text

from dragoman.evaluation.reviewed import Share, shares_of
from dragoman.flow.lessons import labelled_paragraphs, lessons, marked_sentences
from dragoman.flow.opening import open_ledger
from dragoman.flow.reviewing import ACTS_FOR
from dragoman.ledger import Review, read_value
from dragoman.views.ledgers import LOUD, QUIET, grid_of, print_json
from dragoman.views.terminal import open_terminal
from dragoman.views.wording import count, plain
from dragoman.views.writing import written_whole

MARKED = ("marked_sentence", "gold_root", "id", "article", "verdict")


def print_reviews(ledger: Path, *, as_json: bool) -> None:
    """Prints how much is right of what was reviewed, drawn by lot and in all."""
    with open_ledger(ledger) as opened:
        tallies = opened.tallied()
    parts = (("drawn by lot", True), ("all that was reviewed", False))
    if as_json:
        told = {name: [_row(s) for s in shares_of(tallies, by_lot=lot)] for name, lot in parts}
        print_json({name.replace(" ", "_"): rows for name, rows in told.items()})
        return
    terminal = open_terminal()
    if not tallies:
        terminal.show(Text("Nothing was reviewed so far: see dragoman serve --review."))
        return
    for name, lot in parts:
        terminal.show(Text(name, LOUD))
        shares = shares_of(tallies, by_lot=lot)
        if not shares:
            terminal.show(Text("  nothing", QUIET))
            continue
        grid = grid_of("kind", "read as", "reviewed", "accepted", "mended", "rejected", "right")
        for share in shares:
            low, high = share.interval
            grid.add_row(
                share.kind.value,
                plain(share.label) if share.label else "all",
                *(f"{n:,}" for n in (share.reviewed, share.accepted, share.mended, share.rejected)),
                f"{share.right:.0%} ({low:.0%} to {high:.0%})",
            )
        terminal.show(grid)


def _row(share: Share) -> dict[str, object]:
    return {
        "kind": share.kind.value,
        "label": share.label,
        "reviewed": share.reviewed,
        "accepted": share.accepted,
        "mended": share.mended,
        "rejected": share.rejected,
        "right": round(share.right, 4),
        "interval": [round(edge, 4) for edge in share.interval],
        "useful": round(share.useful, 4),
        "useful_interval": [round(edge, 4) for edge in share.useful_interval],
    }


def write_lessons(ledger: Path, out: Path, form: str) -> None:
    """Writes what was reviewed as examples, and says how many.

    Raises:
        UsageError: the file is the ledger, or can't be written.
    """
    number = 0
    with open_ledger(ledger) as opened, written_whole(out, ledger) as file:
        taught = lessons(opened)
        if form == "relations":
            writer = csv.DictWriter(
                file, MARKED, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None,
                lineterminator="\n",
            )  # fmt: skip
            writer.writeheader()
            for row in marked_sentences(taught):
                writer.writerow(row)
                number += 1
        else:
            rows = labelled_paragraphs(taught) if form == "attributions" else (
                lesson.as_row() for lesson in taught
            )  # fmt: skip
            for row in rows:
                file.write(msgspec.json.encode(row).decode() + "\n")
                number += 1
    open_terminal().show(Text(f"{plain(str(out))}: {count(number, 'example')}"))


def print_verdict(
    ledger: Path,
    row: tuple[str, str, str],
    verdict: str,
    values: Sequence[tuple[str, str]],
    *,
    reason: str,
    author: str,
) -> None:
    """Gives a verdict and prints it.

    Args:
        ledger: the ledger.
        row: its kind, its article's id and its own.
        verdict: accept, mend or reject.
        values: what is mended, by column, as it was typed.
        reason: why.
        author: who says so.
    """
    kind, article, subject = row
    right = {
        field: value if kind == "identity" or field == ACTS_FOR else read_value(kind, field, value)
        for field, value in values
    }
    with open_ledger(ledger) as opened:
        given = opened.give_verdict(
            kind, article, subject, verdict, values=right, reason=reason, author=author
        )
    open_terminal().show(Text(f"Review {given.number}: {_told(given)}"))


def print_undoing(ledger: Path, number: int, *, reason: str, author: str) -> None:
    """Takes a verdict back and says so."""
    with open_ledger(ledger) as opened:
        taken = opened.undo_review(number, reason=reason, author=author)
    open_terminal().show(Text(f"Review {number} is taken back: {_told(taken)}"))


def _told(review: Review) -> str:
    what = f"{review.kind.value} {plain(review.subject)} ({plain(review.label)})"
    return f"{review.verdict.value} {what} of article {plain(review.article)}"
