"""One pact under two ids, or two under one: a person's word, which can be taken back."""

import os

from dragoman.codebook.catalogue import ID, Catalogue, own_catalogue
from dragoman.errors import UsageError
from dragoman.flow.judging import Judged, judged_pact
from dragoman.ledger import (
    PactJudgement,
    Writer,
    clean,
    enter_pact_judgement,
    folded,
    pacts_named,
)


def judge_pact(
    path: str | os.PathLike[str],
    pact: str,
    same_as: str,
    *,
    article: str | None = None,
    reason: str,
    author: str | None = None,
    catalogue: Catalogue | None = None,
) -> Judged:
    """Says that a pact is another one; standing, timelines and exports heed it at once.

    What was read is kept: the moves keep their pact, and answer with the other's id and name. So
    two ids become one, and within an article a pact can be told from others of its id.

    Args:
        path: the ledger.
        pact: the id or the name of a pact that moves were read with.
        same_as: which one it is: the id or name of a pact of the ledger or the catalogue; with an
            article it may be an id of one's own (lower-case letters, digits and hyphens).
        article: the id of the one article in which that holds.
        reason: why, for those who come after.
        author: who says so.
        catalogue: where names are looked up too, the package's own where there is none.

    Raises:
        UsageError: there is no such pact, a judgement on it holds already, or the two are one.
        LedgerError: there is no ledger, or it can't be written.
    """
    if not reason.strip():
        raise UsageError("Give a reason, for those who come after.")
    catalogue = catalogue or own_catalogue()
    article = article and clean(article)
    with Writer(path, new=False) as writer, writer.transaction():
        here = pacts_named(writer, article)
        subject = _one(here, pact, "The article" if article else "The ledger")
        known = {known.id: (known.name, known.kind) for known in catalogue.pacts}
        known |= pacts_named(writer)
        ids = catalogue.called(same_as) or _called(known, same_as)
        if not ids and article is not None and ID.fullmatch(same_as):
            name, kind = here[subject]
            known[same_as] = (f"{name} ({same_as})", kind)
            ids = {same_as}
        if len(ids) != 1:
            what = "Several pacts are" if ids else "No pact is"
            raise UsageError(f"{what} called {same_as[:200]!r}. Give its id.")
        [identity] = ids
        if identity == subject:
            raise UsageError(f"{pact[:200]!r} and {same_as[:200]!r} are one pact already.")
        name, kind = known[identity]
        judgement = PactJudgement(subject, identity, name, kind, article, 0, reason.strip(), author)
        return judged_pact(writer, enter_pact_judgement(writer, judgement))


def _one(named: dict[str, tuple[str, str]], asked: str, where: str) -> str:
    """The one pact of that id or name.

    Raises:
        UsageError: there is none, or there are several.
    """
    found = _called(named, asked)
    if len(found) > 1:
        ids = ", ".join(sorted(found))
        raise UsageError(f"Several pacts are called {asked[:200]!r}: {ids}. Give the id.")
    if not found:
        raise UsageError(f"{where} tells of no pact called {asked[:200]!r}, by id or by name.")
    return found.pop()


def _called(named: dict[str, tuple[str, str]], asked: str) -> set[str]:
    if asked in named:
        return {asked}
    wanted = folded(asked)
    return {pact for pact, (name, _) in named.items() if folded(name) == wanted}
