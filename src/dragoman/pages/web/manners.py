"""How pages are fetched: what a caller may choose."""

import os
from dataclasses import dataclass, field
from pathlib import Path


def default_cache() -> Path:
    """Where fetched pages are kept: the user's folder for caches (XDG Base Directory 0.8)."""
    base = os.environ.get("XDG_CACHE_HOME") or ""
    folder = Path(base) if base.startswith("/") else Path("~/.cache").expanduser()
    return folder / "dragoman" / "pages"


@dataclass(frozen=True, slots=True)
class Manners:
    """How pages are fetched.

    `delay` is the seconds between two requests to one host, at least (a site's own Crawl-delay
    counts where it is longer); `timeout` the seconds that a server may be silent; `whole` those
    that one answer may take; `hops` the redirections followed; `fresh` the seconds for which a
    page in the cache isn't asked for again; `cache` the folder that keeps what was fetched.
    Addresses that are not global (this machine, the local network) are refused unless
    `allow_private`.
    """

    delay: float = 1.0
    timeout: float = 30.0
    whole: float = 120.0
    hops: int = 5
    fresh: float = 3600.0
    cache: Path = field(default_factory=default_cache)
    allow_private: bool = False
