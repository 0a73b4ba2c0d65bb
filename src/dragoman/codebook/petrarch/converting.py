"""Dictionaries of all sorts, made into rows of a user's tables."""

from collections.abc import Iterable

from dragoman.codebook.petrarch.actors import take_actors
from dragoman.codebook.petrarch.agents import take_agents
from dragoman.codebook.petrarch.known import Known
from dragoman.codebook.petrarch.naming import is_name, plain, written
from dragoman.codebook.petrarch.reading import LONGEST_LINE, Dictionary, Sort
from dragoman.codebook.petrarch.taking import Taken
from dragoman.codebook.petrarch.verbs import take_verbs

__all__ = ["Known", "converted"]

NO_DISCARD = "no sentence is discarded here, and the phrase holds no name that could mislead"


def converted(dictionaries: Iterable[Dictionary], known: Known) -> Taken:
    """The rows that dictionaries make, and what was left out of them with the reasons.

    Args:
        dictionaries: of two that have a name the first keeps it.
        known: what the codebook has already, and a row would only say otherwise.
    """
    taken = Taken()
    for dictionary in dictionaries:
        for line in dictionary.too_long:
            why = f"a line of more than {LONGEST_LINE:,} characters"
            taken.leave_out(dictionary, line, "", why)
        take = {
            Sort.ACTORS: take_actors,
            Sort.AGENTS: take_agents,
            Sort.VERBS: take_verbs,
            Sort.DISCARDS: _take_discards,
        }[dictionary.sort]
        take(dictionary, known, taken)
    return taken


def _take_discards(dictionary: Dictionary, known: Known, taken: Taken) -> None:
    """Phrases in which a name stands for nobody ("BRITISH EMPIRE"); the rest is noted."""
    for line in dictionary.lines:
        phrase = plain(line.text.strip().removeprefix("+"))
        name = written(phrase)
        if not is_name(name) or " " not in name or not known.holds_name(name):
            taken.leave_out(dictionary, line.number, phrase, NO_DISCARD)
        elif (holder := taken.claim(name, dictionary.source(line.number))) is not None:
            taken.leave_out(dictionary, line.number, phrase, f"the name has a row: {holder}")
        else:
            row = {"name": name, "kind": "nobody", "source": dictionary.source(line.number)}
            taken.add("actors", row)
