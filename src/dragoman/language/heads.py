"""The small heads: models of a few megabytes that judge texts, run by ONNX Runtime on the CPU.

A head is two files, an ONNX graph that holds its own weights and the tokenizer that it was
trained with; both are named by their digests, so that a record can say what judged it.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import ModelError, UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

PADS = ("[PAD]", "<pad>")
"""What tokenizers call the token that fills a row up; where there is none, id 0 serves."""


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file of a model, and the SHA-256 (hexadecimal) that it must have."""

    path: Path
    sha256: str

    def read(self) -> bytes:
        """The content of the file.

        Raises:
            ModelError: the file is missing, unreadable, or another one.
        """
        try:
            content = self.path.read_bytes()
        except OSError as error:
            raise ModelError(
                f"The model file {self.path} can't be read ({error.strerror}). Install it anew."
            ) from error
        found = hashlib.sha256(content).hexdigest()
        if found != self.sha256.lower():
            raise ModelError(
                f"The model file {self.path} is not the one expected: its digest is "
                f"{found[:12]}..., {self.sha256[:12].lower()}... was expected. Install it anew."
            )
        return content


@dataclass(frozen=True, slots=True)
class EncodedBatch:
    """Texts as a head takes them, one a row, filled up to the longest.

    `rows` are the places of the texts in the sequence that was given. `ids` and `mask` are of
    shape (rows, tokens), int64; the mask is 0 where a row is filled up. `offsets`, of shape
    (rows, tokens, 2), say where each token begins and ends in its text, in code points; both
    are 0 for tokens that stand for no words.
    """

    rows: tuple[int, ...]
    ids: "NDArray[np.int64]"
    mask: "NDArray[np.int64]"
    offsets: "NDArray[np.int64]"

    @property
    def inputs(self) -> dict[str, "NDArray[np.int64]"]:
        """The batch under the names that text models give their inputs."""
        return {"input_ids": self.ids, "attention_mask": self.mask}


@dataclass(frozen=True)
class Head:
    """One small model with its tokenizer; both are loaded and checked when first used.

    Args:
        model: the ONNX file, weights inside.
        tokenizer: the `tokenizer.json`.
        threads: how many threads one run may use.
        longest: tokens of one text, special ones counted; what goes beyond is cut off.
        tokens_a_batch: tokens of one batch, those counted that only fill rows up.

    Raises:
        UsageError: one of the numbers is less than 1.
    """

    model: ModelFile
    tokenizer: ModelFile
    threads: int = 1
    longest: int = 256
    tokens_a_batch: int = 8192

    def __post_init__(self) -> None:
        for name in ("threads", "longest", "tokens_a_batch"):
            if getattr(self, name) < 1:
                raise UsageError(f"A head's {name} must be at least 1, not {getattr(self, name)}.")

    def encode(self, texts: Sequence[str]) -> Iterator[EncodedBatch]:
        """Texts in batches of at most `tokens_a_batch` tokens, those of like length together.

        Every text is in one batch; one longer than a batch has a batch of its own.

        Raises:
            ModelError: the tokenizer is missing, broken, or another one.
        """
        encodings = [self._encode(text) for text in texts]
        ordered = sorted(range(len(texts)), key=lambda row: len(encodings[row]))
        rows: list[int] = []
        for row in ordered:
            if rows and (len(rows) + 1) * len(encodings[row]) > self.tokens_a_batch:
                yield self._batch(rows, encodings)
                rows = []
            rows.append(row)
        if rows:
            yield self._batch(rows, encodings)

    def run(self, inputs: Mapping[str, "NDArray[np.generic]"]) -> dict[str, "NDArray[np.generic]"]:
        """What the model makes of its inputs, each array under its name.

        Raises:
            ModelError: the model is missing, broken, or another one; it has other inputs than
                those given, or fails on them.
        """
        session = self._session
        wanted = {node.name for node in session.get_inputs()}
        if wanted != set(inputs):
            raise ModelError(
                f"The model {self.model.path} takes {', '.join(sorted(wanted)) or 'nothing'} and "
                f"was given {', '.join(sorted(inputs)) or 'nothing'}. Install a model made for "
                "this version of Dragoman."
            )
        names = [node.name for node in session.get_outputs()]
        try:
            found = session.run(names, dict(inputs))
        except Exception as error:  # ONNX Runtime's own errors have no other root
            raise ModelError(f"The model {self.model.path} failed on its input: {error}") from error
        return dict(zip(names, found, strict=True))

    def cut(self, word: str) -> list[int]:
        """The pieces of one word, without special ones.

        Raises:
            ModelError: the tokenizer is missing, broken, or another one.
        """
        return list(self._encode(word, special=False).ids)

    def piece(self, *names: str) -> int:
        """The number of the first of these special pieces that the tokenizer knows, or 0.

        Raises:
            ModelError: the tokenizer is missing, broken, or another one.
        """
        known = (self._tokenizer.token_to_id(name) for name in names)
        return next((piece for piece in known if piece is not None), 0)

    @cached_property
    def _session(self) -> "InferenceSession":
        content = self.model.read()
        import onnxruntime  # noqa: PLC0415 - heavy: loaded when the first head is run

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 4
        # Threads that wait for work by spinning take the core that the parser needs.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            return onnxruntime.InferenceSession(
                content, sess_options=options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # ONNX Runtime's own errors have no other root
            raise _broken(self.model, error) from error

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        content = self.tokenizer.read()
        from tokenizers import Tokenizer  # noqa: PLC0415 - heavy: loaded with the first head

        try:
            tokenizer = Tokenizer.from_buffer(content)
            tokenizer.no_padding()
            tokenizer.enable_truncation(self.longest)
        except Exception as error:  # the library raises nothing finer
            raise _broken(self.tokenizer, error) from error
        return tokenizer

    @cached_property
    def _pad(self) -> int:
        return self.piece(*PADS)

    def _encode(self, text: str, *, special: bool = True) -> "Encoding":
        # A lone surrogate, which no UTF-8 can hold, becomes a question mark.
        whole = text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
        return self._tokenizer.encode(whole, add_special_tokens=special)

    def _batch(self, rows: Sequence[int], encodings: Sequence["Encoding"]) -> EncodedBatch:
        import numpy as np  # noqa: PLC0415 - loaded with the first head

        width = max(1, *(len(encodings[row]) for row in rows))
        ids = np.full((len(rows), width), self._pad, dtype=np.int64)
        mask = np.zeros((len(rows), width), dtype=np.int64)
        offsets = np.zeros((len(rows), width, 2), dtype=np.int64)
        for at, row in enumerate(rows):
            encoding = encodings[row]
            length = len(encoding)
            if length:
                ids[at, :length] = encoding.ids
                mask[at, :length] = 1
                offsets[at, :length] = encoding.offsets
        return EncodedBatch(tuple(rows), ids, mask, offsets)


def _broken(file: ModelFile, error: Exception) -> ModelError:
    return ModelError(f"The model file {file.path} can't be loaded ({error}). Install it anew.")


def shipped(name: str) -> Path:
    """The folder of a head that comes with the package."""
    return Path(str(resources.files("dragoman.language"))) / "models" / name
