"""When Python looks for circles of dead objects: while nobody waits.

A first visit to a large pact makes tens of thousands of objects, of which many are kept for the
next visitor. None of them is in a circle; looking through them for circles takes as long as making
them, and whoever's request it falls into waits for it. So it is left to quiet moments; while there
are none, what gathers is set aside unseen, and looked through at leisure.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic

import uvicorn

GATHERED = 10_000_000
"""New objects, less those that are gone, after which Python looks whoever waits."""
FEWEST = 20_000
"""New objects that are worth a look in a quiet moment."""
MANY = 100_000
"""New objects that are set aside while there is none."""
QUIET = 5.0
"""Seconds without a request that make a moment quiet."""
EVERY = 0.25
"""Seconds after which it is asked how many there are."""
LEISURE = 600.0
"""Quiet seconds after which what was set aside is looked through."""


def leave_in_peace() -> None:
    """Has Python look seldom, and not among what is there by now."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GATHERED, 1000, 1000)


@contextmanager
def tidied(
    server: uvicorn.Server, quiet: float = QUIET, leisure: float = LEISURE
) -> Iterator[None]:
    """Looks for circles whenever a server has had no request for some seconds."""
    end = Event()
    thread = Thread(target=_tidy, args=(server, quiet, leisure, end), daemon=True)
    thread.start()
    try:
        yield
    finally:
        end.set()
        thread.join()


def _tidy(server: uvicorn.Server, quiet: float, leisure: float, end: Event) -> None:
    state, before, since = server.server_state, -1, monotonic()
    aside = False
    while not end.wait(min(quiet, EVERY)):
        if state.total_requests != before or state.tasks:
            before, since = state.total_requests, monotonic()
        still = monotonic() - since
        gathered = gc.get_count()[0]
        if still >= leisure and aside:
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            aside = False
        elif still >= quiet and gathered > FEWEST:
            gc.collect(0)  # What is older was looked through, or set aside.
        elif still < quiet and gathered > MANY:
            gc.freeze()  # No object is looked at: the lists of them are joined.
            aside = True
