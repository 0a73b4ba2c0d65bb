"""Articles -> sentences with true offsets, in bounded time and memory; models that are wrong."""

import random
import string
import time

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import ModelError
from dragoman.language import pipeline as module
from dragoman.language.pieces import LONGEST_PARAGRAPH, LONGEST_WORD, pieces_of
from dragoman.language.pipeline import Pipeline
from dragoman.records import Article, Stage, Zone, ZoneKind


def article(text, zones=None, name="id"):
    zones = tuple(zones or [Zone(ZoneKind.BODY, 0, len(text))])
    return Article(
        name, None, None, None, "The Example Post", None, None, None, "en", text, zones, ()
    )


def assert_true(parsed):
    """Every token lies where it says, in text order, inside its sentence's zone."""
    text, at = parsed.article.text, 0
    for index, sentence in enumerate(parsed.sentences):
        assert sentence.index == index
        for i, token in enumerate(sentence.tokens):
            assert token.i == i
            assert 0 <= token.head < len(sentence.tokens)
            assert text[token.start : token.end].replace("\n", " ") == token.text
            assert at <= token.start < token.end
            at = token.end
        assert sentence.zone.start <= sentence.start <= sentence.end <= sentence.zone.end


def test_offsets_hold_over_broken_lines(parse):
    text = (
        "Iran's foreign minister, who had arrived\nin Vienna on Monday, met his\n"
        "counterparts  from three European powers.\n\nTalks go on.\n"
    )
    parsed = parse(text)
    assert_true(parsed)
    assert [s.paragraph for s in parsed.sentences] == [0, 1, 2, 3][: len(parsed.sentences)]


def test_a_sentence_broken_by_a_text_editor_is_one(parse):
    text = (
        "Iran's foreign minister, who had arrived in Vienna on\n"
        "Monday, met his counterparts from three European powers\n"
        "in the evening.\nTalks go on."
    )
    parsed = parse(text)
    assert_true(parsed)
    told = [parsed.text(s.span).replace("\n", " ") for s in parsed.sentences]
    assert told == [text[: text.index("Talks") - 1].replace("\n", " "), "Talks go on."]


def test_long_paragraphs_are_cut_after_a_sentence():
    text = "Talks went on in Vienna. " * 1000
    pieces, faults = pieces_of(article(text))
    assert faults == []
    assert len(pieces) == 3
    assert all(len(p.text) <= LONGEST_PARAGRAPH for p in pieces)
    assert all(p.text.endswith(". ") for p in pieces)
    assert "".join(p.text for p in pieces) == text
    assert {p.paragraph for p in pieces} == {0}


def test_long_paragraphs_without_a_sentence_end_are_cut_at_a_blank(parse):
    text = "Vienna talks " * 1000
    pieces, _ = pieces_of(article(text))
    assert [p.text.endswith(" ") for p in pieces] == [True] * len(pieces)
    assert_true(parse(text))


def test_only_what_the_article_itself_says_is_parsed(parse):
    text = "Title\nBody text.\nA comment.\nMore body."
    zones = [
        Zone(ZoneKind.TITLE, 0, 5),
        Zone(ZoneKind.BODY, 6, 16),
        Zone(ZoneKind.COMMENT, 17, 27),
        Zone(ZoneKind.BODY, 28, 38),
    ]
    parsed = parse(text, zones=zones)
    assert_true(parsed)
    assert [parsed.text(s.span) for s in parsed.sentences] == ["Title", "Body text.", "More body."]
    assert [parsed.text(s.span) for s in parsed.telling] == ["Body text.", "More body."]


