"""Sentences with their article's text and annotation -> the paragraphs that they came from."""

import json

import pytest
from training.attributions.paragraphs import rebuilt

TEXT = "Talks end.\n\n“It’s over. We lost,” Reuters said. It hoped so.\nNobody came.\n"


def annotation(*spans):
    return "".join(
        f"T{n}\t{kind} {TEXT.index(words)} {TEXT.index(words) + len(words)}\t{words}\n"
        for n, (kind, words) in enumerate(spans, 1)
    )


@pytest.fixture
def paragraphs(tmp_path):
    def run(sentences, *spans):
        for folder in ("text", "attributions"):
            (tmp_path / "train" / folder).mkdir(parents=True)
        (tmp_path / "train" / "text" / "page.txt").write_text(TEXT)
        (tmp_path / "train" / "attributions" / "page_1a2b.ann").write_text(annotation(*spans))
        rows = [
            {"id": "page", "tokens": words.split(), "labels": labels.split()}
            for words, labels in sentences
        ]
        (tmp_path / "sentences_train.jsonl").write_text("\n".join(map(json.dumps, rows)))
        return [(" ".join(row["tokens"]), " ".join(row["labels"])) for row in rebuilt(tmp_path)]

    return run


SENTENCES = [
    ("Talks end .", "O O O"),
    ("`` It 's over .", "B-content I-content I-content I-content O"),
    ("We lost , '' Reuters said .", "B-content I-content I-content I-content B-source B-cue O"),
    ("It hoped so .", "B-source B-cue B-content O"),
    ("Nobody came .", "O O O"),
]


def test_a_span_runs_on_where_the_annotation_does(paragraphs):
    found = paragraphs(SENTENCES, ("Content", "“It’s over. We lost,”"))
    assert found == [
        ("Talks end .", "O O O"),
        (
            "`` It 's over . We lost , '' Reuters said . It hoped so .",
            "B-content I-content I-content I-content I-content I-content I-content I-content "
            "I-content B-source B-cue O B-source B-cue B-content O",
        ),
        ("Nobody came .", "O O O"),
    ]


def test_spans_side_by_side_stay_two(paragraphs):
    found = paragraphs(SENTENCES, ("Content", "“It’s over."), ("Content", "We lost,”"))
    assert found[1][1].split().count("B-content") == 3
