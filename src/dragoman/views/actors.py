"""Who is meant, on the terminal: actors with their doubts, judgements, members of groups."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.text import Text

from dragoman.codebook.overlays import overlays_with
from dragoman.codebook.pacts import party_names
from dragoman.flow.identities import members
from dragoman.flow.judging import Judged, judge, undo
from dragoman.flow.merging import judge_pact
from dragoman.flow.opening import open_ledger
from dragoman.flow.resolving import resolve
from dragoman.ledger import ActorRow, Decision, Judgement, PactJudgement
from dragoman.views.ledgers import LONGEST, LOUD, QUIET, print_json
from dragoman.views.terminal import open_terminal
from dragoman.views.wording import count, plain, shorten


def print_actors(
    ledger: Path, name: str | None, *, doubtful: bool, rows: int, as_json: bool
) -> None:
    """Prints who is named, and says where the list was cut off."""
    with open_ledger(ledger) as opened:
        found = opened.actor_rows(name, doubtful=doubtful, rows=rows + 1)
    terminal = open_terminal()
    for row in found[:rows]:
        if as_json:
            print_json(row)
            continue
        for line in actor_lines(row):
            terminal.show(line)
    if not found and not as_json:
        told = "Nobody" if name is None else f"Nobody called {plain(name)}"
        terminal.show(Text(f"{told} is in doubt." if doubtful else f"{told} is named."))
    if len(found) > rows:
        sys.stdout.flush()
        sys.stderr.write(f"dragoman: only the first {rows:,} actors are shown; --rows gives more\n")


def actor_lines(row: ActorRow) -> list[Text]:
    """An actor in words: who, for whom, how sure, how often, and why."""
    names = party_names()
    head = Text(shorten(row.name, LONGEST), LOUD).append(f"  {plain(row.id)}", QUIET)
    party = row.country or row.affiliation
    acting = names.get(party, party) if party and party != row.id else None
    told = [
        row.kind + (f" acting for {plain(acting)}" if acting else ""),
        *filter(None, (row.sector, row.role and shorten(row.role, LONGEST))),
        "score unknown" if row.score is None else f"score {row.score:.2f}",
        count(row.mentions, "mention"),
        count(row.articles, "article"),
    ]
    lines = [head, Text(f"  {', '.join(told)}")]
    if row.reason:
        lines.append(Text(f"  {plain(row.reason)}", QUIET))
    for other in row.alternatives:
        named = f"{plain(other.name)} ({plain(other.id)})"
        lines.append(Text(f"  or {named}, {other.score:.2f}: {plain(other.reason)}", QUIET))
    return lines


def print_judgement(ledger: Path, subject: str, **parts: Any) -> None:  # noqa: ANN401 - of `judge`
    """Keeps a judgement, and says what it changed."""
    judged = judge(ledger, subject, **parts)
    _show(f"Judgement {judged.judgement.number}: {judgement_words(judged.judgement)}", judged)


def print_pact_judgement(
    ledger: Path,
    pact: str,
    same_as: str,
    **parts: Any,  # noqa: ANN401 - of `judge_pact`
) -> None:
    """Keeps a judgement on a pact, and says what it changed."""
    judged = judge_pact(ledger, pact, same_as, **parts)
    _show(f"Judgement {judged.judgement.number}: {judgement_words(judged.judgement)}", judged)


def print_undoing(ledger: Path, number: int, reason: str | None, author: str | None) -> None:
    """Takes a judgement back, and says what that changed."""
    undone = undo(ledger, number, reason=reason, author=author)
    _show(f"Judgement {number} is taken back: {judgement_words(undone.judgement)}", undone)


def judgement_words(judgement: Judgement | PactJudgement) -> str:
    """What a judgement says."""
    parts = [plain(judgement.subject)]
    if isinstance(judgement, PactJudgement):
        parts.append(f"is {plain(judgement.identity)} ({plain(judgement.name)})")
        parts += [f"in article {plain(judgement.article)}"] if judgement.article else []
        return " ".join(parts)
    if judgement.identity is not None:
        verb = "is not" if judgement.decision is Decision.IS_NOT else "is"
        name = judgement.name if judgement.name != judgement.identity else None
        parts.append(f"{verb} {plain(judgement.identity)}" + (f" ({plain(name)})" if name else ""))
    if judgement.country is not None:
        parts.append(f"acts for {plain(judgement.country)}")
    if judgement.sector is not None:
        parts.append(f"in sector {plain(judgement.sector)}")
    for words, bound in (
        ("in article", judgement.article),
        ("from", judgement.since),
        ("to", judgement.until),
    ):
        if bound is not None:
            parts.append(f"{words} {plain(bound)}")
    return " ".join(parts)


def _show(head: str, judged: Judged) -> None:
    changed = judged.revision.changed
    terminal = open_terminal()
    terminal.show(Text(head, LOUD))
    if isinstance(judged.judgement, PactJudgement):
        told = f"  it holds for {count(changed, 'move')}"
    else:
        told = f"  {count(changed, 'resolution is', 'resolutions are')} otherwise now"
    terminal.show(Text(told))


def print_resolving(ledger: Path, vocabulary: Sequence[Path] = ()) -> None:
    """Makes all resolutions anew, and says what that changed."""
    revision = resolve(ledger, overlays_with(vocabulary).vocabulary)
    told = f"{count(revision.resolutions, 'resolution')}, {revision.changed:,} now otherwise"
    open_terminal().show(Text(told))


def print_members(group: str, on: str, *, as_json: bool) -> None:
    """Prints who belongs to a group on a day."""
    found = members(group, on)
    if as_json:
        states = [{"id": state.id, "name": state.name} for state in found.members]
        body = {"id": found.id, "name": found.name, "on": on, "listed": found.listed}
        print_json(body | {"members": states})
        return
    terminal = open_terminal()
    terminal.show(Text(f"{found.name}  ", LOUD).append(found.id, QUIET))
    if not found.listed:
        terminal.show(Text("  The codebook lists no members of it."))
    elif not found.members:
        terminal.show(Text(f"  The codebook lists no members of it on {on}."))
    else:
        terminal.show(Text(f"  {count(len(found.members), 'member')} on {on}"))
    for state in found.members:
        terminal.show(Text(f"  {state.id}  {state.name}"))
