"""Offices beside a person's name: before it, or after it in an apposition."""

from dataclasses import replace

from dragoman.actors.capacities import Capacity, capacity_at
from dragoman.actors.readings import Reading


def office_before(reading: Reading, first: int) -> Capacity | None:
    """The office before a name: "Iran's foreign minister, X", "President X", "Gen. X"."""
    tokens = reading.sentence.tokens
    behind = _office_of(reading, first)
    if behind is not None:
        return behind
    i = first - 1
    found: Capacity | None = None
    paused = False
    while i >= 0:
        role = reading.role_at.get(i)
        if role is None:
            if paused or tokens[i].text != "," or i - 1 not in reading.role_at:
                break
            paused = True
            i -= 1
            continue
        capacity = capacity_at(reading, role, "office", "abbreviation")
        if capacity is not None:
            found = capacity if found is None else _joined(capacity, found)
        elif role.sense("courtesy") is None:
            break
        i = role.first - 1
    return found


def _office_of(reading: Reading, first: int) -> Capacity | None:
    """The office with its state behind it before a name: "the foreign minister of Iran, X"."""
    tokens = reading.sentence.tokens
    if first < 4 or tokens[first - 1].text != ",":
        return None
    hit = reading.hit_at.get(first - 2)
    if hit is None:
        return None
    i = hit.first - 1
    i -= i > 0 and tokens[i].lower == "the"
    role = reading.role_at.get(i - 1) if i > 0 and tokens[i].lower in ("of", "to", "for") else None
    return capacity_at(reading, role, "office") if role is not None else None


def _joined(outer: Capacity, inner: Capacity) -> Capacity:
    """Two offices side by side ("Prime Minister Sheikh ..."): the outer one's words and state."""
    return replace(outer.acting_as(inner), sector=outer.sector or inner.sector)


def office_after(reading: Reading, last: int) -> Capacity | None:
    """The office in an apposition after a name: "X, the Iranian foreign minister, said"."""
    tokens = reading.sentence.tokens
    if last + 1 >= len(tokens) or tokens[last + 1].text != ",":
        return None
    for i in range(last + 2, min(last + 9, len(tokens))):
        role = reading.role_at.get(i)
        if role is not None and (capacity := capacity_at(reading, role, "office")) is not None:
            following = tokens[role.last + 1].pos if role.last + 1 < len(tokens) else "PUNCT"
            return capacity if following not in ("PROPN", "NOUN") else None
        known = i in reading.hit_at or tokens[i].tag == "POS"
        if not known and tokens[i].pos not in ("DET", "ADJ", "NOUN", "PROPN", "PRON", "ADV"):
            return None
    return None
