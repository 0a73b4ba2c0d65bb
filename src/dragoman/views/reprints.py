"""`dragoman reprints`: clusters of pages in much the same words, for a person or as JSON."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.text import Text

from dragoman.flow.opening import open_ledger
from dragoman.flow.reprints import seek_reprints
from dragoman.ledger import Reprint
from dragoman.views.ledgers import LONGEST, LOUD, QUIET, grid_of, print_json
from dragoman.views.terminal import open_terminal
from dragoman.views.wording import count, plain, shorten


def print_reprints(ledger: Path, *, anew: bool, as_json: bool) -> None:
    """Prints the clusters of reprints, each with its origin first."""
    if anew:
        seek_reprints(ledger)
    with open_ledger(ledger) as opened:
        found, sought = opened.reprints(), opened.knows_reprints
    clusters = [list(members) for _, members in groupby(found, key=lambda each: each.cluster)]
    if as_json:
        for members in clusters:
            print_json(_as_json(members))
        return
    terminal = open_terminal()
    if not sought:
        terminal.show(Text("Reprints were not looked for yet: dragoman reprints LEDGER --anew."))
        return
    head = f"{count(len(clusters), 'cluster')} of reprints, {count(len(found), 'page')} in all"
    terminal.show(Text(head, LOUD))
    for members in clusters:
        first = members[0]
        terminal.show(Text())
        title = shorten(first.title or first.name or first.article, LONGEST)
        terminal.show(Text(title, "bold").append(f"  {plain(first.reason)}", QUIET))
        grid = grid_of("like", "published", "outlet", "page")
        for cells in map(_cells, members):
            grid.add_row(*cells)
        terminal.show(grid)


def _as_json(members: list[Reprint]) -> dict[str, Any]:
    first = members[0]
    return {
        "cluster": first.cluster,
        "origin": first.origin,
        "credited": first.credited,
        "reason": first.reason,
        "members": [
            {
                "article": each.article,
                "title": each.title,
                "url": each.url,
                "outlet": each.outlet,
                "published": each.published,
                "page": each.name,
                "likeness": each.likeness,
                "containment": each.containment,
            }
            for each in members
        ],
    }


def _cells(each: Reprint) -> Iterator[str]:
    yield "origin" if each.article == each.origin else f"{100 * each.likeness:.0f}%"
    yield plain(each.published or "")
    yield shorten(each.outlet or "", LONGEST)
    yield shorten(each.url or each.name or each.article, LONGEST)
