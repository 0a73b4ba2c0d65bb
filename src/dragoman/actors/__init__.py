"""Who the mentions of an article stand for."""

from dragoman.actors.finding import find_actors, outlet_actor

__all__ = ["find_actors", "outlet_actor"]
