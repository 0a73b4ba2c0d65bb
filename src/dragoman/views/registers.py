"""The register on the terminal: pacts, standing and timelines, each line with its evidence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from dragoman.codebook.pacts import party_names
from dragoman.flow.opening import OpenLedger, open_ledger
from dragoman.flow.standing import Account, PactSummary, Stand
from dragoman.flow.steps import Step
from dragoman.ledger import Told
from dragoman.pacts import Contradiction, Flag, Life
from dragoman.records import Modality, MoveKind
from dragoman.views.chains import ARROW
from dragoman.views.charts import draw, form_of
from dragoman.views.disagreement import WARNING, contradiction_line
from dragoman.views.ledgers import LONGEST, LOUD, QUIET, print_json
from dragoman.views.terminal import open_terminal
from dragoman.views.wording import count, plain, shorten

SENTENCE = 240
"""Characters of a sentence that are shown."""
NAMED = 8
"""Parties of one status that the list of pacts names."""


@dataclass(frozen=True, slots=True)
class Names:
    """What actors are called, fit for a terminal."""

    called: Mapping[str, str]

    def __getitem__(self, actor: str) -> str:
        return shorten(self.called.get(actor, actor), LONGEST)

    def listed(self, actors: Sequence[str]) -> str:
        """Several actors in a row, cut where they are many."""
        named = ", ".join(self[actor] for actor in actors[:NAMED])
        more = len(actors) - NAMED
        return f"{named} and {more} more" if more > 0 else named


def names_of(ledger: OpenLedger, actors: Iterable[str]) -> Names:
    """The names of the given actors: the codebook's, else what most pages call them."""
    return Names({**ledger.actor_names(sorted(actors)), **party_names()})


def print_pacts(ledger: Path, on: str | None, known: str | None, *, as_json: bool) -> None:
    """Prints the pacts that a ledger tells of."""
    with open_ledger(ledger) as opened:
        found = opened.pacts(on, known)
        actors = {a for pact in found for _, parties in pact.parties for a in parties}
        names = names_of(opened, actors)
    if as_json:
        print_json(found)
        return
    terminal = open_terminal()
    if not found:
        terminal.show(Text("No page in the ledger tells of a pact."))
    for pact in found:
        for part in _pact(pact, names):
            terminal.show(part)


def _pact(pact: PactSummary, names: Names) -> Iterator[RenderableType]:
    row = pact.row
    yield _head(row.name, row.kind, pact.life)
    told = [count(row.moves, "move"), count(row.pages, "page")]
    days = " to ".join(dict.fromkeys(plain(day) for day in (row.first, row.last) if day))
    told += [days] if days else []
    told += [count(pact.contradictions, "contradiction")] if pact.contradictions else []
    yield _indented(Text(", ".join(told), QUIET), 2)
    for status, actors in pact.parties:
        line = Text(f"{status}: ", "bold yellow")
        yield _indented(line.append(names.listed(actors), "not bold default"), 2)


def print_standing(
    ledger: Path,
    pact: str,
    on: str | None,
    known: str | None,
    *,
    pacts: Path | None,
    vocabulary: Sequence[Path],
    as_json: bool,
) -> None:
    """Prints who stands where, by status."""
    with open_ledger(ledger, pacts, vocabulary) as opened:
        account = opened.account(pact, on, known)
        names = names_of(opened, account.actors)
    if as_json:
        print_json([stand_row(stand) for stand in account.stands])
        return
    terminal = open_terminal()
    if not account.folding.lives:
        terminal.show(Text("No page tells of a done move on it by then."))
    for life in account.folding.lives:
        found = sum(c.pact == life.pact for c in account.folding.contradictions)
        terminal.show(_with_contradictions(_head(life.name, life.kind.value, life), found))
        for part in _standing(account, life, names):
            terminal.show(part)
    for fault in account.folding.faults:
        terminal.show(Text(f"fault: {plain(fault.message)}", WARNING))


