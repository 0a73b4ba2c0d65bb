"""Which source and which content belong to which cue: weighted signs, summed and compared.

The signs of a pair are words about how its two runs stand to one another: which comes first,
what stands between them, how the dependency tree joins them, how a quotation runs on from one
sentence to the next. What each weighs stands in `links.tsv`, learned from PolNeAR's own links;
the best candidate wins. So a link can be explained by reading its signs.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources

from dragoman.attributions.runs import Run, Runs
from dragoman.codebook.tables import read_table
from dragoman.language.sentences import Sentence, Token

NEAREST = 4
"""How many cues (sources) on either side of a run are looked at."""

DEEPEST = 8
"""How far up the tree one run's head is looked for above another's."""

GAPS = (0, 1, 3, 6, 12)
"""Bounds of the classes of distances, in tokens."""

NOBODY = ("nobody",)
"""The signs of a cue's having no source in its sentence."""

QUOTES = frozenset(['"', "“", "”", "„", "«", "»", "``", "''", "‘", "’", "'", "`"])


@cache
def weights() -> Mapping[str, float]:
    """What each sign weighs; one that is not in the table weighs nothing.

    Raises:
        CodebookError: the table is broken.
    """
    text = resources.files("dragoman.attributions").joinpath("links.tsv").read_text("utf-8")
    return dict(read_table("links.tsv", lambda row: (row["sign"], float(row["weight"])), text))


def weight(signs: Sequence[str]) -> float:
    """The sum of what signs weigh."""
    known = weights()
    return sum(known.get(sign, 0.0) for sign in signs)


def nearest(runs: Sequence[Run], run: Run) -> tuple[Run, ...]:
    """The few of `runs`, all of one sentence, that stand closest to a run of it."""
    behind = [r for r in runs if r.place < run.place][-NEAREST:]
    ahead = [r for r in runs if r.place > run.place][:NEAREST]
    return (*behind, *ahead)


def content_signs(runs: Runs, content: Run, cue: Run) -> tuple[str, ...]:
    """The signs of a content's belonging to a cue of its sentence."""
    return tuple(f"content {sign}" for sign in _pair(runs, content, cue))


def source_signs(runs: Runs, source: Run, cue: Run) -> tuple[str, ...]:
    """The signs of a source's speaking in a cue of its sentence."""
    return tuple(f"source {sign}" for sign in _pair(runs, source, cue))


def no_source_signs(runs: Runs, cue: Run) -> tuple[str, ...]:
    """The signs of a cue's having no source."""
    passive = any(t.dep == "auxpass" for t in cue.tokens)
    return (f"nobody of {min(2, len(runs.sources))}", "nobody passive" if passive else "nobody")


def _pair(runs: Runs, run: Run, cue: Run) -> Iterator[str]:
    side = "before" if run.place < cue.place else "after"
    low, high = sorted((run, cue), key=lambda r: r.place)
    between = runs.all[low.place + 1 : high.place]
    for part in ("source", "cue", "content"):
        yield f"{side}, {part}s between {min(2, sum(r.part == part for r in between))}"
    gap = high.first - low.last - 1
    yield f"{side}, gap {sum(gap > bound for bound in GAPS)}"
    yield f"{side}, {tree_relation(run, cue)}"
    tokens = run.sentence.tokens[low.last + 1 : high.first][: 2 * GAPS[-1]]
    marks = {t.text for t in tokens if t.text in (":", ";", ",")}
    yield f"{side}, between {' '.join(sorted(marks)) or 'no mark'}"
    if run.tokens[-1].text in QUOTES and run.place < cue.place:
        yield "before, ends quoted"
    if run.tokens[0].text in QUOTES and run.place > cue.place:
        yield "after, begins quoted"


def tree_relation(run: Run, cue: Run) -> str:
    """How the tree joins two runs of a sentence: which is below which, and by what label."""
    sentence = run.sentence
    if label := _label_below(sentence, run.head, cue):
        return f"below as {label}"
    if label := _label_below(sentence, cue.head, run):
        return f"above as {label}"
    if run.head.head == cue.head.head:
        return f"beside as {run.head.dep}"
    return "apart"


def _label_below(sentence: Sentence, token: Token, run: Run) -> str | None:
    """The label of the last step up from a token into a run, and whether it is the first."""
    for step in range(DEEPEST):
        if token.head == token.i:
            return None
        if run.holds(token.head):
            return f"{token.dep}{' far' if step else ''}"
        token = sentence.head(token)
    return None
