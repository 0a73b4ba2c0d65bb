"""Contradictions on the terminal: what is told otherwise, with pages and sources on each side."""

from collections.abc import Sequence

from rich.text import Text

from dragoman.pacts import Clash, Contradiction, Side
from dragoman.views.wording import count, plain

WARNING = "red"
ABOUT = {
    Clash.DATES: "two dates",
    Clash.STATUSES: "opposite statuses",
    Clash.DENIED: "told and denied",
    Clash.ATTEST: "attested otherwise",
}


def contradiction_line(
    contradiction: Contradiction, who: str | None, sides: Sequence[Side] | None = None
) -> Text:
    """A contradiction in words, its sides beside one another.

    Args:
        contradiction: what contradicts itself.
        who: the name of its actor, where that isn't plain from what stands above.
        sides: the sides to show; None for all.
    """
    told = " ≠ ".join(_side(side) for side in sides or contradiction.sides)
    named = f"{who}, " if who else ""
    return Text(f"≠ {named}{ABOUT[contradiction.about]}: {told}", WARNING)


def _side(side: Side) -> str:
    told = f"{count(side.reports, 'page')}, {count(side.roots, 'source')}"
    return f"{plain(side.says)} ({told})"