def stand_row(stand: Stand) -> dict[str, object]:
    """A row of standing as JSON has it: the contract's keys, then what it rests on."""
    row = asdict(stand.standing)
    return {**row, "evidence": stand.evidence, "contradictions": stand.contradictions}


def _standing(account: Account, life: Life, names: Names) -> Iterator[RenderableType]:
    """A pact's actors by status, then what was told of breaches, then what contradicts itself."""
    stands = sorted(
        (s for s in account.stands if s.standing.pact == life.pact),
        key=lambda s: (s.standing.status, names[s.standing.actor]),
    )
    for status, group in groupby(stands, key=lambda s: s.standing.status):
        here = list(group)
        yield Text(f"  {status} ({len(here)})", "bold yellow")
        for stand in here:
            yield from _stand(stand, names)
    for flag in account.folding.flags:
        if flag.pact == life.pact:
            yield _flag(flag, names)
    shown = {stand.standing.actor for stand in stands}
    for contradiction in account.folding.contradictions:
        if contradiction.pact == life.pact and contradiction.actor not in shown:
            who = names[contradiction.actor] if contradiction.actor else None
            yield _indented(contradiction_line(contradiction, who), 2)


def _stand(stand: Stand, names: Names) -> Iterator[RenderableType]:
    row = stand.standing
    line = Text().append(f"{names[row.actor]}", "bold")
    line.append(f"  since {row.since}" if row.since else "  since an unknown day")
    told = f"  {count(row.reports, 'page')}, {count(row.roots, 'source')}"
    yield _indented(line.append(told, QUIET), 4)
    if stand.evidence:
        fitting = [e for e in stand.evidence if e.move.date == row.since] or stand.evidence
        yield from evidence_lines(nearest(fitting), 6)
    mine = [c for c in stand.contradictions if c.actor == row.actor]
    yield from (_indented(contradiction_line(c, names[row.actor]), 6) for c in mine)


def _flag(flag: Flag, names: Names) -> RenderableType:
    told = "breach" if flag.move is MoveKind.BREACH else "compliance"
    days = " to ".join(dict.fromkeys(filter(None, (flag.since, flag.until))))
    pages = f"{count(flag.reports, 'page')}, {count(flag.roots, 'source')}"
    return _indented(Text(f"{names[flag.actor]}: {told} told, {days}  {pages}", QUIET), 2)


def print_timeline(
    ledger: Path,
    pact: str,
    on: str | None,
    known: str | None,
    *,
    pacts: Path | None,
    vocabulary: Sequence[Path],
    as_json: bool,
) -> None:
    """Prints a pact's story in the order of its days, contradictions beside one another."""
    with open_ledger(ledger, pacts, vocabulary) as opened:
        account = opened.account(pact, on, known)
        names = names_of(opened, account.actors)
    if as_json:
        print_json(account.steps)
        return
    terminal = open_terminal()
    if not account.steps:
        terminal.show(Text("No page tells of a move on it by then."))
    by_pact = sorted(account.steps, key=lambda step: step.pact)
    for pact_id, group in groupby(by_pact, key=lambda step: step.pact):
        steps = list(group)
        found = [c for c in account.folding.contradictions if c.pact == pact_id]
        terminal.show(_story_head(steps, found))
        for _, alike in groupby(_by_sentence(steps), key=_best):
            for part in _steps(list(alike), names):
                terminal.show(part)


def draw_timeline(
    ledger: Path,
    pact: str,
    on: str | None,
    known: str | None,
    *,
    pacts: Path | None,
    vocabulary: Sequence[Path],
    out: Path,
) -> None:
    """Draws a pact's story into a file and says so."""
    form_of(out)  # Says what is wrong with the name before anything is read.
    with open_ledger(ledger, pacts, vocabulary) as opened:
        drawing = draw(opened, pact, on, known)
    drawing.save(out)
    open_terminal().show(Text(f"{plain(str(out))}: {plain(drawing.figure.title)}"))


