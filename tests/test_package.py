"""The package as a whole: what it exports, its schema, and the records of all samples."""

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import jsonschema
import pytest

from dragoman.flow import Reader
from dragoman.records import PageFault, Record, Span, ZoneKind, from_json, json_schema, to_json

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def records() -> list[Record]:
    results = list(Reader().read_paths([str(ROOT / "samples")]))
    assert not [result for result in results if isinstance(result, PageFault)]
    return [result for result in results if isinstance(result, Record)]


def spans_of(record: Record) -> Iterator[Span]:
    """Every span in a record."""
    article = record.article
    yield from (zone.span for zone in article.zones)
    yield from (Span(comment.start, comment.end) for comment in article.comments)
    yield from telling_spans_of(record)
    for actor in record.actors:
        yield from actor.mentions
    for attribution in record.attributions:
        if attribution.source is not None:
            yield Span(attribution.source.start, attribution.source.end)
        if attribution.cue is not None:
            yield attribution.cue
    for fault in record.faults:
        if fault.start is not None and fault.end is not None:
            yield Span(fault.start, fault.end)


def telling_spans_of(record: Record) -> Iterator[Span]:
    """The spans that must lie where the article itself speaks."""
    for attribution in record.attributions:
        yield from attribution.content
    for event in record.events:
        yield from (event.trigger, event.sentence)
    yield from (move.evidence for move in record.moves)


def test_schema_file_is_what_the_types_say() -> None:
    held = resources.files("dragoman.records").joinpath("record.schema.json").read_text("utf-8")
    assert json.loads(held) == json.loads(json.dumps(json_schema())), "run `make schema`"
    jsonschema.Draft202012Validator.check_schema(json.loads(held))


def test_records_follow_the_schema_and_come_back_whole(records: list[Record]) -> None:
    validator = jsonschema.Draft202012Validator(json_schema())
    assert len(records) >= 20
    for record in records:
        line = to_json(record)
        validator.validate(json.loads(line))
        assert b"\n" not in line
        assert from_json(line) == record


def test_spans_lie_in_the_text(records: list[Record]) -> None:
    for record in records:
        for span in spans_of(record):
            assert 0 <= span.start < span.end <= len(record.article.text), record.page


def test_zones_cover_the_text_without_overlap(records: list[Record]) -> None:
    for record in records:
        text, end = record.article.text, 0
        for zone in record.article.zones:
            assert zone.start >= end, record.page
            assert not text[end : zone.start].strip(), record.page
            end = zone.end
        assert not text[end:].strip(), record.page


def test_nothing_is_told_where_the_article_does_not_speak(records: list[Record]) -> None:
    for record in records:
        silent = [z for z in record.article.zones if not z.kind.tells]
        for span in telling_spans_of(record):
            inside = [z.kind.value for z in silent if z.span.overlaps(span)]
            assert not inside, (record.page, record.article.words(span))


def test_comments_lie_in_comment_zones(records: list[Record]) -> None:
    for record in records:
        zones = [z.span for z in record.article.zones if z.kind is ZoneKind.COMMENT]
        for comment in record.article.comments:
            span = Span(comment.start, comment.end)
            assert any(zone.overlaps(span) for zone in zones), (record.page, comment.author)


def test_ids_that_rows_name_exist(records: list[Record]) -> None:
    for record in records:
        attributions = {a.id for a in record.attributions}
        actors = {a.id for a in record.actors}
        named = {a.via for a in record.attributions}
        named |= {e.attribution for e in record.events} | {m.attribution for m in record.moves}
        assert named - {None} <= attributions, record.page
        for event in record.events:
            assert {*event.source, *event.target} <= actors, record.page
        for rows in (record.actors, record.attributions, record.events, record.moves):
            ids = [row.id for row in rows]
            assert len(ids) == len(set(ids)), record.page


def test_a_page_read_alone_gives_what_it_gives_among_others(records: list[Record]) -> None:
    files = [record for record in records if ":" not in record.page]
    reader = Reader()
    for record in files[::4]:
        assert list(reader.read_paths([record.page])) == [record]


def generated(name: str) -> str:
    code = f"import generate; print(generate.{name}(), end='')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT / "docs",
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
        check=True,
    )
    return done.stdout


def test_command_line_page_is_current() -> None:
    assert (ROOT / "docs" / "cli.md").read_text("utf-8") == generated("cli_page"), "run `make docs`"


def keys_of(schema: dict[str, object]) -> Iterator[str]:
    """All keys that records of a schema can have."""
    for name, part in schema.items():
        if name == "properties" and isinstance(part, dict):
            yield from part
        if isinstance(part, dict):
            yield from keys_of(part)


def test_every_key_of_a_record_is_documented() -> None:
    page = (ROOT / "docs" / "record.md").read_text("utf-8")
    missing = {key for key in keys_of(json_schema()) if f"`{key}`" not in page}
    assert not missing


def test_locks_name_no_host_and_no_machine() -> None:
    for lock in ("run.lock", "dev.lock"):
        text = (ROOT / "requirements" / lock).read_text("utf-8")
        assert "://" not in text
        assert "file:" not in text
        assert text.count("--hash=sha256:") > 100
        requirements = [line for line in text.splitlines() if line[:1].isalnum()]
        assert all("==" in line for line in requirements)
