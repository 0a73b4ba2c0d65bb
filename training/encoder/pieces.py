"""A tokenizer's pieces, as training sees them: cut as the package cuts them."""

from tokenizers import Tokenizer

from dragoman.language.subwords import Subwords


class Pieces:
    """A tokenizer's pieces, with the special ones that frame sentences."""

    def __init__(self, content: bytes) -> None:
        tokenizer = Tokenizer.from_str(content.decode("utf-8"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        special = {
            name: tokenizer.token_to_id(name)
            for name in ("[CLS]", "[SEP]", "[PAD]", "[UNK]", "<s>", "</s>", "<pad>", "<unk>")
        }

        def first(*names: str) -> int:
            return next(special[name] for name in names if special[name] is not None)

        self.begin, self.end = first("<s>", "[CLS]"), first("</s>", "[SEP]")
        self.pad = first("<pad>", "[PAD]")
        self.words = Subwords(
            lambda word: tokenizer.encode(word, add_special_tokens=False).ids,
            first("[UNK]", "<unk>"),
        )
