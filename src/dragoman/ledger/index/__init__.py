"""A ledger's index: what pages and searches need of it, kept ready in a file of SQLite's.

It is made from the ledger, lies in the user's folder for caches, and holds nothing that the ledger
does not: it may be taken away at any time. `Index.refresh` brings it forward to the ledger's
present state; whoever reads meanwhile has the old state, whole.
"""

from dragoman.ledger.index.index import Index, Snapshot, default_folder
from dragoman.ledger.index.passages import Piece
from dragoman.ledger.index.searching import KINDS, RANKED, Hit, Narrowed, Result

__all__ = [
    "KINDS",
    "RANKED",
    "Hit",
    "Index",
    "Narrowed",
    "Piece",
    "Result",
    "Snapshot",
    "default_folder",
]
