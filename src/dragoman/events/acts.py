"""An act as its word and its parties tell it: what the modules rest on that say more of it."""

from dataclasses import dataclass
from functools import cached_property

from dragoman.events.clauses import own_words
from dragoman.language.sentences import Sentence, Token
from dragoman.records import Actor


@dataclass(frozen=True)
class Act:
    """One act of a sentence.

    `token` is the act's own word; `type`, `mode` and `code` (CAMEO) are what the codebook's row for
    it says. `source` and `target` are the actors on both sides.
    """

    sentence: Sentence
    token: Token
    type: str
    mode: str | None = None
    code: str = ""
    source: tuple[Actor, ...] = ()
    target: tuple[Actor, ...] = ()

    @cached_property
    def own(self) -> frozenset[int]:
        """The positions of the words of the clause that tells the act."""
        return frozenset(t.i for t in own_words(self.sentence, self.token))

    @property
    def actors(self) -> tuple[Actor, ...]:
        """All who take part, the source first."""
        return (*self.source, *self.target)

    @property
    def parties(self) -> frozenset[str]:
        """The ids of the states and bodies that take part."""
        return frozenset(actor.party for actor in self.actors)
