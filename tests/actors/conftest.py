"""What the room's tests ask of an article: for whom its words stand."""

import pytest

from dragoman.actors import find_actors
from dragoman.records import Cast


@pytest.fixture
def meant(parse):
    """For each of some words (their last occurrence), the parties they stand for, sorted."""

    def run(text, *words, published="2018-05-18", **given):
        cast = Cast(find_actors(parse(text, published, **given)))
        found = []
        for word in words:
            start = text.rindex(word)
            covering = [
                m for m in cast.mentions if m.start <= start and start + len(word) <= m.end
            ] or [m for m in cast.mentions if start <= m.start and m.end <= start + len(word)]
            best = min(covering, key=lambda m: m.end - m.start, default=None)
            found.append("" if best is None else " ".join(sorted(cast.parties(best.actor))))
        return found[0] if len(found) == 1 else found

    return run
