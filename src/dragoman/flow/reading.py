"""From pages to records: the order in which the rooms work, and where their results meet."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.metadata import version

from dragoman.actors import Lexicon, find_actors
from dragoman.attributions import find_attributions, find_evaluations
from dragoman.codebook.powers import is_name_word
from dragoman.errors import UsageError
from dragoman.events import find_events
from dragoman.flow.heap import give_back
from dragoman.flow.judging_pairs import shipped_judge
from dragoman.flow.judging_steps import answering, shipped_mover
from dragoman.flow.ontologies import typed
from dragoman.flow.options import Options
from dragoman.flow.tagging import shipped_tagger, tagged
from dragoman.language.pair_judge import PairJudge
from dragoman.language.pipeline import Pipeline
from dragoman.language.sentences import ParsedArticle
from dragoman.language.tags import Tagger, Tags
from dragoman.pacts import Names, StepJudge, find_moves
from dragoman.pages import Page, Tell, open_pages, read_page
from dragoman.records import Article, Cast, Coder, Fault, PageFault, Record

BATCH = 32
"""Pages that are parsed together."""


class Reader:
    """Reads pages into records, one for one and in order; made once, used for any number.

    Args:
        options: what the pages can't tell themselves, and which model parses them.
        tagger: a head that tags sources, cues and contents, instead of the package's own.
        judge: a head that relates sources to targets, instead of the package's own.
        steps: what is asked for the moves that no words of the codebook tell, instead of the
            package's own head.

    Raises:
        ModelError: (at the first page with English text) the language model is missing or wrong.
        UsageError: (at the first page) an option makes no sense.
    """

    def __init__(
        self,
        options: Options | None = None,
        tagger: Tagger | None = None,
        judge: PairJudge | None = None,
        steps: StepJudge | None = None,
    ) -> None:
        self.options = options or Options()
        self._tagger = tagger or (shipped_tagger() if self.options.heads else None)
        self._judge = judge or (shipped_judge() if self.options.heads else None)
        self._mover = shipped_mover() if self.options.heads and steps is None else None
        self._steps = steps or (None if self._mover is None else answering(self._mover))
        self._names = Names(self.options.catalogue)
        self._lexicon = Lexicon(self.options.vocabulary)
        self._pipeline = Pipeline(self.options.model, is_name_word)

    @property
    def coder(self) -> Coder:
        """What reads: the digest of the model is null, as it is known once a page was parsed."""
        return replace(self._coder(parsed=False), heads=self._heads)

    def read_paths(
        self, paths: Iterable[str], tell: Tell | None = None
    ) -> Iterator[Record | PageFault]:
        """The records of all pages under the paths, and a fault for each page that gave none.

        Args:
            paths: what `open_pages` takes.
            tell: is told what a person should know of a source and is no fault.
        """
        return self.read(self._lone(pages_under(paths, self.options, tell)))

    def _lone(self, pages: Iterable[Page | PageFault]) -> Iterator[Page | PageFault]:
        """The pages as they come; an address that was given can be one page's alone."""
        for number, page in enumerate(pages):
            if number and self.options.given.url:
                raise UsageError("--url is the address of one page, and more than one was given.")
            yield page

    def read(self, pages: Iterable[Page | PageFault]) -> Iterator[Record | PageFault]:
        """The records of pages, in their order; faults are handed through.

        At most BATCH pages are held at once, whatever their number.
        """
        batch: list[Page | PageFault] = []
        for page in pages:
            batch.append(page)
            if len(batch) == BATCH:
                yield from self._batch(batch)
                batch = []
        yield from self._batch(batch)

    def _batch(self, pages: list[Page | PageFault]) -> Iterator[Record | PageFault]:
        readings = [
            page if isinstance(page, PageFault) else (page, read_page(page, self.options.given))
            for page in pages
        ]
        english = [
            reading[1].article
            for reading in readings
            if not isinstance(reading, PageFault) and _readable(reading[1].article)
        ]
        parses = tagged(
            self._pipeline.parse(article for article in english if article), self._tagger
        )
        for reading in readings:
            if isinstance(reading, PageFault):
                yield reading
                continue
            page, (article, faults) = reading[0], (reading[1].article, reading[1].faults)
            if article is None:
                yield PageFault(page.name, faults[-1])
            elif _readable(article):
                yield self._record(page.name, *next(parses), faults)
            else:
                yield Record(page.name, self._coder(parsed=False), article, faults=faults)
        give_back()

    def _record(
        self, name: str, parsed: ParsedArticle, tags: Tags, faults: tuple[Fault, ...]
    ) -> Record:
        cast = Cast(find_actors(parsed, self._lexicon))
        attributions = find_attributions(parsed, cast, tags)
        coded = find_events(parsed, cast, attributions, self._judge, self.options.vocabulary)
        events = tuple(e for e in coded if e.confidence >= self.options.least_confidence)
        moves = find_moves(parsed, cast, events, attributions, self._names, judge=self._steps)
        record = Record(
            page=name,
            coder=self._coder(parsed=True),
            article=parsed.article,
            actors=cast.actors,
            attributions=attributions,
            events=events,
            moves=moves,
            faults=(*faults, *parsed.faults),
            evaluations=find_evaluations(parsed, attributions),
        )
        ontology = self.options.ontology
        return record if ontology.digest is None else typed(record, ontology)

    def _coder(self, *, parsed: bool) -> Coder:
        return Coder(
            version=version("dragoman"),
            model=self._pipeline.model,
            model_digest=self._pipeline.digest if parsed else None,
            options=self.options.told(),
            heads=self._heads if parsed else {},
        )

    @property
    def _heads(self) -> dict[str, str]:
        heads = {} if self._tagger is None else {"attributions": self._tagger.name}
        if self._judge is not None:
            heads |= {"relations": self._judge.name}
        return heads if self._mover is None else heads | {"moves": self._mover.name}


def pages_under(
    paths: Iterable[str], options: Options, tell: Tell | None = None
) -> Iterator[Page | PageFault]:
    """The pages under the paths, opened as the options say."""
    return open_pages(
        paths,
        largest=options.largest,
        columns=options.columns,
        manners=options.manners,
        tell=tell,
    )


def _readable(article: Article | None) -> bool:
    """Whether the language model reads the article's language, as far as that is known."""
    return article is not None and article.language in (None, "en")
