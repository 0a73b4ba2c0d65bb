"""Judgements on pacts: that one is another, in all articles or in one.

Moves keep the pact that they were read with; the views lay these judgements over it
(`dragoman.ledger.current`), so that taking one back leaves no trace but the row that did so.
"""

from dataclasses import asdict, dataclass, replace

from dragoman.errors import UsageError
from dragoman.ledger.rows import now
from dragoman.ledger.schema import KEPT
from dragoman.ledger.writing import Writer

NAMED = f"""SELECT pact, mode(name), mode(kind) FROM {KEPT}.moves
WHERE $article IS NULL OR article = $article GROUP BY pact ORDER BY count(*) DESC, pact"""

TOUCHED = f"""SELECT count(*) FROM {KEPT}.moves
WHERE pact = $subject AND ($article IS NULL OR article = $article)"""


@dataclass(frozen=True, slots=True)
class PactJudgement:
    """A person's word that a pact, the `subject`, is the one with the id `identity`.

    `name` and `kind` are that one's; `article` is the one in which it holds, null for all.
    """

    subject: str
    identity: str
    name: str
    kind: str
    article: str | None = None
    number: int = 0
    reason: str | None = None
    author: str | None = None


def pact_judgements_of(writer: Writer) -> tuple[PactJudgement, ...]:
    """The judgements on pacts that hold, in the order in which they were made."""
    rows = writer.all(
        f"""SELECT subject, identity, name, kind, article, number, reason, author
            FROM {KEPT}.judgements WHERE decision = 'same-pact' AND number NOT IN (
              SELECT undone FROM {KEPT}.judgements WHERE undone IS NOT NULL) ORDER BY number"""
    )
    return tuple(PactJudgement(*row) for row in rows)


def pacts_named(writer: Writer, article: str | None = None) -> dict[str, tuple[str, str]]:
    """The pacts that moves were read with, by id: their names and kinds.

    Raises:
        UsageError: the ledger has no such article.
    """
    if article is not None and not writer.count(
        f"SELECT count(*) FROM {KEPT}.articles WHERE article = ?", [article]
    ):
        raise UsageError(f"The ledger has no article {article[:200]!r}.")
    rows = writer.all(NAMED, {"article": article})
    return {pact: (name, kind) for pact, name, kind in rows}


def enter_pact_judgement(writer: Writer, judgement: PactJudgement) -> PactJudgement:
    """Keeps a judgement on a pact, and gives it with its number.

    Raises:
        UsageError: one on the same pact holds already, or it would lead back to its subject.
    """
    held = pact_judgements_of(writer)
    for other in held:
        if (other.subject, other.article) == (judgement.subject, judgement.article):
            raise UsageError(
                f"Judgement {other.number} says already that {other.subject} is "
                f"{other.identity}. Take it back first (--undo {other.number})."
            )
    steps = {other.subject: other.identity for other in held if other.article is None}
    reached = judgement.identity
    while reached in steps:
        reached = steps[reached]
    if reached == judgement.subject:
        raise UsageError(f"{judgement.identity} is {judgement.subject} by a judgement already.")
    number = writer.count(f"SELECT count(*) + 1 FROM {KEPT}.judgements")
    judgement = replace(judgement, number=number)
    writer.add("judgements", asdict(judgement) | {"decision": "same-pact", "made_at": now()})
    return judgement


def moves_touched(writer: Writer, judgement: PactJudgement) -> int:
    """How many moves were read with the pact that a judgement is on, where it holds."""
    where = {"subject": judgement.subject, "article": judgement.article}
    [[number]] = writer.all(TOUCHED, where)
    return int(number)
