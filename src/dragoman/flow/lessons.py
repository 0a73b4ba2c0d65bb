"""What reviews teach: the reviewed rows as examples for training and measuring.

Three forms: all rows with their words, spans and verdicts; sentences with a marked source and
target and their root code (what `dragoman evaluate relations` reads); paragraphs with labelled
sources, cues and contents (what `dragoman evaluate attributions` reads).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import msgspec

from dragoman.codebook.plover import plv_root
from dragoman.ledger import Ledger, Review, Reviewed, Verdict
from dragoman.records import Basis, Record, Span

TOLD = {
    Reviewed.EVENT: ("type", "mode", "source", "target", "date", "modality", "quad", "cameo"),
    Reviewed.ATTRIBUTION: ("kind", "stance", "source_actor", "source_named", "via"),
    Reviewed.MOVE: ("move", "pact", "actor", "count", "members", "date", "modality"),
}
"""The columns of a row that an example gives."""
TABLES = {
    Reviewed.EVENT: "events",
    Reviewed.ATTRIBUTION: "attributions",
    Reviewed.MOVE: "moves",
}
RANKS = {Verdict.ACCEPT: 0, Verdict.MEND: 1, Verdict.REJECT: 2}
MARKS = re.compile(r"</?[st]>")
BREAKS = re.compile(r"\s+")
TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[^\w\s]|_")
APART = re.compile(r"\n[^\S\n]*\n\s*")
REFERRING = (Basis.DESCRIPTION, Basis.PRONOUN)
"""Words that stand for somebody whom other words name."""
AROUND = 200
"""Characters before and after a name that is reviewed."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A reviewed row: the verdict that counts, what was read, and what is right.

    `right` is None where the row was rejected. `start` is where `words` begins in the article's
    text, `spans` the parts of those words by role.
    """

    verdict: Verdict
    reviews: tuple[Review, ...]
    read: Row
    right: Row | None
    words: str
    start: int
    spans: Mapping[str, tuple[Span, ...]]
    record: Record

    def as_row(self) -> Row:
        """All of it, as JSON has it; spans count from the beginning of the words."""
        last, article = self.reviews[-1], self.record.article
        return {
            "kind": last.kind.value,
            "id": last.subject,
            "article": last.article,
            "outlet": article.outlet,
            "published": article.published,
            "verdict": self.verdict.value,
            "drawn": [review.drawn for review in self.reviews],
            "by": [review.author for review in self.reviews],
            "reasons": [review.reason for review in self.reviews],
            "made_at": last.made_at,
            "read": self.read,
            "right": self.right,
            "words": self.words,
            "spans": {
                role: [[span.start - self.start, span.end - self.start] for span in spans]
                for role, spans in self.spans.items()
            },
        }


def lessons(ledger: Ledger) -> Iterator[Lesson]:
    """The reviewed rows of a ledger, by article; those of articles that answer no more left out."""

    def place(review: Review) -> tuple[str, str, str]:
        return review.article, review.kind.value, review.subject

    rows = sorted(ledger.made_reviews(), key=lambda review: (*place(review), review.number))
    groups = [tuple(group) for _, group in groupby(rows, key=place)]
    for article, found in groupby(groups, key=lambda group: group[0].article):
        record = ledger.record(article)
        if record is None:
            continue
        own = list(found)
        readings = sorted({group[-1].reading for group in own})
        stored = ledger.stored_rows(readings)
        for group in own:
            made = _lesson(ledger, record, group, stored[group[-1].reading])
            if made is not None:
                yield made


def marked_sentences(taught: Iterable[Lesson]) -> Iterator[dict[str, str]]:
    """The events that are right, or right once mended, as sentences with marks and a root code.

    A rejected event has no root, and is in the other form alone.
    """
    for lesson in taught:
        if lesson.reviews[-1].kind is Reviewed.EVENT and lesson.right is not None:
            yield {
                "marked_sentence": _marked(lesson),
                "gold_root": plv_root(str(lesson.right["type"])),
                "id": lesson.reviews[-1].subject,
                "article": lesson.reviews[-1].article,
                "verdict": lesson.verdict.value,
            }


def labelled_paragraphs(taught: Iterable[Lesson]) -> Iterator[Row]:
    """The paragraphs of which every attribution was reviewed and is right, with their labels.

    What was rejected is unlabelled there. Where one attribution lies within another, the outer
    one's labels go before. A paragraph is left out whose source was mended to another than its
    words name: which words name that one was not said.
    """
    claims = (t for t in taught if t.reviews[-1].kind is Reviewed.ATTRIBUTION)
    for _, found in groupby(claims, key=lambda lesson: lesson.reviews[-1].article):
        own = list(found)
        record = own[0].record
        right = {
            lesson.reviews[-1].subject
            for lesson in own
            if lesson.right is not None and not _misnamed(lesson, lesson.right)
        }
        touched = [span for lesson in own for spans in lesson.spans.values() for span in spans]
        for zone in record.article.zones:
            if zone.kind.tells:
                yield from _labelled(record, right, touched, Span(zone.start, zone.end))


def _labelled(
    record: Record, right: set[str], touched: Sequence[Span], zone: Span
) -> Iterator[Row]:
    text = record.article.text
    for start, end in _paragraphs(text, zone):
        here = Span(start, end)
        claims = [
            claim
            for claim in record.attributions
            if any(here.overlaps(span) for _, span in _parts(claim))
        ]
        reviewed = any(here.overlaps(span) for span in touched)
        if not reviewed or any(claim.id not in right for claim in claims):
            continue
        words = [
            (m[0], start + m.start(), start + m.end()) for m in TOKEN.finditer(text[start:end])
        ]
        labels = ["O"] * len(words)
        for claim in sorted(claims, key=_size, reverse=True):
            for role, span in _parts(claim):
                _label(labels, words, role, span)
        yield {
            "id": record.article.id,
            "tokens": [word for word, _, _ in words],
            "labels": labels,
        }


def _misnamed(lesson: Lesson, right: Row) -> bool:
    """Whether a claim's source was mended to another than the words of it name by a name."""
    who = right["source_actor"]
    if who == lesson.read["source_actor"]:
        return False
    return any(
        mention.basis not in REFERRING and mention.span.overlaps(span)
        for span in lesson.spans.get("source", ())
        for actor in lesson.record.actors
        if actor.id != who
        for mention in actor.mentions
    )


