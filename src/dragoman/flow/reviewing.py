"""Reviews: a person's verdict on an event, an attribution, a move or who somebody is.

Accepting changes no answer; it is kept, so that the share of what is right can be told. A mend
sets columns of the row right, a rejection leaves it out of all answers, a verdict on an identity
is a judgement in its article. Each is one transaction, and is taken back as one.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from dragoman.codebook.cameo import cut_to_type
from dragoman.codebook.catalogue import Catalogue, own_catalogue
from dragoman.codebook.plover import intensity, plover_types
from dragoman.errors import UsageError
from dragoman.flow.identities import known_actor, unknown
from dragoman.flow.judging import judge_within, undo_within
from dragoman.flow.sources import SetRight, source_of
from dragoman.ledger import (
    CHOSEN,
    SOURCE_AS,
    Review,
    Reviewed,
    Verdict,
    Word,
    Writer,
    actors_of,
    checked,
    clean,
    enter_corrections,
    enter_retraction,
    enter_review,
    judgement_holds,
    pacts_named,
    row_to_review,
    take_review_back,
    values_now,
)
from dragoman.records import ActorKind

MENDABLE: Mapping[Reviewed, tuple[str, ...]] = {
    Reviewed.EVENT: ("type", "mode", "source", "target", "date", "modality"),
    Reviewed.ATTRIBUTION: ("source_actor", "source_named", "kind", "stance", "via"),
    Reviewed.MOVE: ("move", "pact", "actor", "date", "modality", "count", "members"),
    Reviewed.IDENTITY: ("identity", "country", "sector"),
}
"""What of a row a review can set right; what follows from it is set with it."""
ACTS_FOR = "source_country"
"""With a mended source that nobody knows yet: for whom it acts (`dragoman.flow.sources`)."""

WITHOUT_REASON = "reviewed"
"""The reason that is kept where a reviewer gives none."""
LONGEST = 2_000
"""Characters of a reason."""
LONGEST_NAME = 100
"""Characters of a reviewer's name."""


def review(
    path: str | os.PathLike[str],
    kind: str,
    article: str,
    subject: str,
    verdict: str,
    *,
    values: Mapping[str, object] | None = None,
    reason: str = "",
    author: str,
    drawn: str = CHOSEN,
    catalogue: Catalogue | None = None,
) -> Review:
    """Gives a verdict on one row of one article; all answers heed it at once.

    Args:
        path: the ledger.
        kind: "event", "attribution", "move" or "identity".
        article: the article's id.
        subject: the row's id; of an identity the actor's, as it was read.
        verdict: "accept", "mend" or "reject".
        values: of a mend the right values by column (`MENDABLE`).
        reason: why, for those who come after.
        author: who says so.
        drawn: how the row was come by: see `dragoman.ledger.Draw.drawn`.
        catalogue: where a pact is looked up, the package's own where there is none.

    Raises:
        UsageError: no such row answers, or the verdict makes no sense.
        LedgerError: there is no ledger, or it can't be written.
    """
    what, said = _kind(kind), _verdict(verdict)
    author, reason = checked_author(author), _reason(reason)
    if bool(values) != (said is Verdict.MEND):
        raise UsageError("Say what is right where you mend a row, and only there.")
    article, subject = clean(article), clean(subject)
    with Writer(path, new=False) as writer, writer.transaction():
        row = row_to_review(writer, what, article, subject)
        given = Review(
            what, article, subject, row["reading"], row["label"], row["identity"], said, drawn,
            reason, author,
        )  # fmt: skip
        if what is Reviewed.IDENTITY:
            return enter_review(writer, _identity(writer, given, values or {}))
        right = {}
        if said is Verdict.MEND:
            right = _right(writer, given, values or {}, catalogue or own_catalogue())
        given = enter_review(writer, given)
        word = Word(reason, author, given.number)
        if said is Verdict.MEND:
            enter_corrections(writer, what.value, [article], subject, right, said=word)
        elif said is Verdict.REJECT:
            enter_retraction(writer, what.value, [article], subject, said=word)
        return given


def undo_review(
    path: str | os.PathLike[str], number: int, *, reason: str = "", author: str
) -> Review:
    """Takes a verdict back, with all that came of it.

    Raises:
        UsageError: there is none of that number that holds.
        LedgerError: there is no ledger, or it can't be written.
    """
    author, reason = checked_author(author), _reason(reason)
    with Writer(path, new=False) as writer, writer.transaction():
        taken = take_review_back(writer, number, reason, author)
        if taken.judgement is not None and judgement_holds(writer, taken.judgement):
            undo_within(writer, taken.judgement, reason=reason, author=author)
        return taken


def consequences(now: Mapping[str, Any], values: Mapping[str, object]) -> dict[str, object]:
    """What of an event changes with its type or mode, where nothing is said of it.

    Args:
        now: the event's type, mode and CAMEO code.
        values: what is set right.

    Raises:
        UsageError: there is no such type, or the type has no such mode.
    """
    if "type" not in values and "mode" not in values:
        return {}
    kind = str(values.get("type", now["type"]))
    if kind not in plover_types():
        raise UsageError(f"There is no type {kind[:40]!r}. There are: {', '.join(plover_types())}.")
    told = plover_types()[kind]
    mode = values.get("mode", now["mode"] if now["mode"] in told.modes else None)
    if mode is not None and mode not in told.modes:
        raise UsageError(
            f"{kind} has no mode {str(mode)[:40]!r}. It has: {', '.join(told.modes) or 'none'}."
        )
    return {
        "mode": mode,
        "quad": told.quad,
        "intensity": intensity(kind, str(mode) if mode else None),
        "cameo": cut_to_type(str(now["cameo"]), kind),
    }


