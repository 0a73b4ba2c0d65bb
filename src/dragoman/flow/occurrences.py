"""Occurrences across pages: one happening, however many pages tell it.

Within an article the events that tell one happening share an `occurrence` already. Over articles
two such groups are one happening where

1. type and modality are the same,
2. they share a source party and a target party, or both have no target,
3. their dates are equal at the coarser one's precision, or a day apart. A day beside another is
   the same one told late or across a time zone only where few pages tell it: one, or a quarter of
   those that tell the other. Two pages that agree on the next day tell the next day's strike.

Groups are gathered around the ones that most pages tell, and never in a chain: a page that tells
of two parties does not make one of what others tell of each, nor a week of strikes one strike.
Two days that one article tells are two happenings. A month or a year joins a day only where no
other day would fit it. What has no source party or no date stands alone.

The result is a pure function of the events, whatever their order, and of one type's events alone:
`by_type` needs memory for the events of one type, and no more.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from dragoman.flow.copies import Clusters, Sourced, one_roots, sentence_key
from dragoman.ledger.happening import ToldEvent
from dragoman.records import content_id

DAY = len("2018-05-08")

SLIPPED = 0.25
"""Of the pages that tell a day, how many may tell it as the day before or after."""

Key = tuple[str, str, str, str | None, str]
"""Type, modality, a source party, a target party or None, and a day, month or year."""


@dataclass(frozen=True, slots=True)
class Report:
    """One page's telling of a happening.

    Attributes:
        event: the event's id.
        article: the article that tells it.
        published: its day, null where it has none.
        outlet: who published it.
        url: its address.
        root: the source that the telling goes back to; one for all that are copies.
        reprint: whether the page is a reprint of another one in the ledger.
        sentence: the words that tell it.
    """

    event: str
    article: str
    published: str | None
    outlet: str | None
    url: str | None
    root: str
    reprint: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One happening, gathered from all pages that tell it.

    Attributes:
        id: the same for the same events.
        type: the PLOVER type.
        modality: as of events.
        source: the parties behind whoever did it, as the best-told pages have them.
        target: those to whom it was done.
        date: the day of most pages, at the precision that they give; null where none does.
        reports: how many articles tell it.
        roots: how many independent sources these go back to; reprints count once.
        reprints: how many of the articles are reprints of another one.
        articles: their ids.
        events: the ids of the events.
        within: the `occurrence` that each article's events had by themselves.
        tellings: the evidence, the first published first.
    """

    id: str
    type: str
    modality: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    date: str | None
    reports: int
    roots: int
    reprints: int
    articles: tuple[str, ...]
    events: tuple[str, ...]
    within: tuple[str, ...]
    tellings: tuple[Report, ...]


@dataclass(slots=True)
class _Group:
    """Events with the same type, parties and date; further groups join it."""

    type: str
    modality: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    date: str | None
    own: str
    """What sets it apart where nothing else may join it, else empty."""
    events: list[ToldEvent] = field(default_factory=list)
    days: dict[str, set[str]] = field(default_factory=dict)
    """By date, the articles that tell it."""

    @property
    def rank(self) -> tuple[int, int, str, tuple[str, ...], tuple[str, ...], str]:
        """The most exact first, of these the one that most articles tell."""
        articles = len({event.article for event in self.events})
        exact = -len(self.date or "")
        return (exact, -articles, self.date or "", self.source, self.target, self.own)

    def keys(self, dates: Iterable[str]) -> Iterator[Key]:
        """What groups are found by."""
        for source in self.source:
            for target in self.target or (None,):
                if source != target:
                    for day in dates:
                        yield (self.type, self.modality, source, target, day)

    def take(self, other: "_Group") -> None:
        """Has another group's events among its own."""
        self.events += other.events
        for day, articles in other.days.items():
            self.days.setdefault(day, set()).update(articles)

    def told_by(self, clusters: Clusters, day: str | None) -> int:
        """How many pages tell it on a day, or on any; reprints of one page are one."""
        articles = self.days.get(day, set()) if day else set().union(*self.days.values())
        return len({c.cluster if (c := clusters.get(a)) else a for a in articles})

    def outweighs(self, other: "_Group", clusters: Clusters) -> bool:
        """Whether too many pages tell it on the next day for these to have the day wrong."""
        if self.date == other.date or {len(self.date or ""), len(other.date or "")} != {DAY}:
            return False
        most = max(1, int(SLIPPED * other.told_by(clusters, other.date)))
        return self.told_by(clusters, None) > most

    def tells_apart(self, other: "_Group") -> bool:
        """Whether an article tells both groups, on days of their own."""
        return any(
            mine & theirs
            for day, mine in self.days.items()
            for other_day, theirs in other.days.items()
            if day != other_day and len(day) == len(other_day) == DAY
        )