def test_a_place_is_found_in_its_sentence(parse):
    parsed = parse("Iran left. Talks ended.")
    first, second = parsed.sentences
    assert [parsed.sentence_at(at) for at in (0, 9, 10, 11, 22, 23)] == [
        first, first, None, second, second, None,
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", " ", "\n\n \t\n", "\u00a0"])
def test_an_empty_article_parses_to_nothing(parse, text):
    parsed = parse(text)
    assert (parsed.sentences, parsed.faults, parsed.words) == ((), (), 0)


def test_batches_keep_order(pipeline, monkeypatch):
    monkeypatch.setattr(module, "WORDS_A_BATCH", 20)
    texts = [f"Talks number {n} ended. " * (n % 4) for n in range(23)]
    given_in = [article(text, name=str(n)) for n, text in enumerate(texts)]
    parsed = list(pipeline.parse(iter(given_in)))
    assert [p.article for p in parsed] == given_in
    for n, one in enumerate(parsed):
        assert_true(one)
        assert sum(t.text == str(n) for s in one.sentences for t in s.tokens) == n % 4


def test_a_run_of_signs_is_left_out_and_the_rest_is_parsed(parse):
    address = "https://example.org/?" + "a1" * 300
    text = f"Iran left {address} the accord."
    parsed = parse(text)
    assert_true(parsed)
    [sentence] = parsed.sentences
    assert [t.text for t in sentence.tokens] == ["Iran", "left", "the", "accord", "."]
    [fault] = parsed.faults
    assert (fault.stage, fault.start, fault.end) == (Stage.LANGUAGE, 10, 10 + len(address))
    assert fault.message.startswith("A run of 621 characters without a blank was not parsed.")


def test_the_longest_word_is_still_parsed(parse):
    parsed = parse("a" * LONGEST_WORD)
    assert parsed.faults == ()
    assert len(parsed.sentences) == 1


@pytest.mark.parametrize("sign", ['"', "'", "(", "\N{GRINNING FACE}", "“"])
def test_a_paragraph_of_signs_costs_little(parse, sign):
    before = time.process_time()
    parsed = parse(sign * 9000 + "\n" + "Talks went on.")
    assert time.process_time() - before < 1
    assert [parsed.text(s.span) for s in parsed.sentences] == ["Talks went on."]
    assert [(f.start, f.end) for f in parsed.faults] == [(0, 9000)]


def test_a_table_of_figures_is_left_out(parse):
    table = "EUR 1.2345 -0.12 % " * 40
    parsed = parse(f"Markets fell in Vienna.\n{table}\nTalks went on.")
    assert [parsed.text(s.span) for s in parsed.sentences] == [
        "Markets fell in Vienna.",
        "Talks went on.",
    ]
    [fault] = parsed.faults
    assert parsed.article.text[fault.start : fault.end] == table
    assert "600 signs, of which 120 are letters" in fault.message


def test_a_short_line_of_figures_is_parsed(parse):
    assert parse("12 - 34 - 56 (78%)").faults == ()


ODD = st.text(
    st.sampled_from("aB .,\"'“”’()-\n\t1\u2028\u00a0é中😀\u200b"),
    max_size=400,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(ODD)
def test_any_text_gives_true_offsets(parse, text):
    assert_true(parse(text))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["a ", ". ", "x" * 300, "1 ", "\n"]), st.integers(1, 2000)), max_size=6))  # fmt: skip
def test_pieces_lie_in_order_and_say_what_they_leave_out(runs):
    text = "".join(word * count for word, count in runs)
    pieces, faults = pieces_of(article(text))
    at = 0
    for piece in pieces:
        assert at <= piece.start
        assert len(piece.text) <= LONGEST_PARAGRAPH
        at = piece.start + len(piece.text)
    parsed = sum(not c.isspace() for p in pieces for c in p.text)
    left_out = {i for f in faults for i in range(f.start, f.end) if not text[i].isspace()}
    assert parsed + len(left_out) == sum(not c.isspace() for c in text)


def test_memory_does_not_grow_with_the_vocabulary(pipeline):
    rng = random.Random(7)

    def made():
        words = ("".join(rng.choices(string.ascii_lowercase, k=9)) for _ in range(8))
        return article(" ".join(words) + ".")

    strings = pipeline._nlp.vocab.strings
    list(pipeline.parse(made() for _ in range(20)))
    before = len(strings)
    count = sum(len(parsed.sentences) > 0 for parsed in pipeline.parse(made() for _ in range(3000)))
    assert count == 3000
    assert len(strings) - before < 500


def test_a_model_that_is_not_there(tmp_path):
    with pytest.raises(
        ModelError, match=r"'en_core_web_none' can't be loaded .* Name an installed"
    ):
        list(Pipeline("en_core_web_none").parse([article("Talks went on.")]))
    with pytest.raises(ModelError, match="can't be loaded"):
        list(Pipeline(str(tmp_path)).parse([article("Talks went on.")]))


def test_a_model_without_a_parser(tmp_path):
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="has no parser"):
        list(Pipeline(str(tmp_path / "blank")).parse([article("Talks went on.")]))


def test_the_default_model_must_be_the_one_it_was_measured_with(monkeypatch):
    monkeypatch.setattr(module, "model_digest", lambda package: "0" * 64)
    with pytest.raises(ModelError, match=r"its digest is 000000000000\.\.\.,"):
        list(Pipeline().parse([article("Talks went on.")]))


def test_the_default_model_must_be_installed(monkeypatch):
    def missing(package):
        raise module.metadata.PackageNotFoundError(package)

    monkeypatch.setattr(module, "model_digest", missing)
    with pytest.raises(ModelError, match=r"is not installed. Install it with: pip install "):
        list(Pipeline().parse([article("Talks went on.")]))


def test_no_articles_need_no_model():
    assert list(Pipeline("en_core_web_none").parse([])) == []


def test_records_cite_the_model(pipeline):
    name, version = pipeline.model.split()
    assert (name, version) == (pipeline._expected["package"], pipeline._expected["version"])
    assert len(pipeline.digest) == 64
    assert (Pipeline("mine").model, Pipeline("mine").digest) == ("mine", None)
