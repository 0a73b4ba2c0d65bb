"""Content hashes: the ids of everything that a page yields."""

from hashlib import blake2b


def content_id(*parts: object) -> str:
    """A stable id of sixteen hexadecimal digits for the given parts.

    The same parts give the same id in every run and on every machine; parts are
    told apart, so ("ab", "c") and ("a", "bc") differ. None and "" differ too.
    """
    digest = blake2b(digest_size=8)
    for part in parts:
        raw = b"\x00" if part is None else b"\x01" + str(part).encode("utf-8", "surrogatepass")
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return digest.hexdigest()
