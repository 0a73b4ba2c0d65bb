"""Moves on accords, coalitions and sanctions; and the fold of moves into standing."""

from dragoman.pacts.finding import find_moves
from dragoman.pacts.folding import Flag, Folding, Life, fold
from dragoman.pacts.naming import Names
from dragoman.pacts.reports import Report

__all__ = ["Flag", "Folding", "Life", "Names", "Report", "find_moves", "fold"]
