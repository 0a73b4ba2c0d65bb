"""ProQuest: downloads in text or HTML, articles parted by rules of underscores.

Each field has a label and a colon; "Full text:" holds the article. The headline stands above
them, and again behind "Title:".
"""

import re
from collections.abc import Sequence

from dragoman.codebook.intake import export_labels
from dragoman.pages.dates import day_in
from dragoman.pages.sources.exports.clippings import (
    LABEL,
    Clipping,
    Service,
    day_of,
    one_line,
    paragraphs,
)

RULE = re.compile(r"\s*_{10,}\s*")
COUNTED = re.compile(r"\s*Document \d+ of \d+\s*", re.I)
LINKED = re.compile(r"\s*(?:ProQuest document link|Find a copy.*|http\S+)\s*", re.I)
NONE = re.compile(r"(?:not available|none available|.{0,30}full text unavailable.{0,30})\.?", re.I)
GATE = re.compile(rb"proquest|publication info:|full text:", re.I)
OWN = ("proquest document id", "publication info", "document url", "full text", "source type")
"""Labels that no other page has together."""


def _label(line: str) -> tuple[str, str] | None:
    """The field that a line's label marks, and the words behind it."""
    found = LABEL.match(line.strip())
    field = export_labels("proquest").get(found[1].strip().lower()) if found else None
    return (field, found[2].strip()) if found and field else None


def signs(lines: Sequence[str]) -> bool:
    """Whether ProQuest wrote these lines: three of its labels, or its name, beside a rule."""
    heads = [line.strip().lower() for line in lines]
    labels = sum(any(head.startswith(f"{label}:") for head in heads) for label in OWN)
    named = any("from proquest" in head for head in heads)
    ruled = any(RULE.fullmatch(line) for line in lines)
    return labels >= 3 or (ruled and (labels >= 2 or (named and labels >= 1)))


def opens(line: str, article: Sequence[str]) -> bool:
    """Whether a line counts the article that it opens, or another full text begins."""
    del article
    return bool(COUNTED.fullmatch(line))


def closes(line: str) -> bool:
    """Whether a line is the rule that parts articles."""
    return bool(RULE.fullmatch(line))


def read(lines: Sequence[str]) -> Clipping | None:
    """An article; None where the lines are a title page, a list of contents, or nothing."""
    fields: dict[str, list[str]] = {}
    above: list[str] = []
    field = None
    for line in lines:
        if RULE.fullmatch(line) or COUNTED.fullmatch(line) or LINKED.fullmatch(line):
            continue
        found = _label(line)
        if found:
            field, words = found
            # A label that comes again inside its own field's text is a word of that.
            fields.setdefault(field, []).append(words)
        elif field:
            fields[field].append(line)
        else:
            above.append(line)
    if len(fields.keys() - {"other"}) < 2:
        return None
    info = one_line(fields.get("info", [])) or ""
    day = one_line(fields.get("published", []))
    outlet = one_line(fields.get("outlet", [])) or info
    body = paragraphs(fields.get("body", []))
    return Clipping(
        title=one_line(above) or one_line(fields.get("headline", [])),
        byline=_by(one_line(fields.get("byline", []))),
        outlet=_outlet(outlet),
        published=(day_of(day) if day else None) or day_in(info),
        url=_url(fields.get("url", [])),
        body=() if body and NONE.fullmatch(body[0]) else body,
    )


def _by(words: str | None) -> str | None:
    """Authors as a byline has them: ProQuest writes "Doe, Jane; Roe, Richard"."""
    if not words:
        return None
    names = []
    for name in words.split(";"):
        last, comma, first = (part.strip(" .") for part in name.partition(","))
        names.append(f"{first} {last}" if comma else last)
    return f"By {' and '.join(name for name in names if name)}"


def _outlet(words: str) -> str | None:
    """An outlet without its edition and place: "Example Post, Late edition; New York, N.Y."."""
    whole = re.split(r"[;\[]|, (?=[^,]*\bedition\b)", words)[0]
    return whole.strip(" ,.:") or None


def _url(lines: Sequence[str]) -> str | None:
    found = re.search(r"https?://\S+", " ".join(lines))
    return found[0] if found else None


PROQUEST = Service("ProQuest", GATE, signs, opens, closes, read)
