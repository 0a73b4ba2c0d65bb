"""The picture of a pact: a row for each actor, its statuses as bars, its moves as marks.

A pure function of what the ledger tells (`flow.standing.Account`): `views.charts` draws it.
"""

from collections.abc import Mapping
from dataclasses import replace

from dragoman.flow.standing import Account
from dragoman.records import Modality
from dragoman.views.figure_choice import choose
from dragoman.views.figure_days import Axis, axis_of
from dragoman.views.figure_parts import (
    EARLIER,
    EDGE,
    FAINT,
    FAMILIES,
    GROUPS,
    INK,
    LINE,
    NAMES,
    UNDATED,
    WIDTH,
    Box,
    Canvas,
    Figure,
    Label,
    Symbol,
    width_of,
)
from dragoman.views.figure_rows import Plot, rows_of
from dragoman.views.wording import count, plain, shorten

LINE_OF_LEGEND = 22
TITLE = 80
"""Characters of a title."""


def figure_of(
    account: Account,
    called: Mapping[str, str],
    on: str | None = None,
    known: str | None = None,
    most: int | None = None,
) -> Figure:
    """The picture of what a ledger tells of a pact and of those that belong to it.

    Args:
        account: what it tells.
        called: the names of actors by id.
        on: the day of the standing, at which the bars end; None for the last day told of.
        known: the day of the knowledge, for the line under the title.
        most: how many steps make a picture of all; of more it is a summary, which says so.
    """
    told, main, end = _summary(account, on, known), _main_pact(account), on or _last_page(account)
    titles = {step.pact: plain(step.name) for step in account.steps}
    choice = choose(account, most)
    account = choice.account
    axis = _axis_of(account, on, end)
    canvas = Canvas()
    top = _legend(canvas, account) + 30
    y, shown = top + 8, main
    plot = Plot(canvas, axis, end, called)
    for row in rows_of(account, main):
        if row.pact != shown:
            shown = row.pact
            title = shorten(titles[shown], TITLE)
            canvas.labels.append(Label(0, y + 22, title, 16, INK, "left", "bold"))
            y += 36
        y = plot.draw(row, y)
    _draw_axis(canvas, axis, top, y, account)
    if choice.left_out:
        canvas.labels.append(Label(0, y + 18, choice.left_out, 12, INK, weight="bold"))
        y += LINE_OF_LEGEND
    y = _notes(canvas, account, end, y + 18)
    return Figure(
        width=WIDTH,
        height=y,
        title=shorten(titles.get(main) or "No page tells of a move", TITLE),
        summary=told,
        boxes=tuple(canvas.boxes),
        labels=tuple(canvas.labels),
        symbols=tuple(canvas.symbols),
    )


def _summary(account: Account, on: str | None, known: str | None) -> str:
    roots = len({told.root for step in account.steps for told in step.evidence})
    when = f" on {on}" if on else ""
    when += f", as known on {known}" if known else ""
    told = f"{count(account.pages, 'page')} and {count(roots, 'independent source')}"
    found = len(account.folding.contradictions)
    more = f"; {count(found, 'contradiction')}" if found else ""
    return f"Who stood where{when}, as told by {told}{more}"


def _main_pact(account: Account) -> str:
    """The pact that the others belong to, else the one most told of."""
    pacts = [step.pact for step in account.steps]
    parents = {t.move.pact: t.move.parent for step in account.steps for t in step.evidence}
    tops = [pact for pact in pacts if parents.get(pact) not in pacts] or pacts
    return max(sorted(set(tops)), key=tops.count, default="")


def _last_page(account: Account) -> str | None:
    """The day of the last page, or of the last thing done where no page has a day."""
    published = [t.published for step in account.steps for t in step.evidence if t.published]
    done = [s.day for s in account.steps if s.day and s.modality is Modality.ACTUAL]
    return max(published, default=max(done, default=None))


