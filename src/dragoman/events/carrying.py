"""What an event carries beyond its type and parties, put together for one act."""

from dataclasses import dataclass

from dragoman.codebook.plover import intensity
from dragoman.events.acts import Act
from dragoman.events.cameo import cameo_of
from dragoman.events.contexts import contexts_of
from dragoman.events.modes import mode_of


@dataclass(frozen=True, slots=True)
class Carried:
    """The mode, contexts, CAMEO code and intensity of an act."""

    mode: str | None
    contexts: tuple[str, ...]
    cameo: str
    intensity: float


def carried(act: Act) -> Carried:
    """What the words, the row and the parties of an act say beyond its type.

    A code may rest on contexts, and a context on the code: words and mode give the first contexts,
    these the code, and the code the contexts that the record holds.
    """
    mode = mode_of(act)
    code = cameo_of(act, mode, contexts_of(act, mode, act.code))
    return Carried(mode, contexts_of(act, mode, code), code, intensity(act.type, mode))
