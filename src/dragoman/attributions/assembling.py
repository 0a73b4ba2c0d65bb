"""From tagged tokens to claims: cue by cue, each with its source and its contents.

Every cue makes one claim. Its source is one of its sentence or nobody; a content goes to a cue of
its sentence, to whoever was speaking before it, to whoever is named next after it, or to nobody
whom the head found: then it makes a claim by itself. The signs of `linking` and `speaking`
decide, sentence by sentence.
"""

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


def claims_of(parsed: ParsedArticle, tags: Tags, quoted: Quoted) -> list[Claim]:
    """The claims that an article's tags make, those with cues first, in text order.

    A cue to which no content goes makes none.
    """
    return _Assembly(parsed, tags, quoted).claims()


class _Assembly:
    """One article's runs, and who is speaking as they are gone through."""

    def __init__(self, parsed: ParsedArticle, tags: Tags, quoted: Quoted) -> None:
        self._quoted = quoted
        self._telling = [s for s in parsed.telling if s.index in tags]
        self._runs = {s.index: runs_of(s, tags[s.index]) for s in self._telling}
        self._claims = {
            (cue.sentence.index, cue.place): Claim(cue, _source(runs, cue))
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

    def _sentence(self, runs: Runs, speaking: Claim | None) -> Claim | None:
        """Gives out the contents of one sentence; whoever is speaking at its end."""
        spoken = speaking
        for content in runs.contents:
            spoken = self._owner(runs, content, speaking)
            spoken.contents.append(content)
        if runs.contents:
            return spoken
        return self._of(runs.cues[-1]) if runs.cues else None

    def _owner(self, runs: Runs, content: Run, speaking: Claim | None) -> Claim:
        rated = [
            (weight(content_signs(runs, content, cue)), self._of(cue))
            for cue in nearest(runs.cues, content)
        ]
        place = place_of(content, self._quoted)
        others = 0
        if speaking is not None:
            spoken = speaking.contents[-1] if speaking.contents else speaking.cue
            assert spoken is not None
            signs = back_signs(content, place, runs, spoken, self._quoted)
            rated.append((weight(tuple(signs)), speaking))
            others += 1
        ahead = self._ahead(runs) if place.quoted else None
        if ahead is not None:
            signs = ahead_signs(content, place, runs, ahead.cues[0], ahead)
            rated.append((weight(tuple(signs)), self._of(ahead.cues[0])))
            others += 1
        alone = weight(tuple(alone_signs(content, place, runs, others)))
        best = max(rated, key=lambda r: r[0], default=None)
        if best is not None and best[0] >= alone:
            return best[1]
        self._alone.append(Claim(None, _lone_source(runs)))
        return self._alone[-1]

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


def _source(runs: Runs, cue: Run) -> Run | None:
    rated = [(weight(source_signs(runs, s, cue)), s) for s in nearest(runs.sources, cue)]
    best = max(rated, key=lambda r: r[0], default=None)
    if best is None or weight(no_source_signs(runs, cue)) > best[0]:
        return None
    return best[1]


def _lone_source(runs: Runs) -> Run | None:
    """The source beside a lone content, if the sentence has one and no cue for it."""
    return runs.sources[0] if len(runs.sources) == 1 and not runs.cues else None