def _label(labels: list[str], words: Sequence[tuple[str, int, int]], role: str, span: Span) -> None:
    before = False
    for at, (_, start, end) in enumerate(words):
        inside = span.start <= start and end <= span.end and labels[at] == "O"
        if inside:
            labels[at] = f"{'I' if before else 'B'}-{role}"
        before = inside


def _parts(claim: Any) -> list[tuple[str, Span]]:  # noqa: ANN401 - an Attribution
    parts = [("cue", claim.cue)] if claim.cue else []
    parts += [("source", Span(claim.source.start, claim.source.end))] if claim.source else []
    return parts + [("content", span) for span in claim.content]


def _size(claim: Any) -> int:  # noqa: ANN401 - an Attribution
    return sum(len(span) for span in claim.content)


def _paragraphs(text: str, zone: Span) -> Iterator[tuple[int, int]]:
    """A zone's paragraphs: between blank lines where it has any, else its lines."""
    whole = text[zone.start : zone.end]
    apart = APART if APART.search(whole) else re.compile(r"\n")
    at = 0
    for match in [*apart.finditer(whole), None]:
        end = match.start() if match else len(whole)
        if whole[at:end].strip():
            yield zone.start + at, zone.start + end
        at = match.end() if match else end


def _lesson(
    ledger: Ledger, record: Record, reviews: tuple[Review, ...], rows: Mapping[str, Sequence[Row]]
) -> Lesson | None:
    last = reviews[-1]
    verdict = max((review.verdict for review in reviews), key=RANKS.__getitem__)
    if last.kind is Reviewed.IDENTITY:
        return _named(ledger, record, reviews, verdict)
    row = next((r for r in rows.get(TABLES[last.kind], ()) if r["id"] == last.subject), None)
    if row is None:
        return None
    read = {name: row[name] for name in TOLD[last.kind]}
    right: Row | None = None
    if verdict is not Verdict.REJECT:
        right = dict(read)
        for review in reviews:
            mended = ledger.mended_by(review.number)
            right |= {k: msgspec.json.decode(v) for k, v in mended.items() if k in right}
    spans = _spans(record, last.kind, row, right or read, rows.get("mentions", ()))
    edges = [span for own in spans.values() for span in own] or [Span(0, 0)]
    start, end = min(s.start for s in edges), max(s.end for s in edges)
    words = record.article.text[start:end]
    return Lesson(verdict, reviews, read, right, words, start, spans, record)