def _axis_of(account: Account, on: str | None, end: str | None) -> Axis:
    """The days to show, between a column for what lies long before and one without days."""
    days = [step.day for step in account.steps if step.day]
    undated = any(step.day is None for step in account.steps)
    right = EDGE - (UNDATED if undated else 0)
    axis = axis_of(days, end, NAMES, right)
    if any(axis.early(day) for day in days):
        axis = replace(axis, left=float(NAMES + EARLIER))
    return axis


def _draw_axis(canvas: Canvas, axis: Axis, top: float, bottom: float, account: Account) -> None:
    """The years or months along the top, with a line down from each."""
    undated = any(step.day is None for step in account.steps)
    ticks = axis.ticks() if any(step.day for step in account.steps) else []
    if undated:  # Its heading wants room beside the last year or month.
        ticks = [(x, name) for x, name in ticks if x + width_of(name, 13) / 2 < axis.right]
    lines = [Box(x - 0.5, x + 0.5, top, bottom, LINE) for x, _ in ticks]
    columns = []
    if undated:
        columns.append((EDGE - UNDATED / 2, EDGE - UNDATED, "no date"))
    if axis.left > NAMES:
        columns.append((NAMES + EARLIER / 2, axis.left, "earlier"))
    for middle, x, words in columns:
        canvas.labels.append(Label(middle, top - 10, words, 13, FAINT, "center"))
        lines.append(Box(x - 0.5, x + 0.5, top, bottom, FAINT))
    canvas.boxes[:0] = lines
    canvas.labels += [Label(x, top - 10, name, 13, FAINT, "center") for x, name in ticks]


def _legend(canvas: Canvas, account: Account) -> float:
    """What colours and shapes mean, those alone that are there; gives the y beneath it."""
    statuses = {spell.status for spell in account.spells}
    moves = {step.move for step in account.steps}
    colours = [group for group in GROUPS if statuses & {*group.statuses}]
    marks = [
        (Symbol(0, 0, family.shape, filled=True), family.label)
        for family in FAMILIES
        if moves & {*family.moves}
    ]
    if any(step.modality is not Modality.ACTUAL for step in account.steps):
        marks.append((Symbol(0, 0, "circle", filled=False), "hollow: not done, or not yet"))
    if account.folding.contradictions:
        ringed = Symbol(0, 0, "circle", filled=True, ringed=True)
        marks.append((ringed, "ringed: told otherwise elsewhere"))
    y = 10.0
    for (x, at), group in zip(_places([g.label for g in colours], y), colours, strict=True):
        canvas.boxes.append(Box(x, x + 18, at - 8, at + 8, group.colour))
        canvas.labels.append(Label(x + 25, at, group.label))
        y = at
    y += LINE_OF_LEGEND * bool(colours)
    for (x, at), (mark, label) in zip(_places([w for _, w in marks], y), marks, strict=True):
        canvas.symbols.append(replace(mark, x=x + 9, y=at))
        canvas.labels.append(Label(x + 25, at, label))
        y = at
    return y + 10


def _places(labels: list[str], y: float) -> list[tuple[float, float]]:
    """Where the entries of a legend stand, in as many lines as they need."""
    x, places = 0.0, []
    for label in labels:
        room = width_of(label, 14) + 25
        if x and x + room > WIDTH:
            x, y = 0.0, y + LINE_OF_LEGEND
        places.append((x, y))
        x += room + 24
    return places


def _notes(canvas: Canvas, account: Account, end: str | None, y: float) -> float:
    """What a reader must know to read the picture rightly; gives the y beneath it."""
    notes = []
    if end and any(spell.until is None for spell in account.spells):
        notes.append(f"Bars that reach the right edge had not ended by {end}.")
    if any(t.move.date and len(t.move.date) < 10 for s in account.steps for t in s.evidence):
        notes.append("What is told by month or year alone stands on its first day.")
    notes.append("This is what the pages say; whether it is true, the picture can't tell.")
    canvas.labels.append(Label(0, y, " ".join(notes), 12, FAINT))
    return y + 10
