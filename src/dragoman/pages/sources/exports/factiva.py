"""Factiva: downloads with indexing codes (HD, PD, SN, LP, TD ...), and as an article is shown.

With codes each field begins with two or three capitals and a gap. As shown, headline, byline,
number of words, day, outlet, code, language and copyright stand below one another unlabelled.
Both end with "Document" (or what that is in the screen's language) and the article's number.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from dragoman.codebook.intake import export_labels
from dragoman.pages.sources.exports.clippings import (
    Clipping,
    Service,
    day_of,
    one_line,
    paragraphs,
)

CODE = re.compile(r"\s{0,4}([A-Z]{2,3})(?:\s*\t\s*|\s{2,}|\s*$)(.*)")
NUMBER = re.compile(r"\s*(?:AN\s+)?Do[ck]ument[oe]? [A-Za-z0-9]{15,40}\s*")
WORDS = re.compile(r"\s*[\d,.]+ (?:words|Wörter|mots|palabras)\s*", re.I)
GATE = re.compile(rb"\d ?(?:words|w\xc3?.rter|mots|palabras)\b|\bHD\b", re.I)
TIME = re.compile(r"\d{1,2}:\d{2}(?: ?[AaPp]\.?[Mm]\.?)?(?: [A-Z]{2,4})?")
RIGHTS = re.compile(r"\s*(?:copyright\b|©|\(c\))", re.I)
LANGUAGES = frozenset({"english", "french", "german", "spanish", "italian", "portuguese", "dutch"})
MOST_ABOVE = 14
"""Lines that may stand between the number of words and the text."""


def _code(line: str) -> tuple[str, str] | None:
    """The field that a line's code marks, and the words behind it."""
    found = CODE.fullmatch(line)
    field = export_labels("factiva").get(found[1]) if found else None
    return (field, found[2].strip()) if found and field else None


def signs(lines: Sequence[str]) -> bool:
    """Whether Factiva wrote these lines: its codes, or the number of words above a day."""
    codes = {CODE.fullmatch(line)[1] for line in lines if _code(line)}  # type: ignore[index]
    if "HD" in codes and len({"PD", "SN", "WC", "LP", "TD", "LA"} & codes) >= 3:
        return True
    kept = [line for line in lines if line.strip()]
    return any(WORDS.fullmatch(line) and day_of(below) for line, below in pairwise(kept))


def opens(line: str, article: Sequence[str]) -> bool:
    """Whether a headline's code opens another article before the last was numbered."""
    return bool(_is_headline(line) and any(map(_is_headline, article)))


def _is_headline(line: str) -> bool:
    found = _code(line)
    return found is not None and found[0] == "headline"


def closes(line: str) -> bool:
    """Whether a line gives the number that an article ends with."""
    return bool(NUMBER.fullmatch(line))


def read(lines: Sequence[str]) -> Clipping | None:
    """An article; None where the lines are a summary of the search, or nothing."""
    if any(map(_is_headline, lines)):
        return _coded(lines)
    return _shown(lines)


def _coded(lines: Sequence[str]) -> Clipping:
    fields: dict[str, list[str]] = {}
    field = None
    for line in lines:
        found = _code(line)
        if found:
            field, words = found
            fields.setdefault(field, []).append(words)
        elif field:
            fields[field].append(line)
    day = one_line(fields.get("published", []))
    return Clipping(
        title=one_line(fields.get("headline", [])),
        byline=one_line(fields.get("byline", [])),
        outlet=one_line(fields.get("outlet", [])),
        published=day_of(day) if day else None,
        body=paragraphs(fields.get("body", [])),
    )


def _shown(lines: Sequence[str]) -> Clipping | None:
    kept = [at for at, line in enumerate(lines) if line.strip()]
    counted = next((n for n, at in enumerate(kept) if WORDS.fullmatch(lines[at])), None)
    if not counted or not kept[counted + 1 :]:
        return None
    above = [lines[at].strip() for at in kept[:counted]]
    below = [lines[at].strip() for at in kept[counted + 1 : counted + MOST_ABOVE]]
    byline = above.pop() if len(above) > 1 and above[-1].lower().startswith("by ") else None
    day = day_of(below[0])
    outlet = next((line for line in below[1:] if not TIME.fullmatch(line)), None)
    last = _last_above(below)
    start = kept[counted + 1 + last] + 1
    end = next((at for at in kept if NUMBER.fullmatch(lines[at])), len(lines))
    # A section's name may stand above the headline, which is the last line.
    return Clipping(above[-1], byline, outlet, day, None, paragraphs(lines[start:end]))


def _last_above(below: Sequence[str]) -> int:
    """Which of the lines below the number of words is the last that isn't the text's."""
    rights = [at for at, line in enumerate(below) if RIGHTS.match(line)]
    if rights:
        return rights[0]
    languages = [at for at, line in enumerate(below) if line.lower() in LANGUAGES]
    return languages[0] if languages else min(2, len(below) - 1)


FACTIVA = Service("Factiva", GATE, signs, opens, closes, read)
