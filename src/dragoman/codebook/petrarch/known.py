"""What the codebook knows already, so that an old dictionary doesn't say it otherwise."""

from collections.abc import Callable
from dataclasses import dataclass


def _no(_word: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Known:
    """Whether the codebook has a name, a person, a word for a capacity, a verb; a name in a phrase.

    Without anything nothing counts as known, and a dictionary's rows go before the codebook's.
    """

    name: Callable[[str], bool] = _no
    person: Callable[[str], bool] = _no
    role: Callable[[str], bool] = _no
    verb: Callable[[str], bool] = _no
    holds_name: Callable[[str], bool] = _no
