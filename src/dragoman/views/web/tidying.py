"""When Python looks for circles of dead objects: while nobody waits.

A first visit to a large pact makes tens of thousands of objects, of which many are kept for the
next visitor. Few of them are in a circle; looking through them for circles takes as long as making
them, and whoever's request it falls into waits for it. So it is left to quiet moments, and to the
day on which very much has gathered.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import uvicorn

GATHERED = 2_000_000
"""New objects, less those that are gone, after which Python looks whoever waits: some 0.3 s.

A request leaves about a hundred objects in circles, all of them the server's own (`rendering.py`
opens those of the templates), so that this comes after some twenty thousand requests in a row.
"""
FEWEST = 20_000
"""New objects that are worth a look in a quiet moment."""
QUIET = 5.0
"""Seconds without a request that make a moment quiet."""


def leave_in_peace() -> None:
    """Has Python look seldom, and not among what is there by now."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GATHERED, 1000, 1000)


@contextmanager
def tidied(server: uvicorn.Server, quiet: float = QUIET) -> Iterator[None]:
    """Looks for circles whenever a server has had no request for some seconds."""
    end = Event()
    thread = Thread(target=_tidy, args=(server, quiet, end), daemon=True)
    thread.start()
    try:
        yield
    finally:
        end.set()
        thread.join()


def _tidy(server: uvicorn.Server, quiet: float, end: Event) -> None:
    state, before = server.server_state, -1
    while not end.wait(quiet):
        if state.total_requests == before and not state.tasks and gc.get_count()[0] > FEWEST:
            gc.collect(0)  # What is older was looked through.
        before = state.total_requests
