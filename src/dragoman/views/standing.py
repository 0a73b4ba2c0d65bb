"""Who stands where on a pact, from all pages of one reading."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from dragoman.codebook.catalogue import Catalogue
from dragoman.codebook.joining import act_of
from dragoman.codebook.pacts import party_names
from dragoman.errors import UsageError
from dragoman.pacts import Flag, Folding, Report, fold
from dragoman.records import Chains, Record, Standing
from dragoman.views.chains import ARROW, Speakers
from dragoman.views.disagreement import contradiction_line
from dragoman.views.wording import count, plain, shorten

SENTENCE = 200


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that a move rests on, the page that has them, and on whose word it tells them.

    `date` is the move's own, null where the words give none.
    """

    date: str | None
    words: str
    page: str
    chain: tuple[str, ...]


class Register:
    """The moves of many pages, and what is needed to show where each was told.

    Only moves and their sentences are kept, not the pages, so an archive fits. Names are looked
    up in the catalogue.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._reports: list[Report] = []
        self._evidence: dict[str, Evidence] = {}
        self._names: dict[str, str] = {}
        self._read = datetime.now(UTC).date().isoformat()

    def add(self, record: Record) -> None:
        """Takes in the moves of one page."""
        speakers, chains = Speakers(record), Chains(record)
        article = record.article
        for move in record.moves:
            root = chains.root(move.attribution)
            act = act_of(article.words(move.evidence))
            self._reports.append(Report(move, article.id, article.published, self._read, root, act))
            words = shorten(article.words(move.evidence), SENTENCE)
            chain = speakers.chain(move.attribution)
            self._evidence.setdefault(
                move.id, Evidence(move.date, words, plain(record.page), chain)
            )
            if move.actor is not None:
                self._names.setdefault(move.actor, speakers.actor(move.actor))

    def show(self, name: str, on: str | None, known: str | None) -> Iterator[RenderableType]:
        """The standing of each actor on the pact of that name, and on pacts within it.

        Raises:
            UsageError: no page tells of such a pact, and the codebook knows none.
        """
        wanted = self._find(name)
        folding = fold([r for r in self._reports if r.move.pact in wanted], on, known)
        day = f"on {on}" if on else "after all that was read"
        when = f"{day}, as known on {known}" if known else day
        if not folding.lives:
            yield Text(f"No page that was read tells of a done move on {plain(name)} ({when}).")
        for life in folding.lives:
            dates = [f"founded {life.founded}"] if life.founded else []
            dates += [f"expired {life.expired}"] if life.expired else []
            head = Text(plain(life.name), "bold cyan")
            yield head.append(f"  {', '.join([life.kind.value, when, *dates])}", "not bold")
            for standing in folding.standings:
                if standing.pact == life.pact:
                    yield from self._standing(standing)
            for flag in folding.flags:
                if flag.pact == life.pact:
                    yield self._flag(flag)
            for found in folding.contradictions:
                if found.pact == life.pact:
                    who = self._name(found.actor) if found.actor else None
                    yield Padding(contradiction_line(found, who), (0, 0, 0, 2))
        yield from _faults(folding)

    def _find(self, name: str) -> set[str]:
        """The ids of the pacts that a name means: the one called so, and those within it."""
        asked = name.strip().casefold()
        seen = {r.move.pact: r.move.name for r in self._reports}
        found = {p for p, called in seen.items() if asked in (p.casefold(), called.casefold())}
        known = self._catalogue.called(name)
        found |= known & seen.keys()
        if not found and not known:
            names = ", ".join(sorted({f"{plain(called)!r}" for called in seen.values()}))
            listed = f"These were seen: {names}." if names else "No page tells of any."
            raise UsageError(f"No pact is called {plain(name)!r}. {listed}")
        inside = {r.move.pact for r in self._reports if r.move.parent in found | known}
        return found | inside

    def _standing(self, standing: Standing) -> Iterator[RenderableType]:
        line = Text().append(f"{self._name(standing.actor):<22}", "bold")
        line.append(f" {standing.status:<12}", "bold yellow")
        line.append(f"since {standing.since}" if standing.since else "since an unknown day")
        told = count(standing.reports, "page")
        sources = count(standing.roots, "source")
        line.append(f"   {told}, {sources}", "bright_black")
        yield Padding(line, (0, 0, 0, 2))
        told_by = [self._evidence[move] for move in standing.moves]
        evidence = next((e for e in told_by if e.date == standing.since), told_by[0])
        yield Padding(Text(f"“{evidence.words}”"), (0, 0, 0, 4))
        yield Padding(
            Text(f"{evidence.page}, on the word of {ARROW.join(evidence.chain)}", "bright_black"),
            (0, 0, 0, 4),
        )

    def _flag(self, flag: Flag) -> RenderableType:
        line = Text().append(f"{self._name(flag.actor):<22}", "bold")
        told = "breach told" if flag.move.value == "breach" else "compliance told"
        days = " to ".join(dict.fromkeys(filter(None, (flag.since, flag.until))))
        line.append(f" {told}").append(f", {days}" if days else "")
        return Padding(
            line.append(f"   {count(flag.reports, 'page')}", "bright_black"), (0, 0, 0, 2)
        )

    def _name(self, actor: str) -> str:
        return self._names.get(actor) or party_names().get(actor, actor)


def _faults(folding: Folding) -> Iterator[RenderableType]:
    for fault in folding.faults:
        yield Padding(Text(f"fault: {plain(fault.message)}", "red"), (0, 0, 0, 2))
