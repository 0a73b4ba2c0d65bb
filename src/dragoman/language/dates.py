"""Dates in words: which days, months and years a sentence names, and which one an act has.

Dates are ISO 8601 at the precision of the words: 2018, 2018-05 or 2018-05-08. A date without
its year, a weekday, "yesterday" or "last month" are counted from the publication date; "a day
later" from the date named before. Of a week it is the month or year in which all its days lie.
Words that give no day, month or year ("last winter") and impossible dates (31 February) give a span
whose date is None.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.language.date_words import (
    DATE,
    LOOKS_DATED,
    Bearings,
    as_day,
    date_edges,
    read_date,
)
from dragoman.language.modality import is_finite, modality_of
from dragoman.language.sentences import Sentence, Token
from dragoman.records import DateBasis, Modality, Span

NOT_WHEN = ("before", "after", "until", "till", "since", "than", "ahead", "following", "through")
"""Prepositions whose date is another than the act's own."""
INSIDE_NOUN = ("poss", "nummod", "compound", "amod", "nmod", "appos")
"""How a date hangs on the noun that alone it dates: "Tuesday's vote", "the 2015 deal"."""
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
CLAUSES = ("ROOT", "ccomp", "advcl", "relcl", "acl", "xcomp", "pcomp", "csubj", "conj", "parataxis")


@dataclass(frozen=True, slots=True)
class DatedSpan:
    """Words that name a date, and the date: None where the words don't settle one."""

    span: Span
    date: str | None
    basis: DateBasis | None


def find_dates(
    sentence: Sentence,
    published: str | None,
    previous: str | None = None,
    future: bool | None = None,
) -> tuple[DatedSpan, ...]:
    """The dates that a sentence names, in text order.

    Args:
        sentence: the sentence.
        published: the publication date (YYYY-MM-DD), from which relative words are counted;
            without it they give a span with no date.
        previous: the date named last before this sentence, for "a day later".
        future: whether weekdays and days without a year lie ahead of publication; None leaves
            that to the modality of the clause, and to the nearest where that says nothing.
    """
    text = _text(sentence)
    if not LOOKS_DATED.search(text):
        return ()
    day = as_day(published)
    dates: list[DatedSpan] = []
    for match in DATE.finditer(text):
        start, end = date_edges(match)
        span = Span(sentence.start + start, sentence.start + end)
        if match["year12"] and not _is_year(sentence, span):
            continue
        ahead = _lies_ahead(sentence, span) if future is None else future
        found = read_date(match, Bearings(day, previous, ahead))
        if found.date is not None:
            previous = found.date
        dates.append(DatedSpan(span, found.date, found.basis))
    return tuple(dates)


def date_for(
    sentence: Sentence,
    token: Token,
    published: str | None,
    previous: str | None = None,
    future: bool | None = None,
) -> DatedSpan | None:
    """The date of the act that a verb or event noun tells, or None where the sentence has none.

    The date nearest to the word wins that is attached to it, else one of its own clause, else
    one of the clause that its own depends on without tense ("agreed on Tuesday to meet") or is
    coordinated with. A date inside another finite clause, one that belongs to another noun
    ("after Tuesday's vote") and one that bounds ("before 2020") are never taken.
    """
    return attached_date(sentence, token, find_dates(sentence, published, previous, future))


def attached_date(sentence: Sentence, token: Token, dates: Iterable[DatedSpan]) -> DatedSpan | None:
    """As `date_for`, among dates that `find_dates` has found in the sentence before."""
    ranked = []
    for dated in dates:
        head = sentence.head_of(dated.span)
        rank = None if head is None else _rank(sentence, token, head)
        if head is not None and rank is not None:
            ranked.append((rank, abs(head.i - token.i), head.i, dated))
    return min(ranked, key=lambda r: r[:3])[3] if ranked else None


