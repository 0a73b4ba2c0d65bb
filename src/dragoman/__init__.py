"""Reads diplomatic news and keeps the record that it implies.

`dragoman.flow.Reader` reads pages into `dragoman.records.Record`s; `dragoman.pacts.fold` turns
their moves into standing. Importing the package itself loads none of the heavy libraries.
"""

from dragoman.errors import BrokenEnvironmentError, DragomanError, UsageError

__all__ = ["BrokenEnvironmentError", "DragomanError", "UsageError"]
