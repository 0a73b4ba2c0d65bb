"""One page's record as a person would like to read it."""

from collections import Counter
from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dragoman.records import (
    Article,
    Attribution,
    Event,
    Move,
    PublishedBasis,
    Record,
    Span,
    ZoneKind,
    unnamed,
    voices,
)
from dragoman.views.chains import ARROW, Speakers
from dragoman.views.wording import count, plain, shorten

ZONE_STYLES = {
    ZoneKind.TITLE: "bright_white",
    ZoneKind.STANDFIRST: "cyan",
    ZoneKind.BYLINE: "magenta",
    ZoneKind.BODY: "green",
    ZoneKind.QUOTED: "yellow",
    ZoneKind.APPEAL: "red",
    ZoneKind.DISCLAIMER: "bright_red",
    ZoneKind.RELATED: "bright_magenta",
    ZoneKind.COMMENT: "blue",
    ZoneKind.FURNITURE: "bright_black",
}
BASES = {
    PublishedBasis.METADATA: "from its metadata",
    PublishedBasis.OPTION: "as given",
    PublishedBasis.TEXT: "from its text",
}
CLAIM = 170
VOICES = 5
"""How many voices are named; the rest are summed up."""
SENTENCE = 200


class Summary:
    """A record as rich prints it: heading, zones, claims, events, moves, faults.

    Args:
        record: what one page gave.
    """

    def __init__(self, record: Record) -> None:
        self.record = record
        self.speakers = Speakers(record)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The parts from top to bottom, each only where it has something to say."""
        if console.is_terminal:
            yield Rule(style="bright_black", characters="─")
        yield from self._heading()
        yield from self._zones(console, options.max_width)
        yield from self._voices()
        yield from self._claims()
        yield from self._events()
        yield from self._moves()
        record = self.record
        if not (record.attributions or record.events or record.moves):
            yield _hang(Text("No claim, event or move was found on this page."))
        yield from self._faults()
        yield Text("")

    def _heading(self) -> Iterator[RenderableType]:
        article = self.record.article
        yield Text(plain(article.title) or "(no title)", "bold")
        if article.published and article.published_basis:
            day = f"{article.published} ({BASES[article.published_basis]})"
        else:
            day = "no date"
        facts = [plain(article.outlet) or "outlet unknown", day]
        if article.language != "en":
            facts.append(f"language: {plain(article.language) or 'unknown'}")
        yield Text(" · ".join(facts))
        yield Text(plain(self.record.page), "bright_black")

    def _zones(self, console: Console, width: int) -> Iterator[RenderableType]:
        article = self.record.article
        sizes = Counter[ZoneKind]()
        for zone in article.zones:
            sizes[zone.kind] += zone.end - zone.start
        if console.is_terminal and article.zones:
            colours = console.color_system is not None and not console.no_color
            yield strip(article, min(width, 80), colours=colours)
        legend = Text()
        for kind, size in sizes.items():
            share = f"{100 * size / max(1, sizes.total()):.0f}%"
            legend.append(", " if legend else "")
            legend.append(kind.value, ZONE_STYLES[kind]).append(f" {share}")
        if article.comments:
            legend.append(f" ({count(len(article.comments), 'comment')})")
        yield legend

    def _voices(self) -> Iterator[RenderableType]:
        """Whose voice has how much, and the outlet's own evaluative words."""
        heard = voices(self.record)
        if not self.record.attributions or not heard:
            return
        own, *others = heard
        yield _title("Whose voice", len(others))
        line = Text().append(self.speakers.outlet, "bold cyan").append(f" {own.share:.0%} its own")
        for voice in others[:VOICES]:
            assert voice.source is not None
            line.append(f", {self.speakers.source(voice.source)} {voice.share:.0%}")
        rest = sum(voice.share for voice in others[VOICES:])
        yield _hang(line.append(f", others {rest:.0%}" if rest else ""))
        if hidden := len(unnamed(self.record)):
            claims = count(len(self.record.attributions), "claim")
            yield _hang(Text(f"{hidden} of {claims} by sources that are not named"))
        if judged := self.record.evaluations:
            words = Counter(plain(e.word) for e in judged)
            told = ", ".join(f"{w} ({n})" if n > 1 else w for w, n in words.items())
            yield _hang(Text(f"Its own evaluative words: {shorten(told, CLAIM)}"))

    def _claims(self) -> Iterator[RenderableType]:
        groups: dict[tuple[str, ...], list[Attribution]] = {}
        told = [a for a in self.record.attributions if a.content]
        for attribution in sorted(told, key=lambda a: a.content[0]):
            groups.setdefault(self.speakers.chain(attribution.id), []).append(attribution)
        if groups:
            yield _title("Who says what", len(told))
        for chain, attributions in groups.items():
            line = Text()
            if len(chain) > 1:
                line.append(ARROW.join(chain[:-1]) + ARROW, "bright_black")
            line.append(chain[-1], "bold cyan")
            yield _hang(line)
            table = _columns(9, 8)
            for attribution in attributions:
                words = " … ".join(self.record.article.words(s) for s in attribution.content)
                table.add_row(
                    Text(attribution.stance.value),
                    Text(attribution.kind.value, "bright_black"),
                    Text(shorten(words, CLAIM)),
                )
            yield _hang(table, 4)

    def _events(self) -> Iterator[RenderableType]:
        groups: dict[tuple[Span, str | None], list[Event]] = {}
        for event in sorted(self.record.events, key=lambda e: (e.sentence, e.trigger)):
            groups.setdefault((event.sentence, event.attribution), []).append(event)
        if groups:
            yield _title("What happened", len(self.record.events))
        for (sentence, attribution), events in groups.items():
            for event in events:
                yield _hang(self._event(event))
            yield _hang(self._evidence(sentence, attribution), 4)

    def _event(self, event: Event) -> Text:
        line = _dated(event.date).append(event.type.value, "bold yellow")
        line.append(f" {event.mode}" if event.mode else "", "yellow")
        line.append(f"  {self.speakers.actors(event.source)}", "bold")
        if event.target:
            line.append(" → ").append(self.speakers.actors(event.target), "bold")
        return line.append(f"  {event.modality.value}", "magenta")

    def _moves(self) -> Iterator[RenderableType]:
        groups: dict[str, list[Move]] = {}
        for move in self.record.moves:
            groups.setdefault(move.pact, []).append(move)
        if groups:
            yield _title("Moves on pacts", len(self.record.moves))
        for moves in groups.values():
            name = Text(plain(moves[0].name), "bold cyan")
            yield _hang(name.append(f"  {moves[0].kind.value}", "not bold bright_black"))
            told: dict[tuple[Span, str | None], list[Move]] = {}
            for move in moves:
                told.setdefault((move.evidence, move.attribution), []).append(move)
            for (evidence, attribution), together in told.items():
                for move in together:
                    yield _hang(self._move(move), 4)
                yield _hang(self._evidence(evidence, attribution), 6)

    def _move(self, move: Move) -> Text:
        line = _dated(move.date)
        line.append(self.speakers.actor(move.actor) if move.actor else "–", "bold")
        line.append(f" {move.move.value}", "bold yellow")
        return line.append(f"  {move.modality.value}", "magenta")

    def _evidence(self, span: Span, attribution: str | None) -> Text:
        """The words that a row rests on, and on whose word it is told."""
        line = Text(shorten(self.record.article.words(span), SENTENCE))
        if attribution is not None:
            line.append(f"  [on the word of {self.speakers.chain(attribution)[-1]}]", "cyan")
        return line

    def _faults(self) -> Iterator[RenderableType]:
        if self.record.faults:
            yield _title("Faults", len(self.record.faults))
        for fault in self.record.faults:
            yield _hang(Text(f"{fault.stage.value}: {plain(fault.message)}", "red"))


def strip(article: Article, width: int, *, colours: bool) -> Text:
    """The page from top to bottom as one line: a cell for each stretch, by its zone.

    Without colours a cell is the first letter of its zone's kind.
    """
    total = max(1, sum(zone.end - zone.start for zone in article.zones))
    line = Text()
    done = 0
    for zone in article.zones:
        before = done * width // total
        done += zone.end - zone.start
        cell = "█" if colours else zone.kind.value[0]
        line.append(cell * (done * width // total - before), ZONE_STYLES[zone.kind])
    return line


def _title(words: str, number: int) -> RenderableType:
    return Padding(Text(f"{words} ({number})", "bold underline"), (1, 0, 0, 0))


def _hang(line: RenderableType, depth: int = 2) -> RenderableType:
    return Padding(line, (0, 0, 0, depth))


def _dated(day: str | None) -> Text:
    return Text().append(f"{day or 'no date':<11}", "bright_black")


def _columns(*widths: int) -> Table:
    """A table without lines: columns of these widths, then one for the rest."""
    table = Table.grid(padding=(0, 1))
    for width in widths:
        table.add_column(width=width)
    table.add_column(ratio=1)
    return table
