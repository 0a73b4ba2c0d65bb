"""The only place where rooms are joined: read a page, read many."""

from dragoman.flow.options import Options
from dragoman.flow.reading import Reader

__all__ = ["Options", "Reader"]
