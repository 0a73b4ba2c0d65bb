"""What pages tell of a pact's members beside a reference table: where they agree, and where not.

The reference counts as no more true than the pages: both are shown. In news as in the fold, to
sign, to ratify and to accede are all to join, so a day of any of these acts fits.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dragoman.codebook.catalogue import Catalogue, own_catalogue
from dragoman.errors import UsageError
from dragoman.evaluation.memberships import BadRow, Membership, Memberships, Stretch
from dragoman.flow.standing import Account, Stand
from dragoman.ledger import Told

IN = frozenset({"member", "suspended"})
OUT = frozenset({"withdrawn", "expelled"})
NEVER = "declined"
LISTED = 8


class Verdict(StrEnum):
    """How news and reference stand to one another on one state."""

    AGREE = "agree"
    DATE = "date differs"
    STATUS = "status differs"
    NEWS = "only in the news"
    REFERENCE = "only in the reference"


@dataclass(frozen=True, slots=True)
class Comparison:
    """News and reference on one state.

    `why` says in words what fits and what doesn't. `status`, `since`, `evidence` and the counts
    are those of standing, null and empty where no page tells of a membership or role;
    `reference` holds the lines of the table on the state.
    """

    actor: str
    verdict: Verdict
    why: str
    status: str | None
    since: str | None
    reports: int
    roots: int
    evidence: tuple[Told, ...]
    reference: tuple[Membership, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A pact's members by the news and by a table.

    `treaty` is what the table calls it, `counts` has the number of each verdict, and `bad` the
    lines of the table that could not be used.
    """

    pact: str
    name: str
    treaty: str | None
    counts: tuple[tuple[Verdict, int], ...]
    rows: tuple[Comparison, ...]
    bad: tuple[BadRow, ...]


def compare(
    account: Account,
    pact: str,
    table: Memberships,
    treaty: str | None = None,
    on: str | None = None,
    *,
    catalogue: Catalogue | None = None,
) -> Compared:
    """Compares what pages tell of a pact with a table's lines on one treaty.

    Args:
        account: what the ledger tells, as it stands at the day `on`.
        pact: the pact's id; those that belong to it are left out.
        table: the reference.
        treaty: its treaty's id or title, for a table of several whose titles don't name the pact.
        on: the day (YYYY-MM-DD) after which the reference's acts don't count either.
        catalogue: where the pact's other names are, the package's own where there is none.

    Raises:
        UsageError: the table holds several treaties, and none or several are meant.
    """
    names = [life.name for life in account.folding.lives if life.pact == pact]
    chosen = choose(table, pact, names, treaty, catalogue)
    reference: dict[str, list[Membership]] = {}
    for row in table.rows:
        if (row.treaty or "") == chosen and not _later(row, on):
            reference.setdefault(row.state, []).append(row)
    stands = {s.standing.actor: s for s in account.stands if s.standing.pact == pact}
    found = [
        comparison
        for actor in sorted({*reference, *stands})
        if (comparison := _compared(actor, stands.get(actor), reference.get(actor, []), on))
    ]
    order = list(Verdict)
    found.sort(key=lambda c: (order.index(c.verdict), c.actor))
    counts = Counter(c.verdict for c in found)
    return Compared(
        pact=pact,
        name=names[0] if names else pact,
        treaty=table.treaties().get(chosen),
        counts=tuple((verdict, counts[verdict]) for verdict in order),
        rows=tuple(found),
        bad=table.bad,
    )


