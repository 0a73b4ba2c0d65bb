"""The plainest pronouns: "he" or "she" as a subject, with one person whom it can mean."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.codebook.offices import surroundings, terms_of
from dragoman.language.sentences import Sentence, Token
from dragoman.records import Actor, Span

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
QUOTES = frozenset({'"', "“", "”", "``", "''"})


@dataclass(slots=True)
class Named:
    """The persons whom a sentence names up to some place, and which of them are subjects."""

    people: set[str] = field(default_factory=set)
    subjects: set[str] = field(default_factory=set)

    def add(self, actor_id: str, subject: bool) -> None:
        """Takes one more mention."""
        self.people.add(actor_id)
        if subject:
            self.subjects.add(actor_id)

    @property
    def only(self) -> str | None:
        """The one person named, if a subject."""
        return next(iter(self.subjects)) if len(self.people) == 1 and self.subjects else None


def pronoun_mentions(
    sentences: Iterable[Sentence], persons: Iterable[Actor]
) -> Iterator[tuple[str, Span]]:
    """Pronouns that mean a person, with the person's id.

    The person is the only one whom the same sentence names before the pronoun, or else the
    only one whom the sentence before names (in the same zone), and is the subject of a verb.
    Pronouns inside quotation marks are left alone: another speaker says them.
    """
    people = {person.id: person for person in persons}
    spans = sorted((span, p.id) for p in people.values() for span in p.mentions)
    at = 0
    before: Sentence | None = None
    told = Named()
    for sentence in sentences:
        first = at
        while at < len(spans) and spans[at][0].start < sentence.end:
            at += 1
        fallback = told.only if before is not None and before.zone == sentence.zone else None
        told = Named()
        for token, meant in _resolved(sentence, spans[first:at], told, fallback):
            if meant is not None and _agrees(token, people[meant]):
                told.add(meant, subject=True)
                yield meant, token.span
        before = sentence


def _resolved(
    sentence: Sentence, spans: Sequence[tuple[Span, str]], told: Named, fallback: str | None
) -> Iterator[tuple[Token, str | None]]:
    """The pronouns of a sentence with whom each may mean, in one pass; fills `told` on the way."""
    covered = {t.i for span, _ in spans for t in _tokens(sentence, span)}
    stranger = next((t.i for t in sentence.tokens if _is_stranger(t, covered)), None)
    at = 0
    for token in _subject_pronouns(sentence):
        while at < len(spans) and spans[at][0].end <= token.start:
            told.add(spans[at][1], _is_subject(sentence, spans[at][0]))
            at += 1
        later = at < len(spans)
        if stranger is None or stranger > token.i:
            yield token, told.only if told.people else None if later else fallback
    for span, actor_id in spans[at:]:
        told.add(actor_id, _is_subject(sentence, span))


def _tokens(sentence: Sentence, span: Span) -> Sequence[Token]:
    first, last = sentence.token_at(span.start), sentence.token_at(span.end - 1)
    return () if first is None or last is None else sentence.tokens[first.i : last.i + 1]


def _is_subject(sentence: Sentence, span: Span) -> bool:
    """Whether one of a mention's tokens is the subject of a verb outside it."""
    tokens = _tokens(sentence, span)
    inside = {t.i for t in tokens}
    return any(t.dep in SUBJECTS and t.head not in inside for t in tokens)


def _is_stranger(token: Token, covered: set[int]) -> bool:
    """Whether a name that means no known person is a subject: the pronoun may mean that one."""
    named = token.text[0].isupper() and token.pos != "PRON" and token.dep in SUBJECTS
    return named and token.i not in covered


def _subject_pronouns(sentence: Sentence) -> Iterator[Token]:
    quoted = False
    for token in sentence.tokens:
        if token.text in QUOTES:
            quoted = not quoted
        if not quoted and token.lower in ("he", "she") and token.dep in SUBJECTS:
            yield token


def _agrees(pronoun: Token, person: Actor) -> bool:
    """Whether nothing known of the person contradicts the pronoun ("spokeswoman" and "he")."""
    terms = terms_of(person.name)
    if terms:
        return terms[0].pronoun == pronoun.lower
    other = "feminine" if pronoun.lower == "he" else "masculine"
    words = (person.role or "").lower().split()
    plural = bool(words) and words[-1] in surroundings("plural")
    return not plural and not any(word in surroundings(other) for word in words)
