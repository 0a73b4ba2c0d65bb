"""Pages' addresses, for layouts that take no others than those of the web."""

import re
from urllib.parse import urlsplit

FORBIDDEN = re.compile(r"[\x00-\x20\x7f<>\"{}|\\^`\ud800-\udfff]")
"""Signs that no IRI may have (RFC 3987, section 2.2; they are left out of its `iunreserved`)."""


def web_address(url: str | None) -> str | None:
    """A page's address where it is an absolute one of the web; None where it is anything else.

    Signs that an address can't have are written as percent signs and bytes.
    """
    told = FORBIDDEN.sub(_escaped, (url or "").strip())
    try:
        parts = urlsplit(told)
        return told if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def _escaped(sign: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in sign[0].encode("utf-8", "replace"))
