"""How well mentions are resolved: for whom each acts, in which sector, and who is nobody.

A corpus is JSON Lines. An item has a `text`, its date (`published`) and `mentions`: the words
(`text`, with `nth` or, inside the words that `within` quotes, the first place), their `kind`,
the `country` (alpha-3) or the `id` of a body for which they act, the `members` of a group that
the text forms, and a `sector` where words or office make it plain. The measures:

- *who*: the share of mentions that stand for somebody whose predicted party is right: the state
  or the body, or another one that the annotation would `accept`; an armed group may stand for the
  state that it comes from; of a group that the text forms, the same set of members.
- *country*: the same among mentions that stand for a state alone.
- *pointing*: the same among pronouns and descriptions.
- *sector*: the share right among those annotated with one, the mention found.
- *nobody*: the share of words that name nobody for which nobody is predicted.
- *open*: the share of unknown persons for whom no state or body is predicted.

The predicted mention is the one that shares most characters with the annotated words.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dragoman.codebook.organisations import group_country
from dragoman.errors import UsageError
from dragoman.records import Actor, ActorKind, Record, Span

NOBODY, UNKNOWN = "none", "unknown"


@dataclass(frozen=True, slots=True)
class GoldMention:
    """One annotated mention; offsets into the item's text."""

    span: Span
    kind: str
    parties: frozenset[str]
    members: frozenset[str]
    sector: str | None
    pointing: bool
    stately: bool


@dataclass(frozen=True, slots=True)
class GoldText:
    """One annotated text with its date."""

    id: str
    text: str
    published: str | None
    mentions: tuple[GoldMention, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """An annotated mention beside the actor that was predicted, None where there is none."""

    gold: GoldMention
    actor: Actor | None
    parties: frozenset[str]

    @property
    def right(self) -> bool:
        """Whether the party is right; for nobody and the unknown, whether none is given."""
        if self.gold.kind == NOBODY:
            return self.actor is None
        if self.gold.kind == UNKNOWN:
            return self.actor is None or not (self.actor.country or self.actor.affiliation)
        found = {_plain(p) for p in self.parties}
        if self.gold.members:
            return found == {_plain(p) for p in self.gold.members}
        home = group_country(next(iter(self.parties), ""))
        wanted = {_plain(p) for p in self.gold.parties}
        return len(found) == 1 and (found <= wanted or (home or "") in wanted)


def read_gold(path: Path) -> tuple[GoldText, ...]:
    """The items of a corpus.

    Raises:
        UsageError: a line is no item, or words of a mention don't stand in its text.
    """
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            found.append(_item(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{path}, line {number}: no annotated text: {error!r}.") from error
    return tuple(found)


def _item(row: Mapping[str, object]) -> GoldText:
    text = str(row["text"])
    mentions = row.get("mentions")
    if not isinstance(mentions, list):
        raise TypeError("mentions is no list")
    return GoldText(
        id=str(row["id"]),
        text=text,
        published=str(row["published"]) if row.get("published") else None,
        mentions=tuple(_mention(text, given) for given in mentions),
    )


def _mention(text: str, given: Mapping[str, object]) -> GoldMention:
    words = str(given["text"])
    if given.get("within"):
        within = str(given["within"])
        start = text.index(words, text.index(within))
    else:
        start = -1
        for _ in range(int(str(given.get("nth", 1)))):
            start = text.index(words, start + 1)
    kind = str(given["kind"])
    accepted = given.get("accept")
    listed = accepted if isinstance(accepted, list) else []
    parties = [p for p in (given.get("country"), given.get("id"), *listed) if p]
    members = given.get("members")
    sector = given.get("sector")
    return GoldMention(
        span=Span(start, start + len(words)),
        kind=kind,
        parties=frozenset(map(str, parties)),
        members=frozenset(map(str, members)) if isinstance(members, list) else frozenset(),
        sector=str(sector) if sector else None,
        stately=bool(given.get("country")),
        pointing=not any(c.isupper() for c in words.removeprefix("The ").removeprefix("It")),
    )


def judge(record: Record, gold: GoldText) -> Iterator[Judged]:
    """Each annotated mention with the actor predicted for it; outlets are nobody's party.

    Where the page reader changed the text, nothing can be compared and every mention is missed.
    """
    same = record.article.text == gold.text
    for mention in gold.mentions:
        best: tuple[int, int, Actor] | None = None
        for actor in record.actors if same else ():
            if actor.kind is ActorKind.OUTLET and mention.kind != ActorKind.OUTLET:
                continue
            for naming in actor.mentions:
                shared = min(naming.end, mention.span.end) - max(naming.start, mention.span.start)
                size = (shared, -(naming.end - naming.start))
                if shared > 0 and (best is None or size > best[:2]):
                    best = (*size, actor)
        found = best[2] if best else None
        parties = frozenset(record.cast.parties(found.id)) if found else frozenset()
        yield Judged(mention, found, parties)


def actor_figures(judged: Iterable[Judged]) -> dict[str, float]:
    """The measures over any number of judged mentions, those without a case left out."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()

    def count(name: str, hit: bool) -> None:
        total[name] += 1
        right[name] += hit

    for case in judged:
        gold = case.gold
        if gold.kind in (NOBODY, UNKNOWN):
            count("nobody" if gold.kind == NOBODY else "open", case.right)
            continue
        if not (gold.parties or gold.members) or gold.kind == ActorKind.OUTLET:
            continue
        count("who", case.right)
        if gold.stately and not gold.members:
            count("country", case.right)
        if gold.pointing:
            count("pointing", case.right)
        if gold.sector and case.actor is not None:
            count("sector", case.actor.sector == gold.sector)
    return {name: right[name] / total[name] for name in sorted(total)}


def _plain(party: str) -> str:
    """An id without its signs: "AL-QAEDA" and "ALQAEDA" are one."""
    return "".join(c for c in party.upper() if c.isalnum() or c == "+")
