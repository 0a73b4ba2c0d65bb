"""Who did what to whom: events between the actors of an article, coded in PLOVER's types.

`find_events` is the one entry. It is a lexicon over the dependency tree: `triggers` matches
words, `arguments` finds the phrases around them, `parties` the actors in those phrases.
"""

from dragoman.events.coder import find_events

__all__ = ["find_events"]
