"""Fetching pages politely: one request at a time, hop by hop, with a cache."""

import http.client
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import SplitResult, urljoin

from dragoman.pages.web.asking import Answer, TooLargeError, UnaskableError, ask, parsed
from dragoman.pages.web.cache import Cache, Copy, Kept
from dragoman.pages.web.manners import Manners
from dragoman.pages.web.robots import LARGEST as LARGEST_ROBOTS
from dragoman.pages.web.robots import Robots

MOVED = (301, 302, 303, 307, 308)
BUSY = (429, 503)
LONGEST_WAIT = 60.0
"""Seconds that a busy server may ask to be left alone before its page is given up."""
LONGEST_SHOWN = 80
CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.I)


class FetchError(Exception):
    """A page can't be fetched; the message says why, in words for a person."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as fetched: `url` answered in the end, `cached` says that no server was asked."""

    url: str
    body: bytes
    sort: str
    cached: bool = False

    @property
    def charset(self) -> str | None:
        """The charset that the server names."""
        found = CHARSET.search(self.sort)
        return found[1] if found else None


@dataclass(slots=True)
class Fetcher:
    """Fetches pages, and remembers which host was asked when.

    `clock` and `sleep` are those of the machine, where no test gives its own.
    """

    manners: Manners
    largest: int
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    robots: Robots = field(init=False)
    cache: Cache = field(init=False)
    _asked: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.robots = Robots(self._robots)
        self.cache = Cache(self.manners.cache)

    def fetch(self, url: str, *, renew: bool = False) -> Fetched:
        """A page, from the cache where that is fresh, else asked for.

        Args:
            url: its address.
            renew: asks the server though the cache is fresh, as a feed needs it.

        Raises:
            FetchError: it can't be fetched.
        """
        copy = self.cache.get(url)
        if copy is not None and not renew and time.time() - copy.kept.fetched < self.manners.fresh:
            return replace(self._from(copy), cached=True)
        try:
            return self._hop_by_hop(url, copy)
        except UnaskableError as error:
            raise FetchError(str(error)) from error
        except TooLargeError as error:
            raise FetchError(
                f"A page may have {self.largest / 1e6:,.0f} MB at most, and of this one {error}; "
                f"raise the limit with --largest MB."
            ) from error
        except (OSError, http.client.HTTPException) as error:
            raise FetchError(_reason(error)) from error

    def _from(self, copy: Copy) -> Fetched:
        if len(copy.body) > self.largest:
            raise FetchError("The copy in the cache is larger than a page may be.")
        return Fetched(copy.kept.final, copy.body, copy.kept.sort)

    def _hop_by_hop(self, url: str, copy: Copy | None) -> Fetched:
        """Follows redirections by hand: each hop is checked as the first address is."""
        at = url
        for _ in range(self.manners.hops + 1):
            parts = parsed(at)
            rules = self.robots.of(_origin(parts))
            if not rules.allows(parts.geturl()):
                refusal = f"{parts.netloc} lets no program fetch this page (robots.txt)."
                raise FetchError(rules.why or refusal)
            known = copy if copy is not None and copy.kept.final == parts.geturl() else None
            answer = self._ask(parts, _conditions(known), rules.delay)
            if answer.status == 304 and known is not None:
                self.cache.touch(known)
                return self._from(known)
            if answer.status not in MOVED:
                return self._taken(url, parts.geturl(), answer)
            target = answer.headers.get("location")
            if not target:
                raise FetchError("The server redirects to nowhere.")
            at = urljoin(parts.geturl(), target)
        raise FetchError(f"The page is redirected more than {self.manners.hops} times.")

    def _taken(self, url: str, final: str, answer: Answer) -> Fetched:
        if not 200 <= answer.status < 300:
            raise FetchError(f"The server answers with status {answer.status}.")
        sort = answer.headers.get("content-type", "")
        etag, modified = answer.headers.get("etag"), answer.headers.get("last-modified")
        kept = Kept(url, final, time.time(), len(answer.body), sort, etag, modified)
        self.cache.put(Copy(kept, answer.body))
        return Fetched(final, answer.body, sort)

    def _ask(self, url: SplitResult, headers: dict[str, str], delay: float) -> Answer:
        """Asks a host after its pause; once more where it is busy and says until when."""
        answer = self._ask_once(url, headers, delay, self.largest)
        if answer.status in BUSY:
            asked = answer.headers.get("retry-after", "").strip()
            if asked.isdigit() and int(asked) <= LONGEST_WAIT:
                self.sleep(float(asked))
                answer = self._ask_once(url, headers, delay, self.largest)
        return answer

    def _ask_once(
        self, url: SplitResult, headers: dict[str, str], delay: float, largest: int
    ) -> Answer:
        host = url.hostname or ""
        pause = max(self.manners.delay, delay)
        if host in self._asked:
            left = self._asked[host] + pause - self.clock()
            if left > 0:
                self.sleep(left)
        try:
            return ask(url, headers, self.manners, largest)
        finally:
            self._asked[host] = self.clock()

    def _robots(self, url: str) -> Answer | str:
        """A site's robots.txt, or why it can't be asked for."""
        at = url
        try:
            for _ in range(self.manners.hops + 1):
                parts = parsed(at)
                answer = self._ask_once(parts, {}, 0.0, LARGEST_ROBOTS)
                target = answer.headers.get("location")
                if answer.status not in MOVED or not target:
                    return answer
                at = urljoin(parts.geturl(), target)
        except (TooLargeError, UnaskableError) as error:
            return f"The site's robots.txt can't be read: {error}."
        except (OSError, http.client.HTTPException) as error:
            return _reason(error)
        return "The site's robots.txt is redirected in a circle."


def _reason(error: Exception) -> str:
    words = getattr(error, "strerror", None) or str(error) or type(error).__name__
    if isinstance(error, http.client.IncompleteRead):
        words = "the answer breaks off before its end"
    elif type(error) is http.client.BadStatusLine:
        words = f"the server speaks no HTTP ({words[:LONGEST_SHOWN].strip()})"
    return f"It can't be fetched: {' '.join(words.split()).rstrip('.')}."


def _origin(url: SplitResult) -> str:
    return f"{url.scheme}://{url.netloc}"


def _conditions(copy: Copy | None) -> dict[str, str]:
    """What makes a request conditional on a page having changed (RFC 9110, 13.1)."""
    if copy is None:
        return {}
    told = {"If-None-Match": copy.kept.etag, "If-Modified-Since": copy.kept.modified}
    return {name: value for name, value in told.items() if value and value.isprintable()}