def _right(
    writer: Writer, given: Review, values: Mapping[str, object], catalogue: Catalogue
) -> dict[str, str]:
    """What a mend sets right, in JSON: only what is otherwise now.

    Raises:
        UsageError: a column can't be mended, or can't have that value, or nothing changes.
    """
    values = dict(values)
    source: SetRight | None = None
    if given.kind is Reviewed.ATTRIBUTION:
        source = _source(writer, given.article, values)
    if wrong := sorted(set(values) - set(MENDABLE[given.kind])):
        raise UsageError(f"Of an {given.kind.value} one can mend no {wrong[0][:40]!r}.")
    columns = [*MENDABLE[given.kind]]
    columns += ["cameo", "quad", "intensity"] * (given.kind is Reviewed.EVENT)
    columns += ["name", "kind", "parent"] * (given.kind is Reviewed.MOVE)
    now = values_now(writer, given.kind, given.article, given.subject, columns)
    _check_actors(writer, given.article, now, values)
    other = {name: value for name, value in values.items() if not _same(value, now[name])}
    if not other:
        raise UsageError("Nothing is otherwise than it stands: accept the row instead.")
    follows: Mapping[str, object] = {}
    if given.kind is Reviewed.EVENT:
        follows = consequences(now, other)
    elif other.get("pact") is not None:
        follows = _pact(writer, str(other["pact"]), catalogue)
    elif source is not None and now["source_named"] is None and "source_named" not in values:
        # Only whether a pronoun names somebody can't be told: it does once it is known whom.
        follows = {"source_named": source.kind is not ActorKind.UNKNOWN or None}
    other |= {k: v for k, v in follows.items() if k not in other and not _same(v, now[k])}
    right = checked(given.kind.value, other)
    if source is not None and source.told is not None and "source_actor" in right:
        right[SOURCE_AS] = msgspec.json.encode(source.told).decode()
    return right


def _source(writer: Writer, article: str, values: dict[str, object]) -> SetRight | None:
    """Whom a mend means by a claim's source, whose id is put in the place of what was given.

    Raises:
        UsageError: there is nobody of that id or name.
    """
    acts_for, meant = values.pop(ACTS_FOR, None), values.get("source_actor")
    if meant is None:
        if acts_for is not None:
            raise UsageError("Say who the source is whom you say to act for somebody.")
        return None
    source = source_of(writer, article, str(meant), None if acts_for is None else str(acts_for))
    values["source_actor"] = source.id
    return source


def _check_actors(
    writer: Writer, article: str, now: Mapping[str, Any], values: Mapping[str, object]
) -> None:
    """Sees that all ids of actors are the article's or the codebook's."""
    named: set[str] = set()
    for column in ("source", "target", "members", "actor"):
        value = values.get(column)
        if not _same(value, now.get(column)):
            named |= {value} if isinstance(value, str) else set(_texts(value))
    for identity in sorted(named - actors_of(writer, article)):
        if known_actor(identity) is None:
            raise UsageError(unknown("actor of the article, and no state or body", identity))


def _texts(value: object) -> Sequence[str]:
    return [str(each) for each in value] if isinstance(value, list | tuple) else ()


def _same(one: object, other: object) -> bool:
    if isinstance(one, list | tuple) or isinstance(other, list | tuple):
        return sorted(_texts(one)) == sorted(_texts(other))
    return one == other


def _pact(writer: Writer, pact: str, catalogue: Catalogue) -> dict[str, object]:
    """The columns that say which pact a move is on.

    Raises:
        UsageError: neither the ledger nor the catalogue has it.
    """
    known = {known.id: (known.name, str(known.kind)) for known in catalogue.pacts}
    known |= pacts_named(writer)
    if pact not in known:
        raise UsageError(f"There is no pact {pact[:80]!r}. Give its id.")
    name, kind = known[pact]
    return {"pact": pact, "name": name, "kind": kind, "parent": None}


def _identity(writer: Writer, given: Review, values: Mapping[str, object]) -> Review:
    """A verdict on who somebody is, with the judgement that it makes."""
    told = {name: str(value) for name, value in values.items() if value}
    if wrong := sorted(set(told) - set(MENDABLE[Reviewed.IDENTITY])):
        raise UsageError(f"Of an identity one can mend no {wrong[0][:40]!r}.")
    if given.verdict is Verdict.ACCEPT:
        return given
    if given.verdict is Verdict.REJECT:
        told = {"other_than": given.identity or given.subject}
    elif told.get("identity") == given.identity and len(told) == 1:
        raise UsageError("Nothing is otherwise than it stands: accept the identity instead.")
    judged = judge_within(
        writer,
        given.subject,
        article=given.article,
        reason=given.reason,
        author=given.author,
        **told,
    )
    return replace(given, judgement=judged.judgement.number)


def _kind(kind: str) -> Reviewed:
    try:
        return Reviewed(kind)
    except ValueError:
        raise UsageError(f"One can review: {', '.join(Reviewed)}; not {kind[:40]!r}.") from None


def _verdict(verdict: str) -> Verdict:
    try:
        return Verdict(verdict)
    except ValueError:
        raise UsageError(f"A verdict is: {', '.join(Verdict)}; not {verdict[:40]!r}.") from None


def checked_author(author: str) -> str:
    """A reviewer's name as it is kept.

    Raises:
        UsageError: it is empty, too long, or holds what is no text.
    """
    author = " ".join(clean(author).split())
    if not author or len(author) > LONGEST_NAME or not author.isprintable():
        raise UsageError(f"Say who you are, in at most {LONGEST_NAME} characters.")
    return author


def _reason(reason: str) -> str:
    reason = clean(reason).strip()
    if len(reason) > LONGEST:
        raise UsageError(f"A reason has at most {LONGEST:,} characters.")
    return reason or WITHOUT_REASON
