"""Where a cluster of reprints comes from: whom its pages credit, else who was first."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.codebook.press import PressSort, press_phrases, sounds_like_office
from dragoman.records.chains import outlet_root

LINE = 400
"""Code points of a line in which a credit is sought."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A page of a cluster, as far as it says where it comes from.

    Attributes:
        article: its id.
        outlet: who published it.
        published: the day (YYYY-MM-DD), null where the page has none.
        words: how many it has in the zones that tell.
        credited: the outlets to which it gives its words: of the passages that it republishes,
            of its byline, of lines that name a source.
    """

    article: str
    outlet: str | None
    published: str | None
    words: int
    credited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """The page from which a cluster most likely comes, the outlet credited, and why in words.

    `outlet` is null where no page credits any; `article` is the first page of those that there
    are where the credited outlet's own is not among them.
    """

    article: str
    outlet: str | None
    reason: str


def credits_in(lines: Iterable[str], byline: str | None, quoted: Iterable[str]) -> tuple[str, ...]:
    """The outlets to which a page gives its words, each once.

    Args:
        lines: those that speak of all of it, such as its first and its last.
        byline: who wrote it.
        quoted: the outlets whose passages make up most of it.
    """
    found = [*quoted]
    for line in (*([byline] if byline else []), *lines):
        for phrase in press_phrases(PressSort.CREDIT):
            told = phrase.pattern.search(line.strip()[:LINE])
            if told and not sounds_like_office(str(told["name"])):
                found.append(str(told["name"]).strip())
    once: dict[str, str] = {}
    for name in found:
        once.setdefault(outlet_root(name), name)
    return tuple(once.values())


def origin_of(copies: Sequence[Copy]) -> Origin:
    """The likeliest origin of a cluster.

    First the outlet that most pages credit, other than its own; then the earliest day; then the
    longest text; the least id where all that is equal. What comes out is the same whatever the
    order of the copies.
    """
    ranked = sorted(copies, key=_rank)
    first = ranked[0]
    named: Counter[str] = Counter()
    names: dict[str, str] = {}
    for copy in ranked:
        own = outlet_root(copy.outlet or "")
        for name in sorted(copy.credited):
            root = outlet_root(name)
            if root != own:
                named[root] += 1
                names.setdefault(root, name)
    if named:
        root = min(named, key=lambda root: (-named[root], root))
        pages = "1 page credits" if named[root] == 1 else f"{named[root]} pages credit"
        own_pages = [c for c in ranked if c.outlet and outlet_root(c.outlet) == root]
        if own_pages:
            return Origin(own_pages[0].article, names[root], f"{pages} {names[root]}")
        reason = f"{pages} {names[root]}, whose own page is not here; {_first(ranked)}"
        return Origin(first.article, names[root], reason)
    return Origin(first.article, None, _first(ranked))


def _rank(copy: Copy) -> tuple[str, int, str]:
    return (copy.published or "9999", -copy.words, copy.article)


def _first(ranked: Sequence[Copy]) -> str:
    """Why the first of ranked copies is the first."""
    first, second = ranked[0], ranked[1]
    if first.published != second.published:
        return f"published first, on {first.published}"
    day = f" of those of {first.published}" if first.published else ""
    if first.words != second.words:
        return f"the longest text{day}"
    return f"none is known to be earlier or longer{day}"
