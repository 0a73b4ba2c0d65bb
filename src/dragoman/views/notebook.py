"""Records in a notebook: a readable table of what a page implies.

The picture of a pact (`dragoman.draw`) shows itself as SVG. Nothing is fetched from elsewhere.
Everything that comes from a page is escaped: no HTML of a page survives into the notebook's.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from dragoman.records import Record, Span
from dragoman.views.chains import ARROW, Speakers
from dragoman.views.wording import plain

LONGEST = 160


def record_html(record: Record) -> str:
    """A record as HTML: its title and date, then its attributions, events and moves."""
    article = record.article
    speakers = Speakers(record)
    day = article.published or "no date"
    head = f"<h4>{_cell(article.title or record.page)}</h4><p>{_cell(speakers.outlet)} · {day}</p>"
    attributions = (
        (
            ARROW.join(speakers.chain(a.id)),
            a.stance.value,
            a.kind.value,
            " … ".join(_words(record, span) for span in a.content),
        )
        for a in record.attributions
    )
    events = (
        (
            e.date or "",
            e.type.value,
            speakers.actors(e.source),
            speakers.actors(e.target),
            e.modality.value,
            _words(record, e.sentence),
        )
        for e in record.events
    )
    moves = (
        (
            m.date or "",
            m.name,
            speakers.actor(m.actor) if m.actor else "",
            m.move.value,
            m.modality.value,
            _words(record, m.evidence),
        )
        for m in record.moves
    )
    faults = ((f.stage.value, f.message) for f in record.faults)
    return head + "".join(
        (
            _table("Who says what", ("chain", "stance", "kind", "content"), attributions),
            _table(
                "What happened",
                ("date", "type", "source", "target", "modality", "sentence"),
                events,
            ),
            _table(
                "Moves on pacts", ("date", "pact", "actor", "move", "modality", "evidence"), moves
            ),
            _table("Faults", ("stage", "message"), faults),
        )
    )


def register() -> None:
    """Has the running notebook show records as tables; does nothing outside one."""
    from IPython.core.getipython import get_ipython  # noqa: PLC0415 - only in a notebook

    shell: Any = get_ipython()
    if shell is not None:
        shell.display_formatter.formatters["text/html"].for_type(Record, record_html)


def _words(record: Record, span: Span) -> str:
    words = " ".join(record.article.words(span).split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def _table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    body = "".join(
        "<tr>" + "".join(f"<td>{_cell(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    if not body:
        return ""
    head = "".join(f"<th>{column}</th>" for column in columns)
    return (
        f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


def _cell(text: str | None) -> str:
    return escape(plain(text or ""))
