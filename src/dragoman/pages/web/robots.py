"""What sites let programs fetch (RFC 9309)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.pages.web.asking import Answer

if TYPE_CHECKING:
    from protego import Protego

LARGEST = 5_000_000
"""Bytes of the largest robots.txt that is asked for."""
PARSED = 500 * 1024
"""Bytes of it that are read; RFC 9309 asks for as many at least."""
LONGEST_DELAY = 60.0

PRODUCT = "dragoman"
"""The name that a robots.txt may give rules for."""

AskRobots = Callable[[str], Answer | str]
"""Fetches a robots.txt; gives why, in words, where the site can't be asked."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one site says; a site that can't say allows nothing, and `why` tells that."""

    parsed: "Protego | None"
    why: str = ""

    def allows(self, url: str) -> bool:
        """Whether an address may be fetched."""
        return self.parsed is not None and bool(self.parsed.can_fetch(url, PRODUCT))

    @property
    def delay(self) -> float:
        """The seconds between two requests that the site asks for, within reason."""
        asked = self.parsed.crawl_delay(PRODUCT) if self.parsed is not None else None
        return min(float(asked or 0.0), LONGEST_DELAY)


@dataclass(slots=True)
class Robots:
    """The rules of the sites that were met."""

    ask: AskRobots
    _met: dict[str, Rules] = field(default_factory=dict)

    def of(self, origin: str) -> Rules:
        """The rules of a site; asked for once.

        A site without robots.txt allows everything; one that can't be reached, or fails,
        nothing (RFC 9309, 2.3.1).
        """
        if origin not in self._met:
            self._met[origin] = self._ask(origin)
        return self._met[origin]

    def _ask(self, origin: str) -> Rules:
        from protego import Protego  # noqa: PLC0415 - only where pages are fetched

        answer = self.ask(f"{origin}/robots.txt")
        if isinstance(answer, str):
            return Rules(None, answer)
        if answer.status >= 500:
            return Rules(None, f"Its robots.txt can't be asked for (status {answer.status}).")
        body = answer.body if answer.status < 300 else b""
        if len(body) > PARSED:
            body = body[:PARSED].rpartition(b"\n")[0]
        text = body.decode("utf-8-sig", "replace")
        return Rules(Protego.parse(text))
