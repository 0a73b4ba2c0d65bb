"""How well labelled spans are found: precision, recall and F1 of each kind of span.

- exact: a span of the same kind with the same first and last word;
- begin: of the same kind with the same first word;
- overlap: of the same kind with a word in common, one to one, in the order of the text;
- words: not spans but words, each counted by itself.

Spans are those of BIO labels; an inside without its begin starts one. The kinds of content are
told by their quotation marks: direct where they stand at both edges, indirect where there are
none, mixed otherwise.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.evaluation.rates import Rate

MARKS = frozenset(("``", "''", '"', "“", "”", "„", "«", "»", "`", "‘"))
"""Words that are quotation marks; an apostrophe alone is too often none."""
EDGES = MARKS | frozenset((".", ",", "?", "!", ":", ";", "'", "’", "--", "—", "that"))
"""Words about which annotators differ whether a span begins or ends with them."""
LENGTHS = ((1, 5), (6, 15), (16, 30), (31, 60), (61, None))
"""Classes of spans by how many words they have."""
MEASURES = ("exact", "begin", "overlap", "words")


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """Words `start` to `end` (exclusive) of a line, and what they are labelled as."""

    kind: str
    start: int
    end: int


@dataclass
class SpanFigures:
    """Counts over any number of lines; they grow with the kinds, not with the lines.

    Each key of `expected`, `found` and `right` is a measure (or a class of spans) and a kind;
    `fates` says what became of the spans expected, and how many were found where none of the
    kind is.
    """

    expected: Counter[tuple[str, str]] = field(default_factory=Counter)
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    right: Counter[tuple[str, str]] = field(default_factory=Counter)
    fates: Counter[tuple[str, str]] = field(default_factory=Counter)
    lines: int = 0

    def add(self, words: Sequence[str], gold: Sequence[str], predicted: Sequence[str]) -> None:
        """Counts one line."""
        self.lines += 1
        expected, found = list(spans_of(gold)), list(spans_of(predicted))
        owners = {at: span for span in found for at in range(span.start, span.end)}
        for kind in {span.kind for span in [*expected, *found]}:
            one = [span for span in expected if span.kind == kind]
            other = [span for span in found if span.kind == kind]
            self._count(kind, one, other)
            self._classes(kind, one, other, words)
            self._fates(kind, one, owners, words)
        for one_label, other_label in zip(gold, predicted, strict=True):
            self._word(one_label[2:], other_label[2:])

    def rate(self, measure: str, kind: str) -> Rate:
        """The counts of one measure, or class of spans, and kind."""
        key = measure, kind
        return Rate(self.expected[key], self.found[key], self.right[key])

    def _count(
        self, kind: str, expected: Sequence[LabelledSpan], found: Sequence[LabelledSpan]
    ) -> None:
        right = {
            "exact": len(set(expected) & set(found)),
            "begin": len({s.start for s in expected} & {s.start for s in found}),
            "overlap": sum(1 for _ in _paired(expected, found)),
        }
        for measure, count in right.items():
            self._add(measure, kind, len(expected), len(found), count)

    def _classes(
        self,
        kind: str,
        expected: Sequence[LabelledSpan],
        found: Sequence[LabelledSpan],
        words: Sequence[str],
    ) -> None:
        common = set(expected) & set(found)
        for spans, counted in ((expected, self.expected), (found, self.found)):
            for span in spans:
                for name in _classes_of(span, words):
                    counted[name, kind] += 1
        for span in common:
            for name in _classes_of(span, words):
                self.right[name, kind] += 1

    def _fates(
        self,
        kind: str,
        expected: Sequence[LabelledSpan],
        owners: Mapping[int, LabelledSpan],
        words: Sequence[str],
    ) -> None:
        met: set[LabelledSpan] = set()
        for span in expected:
            touching = {owners[at] for at in range(span.start, span.end) if at in owners}
            same = sorted((s for s in touching if s.kind == kind), key=lambda s: s.start)
            met.update(same)
            self.fates[_fate(span, same, bool(touching), words), kind] += 1
        spurious = {span for span in owners.values() if span.kind == kind} - met
        self.fates["found where none is", kind] += len(spurious)

    def _word(self, expected: str, found: str) -> None:
        if expected:
            self.expected["words", expected] += 1
        if found:
            self.found["words", found] += 1
        if expected and expected == found:
            self.right["words", expected] += 1

    def _add(self, measure: str, kind: str, expected: int, found: int, right: int) -> None:
        self.expected[measure, kind] += expected
        self.found[measure, kind] += found
        self.right[measure, kind] += right


def spans_of(labels: Sequence[str]) -> Iterator[LabelledSpan]:
    """The spans of BIO labels, in the order of the words."""
    kind, start = "", 0
    for at, label in enumerate([*labels, "O"]):
        goes_on = label.startswith("I-") and label[2:] == kind
        if kind and not goes_on:
            yield LabelledSpan(kind, start, at)
            kind = ""
        if label != "O" and not goes_on:
            kind, start = label[2:], at


def quoting(words: Sequence[str]) -> str:
    """Whether a span's words are direct, indirect or mixed speech, by its quotation marks."""
    marks = [word in MARKS for word in words]
    if not any(marks):
        return "indirect"
    return "direct" if marks[0] and any(marks[-2:]) else "mixed"


def _classes_of(span: LabelledSpan, words: Sequence[str]) -> tuple[str, ...]:
    """The classes that a span is counted in: by its marks, and by its length."""
    size = span.end - span.start
    length = next(
        f"{least}-{most}" if most else f"{least}+"
        for least, most in LENGTHS
        if most is None or size <= most
    )
    return quoting(words[span.start : span.end]), length


def _fate(
    span: LabelledSpan, same: Sequence[LabelledSpan], touched: bool, words: Sequence[str]
) -> str:
    if span in same:
        return "exact"
    if len(same) > 1:
        return "found in parts"
    if len(same) == 1:
        if _bare(span, words) == _bare(same[0], words):
            return "edge: marks or `that`"
        return "edge: other words"
    return "taken for another kind" if touched else "missed"


def _bare(span: LabelledSpan, words: Sequence[str]) -> tuple[int, int]:
    """A span without the words at its edges about which annotators differ."""
    start, end = span.start, span.end
    while start < end and words[start].lower() in EDGES:
        start += 1
    while end > start and words[end - 1].lower() in EDGES:
        end -= 1
    return start, end


def _paired(
    expected: Sequence[LabelledSpan], found: Sequence[LabelledSpan]
) -> Iterator[tuple[LabelledSpan, LabelledSpan]]:
    """Spans that have a word in common, one to one, in one pass over both."""
    one, other = 0, 0
    while one < len(expected) and other < len(found):
        a, b = expected[one], found[other]
        if a.start < b.end and b.start < a.end:
            yield a, b
            one, other = one + 1, other + 1
        elif a.end <= b.start:
            one += 1
        else:
            other += 1
