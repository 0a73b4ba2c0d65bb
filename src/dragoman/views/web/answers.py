"""What pages answer as JSON. Rows are those of the ledger; ids in them are addresses here."""

from dataclasses import dataclass

from dragoman.flow.standing import Account, PactSummary
from dragoman.ledger import (
    ActorRow,
    ArticleRow,
    Deed,
    MonthRow,
    MoveRow,
    Overview,
    PactRow,
    Partner,
    Said,
)


@dataclass(frozen=True, slots=True)
class FirstPage:
    """What is in the ledger: counts, the pacts that stand, the latest articles and moves."""

    overview: Overview
    pacts: tuple[PactSummary, ...]
    articles: tuple[ArticleRow, ...]
    moves: tuple[MoveRow, ...]
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class ArticleList:
    """Articles, the latest first; `more` where another page of them follows."""

    articles: tuple[ArticleRow, ...]
    page: int
    more: bool


@dataclass(frozen=True, slots=True)
class PactList:
    """The pacts, and who stands where on them on a day, as known on a day."""

    pacts: tuple[PactSummary, ...]
    on: str | None
    known: str | None
    names: dict[str, str]
    page: int = 1
    more: bool = False


@dataclass(frozen=True, slots=True)
class PactAnswer:
    """All that is told of one pact and of those that belong to it.

    `account` has the steps of one page of them, in the order in which they took effect; `steps`
    is how many there are in all.
    """

    pact: PactRow
    on: str | None
    known: str | None
    account: Account
    names: dict[str, str]
    steps: int = 0
    page: int = 1


@dataclass(frozen=True, slots=True)
class ActorList:
    """Who is named, those first whom most articles name."""

    actors: tuple[ActorRow, ...]
    name: str | None
    page: int = 1
    more: bool = False


@dataclass(frozen=True, slots=True)
class ActorAnswer:
    """An actor: what it did, what was done to it, with whom, what it says and joins.

    `actor` is null for one whom only the codebook names. Acts that did not happen (planned,
    denied, supposed) are listed, but not counted in `months` and `partners`. Each list has a page
    of its rows, the latest first; `more` names the lists that go on. Where one list is asked for,
    the others are empty.
    """

    id: str
    name: str
    actor: ActorRow | None
    did: tuple[Deed, ...]
    met: tuple[Deed, ...]
    partners: tuple[Partner, ...]
    months: tuple[MonthRow, ...]
    said: tuple[Said, ...]
    moves: tuple[MoveRow, ...]
    names: dict[str, str]
    page: int = 1
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DyadAnswer:
    """What two actors did to each other: `did` by the first to the other, `met` the other way.

    The lists are paged as those of `ActorAnswer`.
    """

    one: str
    other: str
    did: tuple[Deed, ...]
    met: tuple[Deed, ...]
    months: tuple[MonthRow, ...]
    names: dict[str, str]
    page: int = 1
    more: tuple[str, ...] = ()
