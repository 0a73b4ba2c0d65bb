"""Who did it to whom, one pair at a time, as datasets have it."""

from collections.abc import Iterable
from typing import NamedTuple

from dragoman.exports.parties import completed
from dragoman.records.identity import content_id
from dragoman.records.tellings import Party, Telling


class Pair(NamedTuple):
    """A source and a target; None where no target is told."""

    source: Party
    target: Party | None

    def id_in(self, subject: str) -> str:
        """The id of this pair of an event or occurrence."""
        return f"{subject}-{self.key}"

    @property
    def parties(self) -> str:
        """The states and bodies that the two are or act for, as one key."""
        target = self.target.party if self.target is not None else ""
        return f"{self.source.party}\n{target}"

    @property
    def key(self) -> str:
        """A short hash of the two."""
        target = self.target.id if self.target is not None else None
        return content_id("pair", self.source.id, target)[:8]


def pairs(telling: Telling) -> tuple[Pair, ...]:
    """The ordered pairs of an event, each once, in the order of the text.

    - A group that the article formed ("the two countries") stands for its members.
    - Two actors on one side who act for one party (a president and his state) are one: the first.
    - Nobody acts on himself: a pair of one actor, or of one party where both sides are the same
      (an act done together), is none.
    - Without a target each source stands alone; without a source there is no row.
    """
    sources, targets = _side(telling.sources), _side(telling.targets)
    mutual = {p.party for p in sources} == {p.party for p in targets}
    if not targets:
        return tuple(Pair(source, None) for source in sources)
    return tuple(
        Pair(source, target)
        for source in sources
        for target in targets
        if source.id != target.id and not (mutual and source.party == target.party)
    )


def _side(side: Iterable[Party]) -> tuple[Party, ...]:
    """A side's actors, groups spread, one for each party."""
    found: dict[str, Party] = {}
    told = tuple(side)
    for party in told:
        known = {each.id: each for each in told}
        members = (known.get(m) or Party(m) for m in party.members)
        for each in members if party.members else (party,):
            whole = completed(each)
            found.setdefault(whole.party, whole)
    return tuple(found.values())
