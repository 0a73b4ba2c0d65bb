"""`dragoman explain`: an event in words, with the words, the row or the head that it rests on."""

from collections.abc import Sequence
from pathlib import Path

from rich.text import Text

from dragoman.errors import UsageError
from dragoman.flow.opening import open_ledger
from dragoman.ledger import CodedEvent
from dragoman.records import Span
from dragoman.views.ledgers import LONGEST, LOUD, QUIET, print_json
from dragoman.views.terminal import open_terminal
from dragoman.views.wording import plain, shorten

LEAST = 6
"""Characters of an id that must be given."""


def print_explanation(ledger: Path, name: str, *, as_json: bool) -> None:
    """Prints what an event rests on.

    Raises:
        UsageError: the id is too short, or no event's, or the beginning of several.
    """
    if len(name) < LEAST:
        raise UsageError(
            f"An event's id is longer than {name!r}: give {LEAST} characters at least."
        )
    with open_ledger(ledger) as opened:
        events = opened.events_coded(name)
        ids = sorted({a for e in events for a in (*e.source, *e.target)})
        names = opened.actor_names(ids)
    if not events:
        raise UsageError(f"No event's id begins with {name!r}. `dragoman sql` lists them: id.")
    if len({event.id for event in events}) > 1:
        some = ", ".join(sorted({event.id for event in events})[:5])
        raise UsageError(f"Several events' ids begin with {name!r}: {some}. Give more of it.")
    terminal = open_terminal()
    for event in events:
        if as_json:
            print_json(event)
            continue
        for line in explanation(event, names):
            terminal.show(line)


def explanation(event: CodedEvent, names: dict[str, str]) -> list[Text]:
    """An event in lines: who did what, the sentence, and what says so."""
    kind = event.type if event.mode is None else f"{event.type} ({event.mode})"
    sides = f"{_side(event.source, names)} -> {_side(event.target, names)}"
    told = [event.modality, f"CAMEO {event.cameo}", f"confidence {event.confidence:.2f}"]
    if event.date:
        told.append(f"{event.date} (from {event.date_basis or 'nothing'})")
    lines = [
        Text(f"{kind}  ", LOUD).append(plain(sides)).append(f"  {event.id}", QUIET),
        Text(f"  {', '.join(told)}"),
        Text("  ").append(_sentence(event)),
        Text(f"  {plain(event.title or '')}  {plain(event.url or event.article)}", QUIET),
    ]
    if event.coded_by is None:
        lines.append(Text("  It was read before such grounds were kept: read the page anew."))
        return lines
    marked = ", ".join(plain(_words(event, span)) for span in event.words)
    if event.rule is not None:
        lines.append(Text(f"  by rule: {plain(event.rule)}; the words: {marked}"))
    else:
        lines.append(Text(f"  by the head alone, around: {marked}"))
    if event.related is not None:
        lines.append(Text(f"  the head: a relation {event.related:.2f}; if there is one: "))
        shares = ", ".join(f"{t.type} {t.score:.2f}" for t in event.types)
        lines[-1].append(shares)
    return lines


def _side(ids: Sequence[str], names: dict[str, str]) -> str:
    return ", ".join(shorten(names.get(each, each), LONGEST) for each in ids) or "nobody named"


def _words(event: CodedEvent, span: Span) -> str:
    start = event.sentence.start
    return event.text[span.start - start : span.end - start]


def _sentence(event: CodedEvent) -> Text:
    """The sentence with the words that decided in bold."""
    found, at = Text(), event.sentence.start
    for span in sorted(event.words):
        if span.start < at or span.end > event.sentence.end:
            continue
        found.append(_spaced(_words(event, Span(at, span.start))))
        found.append(_spaced(_words(event, span)), LOUD)
        at = span.end
    return found.append(_spaced(_words(event, Span(at, event.sentence.end))))


def _spaced(piece: str) -> str:
    """A piece of a sentence on one line, with a blank where it has one at an end."""
    before, behind = (" " if end.isspace() else "" for end in (piece[:1], piece[-1:]))
    return f"{before}{plain(piece)}{behind}" if piece.strip() else before
