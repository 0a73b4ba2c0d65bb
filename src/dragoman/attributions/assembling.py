"""From tagged tokens to claims: cue by cue, each with its source and its contents.

Every cue makes one claim. Its source is one of its sentence or nobody; a content goes to a cue of
its sentence, to whoever was speaking before it, to whoever is named next after it, or to nobody
whom the head found: then it makes a claim by itself. The signs of `linking` and `speaking`
decide, sentence by sentence.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from dragoman.attributions.linking import (
    content_signs,
    nearest,
    no_source_signs,
    source_signs,
    weight,
)
from dragoman.attributions.quoted import Quoted
from dragoman.attributions.runs import Run, Runs, runs_of
from dragoman.attributions.speaking import ahead_signs, alone_signs, back_signs, place_of
from dragoman.language.sentences import ParsedArticle, Sentence
from dragoman.language.tags import Tags

FARTHEST = 8
"""How many sentences may be spoken before their speaker is named."""


@dataclass
class Claim:
    """A cue with its source and its contents, as they come together.

    `cue` is None where somebody is quoted or reported and the head found no words that say so.
    """

    cue: Run | None
    source: Run | None = None
    contents: list[Run] = field(default_factory=list)

    @property
    def sentence(self) -> Sentence:
        """The sentence of the cue, or that of the first content."""
        return (self.cue or self.contents[0]).sentence


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to the question what a run belongs to, with the signs that speak for it.

    `claim` is the claim that a content would join, None for one of its own; `source` the source
    that a cue would have, None for nobody.
    """

    signs: tuple[str, ...]
    claim: Claim | None = None
    source: Run | None = None


Choice = Callable[[Run, Sequence[Option]], Option]
"""What chooses for a run, a content or a cue, among its options."""


def heaviest(run: Run, options: Sequence[Option]) -> Option:
    """The option whose signs weigh most, the first of several."""
    return max(options, key=lambda option: weight(option.signs))


def claims_of(
    parsed: ParsedArticle, tags: Tags, quoted: Quoted, choose: Choice = heaviest
) -> list[Claim]:
    """The claims that an article's tags make, those with cues first, in text order.

    A cue to which no content goes makes none.

    Args:
        parsed: the article and its parse.
        tags: what a head says of its sentences.
        quoted: its quotations.
        choose: what settles which run belongs where; the learned weights, but for learning them.
    """
    return _Assembly(parsed, tags, quoted, choose).claims()


class _Assembly:
    """One article's runs, and who is speaking as they are gone through."""

    def __init__(self, parsed: ParsedArticle, tags: Tags, quoted: Quoted, choose: Choice) -> None:
        self._quoted = quoted
        self._choose = choose
        self._telling = [s for s in parsed.telling if s.index in tags]
        self._runs = {s.index: runs_of(s, tags[s.index]) for s in self._telling}
        self._claims = {
            (cue.sentence.index, cue.place): Claim(cue, self._source(runs, cue))
            for runs in self._runs.values()
            for cue in runs.cues
        }
        self._alone: list[Claim] = []

    def claims(self) -> list[Claim]:
        """All claims."""
        speaking: Claim | None = None
        before: Sentence | None = None
        for sentence in self._telling:
            if before is None or before.index != sentence.index - 1 or before.zone != sentence.zone:
                speaking = None
            speaking = self._sentence(self._runs[sentence.index], speaking)
            before = sentence
        return [c for c in (*self._claims.values(), *self._alone) if c.contents]

    def _source(self, runs: Runs, cue: Run) -> Run | None:
        options = [
            Option(source_signs(runs, source, cue), source=source)
            for source in nearest(runs.sources, cue)
        ]
        if not options:
            return None
        options.append(Option(no_source_signs(runs, cue)))
        return self._choose(cue, options).source

    def _sentence(self, runs: Runs, speaking: Claim | None) -> Claim | None:
        """Gives out the contents of one sentence; whoever is speaking at its end."""
        spoken = speaking
        for content in runs.contents:
            options = self._options(runs, content, speaking)
            spoken = self._choose(content, options).claim
            if spoken is None:
                spoken = Claim(None, _lone_source(runs))
                self._alone.append(spoken)
            spoken.contents.append(content)
        if runs.contents:
            return spoken
        return self._of(runs.cues[-1]) if runs.cues else None

    def _options(self, runs: Runs, content: Run, speaking: Claim | None) -> list[Option]:
        """The claims that a content may join, and last a claim of its own."""
        place = place_of(content, self._quoted)
        options = [
            Option(content_signs(runs, content, cue), self._of(cue))
            for cue in nearest(runs.cues, content)
        ]
        here = len(options)
        if speaking is not None:
            spoken = speaking.contents[-1] if speaking.contents else speaking.cue
            assert spoken is not None
            signs = back_signs(content, place, runs, spoken, self._quoted)
            options.append(Option(tuple(signs), speaking))
        ahead = self._ahead(runs) if place.quoted else None
        if ahead is not None:
            signs = ahead_signs(content, place, runs, ahead.cues[0], ahead)
            options.append(Option(tuple(signs), self._of(ahead.cues[0])))
        signs = alone_signs(content, place, runs, len(options) - here)
        return [*options, Option(tuple(signs))]

    def _of(self, cue: Run) -> Claim:
        return self._claims[cue.sentence.index, cue.place]

    def _ahead(self, runs: Runs) -> Runs | None:
        """The runs of the next sentence that has a cue, if all before it are spoken."""
        for step in range(1, FARTHEST + 1):
            found = self._runs.get(runs.sentence.index + step)
            if found is None or found.sentence.zone != runs.sentence.zone:
                return None
            if found.cues:
                return found
            if not found.contents:
                return None
        return None


def _lone_source(runs: Runs) -> Run | None:
    """The source beside a lone content, if the sentence has one and no cue for it."""
    return runs.sources[0] if len(runs.sources) == 1 and not runs.cues else None
