"""When a move was made: the date among those of its sentence that is the mover's own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.language.dates import (
    SUBJECTS,
    DatedSpan,
    announcement_date,
    attached_date,
    find_dates,
)
from dragoman.language.sentences import ParsedArticle, Sentence, Token
from dragoman.pacts.clauses import VERBS
from dragoman.pacts.reading import Found
from dragoman.records import Cast, DateBasis, Event, Modality, MoveKind, Span

DECLARED = frozenset({MoveKind.BACK, MoveKind.OPPOSE, MoveKind.PROPOSE, MoveKind.DECLINE})
"""Moves that are made in words, so that the day of the report is theirs."""
ELLIPTIC = (",", ";", "and", "then", "–", "-")
"""What stands before who takes the same step later: "Kenya in 2013 and Oman in 2014"."""
PART = ";"
"""What parts a sentence into clauses that each have their dates."""
LONG = 12
"""Tokens within which the date of such a one must stand."""

Dated = tuple[str | None, DateBasis | None]


@dataclass
class Calendar:
    """The dates of an article's sentences, and which of them its moves have taken."""

    parsed: ParsedArticle
    cast: Cast
    events: Mapping[Span, Event]
    _dates: dict[int, tuple[DatedSpan, ...]] = field(default_factory=dict)
    _taken: dict[tuple[int, str, str | None], set[Span]] = field(default_factory=dict)

    def date(self, one: Found) -> Dated:
        """The date of a move, and what it rests on."""
        if one.dateless:
            return one.year, DateBasis.WORDS if one.year else None
        dates = self._of(one.sentence)
        dated = self._dated(one, dates) if dates else None
        if dated is not None:
            key = (one.sentence.index, one.pact.id, one.actor)
            self._taken.setdefault(key, set()).add(dated.span)
            return dated.date, dated.basis if dated.date else None
        event = self.events.get(one.trigger.span)
        return (event.date, event.date_basis) if event is not None else (None, None)

    def _of(self, sentence: Sentence) -> tuple[DatedSpan, ...]:
        """A sentence's dates; "a year later" counts from the date that the text named last."""
        if not self._dates:
            previous: str | None = None
            for other in self.parsed.telling:
                found = find_dates(other, self.parsed.article.published, previous)
                self._dates[other.index] = found
                previous = next((d.date for d in reversed(found) if d.date), previous)
        return self._dates.get(sentence.index, ())

    def _dated(self, one: Found, dates: Sequence[DatedSpan]) -> DatedSpan | None:
        mover = one.party or self._mover(one)
        own = None if mover is None or len(dates) < 2 else _elliptic(one, mover, dates)
        dated = own or _by_trigger(one, dates)
        if one.party is None:
            return dated
        if dated is not None:
            taken = self._taken.get((one.sentence.index, one.pact.id, one.actor), set())
            free = [d for d in dates if d.span not in taken]
            if dated.span not in taken or not free:
                return dated
            # One who takes two steps takes each on a day of its own.
            return min(free, key=lambda d: abs(d.span.start - dated.span.start))
        return _nearest(one.sentence, one.party, dates)

    def _mover(self, one: Found) -> Token | None:
        """The word that names who moves: the trigger itself, or one behind it."""
        if one.trigger.pos == "PROPN":
            return one.trigger
        for mention in self.cast.within(one.sentence.span):
            if mention.start < one.trigger.end or one.actor not in self.cast.parties(mention.actor):
                continue
            return one.sentence.head_of(mention.span)
        return None


def _by_trigger(one: Found, dates: Sequence[DatedSpan]) -> DatedSpan | None:
    """The date of the word that tells a move, or of the report in which it is told."""
    dated = attached_date(one.sentence, one.trigger, dates)
    for below in one.sentence.children(one.trigger, "xcomp", "dobj", "acl"):
        if dated is None:
            dated = attached_date(one.sentence, below, dates)
            for inner in one.sentence.children(below, "acl"):
                dated = dated or attached_date(one.sentence, inner, dates)
    if dated is None and any(c.lower == "when" for c in one.sentence.children(one.trigger)):
        # "In July, when Oman ratified it".
        dated = attached_date(one.sentence, one.sentence.head(one.trigger), dates)
    under_way = one.trigger.tag == "VBG" and one.sentence.child(one.trigger, "aux") is not None
    told_now = one.modality is Modality.PLANNED or one.move in DECLARED or under_way
    if dated is None and told_now:
        dated = announcement_date(one.sentence, one.trigger, dates)
    return dated


def sharing(one: Found, cast: Cast) -> Iterator[Found]:
    """The same step of those who take it later on: "Oman joined in 2013, Qatar in 2014"."""
    if one.dateless or one.actor is None or one.trigger.pos not in VERBS:
        return
    dates = [d for d in find_dates(one.sentence, None) if d.span.start > one.trigger.end]
    for mention in cast.within(one.sentence.span) if len(dates) > 1 else ():
        head = one.sentence.head_of(mention.span)
        if head is None or head.pos != "PROPN" or mention.start < dates[0].span.end:
            continue
        if head.dep in SUBJECTS:
            continue  # it has a verb of its own
        if _elliptic(one, head, dates) is not None:
            for actor in cast.parties(mention.actor):
                yield replace(one, actor=actor, trigger=head)


def _elliptic(one: Found, mover: Token, dates: Sequence[DatedSpan]) -> DatedSpan | None:
    """The date of one who shares the verb before: "Kenya ratified in May, Oman in June"."""
    tokens = one.sentence.tokens
    if mover.i < one.trigger.i or not _joined(one.sentence, mover):
        return None
    for token in tokens[mover.i + 1 : mover.i + LONG]:
        for dated in dates:
            if dated.span.start <= token.start < dated.span.end:
                return dated
        if token.pos in VERBS or token.text == PART:
            return None
    return None


def _joined(sentence: Sentence, mover: Token) -> bool:
    """Whether a name follows on what stands before it, as a member of a row."""
    for token in reversed(sentence.tokens[: mover.i]):
        if token.text in ELLIPTIC:
            return True
        if token.pos not in ("DET", "PROPN", "ADJ", "NOUN") or token.dep == "pobj":
            return False
    return False


def _nearest(sentence: Sentence, party: Token, dates: Sequence[DatedSpan]) -> DatedSpan | None:
    """The first date behind the word for who moves, else the last one before it.

    "Qatar quit in 2019 and Ecuador in 2020"; "in 1992 Iceland stormed out". Those that a semicolon
    parts from it come after the others.
    """
    edges = list(_edges(sentence, party))
    same = [d for d in dates if edges[0] <= d.span.start < edges[1]]
    for some in (same, dates):
        behind = [dated for dated in some if dated.span.start >= party.end]
        if behind or some:
            return behind[0] if behind else some[-1]
    return None


def _edges(sentence: Sentence, party: Token) -> Iterator[int]:
    """Where the part of the sentence with a word begins and ends, as code points."""
    stops = [token for token in sentence.tokens if token.text == PART]
    yield max((t.end for t in stops if t.i < party.i), default=sentence.start)
    yield min((t.start for t in stops if t.i > party.i), default=sentence.end)
