"""Numbers made from ids, for layouts whose ids are numbers."""

import hashlib

BITS = 52
"""A number that a double holds exactly, as some readers make doubles of all numbers."""


def number_of(*parts: str) -> int:
    """A number made from ids; the same ids give the same number in every run."""
    digest = hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest(), "big") >> (64 - BITS)
