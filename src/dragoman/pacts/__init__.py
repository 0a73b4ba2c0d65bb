"""Moves on accords, coalitions and sanctions; and the fold of moves into standing."""
