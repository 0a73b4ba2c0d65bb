"""Moves on accords, coalitions and sanctions; and the fold of moves into standing."""

from dragoman.pacts.answers import StepJudge
from dragoman.pacts.contradicting import Clash, Contradiction, Side
from dragoman.pacts.finding import find_moves
from dragoman.pacts.folding import Flag, Folding, Life, fold
from dragoman.pacts.histories import Spell, histories
from dragoman.pacts.naming import Names
from dragoman.pacts.reports import Report

__all__ = [
    "Clash",
    "Contradiction",
    "Flag",
    "Folding",
    "Life",
    "Names",
    "Report",
    "Side",
    "Spell",
    "StepJudge",
    "find_moves",
    "fold",
    "histories",
]
