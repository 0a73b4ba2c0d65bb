"""The C library's heap: what it keeps free for later is given back to the system.

Between one batch and the next the heap of a reading process is full of holes: paragraphs, arrays
and rows of all sizes came and went. glibc gives back what is free at the heap's end alone, so the
holes stay resident and grow in number for thousands of pages; asked, it gives all whole pages back.
"""

import ctypes
import sys
from collections.abc import Callable
from functools import cache


def give_back() -> None:
    """Gives free memory back, which takes some milliseconds; elsewhere than on glibc, nothing."""
    trim = _malloc_trim()
    if trim is not None:
        trim(0)


@cache
def _malloc_trim() -> Callable[[int], int] | None:
    if sys.platform != "linux":
        return None
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError):  # another C library
        return None
    trim.argtypes = [ctypes.c_size_t]
    trim.restype = ctypes.c_int
    found: Callable[[int], int] = trim
    return found
