"""The plainest pronouns: "he" or "she" as a subject, with one person whom it can mean."""

from collections.abc import Iterable, Iterator

from dragoman.codebook.offices import surroundings, terms_of
from dragoman.language.sentences import Sentence, Token
from dragoman.records import Actor, Span

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
QUOTES = frozenset({'"', "“", "”", "``", "''"})


def pronoun_mentions(
    sentences: Iterable[Sentence], persons: Iterable[Actor]
) -> Iterator[tuple[str, Span]]:
    """Pronouns that mean a person, with the person's id.

    The person is the only one whom the same sentence names before the pronoun, or else the
    only one whom the sentence before names (in the same zone), and is the subject of its verb.
    Pronouns inside quotation marks are left alone: another speaker says them.
    """
    people = {person.id: person for person in persons}
    named: dict[int, list[tuple[Span, str]]] = {}
    sentences = tuple(sentences)
    spans = sorted((span, p.id) for p in people.values() for span in p.mentions)
    at = 0
    for sentence in sentences:
        while at < len(spans) and spans[at][0].start < sentence.end:
            named.setdefault(sentence.index, []).append(spans[at])
            at += 1
    for before, sentence in zip((None, *sentences), sentences, strict=False):
        found = named.get(sentence.index, [])
        for token in _subject_pronouns(sentence):
            earlier = [(span, who) for span, who in found if span.end <= token.start]
            if _other_subject(sentence, token, earlier):
                continue
            if earlier:
                meant = _only_subject(earlier, sentence)
            elif found or before is None or before.zone != sentence.zone:
                meant = None
            else:
                meant = _only_subject(named.get(before.index, []), before)
            if meant is None or not _agrees(token, people[meant]):
                continue
            if not earlier:
                found.append((token.span, meant))
                named[sentence.index] = found
            yield meant, token.span


def _subject_pronouns(sentence: Sentence) -> Iterator[Token]:
    quoted = False
    for token in sentence.tokens:
        if token.text in QUOTES:
            quoted = not quoted
        if not quoted and token.lower in ("he", "she") and token.dep in SUBJECTS:
            yield token


def _only_subject(named: list[tuple[Span, str]], sentence: Sentence) -> str | None:
    """The one person named, if one of the mentions is a subject."""
    if len({who for _, who in named}) != 1:
        return None
    for span, who in named:
        head = sentence.head_of(span)
        if head is not None and head.dep in SUBJECTS:
            return who
    return None


def _agrees(pronoun: Token, person: Actor) -> bool:
    """Whether nothing known of the person contradicts the pronoun ("spokeswoman" and "he")."""
    terms = terms_of(person.name)
    if terms:
        return terms[0].pronoun == pronoun.lower
    other = "feminine" if pronoun.lower == "he" else "masculine"
    words = (person.role or "").lower().split()
    plural = bool(words) and words[-1] in surroundings("plural")
    return not plural and not any(word in surroundings(other) for word in words)


def _other_subject(sentence: Sentence, pronoun: Token, named: list[tuple[Span, str]]) -> bool:
    """Whether a proper noun that names no known person is a subject before the pronoun."""
    return any(
        t.dep in SUBJECTS and t.pos == "PROPN" and not any(s.contains(t.span) for s, _ in named)
        for t in sentence.tokens[: pronoun.i]
    )
