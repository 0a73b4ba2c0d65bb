"""Datasets out of a ledger: its streams handed to the layouts, one row at a time."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from dragoman.codebook.layouts import Layout, layouts
from dragoman.errors import UsageError
from dragoman.exports import (
    PROFILES,
    Pair,
    Profile,
    annotation,
    appealing,
    article_entity,
    coded_row,
    dyad_row,
    dyads,
    event_entities,
    event_row,
    icews_row,
    is_coded,
    json_line,
    mention_rows,
    number_of,
    page_head,
    pairs,
    party_entity,
    phoenix_row,
    plover_object,
    polecat_row,
    provenance_row,
    statement,
)
from dragoman.flow.dataset_files import PROVENANCE, DatasetFiles, Exported
from dragoman.flow.occurrences import by_type
from dragoman.ledger import Ledger
from dragoman.ledger.files import guarded
from dragoman.records import EventType
from dragoman.records.tellings import Telling

ACTUAL = "actual"
MENTIONS = "mentions.csv"


def profile_of(name: str) -> Profile:
    """A dataset's profile by name.

    Raises:
        UsageError: there is none of that name.
    """
    if name not in PROFILES:
        raise UsageError(f"There is no profile {name!r}. There are: {', '.join(PROFILES)}.")
    return PROFILES[name]


def explain(name: str) -> dict[str, Layout]:
    """The layouts of a profile's files by their endings ("" is the dataset's own).

    Raises:
        UsageError: there is no such profile.
    """
    profile = profile_of(name)
    return {"": layouts()[profile.layout]} | {e: layouts()[which] for e, which in profile.beside}


def export_dataset(
    ledger: Ledger,
    name: str,
    out: str | os.PathLike[str],
    *,
    text: bool = True,
    one_a_day: bool = False,
    across_pages: bool = False,
) -> Exported:
    """Writes a dataset in the layout of a profile.

    Events that pages tell as done are in it, and no planned, denied, alleged or supposed ones, for
    which these layouts have no word (an annotation says which it is).

    Args:
        ledger: an open ledger.
        name: the profile.
        out: the dataset's file; others stand beside it with an ending behind its name.
        text: False leaves out words of the pages, and names of others than states.
        one_a_day: of `dyad-month`: counts one event a day, pair and type.
        across_pages: gathers the pages that tell one happening (`dragoman.flow.occurrences`), so
            that an occurrence is one however many pages tell it; else it is each article's own.

    Raises:
        UsageError: there is no such profile, a file exists already, or `one_a_day` is asked of
            another profile, or `across_pages` of annotations, which are of single pages.
        LedgerError: a file can't be written.
    """
    profile = profile_of(name)
    if one_a_day and name != "dyad-month":
        raise UsageError("Only the profile dyad-month counts, and can count one event a day.")
    if across_pages and name == "web-annotation":
        raise UsageError("Annotations are of single pages: they gather no occurrences.")
    exported = Exported(profile)
    given = _Given(ledger, text, one_a_day, across_pages)
    with guarded(out), DatasetFiles(profile, Path(out).absolute(), exported) as files:
        _fill(given, files, exported)
    return exported


@dataclass(frozen=True, slots=True)
class _Given:
    """A ledger, and how it is to be written."""

    ledger: Ledger
    text: bool
    one_a_day: bool
    across_pages: bool

    def tellings(self, *, text: bool, stories: bool = False) -> Iterator[Telling]:
        """The events, with occurrences within or across pages."""
        gathered = _gathered_events(self.ledger) if self.across_pages else None
        return self.ledger.tellings(text=text, stories=stories, occurrences=gathered)


def _gathered_events(ledger: Ledger) -> Iterator[tuple[str, str, str]]:
    """Article, event and occurrence across pages of all events, one type at a time in memory."""
    types = [str(each) for each in EventType]
    for found in by_type(lambda kind: ledger.events_told([kind]), types, ledger.clusters()):
        for occurrence in found:
            seen = {(told.article, told.event) for told in occurrence.tellings}
            yield from ((article, event, occurrence.id) for article, event in sorted(seen))


def _fill(given: _Given, files: DatasetFiles, exported: Exported) -> None:
    ledger, text = given.ledger, given.text
    profile = exported.profile
    if profile.name == "web-annotation":
        _annotate(ledger, files, text=text)
    elif profile.name == "followthemoney":
        _follow(given, files, exported)
    elif profile.name == "dyad-month":
        _count(given, files, exported)
    elif profile.name == "plover-jsonl":
        for telling in _actual(given.tellings(text=text), exported):
            if telling.sources:
                files.line(plover_object(telling))
            else:
                exported.leave("no source")
    elif profile.gathered:
        for occurrence in _occurrences(_told(given, exported)):
            _gathered(occurrence, files, exported, by_party=given.across_pages)
    else:
        for telling in _told(given, exported):
            _single(telling, files, exported)


def _annotate(ledger: Ledger, files: DatasetFiles, *, text: bool) -> None:
    files.write(json_line(page_head(ledger.identity)).rstrip()[:-1] + ',"items":[\n')
    for quotation in ledger.quotations(text=text):
        files.line(annotation(quotation))
    files.write("]}\n")


def _follow(given: _Given, files: DatasetFiles, exported: Exported) -> None:
    ledger, text = given.ledger, given.text
    for publication in ledger.publications(text=text):
        files.line(article_entity(publication))
    for party in ledger.parties(text=text):
        files.line(party_entity(party))
    for occurrence in _occurrences(_actual(given.tellings(text=text), exported)):
        for entity in event_entities(occurrence):
            files.line(entity)


def _count(given: _Given, files: DatasetFiles, exported: Exported) -> None:
    def counted() -> Iterator[tuple[Any, ...]]:
        for telling in _actual(given.tellings(text=False), exported):
            found = tuple(dyads(telling, pairs(telling)))
            if not found:
                exported.leave("no month, or no two parties")
            yield from found

    for row in given.ledger.tally(counted(), one_a_day=given.one_a_day):
        files.row(dyad_row(row))


def _told(given: _Given, exported: Exported) -> Iterator[Telling]:
    """The events of a profile, and for one of CAMEO's the sayings behind them."""
    speech, stories = exported.profile.speech, exported.profile.name == "polecat"
    for telling in _actual(given.tellings(text=given.text, stories=stories), exported):
        yield appealing(telling) if speech else telling
    if speech:
        for saying in given.ledger.sayings(text=given.text):
            said = statement(saying)
            if said is not None:
                yield said
            elif not saying.told:
                exported.leave("attributions that are no statement or appeal of a party")


