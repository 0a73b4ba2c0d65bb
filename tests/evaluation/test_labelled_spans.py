"""Labels expected and found -> how many spans agree, and what became of the others."""

from dragoman.evaluation.labelled_spans import SpanFigures, quoting, spans_of

SHORT = {"O": "O", "S": "B-source", "s": "I-source", "C": "B-cue", "c": "I-cue",
         "T": "B-content", "t": "I-content"}  # fmt: skip


def figures(words, gold, predicted):
    made = SpanFigures()
    made.add(words.split(), [SHORT[x] for x in gold], [SHORT[x] for x in predicted])
    return made


def f1(made, kind="content"):
    names = ("exact", "begin", "overlap", "words")
    return {name: round(made.rate(name, kind).f1, 2) for name in names}


def test_spans_of_labels_that_follow_no_rule():
    labels = ["I-cue", "I-cue", "B-cue", "I-content", "O", "B-content"]
    assert [(s.kind, s.start, s.end) for s in spans_of(labels)] == [
        ("cue", 0, 2),
        ("cue", 2, 3),
        ("content", 3, 4),
        ("content", 5, 6),
    ]


def test_a_span_that_is_right():
    made = figures("Iran said talks failed", "SCTt", "SCTt")
    assert f1(made) == {"exact": 1, "begin": 1, "overlap": 1, "words": 1}
    assert made.fates["exact", "content"] == 1


def test_an_end_too_early_still_has_the_begin():
    made = figures("Iran said talks failed again", "SCTtt", "SCTtO")
    assert f1(made) == {"exact": 0, "begin": 1, "overlap": 1, "words": 0.8}
    assert made.fates["edge: other words", "content"] == 1


def test_marks_at_the_edge_are_told_from_other_words():
    made = figures("`` Talks failed . '' Iran said", "TttttSC", "OTtOOSC")
    assert made.fates["edge: marks or `that`", "content"] == 1
    assert f1(made, "source")["exact"] == 1


def test_spans_overlap_one_to_one():
    made = figures("a b c d e f", "TttTtt", "Tttttt")
    rate = made.rate("overlap", "content")
    assert (rate.expected, rate.found, rate.right) == (2, 1, 1)


def test_what_became_of_each_span():
    made = figures("a b c d e f", "TtSOTt", "SsOTTt")
    assert dict(made.fates) == {
        ("taken for another kind", "content"): 1,
        ("exact", "content"): 1,
        ("missed", "source"): 1,
        ("found where none is", "source"): 1,
        ("found where none is", "content"): 1,
    }


def test_a_span_found_in_parts():
    assert figures("a b c d", "Tttt", "TOTt").fates["found in parts", "content"] == 1


def test_kinds_of_speech_by_their_marks():
    said = ["`` no ''", "“ No , ”", "a `` hard '' no", "no way"]
    assert [quoting(words.split()) for words in said] == ["direct", "direct", "mixed", "indirect"]


def test_classes_by_marks_and_length():
    made = figures("`` no '' said Iran of the talks that failed", "TttCSTtttt", "TttCSTtttt")
    assert made.rate("direct", "content").right == 1
    assert made.rate("indirect", "content").right == 1
    assert made.rate("1-5", "content").right == 2


def test_time_grows_with_the_spans(seconds):
    def spent(count):
        return seconds(lambda: figures("a b " * count, "TO" * count, "OT" * count))

    spent(500)
    assert spent(40_000) < 60 * max(spent(2_000), 0.01)
