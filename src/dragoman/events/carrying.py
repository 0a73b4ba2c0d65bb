"""What an event carries beyond its type and parties, put together for one act."""

from dataclasses import dataclass

from dragoman.codebook.plover import intensity
from dragoman.events.acts import Act
from dragoman.events.cameo import cameo_of
from dragoman.events.contexts import contexts_of, weights_of
from dragoman.events.modes import mode_of
from dragoman.events.places import place_of
from dragoman.records import Article, Cast, Place


@dataclass(frozen=True, slots=True)
class Carried:
    """The mode, contexts, CAMEO code, intensity and place of an act."""

    mode: str | None
    contexts: tuple[str, ...]
    cameo: str
    intensity: float
    place: Place | None


def carried(act: Act, cast: Cast, article: Article) -> Carried:
    """What the words, the row and the parties of an act say beyond its type.

    A code may rest on contexts, and a context on the code: words and mode give the first contexts,
    these the code, and the code the contexts that the record holds.

    Args:
        act: the act.
        cast: the actors of the article.
        article: the article, whose dateline may place an act.
    """
    mode = mode_of(act)
    told = weights_of(act)
    code = cameo_of(act, mode, contexts_of(act, mode, act.code, told))
    return Carried(
        mode=mode,
        contexts=contexts_of(act, mode, code, told),
        cameo=code,
        intensity=intensity(act.type, mode),
        place=place_of(act, mode, code, cast, article),
    )