def _actual(tellings: Iterable[Telling], exported: Exported) -> Iterator[Telling]:
    for telling in tellings:
        if telling.modality != ACTUAL:
            exported.leave(telling.modality)
        elif not is_coded(telling):
            exported.leave("no known code")
        else:
            yield telling


def _occurrences(tellings: Iterable[Telling]) -> Iterator[list[Telling]]:
    for _, group in groupby(tellings, key=lambda telling: telling.occurrence):
        yield list(group)


def _targeted(telling: Telling, exported: Exported) -> tuple[Pair, ...]:
    """The pairs of an event that its profile has rows for."""
    found = pairs(telling)
    if exported.profile.targeted:
        found = tuple(pair for pair in found if pair.target is not None)
    if not found:
        exported.leave("no pair of source and target" if telling.sources else "no source")
    return found


def _single(telling: Telling, files: DatasetFiles, exported: Exported) -> None:
    name = exported.profile.name
    for pair in _targeted(telling, exported):
        row = pair.id_in(telling.id)
        if name == "polecat":
            files.row(polecat_row(telling, pair, row))
        elif name == "icews":
            files.row(icews_row(telling, pair, row))
        else:
            files.row(coded_row(telling, pair, row, name))
        _trace(files, exported, telling, pair, row)


def _gathered(
    occurrence: list[Telling], files: DatasetFiles, exported: Exported, *, by_party: bool
) -> None:
    """Writes the rows of an occurrence: one a code and pair, or one a code and pair of parties.

    Pages name one party in ways of their own (a president, his state), so that across pages the
    parties behind the actors tell which pairs are the same; the first telling names them.
    """
    rows: dict[tuple[str, str], tuple[Pair, list[Telling]]] = {}
    for telling in occurrence:
        for pair in _targeted(telling, exported):
            same = pair.parties if by_party else pair.key
            rows.setdefault((telling.cameo, same), (pair, []))[1].append(telling)
    for (cameo, _), (pair, tellings) in rows.items():
        row = pair.id_in(f"{tellings[0].occurrence}-{cameo}")
        if exported.profile.name == "gdelt":
            files.row(event_row(tellings, pair, row))
            for mention in mention_rows(tellings, pair, row):
                files.row(mention, MENTIONS)
        else:
            files.row(phoenix_row(tellings, pair, row))
        for telling in tellings:
            _trace(files, exported, telling, pair, row)


def _trace(files: DatasetFiles, exported: Exported, telling: Telling, pair: Pair, row: str) -> None:
    """Says where a row comes from, under the id that the dataset has for it."""
    if any(ending == PROVENANCE for ending, _ in exported.profile.beside):
        shown = str(number_of(row)) if exported.profile.numbered else row
        files.row(provenance_row(telling, pair, shown), PROVENANCE)
