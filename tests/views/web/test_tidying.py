"""Circles of dead objects are looked for while nobody waits, and go."""

import gc
import time
import weakref
from types import SimpleNamespace

import pytest

from dragoman.views.web import tidying
from dragoman.views.web.tidying import leave_in_peace, tidied


class Knot:
    """Something that names itself."""

    def __init__(self):
        self.itself = self


@pytest.fixture
def collector():
    """Python's own settings are put back after the test."""
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def server_with(requests=0, tasks=()):
    return SimpleNamespace(server_state=SimpleNamespace(total_requests=requests, tasks=set(tasks)))


def gone(knot, seconds):
    until = time.monotonic() + seconds
    while knot() is not None and time.monotonic() < until:
        time.sleep(0.01)
    return knot() is None


def test_circles_go_in_a_quiet_moment(collector, monkeypatch):
    monkeypatch.setattr(tidying, "FEWEST", 10)
    leave_in_peace()
    knot, kept = weakref.ref(Knot()), [[] for _ in range(100)]
    assert knot() is not None
    with tidied(server_with(), quiet=0.02):
        assert gone(knot, 60)
    assert len(kept) == 100


def test_nobody_waits_for_it_while_a_request_is_answered(collector, monkeypatch):
    monkeypatch.setattr(tidying, "FEWEST", 10)
    leave_in_peace()
    knot, kept = weakref.ref(Knot()), [[] for _ in range(100)]
    with tidied(server_with(tasks=["a request"]), quiet=0.01):
        assert not gone(knot, 0.3)
    assert len(kept) == 100
