"""The head that relates a source to a target, as the package has it."""

from dragoman.language.heads import shipped
from dragoman.language.pair_judge import TABLE, PairJudge

HEAD = "relations"
"""The head's name, and that of its folder."""


def shipped_judge() -> PairJudge | None:
    """The head that comes with the package, None where it was built without one.

    Raises:
        ModelError: the head is there and broken.
    """
    folder = shipped(HEAD)
    return PairJudge.load(folder) if (folder / TABLE).is_file() else None