def _named(ledger: Ledger, record: Record, reviews: tuple[Review, ...], verdict: Verdict) -> Lesson:
    """Who an actor is, with the words around its first mention."""
    last, text = reviews[-1], record.article.text
    who = ledger.identity_read(last.article, last.subject)
    read: Row = {"actor": last.subject, "identity": last.identity}
    right: Row | None = None
    if who is not None and verdict is not Verdict.REJECT:
        right = {"identity": who.identity}
    named = who.mentions if who else ()
    first = named[0] if named else Span(0, 0)
    around = Span(max(0, first.start - AROUND), min(len(text), first.end + AROUND))
    inside = {"name": tuple(m for m in named if around.contains(m))}
    words = text[around.start : around.end]
    return Lesson(verdict, reviews, read, right, words, around.start, inside, record)


def _spans(
    record: Record, kind: Reviewed, row: Row, told: Row, mentions: Sequence[Row]
) -> dict[str, tuple[Span, ...]]:
    """The parts of a row by role; whoever acts and is acted upon where he is named."""
    if kind is Reviewed.ATTRIBUTION:
        found = {"content": tuple(Span(s["start"], s["end"]) for s in row["content"])}
        for role in ("source", "cue"):
            if row[f"{role}_start"] is not None:
                found[role] = (Span(row[f"{role}_start"], row[f"{role}_end"]),)
        return found
    name = "sentence" if kind is Reviewed.EVENT else "evidence"
    whole = Span(row[f"{name}_start"], row[f"{name}_end"])
    places = [(m["actor"], Span(m["span_start"], m["span_end"])) for m in mentions]
    places += [(actor.id, mention.span) for actor in record.actors for mention in actor.mentions]

    def named(actors: Iterable[str]) -> tuple[Span, ...]:
        wanted = set(actors)
        return tuple(sorted({s for a, s in places if a in wanted and whole.contains(s)}))

    if kind is Reviewed.MOVE:
        actors = [*([told["actor"]] if told["actor"] else []), *(told["members"] or ())]
        return {"evidence": (whole,), "source": named(actors)}
    return {
        "sentence": (whole,),
        "cue": (Span(row["trigger_start"], row["trigger_end"]),),
        "source": named(told["source"] or ()),
        "target": named(told["target"] or ()),
    }


def _marked(lesson: Lesson) -> str:
    """The sentence with marks around its first source and target, on one line."""
    source = next(iter(lesson.spans["source"]), None)
    free = (s for s in lesson.spans["target"] if source is None or not s.overlaps(source))
    target = next(free, None)
    marks = [(span, mark) for span, mark in ((source, "s"), (target, "t")) if span is not None]
    made, at = "", 0
    for span, mark in sorted(marks):
        start, end = span.start - lesson.start, span.end - lesson.start
        made += (
            f"{_plain(lesson.words[at:start])}<{mark}>{_plain(lesson.words[start:end])}</{mark}>"
        )
        at = end
    return BREAKS.sub(" ", made + _plain(lesson.words[at:])).strip()


def _plain(words: str) -> str:
    return MARKS.sub(" ", words)
