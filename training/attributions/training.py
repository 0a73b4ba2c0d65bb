"""Training: windows in, a tagger's weights out. Seeded; goes on where a stopped run left off."""

import json
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from dragoman.language.subwords import Subwords
from training.attributions.encoder import Encoder
from training.attributions.measures import exact
from training.attributions.paragraphs import rebuilt
from training.attributions.sentences import (
    LABELS,
    Sentence,
    Spread,
    Window,
    batches,
    grouped,
    packed,
    read,
    shuffled,
)
from training.attributions.weights import archive, start

UNLIKELY = -10.0


@dataclass(frozen=True)
class Options:
    """All that decides a run.

    `rate` is the learning rate of the top layer; each layer below has `decay` times that of the
    one above, label scores and chain `scores_rate`.
    """

    weights: str = "mpnet"
    layers: tuple[int, ...] = (0, 1, 2, 3, 4, 5)
    epochs: int = 4
    pieces_a_step: int = 1600
    rate: float = 7e-5
    decay: float = 0.9
    scores_rate: float = 5e-4
    warm: float = 0.08
    dropout: float = 0.1
    weight_decay: float = 0.01
    token_loss: float = 0.3
    clip: float = 1.0
    seed: int = 1
    held_out: float = 0.0
    teacher: str | None = None
    soft: float = 0.5
    spread: Spread = field(default_factory=Spread)


@dataclass(frozen=True)
class Batch:
    """Windows as tensors.

    `ids` and `mask` are (windows, pieces); `places` (sentences, words) say where each word's
    first piece lies among all pieces of the batch, `lengths` how many words a sentence has.
    """

    ids: Tensor
    mask: Tensor
    places: Tensor
    labels: Tensor
    lengths: Tensor