def occurrences(
    events: Iterable[ToldEvent], clusters: Clusters | None = None
) -> tuple[Occurrence, ...]:
    """The happenings that events tell, those that most pages tell first.

    Args:
        events: in any order.
        clusters: by article, the cluster of reprints that it is in.
    """
    known = clusters or {}
    groups = _gathered(sorted(_groups(events), key=lambda group: group.rank), known)
    roots = iter(one_roots([each for n, g in enumerate(groups) for each in _sourced(n, g)], known))
    made = [
        _occurrence(group, [_report(event, next(roots), known) for event in group.events])
        for group in groups
    ]
    return tuple(sorted(made, key=_best_told))


def by_type(
    told: Callable[[str], Iterable[ToldEvent]], types: Iterable[str], clusters: Clusters
) -> Iterator[tuple[Occurrence, ...]]:
    """The happenings of each type, one type at a time.

    Args:
        told: gives the events of a type.
        types: which types.
        clusters: as of `occurrences`.
    """
    for each in types:
        yield occurrences(told(each), clusters)


def _best_told(one: Occurrence) -> tuple[int, int, str, str]:
    return -one.reports, -one.roots, one.date or "", one.id


def ranked(found: Iterable[tuple[Occurrence, ...]]) -> tuple[Occurrence, ...]:
    """The happenings of several types together, those that most pages tell first."""
    return tuple(sorted((each for some in found for each in some), key=_best_told))


def _sourced(number: int, group: _Group) -> Iterator[Sourced]:
    for event in group.events:
        sentence = sentence_key(event.sentence)
        yield Sourced(str(number), event.article, event.published, event.root, event.own, sentence)


def _report(event: ToldEvent, root: str, clusters: Clusters) -> Report:
    cluster = clusters.get(event.article)
    return Report(
        event=event.id,
        article=event.article,
        published=event.published,
        outlet=event.outlet,
        url=event.url,
        root=root,
        reprint=cluster is not None and cluster.origin != event.article,
        sentence=event.sentence,
    )


def _groups(events: Iterable[ToldEvent]) -> list[_Group]:
    found: dict[tuple[object, ...], _Group] = {}
    for event in events:
        source, target = tuple(sorted(set(event.source))), tuple(sorted(set(event.target)))
        together = source == target and len(source) > 1
        shared = any(s != t for s in source for t in target or (None,)) or together
        own = "" if shared and event.date else f"{event.article} {event.occurrence}"
        day = event.date[:DAY] if event.date else None
        key = (event.type, event.modality, source, target, day, own)
        group = found.setdefault(key, _Group(event.type, event.modality, source, target, day, own))
        group.events.append(event)
        if day:
            group.days.setdefault(day, set()).add(event.article)
    return list(found.values())


def _gathered(ranked: Iterable[_Group], clusters: Clusters) -> list[_Group]:
    """Groups around those that stand first."""
    seeds: list[_Group] = []
    by_key: dict[Key, list[int]] = {}
    for group in ranked:
        fitting = [] if group.own else _fitting(group, seeds, by_key)
        fitting = [n for n in fitting if not group.outweighs(seeds[n], clusters)]
        sure = len(fitting) == 1 or len(group.date or "") == DAY
        if fitting and (sure or seeds[fitting[0]].date == group.date):
            seeds[fitting[0]].take(group)
            continue
        seeds.append(group)
        if not group.own and group.date:
            for key in group.keys({group.date[:4], group.date[:7], group.date}):
                by_key.setdefault(key, []).append(len(seeds) - 1)
    return seeds


def _fitting(group: _Group, seeds: list[_Group], by_key: Mapping[Key, list[int]]) -> list[int]:
    """The groups that a group could join, the nearest day first, then the best told."""
    found: dict[int, None] = {}
    for day in _days_around(group.date or ""):
        numbers = {n for key in group.keys([day]) for n in by_key.get(key, ())}
        apart = {n for n in numbers if seeds[n].tells_apart(group)}
        found |= dict.fromkeys(sorted(numbers - apart, key=lambda n: (seeds[n].date != day, n)))
    return list(found)


def _days_around(day: str) -> list[str]:
    """A day and those beside it; a month or year alone."""
    try:
        at = date.fromisoformat(day) if len(day) == DAY else None
    except ValueError:
        at = None
    if at is None or not date.min < at < date.max:
        return [day]
    return [day, *((at + timedelta(days)).isoformat() for days in (-1, 1))]


def _occurrence(group: _Group, told: Iterable[Report]) -> Occurrence:
    tellings = sorted(told, key=lambda t: (t.published or "9999", t.article, t.event))
    articles = sorted({event.article for event in group.events})
    events = sorted({event.id for event in group.events})
    return Occurrence(
        id=content_id("occurrence", *articles, *events),
        type=group.type,
        modality=group.modality,
        source=group.source,
        target=group.target,
        date=group.date,
        reports=len(articles),
        roots=len({telling.root for telling in tellings}),
        reprints=len({telling.article for telling in tellings if telling.reprint}),
        articles=tuple(articles),
        events=tuple(events),
        within=tuple(sorted({event.occurrence for event in group.events})),
        tellings=tuple(tellings),
    )
