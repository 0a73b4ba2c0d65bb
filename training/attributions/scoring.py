"""A model in training at work: the labels that it gives, and how well they agree with gold."""

from collections.abc import Sequence

import torch
from torch import Tensor

from training.attributions.batches import Batch, collated
from training.attributions.measures import exact
from training.attributions.sentences import LABELS, Sentence, packed
from training.encoder.encoder import Encoder
from training.encoder.pieces import Pieces


def word_scores(model: Encoder, batch: Batch) -> Tensor:
    """Label scores of each word: (sentences, words, labels)."""
    with torch.autocast("cpu", torch.bfloat16):
        scores, _ = model(batch.ids, batch.mask)
    return scores.reshape(-1, scores.shape[-1])[batch.places]


def tagged(
    model: Encoder, pieces: Pieces, articles: Sequence[Sequence[Sentence]], limit: int
) -> list[tuple[Sentence, list[int]]]:
    """The most likely path of every sentence, in their order."""
    model.eval()
    windows = [w for article in articles for w in packed(article, pieces.words, limit)]
    order = sorted(range(len(windows)), key=lambda n: windows[n].size)
    found: dict[int, list[list[int]]] = {}
    with torch.inference_mode():
        for at in range(0, len(order), 16):
            chosen = order[at : at + 16]
            batch = collated([windows[n] for n in chosen], pieces)
            scores = word_scores(model, batch)
            paths = best_paths(model, scores, batch.lengths)
            for n in chosen:
                count = len(windows[n].sentences)
                found[n], paths = paths[:count], paths[count:]
    model.train()
    return [
        pair
        for n, window in enumerate(windows)
        for pair in zip(window.sentences, found[n], strict=True)
    ]


def best_paths(model: Encoder, scores: Tensor, lengths: Tensor) -> list[list[int]]:
    """Viterbi over a batch of sentences."""
    chain = model.chain
    reached = chain.first + scores[:, 0]
    back = []
    for at in range(1, scores.shape[1]):
        best, came = (reached[:, :, None] + chain.next).max(1)
        real = (at < lengths)[:, None]
        reached = torch.where(real, best + scores[:, at], reached)
        back.append(torch.where(real, came, torch.arange(came.shape[1])[None]))
    last = (reached + chain.last).argmax(1)
    steps = [last]
    for came in reversed(back):
        steps.append(came.gather(1, steps[-1][:, None])[:, 0])
    paths = torch.stack(steps[::-1], 1).tolist()
    return [path[:length] for path, length in zip(paths, lengths.tolist(), strict=True)]


def score(
    model: Encoder, pieces: Pieces, articles: Sequence[Sequence[Sentence]], limit: int
) -> dict[str, float]:
    """Exact-match F1 of each label."""
    pairs = tagged(model, pieces, articles, limit)
    return exact(
        [[LABELS[n] for n in sentence.labels] for sentence, _ in pairs],
        [[LABELS[n] for n in path] for _, path in pairs],
    )
