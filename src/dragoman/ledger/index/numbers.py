"""Numbers that put rows in the order of their days, and the words that a search is narrowed by."""

import re
from functools import lru_cache
from hashlib import blake2b, md5

from dragoman.ledger.index.tables import ARTICLE, DAY

PLACES = ARTICLE - 1
HEX = re.compile(r"[0-9a-f]{6}")
DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def number_of(day: str | None, article: str, place: int = 0) -> int:
    """Where a row stands: by its day, and within that by article and place, both from the end.

    What has no date, or none that is one, comes before all that has one.
    """
    part = int(article[:6], 16) if HEX.match(article) else 0
    return (day_of(day) + 1) * DAY - 1 - part * ARTICLE - min(place, PLACES)


@lru_cache(maxsize=50_000)
def day_of(date: str | None) -> int:
    """A date as a number of eight digits, with zeros for what it leaves open; 0 for none."""
    found = DATE.fullmatch(date or "")
    if found is None:
        return 0
    year, month, day = (int(part or 0) for part in found.groups())
    return year * 10_000 + month * 100 + day


def between(since: str | None, until: str | None) -> tuple[int, int]:
    """The numbers of all rows from one day to another; those without a date only without both."""
    first = day_of(since) if since else (0 if until is None else 1)
    last = day_of(until) if until else 99_999_999
    return first * DAY, (last + 1) * DAY - 1


def lot_of(article: str, actor: str) -> int:
    """Where the lot puts an actor of an article: the order of `dragoman.ledger.reviewing.LOTS`."""
    digest = md5(f"{article} {actor}".encode(), usedforsecurity=False)
    return placed(digest.hexdigest())


def placed(digest: str) -> int:
    """The first sixteen digits of a hash as a number of SQLite's, which are signed; in order."""
    return int(digest[:16], 16) - (1 << 63)


@lru_cache(maxsize=50_000)
def facet(name: str, value: object) -> str:
    """A word that stands for a value and can't be mistaken for one of a page's."""
    digest = blake2b(f"{name}\n{value}".encode("utf-8", "replace"), digest_size=8)
    return f"zz{name}{digest.hexdigest()}"


def sign_of(*told: object) -> int:
    """A number that some values are known by."""
    return int.from_bytes(blake2b(repr(told).encode(), digest_size=6).digest())
