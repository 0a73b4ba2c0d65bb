"""Nexis Uni and its forerunners (LexisNexis Academic, Nexis): downloads in text or HTML.

Nexis Uni puts the headline first, then outlet, date and copyright, then labelled fields, "Body"
on a line of its own, the text, and "End of Document". Older downloads count "1 of 20 DOCUMENTS",
put the outlet first, name the headline below the date, and label the fields in capitals.
"""

import re
from collections.abc import Mapping, Sequence

from dragoman.codebook.intake import export_labels
from dragoman.pages.sources.exports.clippings import (
    LABEL,
    Clipping,
    Service,
    day_of,
    one_line,
    paragraphs,
)

END = re.compile(r"(?:End of Document|Ende des Dokuments|Fin du document)\s*", re.I)
COUNTED = re.compile(
    r"\s*(?:\d+ of \d+ DOCUMENTS?|Dokument \d+ von \d+|Document \d+ de \d+)\s*", re.I
)
LENGTH = re.compile(r"\s*(?:length|länge|longueur|longitud):\s*[\d.,]+ ?\w+", re.I)
RIGHTS = re.compile(r"\s*(?:copyright\b|©|\(c\)|all rights reserved)", re.I)
EDITION = re.compile(r".*\b(?:edition|édition|ausgabe|final|GMT|EST|\d{1,2}:\d{2})\b.*", re.I)
GATE = re.compile(rb"(?:length|l(?:\xc3\xa4|\xe4)nge|longueur|longitud):", re.I)
PAGE = re.compile(r"\s*(?:Page|Seite|Página) \d+ (?:of|von|sur|de) \d+\s*", re.I)
"""What stands on top of each page of a download that was printed and then taken as text."""
ALONE = frozenset({"body", "corps", "volltext", "graphic", "classification", "notes", "grafik"})
"""Labels that Nexis Uni puts on a line of their own."""
LONGEST_TITLE = 6
"""Lines of the longest headline."""
DOUBTFUL = frozenset({"subject", "notes", "series", "update", "copyright"})
"""Labels that a text may have too."""
LONGEST_NOTE = 2
"""Lines of the longest note below an article, whose label stands alone; other fields have one."""
SHARE = re.compile(r"\(\d{1,3}%\)")
NUMBERED = re.compile(r"\s*\d+\.\s")


def _label(line: str, labels: Mapping[str, str]) -> tuple[str, str] | None:
    """The field that a line's label marks, and the words behind the label."""
    bare = line.strip().rstrip(":").lower()
    if bare in ALONE:
        return labels[bare], ""
    found = LABEL.match(line.strip())
    field = labels.get(found[1].strip().lower()) if found else None
    return (field, found[2].strip()) if found and field else None


def signs(lines: Sequence[str]) -> bool:
    """Whether Nexis wrote these lines: an article's length, beside one more sign of its own."""
    labels = export_labels("nexis")
    lengths = any(LENGTH.match(line) for line in lines)
    ends = any(END.fullmatch(line) or COUNTED.fullmatch(line) for line in lines)
    body = any(line.strip() == "Body" for line in lines)
    tails = sum((_label(line, labels) or ("", ""))[0] in ("tail", "head") for line in lines)
    return lengths and (ends or (body and tails >= 1) or tails >= 3)


def opens(line: str, article: Sequence[str]) -> bool:
    """Whether a line counts the article that it opens."""
    del article
    return bool(COUNTED.fullmatch(line))


def closes(line: str) -> bool:
    """Whether a line says that the document ends."""
    return bool(END.fullmatch(line))


def read(lines: Sequence[str]) -> Clipping | None:
    """An article; None where the lines are a cover, a list, or nothing."""
    labels = export_labels("nexis")
    passed = (COUNTED, END, PAGE)
    lines = [line for line in lines if not any(sign.fullmatch(line) for sign in passed)]
    marks = [(at, *found) for at, line in enumerate(lines) if (found := _label(line, labels))]
    first = next((at for at, field, _ in marks if field in ("head", "body", "byline")), None)
    if first is None:
        return None
    title, outlet, published = _opening(lines[:first])
    start, end = _body(lines, [(at, field) for at, field, _ in marks if at >= first])
    said = {}
    for at, field, words in marks:
        if field in ("byline", "headline") and at < start:
            said[field] = words or (lines[at + 1].strip() if at + 1 < len(lines) else "")
    return Clipping(
        title=said.get("headline") or title,
        byline=_by(said.get("byline")),
        outlet=outlet,
        published=published,
        body=paragraphs(lines[start:end]),
    )


def _opening(lines: Sequence[str]) -> tuple[str | None, str | None, str | None]:
    """Headline, outlet and day, as they stand above an article's labels."""
    kept = [line.strip() for line in lines if line.strip()]
    days = [at for at, line in enumerate(kept) if day_of(line)]
    covered = any(line.lower().startswith(("job number", "user name")) for line in kept)
    # A cover names dates too; the article's own is the last.
    at = (days[-1] if covered else days[0]) if days else None
    if at is None:
        return one_line(kept[:1]), None, None
    outlet = kept[at - 1] if at else None
    if at >= 2:
        above = kept[at - 2 : at - 1] if covered else kept[max(0, at - 1 - LONGEST_TITLE) : at - 1]
        title = one_line([line for n, line in enumerate(above) if line not in above[:n]])
    else:
        below = [
            line
            for line in kept[at + 1 : at + 1 + 2 * LONGEST_TITLE]
            if not (RIGHTS.match(line) or EDITION.fullmatch(line) or NUMBERED.match(line))
        ]
        title = one_line(below)
    return title, outlet, day_of(kept[at])


def _body(lines: Sequence[str], marks: Sequence[tuple[int, str]]) -> tuple[int, int]:
    """Where an article's text begins and ends among its lines."""
    tails = _tails(lines, [at for at, field in marks if field == "tail"])
    told = [at for at, field in marks if field == "body"]
    if told:
        start = told[0] + 1
    else:
        # The labels stand together; the text begins below the last of them.
        start = marks[0][0] + 1
        for at, field in marks:
            between = [line for line in lines[start:at] if line.strip()]
            if field in ("tail", "body") or len(between) > 1:
                break
            start = at + 1
    end = next((at for at in tails if at >= start and any(map(str.strip, lines[start:at]))), None)
    return start, len(lines) if end is None else end


def _tails(lines: Sequence[str], marks: Sequence[int]) -> list[int]:
    """Of the lines that may begin what follows an article's text, those that no text has.

    An article may quote a letter's "Subject: ..." or have a heading "Notes". Such a line counts
    where Nexis has it, behind a label of its own alone, in capitals, or with its shares in percent.
    """
    found: list[int] = []
    for at in marks:
        label = lines[at].strip()
        name = label.partition(":")[0].strip()
        plain = name.lower() in DOUBTFUL and not name.isupper() and not SHARE.search(label)
        own = LONGEST_NOTE if ":" not in label else 0
        if plain and not found and _text_behind(lines[at + 1 :]) > own:
            continue
        found.append(at)
    return found


def _text_behind(lines: Sequence[str]) -> int:
    """How many lines come before the next label that no text has."""
    labels = export_labels("nexis")
    told = 0
    for line in lines:
        name = line.partition(":")[0].strip().lower()
        if (_label(line, labels) or ("",))[0] == "tail" and name not in DOUBTFUL:
            break
        told += bool(line.strip())
    return told


def _by(words: str | None) -> str | None:
    if not words:
        return None
    return words if words.lower().startswith(("by ", "von ", "par ")) else f"By {words}"


NEXIS = Service("Nexis Uni", GATE, signs, opens, closes, read)
