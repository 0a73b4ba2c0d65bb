"""From tagged tokens to claims: cue by cue, each with its source and its contents.

Every cue makes one claim. Its source is one of its sentence or nobody; a content goes to a cue of
its sentence, to whoever was speaking before it, or to whoever is named next after it. The signs
of `linking` and `speaking` decide, sentence by sentence.
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
from dragoman.attributions.speaking import ahead_signs, back_signs, place_of
from dragoman.language.sentences import ParsedArticle, Sentence
from dragoman.language.tags import Tags

FARTHEST = 8
"""How many sentences may be spoken before their speaker is named."""


@dataclass
class Claim:
    """A cue with its source and its contents, as they come together."""

    cue: Run
    source: Run | None = None
    contents: list[Run] = field(default_factory=list)


def claims_of(parsed: ParsedArticle, tags: Tags, quoted: Quoted) -> list[Claim]:
    """The claims that an article's tags make, in the order of their cues.

    A cue to which no content goes makes none.
    """
    return _Assembly(parsed, tags, quoted).claims()


class _Assembly:
    """One article's runs, and who is speaking as they are gone through."""

    def __init__(self, parsed: ParsedArticle, tags: Tags, quoted: Quoted) -> None:
        self._quoted = quoted
        self._telling = [s for s in parsed.telling if s.index in tags]
        self._runs = {s.index: runs_of(s, tags[s.index]) for s in self._telling}
        self._claim_of = {
            cue: Claim(cue, _source(runs, cue)) for runs in self._runs.values() for cue in runs.cues
        }

    def claims(self) -> list[Claim]:
        speaking: Claim | None = None
        before: Sentence | None = None
        for sentence in self._telling:
            runs = self._runs[sentence.index]
            if before is None or before.index != sentence.index - 1 or before.zone != sentence.zone:
                speaking = None
            speaking = self._sentence(runs, speaking)
            before = sentence
        return [claim for claim in self._claim_of.values() if claim.contents]

    def _sentence(self, runs: Runs, speaking: Claim | None) -> Claim | None:
        """Gives out the contents of one sentence; whoever is speaking at its end."""
        spoken = speaking
        for content in runs.contents:
            claim = self._owner(runs, content, speaking)
            if claim is not None:
                claim.contents.append(content)
                spoken = claim
        if runs.contents:
            return spoken
        return self._claim_of[runs.cues[-1]] if runs.cues else None

    def _owner(self, runs: Runs, content: Run, speaking: Claim | None) -> Claim | None:
        rated = [
            (weight(content_signs(runs, content, cue)), self._claim_of[cue])
            for cue in nearest(runs.cues, content)
        ]
        place = place_of(content, self._quoted)
        if speaking is not None:
            spoken = speaking.contents[-1] if speaking.contents else speaking.cue
            signs = back_signs(content, place, runs, spoken, self._quoted)
            rated.append((weight(tuple(signs)), speaking))
        ahead = self._ahead(runs)
        if ahead is not None:
            signs = ahead_signs(content, place, runs, ahead.cues[0], ahead)
            rated.append((weight(tuple(signs)), self._claim_of[ahead.cues[0]]))
        return max(rated, key=lambda r: r[0])[1] if rated else None

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