def choose(
    table: Memberships,
    pact: str,
    names: Iterable[str],
    treaty: str | None,
    catalogue: Catalogue | None = None,
) -> str:
    """The id of the treaty in a table that is meant; empty where the table gives no ids.

    Raises:
        UsageError: none is, or several might be.
    """
    treaties = table.treaties()
    if treaty is not None:
        asked = treaty.casefold()
        found = [t for t, title in treaties.items() if asked in (t.casefold(), title.casefold())]
        if not found:
            raise UsageError(f"The table has no treaty {treaty[:80]!r}. {_listed(treaties)}")
        return found[0]
    if len(treaties) <= 1:
        return next(iter(treaties), "")
    known = [p for p in (catalogue or own_catalogue()).pacts if p.id == pact]
    called = {pact, *names, *(n for p in known for n in (p.name, *p.aliases))}
    wanted = {_plainly(name) for name in called}
    found = [t for t, title in treaties.items() if _plainly(title) in wanted]
    if len(found) != 1:
        raise UsageError(f"Say with --treaty which one is meant. {_listed(treaties)}")
    return found[0]


def _plainly(name: str) -> str:
    words = "".join(c if c.isalnum() else " " for c in name.casefold()).split()
    return " ".join(word for word in words if word != "the")


def _listed(treaties: dict[str, str]) -> str:
    shown = [f"{t[:40]!r} ({title[:60]})" for t, title in list(treaties.items())[:LISTED]]
    more = f" and {len(treaties) - LISTED} more" if len(treaties) > LISTED else ""
    return f"The table has {', '.join(shown) or 'none'}{more}."


def _later(row: Membership, on: str | None) -> bool:
    """Whether all that a line tells comes after the day."""
    return on is not None and bool(row.acts) and all(day.first > on for _, day in row.acts)


def _compared(
    actor: str, stand: Stand | None, reference: Sequence[Membership], on: str | None
) -> Comparison | None:
    """News and reference on one state; None where neither says that it is in or out."""
    membership = stand.standing.membership if stand else None
    told = stand if membership in IN or membership in OUT or membership == NEVER else None
    if told is None and not reference:
        return None
    verdict, why = _verdict(told, stand, reference, on)
    row = stand.standing if stand else None
    return Comparison(
        actor=actor,
        verdict=verdict,
        why=why,
        status=row.status if row else None,
        since=row.since if row else None,
        reports=row.reports if row else 0,
        roots=row.roots if row else 0,
        evidence=stand.evidence if stand else (),
        reference=tuple(reference),
    )


def _verdict(
    told: Stand | None, stand: Stand | None, reference: Sequence[Membership], on: str | None
) -> tuple[Verdict, str]:
    if told is None:
        only = f"the news tells of it only as {stand.standing.status}" if stand else "no page tells"
        return Verdict.REFERENCE, f"{_says(reference)}; {only}"
    status = told.standing.membership or ""
    if not reference:
        return Verdict.NEWS, f"{status} in the news; not in the table"
    latest = max(reference, key=lambda row: max((day.last for _, day in row.acts), default=""))
    end = latest.end if latest.end is not None and (on is None or latest.end.first <= on) else None
    if (status in IN) != (end is None):
        return Verdict.STATUS, f"{status} in the news; {_says(reference)}"
    days = [day for _, day in latest.acts] if end is None else [end]
    return _dated(told, status, days, reference)


def _dated(
    told: Stand, status: str, days: Sequence[Stretch], reference: Sequence[Membership]
) -> tuple[Verdict, str]:
    """Whether the days fit, where the status does."""
    given = sorted({e.move.date for e in told.evidence if e.move.date})
    if not given or not days:
        side = "the news" if not given else "the table"
        return Verdict.AGREE, f"{status} in both; {side} gives no day of its own"
    wrong = [day for day in given if not any(other.fits(day) for other in days)]
    if wrong:
        since = ", ".join(wrong)
        return Verdict.DATE, f"{status} on {since} in the news; {_says(reference)}"
    return Verdict.AGREE, f"{status} in both; {', '.join(given)} fits: {_says(reference)}"


def _says(reference: Sequence[Membership]) -> str:
    """What the table says, in words."""
    told = []
    for row in reference:
        acts = [f"{act} {day.written}" for act, day in row.acts] or ["listed without a day"]
        acts += [f"ended {row.end.written}"] if row.end else []
        told.append(", ".join(acts))
    return " | ".join(told)