def _best(step: Step) -> tuple[str, str, tuple[str, ...]]:
    """What steps that one sentence tells have in common: sentence, page and chain."""
    told = nearest(step.evidence)
    return (told.sentence, told.article, told.chain)


def _by_sentence(steps: Sequence[Step]) -> list[Step]:
    """The steps in the order of their days, those of a day by the sentence that tells them."""
    first: dict[object, int] = {}
    for at, step in enumerate(steps):
        first.setdefault((step.day, _best(step)), at)
    return sorted(steps, key=lambda step: first[step.day, _best(step)])


def nearest(evidence: Sequence[Told]) -> Told:
    """The telling with the least hearsay, the first of several."""
    return min(evidence, key=lambda told: told.depth)


def _story_head(steps: Sequence[Step], found: Sequence[Contradiction]) -> Text:
    pages = len({told.page for step in steps for told in step.evidence})
    roots = len({told.root for step in steps for told in step.evidence})
    told = f"  {count(len(steps), 'move')}, {count(pages, 'page')}, {count(roots, 'source')}"
    head = Text(plain(steps[0].name), LOUD).append(told, "not bold")
    return _with_contradictions(head, len(found))


def _with_contradictions(head: Text, found: int) -> Text:
    return (
        head.append(f", {count(found, 'contradiction')}", f"not bold {WARNING}") if found else head
    )


def _steps(steps: Sequence[Step], names: Names) -> Iterator[RenderableType]:
    """The steps that one sentence tells, a line each, and then that sentence."""
    for step in steps:
        line = Text(f"{step.date or step.day or 'no date':<10}  ")
        if step.actor:
            line.append(f"{names[step.actor]}  ", "bold")
        line.append(move_words(step, names), "bold yellow")
        if step.modality is not Modality.ACTUAL:
            line.append(f", {step.modality.value}", "magenta")
        line.append(f"  {count(step.reports, 'page')}, {count(step.roots, 'source')}", QUIET)
        yield _indented(line, 2)
        yield from (_indented(line, 14) for line in _otherwise(step))
    yield from evidence_lines(nearest(steps[0].evidence), 14)


def _otherwise(step: Step) -> Iterator[Text]:
    """What contradicts a step: of each contradiction the sides that it does not stand on."""
    mine = {told.move.id for told in step.evidence}
    for contradiction in step.contradictions:
        others = [side for side in contradiction.sides if not mine & {*side.moves}]
        yield contradiction_line(contradiction, None, others or contradiction.sides)


def move_words(step: Step, names: Names) -> str:
    """A move in words; an attest with its count and members."""
    if step.members:
        return f"{step.move.value} {names.listed(step.members)}"
    return f"{step.move.value} {step.count}" if step.count is not None else step.move.value


def evidence_lines(told: Told, indent: int) -> Iterator[RenderableType]:
    """The sentence that a move rests on, and on whose word which page has it."""
    if told.sentence:
        yield _indented(Text(f"“{shorten(told.sentence, SENTENCE)}”"), indent)
    chain = ARROW.join(shorten(source, LONGEST) for source in told.chain)
    told_by = [f"{chain} (hearsay {told.depth})"]
    told_by += [plain(told.published)] if told.published else []
    page = shorten(told.url or told.name or told.page, 200)
    told_by += [page] if page != chain else []
    yield _indented(Text(", ".join(told_by), QUIET), indent)


def _head(name: str, kind: str, life: Life | None) -> Text:
    dates = [f"founded {life.founded}"] if life and life.founded else []
    dates += [f"expired {life.expired}"] if life and life.expired else []
    head = Text(shorten(name, 2 * LONGEST), LOUD)
    return head.append(f"  {', '.join([kind, *dates])}", "not bold")


def _indented(part: Text, indent: int) -> RenderableType:
    return Padding(part, (0, 0, 0, indent))
