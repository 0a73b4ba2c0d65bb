"""The examples of `docs/vocabulary.md`, run: each has tables, news and what is read of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from msgspec import UNSET

from dragoman.codebook.overlays import overlays_with
from dragoman.errors import UsageError
from dragoman.flow import Options, Reader
from dragoman.flow.importing import LEFT_OUT, import_dictionaries
from dragoman.pages import Given, Page, PageFormat
from dragoman.records import ActorKind, Event, Record

PAGE = Path(__file__).parents[1] / "docs" / "vocabulary.md"
FENCE = re.compile(r"^```(\S+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LAST = ("events", "types", "mistakes", "left-out")
"""The sorts of blocks that end an example."""


@dataclass(slots=True)
class Example:
    """The blocks of one example."""

    tables: dict[str, str] = field(default_factory=dict)
    given: dict[str, tuple[str, str]] = field(default_factory=dict)
    expected: tuple[str, str] = ("", "")


def examples() -> Iterator[Example]:
    example = Example()
    for sort, name, text in FENCE.findall(PAGE.read_text("utf-8")):
        if sort == "tsv":
            example.tables[name] = text
        elif sort in LAST:
            example.expected = (sort, text)
            yield example
            example = Example()
        else:
            example.given[sort] = (name, text)


EXAMPLES = tuple(examples())


def test_the_page_has_its_examples() -> None:
    assert [example.expected[0] for example in EXAMPLES] == [
        *("events",) * 4,
        "types",
        "mistakes",
        "left-out",
    ]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.expected[0]} {min(e.tables)}")
def test_the_examples_hold(example: Example, tmp_path: Path) -> None:
    sort, text = example.expected
    if sort == "left-out":
        _check_import(example, tmp_path)
        return
    for name, table in example.tables.items():
        (tmp_path / name).write_text(table, "utf-8")
    if sort == "mistakes":
        with pytest.raises(UsageError) as error:
            overlays_with([tmp_path])
        assert f"{error.value}\n" == text
        return
    record = read(tmp_path, *example.given["news"])
    told = [_types(e) if sort == "types" else _line(record, e) for e in record.events]
    assert told == text.splitlines()


def _check_import(example: Example, folder: Path) -> None:
    name, text = example.given["dictionary"]
    (folder / name).write_text(text, "utf-8")
    import_dictionaries([folder / name], folder / "out")
    made = {path.name: path.read_text("utf-8") for path in (folder / "out").iterdir()}
    assert made.pop(LEFT_OUT).endswith(f"\n\n{example.expected[1]}")
    assert made == example.tables


def read(folder: Path, day: str, news: str) -> Record:
    laid = overlays_with([folder])
    options = Options(
        given=Given(published=day), vocabulary=laid.vocabulary, ontology=laid.ontology, heads=False
    )
    [record] = Reader(options).read([Page("news", " ".join(news.split()), PageFormat.TEXT)])
    assert isinstance(record, Record)
    return record


def _line(record: Record, event: Event) -> str:
    known = record.cast.by_id

    def side(names: tuple[str, ...]) -> str:
        people = {n for n in names if known[n].kind is ActorKind.PERSON}
        return " + ".join(known[name].name if name in people else name for name in names)

    return f"{event.type} {side(event.source)} -> {side(event.target)}"


def _types(event: Event) -> str:
    own = () if event.ontology is UNSET else event.ontology
    return " ".join((str(event.type), *(each.type for each in own)))
