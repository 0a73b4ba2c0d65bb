"""A tokenizer -> a smaller one that cuts the words of English news as before."""

import json

import pytest

tokenizers = pytest.importorskip("tokenizers")

from training.encoder.vocabulary import pruned  # noqa: E402 - needs the library

PIECES = ["<s>", "<unk>", "[unused1]", "talks", "t", "##a", "##lk", "##s", "和", "minister"]


def tokenizer():
    vocabulary = {piece: n for n, piece in enumerate(PIECES)}
    made = tokenizers.Tokenizer(tokenizers.models.WordPiece(vocabulary, unk_token="<unk>"))
    made.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    return made.to_str().encode()


def test_unused_pieces_and_other_scripts_are_left_out():
    smaller = pruned(tokenizer(), ["talks"])
    assert smaller.rows == (0, 1, 3, 4, 5, 6, 7, 9)
    kept = json.loads(smaller.tokenizer)["model"]["vocab"]
    assert [PIECES[row] for row in smaller.rows] == list(kept)
    assert list(kept.values()) == list(range(len(smaller.rows)))


def test_words_are_cut_as_before():
    whole = tokenizers.Tokenizer.from_buffer(tokenizer())
    smaller = tokenizers.Tokenizer.from_buffer(pruned(tokenizer(), ["talks"]).tokenizer)
    for word in ("talks", "talk", "minister", "和"):
        was = whole.encode(word).tokens
        assert smaller.encode(word).tokens == (was if "和" not in was else ["<unk>"])
