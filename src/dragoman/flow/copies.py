"""Copies: tellings that go back to one source, though their pages don't say so.

Outlets print an agency's text without naming it, or a shortened one. Two things show it: the same
sentence word for word, and pages that are reprints of one another (`flow.reprints`). Of such a
cluster no more counts than the page from which it comes: its other pages' tellings go back to
where that one's do.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.flow.clustering import Parts
from dragoman.ledger import Marks, ReprintRow, Told, marks_of
from dragoman.records.chains import outlet_root

Clusters = Mapping[str, ReprintRow]
"""By article, the cluster of reprints that it is in."""


@dataclass(frozen=True, slots=True)
class Sourced:
    """A telling, as far as it says whose it is.

    Attributes:
        what: what it tells; only tellings of the same can be copies.
        article: the article that tells it.
        published: the article's day, null where it has none.
        root: the source that it goes back to.
        own: whether the page's own outlet tells it.
        sentence: what its sentence is known again by, null for one that is too short.
    """

    what: str
    article: str
    published: str | None
    root: str
    own: bool
    sentence: str | None


def with_one_root(
    told: Iterable[Told],
    clusters: Clusters | None = None,
    marks: Callable[[Told], Marks] = lambda told: marks_of(told.sentence),
) -> list[Told]:
    """The same moves, all tellings of one that are copies under one root.

    Args:
        told: moves with their sentences.
        clusters: by article, the cluster of reprints that it is in.
        marks: gives what a move's sentence is known again by.
    """
    given, known = list(told), clusters or {}
    keys = [(*_what(each), marks(each).same) for each in given]
    counts = Counter(keys)
    copied = [  # Of most moves there are no copies, and of those nothing need be found out.
        at
        for at, (each, key) in enumerate(zip(given, keys, strict=True))
        if each.article in known or (key[-1] is not None and counts[key] > 1)
    ]
    sourced = [
        Sourced(
            "\n".join(_what(given[at])),
            given[at].article,
            given[at].published,
            given[at].root,
            given[at].move.attribution is None,
            keys[at][-1],
        )
        for at in copied
    ]
    for at, root in zip(copied, one_roots(sourced, known), strict=True):
        given[at] = replace(given[at], root=root)
    return given


def _what(told: Told) -> tuple[str, str, str]:
    """What a move must have in common with its copies."""
    return told.move.pact, told.move.actor or "", told.move.move


def sentence_key(sentence: str) -> str | None:
    """What the copies of a sentence have in common; None for what is too short to be one."""
    return marks_of(sentence).same


def one_roots(given: Sequence[Sourced], clusters: Clusters) -> list[str]:
    """The root of each telling, that of the first published for all that are copies.

    It is the same whatever the order of the tellings.
    """
    told = [_credited(each, clusters) for each in given]
    joined = Parts()
    names = [f"{each.what}\n{each.article}\n{each.root}\n{each.sentence or ''}" for each in told]
    _join_sentences(told, names, joined)
    following = _join_reprints(told, names, clusters, joined)
    first: dict[str, tuple[bool, str, str]] = {}
    for each, name in zip(told, names, strict=True):
        part, rank = joined.part(name), (name in following, each.published or "9999", each.root)
        first[part] = min(first.get(part, rank), rank)
    return [first[joined.part(name)][2] for name in names]


def _credited(told: Sourced, clusters: Clusters) -> Sourced:
    """What a page tells itself in words that it or its reprints credit to another outlet."""
    cluster = clusters.get(told.article)
    if cluster is None or cluster.credited is None or not told.own:
        return told
    return replace(told, root=outlet_root(cluster.credited))


def _join_sentences(told: Sequence[Sourced], names: Sequence[str], joined: Parts) -> None:
    """Joins tellings of the same in the same words."""
    heads: dict[tuple[str, str], str] = {}
    for each, name in zip(told, names, strict=True):
        if each.sentence is not None:
            joined.join(heads.setdefault((each.what, each.sentence), name), name)


def _join_reprints(
    told: Sequence[Sourced], names: Sequence[str], clusters: Clusters, joined: Parts
) -> set[str]:
    """Joins tellings of the same on reprints with those of the cluster's first page.

    Returns:
        The names of those that were joined to another page's.
    """
    following = set[str]()
    groups: dict[tuple[str, str], list[tuple[tuple[bool, str, str], str, str]]] = {}
    for each, name in zip(told, names, strict=True):
        cluster = clusters.get(each.article)
        if cluster is not None:
            rank = (each.article != cluster.origin, each.published or "9999", each.article)
            groups.setdefault((each.what, cluster.cluster), []).append((rank, each.root, name))
    for group in groups.values():
        group.sort()
        lead = group[0][0]
        leads: dict[str, str] = {}
        for rank, root, name in group:
            if rank == lead:
                leads.setdefault(root, name)
        any_lead = min(leads.items())[1]
        for rank, root, name in group:
            if rank != lead:
                joined.join(leads.get(root, any_lead), name)
                following.add(name)
    return following
