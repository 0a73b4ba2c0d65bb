"""Datelines: "VIENNA, 14 July (Agency) - Iran and ...", which no sentence begins with."""

import re

CAPITALS = r"(?![A-Z]\.)[A-Z][A-Z.'’-]{2,19}+(?:[ /][A-Z][A-Z.'’-]{1,19}+){0,3}+"
TITLED = r"[A-Z][\w.'’-]{1,19}(?: [A-Z][\w.'’-]{1,19}){0,3}"
COUNTRY = r"(?:, [A-Z][\w.]{1,19}(?: [A-Z]\w{1,19})?)?"
DAY = r"(?:,? [A-Z]\w{2,8}\.? \d{1,2}|,? \d{1,2} [A-Z]\w{2,8})?"
AGENCY = r",? \([^()\n]{2,40}\)"
DATELINE = re.compile(
    rf"\s*+(?:{CAPITALS}{COUNTRY}{DAY}(?:{AGENCY})?|{TITLED}{COUNTRY}{DAY}{AGENCY})"
    r"\s{0,2}(?:—|–|--?)\s{1,2}(?=[\"“'‘A-Z])"
)
"""A place in capitals, or one before an agency in brackets; then a dash and a new sentence."""


def end_of_dateline(text: str) -> int:
    """Where the dateline ends with which a paragraph begins, 0 where it begins with none."""
    found = DATELINE.match(text)
    return found.end() if found else 0
