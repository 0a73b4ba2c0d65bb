"""Who the mentions of an article stand for."""

from dragoman.actors.finding import find_actors
from dragoman.actors.gathering import outlet_actor
from dragoman.actors.overlaid import Lexicon

__all__ = ["Lexicon", "find_actors", "outlet_actor"]