def announcement_date(
    sentence: Sentence, token: Token, dates: Iterable[DatedSpan]
) -> DatedSpan | None:
    """The date on which an act to come was announced: that of the report which contains it.

    For "said on Tuesday that it would withdraw" and "withdraw" it is Tuesday; None where the
    act stands in no reported clause or the report has no date. `dates` are the sentence's, as
    `find_dates` gives them.
    """
    clause = _clause(sentence, token)
    for above in (clause, *sentence.ancestors(clause)):
        if above.dep == "ccomp":
            return attached_date(sentence, sentence.head(above), dates)
    return None


def _text(sentence: Sentence) -> str:
    """The sentence's words at their offsets, all white space as single blanks."""
    parts: list[str] = []
    at = sentence.start
    for token in sentence.tokens:
        parts.append(" " * (token.start - at))
        parts.append(token.text)
        at = token.end
    return "".join(parts)


def _is_year(sentence: Sentence, span: Span) -> bool:
    """Whether four digits are a year: no count of things ("the 2000 troops") follows them."""
    token = sentence.token_at(span.start)
    if token is None:
        return False
    head = sentence.head(token)
    counted = token.dep == "nummod" and head.tag in ("NNS", "NNPS") and head.i > token.i
    return not counted


def _lies_ahead(sentence: Sentence, span: Span) -> bool | None:
    """Whether the clause around a date speaks of what is to come; None where it has no verb."""
    head = sentence.head_of(span)
    if head is None:
        return None
    for above in sentence.ancestors(head):
        if above.pos in ("VERB", "AUX"):
            told = modality_of(sentence, above)
            if told is Modality.PLANNED:
                return True
            return False if told is Modality.ACTUAL else None
    return None


# --- attaching a date to an act ---------------------------------------------------------------

ATTACHED, SAME_CLAUSE, OUTER_CLAUSE, COORDINATED = range(4)


def _rank(sentence: Sentence, token: Token, head: Token) -> tuple[int, int] | None:
    """How closely the date at `head` belongs to the act of `token`, or None where it doesn't."""
    about = tuple(_governors(sentence, head))
    for further, above in enumerate(about):
        if above.i == token.i:
            return ATTACHED, further
    if not about or about[-1].pos not in ("VERB", "AUX"):
        return None
    clause, last = _clause(sentence, token), about[-1]
    if clause.i == last.i:
        return SAME_CLAUSE, 0
    return _across(sentence, clause, last)


def _governors(sentence: Sentence, head: Token) -> Iterator[Token]:
    """What a date may date, nearest first, up to the verb of its clause."""
    below = head
    for above in sentence.ancestors(head):
        if above.pos in ("ADP", "SCONJ", "ADV") or above.dep == "prep":
            if above.lower in NOT_WHEN:
                return
        elif above.pos in ("VERB", "AUX"):
            yield above
            return
        else:
            yield above
            if below.dep in INSIDE_NOUN or above.dep in SUBJECTS:
                return
        below = above


def _clause(sentence: Sentence, token: Token) -> Token:
    """The verb that heads the clause of a word: itself, or the nearest above."""
    for above in (token, *sentence.ancestors(token)):
        if above.pos in ("VERB", "AUX") and above.dep in CLAUSES:
            return above
    return sentence.root


def _across(sentence: Sentence, clause: Token, dated: Token) -> tuple[int, int] | None:
    """Whether a date of the clause `dated` reaches over to `clause`.

    It does from above where no clause between has tense, and between coordinated verbs that
    share their subject.
    """
    if any(verb.i == clause.i for verb in sentence.conjuncts(dated)[1:]) and _shares(
        sentence, clause
    ):
        return COORDINATED, 0
    if any(verb.i == dated.i for verb in sentence.conjuncts(clause)[1:]) and _shares(
        sentence, dated
    ):
        return COORDINATED, 0
    below = clause
    while below.dep != "ROOT" and below.dep in CLAUSES:
        if is_finite(sentence, below):
            return None
        below = _clause(sentence, sentence.head(below))
        if below.i == dated.i:
            return OUTER_CLAUSE, 0
        if below.head == below.i:
            return None
    return None


def _shares(sentence: Sentence, verb: Token) -> bool:
    """Whether a coordinated verb has no subject of its own."""
    return sentence.child(verb, "nsubj", "nsubjpass", "expl") is None