class Pieces:
    """A tokenizer's pieces, with the special ones that frame sentences."""

    def __init__(self, content: bytes) -> None:
        tokenizer = Tokenizer.from_str(content.decode("utf-8"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        special = {name: tokenizer.token_to_id(name) for name in
                   ("[CLS]", "[SEP]", "[PAD]", "[UNK]", "<s>", "</s>", "<pad>", "<unk>")}

        def first(*names: str) -> int:
            return next(special[name] for name in names if special[name] is not None)

        self.begin, self.end = first("<s>", "[CLS]"), first("</s>", "[SEP]")
        self.pad = first("<pad>", "[PAD]")
        self.words = Subwords(
            lambda word: tokenizer.encode(word, add_special_tokens=False).ids,
            first("[UNK]", "<unk>"),
        )


def collated(windows: Sequence[Window], pieces: Pieces) -> Batch:
    """Windows as one batch of tensors."""
    rows: list[list[int]] = []
    places: list[list[int]] = []
    labels: list[list[int]] = []
    owners: list[int] = []
    for row, window in enumerate(windows):
        ids = [pieces.begin]
        for sentence in window.sentences:
            at = []
            for word in sentence.words:
                at.append(len(ids))
                ids.extend(pieces.words.pieces(word))
            ids.append(pieces.end)
            places.append(at)
            labels.append(list(sentence.labels))
            owners.append(row)
        rows.append(ids)
    width = max(map(len, rows))
    longest = max(map(len, places))
    placed = torch.tensor(
        [[row * width + p for p in at] + [0] * (longest - len(at))
         for row, at in zip(owners, places, strict=True)]
    )
    return Batch(
        torch.tensor([ids + [pieces.pad] * (width - len(ids)) for ids in rows]),
        torch.tensor([[1] * len(ids) + [0] * (width - len(ids)) for ids in rows]),
        placed,
        torch.tensor([own + [0] * (longest - len(own)) for own in labels]),
        torch.tensor([len(at) for at in places]),
    )


def word_scores(model: Encoder, batch: Batch) -> Tensor:
    """Label scores of each word: (sentences, words, labels)."""
    with torch.autocast("cpu", torch.bfloat16):
        scores, _ = model(batch.ids, batch.mask)
    return scores.reshape(-1, scores.shape[-1])[batch.places]


def loss_of(model: Encoder, batch: Batch, options: Options) -> Tensor:
    """Chain and word losses of a batch, per word."""
    scores = word_scores(model, batch)
    real = torch.arange(scores.shape[1])[None] < batch.lengths[:, None]
    chain = model.chain(scores, batch.labels, batch.lengths).sum() / real.sum()
    return chain + options.token_loss * F.cross_entropy(scores[real], batch.labels[real])


def forbid(model: Encoder) -> None:
    """Paths that no sentence can take start out unlikely: an inside without its begin."""
    with torch.no_grad():
        for at, label in enumerate(LABELS):
            if not label.startswith("I-"):
                continue
            model.chain.first[at] = UNLIKELY
            for before, other in enumerate(LABELS):
                if other[1:] != label[1:]:
                    model.chain.next[before, at] = UNLIKELY


def groups_of(model: Encoder, options: Options) -> list[dict[str, object]]:
    """Parameters with the learning rate of their layer; norms and biases do not decay."""
    depth = len(model.layers)
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in model.named_parameters():
        if name.startswith(("scores", "chain")):
            rate = options.scores_rate
        elif name.startswith("layers."):
            rate = options.rate * options.decay ** (depth - 1 - int(name.split(".")[1]))
        else:
            rate = options.rate * options.decay**depth
        fades = parameter.ndim > 1 and not name.startswith("chain")
        groups.setdefault((rate, options.weight_decay if fades else 0.0), []).append(parameter)
    return [
        {"params": own, "lr": rate, "base": rate, "weight_decay": fade}
        for (rate, fade), own in groups.items()
    ]


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


def train(options: Options, weights: Path, data: Path, out: Path) -> None:
    """Trains, measuring on valid after each epoch; writes `out`/model.pt and a log."""
    torch.manual_seed(options.seed)
    out.mkdir(parents=True, exist_ok=True)
    pieces = Pieces(archive(weights, options.weights)["tokenizer.json"])
    articles = grouped(rebuilt(data))
    valid = read(data / "sentences_valid.jsonl")
    alone = read(data / "sentences_valid.jsonl", context=False)
    model = start(weights, options.weights, options.layers, len(LABELS), options.dropout)
    forbid(model)
    optimizer = torch.optim.AdamW(groups_of(model, options), betas=(0.9, 0.98), fused=True)
    plan = _plan(articles, pieces, options)
    total = sum(map(len, plan))
    begun = _resume(out, model, optimizer)
    step = sum(map(len, plan[:begun]))
    for epoch in range(begun, options.epochs):
        clock, seen, running = time.time(), 0, 0.0
        for windows in plan[epoch]:
            rate = _rate(step / total, options.warm)
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * rate
            batch = collated(windows, pieces)
            loss = loss_of(model, batch, options)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), options.clip)
            optimizer.step()
            step += 1
            seen += int(batch.mask.sum())
            running = loss.item() if not running else 0.98 * running + 0.02 * loss.item()
            if step % 50 == 0:
                _log(out, f"{step}/{total} loss {running:.4f} {seen / (time.time() - clock):.0f}/s")
        together = score(model, pieces, valid, options.spread.pieces)
        apart = score(model, pieces, alone, options.spread.pieces)
        _log(out, f"epoch {epoch + 1} loss {running:.4f} valid {together} alone {apart}")
        torch.save(
            {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch + 1},
            out / "checkpoint.part",
        )
        (out / "checkpoint.part").replace(out / "checkpoint.pt")
    torch.save({"model": model.state_dict(), "shape": asdict(model.shape)}, out / "model.pt")
    (out / "options.json").write_text(json.dumps(asdict(options), indent=1))


def _plan(
    articles: Sequence[Sequence[Sentence]], pieces: Pieces, options: Options
) -> list[list[list[Window]]]:
    """The batches of each epoch: the same for the same seed, however often a run is stopped."""
    chance = random.Random(options.seed)
    return [
        batches(
            shuffled(articles, pieces.words, options.spread, chance), options.pieces_a_step, chance
        )
        for _ in range(options.epochs)
    ]


def _rate(done: float, warm: float) -> float:
    return done / warm if done < warm else (1 - done) / (1 - warm)


def _resume(out: Path, model: Encoder, optimizer: torch.optim.Optimizer) -> int:
    if not (out / "checkpoint.pt").exists():
        return 0
    held = torch.load(out / "checkpoint.pt", weights_only=True)
    model.load_state_dict(held["model"])
    optimizer.load_state_dict(held["optimizer"])
    return int(held["epoch"])


def _log(out: Path, line: str) -> None:
    print(line, flush=True)
    with (out / "log.txt").open("a", encoding="utf-8") as log:
        log.write(f"{time.strftime('%H:%M:%S')} {line}\n")
