"""The head that says which steps are taken on a pact, as the package has it."""

from dragoman.language.heads import shipped
from dragoman.language.mark_judge import TABLE, MarkJudge
from dragoman.pacts import StepJudge

HEAD = "moves"
"""The head's name, and that of its folder."""


def shipped_mover() -> MarkJudge | None:
    """The head that comes with the package, None where it was built without one.

    Raises:
        ModelError: the head is there and broken.
    """
    folder = shipped(HEAD)
    return MarkJudge.load(folder) if (folder / TABLE).is_file() else None


def answering(head: MarkJudge) -> StepJudge:
    """A head as what answers the questions of the pacts."""
    return lambda question: head.judge(question.passage)
