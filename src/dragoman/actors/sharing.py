"""Names that several states share: which of them an article means, and what stays in doubt."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.actors.lexicon import NameKind
from dragoman.actors.readings import Hit, Reading
from dragoman.codebook.states import sharing, state_of
from dragoman.records import Alternative, Grounds

NAMES = (NameKind.STATE, NameKind.DEMONYM)
LIKELY = 0.6
"""How sure a shared name is where the article names none of its states otherwise."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What speaks for one of the states that share a name, and which others it may mean."""

    grounds: Grounds
    score: float
    reason: str
    alternatives: tuple[Alternative, ...]


def settle(readings: Sequence[Reading]) -> tuple[tuple[Reading, ...], Mapping[str, Doubt]]:
    """Decides for each shared name which state the article means by it.

    The state that the article names otherwise (by its capital, its full name, its people) is
    meant; where none or several are, the likeliest in the news or the most named.

    Returns:
        The readings with the states put right, and a doubt for each state that is known by a
        shared name alone.
    """
    evidence = Counter(
        code
        for reading in readings
        for code in (*_plain(reading), *([reading.where] if reading.where else []))
    )
    meant: dict[tuple[str, ...], str] = {}
    doubts: dict[str, Doubt] = {}
    for codes in {codes for reading in readings for _, codes in _shared(reading)}:
        best = max(codes, key=evidence.__getitem__)
        meant[codes] = best
        if not evidence[best]:
            doubts[best] = _doubt(best, codes)
    return tuple(_settled(reading, meant) for reading in readings), doubts


def _plain(reading: Reading) -> Iterable[str]:
    """The states that a sentence names by names which no other state shares."""
    doubtful = {hit for hit, _ in _shared(reading)}
    for hit in reading.hits:
        if hit not in doubtful and state_of(hit.sense.id) is not None:
            yield hit.sense.id


def _shared(reading: Reading) -> Iterable[tuple[Hit, tuple[str, ...]]]:
    for hit in reading.hits:
        name = _words(reading, hit)
        codes = sharing(name) if hit.sense.kind in NAMES else ()
        # "Macedonia" is a part of Greece, but never what an article calls Greece.
        bearing = tuple(code for code in codes if _bears(code, name))
        if len(bearing) > 1:
            yield hit, bearing


def _bears(code: str, name: str) -> bool:
    """Whether one of a state's own names or adjectives holds a shared name."""
    state = state_of(code)
    own = (state.name, *state.aliases, *state.demonyms) if state is not None else ()
    return any(name in words for words in own)


def _words(reading: Reading, hit: Hit) -> str:
    tokens = reading.sentence.tokens[hit.first : hit.last + 1]
    return " ".join(token.text for token in tokens)


def _settled(reading: Reading, meant: Mapping[tuple[str, ...], str]) -> Reading:
    codes = dict(_shared(reading))
    if not codes:
        return reading
    hits = tuple(
        replace(hit, sense=replace(hit.sense, id=meant[codes[hit]])) if hit in codes else hit
        for hit in reading.hits
    )
    return replace(reading, hits=hits)


def _doubt(best: str, codes: tuple[str, ...]) -> Doubt:
    others = [code for code in codes if code != best]
    share = round((1 - LIKELY) / max(1, len(others)), 3)
    return Doubt(
        grounds=Grounds.NONE,
        score=LIKELY,
        reason="several states share the name, and the article names none of them otherwise",
        alternatives=tuple(
            Alternative(code, _name(code), code, share, "shares the name") for code in others
        ),
    )


def _name(code: str) -> str:
    state = state_of(code)
    return state.name if state is not None else code
