"""The tagger in torch: a transformer encoder as BERT and MPNet have it, a layer of label scores,
and a chain of labels (a linear-chain CRF) over the words of each sentence.

Written out here, so that training and the exported graph (`exporting.py`) share one definition
of every step. Names of parameters are ours; `weights.py` maps those of the starting weights.
"""

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True)
class Shape:
    """What an encoder is made of.

    `inner` and `heads` may be less than the starting weights have: what matters least is cut
    away in training; `each` is the width of a head. `buckets` is 0 for BERT; MPNet adds a learned
    bias for each bucket of relative distance. `shift` is the position of the first piece.
    """

    vocabulary: int
    width: int
    inner: int
    heads: int
    each: int
    layers: int
    positions: int
    epsilon: float
    buckets: int
    shift: int
    labels: int


class Layer(nn.Module):
    """Self-attention and a feed-forward net, each with a residual and a norm behind it."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads, self.each = shape.heads, shape.each
        self.dropout = dropout
        self.qkv = nn.Linear(shape.width, 3 * shape.heads * shape.each)
        self.distances = nn.Embedding(shape.buckets, shape.heads) if shape.buckets else None
        self.mixed = nn.Linear(shape.heads * shape.each, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, shape.epsilon)
        self.inner = nn.Linear(shape.width, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, shape.epsilon)

    def forward(self, hidden: Tensor, bias: Tensor, buckets: Tensor) -> Tensor:
        rows, length, _ = hidden.shape
        qkv = self.qkv(hidden).view(rows, length, 3, self.heads, self.each)
        q, k, v = qkv.permute(2, 0, 3, 1, 4)
        if self.distances is not None:
            bias = bias + self.distances(buckets).permute(2, 0, 1)[None]
        dropped = self.dropout if self.training else 0.0
        mixed = functional.scaled_dot_product_attention(q, k, v, bias.to(q.dtype), dropped)
        mixed = self.mixed(mixed.transpose(1, 2).flatten(2))
        hidden = self.norm1(hidden + functional.dropout(mixed, self.dropout, self.training))
        fed = self.outer(functional.gelu(self.inner(hidden)))
        return self.norm2(hidden + functional.dropout(fed, self.dropout, self.training))


class Encoder(nn.Module):
    """Pieces in, label scores of every piece out."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.dropout = dropout
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.norm = nn.LayerNorm(shape.width, shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.scores = nn.Linear(shape.width, shape.labels)
        self.chain = Chain(shape.labels)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Scores (rows, pieces, labels) and the last hidden states."""
        length = ids.shape[1]
        places = torch.arange(self.shape.shift, self.shape.shift + length, device=ids.device)
        hidden = self.norm(self.words(ids) + self.places(places))
        hidden = functional.dropout(hidden, self.dropout, self.training)
        bias = torch.zeros(mask.shape).masked_fill(mask == 0, -1e4)[:, None, None, :]
        buckets = distance_buckets(length, self.shape.buckets) if self.shape.buckets else places
        for layer in self.layers:
            hidden = layer(hidden, bias.expand(-1, 1, length, -1), buckets)
        dropped = functional.dropout(hidden, self.dropout, self.training)
        return self.scores(dropped).float(), hidden


def distance_buckets(length: int, buckets: int, furthest: int = 128) -> Tensor:
    """Which bucket of MPNet's each pair of places falls in, of shape (length, length)."""
    place = torch.arange(length)
    away = place[:, None] - place[None, :]  # from the asking place to the one that is asked
    half = buckets // 2
    found = (away < 0).long() * half
    away = away.abs()
    exact = half // 2
    far = (
        exact
        + (
            torch.log(away.float().clamp(min=1) / exact)
            / math.log(furthest / exact)
            * (half - exact)
        ).long()
    )
    return found + torch.where(away < exact, away, far.clamp(max=half - 1))


class Chain(nn.Module):
    """How likely labels follow one another, begin and end a sentence."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.first = nn.Parameter(torch.zeros(labels))
        self.next = nn.Parameter(torch.zeros(labels, labels))
        self.last = nn.Parameter(torch.zeros(labels))

    def forward(self, scores: Tensor, labels: Tensor, lengths: Tensor) -> Tensor:
        """Minus the log-probability of each sentence's labels.

        Args:
            scores: (sentences, words, labels), filled up behind.
            labels: (sentences, words).
            lengths: (sentences,), how many words each has.
        """
        return self.total(scores, lengths) - self.path(scores, labels, lengths)

    def path(self, scores: Tensor, labels: Tensor, lengths: Tensor) -> Tensor:
        """The score of one path."""
        real = torch.arange(scores.shape[1])[None] < lengths[:, None]
        own = scores.gather(2, labels[..., None])[..., 0]
        steps = self.next[labels[:, :-1], labels[:, 1:]]
        end = labels.gather(1, lengths[:, None] - 1)[:, 0]
        total = (own * real).sum(1) + (steps * real[:, 1:]).sum(1)
        return total + self.first[labels[:, 0]] + self.last[end]

    def total(self, scores: Tensor, lengths: Tensor) -> Tensor:
        """The logarithm of the sum over all paths."""
        reached = self.first + scores[:, 0]
        for at in range(1, scores.shape[1]):
            further = torch.logsumexp(reached[:, :, None] + self.next, 1) + scores[:, at]
            reached = torch.where((at < lengths)[:, None], further, reached)
        return torch.logsumexp(reached + self.last, 1)
